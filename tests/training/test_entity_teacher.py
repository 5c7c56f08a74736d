"""The teacher of entities: windows of articles, tags that may follow each other, and a tiny one that learns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
import torch

from quotes.corpora.newswire import TaggedSentence
from quotes.training import entity_teacher, word_encoder
from quotes.training.encoder import Encoder
from quotes.training.entity_teacher import (
    EntityTeacher,
    Window,
    allowed_after,
    labelled,
    load_entity_teacher,
    train_entity_teacher,
    windows_of,
)

TAGS = ["B-ORG", "B-PERSON", "E-ORG", "E-PERSON", "I-ORG", "I-PERSON", "O", "S-ORG", "S-PERSON"]


def sentence(noted: str) -> TaggedSentence:
    words, tags = zip(*(word.split("/") for word in noted.split()), strict=True)
    return TaggedSentence(words, tags)


BERG = sentence("Ann/B-PERSON Berg/E-PERSON said/O so/O")
COUNCIL = sentence("The/O City/B-ORG Council/E-ORG waits/O")
SHE = sentence("She/O left/O NATO/S-ORG")
ARTICLES = [[BERG, COUNCIL, SHE], [SHE, BERG], [COUNCIL, SHE, BERG, SHE]]


@pytest.fixture(autouse=True)
def tiny_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small encoder of five layers, and pieces of three letters."""

    class Table:
        start, separator = 1, 2

        def pieces(self, word: str) -> tuple[int, ...]:
            return tuple(3 + sum(map(ord, word[start : start + 3])) % 90 for start in range(0, len(word), 3))

    torch.manual_seed(1)
    monkeypatch.setattr(word_encoder, "piece_table", Table)
    monkeypatch.setattr(
        word_encoder,
        "load_encoder",
        lambda: Encoder(layers=5, size=16, inner=16, heads=2, vocabulary=100, positions=300),
    )


def test_windows_have_whole_sentences_and_the_first_may_be_shorter() -> None:
    long = TaggedSentence(("word",) * 70, ("O",) * 70)  # 140 pieces
    article = [BERG, long, SHE, COUNCIL, long]
    assert [window.sentences for window in windows_of(article)] == [(BERG, long, SHE, COUNCIL), (long,)]
    first, *_, last = windows_of(article, first_size=8)
    assert (first.sentences, last.sentences) == ((BERG,), (long,))
    assert [word for window in windows_of(article, 20) for word in window.words] == [
        word for each in article for word in each.words
    ]


def test_what_has_begun_goes_on_until_it_ends() -> None:
    allowed = allowed_after(TAGS)
    following = {tag: {other for number, other in enumerate(TAGS) if allowed[TAGS.index(tag), number]} for tag in TAGS}
    assert following["B-ORG"] == following["I-ORG"] == {"I-ORG", "E-ORG"}
    assert following["O"] == following["E-ORG"] == following["S-PERSON"] == set(TAGS) - {
        "I-ORG", "E-ORG", "I-PERSON", "E-PERSON",
    }  # fmt: skip


def test_an_untrained_teacher_makes_possible_tags_for_all_sentences_in_their_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(entity_teacher, "CHUNK_WINDOWS", 2)
    monkeypatch.setattr(entity_teacher, "WINDOW", 12)
    monkeypatch.setattr(word_encoder, "BATCH_PIECES", 20)
    teacher = EntityTeacher(TAGS)
    articles: list[Sequence[Sequence[str]]] = [[each.words for each in article] for article in ARTICLES]
    found = list(labelled(teacher, [*articles, []]))
    assert [each.words for each in found] == [words for article in articles for words in article]
    allowed = allowed_after(["O", *TAGS])
    for each in found:
        numbers = [0, *(1 + TAGS.index(tag) for tag in each.tags), 0]
        assert all(allowed[one, other] for one, other in pairwise(numbers))


def test_the_loss_falls_with_the_scores_of_the_right_tags() -> None:
    teacher = EntityTeacher(TAGS).eval()
    windows = [Window((SHE, BERG)), Window((SHE,))]
    with torch.no_grad():
        before = float(teacher.loss(windows))
        teacher.scores.bias[TAGS.index("O")] += 1.0  # the tag of most of the words
        assert 0 < float(teacher.loss(windows)) < before


def test_a_teacher_learns_and_is_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entity_teacher, "EPOCHS", 250)
    monkeypatch.setattr(entity_teacher, "EVALUATIONS", 2)
    monkeypatch.setattr(word_encoder, "HEADS_RATE", 2e-2)
    path = tmp_path / "entity-teacher.pt"
    train_entity_teacher(ARTICLES * 3, ARTICLES, 1, path)
    found = list(labelled(load_entity_teacher(path), [[each.words for each in article] for article in ARTICLES]))
    assert found == [each for article in ARTICLES for each in article]
