"""Reports of the scores of speakers: a table for people, JSON for programs, and the errors for reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, TextIO

from quotes.corpora.score_output import score_table, shown, write_json
from quotes.corpora.speakers.questions import MENTION_TYPES, MentionType
from quotes.corpora.speakers.scores import Outcome, Tally, tallies
from quotes.reports.wording import printable

HEADINGS = ("mention", "genre", "asked", "right", "nearest", "previous")
NOTE = (
    "asked: subjects of {verbs} whose entity has a name. In percent of these: right speakers, and what two baselines "
    "get right, the nearest person or organization before and the speaker before."
)


def write_speaker_scores(
    outcomes: Sequence[Outcome], stream: TextIO, *, format: str, model: str, path: str, all_verbs: bool
) -> None:
    """Write the numbers by type of mention and genre in one of `FORMATS`; `model` names the model set."""
    counted = tallies(outcomes)
    if format == "json":
        result = {
            "model": model,
            "path": path,
            "all_verbs": all_verbs,
            "mentions": {type: _to_dict(counted[type]) for type in MENTION_TYPES if type in counted},
        }
        write_json(result, stream)
        return
    note = NOTE.format(verbs="all verbs" if all_verbs else "reporting verbs")
    stream.write(f"{printable(path)}\n\n{_table(counted)}\n\nModel set: {printable(model)}. {note}\n")


def write_wrong_speakers(outcomes: Sequence[Outcome], stream: TextIO) -> None:
    """Write each wrong answer of the tool with the expected one and the words around."""
    for outcome in outcomes:
        if not outcome.tally.right:
            answer = outcome.answer or "nobody"
            what = f"{outcome.document}: {outcome.type} “{outcome.source}”: {answer}, not {outcome.expected}"
            stream.write(f"{printable(what)}\n    {printable(outcome.context)}\n\n")


def total(genres: Mapping[str, Tally]) -> Tally:
    """Return the tally of all genres together."""
    return sum(genres.values(), Tally())


def _to_dict(genres: Mapping[str, Tally]) -> dict[str, Any]:
    return {"total": asdict(total(genres)), "genres": {genre: asdict(genres[genre]) for genre in sorted(genres)}}


def _table(counted: Mapping[MentionType, Mapping[str, Tally]]) -> str:
    groups = [
        [
            [type, *_cells("all", total(counted[type]))],
            *(["", *_cells(genre, tally)] for genre, tally in sorted(counted[type].items())),
        ]
        for type in MENTION_TYPES
        if type in counted
    ]
    return score_table(groups, HEADINGS, names=2)


def _cells(genre: str, tally: Tally) -> list[str]:
    rights = (tally.right, tally.nearest, tally.previous)
    return [genre, str(tally.asked), *(shown(100 * right / tally.asked) for right in rights)]
