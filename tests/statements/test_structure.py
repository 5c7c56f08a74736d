"""The structure of analyses with the embedded models: two attributions of the same words, by every engine."""

from __future__ import annotations

import pytest
from analysis_invariants import broken_invariants

from quotes import Analyzer
from quotes.records import ENGINES

TEXT = """The mayor announced on Monday that the bridge was closed, according to the police.

The mayor announced that, according to the police, the bridge was closed.

"The bridge is closed," said the mayor, the agency reported on Monday.

City staff say the council could choose to provide money or make the decision to provide none \
— a decision that could "be perceived negatively," the report says.

A man at the plant, who gave us the name ‘José,’ assured us that it could be solved, but that "the bad work" went on."""

SAID = {
    ("The mayor announced on Monday that the bridge was closed", None),
    ("that the bridge was closed", "The mayor announced on Monday that the bridge was closed"),
    ("that, according to the police, the bridge was closed", None),
    ('"The bridge is closed," said the mayor', None),
    ('"The bridge is closed,"', '"The bridge is closed," said the mayor'),
    ('that it could be solved, but that "the bad work" went on', None),
}


@pytest.mark.parametrize("engine", ENGINES)
def test_one_of_two_attributions_lies_in_the_other(analyzer: Analyzer, engine: str) -> None:
    analysis = Analyzer(engine=engine).from_doc(analyzer.parse(TEXT).doc)  # type: ignore[arg-type]
    assert broken_invariants(analysis) == []
    texts = {one.id: one.text for one in analysis.statements}
    found = {(one.text, texts.get(one.nested_in or "")) for one in analysis.statements}
    assert engine == "model" or found >= SAID, found
