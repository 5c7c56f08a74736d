"""Quotations without a cue: which go on with the one before."""

from __future__ import annotations

import pytest
from made_parses import made_parse
from read_statements import names_in

from quotes.records import Span
from quotes.statements.candidate import Candidate
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.marks.quotation_marks import find_quotations
from quotes.statements.rules.floating_quotations import goes_on
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
    "text",
    [
        "“It is late,” she said. The night fell. “We go home now.”",
        "“It is late,” she said.\n\n“We go home now.”",
        "“It is late,” she said, “We go home now.”",
    ],
)
def test_another_quotation(text: str) -> None:
    words = (
        WORDS.replace("|", "| The/DT/det/night night/NN/nsubj/fell fell=fall/VBD/root |") if "night" in text else WORDS
    )
    assert not goes_on(*halves(text, words))


@pytest.mark.parametrize(
    ("between", "words", "speaker"),
    [
        ("The night fell.", "The/DT/det/night night/NN/nsubj/fell fell=fall/VBD/root", "Anna Berg"),
        ("John Lang nodded.", "John/NNP/nsubj/nodded/PERSON Lang/NNP/flat/John/PERSON nodded=nod/VBD/root", None),
    ],
)
def test_a_person_named_in_between_ends_a_speech(between: str, words: str, speaker: str | None) -> None:
    assert names_in(
        f"“It is late,” said Anna Berg. {between} “The road is open by now.”",
        f"""It/PRP/nsubj/late is/VBZ/cop/late late/JJ/ccomp/said said=say/VBD/root Anna/NNP/nsubj/said/PERSON
        Berg/NNP/flat/Anna/PERSON | {words} | The/DT/det/road road/NN/nsubj/open is/VBZ/cop/open open/JJ/root
        by/IN/case/now now/RB/advmod/open""",
    ) == ["Anna Berg", speaker]
