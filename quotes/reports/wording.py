"""Wording of statements and speakers for people and spreadsheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quotes.records import BETWEEN_PIECES, Article, Span

NOBODY = "(no speaker named)"
"""Name for a missing speaker in tables for people; data have an empty cell or null instead."""

LEAST_CERTAIN_SPEAKER = 0.5
"""Probability below which tables for people show names with `DOUBT`; data have it in a column or field of its own."""

LEAST_CERTAIN_STATEMENT = 0.5
"""Probability below which terminals show statements as doubtful, by a colour."""

DOUBT = "?"
"""Mark behind the name of a speaker that may well be another one."""

CONTROLS_BEYOND_ASCII = r"\x7f-\x9f\u2028-\u202e\u2066-\u206f"
"""DEL, C1 controls, line separators, and the controls that turn round the direction of text, as of a character class.

The direction marks (U+061C, U+200E, U+200F) and joiners are none of these: Arabic, Hebrew, Persian, Hindi and emoji
need them, and they turn round no letters.
"""

_CONTROL_CHARACTER = re.compile(rf"[\x00-\x1f{CONTROLS_BEYOND_ASCII}]")


def spans_in_one_line(article: Article, spans: Iterable[Span]) -> str:
    """Return the words of the spans with white space collapsed, and “ […] ” between one span and the next."""
    return BETWEEN_PIECES.join(filter(None, (in_one_line(article.text_of(span)) for span in spans)))


def names_in_words(names: Sequence[str]) -> str:
    """Return names as one phrase: "Anna Berg", "Anna Berg and Jon Lund", "A, B and C"; "" for none."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def in_one_line(text: str) -> str:
    """Return `text` with every stretch of white space, line breaks too, turned into one space."""
    return " ".join(text.split())


def printable(text: str) -> str:
    """Return `text` with a substitute for controls, so that an article cannot command a terminal or reorder a line."""
    return _CONTROL_CHARACTER.sub("\ufffd", text)


def abbreviated(text: str, words_at_each_end: int = 12) -> str:
    """Return `text`, a long one without its middle: "first words [...] last words"."""
    words = text.split()
    if len(words) <= 2 * words_at_each_end + 4:
        return " ".join(words)
    return " ".join([*words[:words_at_each_end], "[...]", *words[-words_at_each_end:]])
