"""Places of findings are those of the file, where it has the words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_findings import finding_at
from read_documents import article_in

from quotes.lint.placing import ArticlePlaces, Place, changed, path_of
from quotes.records import Article, Block, Span

MARKDOWN = """\
---
title: Cranes
---

# Cranes at *Lagan*

The **cranes** are [old](https://x.example/a "b"), said
Ivan\\* Petrov.<!-- x --> Nobody knew.

> - It was late,
>   said Mina.

AT&amp;T paid.
"""


def place_of(article: Article, words: str, source: str | None = None) -> Place:
    return ArticlePlaces(article, source).place(finding_at(article, words).span)


def lines_of(place: Place) -> tuple[int | None, ...]:
    return place.line, place.column, place.end_line, place.end_column


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_of_plain_text(end: str) -> None:
    article = Article(end.join(["The\tport", "", "is 🚢 closed", "today."]), "a.txt")
    place = place_of(article, "closed" + end + "to")
    assert lines_of(place) == (3, 6, 4, 3)
    assert (place.shown, place.shown[place.start : place.end]) == ("is 🚢 closed", "closed")
    assert (place.paragraph, place.pointer) == (2, None)
    assert place_of(article, "port").shown == "The port"


@given(st.text(st.sampled_from("ab \t\r\n🚢\u2028\x85\f"), min_size=1), st.data())
def test_a_place_leads_back_to_its_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    place = ArticlePlaces(Article(text, "a.txt")).place(span)
    lines = text.replace("\r\n", "\n\0").replace("\r", "\n").replace("\n\0", "\0\n").split("\n")
    assert place.line and place.column and place.end_line and place.end_column
    offsets = [
        sum(len(line) + 1 for line in lines[: line - 1]) + column - 1
        for line, column in ((place.line, place.column), (place.end_line, place.end_column))
    ]
    assert offsets == [span.start, span.end]
    assert len(place.shown) == len(lines[place.line - 1].removesuffix("\0")) and place.start <= place.end <= len(
        place.shown
    )


def test_lines_of_markdown() -> None:
    article = article_in(MARKDOWN, "a.md")

    def lines(words: str) -> tuple[int | None, ...]:
        return lines_of(place_of(article, words, MARKDOWN))

    assert lines("Lagan") == (5, 14, 5, 19)
    assert lines("cranes") == (7, 7, 7, 13)
    assert lines("old, said Ivan* Petrov.") == (7, 21, 8, 15)
    assert lines("Nobody") == (8, 26, 8, 32)
    assert lines("late, said Mina") == (10, 12, 11, 14)
    assert lines("T paid") == (13, None, 13, None)
    assert lines_of(place_of(article, "cranes")) == (7, None, 7, None)
    assert place_of(article, "T paid").shown == "AT&T paid."


@given(
    st.lists(st.sampled_from(["ferry", "*old*", "**it**", "\\*", "[a](b)", "`x`", "two\n", "_is_", "> "]), min_size=1)
)
def test_what_is_found_in_markdown_is_there(parts: list[str]) -> None:
    source = "Word " + " ".join(parts)
    article = article_in(source, "a.md")
    places = ArticlePlaces(article, source)
    for offset, character in enumerate(article.text):
        found = places.in_source(Span(offset, offset + 1))
        if found and not character.isspace():
            assert source[found.start] == character


def test_paragraphs_where_there_are_no_lines() -> None:
    blocks = (Block(0, 8, "headline", "h1"), Block(10, 25, "body", "p:nth-of-type(1)"), Block(27, 30))
    article = Article("The port\n\nis closed\ntoday\n\nNo.", "a.html#x", blocks=blocks)
    place = place_of(article, "today\n\nNo")
    assert (place.path, place.line, place.column, place.paragraph, place.pointer) == (
        "a.html#x", None, None, 2, "p:nth-of-type(1)",
    )  # fmt: skip
    assert (place.shown, place.shown[place.start : place.end]) == ("is closed today", "today")
    row = Article("One.", "a.csv#7", blocks=(Block(0, 4, "body", "line 12: p:nth-of-type(1)"),))
    assert lines_of(place_of(row, "One", "x\n" * 20)) == (12, None, 12, None)


def test_places_after_changes() -> None:
    article = Article('He said "yes" and "no".\nShe said "no".', "a.txt")
    changes = [(8, 9, "<<"), (12, 13, ">>"), (22, 24, "")]
    after = changed(article.text, changes)
    places = ArticlePlaces(article, changes=changes)
    for words in ("and", "yes", '"no".\nShe', "She"):
        place = places.place(finding_at(article, words).span)
        assert place.line == 1 and place.shown == after
        assert after[place.start : place.end] == changed(words, [(5, 6, "")] if "\n" in words else []).replace(
            ".S", "S"
        )


def test_the_file_of_an_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("news.csv", "no#7.txt"):
        Path(name).touch()
    assert [path_of(id) for id in ("news.csv#a#b", "no#7.txt", "no#7.txt#x", "gone#1", "-")] == [
        "news.csv", "no#7.txt", "no#7.txt", "gone#1", "-",
    ]  # fmt: skip
