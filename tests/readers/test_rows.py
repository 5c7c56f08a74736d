"""Rows of JSON Lines and CSV: one article each, and a broken one costs itself alone."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_analyses import harbour
from read_documents import article_in, articles_of, blocks_of

from quotes.records import Article

SAID = "“The cranes,” said Ivan Petrov,\n“are older than I am.”"


def texts(found: list[Article | str]) -> list[str]:
    return [each.text if isinstance(each, Article) else each for each in found]


def test_csv() -> None:
    data = f'\ufeffID;Headline;Date;Body;byline\r\n7;Cranes;2026-05-03;"{SAID}";Jo\r\n\r\n;;;She denied it.;\r\n'
    first, second = articles_of(data, "news.csv")
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.id, first.title, first.date, first.author) == ("news.csv#7", "Cranes", "2026-05-03", "Jo")
    assert blocks_of(first) == [("headline", "Cranes"), ("body", SAID)]
    assert (second.id, second.text, second.title) == ("news.csv#5", "She denied it.", None)
    assert [block.pointer for block in (*first.blocks, *second.blocks)] == ["line 2", "line 2", "line 5"]


@pytest.mark.parametrize(("delimiter", "name"), [(",", "a.csv"), (";", "a.csv"), ("\t", "a.tsv"), ("|", "a.csv")])
def test_delimiters(delimiter: str, name: str) -> None:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows([["id", "text"], ["1", "Yes; no, said | Jo\t."]])
    assert article_in(stream.getvalue(), name).text == "Yes; no, said | Jo\t."


def test_json_lines() -> None:
    rows = [
        {"guid": "a-1", "title": "Cranes", "text": f"Cranes\n{SAID}", "published": "2026-05-03", "lang": "en"},
        {"id": 12, "content": {"rendered": "<p>They &amp; we, said Jo.</p>\n<blockquote>Yes.</blockquote>"}},
    ]
    data = "\n".join(map(json.dumps, rows)) + "\n"
    for name, options in [("news.jsonl", {}), ("standard input", {}), ("x", {"format": "jsonl"})]:
        first, second = articles_of(data, name, **options)
        assert isinstance(first, Article) and isinstance(second, Article)
        assert (first.id, first.language, first.date) == (f"{name}#a-1", "en", "2026-05-03")
        assert blocks_of(first) == [("headline", "Cranes"), ("body", SAID)]
        assert second.id == f"{name}#12"
        assert blocks_of(second) == [("body", "They & we, said Jo."), ("quotation", "Yes.")]
        assert second.blocks[0].pointer == "line 2: body > p:nth-of-type(1)"


def test_named_fields() -> None:
    data = "Nr,Kopf,Tag,Text,Langtext\n5,Cranes,Monday,short,They are old.\n"
    options = {"text_field": "langtext", "id_field": "Nr", "title_field": "Kopf", "date_field": "Tag"}
    article = article_in(data, "a.csv", **options)
    assert (article.id, article.title, article.date) == ("a.csv#5", "Cranes", "Monday")
    assert article.text == "Cranes\n\nThey are old."


@pytest.mark.parametrize(
    ("data", "name", "options", "message"),
    [
        ("id,story\n1,x\n", "a.csv", {}, "a.csv has no column text, body, content or article: its columns are id,"
         " story; name one with --text-field"),
        ("id,text\n1,x\n", "a.csv", {"text_field": "body"}, "a.csv has no column body: its columns are id, text"),
        ("id,text\n1,x\n", "a.csv", {"date_field": "day"}, "a.csv has no column day: its columns are id, text"),
        ('{"story": "x"}\n{"id": 1}\n', "a.jsonl", {"text_field": "text"}, "a.jsonl has no field text: its fields are"
         " story, id"),
        ("id,text\n", "a.csv", {}, "a.csv has no rows"),
        ("", "a.csv", {}, "a.csv has no rows"),
        ("", "a.jsonl", {}, "a.jsonl has no rows"),
        ('"id,text\n1,x\n', "a.csv", {}, "a.csv: the header of the table is broken: unexpected end of data"),
    ],
)  # fmt: skip
def test_tables_without_articles(data: str, name: str, options: dict[str, str], message: str) -> None:
    assert articles_of(data, name, **options) == [message]


def test_broken_rows_of_csv_cost_themselves_alone() -> None:
    data = 'id,text\n1,One.\n2,"never closed\n3,Three.\n4,a,b\n5\n6,\n7,"x"y\n8,"Eight,\nwhole."\n'
    assert texts(articles_of(data, "a.csv")) == [
        "One.",
        "a.csv, line 3: a broken row: ',' expected after '\"'",
        "Three.",
        "a.csv, line 5: 3 cells in the row, 2 in the header",
        "a.csv, line 6: 1 cell in the row, 2 in the header",
        "a.csv, line 7: no text",
        "a.csv, line 8: a broken row: ',' expected after '\"'",
        "Eight,\nwhole.",
    ]


def test_broken_rows_of_json_lines_cost_themselves_alone() -> None:
    deep = "[" * 100_000
    rows = ['{"text": "One."}', '{"text": ', "", "[1]", '{"text": 5, "x": true}', '{"text": null}', deep]
    data = "\n".join([*rows, '{"text": "Two."}'])
    assert texts(articles_of(data, "a.jsonl")) == [
        "One.",
        "a.jsonl, line 2: not JSON: Expecting value in column 10",
        "a.jsonl, line 4: not a JSON object",
        "5",
        "a.jsonl, line 6: no text",
        "a.jsonl, line 7: not JSON: maximum recursion depth exceeded while decoding a JSON array from a unicode string",
        "Two.",
    ]


def test_a_first_row_that_is_broken() -> None:
    assert texts(articles_of('{"text"\n{"text": "Two."}\n', "a.jsonl"))[1] == "Two."


def test_cells_of_html_make_no_page() -> None:
    caption = "<figure><figcaption>A crane.</figcaption></figure>"
    cell = f'<p class=""a"">They are old, said Jo.</p><p><b>Who</b> <i>pays</i> for them?</p>{caption}'
    data = "id,text\n" + "".join(f'{number},"{cell}"\n' for number in range(3))
    assert texts(articles_of(data, "a.csv")) == ["They are old, said Jo.\n\nWho pays for them?"] * 3


def test_elements_nested_too_deeply() -> None:
    row = json.dumps({"text": "<div>" * 5000 + "x" + "</div>" * 5000})
    assert texts(articles_of(f'{row}\n{{"text": "Two."}}\n', "a.jsonl"))[1:] == ["Two."]


def test_analyses_are_read_by_their_articles() -> None:
    analysis = harbour("harbour.txt")
    article = article_in(json.dumps(analysis.to_dict()) + "\n\n", "old.jsonl")
    assert (article.id, article.text) == ("old.jsonl#harbour.txt", analysis.article.text.strip())
    broken = {"schema_version": "3", "article": {"text": 5}}
    found = articles_of(f"{json.dumps(broken)}\n{json.dumps(analysis.to_dict())}\n", "old.jsonl")
    assert isinstance(found[0], str) and isinstance(found[1], Article)


def test_blocks_of_an_analysis_stay() -> None:
    first = article_in('{"title": "Cranes", "text": "They are old."}\n', "a.jsonl")
    from quotes.records import Analysis

    again = article_in(json.dumps(Analysis(first).to_dict()), "again.jsonl")
    assert (again.text, again.blocks, again.title) == (first.text, first.blocks, first.title)


CELLS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t\"',;|"), min_size=1, max_size=40
).filter(lambda cell: cell.strip() and not cell.startswith("<"))


@given(st.lists(CELLS, min_size=1, max_size=6), st.sampled_from([",", ";", "\t", "|"]))
def test_every_cell_is_an_article(cells: list[str], delimiter: str) -> None:
    stream = io.StringIO(newline="")
    rows = [["key", "text", "z"], *([f"k{number}", cell, "-"] for number, cell in enumerate(cells))]
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    found = articles_of(stream.getvalue(), "a.csv", id_field="key")
    assert [each.id for each in found if isinstance(each, Article)] == [f"a.csv#k{n}" for n in range(len(cells))]
    assert texts(found) == [cell.strip() for cell in cells]


@given(st.lists(CELLS, min_size=1, max_size=6), st.booleans())
def test_every_line_of_json_is_an_article(cells: list[str], ascii_only: bool) -> None:
    data = "\n".join(json.dumps({"text": cell}, ensure_ascii=ascii_only) for cell in cells)
    assert texts(articles_of(data, "a.jsonl")) == [cell.strip() for cell in cells]


@given(st.text(alphabet='a,";\n\r\t', max_size=60))
def test_any_table_is_read(text: str) -> None:
    found = articles_of(f"id,text\n0,first\n{text}\n9,last\n", "a.csv")
    assert texts(found)[0] == "first"
    assert texts(found)[-1] == "last"
