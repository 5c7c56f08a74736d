"""Update of a file of expected results from an analysis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Item, Table

from quotes.checks.comparison import compare, pair_differences, speaker_names
from quotes.checks.expected import Expectation, ExpectedSpeaker, ExpectedStatement, parse_expectation
from quotes.checks.locating import find_content, locate
from quotes.checks.pairing import pair_statements
from quotes.errors import ExpectationError
from quotes.records import Analysis, Span, Statement
from quotes.reports.wording import in_one_line
from quotes.runtime.given_files import read_given_text
from quotes.runtime.whole_file import whole_file

FIRST_LINE = "# Accepted from the output of `quotes check --update`.\n\n"

WORDS_BEFORE = 12
"""Words before a content that tell its place from earlier ones, at most."""


@dataclass(frozen=True, slots=True)
class Block:
    """Table of a file as it is written: the comments above it and its lines below the heading."""

    comments: str
    body: str


def update_expected(path: Path, analysis: Analysis, tolerance: int = 0, first_line: str = FIRST_LINE) -> bool:
    """Change the file at `path` to the results of `analysis`, and tell whether it had to be written.

    Statements that agree (within `tolerance`, as for `compare`) stay as they were written, with the comments at the top
    and above statements that are still found. An existing file keeps its choice of speakers as far as they are still
    found; a new one lists all who make statements, below `first_line`. The file is written whole or not at all. Raises
    `ExpectationError` if it exists but cannot be understood (then it stays as it is), `OutputError` if it cannot be
    written.
    """
    old, new = _old_and_new(path, analysis, tolerance, first_line)
    if new == old:
        return False
    with whole_file(path) as stream:
        stream.write(new)
    return True


def is_outdated(path: Path, analysis: Analysis, tolerance: int = 0) -> bool:
    """Tell whether `update_expected` would write the file at `path`, or raise an error about it."""
    try:
        old, new = _old_and_new(path, analysis, tolerance)
    except ExpectationError:
        return True
    return new != old


def _old_and_new(
    path: Path, analysis: Analysis, tolerance: int, first_line: str = FIRST_LINE
) -> tuple[str | None, str]:
    old = read_given_text(path, ExpectationError) if path.exists() else None
    return old, expected_text(analysis, old, path, tolerance, first_line)


def expected_text(
    analysis: Analysis, old: str | None, path: Path, tolerance: int = 0, first_line: str = FIRST_LINE
) -> str:
    """Return the text of a file with the results of `analysis`, made from the `old` text of the file at `path`.

    A new file begins with `first_line`. Raises `ExpectationError` if `old` cannot be understood.
    """
    if old is None:
        expectation, first, last = Expectation(path, (), _all_speakers(analysis)), first_line, ""
        statement_blocks: list[Block] = []
        speaker_blocks = [Block("", _speaker_body(speaker)) for speaker in expectation.speakers]
    else:
        expectation = parse_expectation(old, path)
        if _agrees(analysis, expectation, tolerance):
            return old
        first, statement_blocks, speaker_blocks, last = _split(old, path)
        written = len(expectation.statements), len(expectation.speakers)
        if (len(statement_blocks), len(speaker_blocks)) != written:
            raise ExpectationError(f"{path}: only tables written as [[statement]] and [[speaker]] can be updated")
    tables = [
        *_statements(analysis, expectation, statement_blocks, tolerance),
        *_speakers(analysis, expectation, speaker_blocks),
    ]
    text = "\n\n".join(part.strip("\n") for part in [*tables, last] if part.strip())
    return (_ending_as(first, bool(tables)) + text).strip("\n") + "\n"


def _ending_as(first: str, before_tables: bool) -> str:
    """Return the text at the top with one blank line below it, or none if it was written right above a table."""
    right_above = before_tables and first.strip() and not first.endswith("\n\n")
    return first.rstrip("\n") + ("\n" if right_above else "\n\n")


def _agrees(analysis: Analysis, expectation: Expectation, tolerance: int) -> bool:
    try:
        return not compare(analysis, expectation, tolerance).differences
    except ExpectationError:
        return False


def _all_speakers(analysis: Analysis) -> tuple[ExpectedSpeaker, ...]:
    return tuple(ExpectedSpeaker(speaker.name, speaker.kind) for speaker, _ in analysis.by_speaker() if speaker)


def _split(old: str, path: Path) -> tuple[str, list[Block], list[Block], str]:
    """Return the text before the first table, the tables of statements and of speakers, and the text at the end."""
    try:
        document = tomlkit.parse(old)
    except TOMLKitError as error:
        raise ExpectationError(f"{path}: not valid TOML: {error}") from error
    first, between = "", ""
    blocks: dict[str, list[Block]] = {"statement": [], "speaker": []}
    for key, item in document.body:
        if key is None:
            first += item.as_string()
        elif isinstance(item, AoT):
            for table in item.body:
                body, after = _without_last_comments(table)
                blocks[key.key].append(Block(between, body))
                between = after
    return first, blocks["statement"], blocks["speaker"], between


def _without_last_comments(table: Table) -> tuple[str, str]:
    """Return a table's text, and the comments after its last key, which belong to the next table."""
    last = takewhile(lambda pair: pair[0] is None, reversed(table.value.body))
    after = "".join(reversed([item.as_string() for _, item in last]))
    text = table.as_string()
    return text[: len(text) - len(after)], after


