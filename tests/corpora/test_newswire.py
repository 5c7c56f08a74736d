"""Articles with annotated entities: sentences, tags and parts."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from quotes.corpora.newswire import (
    PARTS,
    TaggedSentence,
    article_parts,
    read_tagged_sentences,
    with_typographic_marks,
)
from quotes.errors import CorpusError
from quotes.training.joint_examples import texts_with_entities

LINES = """\
http://example.org/1\tO

The\tO
Azeri\tB-Organization
Ministry\tI-Organization
met\tO
Mr\tO
.\tO
Aliyev\tB-Person
.\tO
Baku\tB-Location
's\tO
"\tO
big\tO
day\tO
"\tO
New\tB-Person
York\tI-Location
"""


@pytest.fixture
def sentences(tmp_path: Path) -> list[TaggedSentence]:
    (tmp_path / "one.txt.tsv").write_text(LINES, encoding="utf-8")
    return list(read_tagged_sentences(tmp_path, ["one.txt"]))


def test_stretches_are_cut_at_full_stops_but_not_after_titles(sentences: list[TaggedSentence]) -> None:
    assert [sentence.words[0] for sentence in sentences] == ["http://example.org/1", "The", "Baku"]
    assert sentences[1].words[-4:] == ("Mr", ".", "Aliyev", ".")


def test_tags_say_where_entities_begin_and_end(sentences: list[TaggedSentence]) -> None:
    assert sentences[1].tags == ("O", "B-ORG", "E-ORG", "O", "O", "O", "S-PERSON", "O")
    assert sentences[2].tags[-2:] == ("S-PERSON", "S-LOC")  # a tag that does not go on begins anew


def test_marks_become_typographic(sentences: list[TaggedSentence]) -> None:
    assert with_typographic_marks(sentences[2]).words[:6] == ("Baku", "’s", "“", "big", "day", "”")


def test_a_share_of_the_sentences_for_training_is_changed(sentences: list[TaggedSentence], tmp_path: Path) -> None:
    texts = texts_with_entities(tmp_path, ["one.txt"] * 200, random.Random(1))
    assert len(texts) == 200 and [sentence.entities for sentence in texts[0]] == [one.tags for one in sentences]
    assert 40 < sum(text[2].words[1] == "’s" for text in texts) < 80
    assert texts_with_entities(tmp_path, ["one.txt"])[0][2].words[1] == "'s"


def test_parts_are_disjoint_and_stay_the_same(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"a_{number}.txt.tsv").touch()
    parts = article_parts(tmp_path)
    assert [len(parts[part]) for part in PARTS] == [52, 3, 5]
    assert len({name for names in parts.values() for name in names}) == 60
    assert parts == article_parts(tmp_path)


def test_a_folder_without_articles_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="has no annotated articles"):
        article_parts(tmp_path)
