"""The joint network learns: what is taught, and that a tiny one learns a handful of sentences."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np
import pytest
import torch
from made_attributions import attribution, gold_article
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from quotes.networks.word_pieces import WordPieces
from quotes.parsing.joint.attribution_tags import CONTENT, SCHEMES, Scheme
from quotes.parsing.joint.joint_file import load_joint_parser
from quotes.parsing.joint.joint_labels import Labels
from quotes.parsing.joint.lemmas import lemma_of
from quotes.parsing.joint.text_units import TextUnits
from quotes.parsing.joint.windows import SentenceWindow, TaggedWords, window_of
from quotes.readers.paragraphs import split_paragraphs
from quotes.records import Span
from quotes.training import joint_examples, joint_network, joint_training
from quotes.training.article_examples import AttributedArticle, example_of
from quotes.training.article_windows import ArticleWindow, batch_of_articles
from quotes.training.crf import IGNORED
from quotes.training.encoder import Encoder, optimizer_of
from quotes.training.joint_examples import (
    TrainingData,
    batches_of,
    find_places,
    in_paragraphs,
    laid_out,
    sentence_of,
    texts_of_treebank,
    varied,
)
from quotes.training.joint_network import SHARED, Batch, JointNetwork, batch_of, possible_heads
from quotes.training.joint_training import (
    Hyperparameters,
    attribution_scores_of,
    load_network,
    parser_of,
    scores_of,
    train_joint_network,
)
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
TEXT = "Anna Berg ran home. Rain fell."
ARTICLE = gold_article(attribution("Anna Berg", "ran", "Rain fell", text=TEXT), text=TEXT)
LABELLED = [
    replace(tagged(rows), lemmas=None, entities=names.entities)
    for rows, names in zip((RAIN, f"{ANNA} ./PUNCT/./=/3/punct"), NAMES, strict=True)
]
LABELS = Labels.of([*TREES, *NAMES])


def window(*sentences: TaggedWords) -> SentenceWindow:
    return window_of(sentences, LABELS.splits)


def batch_with(*windows: SentenceWindow) -> Batch:
    return batch_of(windows, [each.stretch.encoded(TABLE) for each in windows], LABELS)


def attributed(scheme: Scheme) -> AttributedArticle:
    """The article, annotated by a scheme; its parse is that of the trees, and it has no entities."""
    spans = (((0, 4), (5, 9), (10, 13), (14, 18), (18, 19)), ((20, 24), (25, 29), (29, 30)))
    parse = [
        replace(
            tree,
            lemmas=tuple(map(lemma_of, tree.words, tree.lemmas or ())),
            entities=("O",) * len(own),
            spans=own,
        )
        for tree, own in zip(TREES, spans, strict=True)
    ]
    return AttributedArticle(ARTICLE, example_of(ARTICLE, scheme, parse, {}, LABELS, TABLE, False))


def articles_batch(scheme: Scheme) -> Batch:
    example = attributed(scheme).example
    return batch_of_articles([ArticleWindow(example, 0, len(example.units))], TABLE)


def network() -> JointNetwork:
    torch.manual_seed(1)
    return JointNetwork(Encoder(layers=3, size=16, inner=16, heads=2, vocabulary=20, positions=40), LABELS)


@pytest.fixture
def own_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Training reads text by the pieces of the tests."""
    monkeypatch.setattr(joint_training, "piece_table", lambda: TABLE)


def test_heads_are_words_of_the_sentence_or_the_root() -> None:
    possible = possible_heads(torch.tensor([[0, 0, 1, -1]]))
    assert possible[0].int().tolist() == [[1, 0, 1, 0, 0], [1, 1, 0, 0, 0], [1, 0, 0, 0, 0], [1, 0, 0, 0, 0]]


