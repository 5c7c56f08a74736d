"""Statements beside one without a source: which they are, how near, and what is noted of the one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_attributions import spans
from made_parses import made_parse

from quotes.records import Statement, StatementKind
from quotes.speakers.neighbours import beside, closeness, traits_of

TEXT = """\
“The bridge is shut,” said Anna Berg. “Nobody may cross.”

“The ferry runs.”

John Lang added that rain fell.

The day ended, and all of them went home. “Was it late?”
"""


def statement(
    content: str,
    cue: str | None = None,
    source: str | None = None,
    kind: StatementKind = "direct",
    text: str = TEXT,
    rule: str = "clause",
) -> Statement:
    return Statement(
        id=content,
        kind=kind,
        content=spans(text, content),
        cue=spans(text, cue)[0] if cue else None,
        source=spans(text, source) if source else (),
        confidence=0.9,
        rule=rule,
    )


SHUT = statement("“The bridge is shut,”", "said", "Anna Berg")
CROSS = statement("“Nobody may cross.”")
FERRY = statement("“The ferry runs.”")
RAIN = statement("that rain fell", "added", "John Lang", "indirect")
LATE = statement("“Was it late?”")
ALL = (SHUT, CROSS, FERRY, RAIN, LATE)
FIRST = made_parse("Rain fell.", "Rain/NN/nsubj/fell fell=fall/VBD/root").doc[0]

CLOSENESS = [
    (SHUT, CROSS, "before", "before adjacent 0 paragraphs", "direct", "with"),
    (CROSS, FERRY, "before", "before adjacent 1 paragraphs", "direct", "without"),
    (CROSS, FERRY, "after", "after adjacent 1 paragraphs", "direct", "without"),
    (FERRY, RAIN, "after", "after adjacent 1 paragraphs", "indirect", "with"),
    (RAIN, LATE, "before", "before apart 1 paragraphs", "indirect", "with"),
    (CROSS, RAIN, "after", "after near 2 paragraphs", "indirect", "with"),
    (SHUT, LATE, "before", "before apart 2 paragraphs", "direct", "with"),  # at most 2
]


@pytest.mark.parametrize(("before", "after", "side", "where", "kind", "source"), CLOSENESS)
def test_how_near_they_are(before: Statement, after: Statement, side: str, where: str, kind: str, source: str) -> None:
    paragraphs = where.rpartition(" paragraphs")[0][-1]
    assert set(closeness(before, after, side, TEXT)) == {
        where,
        f"{where} {kind}",
        f"{side} {paragraphs} paragraphs {source} source",
    }


@pytest.mark.parametrize(
    ("quotation", "kind", "side", "is_open"),
    [
        ("“The bridge is shut.", "direct", "before", True),
        ("“The bridge is shut.”", "direct", "before", False),
        ("“The bridge is shut.", "direct", "after", False),
        ("The bridge is shut.", "indirect", "before", False),
    ],
)
def test_a_quotation_that_is_left_open(quotation: str, kind: StatementKind, side: str, is_open: bool) -> None:
    text = f"{quotation}\n\n“The ferry runs.”"
    before = statement(quotation, kind=kind, text=text)
    found = set(closeness(before, statement("“The ferry runs.”", text=text), side, text))
    assert (f"{side} left open 1" in found) is is_open


@pytest.mark.parametrize(
    ("one", "traits"),
    [
        (CROSS, {"direct", "without a cue"}),
        (RAIN, {"indirect", "with a cue"}),
        (replace(LATE, question=True), {"direct", "without a cue", "asks"}),
        (replace(RAIN, rule="asked-clause"), {"indirect", "with a cue", "asks"}),
        (replace(LATE, rule="interview-answer"), {"direct", "without a cue", "answers"}),
    ],
)
def test_traits(one: Statement, traits: set[str]) -> None:
    assert set(traits_of(one, FIRST, [])) == traits


CUES = [
    ("added", "added=add/VBD/root", {"cue added", "cue begins with VBD"}),
    ("According to", "According=accord/VBG/root to/IN/fixed/According",
     {"cue according to", "cue begins with VBG"}),
    ("It was reported", "It/PRP/expl/reported was=be/VBD/aux:pass/reported reported=report/VBN/root",
     {"cue it was reported", "cue begins with PRP", "passive cue"}),
    ("Rain was reported", "Rain/NN/nsubj:pass/reported was=be/VBD/aux:pass/reported reported=report/VBN/root",
     {"cue rain was reported", "cue begins with NN", "passive cue"}),
    ("has reported", "has=have/VBZ/aux/reported reported=report/VBN/root",
     {"cue has reported", "cue begins with VBZ"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "facts"), CUES, ids=[text for text, *_ in CUES])
def test_facts_about_the_cue(text: str, words: str, facts: set[str]) -> None:
    assert set(traits_of(RAIN, FIRST, list(made_parse(text, words).doc))) == {"indirect", "with a cue", *facts}


def test_which_statement_is_beside() -> None:
    nested = replace(statement("ferry"), nested_in=FERRY.id)
    some = [SHUT, CROSS, FERRY, nested, RAIN, LATE]
    assert beside(some, 0, -1) is None and beside(some, 5, 1) is None
    assert beside(some, 1, -1) is SHUT and beside(some, 1, 1) is FERRY
    assert beside(some, 2, 1) is RAIN and beside(some, 4, -1) is FERRY  # what is in another is passed over
    assert beside([SHUT, replace(CROSS, content=SHUT.content), FERRY], 0, 1) is FERRY  # and what overlaps it


@pytest.mark.parametrize(
    ("text", "words", "is_asked"),
    [
        ("when rain fell", "when/WRB/advmod/fell rain/NN/nsubj/fell fell=fall/VBD/root", True),
        ("if rain fell", "if/IN/mark/fell rain/NN/nsubj/fell fell=fall/VBD/root", True),
        ("that rain fell", "that/IN/mark/fell rain/NN/nsubj/fell fell=fall/VBD/root", False),
    ],
)
def test_a_content_may_begin_with_an_interrogative(text: str, words: str, is_asked: bool) -> None:
    first = made_parse(text, words).doc[0]
    assert ("begins with an interrogative" in traits_of(RAIN, first, [])) == is_asked
