"""Reading attributions annotated with brat."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_attributions import TEXT, attribution, spans

from quotes.corpora.attribution.gold import Attribution
from quotes.corpora.brat import read_brat
from quotes.errors import CorpusError

ENTITIES = """\
T1\tSource 35 44\tAnna Berg
T2\tCue 30 34\tsaid
T3\tContent 0 3;13 29\t“We the next match,”
T4\tContent 9 12;4 8\twin will
T5\tPerson 35 44\tAnna Berg
T6\tCue 70 76\tstated
"""
SPLIT = ("“We", "the next match,”")


def read(folder: Path, joins: str) -> tuple[Attribution, ...]:
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    (folder / "one.ann").write_text(ENTITIES + joins, encoding="utf-8")
    (article,) = read_brat(folder)
    assert (article.id, article.text) == ("one", TEXT)
    return article.attributions


@pytest.mark.parametrize(
    "joins",
    [
        "E1\tAttribution:T2 Source:T1 Content:T3 Cue:T2\n",
        "E1\tAttribution:T2 Source:T1 Content:T3\n",
        "R1\tsays Arg1:T2 Arg2:T3\nR2\tby Arg1:T1 Arg2:T2\n",
        "R1\tsays Arg1:T2 Arg2:T3\nR2\tby Arg1:T1 Arg2:T2\nR3\tis Arg1:T1 Arg2:T5\nE1\tOther:T5 Content:T4\n",
    ],
)
def test_events_and_relations_say_the_same(tmp_path: Path, joins: str) -> None:
    assert read(tmp_path, joins) == (attribution("Anna Berg", "said", *SPLIT), attribution("", "", "will", "win"))


def test_contents_joined_to_one_cue_are_one(tmp_path: Path) -> None:
    joins = "R1\tsays Arg1:T2 Arg2:T4\nR2\tsays Arg1:T2 Arg2:T3\n"
    assert read(tmp_path, joins) == (Attribution((), spans(TEXT, "said"), spans(TEXT, "“We", "will", "win", SPLIT[1])),)


def test_roles_may_be_repeated(tmp_path: Path) -> None:
    (one,) = read(tmp_path, "E1\tAttribution:T2 Content:T3 Content2:T4\n")
    assert one.content == spans(TEXT, "“We", "will", "win", SPLIT[1])


def test_a_trigger_is_the_cue_only_where_no_other_is_given(tmp_path: Path) -> None:
    (one, *_) = read(tmp_path, "E1\tAttribution:T2 Cue:T6 Content:T3\n")
    assert one.cue == spans(TEXT, "stated")
    (one, *_) = read(tmp_path, "E1\tAttribution:T1 Source:T1 Content:T3\n")
    assert one.cue == ()


def test_what_cannot_be_joined(tmp_path: Path) -> None:
    with pytest.raises(
        CorpusError, match=r"one\.ann, line 7: a relation should join one Cue with one Source or Content"
    ):
        read(tmp_path, "R1\tby Arg1:T1 Arg2:T3\n")


def test_a_folder_with_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="has no articles"):
        read_brat(tmp_path)
    with pytest.raises(CorpusError, match=r"cannot read .*nowhere: no such file"):
        read_brat(tmp_path / "nowhere")
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"cannot read .*one\.ann: no such file"):
        read_brat(tmp_path)
    (tmp_path / "one.ann").write_text("T1\tQuotation 0 29\t…\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="has no attributions: expected Source, Cue and Content"):
        read_brat(tmp_path)