def test_windows_with_trees_and_with_entities_have_different_labels() -> None:
    batch = batch_with(window(*TREES), window(*TREES[:1]))
    assert batch.heads is not None
    assert batch.heads.tolist() == [[3, 1, 0, 3, 3, 7, 0, 7], [3, 1, 0, 3, 3, IGNORED, IGNORED, IGNORED]]
    assert batch.boundaries is not None
    assert batch.boundaries.tolist() == [[2, 2, 2, 2, 3, 2, 2, 3], [2, 2, 2, 2, 3, IGNORED, IGNORED, IGNORED]]
    assert batch.entities is None and batch.sentences.tolist()[1] == [0] * 5 + [-1] * 3
    assert batch.units.sum(1).tolist() == [8, 5] and batch.attributions is None
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
    given = batch.pieces, batch.mask, batch.kinds
    units = batch.first_pieces, batch.last_pieces
    hidden = trained.all_layers(*given)
    *labels, arcs, _, _, everyday = trained.outputs(trained.unit_vectors(hidden, *units))
    mentions = trained.mentions(trained.states(hidden, batch.first_pieces))
    polnear = trained.all_acts(hidden[SHARED], batch.mask, *units)
    for row, each in enumerate(windows):
        *alone, own_arcs, _, _, own_mentions, own_everyday, own_polnear = map(
            torch.from_numpy, trained.run(each.stretch.encoded(TABLE), True)
        )
        count = len(own_arcs)
        pairs = [*zip(labels, alone, strict=True), (mentions, own_mentions)]
        pairs += [(everyday, own_everyday), (polnear, own_polnear)]
        for together, own in pairs:
            assert torch.allclose(together[row, :count], own, atol=1e-4)
        assert torch.allclose(arcs[row, :count, : count + 1], own_arcs, atol=1e-4)


@pytest.mark.usefixtures("own_pieces")
def test_a_tiny_network_learns_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joint_network, "HIDDEN_PIECES", 0.0)
    monkeypatch.setattr(joint_network, "HIDDEN_NAMES", 0.0)
    monkeypatch.setattr(torch.nn.Dropout, "forward", lambda dropout, vectors: vectors)
    learning = network()
    generator = random.Random(1)

    def learn(steps: int, batch_of_step: Callable[[int], Batch]) -> None:
        optimizer = torch.optim.Adam([each for each in learning.parameters() if each.requires_grad], lr=0.015)
        for step in range(steps):
            learning.train()
            loss = learning.loss(batch_of_step(step), TABLE.mask)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()

    def everything(step: int) -> Batch:
        if step % 4 >= 2:
            return articles_batch(SCHEMES[step % 4 - 2])
        return batch_with(window(*(varied(TREES, generator) if step % 4 else NAMES)))

    learn(160, everything)
    scores = scores_of(parser_of(learning), [TREES], [NAMES])
    assert scores == dict.fromkeys(["words", "sentences", "UPOS", "lemmas", "LAS", "entities"], 1.0)
    for scheme in SCHEMES:
        assert attribution_scores_of(parser_of(learning), [ARTICLE], scheme)["attributed",].f1 == 100


def test_each_scheme_teaches_its_own_head_and_the_encoder() -> None:
    learning = network()

    def learned(scheme: Scheme) -> set[str]:
        learning.zero_grad(set_to_none=True)
        learning.loss(articles_batch(scheme), TABLE.mask).backward()
        return {
            name.partition(".")[0]
            for name, weight in learning.named_parameters()
            if weight.grad is not None and weight.grad.any()
        }

    of_all = {"encoder", "boundaries", "upos"}
    own = {"everyday": {"everyday"}, "polnear": {"own", "polnear", "all_layers_polnear"}}
    for scheme in SCHEMES:
        found = learned(scheme)
        assert of_all | own[scheme] <= found
        assert not found & {
            "mentions",
            "nobody",
            *chain.from_iterable(own[other] for other in SCHEMES if other != scheme),
        }


