"""Numbers of statements, which grow with the day of the article, and of mentions; words that stand for facts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from quotes.records import SpeakerKind, StatementAct, StatementKind

ARTICLE_BITS = 28
POSITION_BITS = 13

MOST_ARTICLES = 1 << ARTICLE_BITS
MOST_STATEMENTS = 1 << POSITION_BITS
"""Articles that an archive can hold, and statements, or speakers, that one of them can have."""


def statement_number(day: date | None, article: int, position: int) -> int:
    """Return the number of a statement: of a later day, a later article and a later position (from 0) it is greater.

    Articles without a day come before all others. Raises ValueError for an article or a position beyond the limits.
    """
    if not (0 <= article < MOST_ARTICLES and 0 <= position < MOST_STATEMENTS):
        raise ValueError(f"no number for statement {position} of article {article}")
    return first_number(day) | article << POSITION_BITS | position


def mention_number(article: int, position: int) -> int:
    """Return the number of a mention: of a later article and a later position (from 0) it is greater.

    Raises ValueError for a position beyond the limits.
    """
    if not 0 <= position < MOST_STATEMENTS:
        raise ValueError(f"no number for speaker {position} of article {article}")
    return article << POSITION_BITS | position


def first_number(day: date | None) -> int:
    """Return a number that none of the statements of a day is under, and all of the days before are; 0 for None."""
    return (day.toordinal() if day else 0) << ARTICLE_BITS + POSITION_BITS


def speaker_word(speaker: int) -> str:
    """Return the word that stands for a speaker in the index of words."""
    return f"speaker{speaker}"


def facets(kind: StatementKind, act: StatementAct, speakers: Iterable[tuple[int, SpeakerKind]]) -> str:
    """Return the words that stand for a statement's kind and act, and for its speakers and their kinds."""
    of_speakers = [word for id, speaker_kind in speakers for word in (speaker_word(id), f"by{speaker_kind}")]
    return " ".join([f"kind{kind}", f"act{act}", *of_speakers])
