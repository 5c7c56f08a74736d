"""What the network has found in the parts of a text, put together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_network import made_vectors
from stanza.models.common.doc import Document

from quotes.parsing.joint.attribution_decoding import DecodedAttribution, DecodedScores
from quotes.parsing.joint.findings import Findings, findings_of, joined
from quotes.parsing.joint.mention_vectors import MENTION_SIZE
from quotes.records import Span

RAINED = DecodedAttribution(Span(16, 20), Span(11, 15), (Span(0, 9),), DecodedScores(0, 0, 0, 0))
SNOWED = replace(RAINED, cue=None, source=None, content=(Span(0, 9), Span(12, 15)))
FIRST = Findings({"everyday": [RAINED], "polnear": []}, made_vectors({9: 5}))
SECOND = Findings({"everyday": [SNOWED], "polnear": [SNOWED]}, made_vectors({}))


def test_the_parts_of_a_text_are_put_together() -> None:
    whole = joined([(0, FIRST), (100, SECOND)])
    moved = replace(SNOWED, content=(Span(100, 109), Span(112, 115)))
    assert whole.attributions == {"everyday": [RAINED, moved], "polnear": [moved]}
    assert whole.mention_vectors.starts.tolist() == [0, 5, 9, 100]
    assert whole.mention_vectors.vectors.shape == (4, 2, MENTION_SIZE)
    assert joined([(0, FIRST)]) is FIRST


@pytest.mark.parametrize("offset", [0, 7])
def test_spans_are_those_of_the_text(offset: int) -> None:
    (found,) = joined([(offset, FIRST)]).attributions["everyday"]
    assert (found.cue, found.source, found.content) == (
        Span(16 + offset, 20 + offset),
        Span(11 + offset, 15 + offset),
        (Span(offset, 9 + offset),),
    )


def test_a_document_has_them_or_has_not_been_read() -> None:
    document = Document([], text="")
    assert findings_of(document) is None
    document.attributions, document.mention_vectors = FIRST.attributions, FIRST.mention_vectors
    assert findings_of(document) == FIRST
