"""The teacher's sentences: batches, shapes of words, and the way from trees to examples and back."""

from __future__ import annotations

import random

import pytest
import torch

from quotes.training import word_encoder
from quotes.training.crf import IGNORED
from quotes.training.teacher import Example, is_tree, labels_of, make_batch
from quotes.training.teaching import example_of, tree_accuracy, tree_of
from quotes.training.word_encoder import batches_of

HE_SAID_SO = Example(
    ("He", "said", "so"), ("PRON", "VERB", "ADV"), ("PRP", "VBD", "RB"), (2, 0, 2), ("nsubj", "root", "advmod")
)
GO = Example(("Go",), ("VERB",), ("VB",), (0,), ("root",))


@pytest.fixture(autouse=True)
def pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of two letters, numbered by their first letter: no encoder is needed."""

    class Table:
        start, separator = 1, 2

        def pieces(self, word: str) -> tuple[int, ...]:
            return tuple(10 + ord(word[start]) % 50 for start in range(0, len(word), 2))

    monkeypatch.setattr(word_encoder, "piece_table", Table)


def test_a_tree_becomes_an_example_and_back() -> None:
    assert example_of(tree_of(HE_SAID_SO)) == HE_SAID_SO


def test_a_batch_knows_whose_pieces_are_whose_and_what_may_be_a_head() -> None:
    batch = make_batch([HE_SAID_SO, GO], labels_of([HE_SAID_SO, GO]))
    assert batch.text.pieces[0].tolist()[0] == 1 and batch.text.pieces[0].tolist()[5] == 2
    assert batch.text.word_of_piece[0].tolist() == [3, 0, 1, 1, 2, 3]  # 3: none
    assert batch.text.mask.sum(1).tolist() == [6, 3]
    assert batch.text.word_mask.tolist() == [[True, True, True], [True, False, False]]
    assert batch.possible_heads[0].tolist() == [[1, 0, 1, 1], [1, 1, 0, 1], [1, 1, 1, 0]]
    assert batch.possible_heads[1, 0].tolist() == [1, 0, 0, 0]
    assert batch.targets["heads"].tolist() == [[2, 0, 2], [0, IGNORED, IGNORED]]
    assert batch.targets["deprel"].tolist() == [[1, 2, 0], [2, IGNORED, IGNORED]]


def test_sentences_without_annotation_have_no_targets() -> None:
    batch = make_batch([Example(("Go",))], labels_of([GO]))
    assert batch.targets == {}
    assert torch.equal(batch.text.word_mask, torch.tensor([[True]]))


def test_every_sentence_is_in_one_batch_and_batches_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_encoder, "BATCH_PIECES", 12)
    examples = [Example(("ab",) * size) for size in (1, 5, 2, 5, 12, 3, 20, 1)]
    for generator in (None, random.Random(1)):
        batches = list(batches_of(examples, generator))
        assert sorted(id(one) for batch in batches for one in batch) == sorted(map(id, examples))
        assert all(len(batch) * max(len(one.words) for one in batch) <= 12 for batch in batches if len(batch) > 1)


def test_accuracy_counts_words_and_whole_arcs() -> None:
    wrong = Example(HE_SAID_SO.words, ("PRON", "NOUN", "ADV"), ("x", "x", "x"), (2, 0, 1), ("obj", "root", "advmod"))
    assert tree_accuracy([HE_SAID_SO], [wrong]) == (pytest.approx(2 / 3), pytest.approx(1 / 3))


@pytest.mark.parametrize(
    ("heads", "tree"),
    [([2, 0, 2], True), ([0], True), ([0, 0], False), ([2, 1, 0], False), ([2, 3, 2, 0], False), ([4, 1, 2, 0], True)],
)
def test_trees_have_one_root_and_no_circles(heads: list[int], tree: bool) -> None:
    assert is_tree(heads) is tree
