"""Speakers of a report: number of each kind, and, over several articles, a table with each speaker once."""

from __future__ import annotations

from collections import Counter

from tabulate import tabulate

from quotes.records import SPEAKER_KINDS
from quotes.reports.colours import KIND_COLOURS, coloured
from quotes.reports.wording import in_one_line, printable
from quotes.speakers.across import SpeakersAcross

HEADINGS = ("speaker", "kind", "role", "statements", "articles")

PLURALS = {"person": "persons", "anonymous": "anonymous", "unknown": "of unknown kind"}
"""Plurals of kinds other than those with an s."""


def kinds_in_one_line(across: SpeakersAcross) -> str:
    """Return the number of speakers of each kind, and of statements without one, as a sentence."""
    counts = Counter(one.speaker.kind for one in across.found)
    kinds = [f"{counts[kind]} {_plural(kind, counts[kind])}" for kind in SPEAKER_KINDS if counts[kind]]
    parts = [f"Speakers: {', '.join(kinds)}."] if kinds else []
    if across.unnamed:
        statements = "1 statement has" if across.unnamed == 1 else f"{across.unnamed} statements have"
        parts.append(f"{statements} no speaker named.")
    return " ".join(parts)


def speakers_table(across: SpeakersAcross, format: str, *, colours: bool = False) -> str:
    """Return a table with one row for each speaker of all articles, those with most statements first."""
    rows = [
        [
            coloured(printable(in_one_line(one.speaker.name)), KIND_COLOURS.get(one.speaker.kind) if colours else None),
            one.speaker.kind,
            printable(in_one_line(one.speaker.role or "")),
            str(one.statements),
            str(one.articles),
        ]
        for one in sorted(across.found, key=lambda one: -one.statements)
    ]
    alignment = ["left"] * 3 + ["right"] * 2
    return tabulate(rows, HEADINGS, format, disable_numparse=True, colalign=alignment if rows else None)


def _plural(kind: str, number: int) -> str:
    return kind if number == 1 and kind != "unknown" else PLURALS.get(kind, f"{kind}s")
