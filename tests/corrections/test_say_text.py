"""Corrections are written as lines, and read again as they were, also in a text that has changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from made_corrections import (
    BERG,
    ENGINES,
    FERRY_TEXT,
    NOT_SAIL,
    QUOTED,
    ROUGH,
    at,
    drawn_corrections,
)

from quotes.corpora.say import gold_article
from quotes.corrections.decisions import Corrections, Decision, NamedSpeaker
from quotes.corrections.say_text import corrections_text, lost_in_words, read_corrections

ALL = Corrections(FERRY_TEXT, (NOT_SAIL, ROUGH, QUOTED, ENGINES), complete=True)


@given(drawn_corrections())
def test_whatever_is_written_is_read_again(corrections: Corrections) -> None:
    written = corrections_text(corrections).encode("utf-8").decode("utf-8")
    assert read_corrections(written, corrections.text) == corrections
    assert read_corrections("\ufeff" + written.replace("\n", "\r\n"), corrections.text) == corrections


def test_lines_are_those_of_the_guide() -> None:
    wrong = replace(ROUGH, rejected=True, question=True)
    written = corrections_text(Corrections(FERRY_TEXT, (NOT_SAIL, wrong, ENGINES), comments=("# by hand",)))
    assert written.splitlines() == [
        "# SPEAKER (KIND) | SOURCE | CUE | CONTENT | FLAGS",
        "# open",
        "# by hand",
        "Anna Berg (person) | Mayor Anna Berg | said | The ferry will not sail on Monday",
        "# not: Anna Berg | she | told | “The sea is too rough,” | q",
        "Otto Lind (person) | him | saying | that the engines were old | in",
    ]


def test_a_place_that_words_do_not_tell_stands_in_a_comment() -> None:
    last = FERRY_TEXT.index("He said it")
    odd = Decision(content=(at("it", last),), cue=at("said", last + 12), source=(at("He", last),))
    written = corrections_text(Corrections(FERRY_TEXT, (odd,)))
    assert f"- | He | said | it\n# spans: {last}-{last + 2} | " in written
    assert read_corrections(written, FERRY_TEXT).decisions == (odd,)
    before = "Bad weather. He said it. He said it.\n\n"
    (moved,) = read_corrections(written, before + FERRY_TEXT).decisions
    assert (moved.source[0].start, moved.content[0].start) == (len(before) + last, len(before) + odd.content[0].start)


@pytest.mark.parametrize(
    "speakers",
    [
        (NamedSpeaker("A | B", "person"),),
        (NamedSpeaker("Marks and Spencer", "group"),),
        (NamedSpeaker("Anna\nBerg (person)", "person"), NamedSpeaker("-")),
        (NamedSpeaker("Anna Berg", "person", ("Berg",), "mayor", "Varna"),),
        (NamedSpeaker("Anna Berg", "organization"),),
    ],
)
def test_speakers_that_a_line_does_not_tell_stand_in_a_comment(speakers: tuple[NamedSpeaker, ...]) -> None:
    corrections = Corrections(FERRY_TEXT, (NOT_SAIL, replace(ROUGH, speakers=speakers)))
    written = corrections_text(corrections)
    assert written.count("# speakers: ") == 1
    assert read_corrections(written, FERRY_TEXT) == corrections


def test_a_changed_text_loses_the_decisions_whose_words_are_gone_and_no_others() -> None:
    changed = "New: no ferry.\n\n" + FERRY_TEXT.replace("too rough", "quite calm")
    read = read_corrections(corrections_text(ALL), changed)
    assert [one.cue and changed[one.cue.start : one.cue.end] for one in read.decisions] == ["said", "quoted", "saying"]
    assert lost_in_words(read.lost) == (
        "“Anna Berg | she | told | “The sea is too rough,”” (not in the article: '“The sea is too rough,”')"
    )
    again = read_corrections(corrections_text(read), FERRY_TEXT)
    assert read.outdated and again == replace(ALL, lost=(), complete=False)


def test_words_of_other_statements_do_not_keep_a_decision() -> None:
    changed = FERRY_TEXT.replace("its captain, said", "its captain, denied that")
    wrong = Decision(content=(at("the mayor was wrong"),), cue=at("said", at("captain").end), source=(at("Otto Lind"),))
    corrections = Corrections(FERRY_TEXT, (NOT_SAIL, wrong))
    written = corrections_text(corrections)
    assert "# spans" not in written and read_corrections(written, FERRY_TEXT) == corrections
    read = read_corrections(written, changed)
    assert [one.reason for one in read.lost] == ["its words do not stand together in the article"]
    assert [one.cue for one in read.decisions] == [NOT_SAIL.cue]


def test_words_that_never_stood_together_are_kept_where_they_are() -> None:
    apart = Decision(content=(at("that the engines were old"),), cue=at("told"), source=(at("Otto Lind"),))
    written = corrections_text(Corrections(FERRY_TEXT, (apart,)))
    assert "# spans: " in written
    assert len(read_corrections(written, "News.\n" + FERRY_TEXT).decisions) == 1


def test_a_lost_decision_that_was_made_anew_does_not_come_back_twice() -> None:
    lost = "# lost: Otto Lind | she | told | “The sea is too rough,”\n"
    read = read_corrections(corrections_text(ALL) + lost, FERRY_TEXT)
    assert read == ALL


def test_lines_that_cannot_be_understood_are_kept() -> None:
    read = read_corrections("Berg | said\nAnna Berg | she | told | “The sea is too rough,” | loud\n", FERRY_TEXT)
    assert [one.reason for one in read.lost] == [
        "2 fields instead of 4 or 5",
        "'loud' is no flag: expected q, neg, hyp, in",
    ]
    assert read.complete and not read.decisions
    written = corrections_text(read)
    assert "# lost: Berg | said\n" in written
    assert read_corrections(written, FERRY_TEXT).lost == read.lost


@pytest.mark.parametrize(
    "comment", ["# spans: 1-2 | 3", "# spans: 9-2 | - | 3-4", "# speakers: [[[", '# statement: {"a":']
)
def test_broken_comments_lose_their_line_alone(comment: str) -> None:
    first, second = "Anna Berg | she | told | “The sea is too rough,”", "- | him | saying | that the engines were old"
    read = read_corrections(f"{first}\n{comment}\n{second}", FERRY_TEXT)
    assert len(read.lost) == 1
    assert read.decisions[-1].cue == ENGINES.cue


def test_joint_speakers_of_a_line_are_several() -> None:
    line = "Anna Berg (person) | she | told | “The sea is too rough,”\nAnna Berg and Otto Lind (group) | - | - | it\n"
    _, joint = read_corrections(line, FERRY_TEXT).decisions
    assert joint.speakers == (BERG, NamedSpeaker("Otto Lind"))


def test_the_gold_of_an_evaluation_has_the_same_places(tmp_path: Path) -> None:
    last = FERRY_TEXT.index("He said it")
    odd = Decision(content=(at("it", last),), cue=at("said", last + 12), source=(at("He", last),))
    (tmp_path / "ferry.txt").write_text(FERRY_TEXT, encoding="utf-8")
    (tmp_path / "ferry.say").write_text(
        corrections_text(Corrections(FERRY_TEXT, (odd, replace(ROUGH, rejected=True)))), encoding="utf-8"
    )
    gold = gold_article(tmp_path / "ferry.say", "ferry")
    assert [one.cue for one in gold.attributions] == [(odd.cue,)]
    assert [one.content for one in gold.rejected] == [ROUGH.content]
    assert not gold.complete


def test_an_evaluation_leaves_out_what_is_lost(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(FERRY_TEXT.replace("rough", "calm"), encoding="utf-8")
    (tmp_path / "ferry.say").write_text(corrections_text(ALL), encoding="utf-8")
    gold = gold_article(tmp_path / "ferry.say", "ferry")
    assert (len(gold.attributions), gold.complete) == (3, False)
