"""Annotations of the tool brat in its standoff format: the content of a ``.ann`` file.

The format is described at https://brat.nlplab.org/standoff.html. Text-bound annotations, events and relations are read:

    T1<TAB>Source 89 106<TAB>The New York Post          T4<TAB>Content 10 20;25 30<TAB>in two pieces
    E1<TAB>Attribution:T2 Source:T1 Content:T4          R1<TAB>says Arg1:T2 Arg2:T4

Other annotations (attributes, notes, …) are left out, and so are lines that begin with no identifier: the rest of texts
that were written with their line breaks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from quotes.corpora.attribution.gold import read_exactly, span_in
from quotes.errors import CorpusError
from quotes.records import Span

_LINE = re.compile(r"([TER])\d+\t")
_TEXT_BOUND = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)")
_ARGUMENTS = re.compile(r"\S+:\S+(?: \S+:\S+)*")
_NUMBER = re.compile(r"\d+$")


@dataclass(frozen=True, slots=True)
class TextBound:
    """A stretch of text with a type ("Cue")."""

    type: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Connection:
    """An event or a relation: the annotations that it joins, each with its role.

    The first argument of an event is its trigger, whose role is the type of the event. The number that brat puts behind
    a repeated role (``Source2``) is left out. ``where`` names the line for errors.
    """

    arguments: tuple[tuple[str, TextBound], ...]
    where: str


@dataclass(frozen=True, slots=True)
class Standoff:
    """Annotations of a ``.ann`` file."""

    text_bounds: tuple[TextBound, ...]
    events: tuple[Connection, ...]
    relations: tuple[Connection, ...]


def read_standoff(path: Path, text: str) -> Standoff:
    """Read the annotations of `text`. Events and relations may stand above the annotations that they join.

    Raises `CorpusError`, which names the line, when the file cannot be read, a line cannot be understood, a span is
    not in the text, or an annotation that is joined does not exist.
    """
    lines = [
        (match[1], line.rstrip("\r").split("\t"), f"{path}, line {number}")
        for number, line in enumerate(read_exactly(path).split("\n"), start=1)
        if (match := _LINE.match(line))
    ]
    bounds = {fields[0]: _text_bound(fields[1], text, where) for letter, fields, where in lines if letter == "T"}
    events = [_connection(fields[1], bounds, where) for letter, fields, where in lines if letter == "E"]
    relations = [
        _connection(fields[1].partition(" ")[2], bounds, where) for letter, fields, where in lines if letter == "R"
    ]
    return Standoff(tuple(bounds.values()), tuple(events), tuple(relations))


def _text_bound(field: str, text: str, where: str) -> TextBound:
    match = _TEXT_BOUND.fullmatch(field)
    if not match:
        raise CorpusError(f'{where}: expected "TYPE START END" as a text-bound annotation')
    pieces = (piece.split(" ") for piece in match[2].split(";"))
    return TextBound(match[1], tuple(sorted(span_in(text, int(start), int(end), where) for start, end in pieces)))


def _connection(field: str, bounds: dict[str, TextBound], where: str) -> Connection:
    if not _ARGUMENTS.fullmatch(field.strip()):
        raise CorpusError(f'{where}: expected "ROLE:ID ROLE:ID" as what an event or a relation joins')
    arguments = []
    for argument in field.split():
        role, _, identifier = argument.rpartition(":")
        if identifier not in bounds:
            raise CorpusError(f"{where}: there is no text-bound annotation {identifier}")
        arguments.append((_NUMBER.sub("", role), bounds[identifier]))
    return Connection(tuple(arguments), where)
