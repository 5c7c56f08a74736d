"""Colours are put around what is shown, and nothing of an article is one."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from drawn_analyses import analyses
from hypothesis import given
from hypothesis import strategies as st
from made_analyses import council, harbour, one_statement

from quotes.records import SPEAKER_KINDS, Analysis
from quotes.reports.colours import DOUBT_COLOUR, KIND_COLOURS, coloured
from quotes.reports.formats import DATA_FORMATS, FORMATS, TERMINAL_FORMATS, write_analyses
from quotes.reports.statement_columns import COLUMNS
from quotes.reports.tables import TableOptions
from quotes.reports.wording import LEAST_CERTAIN_STATEMENT

ESCAPE = re.compile(r"\x1b\[(\d+)m([^\x1b\n]+)\x1b\[0m")
HOSTILE = "\x1b[31mred\x1b[0m \x1b]8;;http://x.y\x1b\\link\x1b]8;;\x1b\\ \x9b2J 港務局 長官"


def written(*given_analyses: Analysis, **options: Any) -> str:
    stream = io.StringIO()
    write_analyses(given_analyses, stream, TableOptions(several=len(given_analyses) > 1, **options))
    return stream.getvalue()


@given(
    st.lists(analyses(), min_size=1, max_size=2),
    st.sampled_from(list(COLUMNS)),
    st.sampled_from(TERMINAL_FORMATS),
    st.sampled_from([0, 40, 100]),
)
def test_colours_change_nothing_else(found: list[Analysis], view: Any, format: str, width: int) -> None:
    options = {"view": view, "format": format, "width": width}
    with_colours = written(*found, **options, colours=True)
    assert ESCAPE.sub(r"\2", with_colours) == written(*found, **options)
    assert {int(number) for number, _ in ESCAPE.findall(with_colours)} <= {*KIND_COLOURS.values(), DOUBT_COLOUR}


@pytest.mark.parametrize("format", TERMINAL_FORMATS)
@pytest.mark.parametrize("width", [0, 30, 100])
def test_articles_and_names_smuggle_no_escape_code_in(format: str, width: int) -> None:
    analysis = one_statement(HOSTILE, speaker=f"{HOSTILE} a-hyphenated-name-that-is-longer-than-its-column", id=HOSTILE)
    options = {"view": "report", "format": format, "width": width}
    text = written(analysis, analysis, **options, colours=True)
    assert "\x1b[36m" in text and "�[31mred" in text
    assert ESCAPE.sub(r"\2", text) == written(analysis, analysis, **options)


@pytest.mark.parametrize("kind", SPEAKER_KINDS)
def test_speakers_have_the_colour_of_their_kind(kind: Any) -> None:
    analysis = one_statement("It rains.")
    statement = analysis.statements[0]
    speakers = tuple(replace(speaker, kind=kind) for speaker in statement.speakers)
    analysis = replace(analysis, speakers=speakers, statements=(replace(statement, speakers=speakers),))
    shown = {text.split(" (")[0]: int(number) for number, text in ESCAPE.findall(written(analysis, **SIMPLE, width=0))}
    assert shown == ({"Ivan Petrov": KIND_COLOURS[kind]} if kind != "unknown" else {})


SIMPLE = {"view": "report", "format": "simple", "colours": True}


@pytest.mark.parametrize(("confidence", "doubtful"), [(LEAST_CERTAIN_STATEMENT, False), (0.49, True), (0.0, True)])
def test_doubtful_statements_have_the_colour_of_doubt(confidence: float, doubtful: bool) -> None:
    analysis = one_statement("It rains.")
    statements = tuple(replace(each, confidence=confidence) for each in analysis.statements)
    text = written(replace(analysis, statements=statements), **SIMPLE)
    assert (f"\x1b[{DOUBT_COLOUR}m{confidence:.2f}\x1b[0m" in text) == doubtful


def test_each_line_of_a_wrapped_name_has_its_colour() -> None:
    text = written(harbour(), council(), **SIMPLE, width=60)
    names = [line for line in text.splitlines() if re.match(r"\S* ?(Sea|Pilots|Union)", ESCAPE.sub(r"\2", line))]
    assert names and all(line.startswith(f"\x1b[{KIND_COLOURS['organization']}m") for line in names)
    assert coloured("a\n\nb", 31) == "\x1b[31ma\x1b[0m\n\n\x1b[31mb\x1b[0m"


@pytest.mark.parametrize(
    "format", sorted(name for name in FORMATS if FORMATS[name].audience != "terminals" and not FORMATS[name].binary)
)
def test_data_and_documents_have_no_colours(format: str) -> None:
    options = {"view": "report", "format": format}
    assert written(harbour(), **options, colours=True) == written(harbour(), **options)
    assert format in DATA_FORMATS or "\x1b" not in written(harbour(), **options, colours=True)
