"""Decisions from the rows of a spreadsheet, checked against the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from quotes.corpora.say_places import closest, places
from quotes.corrections.decisions import Corrections, Decision, NamedSpeaker, accept, decide, named, reject, with_flags
from quotes.corrections.sheet import SheetRow
from quotes.errors import CorrectionsError
from quotes.records import BETWEEN_PIECES, SPEAKER_KINDS, Analysis, Span, SpeakerKind, Statement
from quotes.reports.as_xlsx import CUT
from quotes.reports.statement_columns import FLAGS, STATEMENT_COLUMNS, StatementRow
from quotes.reports.wording import in_one_line, printable

DECISION = "decision"
ACCEPT, REJECT = "accept", "reject"
OFFSETS = ("start", "end", "content_spans", "source_spans", "cue_span")
"""Columns that nobody changes, and that tell a sheet of another version of the article."""

ROLES = ("source", "cue", "statement")
_YES_NO = {"yes": True, "true": True, "1": True, "x": True, "no": False, "false": False, "0": False, "": False}
_BETWEEN_NAMES = re.compile(r", and | and |, ")


@dataclass(frozen=True, slots=True)
class Imported:
    """Corrections with the decisions of a sheet, their numbers by what they are, and a line for each row left out."""

    corrections: Corrections
    counts: dict[str, int]
    problems: tuple[str, ...]


def import_rows(
    rows: Iterable[SheetRow], analysis: Analysis, corrections: Corrections, *, accept_rest: bool = False
) -> Imported:
    """Return the corrections with the decisions that the rows of a sheet about this article make.

    `analysis` is the one that the sheet was made from. A row that says other than it is a correction; so is one with
    ``reject`` in the column ``decision``, or without a statement, which there is not; ``accept`` says that it is right,
    and `accept_rest` that all others are. A row without an id is a missing statement. A row that is not there says
    nothing. Rows that do not fit the article become problems.
    """
    statements = {one.id: one for one in analysis.statements}
    counts = {"corrected": 0, "accepted": 0, "rejected": 0, "added": 0}
    problems: list[str] = []
    anchor = 0
    for row in rows:
        try:
            statement = _statement(row, statements)
            anchor = statement.content[0].start if statement else anchor
            decision, what = _decision(row, statement, analysis, corrections, anchor, accept_rest)
        except CorrectionsError as error:
            problems.append(f"row {row.number}: {error}")
            continue
        if decision is not None:
            corrections = decide(corrections, decision, statement or decision)
            counts[what] += 1
            anchor = decision.content[0].start
    return Imported(corrections, counts, tuple(problems))


def _statement(row: SheetRow, statements: dict[str, Statement]) -> Statement | None:
    id = row.cells.get("id", "")
    if id and id not in statements:
        raise CorrectionsError(f"the article has no statement {id!r} as it is read now; a new one has no id")
    return statements.get(id)


def _decision(
    row: SheetRow,
    statement: Statement | None,
    analysis: Analysis,
    corrections: Corrections,
    anchor: int,
    accept_rest: bool,
) -> tuple[Decision | None, str]:
    cells = row.cells
    wish = cells.get(DECISION, "").lower()
    if wish not in ("", ACCEPT, REJECT):
        raise CorrectionsError(f"{DECISION} {wish!r} is neither {ACCEPT} nor {REJECT}")
    if statement is None:
        if not cells["statement"]:
            raise CorrectionsError("neither an id nor a statement")
        spans = _spans(row, None, analysis, anchor)
        return _with_cells(Decision(content=spans[2]), row, None, spans, analysis, corrections), "added"
    changed = _changed(row, statement, analysis)
    if offsets := [name for name in OFFSETS if name in changed]:
        name = offsets[0]
        raise CorrectionsError(f"{name} of {statement.id} is {cells[name]!r} in the sheet, and another in the article")
    if wish == REJECT or not cells["statement"]:
        return reject(statement), "rejected"
    if not changed:
        return (accept(statement), "accepted") if wish == ACCEPT or accept_rest else (None, "")
    if changed.issuperset(ROLES):
        raise CorrectionsError(f"{statement.id} is quite another statement in the article as it is read now")
    spans = _spans(row, statement, analysis, anchor, changed)
    return _with_cells(accept(statement), row, changed, spans, analysis, corrections), "corrected"


def _changed(row: SheetRow, statement: Statement, analysis: Analysis) -> set[str]:
    """Return the names of the columns that have other values than the statement."""
    of = StatementRow(analysis, statement.speakers, statement)
    known = (*ROLES, *FLAGS, *OFFSETS, "speaker", "speaker_kind", "nested_in")
    return {
        name
        for name in known
        if name in row.cells and not _same(row.cells[name], STATEMENT_COLUMNS[name].text(of), name)
    }


def _same(cell: str, value: str, name: str) -> bool:
    if name in FLAGS:
        return _YES_NO.get(cell.lower()) is _YES_NO[value]
    if cell.endswith(CUT) and value.startswith(cell.removesuffix(CUT)) and len(cell) > 10_000:
        return True
    return printable(cell) == printable(in_one_line(value))


def _spans(
    row: SheetRow, statement: Statement | None, analysis: Analysis, anchor: int, changed: set[str] | None = None
) -> tuple[tuple[Span, ...], ...]:
    """Return the spans of source, cue and content: those of the statement, or where changed words are nearest."""
    text = analysis.article.text
    options: list[list[Span]] = []
    roles: list[int] = []
    for number, name in enumerate(ROLES):
        if statement and (changed is None or name not in changed):
            old = (statement.source, (statement.cue,) if statement.cue else (), statement.content)[number]
            options += [[span] for span in old]
            roles += [number] * len(old)
            continue
        pieces = [piece for piece in row.cells.get(name, "").split(BETWEEN_PIECES.strip()) if piece.strip()]
        for piece in map(in_one_line, pieces):
            found = places(text, piece)
            if not found:
                raise CorrectionsError(f"the article does not have “{piece}”, which is its {name}")
            options.append(found)
            roles.append(number)
    chosen = closest(text, options, anchor)
    return tuple(tuple(span for span, role in zip(chosen, roles, strict=True) if role == number) for number in range(3))


def _with_cells(
    decision: Decision,
    row: SheetRow,
    changed: set[str] | None,
    spans: Sequence[tuple[Span, ...]],
    analysis: Analysis,
    corrections: Corrections,
) -> Decision:
    """Return the decision with the spans and the values of the cells that were changed, None for all of them."""
    cells = row.cells
    source, cue, content = spans
    decision = replace(decision, source=source, content=content, cue=Span(cue[0].start, cue[-1].end) if cue else None)
    names = {name for name in cells if changed is None or name in changed}
    flags = {name: _yes_or_no(cells[name], name) for name in FLAGS if name in names}
    decision = with_flags(
        decision,
        question=flags.get("question"),
        negated=flags.get("negated"),
        hypothetical=flags.get("hypothetical"),
        nested=bool(cells["nested_in"]) if "nested_in" in names else None,
    )
    known = {in_one_line(one.name): one for each in corrections.decisions for one in each.speakers}
    known |= {in_one_line(one.name): named(one) for one in analysis.speakers if in_one_line(one.name) not in known}
    speakers = decision.speakers
    if "speaker" in names:
        speakers = tuple(known.get(name, NamedSpeaker(name)) for name in _names(cells["speaker"], known))
    if "speaker_kind" in names and cells["speaker_kind"]:
        kinds = [_kind(each.strip()) for each in cells["speaker_kind"].split(";")]
        if len(kinds) not in (1, len(speakers)):
            raise CorrectionsError(f"speaker_kind has {len(kinds)} kinds for {len(speakers)} speakers")
        kinds = kinds * len(speakers) if len(kinds) == 1 else kinds
        speakers = tuple(replace(one, kind=kind) for one, kind in zip(speakers, kinds, strict=True))
    return replace(decision, speakers=speakers)


def _names(cell: str, known: Iterable[str]) -> list[str]:
    """Return the names in a cell: one, several with semicolons, or several known ones ("Anna Berg and Jon Lund")."""
    names = set(known)
    if cell in names or not cell:
        return [cell] if cell else []
    if ";" in cell:
        return [name for part in cell.split(";") if (name := part.strip())]
    parts = _BETWEEN_NAMES.split(cell)
    return parts if len(parts) > 1 and names.issuperset(parts) else [cell]


def _yes_or_no(cell: str, name: str) -> bool:
    if cell.lower() not in _YES_NO:
        raise CorrectionsError(f"{name} is {cell!r} instead of yes or no")
    return _YES_NO[cell.lower()]


def _kind(name: str) -> SpeakerKind:
    found = next((kind for kind in SPEAKER_KINDS if kind == name.lower()), None)
    if found is None:
        raise CorrectionsError(f"speaker_kind {name!r} is none of {', '.join(SPEAKER_KINDS)}")
    return found
