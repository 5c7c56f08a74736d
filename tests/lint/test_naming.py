"""Titles before names, names in the text, and people whom everybody knows."""

from __future__ import annotations

import pytest

from quotes.lint.headings import is_heading
from quotes.lint.linted_article import LintedArticle
from quotes.lint.naming import in_text, is_full_name, is_well_known, titles_before
from quotes.records import Analysis, Article, Block, Speaker


def _article(text: str, *blocks: Block) -> LintedArticle:
    return LintedArticle(Analysis(Article(text, blocks=blocks)))


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Prime Minister Sheikh Berg spoke.", ("sheikh", "prime minister")),
        ("Then Sgt. Berg spoke.", ("sgt",)),
        ("Then Berg spoke.", ()),
        ("The mayor spoke.\n\nBerg did not.", ()),
    ],
)
def test_titles_before_a_name(text: str, titles: tuple[str, ...]) -> None:
    article = _article(text)
    assert titles_before(article, next(in_text(article, "Berg"))) == titles


def test_a_name_stands_whole_and_in_no_heading() -> None:
    text = "Berg warns again\n\nThe Bergs and Berg-Lind were out. Berg’s crew was not."
    assert [one.start for one in in_text(_article(text), "Berg")] == [text.index("Berg’s")]


def test_headings_are_known_by_their_block_or_by_their_end() -> None:
    text = "Is the harbour full?\n\nThe harbour is full.\n\nMore on boats"
    headline = Block(0, 20, "headline")
    plain, marked = _article(text), _article(text, headline)
    assert [is_heading(plain, one) for one in plain.paragraphs] == [False, False, True]
    assert [is_heading(marked, one) for one in marked.paragraphs] == [True, False, True]


@pytest.mark.parametrize(
    ("name", "full"), [("Ivan Petrov", True), ("Petrov", False), ("Ana de la Cruz", True), ("the pilot", False)]
)
def test_full_names(name: str, full: bool) -> None:
    assert is_full_name(name) is full


def test_the_well_known_are_known_by_last_name_too() -> None:
    known = [is_well_known(Speaker("s1", name, "person")) for name in ("Barack Obama", "Obama", "Ivan Obama", "Petrov")]
    assert known == [True, True, False, False]
