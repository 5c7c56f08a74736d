"""Comparison of two names of a speaker, as annotated and as found."""

from __future__ import annotations

import re

SMALL_WORDS = frozenset(
    ["a", "an", "the", "of", "and", "in", "on", "at", "for", "by", "with", "to", "s", "his", "her", "its", "their"]
) | {"mr", "mrs", "ms", "dr", "sir"}
"""Words by which names do not differ."""

ALIKE = 0.6
"""Least share of common words (F) of two names of one speaker of which neither has all words of the other."""


def is_same_name(one: str | None, other: str | None) -> bool:
    """True for two names or descriptions of one speaker, or for none on both sides.

    One has the words of the other, or is made of its initials, or most of their words are the same.
    """
    words, others = _words(one), _words(other)
    if not words or not others:
        return not words and not others
    if _initials(words) == "".join(others) or _initials(others) == "".join(words):
        return True
    common = len(set(words) & set(others))
    fewest = min(len(set(words)), len(set(others)))
    return common == fewest or 2 * common / (len(set(words)) + len(set(others))) >= ALIKE


def _words(name: str | None) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", (name or "").lower()) if word not in SMALL_WORDS]


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words)
