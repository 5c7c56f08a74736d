"""Training the joint network: on treebanks and on articles with entities in turn."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import chain
from operator import add
from pathlib import Path

import click
import torch

from quotes.corpora import newswire
from quotes.corpora.entity_scores import compare_entities
from quotes.corpora.score import Score
from quotes.parsing.joint.joint_file import INPUTS, OUTPUTS, properties
from quotes.parsing.joint.joint_labels import Labels
from quotes.parsing.joint.joint_parser import JointParser
from quotes.parsing.joint.lemmas import Inflections, Lesson, lemma_of, rule_of
from quotes.parsing.joint.windows import (
    APOSTROPHES,
    BLANK,
    NEXT_TOKEN,
    SAME_TOKEN,
    SentenceWindow,
    Splits,
    TaggedWords,
    windows_of,
)
from quotes.training.attribution_network import fast_arithmetic
from quotes.training.encoder import Encoder, descend, encoder_folder, load_encoder, optimizer_of, piece_table
from quotes.training.joint_network import JointNetwork, OneWindow, batch_of
from quotes.training.large_encoder import LargeEncoder
from quotes.training.progress import Plan, train
from quotes.training.quantization import export_quantized
from quotes.training.smoothing import smooth
from quotes.training.treebanks import (
    DEPREL,
    FORM,
    HEAD,
    LEMMA,
    UPOS,
    XPOS,
    Tree,
    what_follows,
    with_whole_multi_word_tokens,
)

TRANSITIONS_RATE = 5e-3
WINDOW = 220
"""In pieces; the first window of a text is shorter, differently in each epoch, so that the cuts differ."""

BATCH_PIECES = 1600
LONGEST_SENTENCE = 120
"""In words; the few longer ones would need much memory."""

KEPT_EXACT = re.compile("^/network/MatMul")
"""Names of what is not quantized: the products that score arcs."""

NEW_DOCUMENT, NEW_PARAGRAPH = "# newdoc", "# newpar"

AS_WRITTEN, SENTENCE_BY_SENTENCE = 0.65, 0.85
"""Texts are learned as they are written, or with each sentence as a paragraph, or so and as words with blanks."""

PARAGRAPHS_JOINED = 0.1
MOST_SENTENCES = 4
"""Of the paragraphs that are made of articles of which only the sentences are known."""

NO_BLANK_BEFORE = frozenset(",.;:?!)]}%”…") | {"n't", "n’t", "''"}
NO_BLANK_AFTER = frozenset("([{$£€#“") | {"``"}

Text = list[TaggedWords]
"""The sentences of an article, or of another text, in their order."""


@dataclass(frozen=True, slots=True)
class Course:
    """How a network is trained: passes over texts with trees and over articles with entities, looks at the development
    data, and the highest learning rates.
    """

    tree_epochs: int
    article_epochs: int
    evaluations: int
    encoder_rate: float
    heads_rate: float


FIRST = Course(9, 5, 8, 2e-4, 1e-3)
"""Of the network itself, on what is annotated by hand."""

SECOND = Course(4, 4, 4, 1e-4, 5e-4)
"""Of the network itself, when the articles have trees, too."""

TEACHER = Course(4, 0, 2, 1e-4, 1e-3)
"""Of the large network that makes those trees."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts with trees, articles with entities (and with trees, if any), and those that choose the best state."""

    trees: Sequence[Text]
    articles: Sequence[Text]
    dev_trees: Sequence[Text]
    dev_articles: Sequence[Text]

    def labels(self) -> Labels:
        """All that there is to be learned."""
        return Labels.of(sentence for texts in (self.trees, self.articles) for text in texts for sentence in text)


