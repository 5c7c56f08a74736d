"""Quotations that echo one another: in headings and pull quotes, by other speakers, cut, masked or altered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.lint.linted_article import LintedArticle
from quotes.lint.linting import lint
from quotes.lint.rules.q503_repeated_quotation import RULE
from quotes.records import Analysis, Article, Block, Speaker, Statement

PILOT, CAPTAIN = Speaker("s1", "Ivan Petrov", "person"), Speaker("s2", "Anna Berg", "person")
LINE = "“The dredger should have come in April,”"


def _messages(text: str, speakers: tuple[Speaker, ...] = (PILOT,), blocks: tuple[Block, ...] = ()) -> list[str]:
    """Return what is reported, where the quotations are of the speakers in turn."""
    article = Article(text, blocks=blocks)
    statements = tuple(
        Statement(
            id=f"q{number}",
            kind="direct",
            content=(one.span,),
            speakers=(speakers[number % len(speakers)],),
            confidence=1.0,
            rule="",
        )
        for number, one in enumerate(LintedArticle(Analysis(article)).quotations)
    )
    return [one.message.partition(":")[0] for one in lint(Analysis(article, statements, speakers), [RULE])]


def test_a_pull_quote_and_a_heading_may_say_a_quotation_again() -> None:
    text = f"{LINE} said Ivan Petrov, a pilot.\n\n{LINE} he said.\n\nThe board did not answer."
    second = text.index("“", 1)
    assert _messages(text) == ["the quotation is given before"]
    for kind in ("quotation", "heading"):
        assert _messages(text, blocks=(Block(second, second + len(LINE), kind),)) == []


def test_a_name_without_a_verb_stands_beside_a_pull_quote() -> None:
    assert _messages(f"{LINE} said Ivan Petrov, a pilot.\n\n{LINE} Ivan Petrov, pilot.") == []


def test_two_persons_cannot_have_said_the_same() -> None:
    text = f"{LINE} said Ivan Petrov, a pilot.\n\n{LINE} said Anna Berg, a captain."
    assert _messages(text, (PILOT, CAPTAIN)) == ["the quotation is one of Ivan Petrov before"]


@pytest.mark.parametrize(
    ("again", "speakers", "is_reported"),
    [
        ("“The dredger should have come in August,”", (PILOT,), True),
        ("“The dredger must have come in April,”", (PILOT,), True),
        ("“The d*****r should have come in April,”", (PILOT,), False),
        ("“The dredger should have come in August,”", (PILOT, CAPTAIN), False),
        ("“The dredger should have come,”", (PILOT,), False),
        ("“The tug should be here by noon,”", (PILOT,), False),
    ],
)
def test_altered_words_are_told_from_cut_ones_and_from_others(
    again: str, speakers: tuple[Speaker, ...], is_reported: bool
) -> None:
    text = f"{LINE} said Ivan Petrov, a pilot.\n\n{again} was what the paper had."
    assert _messages(text, speakers) == (["the quotation has other words before"] if is_reported else [])


@given(
    st.lists(
        st.sampled_from(["quay", "tide", "crane", "pilot", "rope", "buoy", "lamp", "gull"]), min_size=6, max_size=20
    )
)
def test_a_quotation_that_stands_twice_is_always_reported(words: list[str]) -> None:
    quotation = f"“{' '.join(words)},”"
    assert _messages(f"{quotation} said Ivan Petrov.\n\n{quotation} he told the board.") == [
        "the quotation is given before"
    ]
