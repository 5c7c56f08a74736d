"""Kinds of speakers that a phrase tells by its head."""

from __future__ import annotations

import pytest
from made_references import entities_of, phrase_at

from quotes.speakers.phrase import kind_of_phrase

SLEPT = "slept=sleep/VBD/root"

KINDS = [
    ("Police slept.", "Police=police/NNS/nsubj/slept", "Police", "organization"),
    ("Agencies slept.", "Agencies=agency/NNS/nsubj/slept", "Agencies", "group"),
    ("An agency slept.", "An/DT/det/agency agency/NN/nsubj/slept", "agency", "organization"),
    ("Activists slept.", "Activists=activist/NNS/nsubj/slept", "Activists", "group"),
    ("Half slept.", "Half/NN/nsubj/slept", "Half", "group"),
    ("One in four slept.", "One/CD/nsubj/slept in/IN/case/four four/CD/nmod/One", "One", "group"),
    ("18% slept.", "18/CD/nummod/% %/NN/nsubj/slept", "%", "group"),
    ("One of us slept.", "One/CD/nsubj/slept of/IN/case/us us/PRP/nmod/One", "One", "unknown"),
    ("A third of us slept.", "A/DT/det/third third/NN/nsubj/slept of/IN/case/us us/PRP/nmod/third", "third", "group"),
    ("A third slept.", "A/DT/det/third third/NN/nsubj/slept", "third", "unknown"),
    ("A participant slept.", "A/DT/det/participant participant/NN/nsubj/slept", "participant", "person"),
    ("Participants slept.", "Participants=participant/NNS/nsubj/slept", "Participants", "group"),
    ("A report slept.", "A/DT/det/report report/NN/nsubj/slept", "report", "document"),
    ("Sources slept.", "Sources=source/NNS/nsubj/slept", "Sources", "anonymous"),
    ("A thing slept.", "A/DT/det/thing thing/NN/nsubj/slept", "thing", "unknown"),
]


@pytest.mark.parametrize(("text", "words", "head", "kind"), KINDS, ids=[text for text, *_ in KINDS])
def test_the_head_tells_the_kind(text: str, words: str, head: str, kind: str) -> None:
    assert kind_of_phrase(phrase_at(entities_of(text, f"{words} {SLEPT}"), head)) == kind
