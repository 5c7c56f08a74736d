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
    [
        ("Mayor Berg yesterday", "Mayor Berg"),
        ("Mayor Berg on Monday", "Mayor Berg"),
        ("Monday", "Monday"),
        ("Then a driver", "a driver"),
        ("a driver", "a driver"),
        ("So", "So"),
    ],
)
def test_a_day_or_a_connective_is_no_part_of_a_source(source: str, kept: str) -> None:
    text = f"{source} said it rained."
    words = " ".join(f"{word}/{'IN' if word == 'on' else 'NNP'}/dep/said" for word in source.split())
    marked = mark_article(made_parse(text, f"{words} said=say/VBD/root it/PRP/nsubj/rained rained=rain/VBD/ccomp/said"))
    start = text.index("it rained")
    candidate = Candidate((Span(start, start + 9),), CLAUSE, source=Span(0, len(source)))
    trimmed = trim(marked, candidate).source
    assert trimmed and text[trimmed.start : trimmed.end] == kept


@pytest.mark.parametrize(
    ("piece", "kept"),
    [
        ("that he not be identified", None),
        ("“I am not to be named”", "“I am not to be named”"),
        ("that it was close to the end", "that it was close to the end"),
        ("but “it is late”", "“it is late”"),
        ("but it is late", "but it is late"),
    ],
)
def test_neither_a_condition_nor_a_connective_before_a_quotation_is_said(piece: str, kept: str | None) -> None:
    text = f"It rained, he said, {piece}."
    words = (word.strip("“”,.") for word in text.split())
    marked = mark_article(
        made_parse(text, " ".join(f"{w}/{'VBD/root' if w == 'said' else 'NN/dep/said'}" for w in words))
    )
    start = text.index(piece)
    candidate = Candidate((Span(0, 9), Span(start, start + len(piece))), CLAUSE)
    said = [text[span.start : span.end] for span in trim(marked, candidate).content]
    assert said == ["It rained", *([kept] if kept else [])]


@pytest.mark.parametrize("word", ["V", "VARDA "])
def test_a_dateline_is_looked_for_at_the_beginning_of_a_paragraph_alone(word: str) -> None:
    text = word * (400_000 // len(word))
    assert not any(DATELINE.match(text) for _ in range(300))
