"""Names and colons before quotations."""

from __future__ import annotations

import pytest
from unparsed_articles import told, unparsed

from quotes.statements.rules.layouts.name_colons import find_colon_bylines


@pytest.mark.parametrize(
    "before",
    ["", "It was late. ", "Trask laughed. ", "14:07 ", "4.07pm GMT – ", "• ", "“Go.” "],
)
def test_a_name_and_a_colon(before: str) -> None:
    marked = unparsed(f"The talks ended.\n\n{before}Mia Storr: “We go home.”", "Mia Storr")
    assert told(marked, find_colon_bylines(marked)) == [("colon-byline", "Mia Storr", ":", "“We go home.”")]


def test_several_in_one_paragraph() -> None:
    marked = unparsed("It was mixed. Holt: “Unfair.” Trask, 9:04 p.m.: “A joke.”", "Holt", "Trask")
    assert told(marked, find_colon_bylines(marked)) == [
        ("colon-byline", "Holt", ":", "“Unfair.”"),
        ("colon-byline", "Trask", ":", "“A joke.”"),
    ]


def test_white_space_between_commas() -> None:
    marked = unparsed("Mia Storr, , : “We go home.”", "Mia Storr")
    assert [source for _, source, _, _ in told(marked, find_colon_bylines(marked))] == ["Mia Storr"]


def test_the_one_for_whom_something_is_so() -> None:
    marked = unparsed("For Mia Storr, the answer is simple: “Run it less often.”", "Mia Storr")
    assert told(marked, find_colon_bylines(marked)) == [("colon-byline", "Mia Storr", ":", "“Run it less often.”")]


@pytest.mark.parametrize(
    "text",
    [
        "Weather: “Rain.”",
        "One thing is clear: “Nobody won.”",
        "Mia Storr says: “We go home.”",
        ", : “We go home.”",
        "For years, the motto was: “We go home.”",
        "Mia Storr: ‘We go home’ in last speech",
    ],
    ids=["a thing", "a sentence", "a verb read as a noun", "no words", "a time", "a part of a headline"],
)
def test_colons_of_nobody(text: str) -> None:
    marked = unparsed(text, "Mia Storr")
    assert told(marked, find_colon_bylines(marked)) == []
