"""The source audit: its numbers, and its formats."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest
from drawn_analyses import analyses
from hypothesis import given, settings
from hypothesis import strategies as st
from made_analyses import bridge, council, empty, harbour, one_statement, silent

from quotes.records import Analysis
from quotes.reports.audit_formats import AUDIT_FORMATS, AuditOptions, summary, write_audit
from quotes.reports.cells import SortKey
from quotes.reports.selection import Selection
from quotes.reports.source_audit import AUDIT_COLUMNS, AuditRow, SourceAudit

ODD = "[red]Bob[/b] :smile: $x_1$ <b>&amp;</b> \x1b[31m=1"


def audit_of(*some: Analysis, **options: Any) -> SourceAudit:
    audit = SourceAudit(**options)
    for analysis in some:
        audit.add(analysis)
    return audit


def written(audit: SourceAudit, format: str, **options: Any) -> Any:
    stream: Any = io.BytesIO() if AUDIT_FORMATS[format].binary else io.StringIO()
    write_audit(audit, stream, AuditOptions(format=format, **options))
    return stream.getvalue()


def row_of(audit: SourceAudit, name: str | None) -> AuditRow:
    (row,) = [row for row in audit.rows() if (row.speaker.name if row.speaker else None) == name]
    return row


def values(row: AuditRow, *names: str) -> list[Any]:
    return [AUDIT_COLUMNS[name].value(row) for name in names]


def test_numbers_of_one_article() -> None:
    audit = audit_of(council())
    assert [row.speaker and row.speaker.name for row in audit.rows()] == ["Anna Berg", "Jon Lund", "ministry", None]
    berg = row_of(audit, "Anna Berg")
    assert values(berg, "kind", "role", "named", "statements", "words", "articles") == [
        "person",
        "mayor",
        "named",
        3,
        11,
        1,
    ]
    assert values(berg, "direct", "indirect", "mixed", "first", "aliases") == [1, 2, 0, 0, "Berg"]
    assert values(berg, "share", "word_share") == [3 / 5, 11 / 17]
    assert values(row_of(audit, None), "speaker", "kind", "named", "statements", "words") == [None, None, "", 1, 2]


def test_the_first_position_is_that_of_source_or_content_and_the_mean_over_articles() -> None:
    one, other = harbour("a"), harbour("b")
    length = len(one.article.text)
    start = one.article.text.index("“The cranes")
    assert values(row_of(audit_of(one), "Ivan Petrov"), "first") == [start / length]
    union = one.article.text.index("the Black Sea")
    assert values(row_of(audit_of(one), "Black Sea Pilots' Union"), "first") == [union / length]
    late = replace(other, statements=other.statements[2:])
    he = other.article.text.index("He denied")
    audit = audit_of(one, late)
    assert values(row_of(audit, "Ivan Petrov"), "first", "articles") == [pytest.approx((start + he) / 2 / length), 2]


def test_speakers_of_several_articles_are_one_row() -> None:
    audit = audit_of(harbour("a"), harbour("b"), bridge())
    assert values(row_of(audit, "Ivan Petrov"), "statements", "articles") == [4, 2]
    assert audit.totals.articles == 3 and audit.totals.statements == 12


def test_anonymous_speakers_are_told_by_kind_or_reason() -> None:
    analysis = council()
    berg, lund, ministry = analysis.speakers
    speakers = (replace(berg, kind="anonymous"), replace(lund, anonymity="for fear"), ministry)
    audit = audit_of(replace(analysis, speakers=speakers))
    assert [row.naming for row in audit.rows()] == ["anonymous", "anonymous", "named", ""]
    assert "Anonymous speakers: 4 statements (80 %), 88 % of the words." in summary(audit)
    document = json.loads(written(audit, "json"))
    assert document["anonymous"]["statements"] == 4 and document["anonymous"]["share"] == pytest.approx(0.8)


def test_a_joint_statement_of_two_anonymous_speakers_is_one() -> None:
    analysis = council()
    speakers = tuple(replace(one, kind="anonymous") for one in analysis.speakers)
    audit = audit_of(replace(analysis, speakers=speakers, statements=analysis.statements[:1]))
    assert summary(audit) == (
        "1 statement (3 words) by 2 speakers in 1 article. Anonymous speakers: 1 statement (100 %), 100 % of the words."
    )


def test_the_summary_counts_statements_once() -> None:
    assert summary(audit_of(council())) == (
        "5 statements (17 words) by 3 speakers in 1 article. Nobody named: 1 statement (20 %), 12 % of the words."
    )
    assert summary(audit_of(silent(), empty())) == "0 statements (0 words) by 0 speakers in 2 articles."


def test_a_selection_shows_rows_and_leaves_shares() -> None:
    audit = audit_of(council(), selection=Selection(speakers=("berg",)))
    (row,) = audit.rows()
    assert values(row, "speaker", "share") == ["Anna Berg", 3 / 5]


def test_a_speaker_is_selected_by_an_alias_of_any_article() -> None:
    analysis = council("b")
    bare = replace(analysis, speakers=tuple(replace(one, aliases=()) for one in analysis.speakers))
    (row,) = audit_of(bare, analysis, selection=Selection(speakers=("berg",))).rows()
    assert values(row, "speaker", "statements") == ["Anna Berg", 6]


def test_order_and_nobody_last() -> None:
    audit = audit_of(council())
    names = [row.speaker and row.speaker.name for row in audit.rows([SortKey("statements")])]
    assert names == ["ministry", "Jon Lund", "Anna Berg", None]


@given(st.lists(analyses(), max_size=3))
@settings(max_examples=25)
def test_any_audit_is_written_in_every_text_format(some: list[Analysis]) -> None:
    audit = audit_of(*some)
    rows = audit.rows()
    named = sum(len(one.statements) for one in some if one.statements)
    assert audit.totals.statements == named <= sum(row.statements for row in rows)
    assert all(0 <= row.words <= audit.totals.words and 0 <= min(row.firsts) <= max(row.firsts) <= 1 for row in rows)
    assert len(json.loads(written(audit, "json"))["speakers"]) == len(rows)
    assert len(list(csv.reader(io.StringIO(written(audit, "csv"), newline="")))) == len(rows) + 1
    for color in (False, True):
        bars = written(audit, "bars", color=color)
        assert not re.search(r"[\x00-\x09\x0b-\x1a\x1c-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u206f]", bars)
        assert color or "\x1b" not in bars
        assert re.sub(r"\x1b\[[\d;]*m", "", bars).count("\x1b") == 0


def test_bars_are_no_markup_and_fit_the_width() -> None:
    audit = audit_of(one_statement("it rains", speaker="[red]Bob[/b] :smile:"), harbour(), council(), bridge())
    wide = written(audit, "bars", width=120)
    assert "[red]Bob[/b] :smile:" in wide
    for width in (60, 80, 100, 120):
        table = written(audit, "bars", width=width)
        assert max(map(len, table.splitlines())) <= width
        assert "Anna Berg" in table and "█" in table
    assert "role" in wide and "role" not in written(audit, "bars", width=80)
    assert "\x1b[" in written(audit, "bars", color=True)


def test_bars_are_as_long_as_the_words() -> None:
    lines = written(audit_of(council()), "bars", width=100).splitlines()
    bars = [len(re.findall("[█▏▎▍▌▋▊▉]", line)) for line in lines[2:6]]
    assert bars == [12, 8, 5, 3]


def test_bars_of_chosen_columns_and_without_headers() -> None:
    table = written(audit_of(council()), "bars", columns=("speaker", "named"), headers=False)
    assert re.match(r"Anna Berg\s+named ██", table)
    assert "person" not in table


def test_bars_where_the_encoding_has_no_blocks() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, "latin-1", "backslashreplace", write_through=True)
    write_audit(audit_of(council()), stream, AuditOptions(format="bars"))
    assert b"############" in raw.getvalue()


def test_spreadsheets_get_no_formulas() -> None:
    audit = audit_of(one_statement("it rains", speaker="=1+1"))
    assert next(csv.DictReader(io.StringIO(written(audit, "csv"))))["speaker"] == "'=1+1"
    assert next(csv.DictReader(io.StringIO(written(audit, "csv", raw_cells=True))))["speaker"] == "=1+1"
    row = next(csv.DictReader(io.StringIO(written(audit_of(council()), "tsv"), newline=""), delimiter="\t"))
    assert (row["share"], row["word_share"], row["words"]) == ("0.600", "0.647", "11")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_the_page_needs_nothing_else_and_escapes_everything() -> None:
    page = _Page()
    page.feed(written(audit_of(one_statement("it rains", speaker=ODD), council()), "html"))
    assert "script" not in page.tags and "b" not in page.tags and "link" not in page.tags
    assert page.tags.count("svg") == 1 and page.tags.count("tr") == 6
    assert not [value for name, value in page.attributes if name in ("src", "onload") or ("http" in (value or "")
                and not name.startswith("xmlns"))]  # fmt: skip
    assert ODD.replace("\x1b", "�") in page.texts
    assert "(no speaker named)" in page.texts


def test_the_picture_is_the_same_each_time_and_its_text_is_text() -> None:
    audit = audit_of(one_statement("it rains", speaker="$x$ & <y> [z]"), council())
    svg = written(audit, "svg")
    assert svg == written(audit, "svg")
    texts = [element.text for element in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]
    assert {"Anna Berg", "$x$ & <y> [z]", "(no speaker named)", "direct", "statements"} <= set(texts)


def test_pictures_of_nothing_and_of_many() -> None:
    assert written(audit_of(silent()), "png").startswith(b"\x89PNG")
    assert b"<svg" in written(audit_of(silent()), "svg")
    many = audit_of(*(one_statement("it rains", speaker=f"speaker {number}") for number in range(50)))
    assert b"(10 others)" in written(many, "svg")
