"""The joint network learns: what is taught, and that a tiny one learns a handful of sentences."""

from __future__ import annotations

import random

import pytest
import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from quotes.parsing.joint.labels import Labels
from quotes.parsing.joint.reading import JointReader
from quotes.parsing.joint.windows import SentenceWindow, TaggedWords
from quotes.pieces import PieceTable
from quotes.training import joint
from quotes.training.encoder import Encoder, optimizer_of
from quotes.training.joint import batches_of, scores_of, sentence_of, texts_of_treebank
from quotes.training.joint_network import JointNetwork, batch_of, possible_heads
from quotes.training.treebanks import Tree

WORDS = ("Anna", "Berg", "ran", "home", "Rain", "fell", ".")
TABLE = PieceTable(
    Tokenizer(
        WordLevel({word: number for number, word in enumerate(["[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS])}, "[UNK]")
    )
)
TREES = [
    TaggedWords(
        ("Anna", "Berg", "ran", "home", "."),
        ("PROPN", "PROPN", "VERB", "ADV", "PUNCT"),
        ("NNP", "NNP", "VBD", "RB", "."),
        (3, 1, 0, 3, 3),
        ("nsubj", "flat", "root", "advmod", "punct"),
    ),
    TaggedWords(
        ("Rain", "fell", "."), ("NOUN", "VERB", "PUNCT"), ("NN", "VBD", "."), (2, 0, 2), ("nsubj", "root", "punct")
    ),
]
NAMES = [
    TaggedWords(("Rain", "fell", "."), entities=("O", "O", "O")),
    TaggedWords(("Anna", "Berg", "ran", "."), entities=("B-PERSON", "E-PERSON", "O", "O")),
]
LABELS = Labels.of([*TREES, *NAMES])


def network() -> JointNetwork:
    torch.manual_seed(1)
    return JointNetwork(Encoder(layers=3, size=16, inner=16, heads=2, vocabulary=20, positions=40), LABELS)


def test_heads_are_words_of_the_sentence_or_the_root() -> None:
    possible = possible_heads(torch.tensor([[0, 0, 1, -1]]))
    assert possible[0].int().tolist() == [[1, 0, 1, 0, 0], [1, 1, 0, 0, 0], [1, 0, 0, 0, 0], [1, 0, 0, 0, 0]]


def test_windows_with_trees_and_with_entities_are_different_lessons() -> None:
    windows = [SentenceWindow(tuple(TREES)), SentenceWindow(tuple(TREES[:1]))]
    batch = batch_of(windows, [window.encoded(TABLE) for window in windows], LABELS)
    assert batch.heads is not None and batch.heads.tolist() == [[3, 1, 0, 3, 3, 7, 0, 7], [3, 1, 0, 3, 3, 0, 0, 0]]
    assert batch.entities is None and batch.sentences.tolist()[1] == [0] * 5 + [-1] * 3
    names = [SentenceWindow(tuple(NAMES))]
    batch = batch_of(names, [window.encoded(TABLE) for window in names], LABELS)
    assert batch.upos is None and batch.entities is not None and batch.entities.shape == (1, 7)


def test_padding_changes_nothing() -> None:
    trained = network().eval()
    windows = [SentenceWindow(tuple(TREES)), SentenceWindow(tuple(TREES[1:]))]
    batch = batch_of(windows, [window.encoded(TABLE) for window in windows], LABELS)
    together = trained(batch.pieces, batch.mask, batch.shapes, batch.first_pieces, batch.last_pieces)
    for row, window in enumerate(windows):
        alone = trained.run(window.encoded(TABLE))
        words = len(alone[0])
        for number in range(3):
            assert torch.allclose(together[number][row, :words], torch.from_numpy(alone[number]), atol=1e-4)
        assert torch.allclose(together[3][row, :words, : words + 1], torch.from_numpy(alone[3]), atol=1e-4)


def test_a_tiny_network_learns_tags_trees_and_entities() -> None:
    learning = network()
    optimizer = torch.optim.Adam(learning.parameters(), lr=0.01)
    for step in range(120):
        windows = [SentenceWindow(tuple(TREES if step % 2 else NAMES))]
        learning.train()
        loss = learning.loss(batch_of(windows, [window.encoded(TABLE) for window in windows], LABELS), TABLE.mask)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    learning.eval()
    reader = JointReader(learning.run, LABELS, learning.transitions.detach().numpy(), TABLE)
    assert scores_of(reader, [TREES], [NAMES]) == (1.0, 1.0, 1.0)


def test_every_sentence_is_in_one_batch_and_batches_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joint, "piece_table", lambda: TABLE)
    monkeypatch.setattr(joint, "BATCH_PIECES", 40)
    texts = [TREES * count for count in (1, 2, 30, 3)]
    batches = batches_of(texts, random.Random(1))
    sentences = [sentence for batch in batches for window in batch for sentence in window.sentences]
    assert len(sentences) == sum(map(len, texts))
    for batch in batches:
        longest = max(len(window.encoded(TABLE).pieces) for window in batch)
        assert len(batch) == 1 or len(batch) * longest <= 40


def test_texts_begin_where_the_treebank_says(monkeypatch: pytest.MonkeyPatch) -> None:
    row = ("1", "Go", "go", "VERB", "VB", "_", "0", "root", "_", "_")
    first, second = Tree(("# newdoc id = a",), (row,)), Tree(("# sent_id = 2",), (row,))
    assert sentence_of(first) == TaggedWords(("Go",), ("VERB",), ("VB",), (0,), ("root",))
    assert [len(text) for text in texts_of_treebank([first, second, first])] == [2, 1]
    monkeypatch.setattr(joint, "LONGEST_SENTENCE", 0)
    assert texts_of_treebank([first, second]) == []


def test_each_part_of_a_network_learns_at_its_own_rate() -> None:
    learning = network()
    learning.encoder.words.weight.requires_grad_(False)
    encoder, heads, transitions = optimizer_of(learning, 1e-4, 1e-3, 5e-3).param_groups
    assert [group["lr"] for group in (encoder, heads, transitions)] == [1e-4, 1e-3, 5e-3]
    assert transitions["params"] == [learning.transitions] and transitions["weight_decay"] == 0
    assert not any(weight is learning.encoder.words.weight for weight in encoder["params"])
    learned = sum(len(group["params"]) for group in (encoder, heads, transitions))
    assert learned == sum(weight.requires_grad for weight in learning.parameters())