@pytest.mark.usefixtures("own_pieces")
def test_weights_are_rounded_in_the_last_part_of_a_training(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rounded: list[bool] = []
    monkeypatch.setattr(joint_training, "learn_rounding", lambda network, rounds: rounded.append(rounds))
    data = TrainingData([TREES], [NAMES], [TREES], [NAMES], [attributed("everyday")] * 2, {"everyday": [ARTICLE]})
    parameters = Hyperparameters(4, 4, 4, 1, 1e-4, 1e-3, rounded_from=0.75)
    train_joint_network(network(), parameters, data, 1, tmp_path / "joint.pt")
    assert rounded == [False] * 9 + [True] * 3  # a batch of each kind in each epoch
    assert load_network(tmp_path / "joint.pt", network().encoder).labels == LABELS


def test_a_stored_network_reads_as_the_trained_one(
    tmp_path: Path, own_pieces: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained = network().eval()
    with torch.no_grad():  # by one scheme each unit is a content
        trained.everyday.tags[-1].bias[CONTENT] += 20
        trained.everyday.transitions[:, CONTENT] += 20
    TOKENIZER.save(str(tmp_path / "tokenizer.json"))
    weights, stored = tmp_path / "joint.pt", tmp_path / "joint.onnx"
    torch.save({"labels": LABELS.to_json(), "model": trained.state_dict()}, weights)
    monkeypatch.setattr(joint_training, "load_encoder", lambda: network().encoder)
    monkeypatch.setattr(joint_training, "encoder_folder", lambda: tmp_path)
    joint_training.export(weights, {"X": {"fell": "fall"}}, stored)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["joint.onnx", "joint.pt", "tokenizer.json"]
    right, read = parser_of(trained), load_joint_parser(stored)
    for all_acts in (True, False):
        scores, expected = (each._network(window(*TREES).stretch.encoded(TABLE), all_acts) for each in (read, right))
        for one, other in zip(scores, expected, strict=True):
            assert one.shape == other.shape
            assert not one.size or np.abs(one - other).mean() <= 0.3 * np.abs(other).mean()
    paragraphs = split_paragraphs(TEXT)
    found = read.read(TEXT, paragraphs, SCHEMES)
    assert " ".join(word for (some,) in [found.sentences] for each in some for word in each.words) == (
        "Anna Berg ran home . Rain fell ."
    )
    contents = [
        TEXT[span.start : span.end] for each in found.findings().attributions["everyday"] for span in each.content
    ]
    assert contents == ["Anna", "Berg", "ran", "home", ".", "Rain", "fell", "."]
    expected_tags = right.read(TEXT, paragraphs, SCHEMES).scores["polnear"].tags()
    assert np.allclose(found.scores["polnear"].tags(), expected_tags, atol=0.2)


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
    text, paragraphs, words = laid_out([sentence])
    assert text == "don't goit’s" and paragraphs == [Span(0, 12)]
    assert words == [[((0, 2), (2, 5), (6, 8), (8, 10), (10, 12))]]


def test_texts_are_laid_out_in_paragraphs() -> None:
    text, paragraphs, words = laid_out([TREES[0], *TREES])
    assert text == "Anna Berg ran home. \n\nAnna Berg ran home. Rain fell. "
    assert [text[span.start : span.end] for span in paragraphs] == text.strip().split(" \n\n")
    assert [len(sentences) for sentences in words] == [1, 2]
    assert [text[start:end] for start, end in words[1][1]] == ["Rain", "fell", "."]


def test_places_of_units_are_those_in_the_text_that_they_make() -> None:
    sentences = [
        TaggedWords(tuple(words.split()), after=tuple(after), begins=begins)
        for words, after, begins in (
            ("“ Rain fell , ” Anna said .", ["", " ", "", "", " ", " ", "", " "], True),
            ("“ Berg cannot run .", ["", " ", " ", "", " "], False),
            ("“ He ran . ”", ["", " ", "", "", " "], True),
        )
    ]
    made = window_of(sentences, {"cannot": 3})
    find_places(made)
    text, paragraphs, _ = laid_out(sentences)
    right = TextUnits(text, paragraphs, {"cannot": 3}, TABLE)
    assert [unit.text for unit in made.stretch.units] == [unit.text for unit in right.units]
    assert [unit.place for unit in made.stretch.units] == [unit.place for unit in right.units]
    assert len({unit.place for unit in right.units}) == 4


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
    text, _, _ = laid_out(in_paragraphs([quoted], random.Random(1)))
    assert text == "\"It'sn't (here),\" Mr. O said: “No” 'Tis "


def test_each_part_of_a_network_learns_at_its_own_rate() -> None:
    learning = network()
    learning.encoder.words.weight.requires_grad_(False)
    encoder, own, transitions, heads = optimizer_of(learning, 1e-4, 1e-3, 5e-3).param_groups
    assert [group["lr"] for group in (encoder, own, transitions, heads)] == [1e-4, 1e-4, 5e-3, 1e-3]
    assert transitions["weight_decay"] == 0 and own["weight_decay"] > 0
    of_all = learning.transitions, learning.everyday.transitions, learning.polnear.transitions
    assert len(transitions["params"]) == 4
    assert all(any(one is other for other in transitions["params"]) for one in of_all)
    assert not any(weight is learning.encoder.words.weight for weight in encoder["params"])
    learned = sum(len(group["params"]) for group in (encoder, own, transitions, heads))
    assert learned == sum(weight.requires_grad for weight in learning.parameters())
