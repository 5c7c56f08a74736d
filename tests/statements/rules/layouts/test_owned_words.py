"""Words that a layout owns are nobody else's, but for what is said within them."""

from __future__ import annotations

from dataclasses import replace

from unparsed_articles import unparsed

from quotes.records import Span
from quotes.statements.candidate import Candidate
from quotes.statements.rules.layout_attributions import with_layouts, without_owned
from quotes.statements.rules.rule_tables import content_rule

TEXT = "Q: Who saw it? A: Roe told me it fell. Coach Doe said so."


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


ANSWER = Candidate((span("Roe told me it fell."),), content_rule("interview-answer"), span("A:"))
INNER = Candidate((span("it fell"),), content_rule("clause"), span("told"), span("Roe"))
OUTER = Candidate((span("it fell"), span("so")), content_rule("clause"), span("said"), span("Coach Doe"))


def test_what_is_said_within_them_stays() -> None:
    assert without_owned([INNER], [ANSWER]) == [INNER]


def test_somebody_else_loses_them_and_keeps_the_rest() -> None:
    assert without_owned([OUTER], [ANSWER]) == [replace(OUTER, content=(span("so"),))]
    assert without_owned([replace(OUTER, content=INNER.content)], [ANSWER]) == []


def test_a_layout_that_owns_nothing_takes_nothing() -> None:
    headline = replace(ANSWER, rule=content_rule("headline"))
    assert without_owned([OUTER], [headline]) == [OUTER]


def test_a_headline_gives_way_to_what_is_found_in_its_words() -> None:
    marked = unparsed("Mia Storr: the talks have ended", "Mia Storr")
    found = with_layouts(marked, [], {})
    assert [each.rule.name for each in found] == ["headline"]
    other = Candidate(found[0].content, content_rule("clause"))
    assert with_layouts(marked, [other], {}) == [other]
