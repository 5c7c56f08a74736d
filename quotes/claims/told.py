"""Statements as they are compared across articles, and the claims that several of them make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Protocol

from quotes.archive.days import day_of
from quotes.archive.text_signatures import COPY, bands, signature_of, similarity
from quotes.records import Analysis, Speaker, Statement

Stance = Literal["first", "repeats", "denies"]


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of one of many articles. ``article`` is the id of the article, ``id`` that of the statement in it.

    ``same_speaker`` is a number that statements of the same speaker have in an archive. ``copies`` are the ids of
    further articles that have the same text.
    """

    article: str
    day: date | None
    id: str
    text: str
    cue: str
    speakers: tuple[Speaker, ...]
    same_speakers: tuple[int, ...] = ()
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """Statements of one speaker about a claim, in the order of their days, and whether they deny it."""

    speaker: Speaker | None
    stance: Stance
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim that several statements make. The first of its voices is who said it first.

    ``likeness`` is that of the two statements that resemble each other least, from 0 to 1.
    """

    voices: tuple[Voice, ...]
    likeness: float

    @property
    def articles(self) -> int:
        """Number of articles that have the claim, without copies."""
        return len({told.article for voice in self.voices for told in voice.told})


class Collection(Protocol):
    """Statements of many articles, in the order of days and of articles, each with its number from 0."""

    def __iter__(self) -> Iterator[Told]:
        """Yield all statements in order."""

    def __getitem__(self, number: int) -> Told:
        """Return the statement with a number."""


def told_in(analyses: Iterable[Analysis]) -> Sequence[Told]:
    """Return the statements of articles that claim something, in the order of days; articles without one come last.

    Of articles with nearly the same text, as in an archive, the first one counts, and the others are its copies.
    """
    told: list[Told] = []
    copies: dict[str, list[str]] = {}
    signatures: dict[str, bytes] = {}
    places: dict[int, str] = {}
    for number, analysis in enumerate(analyses, 1):
        place = analysis.article.id or f"article {number}"
        signature = signature_of(analysis.article.text)
        own = bands(signature) if signature else []
        like = dict.fromkeys(places[band] for band in own if band in places)
        first = next((each for each in like if signature and similarity(signature, signatures[each]) >= COPY), None)
        if first:
            copies[first].append(place)
            continue
        copies[place] = []
        told += _told(analysis, place)
        if signature:
            signatures[place] = signature
        for band in own:
            places.setdefault(band, place)
    with_copies = (replace(one, copies=tuple(copies[one.article])) for one in told)
    return sorted(with_copies, key=lambda one: one.day or date.max)


def _told(analysis: Analysis, place: str) -> Iterator[Told]:
    day = day_of(analysis.article.date)
    for statement in filter(claims_something, analysis.statements):
        cue = statement.cue.text if statement.cue else ""
        yield Told(place, day, statement.id, statement.text, cue, statement.speakers)


def claims_something(statement: Statement) -> bool:
    """Tell whether the article says that something is claimed: not what is asked, not said, or only supposed."""
    return not (statement.negated or statement.hypothetical or statement.question)
