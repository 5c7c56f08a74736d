"""Claims as rows of tables and as JSON values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quotes.claims.told import Claim, Told, Voice
from quotes.reports.cells import Column
from quotes.reports.formats import OutputFormat
from quotes.reports.found_formats import FOUND_FORMATS
from quotes.reports.found_quotations import FoundQuotations
from quotes.reports.wording import in_one_line

SCHEMA_VERSION = "1"

CLAIM_FORMATS: Mapping[str, OutputFormat] = {name: each for name, each in FOUND_FORMATS.items() if name != "junit"}

FOR_PEOPLE = ("claim", "stance", "day", "speaker", "article", "shown")


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A statement of a claim: the number of the claim, from 1, the voice, and whether it has said so before."""

    number: int
    claim: Claim
    voice: Voice
    told: Told
    again: bool


def _stance(row: ClaimRow) -> str:
    return "again" if row.again else row.voice.stance


def _shown(row: ClaimRow) -> str:
    cue = f"({row.told.cue}) " if row.told.cue else ""
    return in_one_line(f"{cue}{row.told.text}")


CLAIM_COLUMNS: Mapping[str, Column[ClaimRow]] = {
    column.name: column
    for column in (
        Column[ClaimRow]("claim", "count", lambda row: row.number),
        Column[ClaimRow]("stance", "text", _stance),
        Column[ClaimRow]("day", "text", lambda row: row.told.day.isoformat() if row.told.day else None),
        Column[ClaimRow]("speaker", "text", lambda row: row.voice.speaker.name if row.voice.speaker else None),
        Column[ClaimRow]("speaker_kind", "text", lambda row: row.voice.speaker.kind if row.voice.speaker else None),
        Column[ClaimRow]("cue", "text", lambda row: row.told.cue or None),
        Column[ClaimRow]("text", "text", lambda row: row.told.text),
        Column[ClaimRow]("article", "text", lambda row: row.told.article),
        Column[ClaimRow]("statement", "text", lambda row: row.told.id),
        Column[ClaimRow]("copies", "count", lambda row: len(row.told.copies)),
        Column[ClaimRow]("likeness", "number", lambda row: row.claim.likeness),
        Column[ClaimRow]("shown", "text", _shown),
    )
}  # fmt: skip
"""Columns of claims; ``stance`` is "first", "repeats", "denies", or "again" for a further statement of a speaker, and
``shown`` the cue with the statement."""


def found_claims(claims: Sequence[Claim]) -> FoundQuotations[ClaimRow]:
    """Return claims as every output takes them."""
    voices = sum(voice.speaker is not None for claim in claims for voice in claim.voices)
    denied = sum(any(voice.stance == "denies" for voice in claim.voices) for claim in claims)
    counts = f"{_counted(len(claims), 'claim')} of {_counted(voices, 'speaker')}"
    return FoundQuotations(
        "quotes claims",
        [row for number, claim in enumerate(claims, 1) for row in _rows(number, claim)],
        CLAIM_COLUMNS,
        FOR_PEOPLE,
        [_claim_to_dict(number, claim) for number, claim in enumerate(claims, 1)],
        (),
        f"{counts}, {denied} of them denied." if denied else f"{counts}.",
    )


def _rows(number: int, claim: Claim) -> Iterator[ClaimRow]:
    for voice in claim.voices:
        for told in voice.told:
            yield ClaimRow(number, claim, voice, told, again=told is not voice.told[0])


def _claim_to_dict(number: int, claim: Claim) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "claim": number,
        "likeness": round(claim.likeness, 3),
        "articles": claim.articles,
        "voices": [
            {
                "stance": voice.stance,
                "speaker": voice.speaker.name if voice.speaker else None,
                "kind": voice.speaker.kind if voice.speaker else None,
                "statements": [_told_to_dict(told) for told in voice.told],
            }
            for voice in claim.voices
        ],
    }


def _told_to_dict(told: Told) -> dict[str, Any]:
    return {
        "article": told.article,
        "day": told.day.isoformat() if told.day else None,
        "statement": told.id,
        "cue": told.cue or None,
        "text": told.text,
        "copies": list(told.copies),
    }


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
