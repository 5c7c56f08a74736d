"""Interviewers: who asks, by the words before the first question and behind the last answer."""

from __future__ import annotations

import pytest
from made_references import entities_of, named, word

from quotes.speakers.interviewers import interviewer

ANNA = "Anna/NNP/{}/PERSON Berg/NNP/flat/Anna/PERSON"
JOHN = "John/NNP/{}/PERSON Lang/NNP/flat/John/PERSON"
WHY = "Why/WRB/root"
CONVERSATION = f"conversation/NN/nsubj/edited with/IN/case/John {JOHN.format('nmod/conversation')}"

INTERVIEWS: list[tuple[str, str, str | None]] = [
    (
        "Anna Berg spoke to John Lang. Why?",
        f"{ANNA.format('nsubj/spoke')} spoke=speak/VBD/root to/IN/case/John {JOHN.format('obl/spoke')} | {WHY}",
        "John Lang",
    ),
    (
        "Anna Berg talked to our editor, John Lang. Why?",
        f"""{ANNA.format("nsubj/talked")} talked=talk/VBD/root to/IN/case/editor our/PRP$/nmod:poss/editor
        editor/NN/obl/talked {JOHN.format("appos/editor")} | {WHY}""",
        "John Lang",
    ),
    (
        "This conversation with John Lang was edited. Why?",
        f"This/DT/det/conversation {CONVERSATION} was=be/VBD/aux:pass/edited edited=edit/VBN/root | {WHY}",
        "John Lang",
    ),
    (
        "In this Citywire interview, Anna Berg slept. Why?",
        f"""In/IN/case/interview this/DT/det/interview Citywire/NNP/compound/interview/MISC interview/NN/obl/slept
        {ANNA.format("nsubj/slept")} slept=sleep/VBD/root | {WHY}""",
        "Citywire",
    ),
    (
        "The interview of the pilot, Anna Berg, by John Lang. Why?",
        f"""The/DT/det/interview interview/NN/root of/IN/case/pilot the/DT/det/pilot pilot/NN/nmod/interview
        {ANNA.format("appos/pilot")} by/IN/case/John {JOHN.format("nmod/Anna")} | {WHY}""",
        "John Lang",
    ),
    # behind the last answer
    (
        "Anna Berg slept. Why? Interview by John Lang",
        f"""{ANNA.format("nsubj/slept")} slept=sleep/VBD/root | {WHY} |
        Interview/NN/root by/IN/case/John {JOHN.format("nmod/Interview")}""",
        "John Lang",
    ),
    # not whom a title has an interview with, nor who answers, nor whom it is about, nor where
    (
        "Interview with John Lang. Why?",
        f"Interview/NN/root with/IN/case/John {JOHN.format('nmod/Interview')} | {WHY}",
        None,
    ),
    (
        "Anna Berg spoke about John Lang. Why?",
        f"{ANNA.format('nsubj/spoke')} spoke=speak/VBD/root about/IN/case/John {JOHN.format('obl/spoke')} | {WHY}",
        None,
    ),
    (
        "Anna Berg spoke in Oslo. Why?",
        f"{ANNA.format('nsubj/spoke')} spoke=speak/VBD/root in/IN/case/Oslo Oslo/NNP/obl/spoke/GPE | {WHY}",
        None,
    ),
    (
        "Anna Berg met her sister. John Lang slept. Why?",
        f"""{ANNA.format("nsubj/met")} met=meet/VBD/root her/PRP$/nmod:poss/sister sister/NN/obj/met |
        {JOHN.format("nsubj/slept")} slept=sleep/VBD/root | {WHY}""",
        None,
    ),
]


@pytest.mark.parametrize(("text", "words", "expected"), INTERVIEWS, ids=[text for text, _, _ in INTERVIEWS])
def test_who_asks(text: str, words: str, expected: str | None) -> None:
    entities = entities_of(text, words)
    why = word(entities, "Why").i
    answerers = {named(entities, "Anna Berg")} if "Anna" in text else set()
    assert getattr(interviewer(entities, why, why + 1, answerers), "name", None) == expected
