"""Reading splits of PolNeAR."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_attributions import COACH, MINISTER, TEXT, attribution

from quotes.corpora.polnear import read_polnear
from quotes.errors import CorpusError

FIRST = f"""\
E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1
T1\tSource 35 55\tAnna Berg, the coach
T2\tCue 30 34\tsaid
T3\tContent 0 29\t“We will win the next match,”
T4\tAttribution 30 34\tsaid
T5\tContent {TEXT.index("that “")} {TEXT.index("that “") + 27}\tthat “taxes” will
rise soon
T6\tCue 70 76\tstated
T7\tSource 57 69\tThe minister
T8\tAttribution 70 76\tstated
#1\tAnnotatorNotes T8\tsure
E2\tAttribution-no-source:T8 Source:T7 Cue:T6 Content:T5
T9\tDiscard 0 5
"""
SECOND = "T1\tContent 0 3;4 8\t“We will\nT2\tCue 30 34\tsaid\nE1\tAttribution:T2 Content:T1 Cue:T2 Content2:T2\n"


@pytest.fixture
def split(tmp_path: Path) -> Path:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "daily_one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "attributions" / "daily_one_ab.ann").write_text(FIRST, encoding="utf-8")
    return tmp_path


def test_events_may_name_what_stands_below_them(split: Path) -> None:
    (article,) = read_polnear(split)
    assert (article.id, article.text) == ("daily_one", TEXT)
    assert [one.annotator for one in article.annotations] == ["ab"]
    assert article.attributions == (COACH, MINISTER)


def test_other_line_ends_are_understood_and_kept(split: Path) -> None:
    (split / "attributions" / "daily_one_ab.ann").write_bytes(FIRST.replace("\n", "\r\n").encode())
    assert read_polnear(split)[0].attributions == (COACH, MINISTER)
    (split / "text" / "daily_one.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    assert "\r\n" in read_polnear(split)[0].text


def test_several_annotators_in_order(split: Path) -> None:
    (split / "attributions" / "daily_one_aa.ann").write_text(SECOND, encoding="utf-8")
    (split / "attributions" / "daily_one_ac.ann").write_text("", encoding="utf-8")
    (article,) = read_polnear(split)
    assert [one.annotator for one in article.annotations] == ["aa", "ab", "ac"]
    assert article.attributions == (attribution("", "said", "“We", "will", "said"),)
    assert article.annotations[2].attributions == ()


def test_an_article_whose_name_begins_another_s(split: Path) -> None:
    (split / "text" / "daily.txt").write_text(TEXT, encoding="utf-8")
    (split / "attributions" / "daily_ab.ann").write_text("", encoding="utf-8")
    assert [len(article.attributions) for article in read_polnear(split)] == [0, 2]


@pytest.mark.parametrize(
    ("annotation", "reason"),
    [
        ("T1\tCue 30 3400\tsaid\n", "daily_one_ab.ann, line 1: 30 to 3400 is no span of the text"),
        ("T1\tCue 34 30\tsaid\n", "34 to 30 is no span"),
        ("T1\tCue thirty\tsaid\n", 'line 1: expected "TYPE START END"'),
        ("\nE1\tAttribution:T4 Cue:T2\n", "line 2: there is no text-bound annotation T4"),
        ("E1\tAttribution\n", 'line 1: expected "ROLE:ID ROLE:ID"'),
    ],
)
def test_what_is_wrong_in_an_annotation(split: Path, annotation: str, reason: str) -> None:
    (split / "attributions" / "daily_one_ab.ann").write_text(annotation, encoding="utf-8")
    with pytest.raises(CorpusError) as error:
        read_polnear(split)
    assert reason in str(error.value) and "\n" not in str(error.value)


def test_what_is_no_split(split: Path) -> None:
    with pytest.raises(CorpusError, match="should have the folders text and attributions"):
        read_polnear(split / "text")
    (split / "attributions" / "daily_one_ab.ann").unlink()
    with pytest.raises(CorpusError, match=r"daily_one\.txt is not annotated"):
        read_polnear(split)
    (split / "text" / "daily_one.txt").unlink()
    with pytest.raises(CorpusError, match="has no articles"):
        read_polnear(split)
