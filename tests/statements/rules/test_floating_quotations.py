"""Second halves of quotations, told from new quotations."""

from __future__ import annotations

import pytest
from made_parses import made_parse
from unparsed_articles import unparsed

from quotes.marks.quotation_marks import find_quotations
from quotes.records import Span
from quotes.statements.candidate import Candidate
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.rules.floating_quotations import goes_on, is_whole_sentence
from quotes.statements.rules.rule_tables import content_rule

HALVES = "“It is late,” she said. “We go home now.”"
WORDS = """It/PRP/nsubj/late is/VBZ/cop/late late/JJ/ccomp/said she/PRP/nsubj/said said=say/VBD/root |
    We/PRP/nsubj/go go/VBP/root home/RB/advmod/go now/RB/advmod/go"""


def halves(text: str, words: str) -> tuple[MarkedArticle, Candidate, Candidate]:
    parse = made_parse(text, words)
    quotations, _ = find_quotations(text, parse.paragraphs)
    first, second = (Candidate(quotation.parts, content_rule("floating-quotation")) for quotation in quotations)
    cue = Span(text.index("said"), text.index("said") + 4)
    before = Candidate(first.content, content_rule("quotation-then-cue"), cue)
    return MarkedArticle(parse, quotations), before, second


def test_a_second_half() -> None:
    marked, before, quotation = halves(HALVES, WORDS)
    assert goes_on(marked, before, quotation)
    assert not goes_on(marked, quotation, before)
    assert not goes_on(marked, Candidate(before.content, before.rule), quotation)


@pytest.mark.parametrize(
    ("between", "words"),
    [
        (". The night fell. ", "The/DT/det/night night/NN/nsubj/fell fell=fall/VBD/root |"),
        (".\n\n", ""),
        (", ", ""),
    ],
)
def test_another_quotation(between: str, words: str) -> None:
    assert not goes_on(*halves(HALVES.replace(". “", f"{between}“"), WORDS.replace("|", f"| {words}")))


@pytest.mark.parametrize(("text", "whole"), [("“Dear Doe,\n\n“It rained. Yours, Roe”", True), ("“Yours, Roe”", False)])
def test_a_quotation_of_several_paragraphs_needs_no_full_stop(text: str, whole: bool) -> None:
    marked = unparsed(text)
    assert is_whole_sentence(marked, marked.quotations[0]) is whole
