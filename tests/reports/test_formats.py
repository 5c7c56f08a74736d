from __future__ import annotations

import csv
import io
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from made_analyses import bridge, council, harbour, one_statement, silent
from tabulate import tabulate_formats

from quotes.records import Analysis
from quotes.reports.escaping import MARKUP
from quotes.reports.formats import DATA_FORMATS, TERMINAL_FORMATS, write_analyses
from quotes.reports.formats import FORMATS as DECLARED
from quotes.reports.statement_columns import COLUMNS, View
from quotes.reports.tables import TableOptions
from quotes.reports.wording import LEAST_CERTAIN_SPEAKER

FORMATS = [name for name, one in DECLARED.items() if (one.rows and not one.binary) or name in ("json", "jsonl")]
"""Formats of text that have all columns, or the whole analysis."""


def written(*given_analyses: Analysis, view: View = "report", format: str = "simple", **options: Any) -> str:
    stream = io.StringIO()
    table_options = TableOptions(view=view, format=format, several=len(given_analyses) > 1, **options)
    write_analyses(given_analyses, stream, table_options)
    return stream.getvalue()


def csv_rows(analysis: Analysis, **options: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(analysis, format="csv", **options))))


def test_our_formats_come_first_and_all_others_are_of_tabulate() -> None:
    assert list(DECLARED) == [*DATA_FORMATS, *TERMINAL_FORMATS, *MARKUP]
    assert set(DECLARED) - set(DATA_FORMATS) <= set(tabulate_formats)


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_shows_every_statement(format: str) -> None:
    for view in COLUMNS:
        one = unescape(written(harbour(), view=view, format=format, width=0))
        assert ("(no speaker named)" in one) == (format not in DATA_FORMATS)
        two = written(harbour("a.txt"), harbour("b.txt"), view=view, format=format, width=0)
        for words in ("The cranes,", "14 ships are waiting", "never in doubt", "Ivan Petrov", "0."):
            assert words in one, words
            assert two.count(words) >= 2 * one.count(words), words
        assert "a.txt" in two and "b.txt" in two


def test_the_default_table() -> None:
    expected = """\
speaker             kind      cue        statement                       conf.
------------------  --------  ---------  ----------------------------  -------
Ivan Petrov         direct    said       “The cranes,” […] “are older     0.97
(person)                                 than I am.”
                    indirect  denied     it                               0.50
------------------  --------  ---------  ----------------------------  -------
Black Sea Pilots'   indirect  According  14 ships are waiting             0.80
Union                         to the
(organization)                latest
                              data from
------------------  --------  ---------  ----------------------------  -------
(no speaker named)  direct               "It was never in doubt."         0.31

Speakers: 1 person, 1 organization. 1 statement has no speaker named.
"""
    assert written(harbour(), width=80) == expected


@pytest.mark.parametrize("format", TERMINAL_FORMATS)
def test_reports_fit_the_width_and_use_it(format: str) -> None:
    for width in (80, 100, 120):
        table = written(one_statement("it is true " * 40 + "and so on", "Union of " * 9), format=format, width=width)
        assert width - 12 < max(map(len, table.splitlines())) <= width


def test_a_speaker_is_named_once_for_people_and_in_every_row_for_programs() -> None:
    assert written(harbour()).count("Ivan Petrov") == 1
    assert written(harbour(), format="html").count("Ivan Petrov (person)") == 2
    rows = csv_rows(harbour())
    assert [row["speaker"] for row in rows] == ["Ivan Petrov", "Ivan Petrov", "Black Sea Pilots' Union", ""]
    assert [row["speaker_kind"] for row in rows] == ["person", "person", "organization", ""]


def test_extract_keeps_the_order_of_the_text() -> None:
    rows = csv_rows(harbour(), view="extract")
    assert [row["id"] for row in rows] == ["q1", "q2", "q3", "q4"]
    assert {name: cell for name, cell in rows[0].items() if cell not in ("", "no")} == {
        "article": "harbour.txt",
        "id": "q1",
        "kind": "direct",
        "act": "speech",
        "speaker": "Ivan Petrov",
        "source": "Ivan Petrov, the harbour master",
        "cue": "said",
        "statement": "“The cranes,” […] “are older than I am.”",
        "confidence": "0.97",
        "speaker_confidence": "1.00",
        "rule": "split-quotation",
        "role": "harbour master",
    }


def test_what_is_no_plain_statement_is_marked_for_people() -> None:
    expected = """\
speaker                  kind      cue          statement                              conf.
-----------------------  --------  -----------  -----------------------------------  -------
Anna Berg (person)       indirect  believes     that the bridge is safe                 0.83
                         indirect  did not say  [negated] when it opens                 0.83
                         direct    asked        [question] “Who will pay?”              0.73
-----------------------  --------  -----------  -----------------------------------  -------
ministry (organization)  indirect  would claim  [hypothetical] that it has no money     0.23

Speakers: 1 person, 1 organization.
"""
    assert written(bridge()) == expected


