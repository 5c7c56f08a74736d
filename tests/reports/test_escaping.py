"""What is put into each format is read back from it, and nothing else."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from drawn_analyses import analyses
from hypothesis import given, settings
from hypothesis import strategies as st
from made_analyses import harbour, one_statement
from read_tables import READERS

from quotes.records import Analysis
from quotes.reports.formats import FORMATS, TERMINAL_FORMATS, write_analyses
from quotes.reports.statement_columns import COLUMNS, View
from quotes.reports.tables import TableOptions, table_rows

REORDERING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
VIEWS = st.sampled_from(list(COLUMNS))
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")

TEXTS = {
    "cells": "a | b || c ! d !! e & f \\| g \\\\| h",
    "rows": "|- x \\\\ \\hline |} |==== +---+ ----",
    "arguments": "[2cm] *x",
    "html": "<script>x</script> <!-- x --> &lt; &amp; &#124; </td>",
    "links": "[x](javascript:1) [[File:x]] [y][1] <http://x.y> http://x.y HTTP://x.y www.x.y a@x.y `x <u>`_ x_ [1]_",
    "templates": "{{x}} {% x %} {x} {html} {{{x}}} #REDIRECT __NOTOC__ ~~~~ pass:[x] |x| :x:`y`",
    "emphasis": "*a* **b** _c_ __d__ ''e'' '''f''' ~~g~~ `h` ``i`` ^j^ $k$ #l#",
    "list": "1. x",
    "initial": "A. Berg",
    "bullet": "- x",
    "directive": ".. raw:: html",
    "literal": "x::",
    "field": ":x: y",
    "prompt": ">>> x",
    "transition": "-----",
    "backslash": "\\",
    "backslashes": "\\" * 6,
    "latex": r"\input{x} \textbf{y} % ^^41 ~ # $ _",
    "commented": "== // x\u0301 🏴\u200d☠️ क्‍ष",
    "plain": "“We’re ready” – he said […] 5.5%; the U.S. (and 3/4 of us), OK?",
}


def written(*given_analyses: Analysis, format: str, **options: Any) -> str:
    stream = io.StringIO()
    options = {"view": "report", "several": len(given_analyses) > 1} | options
    write_analyses(given_analyses, stream, TableOptions(format=format, **options))
    return stream.getvalue()


def shown(text: str) -> str:
    """The text without what may command a terminal or turn a line round."""
    return "".join("\ufffd" if is_control(character) else character for character in text)


def is_control(character: str) -> bool:
    return (
        unicodedata.category(character) in {"Cc", "Zl", "Zp"}
        or unicodedata.bidirectional(character) in REORDERING
        or "\u206a" <= character <= "\u206f"
    )


@pytest.mark.parametrize("format", READERS)
@pytest.mark.parametrize("name", TEXTS)
def test_markup_shows_the_text(name: str, format: str) -> None:
    text = TEXTS[name]
    analysis = one_statement(text, speaker=text, id=text)
    row = [text, f"{text} (person)", "indirect", "said", text, "0.50"]
    headings = ["article", "speaker", "kind", "cue", "statement", "confidence"]
    assert READERS[format](written(analysis, analysis, format=format)) == [headings, row, row]


@given(analyses(), VIEWS)
@settings(max_examples=15)
def test_any_text_is_read_back_from_markup(analysis: Analysis, view: View) -> None:
    options = {"view": view, "several": True, "explained": True, "acts": True}
    rows = list(table_rows(analysis, view, explained=True))
    tables = [read(text) for format, read in READERS.items() if (text := written(analysis, format=format, **options))]
    assert len(tables) == (len(READERS) if rows else 0)
    for headings, *cells_of_rows in tables:
        assert [headings, *cells_of_rows] == tables[0]
        for row, cells in zip(rows, cells_of_rows, strict=True):
            for heading, cell in zip(headings, cells, strict=True):
                assert shown(row[heading]) in cell


@given(analyses(), VIEWS, st.sampled_from(TERMINAL_FORMATS), st.booleans())
@settings(max_examples=25)
def test_terminals_get_no_controls(analysis: Analysis, view: View, format: str, several: bool) -> None:
    table = written(analysis, format=format, view=view, several=several, width=60, acts=True, explained=True)
    assert not any(map(is_control, table.replace("\n", "")))
    assert bool(table) == bool(analysis.statements or several)


@given(analyses(), VIEWS, st.sampled_from([("csv", ","), ("tsv", "\t")]))
@settings(max_examples=25)
def test_spreadsheets_get_the_text_without_formulas(analysis: Analysis, view: View, kind: tuple[str, str]) -> None:
    format, delimiter = kind
    expected = list(table_rows(analysis, view, explained=True))
    text = written(analysis, view=view, format=format, explained=True)
    assert not any(is_control(character) for character in text if character not in "\n\t")
    rows = [{name: without_apostrophes(cell) for name, cell in row.items()} for row in records(text, delimiter)]
    assert rows == [{name: shown(cell) for name, cell in row.items()} for row in expected]
    for any_delimiter in (delimiter, ";"):
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=any_delimiter):
            assert not [cell for cell in row if cell.lstrip(' \t"').startswith(FORMULA)]
    raw = written(analysis, view=view, format=format, explained=True, raw_cells=True)
    assert records(raw, delimiter) == expected


def records(text: str, delimiter: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def without_apostrophes(cell: str) -> str:
    """The text of a cell, as docs/cli.md says that programs get it."""
    return re.sub(r"""((?:^|;)[\s"]*)'(?='*[=+\-@＝＋－＠])""", r"\1", cell)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ('=HYPERLINK("http://x.y")', '\'=HYPERLINK("http://x.y")'),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("\t\r =1", "'=1"),
        ('"=1', "\"'=1"),
        ("one; =1", "one; '=1"),
        ("'=1", "''=1"),
        ("\x1b[2J\x07\x9b\x7f\u202eit", "�[2J����it"),
        ("one\u2028two\u0085three", "one two three"),
        ("– We are ready", "– We are ready"),
        ("— 1", "— 1"),
        ("5 = 5 - 0 + 0, -1 (a@x.y)", "5 = 5 - 0 + 0, -1 (a@x.y)"),
        ("'tis; it isn't", "'tis; it isn't"),
        ("الوزير\u200f (عمّان)", "الوزير\u200f (عمّان)"),
        ("می\u200cخواهم 👩\u200d⚕️", "می\u200cخواهم 👩\u200d⚕️"),
    ],
)
def test_cells(text: str, cell: str) -> None:
    analysis = one_statement(text, speaker=text, id=text)
    analysis = replace(analysis, speakers=(replace(analysis.speakers[0], role=text, affiliation=text),))
    analysis = replace(analysis, statements=(replace(analysis.statements[0], speakers=analysis.speakers),))
    for format, delimiter in (("csv", ","), ("tsv", "\t")):
        (row,) = records(written(analysis, format=format), delimiter)
        assert {row[name] for name in ("article", "speaker", "statement", "role", "affiliation")} == {cell}
        assert row["confidence"] == "0.50"
        (row,) = records(written(analysis, format=format, raw_cells=True), delimiter)
        assert row["statement"] == " ".join(text.split())


def test_ordinary_cells_are_the_same_raw() -> None:
    for format in (name for name, one in FORMATS.items() if one.audience == "programs" and not one.binary):
        assert written(harbour(), format=format) == written(harbour(), format=format, raw_cells=True)


@given(analyses(), st.sampled_from(["json", "jsonl"]))
@settings(max_examples=15)
def test_json_has_all_of_the_text_and_no_control(analysis: Analysis, format: str) -> None:
    text = written(analysis, format=format)
    assert not any(map(is_control, text.replace("\n", "")))
    assert json.loads(text if format == "json" else f"[{text}]") == [json.loads(json.dumps(analysis.to_dict()))]
