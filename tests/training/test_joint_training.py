"""The joint network learns: what is taught, and that a tiny one learns a handful of sentences."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from quotes.networks.word_pieces import WordPieces
from quotes.parsing.joint.joint_file import load_joint_parser
from quotes.parsing.joint.joint_labels import Labels
from quotes.parsing.joint.joint_parser import JointParser
from quotes.parsing.joint.windows import SentenceWindow, TaggedWords, window_of
from quotes.training import joint_examples, joint_network, joint_training
from quotes.training.crf import IGNORED
from quotes.training.encoder import Encoder, optimizer_of
from quotes.training.joint_examples import (
    batches_of,
    in_paragraphs,
    paragraphs_of,
    sentence_of,
    texts_of_treebank,
    varied,
)
from quotes.training.joint_network import Batch, JointNetwork, batch_of, possible_heads
from quotes.training.joint_training import scores_of
from quotes.training.treebanks import Tree

WORDS = ("Anna", "Berg", "ran", "home", "Rain", "fell", ".")
TOKENIZER = Tokenizer(
    WordLevel({word: number for number, word in enumerate(["[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS])}, "[UNK]")
)
TABLE = WordPieces(TOKENIZER)


def tagged(rows: str, **fields: object) -> TaggedWords:
    """A sentence from FORM/UPOS/XPOS/LEMMA/HEAD/RELATION."""
    words, upos, xpos, lemmas, heads, relations = zip(*(row.split("/") for row in rows.split()), strict=True)
    return TaggedWords(words, upos, xpos, lemmas, tuple(map(int, heads)), relations, **fields)  # type: ignore[arg-type]


RAIN = "Rain/NOUN/NN/=/2/nsubj fell/VERB/VBD/-2+un/0/root ./PUNCT/./=/2/punct"
ANNA = "Anna/PROPN/NNP/=/3/nsubj Berg/PROPN/NNP/=/1/flat ran/VERB/VBD/-2+un/0/root"
TREES = [
    tagged(f"{ANNA} home/ADV/RB/=/3/advmod ./PUNCT/./=/3/punct", after=(" ", " ", " ", "", " ")),
    tagged(RAIN, after=(" ", "", " "), begins=False),
]
NAMES = [
    TaggedWords(("Rain", "fell", "."), entities=("O", "O", "O")),
    TaggedWords(("Anna", "Berg", "ran", "."), entities=("B-PERSON", "E-PERSON", "O", "O")),
]
LABELLED = [
    replace(tagged(rows), lemmas=None, entities=names.entities)
    for rows, names in zip((RAIN, f"{ANNA} ./PUNCT/./=/3/punct"), NAMES, strict=True)
]
LABELS = Labels.of([*TREES, *NAMES])


def window(*sentences: TaggedWords) -> SentenceWindow:
    return window_of(sentences, LABELS.splits)


def batch_with(*windows: SentenceWindow) -> Batch:
    return batch_of(windows, [each.stretch.encoded(TABLE) for each in windows], LABELS)


def network() -> JointNetwork:
    torch.manual_seed(1)
    return JointNetwork(Encoder(layers=3, size=16, inner=16, heads=2, vocabulary=20, positions=40), LABELS)


def test_heads_are_words_of_the_sentence_or_the_root() -> None:
    possible = possible_heads(torch.tensor([[0, 0, 1, -1]]))
    assert possible[0].int().tolist() == [[1, 0, 1, 0, 0], [1, 1, 0, 0, 0], [1, 0, 0, 0, 0], [1, 0, 0, 0, 0]]


def test_windows_with_trees_and_with_entities_are_have_different_labels() -> None:
    batch = batch_with(window(*TREES), window(*TREES[:1]))
    assert batch.heads is not None
    assert batch.heads.tolist() == [[3, 1, 0, 3, 3, 7, 0, 7], [3, 1, 0, 3, 3, IGNORED, IGNORED, IGNORED]]
    assert batch.boundaries is not None
    assert batch.boundaries.tolist() == [[2, 2, 2, 2, 3, 2, 2, 3], [2, 2, 2, 2, 3, IGNORED, IGNORED, IGNORED]]
    assert batch.entities is None and batch.sentences.tolist()[1] == [0] * 5 + [-1] * 3
    batch = batch_with(window(*NAMES))
    assert batch.upos is None and batch.boundaries is None
    assert batch.entities is not None and batch.entities.shape == (1, 7)


def test_articles_may_have_trees_besides_but_their_boundaries_and_lemmas_are_not_learned() -> None:
    batch = batch_with(window(*LABELLED))
    assert batch.entities is not None and batch.boundaries is None
    assert batch.heads is not None and batch.heads.tolist() == [[2, 0, 2, 6, 4, 0, 6]]
    assert batch.lemmas is not None and batch.lemmas.tolist() == [[IGNORED] * 7]
    learning = network().eval()  # no dropout
    torch.manual_seed(1)
    together = learning.loss(batch, TABLE.mask)
    together.backward()
    assert learning.arc.grad is not None and learning.arc.grad.abs().sum() > 0
    assert learning.boundaries.weight.grad is None
    assert learning.lemmas.weight.grad is None or not learning.lemmas.weight.grad.any()
    torch.manual_seed(1)
    alone = learning.loss(replace(batch, heads=None), TABLE.mask)
    assert together > alone > 0


def test_names_are_hidden_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joint_network, "HIDDEN_NAMES", 1.0)
    batch = batch_with(window(*NAMES), window(*NAMES[:1]), window(*NAMES[1:]))
    assert batch.entities is not None
    hidden = network().pieces_of_names(batch, batch.entities)
    assert [row.nonzero().flatten().tolist() for row in hidden] == [[5, 6], [], [1, 2]]  # 0 and 4 part paragraphs
    monkeypatch.setattr(joint_network, "HIDDEN_NAMES", 0.0)
    assert not network().pieces_of_names(batch, batch.entities).any()


def test_padding_changes_nothing() -> None:
    trained = network().eval()
    windows = [window(*TREES), window(*TREES[1:])]
    batch = batch_with(*windows)
    together = trained(batch.pieces, batch.mask, batch.kinds, batch.first_pieces, batch.last_pieces)
    for row, each in enumerate(windows):
        alone = trained.run(each.stretch.encoded(TABLE))
        words = len(alone[0])
        for number in range(5):
            assert torch.allclose(together[number][row, :words], torch.from_numpy(alone[number]), atol=1e-4)
        assert torch.allclose(together[5][row, :words, : words + 1], torch.from_numpy(alone[5]), atol=1e-4)


def test_a_tiny_network_learns_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joint_network, "HIDDEN_PIECES", 0.0)
    monkeypatch.setattr(joint_network, "HIDDEN_NAMES", 0.0)
    monkeypatch.setattr(torch.nn.Dropout, "forward", lambda dropout, vectors: vectors)
    learning = network()
    optimizer = torch.optim.Adam(learning.parameters(), lr=0.015)
    generator = random.Random(1)
    for step in range(80):
        learning.train()
        loss = learning.loss(batch_with(window(*(varied(TREES, generator) if step % 2 else NAMES))), TABLE.mask)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    learning.eval()
    reader = JointParser(learning.run, LABELS, learning.transitions.detach().numpy(), TABLE)
    scores = scores_of(reader, [TREES], [NAMES])
    assert scores == dict.fromkeys(["words", "sentences", "UPOS", "lemmas", "LAS", "entities"], 1.0)


def test_a_stored_network_reads_as_the_trained_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trained = network().eval()
    TOKENIZER.save(str(tmp_path / "tokenizer.json"))
    weights, stored = tmp_path / "joint.pt", tmp_path / "joint.onnx"
    torch.save({"labels": LABELS.to_json(), "model": trained.state_dict()}, weights)
    monkeypatch.setattr(joint_training, "load_encoder", lambda: network().encoder)
    monkeypatch.setattr(joint_training, "piece_table", lambda: TABLE)
    monkeypatch.setattr(joint_training, "encoder_folder", lambda: tmp_path)
    joint_training.export(weights, [TREES, NAMES], {"X": {"fell": "fall"}}, stored)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["joint.onnx", "joint.pt", "tokenizer.json"]
    right = JointParser(trained.run, LABELS, trained.transitions.detach().numpy(), TABLE)
    read = load_joint_parser(stored)
    scores, expected = (each._network(window(*TREES).stretch.encoded(TABLE)) for each in (read, right))
    for one, other in zip(scores, expected, strict=True):
        assert one.shape == other.shape and np.abs(one - other).mean() <= 0.3 * np.abs(other).mean()
    (found,) = read.parse_text(["Anna Berg ran home. Rain fell."])
    assert " ".join(word for each in found for word in each.words) == "Anna Berg ran home . Rain fell ."


def test_every_sentence_is_in_one_batch_and_batches_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joint_examples, "BATCH_PIECES", 40)
    texts = [TREES * count for count in (1, 2, 30, 3)]
    batches = batches_of(texts, TABLE, LABELS.splits, random.Random(1))
    sentences = [sentence for batch in batches for each in batch for sentence in each.sentences]
    assert len(sentences) == sum(map(len, texts))
    for batch in batches:
        longest = max(len(each.stretch.encoded(TABLE).pieces) for each in batch)
        assert len(batch) == 1 or len(batch) * longest <= 40
    assert batches_of([], TABLE, LABELS.splits, random.Random(1)) == []


def test_texts_begin_where_the_treebank_says(monkeypatch: pytest.MonkeyPatch) -> None:
    row = ("1", "Go", "go", "VERB", "VB", "_", "0", "root", "_", "_")
    first, second = Tree(("# newdoc id = a",), (row,)), Tree(("# sent_id = 2",), (row,))
    right = TaggedWords(("Go",), ("VERB",), ("VB",), ("-0+",), (0,), ("root",), after=(" ",), begins=True)
    assert sentence_of(first) == right and sentence_of(second) == replace(right, begins=False)
    assert [len(text) for text in texts_of_treebank([first, second, first])] == [2, 1]
    monkeypatch.setattr(joint_examples, "LONGEST_SENTENCE", 0)
    assert texts_of_treebank([first, second]) == []


def test_what_stands_behind_words() -> None:
    lines = """1-2 don't _ _ _ _ _ _ _ _|1 do do AUX VBP _ 3 aux _ _|2 n't not PART RB _ 3 advmod _ _
        |3 go go VERB VB _ 0 root _ SpaceAfter=No|4-5 it’s _ _ _ _ _ _ _ SpaceAfter=No|4 it it PRON PRP _ 3 dep _ _
        |5 's be AUX VBZ _ 3 dep _ _"""
    sentence = sentence_of(Tree((), tuple(tuple(line.split()) for line in lines.split("|"))))
    assert sentence.words == ("do", "n't", "go", "it", "’s") and sentence.after == ("+", " ", "", "+", "")
    ((line, [spans]),) = paragraphs_of([sentence])
    assert line == "don't goit’s" and spans == ((0, 2), (2, 5), (6, 8), (8, 10), (10, 12))


