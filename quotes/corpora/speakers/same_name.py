"""Comparison of two names of a speaker, as annotated and as found."""

from __future__ import annotations

import re

SMALL_WORDS = frozenset(
    ["a", "an", "the", "of", "and", "in", "on", "at", "for", "by", "with", "to", "his", "her", "its", "their"]
) | {"mr", "mrs", "ms", "dr", "sir"}
"""Words by which names do not differ."""

_BETWEEN_NAMES = re.compile(r", and | and |, ")

ALIKE = 0.6
"""Least share of common words (F) of two names of one speaker of which neither has all words of the other."""


def is_same_name(one: str | None, other: str | None) -> bool:
    """True for two names or descriptions of one speaker, or for none on both sides.

    One has the words of the other, or is made of its initials, or most of their words are the same.
    """
    words, others = name_words(one), name_words(other)
    if not words or not others:
        return not words and not others
    if initials(words) == "".join(others) or initials(others) == "".join(words):
        return True
    common = len(set(words) & set(others))
    fewest = min(len(set(words)), len(set(others)))
    return common == fewest or 2 * common / (len(set(words)) + len(set(others))) >= ALIKE


def likeness(one: str | None, other: str | None) -> float:
    """Return how much two names of one speaker are alike, 0 to 1: F of their words, 1 for initials of the other."""
    words, others = name_words(one), name_words(other)
    if not words or not others or words == others:
        return 1.0
    if initials(words) == "".join(others) or initials(others) == "".join(words):
        return 1.0
    return 2 * len(set(words) & set(others)) / (len(set(words)) + len(set(others)))


def joint_names(name: str | None, kind: str | None) -> list[str]:
    """Return the names of joint speakers, annotated as the group "A, B and C"; none for another group."""
    if name is None or kind != "group" or " and " not in name:
        return []
    names = [each.strip() for each in _BETWEEN_NAMES.split(name) if each.strip()]
    return names if len(names) > 1 and all(each[0].isupper() for each in names) else []


def name_words(name: str | None) -> list[str]:
    """Return the words of a name in lower case, without small words and endings of possessives."""
    without_endings = re.sub("['’]s", "", (name or "").lower())
    return [word for word in re.findall(r"[^\W_]+", without_endings) if word not in SMALL_WORDS]


def initials(words: list[str]) -> str:
    """Return the first letters of some words."""
    return "".join(word[0] for word in words)