def test_programs_get_acts_and_flags_in_columns() -> None:
    for view in COLUMNS:
        rows = csv_rows(bridge(), view=view)
        assert [row["act"] for row in rows] == ["belief", "speech", "speech", "speech"]
        assert [row["negated"] for row in rows] == ["no", "yes", "no", "no"]
        assert rows[1]["statement"] == "when it opens"
        assert [row["finders"] for row in rows] == ["rules", "rules", "textacy", "rules"]


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_can_show_acts_and_explain(format: str) -> None:
    for view in COLUMNS:
        text = written(bridge(), view=view, format=format, width=0, acts=True, explained=True)
        assert "belief" in text and "clause/indirect/subject" in text.replace("\\_", "_") and "q2" in text
        plain = written(bridge(), view=view, format=format, width=0)
        assert format in DATA_FORMATS or "belief " not in plain


def test_explanations_stand_below_the_table() -> None:
    table = written(bridge(), width=80, explained=True)
    assert max(map(len, table.splitlines())) <= 82
    blocks = table.split("\n\n")
    assert (len(blocks), blocks[0].split()[0]) == (4, "id")
    assert blocks[1].split("q2  ")[1].split("q3")[0] == (
        "rules: clause; source by subject; cue: did not say; source: She; content:\n"
        "    when it opens; speaker 1.00; confidence 0.83, content and source as measured\n"
        "    for clause/indirect/subject\n"
    )
    assert "clause  a clause that a reporting verb governs, as in: The ministry said that\n" in blocks[2]
    assert "neighbour  the noun phrase beside the reporting verb, " in blocks[2]


def test_a_rule_that_nothing_is_known_of_is_named() -> None:
    table = written(harbour(), explained=True)
    assert "split-quotation; cue: said" in table
    assert "confidence 0.97, content and source as measured for all rules together" in " ".join(table.split())


@pytest.mark.parametrize("format", TERMINAL_FORMATS)
def test_an_article_without_statements_is_named_among_others(format: str) -> None:
    assert written(silent(), format=format) == ""
    assert written(harbour("a.txt"), silent("b.txt"), format=format).count("\nb.txt\n\n(no statements)\n") == 1


def test_csv_of_nothing_is_its_header() -> None:
    for view, columns in COLUMNS.items():
        assert written(silent(), view=view, format="csv") == ",".join(columns) + "\n"
        assert written(silent(), view=view, format="tsv") == "\t".join(columns) + "\n"


def test_wide_characters_keep_columns_in_line() -> None:
    pytest.importorskip("wcwidth")
    from wcwidth import wcswidth

    table = written(one_statement("港は閉鎖された " * 20, "港湾局"), format="rounded_grid", width=80)
    assert "港湾局" in table
    assert len({wcswidth(line) for line in table.split("\n\n")[0].splitlines()}) == 1
    assert wcswidth(table.splitlines()[0]) <= 80


def test_a_joint_statement_is_with_each_of_its_speakers_and_the_doubtful_ones_are_marked() -> None:
    expected = """\
speaker                  kind      cue      statement                              conf.
-----------------------  --------  -------  -----------------------------------  -------
Anna Berg (person)       direct    said     [with Jon Lund] “We will stay,”         0.96
                         indirect  denied   that it is late                         0.94
Anna Berg? (person)      indirect  added    that it is over                         0.32
-----------------------  --------  -------  -----------------------------------  -------
Jon Lund (person)        direct    said     [with Anna Berg] “We will stay,”        0.96
                         indirect  claimed  [with ministry] that there is money     0.80
-----------------------  --------  -------  -----------------------------------  -------
ministry (organization)  indirect  claimed  [with Jon Lund] that there is money     0.80
-----------------------  --------  -------  -----------------------------------  -------
(no speaker named)       direct             “At last!”                              0.20

Speakers: 2 persons, 1 organization. 1 statement has no speaker named.
"""
    assert written(council()) == expected


def test_a_joint_statement_is_one_row_of_extract() -> None:
    rows = csv_rows(council(), view="extract")
    assert [(row["id"], row["speaker"], row["role"]) for row in rows] == [
        ("q1", "Anna Berg and Jon Lund", "mayor; banker"),
        ("q2", "Anna Berg", "mayor"),
        ("q3", "Jon Lund and ministry", "banker"),
        ("q4", "Anna Berg", "mayor"),
        ("q5", "", ""),
    ]
    assert "| Anna Berg? " in (table := written(council(), view="extract", format="github"))
    assert "| Anna Berg and Jon Lund " in table


