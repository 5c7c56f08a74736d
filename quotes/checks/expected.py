"""Reader of files of expected results: `NAME.expected.toml` beside `NAME.txt`.

    # Free comments.
    [[statement]]
    kind = "direct"                        # direct, indirect or mixed; left out: not compared
    speaker = "Azeri Ministry of Defense"  # canonical name, or a list of names; left out: nobody can be named
    source = "the Azeri Ministry"          # as written, or a list of strings; left out: not mentioned
    cue = "said"                           # left out: none
    content = ["“We are,”", "“ready.”"]    # one string per piece, as written
    circumstances = ["in a statement"]     # left out: not compared
    after = "words before it"              # only where the content would be found too early

    [[speaker]]                            # optional: speakers to look at
    name = "Azeri Ministry of Defense"
    kind = "organization"                  # left out: not compared

Statements stand in the order of the text. `quotes.checks.locating` finds the strings in it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from quotes.errors import ExpectationError
from quotes.records import SPEAKER_KINDS, STATEMENT_KINDS, SpeakerKind, StatementKind
from quotes.runtime.given_files import parse_toml, read_given_text

STATEMENT_KEYS = ("kind", "speaker", "source", "cue", "content", "circumstances", "after")
SPEAKER_KEYS = ("name", "kind")

Kind = TypeVar("Kind", bound=str)


@dataclass(frozen=True, slots=True)
class ExpectedStatement:
    """Expected statement of an article; `kind` and `circumstances` are not compared where they are None.

    `speaker` has the names of all speakers, or one string that joins them ("Anna Berg and Jon Lund").
    """

    content: tuple[str, ...]
    kind: StatementKind | None = None
    speaker: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    cue: str | None = None
    circumstances: tuple[str, ...] | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class ExpectedSpeaker:
    """Expected speaker of an article; `kind` is not compared where it is None."""

    name: str
    kind: SpeakerKind | None = None


@dataclass(frozen=True, slots=True)
class Expectation:
    """Contents of one file of expected results."""

    path: Path
    statements: tuple[ExpectedStatement, ...] = ()
    speakers: tuple[ExpectedSpeaker, ...] = ()


def read_expectation(path: Path) -> Expectation:
    """Read a file of expected results.

    Raises `ExpectationError`, naming the file and the statement, if it cannot be read, is not TOML, has an
    unknown key or a value of the wrong type.
    """
    return parse_expectation(read_given_text(path, ExpectationError), path)


def parse_expectation(text: str, path: Path) -> Expectation:
    """Read an expectation from a text; `path` is for messages. Raises `ExpectationError`."""
    data = parse_toml(text, path, ExpectationError)
    _no_other_keys(data, ("statement", "speaker"), f"{path}")
    return Expectation(
        path,
        tuple(_statement(table, where) for table, where in _tables(data, "statement", path)),
        tuple(_speaker(table, where) for table, where in _tables(data, "speaker", path)),
    )


def _tables(data: Mapping[str, Any], key: str, path: Path) -> list[tuple[dict[str, Any], str]]:
    """Return the tables of one kind, each with its place for messages."""
    tables = data.get(key, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ExpectationError(f"{path}: {key!r} must be written as [[{key}]], one for each {key}")
    return [(table, f"{path}: {key} {number}") for number, table in enumerate(tables, start=1)]


def _statement(table: dict[str, Any], where: str) -> ExpectedStatement:
    _no_other_keys(table, STATEMENT_KEYS, where)
    if "content" not in table:
        raise ExpectationError(f"{where}: content is missing; it is a list of strings, one for each piece")
    return ExpectedStatement(
        content=_strings(table["content"], f"{where}: content"),
        kind=_kind(table.get("kind"), STATEMENT_KINDS, where),
        speaker=_one_or_more(table, "speaker", where),
        source=_one_or_more(table, "source", where),
        cue=_string(table.get("cue"), f"{where}: cue"),
        circumstances=_strings(table["circumstances"], f"{where}: circumstances", may_be_empty=True)
        if "circumstances" in table
        else None,
        after=_string(table.get("after"), f"{where}: after"),
    )


def _speaker(table: dict[str, Any], where: str) -> ExpectedSpeaker:
    _no_other_keys(table, SPEAKER_KEYS, where)
    name = _string(table.get("name"), f"{where}: name")
    if name is None:
        raise ExpectationError(f"{where}: name is missing")
    return ExpectedSpeaker(name, _kind(table.get("kind"), SPEAKER_KINDS, where))


def _one_or_more(table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    """Return the strings of a key that has one, or a list of some; none if the key is left out."""
    if key not in table:
        return ()
    value = table[key]
    return _strings(value if isinstance(value, list) else [value], f"{where}: {key}")


def _strings(value: Any, where: str, may_be_empty: bool = False) -> tuple[str, ...]:
    if not isinstance(value, list) or not (value or may_be_empty):
        raise ExpectationError(f'{where} must be a list of strings: ["…"]')
    return tuple(_text(item, where) for item in value)


def _string(value: Any, where: str) -> str | None:
    return None if value is None else _text(value, where)


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise ExpectationError(f"{where} must be a string in quotation marks, not {type(value).__name__}")
    if not value.strip():
        raise ExpectationError(f"{where} is an empty string; leave it out if there is none")
    return value


def _kind(value: Any, kinds: tuple[Kind, ...], where: str) -> Kind | None:
    if _string(value, f"{where}: kind") not in (None, *kinds):
        raise ExpectationError(f"{where}: kind {value!r} is none of {', '.join(kinds)}{_nearest(value, kinds)}")
    kind: Kind | None = value
    return kind


def _no_other_keys(table: Mapping[str, Any], allowed: Iterable[str], where: str) -> None:
    for key in table:
        if key not in allowed:
            known = ", ".join(allowed)
            raise ExpectationError(f"{where}: unknown key {key!r}{_nearest(key, allowed)} (known: {known})")


def _nearest(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
