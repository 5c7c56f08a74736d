"""Quotations that textacy attributes, and those that it is not asked about."""

from __future__ import annotations

import pytest
from made_parses import made_parse
from textacy import constants

from quotes.statements.marked_article import mark_article
from quotes.statements.rules import textacy_quotations
from quotes.statements.rules.textacy_quotations import find_textacy_quotations
from quotes.words import load_words

SAID = "He/PRP/nsubj/said said=say/VBD/root little/RB/advmod/said"
HAD = "He/PRP/nsubj/had had=have/VBD/root little/RB/advmod/had"
RAINED = "It/PRP/nsubj/rained rained=rain/VBD/root in/IN/case/harbour the/DT/det/harbour harbour/NN/obl/rained"
TOLD = "They/PRP/nsubj/told told=tell/VBD/root us/PRP/iobj/told nothing/NN/obj/told"


def test_a_verb_in_the_sentence_before() -> None:
    marked = mark_article(made_parse("He said little. “It rained in the harbour.”", f"{SAID} | {RAINED}"))
    (found,) = find_textacy_quotations(marked, [])
    assert found.cue and found.source
    assert [marked.text_of(span) for span in (*found.content, found.cue, found.source)] == [
        "“It rained in the harbour.”",
        "said",
        "He",
    ]
    assert find_textacy_quotations(marked, [found]) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He had little. “It rained in the harbour.”", f"{HAD} | {RAINED}"),
        ("He had little. “They told us nothing.”", f"{HAD} | {TOLD}"),
        ("He said little.\n\n“It rained in the harbour.”", f"{SAID} | {RAINED}"),
    ],
    ids=["no verb", "verb in the quotation", "verb in another paragraph"],
)
def test_textacy_is_not_asked_without_a_verb(text: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textacy_quotations, "_in_stretch", None)
    assert find_textacy_quotations(mark_article(made_parse(text, words)), []) == []


def test_the_verbs_are_those_of_textacy() -> None:
    assert load_words("textacy_verbs") == constants.REPORTING_VERBS["en"]