def train_joint_network(network: JointNetwork, course: Course, corpus: Corpus, seed: int, path: Path) -> None:
    """Train a network, and write to `path` what does best on the development data."""
    torch.manual_seed(seed)
    labels = network.labels
    network.encoder.words.weight.requires_grad_(False)
    optimizer = optimizer_of(network, course.encoder_rate, course.heads_rate, TRANSITIONS_RATE)
    parts = max(course.tree_epochs, course.article_epochs)

    def batches(epoch: int) -> list[list[SentenceWindow]]:
        generator = random.Random(seed + epoch)
        chosen = [varied(text, generator) for text in corpus.trees if generator.random() < course.tree_epochs / parts]
        batches = batches_of(chosen, labels.splits, generator)
        chosen = [
            varied(in_paragraphs(text, generator), generator)
            for text in corpus.articles
            if generator.random() < course.article_epochs / parts
        ]
        batches += batches_of(chosen, labels.splits, generator)
        generator.shuffle(batches)
        return batches

    table = piece_table()

    def update(batch: list[SentenceWindow]) -> float:
        network.train()
        with fast_arithmetic():
            encoded = [window.stretch.encoded(table) for window in batch]
            loss = network.loss(batch_of(batch, encoded, labels), table.mask)
        return descend(network, optimizer, loss)

    def evaluate() -> float:
        with fast_arithmetic():
            return sum(scores_of(reader_of(network), corpus.dev_trees, corpus.dev_articles).values()) / 6

    steps = sum(len(batches(epoch)) for epoch in range(parts))
    train(
        "joint",
        Plan(steps, course.evaluations),
        network,
        [optimizer],
        batches,
        update,
        evaluate,
        lambda best: torch.save({"labels": labels.to_json(), "model": network.state_dict()}, best),
        path,
    )


def new_network(encoder: Encoder | LargeEncoder, labels: Labels, seed: int) -> JointNetwork:
    """A network that has learned nothing yet but what its encoder knows."""
    torch.manual_seed(seed)
    return JointNetwork(encoder, labels)


def load_network(path: Path, encoder: Encoder | LargeEncoder) -> JointNetwork:
    """The network that `train_joint_network` has written, whose encoder is like `encoder`."""
    stored = torch.load(path, weights_only=True)
    network = JointNetwork(encoder, Labels.from_json(stored["labels"]))
    network.load_state_dict(stored["model"])
    return network


def reader_of(network: JointNetwork) -> JointParser:
    """A network as it is now, ready to read."""
    network.eval()
    return JointParser(network.run, network.labels, network.transitions.detach().numpy(), piece_table())


def scores_of(reader: JointParser, trees: Iterable[Text], articles: Iterable[Text]) -> dict[str, float]:
    """F1 of words and sentences in text as it is written; where they are given, shares of words with the right UPOS
    tag, lemma, and head and relation; and F1 of entities.
    """
    words = upos = lemmas = las = 0
    spans = {"words": Score(), "sentences": Score()}
    for text in trees:
        for gold, found in zip(text, reader.parse_words([sentence.words for sentence in text]), strict=True):
            assert gold.upos and found.upos and gold.heads and found.heads and gold.relations and found.relations
            assert gold.lemmas and found.lemmas
            words += len(gold.words)
            upos += sum(map(str.__eq__, gold.upos, found.upos))
            lemmas += sum(map(str.__eq__, map(lemma_of, gold.words, gold.lemmas), found.lemmas))
            right_arcs = zip(gold.heads, gold.relations, strict=True)
            found_arcs = zip(found.heads, found.relations, strict=True)
            las += sum(one == other for one, other in zip(right_arcs, found_arcs, strict=True))
        paragraphs = paragraphs_of(text)
        read = reader.parse_text([line for line, _ in paragraphs])
        for (_, right), found_sentences in zip(paragraphs, read, strict=True):
            found_spans = [sentence.spans for sentence in found_sentences]
            spans["words"] += _agreement(chain(*right), chain(*found_spans))
            spans["sentences"] += _agreement(map(_whole, right), map(_whole, found_spans))
    right_tags, predicted = [], []
    for text in articles:
        right_tags += [list(sentence.entities or ()) for sentence in text]
        predicted += [list(found.entities or ()) for found in reader.parse_words([sentence.words for sentence in text])]
    by_kind = compare_entities(right_tags, predicted)
    scores = {name: (score.f1 or 0.0) / 100 for name, score in spans.items()}
    scores |= {"UPOS": upos / words, "lemmas": lemmas / words, "LAS": las / words}
    scores["entities"] = (reduce(add, by_kind.values(), Score()).f1 or 0.0) / 100
    figures = [f"{name} {score:.4f}" for name, score in scores.items()]
    figures += [f"{kind} {score.f1 or 0:.1f}" for kind, score in by_kind.items()]
    click.echo(f"joint: {', '.join(figures)}", err=True)
    return scores


