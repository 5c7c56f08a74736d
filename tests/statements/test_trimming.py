"""Days, possessives and "by", cut off of the spans of made candidates."""

from __future__ import annotations

import pytest
from made_parses import made_parse

from quotes.records import Span
from quotes.statements.candidate import Candidate
from quotes.statements.marked_article import mark_article
from quotes.statements.rules.rule_tables import content_rule
from quotes.statements.trimming import DATELINE, trim

CLAUSE = content_rule("clause")


@pytest.mark.parametrize(("source", "cue"), [("Berg", "was told"), ("Rain", "was told by"), (None, "was told by")])
def test_by_is_no_part_of_a_cue_before_the_source(source: str | None, cue: str) -> None:
    text = "“Rain,” he was told by Berg."
    words = """Rain/NN/ccomp/told he/PRP/nsubj:pass/told was=be/VBD/aux:pass/told told=tell/VBN/root by/IN/case/Berg
    Berg/NNP/obl:agent/told"""
    at = text.index(source) if source else 0
    candidate = Candidate((Span(0, 7),), CLAUSE, Span(11, 22), source=Span(at, at + len(source)) if source else None)
    trimmed = trim(mark_article(made_parse(text, words)), candidate)
    assert trimmed.cue and text[trimmed.cue.start : trimmed.cue.end] == cue


def test_a_possessive_is_no_part_of_a_source() -> None:
    text = "Berg's claim that it rained was wrong."
    words = """Berg/NNP/nmod:poss/claim 's/POS/case/Berg claim/NN/nsubj/wrong that/IN/mark/rained it/PRP/nsubj/rained
    rained=rain/VBD/acl/claim was=be/VBD/cop/wrong wrong/JJ/root"""
    candidate = Candidate((Span(13, 27),), CLAUSE, source=Span(0, 6))
    assert trim(mark_article(made_parse(text, words)), candidate).source == Span(0, 4)


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


@pytest.mark.parametrize(("source", "kept"), [("Then a driver", "a driver"), ("a driver", "a driver"), ("So", "So")])
def test_a_connective_is_no_part_of_a_source(source: str, kept: str) -> None:
    text = f"{source} said it rained."
    words = " ".join(f"{word}/NN/dep/said" for word in source.split())
    marked = mark_article(made_parse(text, f"{words} said=say/VBD/root it/PRP/nsubj/rained rained=rain/VBD/ccomp/said"))
    start = text.index("it rained")
    candidate = Candidate((Span(start, start + 9),), CLAUSE, source=Span(0, len(source)))
    trimmed = trim(marked, candidate).source
    assert trimmed and text[trimmed.start : trimmed.end] == kept


@pytest.mark.parametrize("word", ["V", "VARDA "])
def test_a_dateline_is_looked_for_at_the_beginning_of_a_paragraph_alone(word: str) -> None:
    text = word * (400_000 // len(word))
    assert not any(DATELINE.match(text) for _ in range(300))
