"""Edits of corrections: each does what it says, can be taken back, and overwrites nobody else's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from drawn_analyses import analyses
from hypothesis import given
from hypothesis import strategies as st
from made_analyses import harbour

from quotes.corrections.applying import apply_corrections
from quotes.corrections.decisions import Corrections, Decision, NamedSpeaker, accept, likeness
from quotes.desk.edits import Change, EditConflictError, change_between, decisions_shown, edited, json_of
from quotes.json_form import to_json
from quotes.records import Analysis, Span

ANALYSIS = harbour()
NOTHING = Corrections(ANALYSIS.article.text)
FIRST, SECOND = (accept(one) for one in ANALYSIS.statements[:2])
OKAFOR = NamedSpeaker("Mina Okafor", "person")


def decide(
    before: Decision | None, after: Decision | None, about: Decision | None = None, **others: Any
) -> dict[str, Any]:
    return {"edit": "decide", "before": json_of(before), "after": json_of(after), "about": json_of(about), **others}


def edit(
    corrections: Corrections, what: dict[str, Any], revision: str = "", analysis: Analysis = ANALYSIS
) -> Corrections:
    return edited(analysis, corrections, revision, what)


def shown(corrections: Corrections, analysis: Analysis = ANALYSIS) -> list[Decision]:
    return [accept(one) for one in apply_corrections(analysis, corrections).statements]


def test_a_statement_is_accepted_given_another_speaker_and_left_open_again() -> None:
    right = edit(NOTHING, decide(None, FIRST, FIRST))
    assert right.decisions == (FIRST,)
    other = replace(FIRST, speakers=(OKAFOR,))
    changed = edit(right, decide(FIRST, other))
    assert changed.decisions == (other,)
    assert edit(changed, decide(other, None)) == NOTHING


def test_a_content_that_is_quite_another_one_leaves_the_statement_rejected() -> None:
    moved = replace(FIRST, content=(Span(*_place("Port of Varna to close for a week")),), cue=None)
    changed = edit(NOTHING, decide(None, moved, FIRST))
    assert set(changed.decisions) == {moved, replace(FIRST, rejected=True)}
    back = edit(changed, decide(moved, FIRST))
    assert back.decisions == (FIRST,)


def test_a_missing_statement_is_added_and_is_gone_when_it_is_none() -> None:
    film = Decision(content=(Span(*_place("The film “Deep Water” opens on Friday.")),), speakers=(OKAFOR,))
    added = edit(NOTHING, decide(None, film))
    assert len(shown(added)) == len(ANALYSIS.statements) + 1
    assert edit(added, decide(film, replace(film, rejected=True))) == NOTHING


def test_a_statement_that_was_found_stays_rejected_until_that_is_taken_back() -> None:
    none = replace(FIRST, rejected=True)
    rejected = edit(NOTHING, decide(None, none, FIRST))
    assert FIRST not in shown(rejected)
    assert edit(rejected, decide(none, None)) == NOTHING
    assert edit(rejected, decide(none, FIRST)).decisions == (FIRST,)


def test_the_rest_is_accepted_only_as_it_was_seen() -> None:
    corrections = edit(NOTHING, decide(None, replace(FIRST, speakers=(OKAFOR,)), FIRST))
    whole = edit(corrections, {"edit": "accept the rest", "revision": "r2"}, "r2")
    assert whole.complete and len(whole.decisions) == len(ANALYSIS.statements)
    assert {one.speakers for one in whole.decisions if likeness(one, FIRST)} == {(OKAFOR,)}
    with pytest.raises(EditConflictError):
        edit(corrections, {"edit": "accept the rest", "revision": "r1"}, "r2")


def test_a_decision_of_somebody_else_is_not_overwritten() -> None:
    theirs = edit(NOTHING, decide(None, replace(FIRST, speakers=(OKAFOR,)), FIRST))
    for mine in (decide(None, FIRST, FIRST), decide(FIRST, replace(FIRST, question=True)), decide(FIRST, None)):
        with pytest.raises(EditConflictError):
            edit(theirs, mine)
    both = edit(theirs, decide(None, SECOND, SECOND))
    assert len(both.decisions) == 2


def test_decisions_about_neighbours_are_kept_apart() -> None:
    """Two statements may mean nearly the same words; a decision about the one is not one about the other."""
    (outer,) = ANALYSIS.statements[:1]
    inner = replace(outer, id="q9", content=outer.content[:1], cue=None, source=())
    analysis = replace(ANALYSIS, statements=(outer, inner, *ANALYSIS.statements[1:]))
    first = edit(NOTHING, decide(None, accept(outer), accept(outer)), analysis=analysis)
    second = edit(first, decide(None, accept(inner), accept(inner)), analysis=analysis)
    assert set(second.decisions) == {accept(outer), accept(inner)}


@pytest.mark.parametrize(
    "what",
    [
        {},
        {"edit": "explode"},
        {"edit": "decide"},
        decide(None, None),
        decide(None, FIRST) | {"after": {"content": []}},
        decide(None, FIRST) | {"after": to_json(FIRST) | {"content": []}},
        decide(None, FIRST) | {"after": to_json(FIRST) | {"content": [{"start": 5, "end": 2, "text": ""}]}},
        decide(None, FIRST) | {"after": to_json(FIRST) | {"content": [{"start": 5, "end": 99_999, "text": ""}]}},
        decide(None, replace(FIRST, speakers=(NamedSpeaker(" ", "person"),))),
        decide(None, replace(FIRST, speakers=(NamedSpeaker("A\nB", "person"),))),
        {"edit": "complete", "complete": "yes"},
        {"edit": "change", "change": {"added": 5}},
    ],
)
def test_what_is_malformed_is_no_edit(what: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        edit(NOTHING, what)


def test_a_change_of_others_cannot_be_taken_back() -> None:
    with pytest.raises(EditConflictError):
        Change(removed=(FIRST,)).of(NOTHING)


@given(analyses(), st.data())
def test_every_change_can_be_taken_back(analysis: Analysis, data: st.DataObject) -> None:
    corrections = Corrections(analysis.article.text)
    for _ in range(data.draw(st.integers(1, 4))):
        statements = apply_corrections(analysis, corrections).statements
        edits = [
            {"edit": "accept the rest", "revision": ""},
            {"edit": "complete", "complete": not corrections.complete},
        ]
        if statements:
            one = data.draw(st.sampled_from(statements))
            before = decisions_shown(corrections, [one]).get(one.id)
            proposal = before or accept(one)
            content = (data.draw(st.sampled_from(statements)).content[0],)
            after = data.draw(
                st.sampled_from(
                    [
                        proposal,
                        replace(proposal, rejected=True),
                        replace(proposal, speakers=(OKAFOR,)),
                        replace(proposal, content=content),
                        replace(proposal, question=not proposal.question),
                    ]
                )
            )
            edits += [decide(before, after, None if before else proposal)] * 3
        try:
            after_edit = edited(analysis, corrections, "", data.draw(st.sampled_from(edits)))
        except ValueError:  # speakers of odd names
            continue
        change = change_between(corrections, after_edit)
        assert change.of(corrections) == after_edit
        complete = None if change.complete is None else not change.complete
        opposite = Change(added=change.removed, removed=change.added, complete=complete)
        assert edited(analysis, after_edit, "", {"edit": "change", "change": to_json(opposite)}) == corrections
        corrections = after_edit


def _place(words: str) -> tuple[int, int]:
    start = ANALYSIS.article.text.index(words)
    return start, start + len(words)