Spans = tuple[tuple[int, int], ...]


def _whole(words: Spans) -> tuple[int, int]:
    return words[0][0], words[-1][1]


def _agreement(right: Iterable[tuple[int, int]], found: Iterable[tuple[int, int]]) -> Score:
    gold, predicted = set(right), set(found)
    return Score(len(gold), len(predicted), len(gold & predicted))


def paragraphs_of(text: Text) -> list[tuple[str, list[Spans]]]:
    """The paragraphs of a text, and where in each of them the words of its sentences are."""
    paragraphs: list[tuple[str, list[Spans]]] = []
    for sentence in text:
        if sentence.begins or not paragraphs:
            paragraphs.append(("", []))
        line, sentences = paragraphs[-1]
        spans = []
        for word, after in sentence.written():
            spans.append((len(line), len(line) + len(word)))
            line += word + after.replace(SAME_TOKEN, NEXT_TOKEN)
        paragraphs[-1] = (line, [*sentences, tuple(spans)])
    return paragraphs


def varied(text: Text, generator: random.Random) -> Text:
    """A text as it is written, with a few paragraphs joined; or sentence by sentence; or so, and as given words."""
    way = generator.random()
    if way < AS_WRITTEN:
        return [
            replace(sentence, begins=False) if sentence.begins and generator.random() < PARAGRAPHS_JOINED else sentence
            for sentence in text
        ]
    if way < SENTENCE_BY_SENTENCE:
        return [replace(sentence, begins=True) for sentence in text]
    return [replace(sentence, begins=True, after=None) for sentence in text]


def in_paragraphs(text: Text, generator: random.Random) -> Text:
    """Sentences of which only the words are known, as they may have been written."""
    result = []
    left = 0
    for sentence in text:
        result.append(replace(sentence, begins=left == 0, after=_blanks(sentence.words)))
        left = (left or generator.randint(1, MOST_SENTENCES)) - 1
    return result


def _blanks(words: Sequence[str]) -> tuple[str, ...]:
    """What may have stood behind each word: a blank or nothing."""
    opening = True
    blanks = []
    for word, following in zip(words, [*words[1:], ""], strict=True):
        blank = BLANK
        if word == '"':
            blank, opening = (NEXT_TOKEN if opening else BLANK), not opening
        if following == '"' and not opening:
            blank = NEXT_TOKEN
        clitic = len(following) > 1 and following[0] in APOSTROPHES and following[1:].islower()
        if word in NO_BLANK_AFTER or following in NO_BLANK_BEFORE or clitic:
            blank = NEXT_TOKEN
        blanks.append(blank)
    return tuple(blanks)


