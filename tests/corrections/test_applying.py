"""Corrections applied to an analysis: decided statements are as decided, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from drawn_analyses import analyses
from hypothesis import assume, given
from hypothesis import strategies as st
from made_analyses import bridge, council, harbour
from made_corrections import BERG, ENGINES, FERRY_TEXT, LIND, NOT_SAIL, QUOTED, ROUGH, at

from quotes.corrections.applying import apply_corrections
from quotes.corrections.decisions import (
    Corrections,
    Decision,
    NamedSpeaker,
    accept,
    decide,
    reject,
    with_content,
    with_name,
    with_speakers,
)
from quotes.records import Analysis, Article, Statement

WHOLE = Corrections(FERRY_TEXT, (NOT_SAIL, ROUGH, QUOTED, ENGINES), complete=True)


def decided(analysis: Analysis) -> tuple[Decision, ...]:
    return Corrections(analysis.article.text, tuple(map(accept, analysis.statements))).decisions


def of_all(analysis: Analysis, complete: bool = True) -> Corrections:
    return Corrections(analysis.article.text, tuple(map(accept, analysis.statements)), complete)


def ferry(*decisions: Decision) -> Analysis:
    return apply_corrections(Analysis(Article(FERRY_TEXT)), Corrections(FERRY_TEXT, decisions))


@given(analyses(), st.booleans(), st.data())
def test_whatever_was_decided_is_there(analysis: Analysis, complete: bool, data: st.DataObject) -> None:
    assume(len({one.name for one in analysis.speakers}) == len(analysis.speakers))
    assume(len({frozenset(one.content) for one in analysis.statements}) == len(analysis.statements))
    statements = tuple(replace(one, nested_in=None) for one in analysis.statements)
    analysis = replace(analysis, statements=statements)
    corrections = of_all(analysis, complete)
    kept = data.draw(st.sets(st.sampled_from(statements)) if statements else st.just(set[Statement]()))
    for base in (analysis, replace(analysis, statements=tuple(one for one in statements if one in kept))):
        result = apply_corrections(base, corrections)
        assert decided(result) == corrections.decisions
        assert len({one.id for one in result.statements}) == len(result.statements)
        assert len({one.id for one in result.speakers}) == len(result.speakers)
        assert all((one.decided, one.confidence, one.speaker_confidence) == (True, 1, 1) for one in result.statements)


@pytest.mark.parametrize("analysis", [harbour(), bridge(), council()], ids=["harbour", "bridge", "council"])
def test_an_accepted_analysis_is_the_same_but_for_its_marks(analysis: Analysis) -> None:
    result = apply_corrections(analysis, of_all(analysis))
    marked = tuple(replace(one, decided=True, confidence=1.0, speaker_confidence=1.0) for one in analysis.statements)
    assert result == replace(analysis, statements=marked)


def test_without_decisions_nothing_changes() -> None:
    assert apply_corrections(harbour(), Corrections(harbour().article.text)) == harbour()
    assert apply_corrections(harbour(), Corrections(harbour().article.text, complete=True)).statements == ()


def test_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="another text"):
        apply_corrections(harbour(), WHOLE)


def test_a_wrong_speaker_is_corrected_and_the_rest_stays() -> None:
    analysis = harbour()
    text = analysis.article.text
    ships = analysis.statements[1]
    right = with_speakers(accept(ships), [NamedSpeaker("Ivan Petrov", "person")])
    result = apply_corrections(analysis, decide(Corrections(text), right, ships))
    assert [one.speaker and one.speaker.name for one in result.statements] == ["Ivan Petrov"] * 3 + [None]
    assert [one.name for one in result.speakers] == ["Ivan Petrov"]
    assert set(result.speakers[0].mentions) == {*analysis.speakers[0].mentions, *ships.source}
    assert [one.decided for one in result.statements] == [False, True, False, False]
    assert result.statements[3] == analysis.statements[3]
    assert result.statements[1].circumstances == ships.circumstances


def test_a_speaker_gets_the_decided_name_and_keeps_the_other_as_an_alias() -> None:
    analysis = harbour()
    cranes = analysis.statements[0]
    better = with_name(accept(cranes), "Ivan Petrov", "Ivan A. Petrov", role="pilot")
    result = apply_corrections(analysis, decide(Corrections(analysis.article.text), better, cranes))
    petrov = result.speakers[0]
    assert (petrov.id, petrov.name, petrov.role) == ("s1", "Ivan A. Petrov", "pilot")
    assert petrov.aliases == ("Ivan Petrov",)
    assert result.statements[2].speaker == petrov


def test_a_rejected_statement_is_gone_and_what_lay_in_it_lies_in_the_next_one() -> None:
    analysis = ferry(QUOTED, ENGINES)
    outer, inner = analysis.statements
    assert inner.nested_in == outer.id
    result = apply_corrections(analysis, Corrections(FERRY_TEXT, (reject(outer),)))
    assert [(one.id, one.nested_in) for one in result.statements] == [(inner.id, None)]


def test_statements_within_each_other_are_not_confused() -> None:
    result = apply_corrections(ferry(QUOTED), Corrections(FERRY_TEXT, (ENGINES,)))
    assert [accept(one) for one in result.statements] == [QUOTED, ENGINES]
    assert result.statements[1].nested_in == result.statements[0].id


def test_an_added_statement_has_a_new_id_and_its_kind() -> None:
    analysis = ferry(NOT_SAIL)
    result = apply_corrections(analysis, Corrections(FERRY_TEXT, (ROUGH,)))
    assert [(one.id, one.kind, one.decided) for one in result.statements] == [
        ("q1", "indirect", True),
        ("q2", "direct", True),
    ]


def test_a_change_of_everything_rejects_what_was_there() -> None:
    analysis = ferry(NOT_SAIL)
    moved = with_content(accept(analysis.statements[0]), at("the mayor was wrong"))
    moved = replace(moved, cue=at("said", at("captain").start), source=(at("Otto Lind, its captain"),))
    corrections = decide(Corrections(FERRY_TEXT), moved, analysis.statements[0])
    assert [one.rejected for one in corrections.decisions] == [True, False]
    assert decided(apply_corrections(analysis, corrections)) == (moved,)


def test_the_later_decision_about_a_statement_counts() -> None:
    statement = ferry(ROUGH).statements[0]
    corrections = decide(Corrections(FERRY_TEXT), accept(statement), statement)
    corrections = decide(corrections, with_speakers(ROUGH, [LIND]), statement)
    assert [one.speakers for one in corrections.decisions] == [(LIND,)]
    assert corrections.of(statement) == with_speakers(ROUGH, [LIND])
    assert corrections.of(QUOTED) is None


def test_speakers_of_one_name_stay_apart() -> None:
    analysis = ferry(NOT_SAIL, ROUGH)
    first, second = analysis.statements
    other = replace(analysis.speakers[0], id="s2", mentions=second.source)
    first_speaker = replace(analysis.speakers[0], mentions=first.source)
    analysis = replace(
        analysis, statements=(first, replace(second, speakers=(other,))), speakers=(first_speaker, other)
    )
    assert apply_corrections(analysis, of_all(analysis)) == analysis


def test_two_decided_names_are_two_speakers() -> None:
    analysis = ferry(NOT_SAIL)
    berg = replace(analysis.speakers[0], aliases=("Berg",))
    analysis = replace(analysis, speakers=(berg,))
    result = apply_corrections(
        analysis, Corrections(FERRY_TEXT, (NOT_SAIL, with_speakers(ROUGH, [NamedSpeaker("Berg", "person")])))
    )
    assert [one.name for one in result.speakers] == ["Anna Berg", "Berg"]
    one = apply_corrections(analysis, Corrections(FERRY_TEXT, (with_speakers(NOT_SAIL, [NamedSpeaker("Berg")]),)))
    assert [(each.id, each.name, each.aliases) for each in one.speakers] == [("s1", "Berg", ("Anna Berg",))]
    assert BERG.name in one.speakers[0].aliases
