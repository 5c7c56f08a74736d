from __future__ import annotations

import pickle
from dataclasses import replace

import pytest
from drawn_analyses import analyses
from hypothesis import given
from hypothesis import strategies as st
from made_analyses import HARBOUR_TEXT, bare_statement, council, harbour

from quotes.errors import ReadError
from quotes.records import Analysis, Article, Span, Speaker, Statement
from quotes.speakers.renaming import replace_spokespeople


def nested(*confidences: float) -> Analysis:
    """Statements of one speaker, each in the one before."""
    article = replace(harbour().article, text="x" * 100)
    mentions = tuple(Span(60 + number, 61 + number) for number in range(1, len(confidences) + 1))
    speaker = Speaker("s1", "Anna Berg", "person", mentions=mentions)
    statements = tuple(
        Statement(
            id=f"q{number}",
            kind="indirect",
            content=(Span(number, 50),),
            rule="made",
            confidence=confidence,
            source=(Span(60 + number, 61 + number),),
            speakers=(speaker,),
            nested_in=f"q{number - 1}" if number > 1 else None,
        )
        for number, confidence in enumerate(confidences, start=1)
    )
    return Analysis(article, statements, (speaker,))


def test_an_analysis_gives_statements_their_texts_and_speakers() -> None:
    analysis = harbour()
    first, _, third, last = analysis.statements
    assert first.text == "“The cranes,” […] “are older than I am.”"
    assert first.cue and (first.cue.text, first.source[0].text) == ("said", "Ivan Petrov, the harbour master")
    assert first.speaker is third.speaker is analysis.speakers[0] and first.speakers == (first.speaker,)
    assert (last.speaker, last.speakers, last.source) == (None, (), ())
    assert [span.text for span in analysis.speakers[0].mentions] == ["Ivan Petrov, the harbour master", "He"]
    assert analysis.warnings[0].span and analysis.warnings[0].span.text == "“Deep Water”"
    renamed = replace(analysis, speakers=tuple(replace(one, name="Somebody") for one in analysis.speakers))
    assert {one.speaker.name for one in renamed.statements if one.speaker} == {"Somebody"}


def test_several_speakers() -> None:
    analysis = harbour()
    joint = replace(analysis.statements[3], speakers=analysis.speakers)
    analysis = replace(analysis, statements=(*analysis.statements[:3], joint))
    assert analysis.statements[3].speaker == analysis.speakers[0]
    grouped = [[one.id for one in statements] for _, statements in analysis.by_speaker()]
    assert grouped == [["q1", "q3", "q4"], ["q2", "q4"]]
    assert analysis.to_dict()["statements"][3]["speakers"] == ["s1", "s2"]
    assert Analysis.from_dict(analysis.to_dict()) == analysis


def test_a_statement_is_with_each_of_its_speakers() -> None:
    grouped = [(speaker and speaker.name, [one.id for one in said]) for speaker, said in council().by_speaker()]
    assert grouped == [
        ("Anna Berg", ["q1", "q2", "q4"]),
        ("Jon Lund", ["q1", "q3"]),
        ("ministry", ["q3"]),
        (None, ["q5"]),
    ]


def test_joint_speakers_go_with_their_last_statement() -> None:
    left = council().within(0.9)
    assert [one.id for one in left.statements] == ["q1", "q2"]
    assert [one.name for one in left.speakers] == ["Anna Berg", "Jon Lund"]
    assert [span.text for span in left.speakers[1].mentions] == ["Anna Berg and Jon Lund"]


def test_joint_speakers_who_speak_for_the_same_one_become_one() -> None:
    analysis = council()
    speakers = tuple(replace(one, speaks_for="ministry") for one in analysis.speakers[:2])
    grouped = replace_spokespeople(replace(analysis, speakers=(*speakers, analysis.speakers[2])))
    assert [[one.name for one in said.speakers] for said in grouped.statements] == [["ministry"]] * 4 + [[]]
    assert [len(said) for _, said in grouped.by_speaker()] == [4, 1]
    assert grouped.statements[3].speaker_confidence == analysis.statements[3].speaker_confidence


@pytest.mark.parametrize("wrong", [Span(0, 4, "Quay"), Span(len(HARBOUR_TEXT) - 1, len(HARBOUR_TEXT) + 1)])
def test_a_span_that_the_article_does_not_have_is_refused(wrong: Span) -> None:
    with pytest.raises(ValueError, match="the article does not have"):
        Analysis(harbour().article, (bare_statement(wrong),))


def test_a_speaker_that_is_not_listed_is_refused() -> None:
    with pytest.raises(KeyError, match="s2"):
        replace(harbour(), speakers=harbour().speakers[:1])


@given(analysis=analyses())
def test_analyses_can_be_sent_to_other_processes_without_their_parses(analysis: Analysis) -> None:
    kept = replace(analysis, doc=object())
    sent = pickle.loads(pickle.dumps(kept))
    assert sent == kept == analysis and hash(sent) == hash(analysis) and sent.doc is None
    assert [one.text for one in sent.statements] == [one.text for one in analysis.statements]


def test_a_text_with_surrogate_pairs_is_refused() -> None:
    with pytest.raises(ReadError, match="surrogate pairs"):
        Article("\ud83d\ude00 Ivan Petrov said that the harbour was closed.")


def test_analyses_are_shown_without_the_article() -> None:
    assert repr(harbour("a.txt").article) == f"Article(id='a.txt', {len(HARBOUR_TEXT)} characters)"
    assert repr(Article("x" * 12345)) == "Article(id='', 12,345 characters)"
    assert repr(harbour()) == f"Analysis({harbour().article!r}, statements: 4, speakers: 2, warnings: 1)"


def test_a_statement_in_one_that_is_left_out_moves_up() -> None:
    left = nested(0.9, 0.2, 0.9).within(0.5)
    assert [(one.id, one.nested_in) for one in left.statements] == [("q1", None), ("q3", "q1")]
    assert left.speakers[0].mentions == (Span(61, 62), Span(63, 64))
    left = nested(0.2, 0.4, 0.9).within(0.5)
    assert [(one.id, one.nested_in) for one in left.statements] == [("q3", None)]


def test_speakers_without_statements_go() -> None:
    assert harbour().within(0) == harbour()
    left = harbour().within(0.8)
    assert [one.id for one in left.statements] == ["q1", "q2"]
    assert [one.name for one in left.speakers] == ["Ivan Petrov", "Black Sea Pilots' Union"]
    assert [span.text for span in left.speakers[0].mentions] == ["Ivan Petrov, the harbour master"]
    left = harbour().within(0.9)
    assert [one.name for one in left.speakers] == ["Ivan Petrov"]
    assert harbour().within(0.99).speakers == ()


@given(analysis=analyses(), least=st.floats(0, 1))
def test_what_is_left_is_consistent(analysis: Analysis, least: float) -> None:
    left = analysis.within(least)
    assert {one.id for one in left.statements} <= {one.id for one in analysis.statements}
    if left is not analysis:
        ids = {one.id for one in left.statements}
        assert {one.nested_in for one in left.statements} <= ids | {None}
        assert set(left.speakers) == {speaker for one in left.statements for speaker in one.speakers}
    assert left.within(least) == left
