"""Linked data are read back, and give the same statements."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import pytest
from drawn_analyses import analyses
from hypothesis import given, settings
from made_analyses import harbour
from written_analyses import EXTRACT, some_analyses, statements_of, written

from quotes.json_form import from_json
from quotes.records import Analysis, Block, Span, Speaker, Statement
from quotes.reports.formats import closing, write_analyses
from quotes.reports.statement_columns import STATEMENT_COLUMNS
from quotes.reports.tables import TableOptions, statement_rows


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