def _statements(analysis: Analysis, expectation: Expectation, blocks: Sequence[Block], tolerance: int) -> Iterator[str]:
    """Yield the tables of all statements that were found, in the order of the text."""
    numbers, agreeing = _partners(analysis, expectation, tolerance)
    previous, taken = 0, set[tuple[Span, ...]]()
    for statement in sorted(analysis.statements, key=lambda statement: statement.content[0].start):
        number = numbers.get(statement.id)
        before = expectation.statements[number] if number is not None else None
        kept = before if statement.id in agreeing else None
        expected = kept or _expected_statement(analysis, statement, before)
        text = analysis.article.text
        placed = _placed(expected, statement.content, text, previous, taken)
        comments = blocks[number].comments if number is not None else ""
        body = blocks[number].body if number is not None and placed is kept else _statement_body(placed)
        yield f"{comments.lstrip()}[[statement]]\n{body}"
        previous = statement.content[0].start
        taken.add(statement.content)


def _partners(analysis: Analysis, expectation: Expectation, tolerance: int) -> tuple[dict[str, int], set[str]]:
    """Return the index of the expected statement by id of the found one, and the ids of those that agree."""
    try:
        located = locate(expectation, analysis.article)
    except ExpectationError:
        return {}, set()
    numbers: dict[str, int] = {}
    agreeing = set[str]()
    for pair in pair_statements(analysis, located):
        if pair.found is not None and pair.number is not None:
            numbers[pair.found.id] = pair.number - 1
            if not any(pair_differences(analysis, pair, tolerance)):
                agreeing.add(pair.found.id)
    return numbers, agreeing


def _expected_statement(
    analysis: Analysis, statement: Statement, before: ExpectedStatement | None
) -> ExpectedStatement:
    """Return `statement` as a file expects it, with circumstances only where the file had some before."""
    with_circumstances = before is not None and before.circumstances is not None
    return ExpectedStatement(
        content=tuple(in_one_line(span.text) for span in statement.content),
        kind=statement.kind,
        speaker=tuple(speaker_names(statement)),
        source=tuple(in_one_line(span.text) for span in statement.source),
        cue=in_one_line(statement.cue.text) if statement.cue else None,
        circumstances=tuple(in_one_line(span.text) for span in statement.circumstances) if with_circumstances else None,
    )


def _placed(
    expected: ExpectedStatement, content: tuple[Span, ...], text: str, previous: int, taken: set[tuple[Span, ...]]
) -> ExpectedStatement:
    """Return `expected`, with the words before its content where it would be found in another place without them."""
    words = text[previous : content[0].start].split()
    for count in range(min(WORDS_BEFORE, len(words)) + 1):
        attempt = replace(expected, after=" ".join(words[-count:])) if count else expected
        with suppress(ExpectationError):
            if find_content(attempt, text, previous, taken, "") == content:
                return attempt
    return expected


def _statement_body(expected: ExpectedStatement) -> str:
    return _body(
        kind=expected.kind,
        speaker=_one_or_more(expected.speaker),
        source=_one_or_more(expected.source),
        cue=expected.cue,
        after=expected.after,
        content=expected.content,
        circumstances=expected.circumstances,
    )


def _one_or_more(texts: tuple[str, ...]) -> str | tuple[str, ...] | None:
    """Return one text by itself, several as they are, and None for none."""
    return texts[0] if len(texts) == 1 else texts or None


def _speakers(analysis: Analysis, expectation: Expectation, blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the tables of those speakers of the expectation that are still found, with their present kinds."""
    kinds = {in_one_line(speaker.name): speaker.kind for speaker in analysis.speakers}
    for expected, block in zip(expectation.speakers, blocks, strict=True):
        kind = kinds.get(in_one_line(expected.name))
        if kind is not None:
            same = expected.kind in (None, kind)
            body = block.body if same else _speaker_body(ExpectedSpeaker(expected.name, kind))
            yield f"{block.comments.lstrip()}[[speaker]]\n{body}"


def _speaker_body(speaker: ExpectedSpeaker) -> str:
    return _body(name=in_one_line(speaker.name), kind=speaker.kind)


def _body(**values: str | Sequence[str] | None) -> str:
    """Return the lines of a table with the values that are not None."""
    table = tomlkit.table()
    for key, value in values.items():
        if value is not None:
            table[key] = _string(value) if isinstance(value, str) else _array(value)
    return table.as_string()


def _array(texts: Sequence[str]) -> Item:
    """Return a list of texts, on one line if it is one text, else with a line for each."""
    array = tomlkit.array()
    array.extend(_string(text) for text in texts)
    return array.multiline(len(texts) > 1)


def _string(text: str) -> Item:
    """Return `text` in the marks that need no escapes: "…", else '…', else three of the latter."""
    if not any(character in '"\\' or not character.isprintable() for character in text):
        return tomlkit.string(text)
    if not text.isprintable() or "'''" in text or text.endswith("'"):
        return tomlkit.string(text)
    return tomlkit.string(text, literal=True, multiline="'" in text)