def batches_of(texts: Sequence[Text], splits: Splits, generator: random.Random) -> list[list[SentenceWindow]]:
    """The windows of texts in batches of about `BATCH_PIECES` pieces, those of similar lengths together."""
    table = piece_table()
    windows = [
        window
        for text in texts
        for window in windows_of(text, table, splits, WINDOW, generator.randint(WINDOW // 4, WINDOW))
    ]
    generator.shuffle(windows)
    windows.sort(key=lambda window: len(window.stretch.units) // 20)
    batches: list[list[SentenceWindow]] = [[]]
    longest = 0
    for window in windows:
        size = window.stretch.size(table)
        longest = max(longest, size)
        if batches[-1] and (len(batches[-1]) + 1) * longest > BATCH_PIECES:
            batches.append([])
            longest = size
        batches[-1].append(window)
    return batches if windows else []


def texts_of_treebank(trees: Iterable[Tree]) -> list[Text]:
    """The sentences of a treebank by text."""
    texts: list[Text] = []
    for tree in trees:
        if not texts or any(comment.startswith(NEW_DOCUMENT) for comment in tree.comments):
            texts.append([])
        if len(tree.words) <= LONGEST_SENTENCE:
            texts[-1].append(sentence_of(tree))
    return [text for text in texts if text]


def sentence_of(tree: Tree) -> TaggedWords:
    """A sentence of a treebank as it is learned."""
    tree = with_whole_multi_word_tokens(tree)
    words = tree.words
    return TaggedWords(
        tuple(row[FORM] for row in words),
        tuple(row[UPOS] for row in words),
        tuple(row[XPOS] for row in words),
        tuple(rule_of(row[FORM], row[LEMMA]) for row in words),
        tuple(int(row[HEAD]) for row in words),
        tuple(row[DEPREL] for row in words),
        after=tuple(what_follows(tree)),
        begins=any(comment.startswith((NEW_DOCUMENT, NEW_PARAGRAPH)) for comment in tree.comments),
    )


def lemma_lessons(texts: Iterable[Text]) -> Iterator[Lesson]:
    """The words of treebanks with their lemmas."""
    for text in texts:
        for sentence in text:
            for word, upos, rule in zip(sentence.words, sentence.upos or (), sentence.lemmas or (), strict=True):
                yield word, upos, lemma_of(word, rule)


def texts_with_entities(annotated: Path, names: Iterable[str], generator: random.Random | None = None) -> list[Text]:
    """Annotated articles; with a `generator`, some sentences get typographic marks."""
    texts = []
    for name in names:
        sentences: Iterable[newswire.TaggedSentence] = newswire.read_tagged_sentences(annotated, [name])
        if generator is not None:
            change, share = newswire.with_typographic_marks, newswire.TYPOGRAPHIC_SHARE
            sentences = newswire.partly(change, share, sentences, generator)
        texts.append([TaggedWords(sentence.words, entities=sentence.tags) for sentence in sentences])
    return [text for text in texts if text]


def export(weights: Path, examples: Sequence[Text], inflections: Inflections, path: Path) -> None:
    """Store a trained network in the form of `joint_file`: 8-bit integers for the weights of the encoder.

    What `examples` make of it shows how large the numbers get that are to be quantized; `inflections` go with it.
    """
    import onnx

    encoder = load_encoder()
    network = load_network(weights, encoder)
    reader = reader_of(network)

    def run() -> None:
        for text in examples:
            list(reader.parse_words([sentence.words for sentence in text]))
            reader.parse_text([line for line, _ in paragraphs_of(text)])

    smooth(encoder, run)
    inputs = {name: torch.ones(1, size, dtype=torch.long) for name, size in zip(INPUTS, (9, 9, 5, 5), strict=True)}
    lengths = {name: "pieces" if name in ("pieces", "kinds") else "units" for name in (*INPUTS, *OUTPUTS)}
    partial = path.with_suffix(".unlabelled")
    export_quantized(OneWindow(network), inputs, lengths, partial, KEPT_EXACT)
    model = onnx.load(partial)
    tokenizer = (encoder_folder() / "tokenizer.json").read_text(encoding="utf-8")
    transitions = network.transitions.detach().numpy()
    onnx.helper.set_model_props(model, properties(network.labels, transitions, inflections, tokenizer))
    onnx.save(model, partial)
    partial.replace(path)