def test_texts_are_learned_in_different_ways() -> None:
    generator = random.Random(1)
    ways = [varied(TREES, generator) for _ in range(100)]
    begins = [tuple(sentence.begins for sentence in text) for text in ways]
    assert {(True, False), (False, False), (True, True)} == set(begins)
    given = [text for text in ways if text[0].after is None]
    assert 5 < len(given) < 30 and all(sentence.begins for text in given for sentence in text)
    assert all(sentence.words for text in ways for sentence in text)


def test_paragraphs_are_made_of_sentences() -> None:
    made = in_paragraphs(NAMES * 20, random.Random(1))
    assert [sentence.entities for sentence in made] == [sentence.entities for sentence in NAMES * 20]
    assert made[0].begins and 5 < sum(sentence.begins for sentence in made) < 30
    quoted = TaggedWords(tuple("' It 's n't ( here ) , ' Mr . O said : “ No ” 'Tis".replace("' ", '" ').split()))
    ((line, _),) = paragraphs_of(in_paragraphs([quoted], random.Random(1)))
    assert line == "\"It'sn't (here),\" Mr. O said: “No” 'Tis "


def test_each_part_of_a_network_learns_at_its_own_rate() -> None:
    learning = network()
    learning.encoder.words.weight.requires_grad_(False)
    encoder, heads, transitions = optimizer_of(learning, 1e-4, 1e-3, 5e-3).param_groups
    assert [group["lr"] for group in (encoder, heads, transitions)] == [1e-4, 1e-3, 5e-3]
    assert transitions["params"] == [learning.transitions] and transitions["weight_decay"] == 0
    assert not any(weight is learning.encoder.words.weight for weight in encoder["params"])
    learned = sum(len(group["params"]) for group in (encoder, heads, transitions))
    assert learned == sum(weight.requires_grad for weight in learning.parameters())