def test_the_facts_about_joint_speakers_are_each_there_once() -> None:
    analysis = council()
    facts = (("party", "Greens"), ("seat", "1")), (("party", "Greens"),)
    listed = [replace(one, role="mayor", details=all) for one, all in zip(analysis.speakers, facts, strict=False)]
    (row, *_) = csv_rows(replace(analysis, speakers=(*listed, *analysis.speakers[2:])), view="extract")
    assert (row["role"], row["details"]) == ("mayor", "party: Greens; seat: 1")


def test_three_speakers_are_named_with_a_comma() -> None:
    analysis = council()
    joint = replace(analysis.statements[0], speakers=analysis.speakers)
    analysis = replace(analysis, statements=(joint,))
    assert csv_rows(analysis, view="extract")[0]["speaker"] == "Anna Berg, Jon Lund and ministry"
    assert "[with Anna Berg and ministry] “We will stay,”" in written(analysis)


def test_programs_get_a_joint_statement_once_for_each_speaker_and_no_marks_of_doubt() -> None:
    rows = csv_rows(council())
    assert [(row["id"], row["speaker"], row["speaker_kind"]) for row in rows] == [
        ("q1", "Anna Berg", "person"),
        ("q2", "Anna Berg", "person"),
        ("q4", "Anna Berg", "person"),
        ("q1", "Jon Lund", "person"),
        ("q3", "Jon Lund", "person"),
        ("q3", "ministry", "organization"),
        ("q5", "", ""),
    ]
    assert [row["speaker_confidence"] for row in rows] == ["0.98", "0.98", "0.40", "0.98", "0.98", "0.98", "0.45"]
    assert rows[0]["statement"] == "“We will stay,”"


@pytest.mark.parametrize(
    ("probability", "marked"), [(LEAST_CERTAIN_SPEAKER - 0.001, True), (LEAST_CERTAIN_SPEAKER, False)]
)
def test_the_least_probability_of_a_speaker_without_a_mark(probability: float, marked: bool) -> None:
    analysis = one_statement("it rains")
    analysis = replace(analysis, statements=(replace(analysis.statements[0], speaker_confidence=probability),))
    for view in COLUMNS:
        for format in FORMATS:
            text = written(analysis, view=view, format=format)
            assert ("Ivan Petrov?" in text.replace("&#63;", "?")) == (marked and format not in DATA_FORMATS), format


def test_an_explanation_tells_the_probability_of_the_speakers_and_what_spoke_for_them() -> None:
    _, explanations, *_ = written(council(), explained=True, width=0).split("\n\n")
    assert len(lines := explanations.splitlines()) == 5
    assert [line.split("; ")[-2] for line in sorted(lines)] == [
        "speakers 0.98 by name",
        "speaker 0.98 by name",
        "speakers 0.98 by name",
        "speaker 0.40 by gender same, spoke last",
        "no speaker 0.45",
    ]


def test_a_report_of_several_articles_counts_a_joint_statement_for_each_speaker() -> None:
    _, _, end = written(council("a.txt"), council("b.txt")).partition("\nAll articles\n\n")
    cells = [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in end.splitlines()]
    assert ["Anna Berg", "person", "mayor", "6", "2"] in cells
    assert ["Jon Lund", "person", "banker", "4", "2"] in cells
    assert "Speakers: 2 persons, 2 organizations. 2 statements have no speaker named." in end


def test_a_report_of_several_articles_ends_with_each_speaker_once() -> None:
    report = written(harbour("a.txt"), harbour("b.txt"), bridge("c.txt"), width=80)
    _, _, end = report.partition("\nAll articles\n\n")
    rows = [line.split("  ") for line in end.splitlines()]
    cells = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    assert cells[0] == ["speaker", "kind", "role", "statements", "articles"]
    assert ["Ivan Petrov", "person", "harbour master", "4", "2"] in cells
    assert ["Anna Berg", "person", "mayor", "3", "1"] in cells
    assert end.endswith("\n\nSpeakers: 2 persons, 2 organizations. 2 statements have no speaker named.\n")
    assert "All articles" not in written(harbour("a.txt"), silent(), view="extract")


def test_what_the_roster_adds_is_shown_beside_the_name() -> None:
    analysis = harbour()
    master = replace(analysis.speakers[0], details=(("party", "Greens"), ("beat", "port")), listed=True)
    analysis = replace(analysis, speakers=(master, *analysis.speakers[1:]))
    assert "(person; party: Greens; beat: port)" in written(analysis, format="github")
    assert csv_rows(analysis)[0]["details"] == "party: Greens; beat: port"
