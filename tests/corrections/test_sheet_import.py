"""Spreadsheets that were changed by hand become decisions, and what does not fit is listed."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from made_analyses import council, harbour, span
from openpyxl import load_workbook

from quotes.corrections.decisions import Corrections, Decision, NamedSpeaker, accept
from quotes.corrections.sheet import SheetRow, read_sheet
from quotes.corrections.sheet_import import Imported, import_rows
from quotes.errors import CorrectionsError
from quotes.records import Analysis, Article
from quotes.reports.formats import write_analyses
from quotes.reports.statement_columns import STATEMENT_COLUMNS
from quotes.reports.tables import TableOptions, statement_rows, text_rows

TEXT = harbour().article.text


def rows(analysis: Analysis, **changes: dict[str, str]) -> list[SheetRow]:
    """Return the rows of all columns of an analysis, with changed cells by the ids of statements."""
    options = TableOptions(view="extract", format="csv", columns=tuple(STATEMENT_COLUMNS))
    cells = list(text_rows(statement_rows(analysis, options), options.columns))
    return [SheetRow(number, {**row, **changes.get(row["id"], {})}) for number, row in enumerate(cells, start=2)]


def imported(analysis: Analysis, some: list[SheetRow], **options: bool) -> Imported:
    return import_rows(some, analysis, Corrections(analysis.article.text), **options)


def test_a_sheet_that_nobody_changed_decides_nothing() -> None:
    for analysis in (harbour(), council()):
        result = imported(analysis, rows(analysis))
        assert (result.corrections.decisions, result.problems, sum(result.counts.values())) == ((), (), 0)
        accepted = imported(analysis, rows(analysis), accept_rest=True)
        assert accepted.corrections == Corrections(analysis.article.text, tuple(map(accept, analysis.statements)))


def test_changed_cells_are_decisions() -> None:
    analysis = harbour()
    changes = {
        "q1": {"speaker": "Black Sea Pilots' Union", "question": "yes"},
        "q2": {"statement": "14 ships", "speaker": "Mina Okafor", "speaker_kind": "person"},
        "q3": {"statement": ""},
        "q4": {"decision": "accept"},
    }
    result = imported(analysis, rows(analysis, **changes))
    assert result.problems == ()
    assert result.counts == {"corrected": 2, "accepted": 1, "rejected": 1, "added": 0}
    first, second, third, fourth = map(accept, analysis.statements)
    union = NamedSpeaker("Black Sea Pilots' Union", "organization")
    assert set(result.corrections.decisions) == {
        replace(first, speakers=(union,), question=True),
        replace(second, content=(span(TEXT, "14 ships"),), speakers=(NamedSpeaker("Mina Okafor", "person"),)),
        replace(third, rejected=True),
        fourth,
    }


def test_a_row_without_id_is_a_missing_statement() -> None:
    row = {"article": "harbour.txt", "id": "", "statement": "opens on Friday", "source": "The film", "speaker": ""}
    result = imported(harbour(), [*rows(harbour()), SheetRow(6, row)])
    assert result.counts["added"] == 1
    assert result.corrections.decisions == (
        Decision(content=(span(TEXT, "opens on Friday"),), source=(span(TEXT, "The film"),)),
    )


def test_several_speakers_in_one_cell() -> None:
    analysis = harbour()
    cell = {
        "Ivan Petrov and Black Sea Pilots' Union": ["Ivan Petrov", "Black Sea Pilots' Union"],
        "Marks and Spencer": ["Marks and Spencer"],
        "Anna Berg; Ivan Petrov": ["Anna Berg", "Ivan Petrov"],
        "": [],
    }
    for text, names in cell.items():
        (decision,) = imported(analysis, rows(analysis, q1={"speaker": text})).corrections.decisions
        assert [one.name for one in decision.speakers] == names


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"id": "q9"}, "no statement 'q9'"),
        ({"source": "the mayor"}, "does not have “the mayor”, which is its source"),
        ({"start": "3"}, "start of q1 is '3' in the sheet"),
        ({"question": "perhaps"}, "question is 'perhaps' instead of yes or no"),
        ({"speaker_kind": "man"}, "speaker_kind 'man' is none of person"),
        ({"speaker_kind": "person; place"}, "2 kinds for 1 speakers"),
        ({"decision": "hm"}, "'hm' is neither accept nor reject"),
        ({"source": "He", "cue": "opens", "statement": "14 ships"}, "quite another statement"),
        ({"id": "", "statement": ""}, "neither an id nor a statement"),
    ],
)
def test_rows_that_do_not_fit_are_listed_and_the_others_are_imported(change: dict[str, str], problem: str) -> None:
    result = imported(harbour(), rows(harbour(), q1=change, q3={"decision": "reject"}))
    (line,) = result.problems
    assert line.startswith("row 2: ") and problem in line
    assert [one.rejected for one in result.corrections.decisions] == [True]


def test_an_earlier_decision_is_replaced_by_the_sheet_and_others_stay() -> None:
    analysis = harbour()
    first, second, *_ = map(accept, analysis.statements)
    before = Corrections(TEXT, (replace(first, rejected=True), second))
    result = import_rows(rows(analysis, q1={"decision": "accept"}), analysis, before)
    assert set(result.corrections.decisions) == {first, second}


@pytest.mark.parametrize("format", ["csv", "tsv", "xlsx"])
def test_what_extract_wrote_is_read_again(tmp_path: Path, format: str) -> None:
    text = TEXT.replace("14 ships", "=14+1 _x0041_")
    ships = replace(harbour().statements[1], content=(span(text, "=14+1 _x0041_ are waiting"),))
    analysis = Analysis(Article(text, "harbour.txt"), (replace(ships, speakers=()),))
    path = tmp_path / f"sheet.{format}"
    stream = io.BytesIO() if format == "xlsx" else io.StringIO()
    write_analyses([analysis], stream, TableOptions(view="extract", format=format))
    value = stream.getvalue()
    path.write_bytes(value if isinstance(value, bytes) else value.encode("utf-8"))
    result = imported(analysis, read_sheet(path))
    assert (result.corrections.decisions, result.problems) == ((), ())


def test_a_workbook_that_was_changed(tmp_path: Path) -> None:
    path, analysis = tmp_path / "sheet.xlsx", harbour()
    stream = io.BytesIO()
    write_analyses([analysis], stream, TableOptions(view="extract", format="xlsx"))
    book = load_workbook(io.BytesIO(stream.getvalue()))
    sheet = book["statements"]
    header = [cell.value for cell in sheet[1]]
    sheet.cell(3, header.index("speaker") + 1).value = "Ivan Petrov"
    sheet.cell(3, header.index("negated") + 1).value = True
    book.save(path)
    (decision,) = imported(analysis, read_sheet(path)).corrections.decisions
    assert [one.name for one in decision.speakers] == ["Ivan Petrov"] and decision.negated


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        (b"article,id\nx,y\n", "no column 'statement'"),
        (b"", "no column 'article'"),
        (b"article,id,statement,id\n", "'id' stands several times"),
        (b"PK\x03\x04broken", "not a workbook"),
        (b"\x00\x01\x02\xff" * 50, "sheet.csv"),
    ],
)
def test_files_that_are_no_sheets(tmp_path: Path, written: bytes, problem: str) -> None:
    path = tmp_path / "sheet.csv"
    path.write_bytes(written)
    with pytest.raises(CorrectionsError, match=problem):
        read_sheet(path)
