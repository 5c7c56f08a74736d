"""Days, cut off of the sources of made candidates."""

from __future__ import annotations

import pytest
from made_parses import made_parse

from quotes.records import Span
from quotes.statements.candidate import Candidate
from quotes.statements.marked_article import mark_article
from quotes.statements.rules.rule_tables import content_rule
from quotes.statements.trimming import DATELINE, trim

CLAUSE = content_rule("clause")


@pytest.mark.parametrize(
    ("source", "kept"),
    [("Mayor Berg yesterday", "Mayor Berg"), ("Mayor Berg on Monday", "Mayor Berg"), ("Monday", "Monday")],
)
def test_a_day_is_no_part_of_a_source(source: str, kept: str) -> None:
    text = f"{source} said it rained."
    words = " ".join(f"{word}/{'IN' if word == 'on' else 'NNP'}/dep/said" for word in source.split())
    marked = mark_article(made_parse(text, f"{words} said=say/VBD/root it/PRP/nsubj/rained rained=rain/VBD/ccomp/said"))
    start = text.index("it rained")
    candidate = Candidate((Span(start, start + 9),), CLAUSE, source=Span(0, len(source)))
    assert trim(marked, candidate).source == Span(0, len(kept))


@pytest.mark.parametrize("word", ["V", "VARDA "])
def test_a_dateline_is_looked_for_at_the_beginning_of_a_paragraph_alone(word: str) -> None:
    text = word * (400_000 // len(word))
    assert not any(DATELINE.match(text) for _ in range(300))
