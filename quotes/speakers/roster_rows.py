"""Rows of a roster file, each with its place for messages: CSV with a header, or a YAML list of mappings."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import count, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.errors import RosterError

if TYPE_CHECKING:
    from yaml.events import Event

Row = dict[str, str | list[str]]
"""Values by column: a text, which is empty where there is none, or a list of texts."""


def csv_rows(text: str, path: Path) -> Iterator[tuple[str, Row]]:
    """Yield the rows of a CSV text that are not empty. Raises `RosterError` if it is not CSV with a column ``name``."""
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="")
    try:
        names = [(name or "").strip() for name in reader.fieldnames or ()]
        _check_header(names, path)
        reader.fieldnames = names
        for row in reader:
            where = f"{path}: line {reader.line_num}"
            if row.get("") and "" not in names:
                raise RosterError(f"{where}: more cells than columns; put a cell with a comma in quotation marks")
            if any(row.values()):
                yield where, {name: value or "" for name, value in row.items() if name}
    except csv.Error as error:
        raise RosterError(f"{path}: not valid CSV: {error}") from None


def yaml_rows(text: str, path: Path) -> Iterator[tuple[str, Row]]:
    """Yield the mappings of a YAML list, with every value as the text that is written, whatever it looks like.

    Plain ``null`` and ``~`` are empty. Raises `RosterError` for anything but such a list, tags and anchors included.
    """
    import yaml

    try:
        yield from _mappings(_events(text), path)
    except yaml.YAMLError as error:
        raise RosterError(f"{path}: not valid YAML: {' '.join(str(error).split())}") from None


def _check_header(names: list[str], path: Path) -> None:
    if "name" not in names:
        raise RosterError(f"{path}: no column 'name' in its first line; it has {', '.join(names) or 'none'}")
    for name, number in Counter(filter(None, names)).items():
        if number > 1:
            raise RosterError(f"{path}: column {name!r} stands {number} times in its first line")


def _events(text: str) -> Iterator[Event]:
    """Yield the events of YAML as they are parsed, so that what is wrong ends the reading at once."""
    import yaml

    for event in yaml.parse(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # not every PyYAML has libyaml
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            place = f"{event.start_mark}".strip()
            raise yaml.YAMLError(f"&, * and ! have no meaning in a roster: put the value in quotation marks ({place})")
        yield event


def _mappings(events: Iterator[Event], path: Path) -> Iterator[tuple[str, Row]]:
    from yaml.events import MappingStartEvent, SequenceEndEvent, SequenceStartEvent, StreamEndEvent

    _, _, first = next(events), next(events), next(events, None)
    if not isinstance(first, SequenceStartEvent):
        raise RosterError(f"{path}: should be a list of speakers, each beginning with '- name: …'")
    for number in count(1):
        event, where = next(events), f"{path}: entry {number}"
        if isinstance(event, SequenceEndEvent):
            break
        if not isinstance(event, MappingStartEvent):
            raise RosterError(f"{where}: should be a mapping with a name ('- name: …')")
        yield where, _mapping(events, where)
    _, last = next(events), next(events)
    if not isinstance(last, StreamEndEvent):
        raise RosterError(f"{path}: should be one list, but a second document begins after it")


def _mapping(events: Iterator[Event], where: str) -> Row:
    from yaml.events import MappingEndEvent, SequenceEndEvent, SequenceStartEvent

    row: Row = {}
    for event in takewhile(lambda event: not isinstance(event, MappingEndEvent), events):
        key = _text(event, where)
        if key in row:
            raise RosterError(f"{where}: {key!r} stands twice")
        value = next(events)
        if isinstance(value, SequenceStartEvent):
            items = takewhile(lambda event: not isinstance(event, SequenceEndEvent), events)
            row[key] = [_text(item, f"{where}: {key}") for item in items]
        else:
            row[key] = _text(value, f"{where}: {key}")
    return row


def _text(event: Event, where: str) -> str:
    from yaml.events import ScalarEvent

    if not isinstance(event, ScalarEvent):
        raise RosterError(f"{where}: should be a text, not a list or a mapping")
    return "" if not event.style and event.value in {"null", "~"} else event.value
