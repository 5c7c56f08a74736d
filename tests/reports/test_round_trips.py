"""What is written for other programs is read back, and gives the same statements."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from drawn_analyses import analyses
from hypothesis import given, settings
from hypothesis import strategies as st
from made_analyses import bridge, council, empty, harbour, one_statement, silent
from openpyxl.utils.escape import unescape
from pyarrow import parquet

from quotes.corpora.brat import read_brat
from quotes.corpora.citron import read_citron
from quotes.errors import CorpusError
from quotes.json_form import from_json
from quotes.records import Analysis, Block, Span, Speaker, Statement
from quotes.reports.as_brat import fragments
from quotes.reports.as_xlsx import CUT, MOST_CHARACTERS
from quotes.reports.escaping import without_surrogates
from quotes.reports.formats import FORMATS, closing, files_in_folder, files_of, write_analyses
from quotes.reports.source_audit import AUDIT_COLUMNS
from quotes.reports.statement_columns import COLUMNS, SPAN_COLUMNS, STATEMENT_COLUMNS
from quotes.reports.tables import TableOptions, statement_rows
from quotes.reports.wording import printable
from quotes.runtime.whole_file import whole_file

EXTRACT = TableOptions(view="extract", format="csv")
ALL_COLUMNS = tuple(STATEMENT_COLUMNS)
MADE = [[harbour()], [bridge(), council("a.txt"), council("b.txt")], [silent()], [empty(), harbour()]]


def written(format: str, *given_analyses: Analysis, **options: Any) -> Any:
    stream = io.BytesIO() if FORMATS[format].binary else io.StringIO()
    write_analyses(given_analyses, stream, TableOptions(view="extract", format=format, **options))
    stream.seek(0)
    return stream


def statements_of(some: list[Analysis]) -> list[Statement]:
    return [statement for analysis in some for statement in analysis.statements]


def some_analyses(most: int = 2) -> st.SearchStrategy[list[Analysis]]:
    return st.lists(analyses(), max_size=most)


# Parquet: typed values, and offsets


def from_parquet(stream: io.BytesIO) -> Iterator[tuple[Any, ...]]:
    for row in parquet.read_table(stream).to_pylist():
        spans = [tuple((one["start"], one["end"], one["text"]) for one in row[name]) for name in SPAN_COLUMNS]
        flags = [row[name] for name in ("negated", "hypothetical", "question")]
        yield row["article"], row["id"], row["kind"], row["act"], *flags, row["confidence"], row["speaker"], *spans


def as_in_parquet(analysis: Analysis) -> Iterator[tuple[Any, ...]]:
    for row in statement_rows(analysis, EXTRACT):
        one = row.statement
        texts = [without_surrogates(STATEMENT_COLUMNS[name].text(row)) or None for name in ("article", "speaker")]
        parts = (one.content, one.source, (one.cue,) if one.cue else (), one.circumstances)
        spans = [tuple((span.start, span.end, without_surrogates(span.text)) for span in part) for part in parts]
        flags = (one.negated, one.hypothetical, one.question)
        yield texts[0], one.id, one.kind, one.act, *flags, one.confidence, texts[1], *spans


@given(some_analyses())
@settings(max_examples=25)
def test_parquet_has_the_same_statements(some: list[Analysis]) -> None:
    expected = [each for analysis in some for each in as_in_parquet(analysis)]
    assert list(from_parquet(written("parquet", *some))) == expected


@pytest.mark.parametrize("some", MADE)
def test_parquet_of_made_analyses(some: list[Analysis]) -> None:
    table = parquet.read_table(written("parquet", *some))
    assert table.column_names == [*COLUMNS["extract"], *SPAN_COLUMNS]
    assert table.num_rows == len(statements_of(some))
    assert table.schema.field("negated").type == "bool" and table.schema.field("confidence").type == "double"


# XLSX: all cells as text, formulas too


def sheet_rows(stream: io.BytesIO, sheet: str = "statements") -> list[list[Any]]:
    rows = openpyxl.load_workbook(stream)[sheet].iter_rows()
    found = [[cell.value for cell in row] for row in rows]
    return [[unescape(value) if isinstance(value, str) else value for value in row] for row in found]


def as_in_xlsx(analysis: Analysis) -> Iterator[list[Any]]:
    for row in statement_rows(analysis, EXTRACT):
        values: list[Any] = []
        for column in STATEMENT_COLUMNS.values():
            if column.type in ("number", "count"):
                values.append(column.value(row))
            else:
                shown = without_surrogates(printable(column.text(row)))
                values.append(re.sub("[\ufffe\uffff]", "\ufffd", shown) or None)
        yield values


@given(some_analyses())
@settings(max_examples=25)
def test_xlsx_has_the_same_statements(some: list[Analysis]) -> None:
    head, *rows = sheet_rows(written("xlsx", *some, columns=ALL_COLUMNS))
    assert head == list(ALL_COLUMNS)
    expected = [row for analysis in some for row in as_in_xlsx(analysis)]
    for row, values in zip(rows, expected, strict=True):
        assert row == [pytest.approx(value) if isinstance(value, float) else value for value in values]


@pytest.mark.parametrize("some", MADE)
def test_xlsx_has_three_sheets_to_sort_and_filter(some: list[Analysis]) -> None:
    book = openpyxl.load_workbook(written("xlsx", *some))
    assert book.sheetnames == ["statements", "speakers", "articles"]
    assert [cell.value for cell in book["statements"][1]] == list(COLUMNS["extract"])
    assert [cell.value for cell in book["speakers"][1]] == list(AUDIT_COLUMNS)
    assert [row[0].value for row in book["articles"].iter_rows(min_row=2)] == [one.article.id for one in some]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet["A1"].font.bold and sheet["A1"].alignment.wrap_text


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("http://x.y")', "+1", "-1", "@x", "'=1", "#REF!", "_x0041_", "12"]
)
def test_no_cell_is_a_formula_or_an_escape(text: str) -> None:
    book = openpyxl.load_workbook(written("xlsx", one_statement(text, speaker=text, id=text)))
    for sheet, columns in (
        ("statements", "article statement speaker"),
        ("speakers", "speaker"),
        ("articles", "article"),
    ):
        head = [cell.value for cell in book[sheet][1]]
        for name in columns.split():
            cell = book[sheet][2][head.index(name)]
            assert (unescape(cell.value), cell.data_type) == (text, "s")


def test_what_a_cell_cannot_have_is_replaced_or_cut() -> None:
    odd = "a\x00b\x1bc\ud800d\ufffee " + "🙂" * MOST_CHARACTERS
    head, row = sheet_rows(written("xlsx", one_statement(odd, speaker="x")))
    cell = row[head.index("statement")]
    assert cell.startswith("a�b�c�d�e 🙂🙂") and cell.endswith(f"🙂{CUT}")
    assert MOST_CHARACTERS - 2 <= len(cell.encode("utf-16-le")) / 2 <= MOST_CHARACTERS


# Citron and brat: read by the readers of corpora


def article_files(format: str, analysis: Analysis, folder: Path) -> None:
    for suffix, text in files_of(analysis, format).items():
        with whole_file(folder / f"article{suffix}") as stream:
            stream.write(text)


@given(analyses())
@settings(max_examples=25)
def test_citron_has_the_same_statements_with_cues(analysis: Analysis) -> None:
    with TemporaryDirectory() as folder:
        article_files("citron", analysis, Path(folder))
        (article,) = read_citron(Path(folder))
    assert article.text == analysis.article.text
    found = [(one.source, one.cue, one.content) for one in article.attributions]
    cued = [one for one in analysis.statements if one.cue]
    assert found == [(tuple(sorted(one.source)), (one.cue,), tuple(sorted(one.content))) for one in cued]


def test_citron_has_mentions_and_confidence() -> None:
    document = json.loads(files_of(harbour(), "citron")[".json"])
    assert [one["id"] for one in document["quotes"]] == ["q1", "q2", "q3"]
    groups = [[span["text"] for span in group] for group in document["coreference_groups"]]
    assert groups == [["Ivan Petrov, the harbour master", "He"], ["the Black Sea Pilots' Union"]]
    assert [span["text"] for span in document["quotes"][2]["coreferences"]] == ["Ivan Petrov, the harbour master"]
    assert document["quotes"][0]["confidence"] == 0.975


def in_lines(analysis: Analysis, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(sorted(set(fragments(analysis.article.text, spans))))


@given(analyses())
@settings(max_examples=40)
def test_brat_has_the_same_statements(analysis: Analysis) -> None:
    with TemporaryDirectory() as folder:
        article_files("brat", analysis, Path(folder))
        if not analysis.statements:
            with pytest.raises(CorpusError, match="no attributions"):
                read_brat(Path(folder))
            return
        (article,) = read_brat(Path(folder))
    assert article.text == without_surrogates(analysis.article.text)
    found = [
        tuple(tuple(sorted(set(part))) for part in (one.source, one.cue, one.content)) for one in article.attributions
    ]
    parts = [(one.source, (one.cue,) if one.cue else (), one.content) for one in analysis.statements]
    assert found == [tuple(in_lines(analysis, part) for part in each) for each in parts]


def test_brat_has_each_line_of_a_content_as_a_piece_and_attributes() -> None:
    analysis = harbour()
    text = analysis.article.text
    whole = Span(text.index("said"), text.index("older"))
    statement = replace(analysis.statements[0], content=(whole,), negated=True, question=True)
    lines = files_of(replace(analysis, statements=(statement,)), "brat")[".ann"].splitlines()
    assert lines[2] == "T3\tContent 49 86;87 92\tsaid Ivan Petrov, the harbour master, “are "
    assert lines[3:] == [
        "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3",
        "A1\tKind E1 direct",
        "A2\tAct E1 speech",
        "A3\tNegated E1",
        "A4\tQuestion E1",
        "#1\tAnnotatorNotes E1\tq1: Ivan Petrov (person); confidence 0.97",
    ]


@given(analyses())
@settings(max_examples=25)
def test_brat_finds_the_words_that_it_is_given(analysis: Analysis) -> None:
    """brat refuses a file in which the words are not those of the places, or lie in two lines."""
    files = files_of(analysis, "brat")
    ids = []
    for line in files[".ann"].split("\n")[:-1]:
        id, _, rest = line.partition("\t")
        ids.append(id)
        if id.startswith("T"):
            places, _, words = rest.partition("\t")
            spans = [tuple(map(int, place.split())) for place in places.partition(" ")[2].split(";")]
            assert words == re.sub("[\r\n]", " ", " ".join(files[".txt"][start:end] for start, end in spans))
    assert len(ids) == len(set(ids))


def test_brat_knows_the_types_of_annotations() -> None:
    ((name, text),) = files_in_folder("brat").items()
    assert name == "annotation.conf"
    assert {"Source", "Cue", "Content", "[events]"} <= set(text.split())
    assert "Kind\tArg:<EVENT>, Value:direct|indirect|mixed\n" in text


# Linked data


def from_web_annotation(item: dict[str, Any]) -> Statement:
    data = item["statement"]
    speakers = tuple(from_json(Speaker, one, details=tuple(one["details"].items())) for one in data["speakers"])
    return from_json(Statement, data, speakers=speakers)


@given(some_analyses())
@settings(max_examples=25)
def test_web_annotations_have_the_same_statements(some: list[Analysis]) -> None:
    text = written("webannotation", *some).getvalue()
    assert "<" not in text
    page = json.loads(text)
    assert (page["type"], page["@context"][0]) == ("AnnotationPage", "http://www.w3.org/ns/anno.jsonld")
    assert [from_web_annotation(item) for item in page["items"]] == statements_of(some)


def targets(item: dict[str, Any]) -> list[dict[str, Any]]:
    return item["target"] if isinstance(item["target"], list) else [item["target"]]


@given(analyses())
@settings(max_examples=25)
def test_selectors_find_the_content(analysis: Analysis) -> None:
    text = analysis.article.text
    for item, statement in zip(
        json.loads(written("webannotation", analysis).read())["items"], analysis.statements, strict=True
    ):
        for target, span in zip(targets(item), statement.content, strict=True):
            quote, place = target["selector"]
            assert text[place["start"] : place["end"]] == quote["exact"] == span.text
            assert text[: place["start"]].endswith(quote["prefix"]) and text[place["end"] :].startswith(quote["suffix"])


def test_selectors_refine_those_of_blocks_with_pointers() -> None:
    analysis = harbour()
    text = analysis.article.text
    second = text.index("“The cranes")
    third = text.index("“are older")
    blocks = (
        Block(0, second - 2, "headline", "h1"),
        Block(second, third, "body", "main > p:nth-of-type(1)"),
        Block(third, text.index("According") - 2, "body", "paragraph 3"),
        Block(text.index("According"), len(text), "body", "page 2"),
    )
    whole = replace(analysis.statements[0], content=(Span(second, third + 4),))
    analysis = replace(
        analysis, article=replace(analysis.article, blocks=blocks), statements=(whole, analysis.statements[1])
    )
    first, last = json.loads(written("webannotation", analysis).read())["items"]
    one, other = (target["selector"] for target in targets(first))
    assert (one["type"], one["value"]) == ("CssSelector", "main > p:nth-of-type(1)")
    assert one["refinedBy"][1] == {"type": "TextPositionSelector", "start": 0, "end": third - second}
    assert (other["value"], other["refinedBy"][0]["exact"]) == ("paragraph=3", "“are")
    selector = targets(last)[0]["selector"]
    assert (selector["type"], selector["value"]) == ("FragmentSelector", "page=2")
    start = selector["refinedBy"][1]["start"]
    assert text[blocks[3].start + start :].startswith("14 ships")
    rows = statement_rows(analysis, EXTRACT)
    assert [STATEMENT_COLUMNS["pointer"].text(row) for row in rows] == ["main > p:nth-of-type(1)", "page 2"]


def test_articles_have_addresses() -> None:
    own = replace(harbour(), article=replace(harbour().article, url="https://x.y/z"))
    for analysis, address in ((own, "https://x.y/z"), (harbour("a b/ü.txt"), "a%20b/%C3%BC.txt")):
        item = json.loads(written("webannotation", analysis).read())["items"][0]
        assert (item["id"], targets(item)[0]["source"]) == (f"{address}#q1", address)


@given(some_analyses())
@settings(max_examples=25)
def test_json_ld_has_the_same_statements(some: list[Analysis]) -> None:
    text = written("jsonld", *some).getvalue()
    assert "<" not in text, "it may stand in a script element"
    graph = json.loads(text)["@graph"]
    assert [item["@type"] for item in graph].count("NewsArticle") == len(some)
    found = []
    for item in (item for item in graph if item["@type"] == "Quotation"):
        speakers = [*item.get("spokenByCharacter", []), *item.get("isBasedOn", [])]
        names = sorted((one["name"], one["additionalType"]) for one in speakers)
        found.append((item["identifier"], item["additionalType"], item["text"], names))
    assert found == [
        (one.id, one.kind, one.text, sorted((speaker.name, speaker.kind) for speaker in one.speakers))
        for one in statements_of(some)
    ]


def test_json_ld_of_an_article() -> None:
    article, *quotations = json.loads(written("jsonld", harbour()).read())["@graph"]
    assert article == {
        "@type": "NewsArticle",
        "@id": "harbour.txt",
        "headline": "Port of Varna to close for a week",
        "inLanguage": "en",
    }
    assert quotations[0] == {
        "@type": "Quotation",
        "@id": "harbour.txt#q1",
        "identifier": "q1",
        "additionalType": "direct",
        "text": "“The cranes,” […] “are older than I am.”",
        "spokenByCharacter": [
            {"@type": "Person", "additionalType": "person", "name": "Ivan Petrov", "jobTitle": "harbour master"}
        ],
        "isPartOf": {"@id": "harbour.txt"},
    }
    assert "spokenByCharacter" not in quotations[3]


@pytest.mark.parametrize("format", ["webannotation", "jsonld"])
def test_linked_data_that_is_cut_after_an_article_can_be_closed(format: str) -> None:
    pieces: list[str] = []
    stream = io.StringIO()
    stream.write = pieces.append  # type: ignore[assignment, method-assign]
    write_analyses([harbour("a.txt"), harbour("b.txt")], stream, TableOptions(view="extract", format=format))
    first = json.loads(pieces[0] + (closing(format) or ""))
    both = json.loads("".join(pieces))
    name = "items" if format == "webannotation" else "@graph"
    assert 2 * len(first[name]) == len(both[name]) > 0
    assert json.loads(written(format).read())[name] == []
