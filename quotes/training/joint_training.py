"""Training, scoring and export of the joint network, which learns from treebanks and from annotated articles."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain, count
from operator import add, eq
from pathlib import Path

import click
import torch

from quotes.corpora.attribution.counts import AttributionScores
from quotes.corpora.attribution.evaluation import evaluate
from quotes.corpora.attribution.gold import GoldArticle
from quotes.corpora.attribution.predictions import Prediction
from quotes.corpora.entity_scores import compare_entities
from quotes.corpora.gold_score import GoldScore
from quotes.parsing.blanks import with_blanks_inside
from quotes.parsing.joint.attribution_tags import Scheme
from quotes.parsing.joint.joint_file import ALL_ACTS, INPUTS, OUTPUTS, attribution_parameters, properties
from quotes.parsing.joint.joint_labels import Labels
from quotes.parsing.joint.joint_parser import JointParser
from quotes.parsing.joint.lemmas import Inflections, lemma_of
from quotes.parsing.joint.windows import SentenceWindow
from quotes.readers.paragraphs import split_paragraphs
from quotes.training.article_windows import ArticleWindow, article_batches_of, batch_of_articles
from quotes.training.encoder import (
    Encoder,
    descend,
    encoder_folder,
    fast_arithmetic,
    learn_rounding,
    load_encoder,
    optimizer_of,
    piece_table,
)
from quotes.training.joint_examples import (
    PLACES_KNOWN,
    CharacterSpans,
    Text,
    TrainingData,
    batches_of,
    find_places,
    in_paragraphs,
    laid_out,
    varied,
)
from quotes.training.joint_network import Batch, JointNetwork, OneWindow, OwnLayers, batch_of
from quotes.training.large_encoder import LargeEncoder
from quotes.training.progress import steps_done, train
from quotes.training.quantization import quantized, with_branch

TRANSITIONS_RATE = 5e-3

SHARED_VECTORS = "shared"
"""Name of the vectors that the layers of one scheme take, in the graph."""

NOT_QUANTIZED = re.compile("^/network/MatMul")
"""Names of the products that score arcs, which stay in 32 bits."""


@dataclass(frozen=True, slots=True)
class Hyperparameters:
    """Passes over texts with trees, over articles with entities and over those with attributions, number of
    evaluations, highest learning rates, and the share of the training after which weights and values are rounded.

    ``learned`` are the parts of the network that learn, all if there are none.
    """

    tree_epochs: float
    article_epochs: float
    attributed_epochs: float
    evaluations: int
    encoder_rate: float
    heads_rate: float
    rounded_from: float = 1.0
    learned: frozenset[str] = frozenset()


FIRST = Hyperparameters(9, 5, 0, 8, 2e-4, 1e-3)
"""Hyperparameters of the network's training on what people have annotated of words, trees and entities."""

SECOND = Hyperparameters(4, 4, 0, 4, 1e-4, 5e-4)
"""Hyperparameters of the network's training on articles that have the teacher's trees, too."""

TOGETHER = Hyperparameters(0.7, 0.4, 2, 2, 1.8e-4, 7e-4, rounded_from=0.2)
"""Hyperparameters of the network's training on everything, attributions as well."""

APART = Hyperparameters(0, 0, 2, 1, 8e-5, 3e-4, rounded_from=0.0, learned=frozenset(["own", "polnear"]))
"""Hyperparameters of the training of what serves the scheme ``polnear`` alone, with the rest as it is."""

TEACHER = Hyperparameters(4, 0, 0, 2, 1e-4, 1e-3)
"""Hyperparameters of the teacher's training."""

Windows = list[SentenceWindow] | list[ArticleWindow]
"""Windows of one kind, which are learned in one step."""


def train_joint_network(
    network: JointNetwork, parameters: Hyperparameters, data: TrainingData, seed: int, path: Path
) -> None:
    """Train a network and write its best state on the development data to `path`."""
    torch.manual_seed(seed)
    labels, table = network.labels, piece_table()
    for name, weight in network.named_parameters():
        weight.requires_grad_(not parameters.learned or name.partition(".")[0] in parameters.learned)
    network.encoder.words.weight.requires_grad_(False)
    optimizer = optimizer_of(network, parameters.encoder_rate, parameters.heads_rate, TRANSITIONS_RATE)
    parts = math.ceil(max(parameters.tree_epochs, parameters.article_epochs, parameters.attributed_epochs))

    def batches(epoch: int) -> list[Windows]:
        generator = random.Random(seed + epoch)
        chosen = [varied(text, generator) for text in data.trees if generator.random() < parameters.tree_epochs / parts]
        words = batches_of(chosen, table, labels.splits, generator)
        chosen = [
            varied(in_paragraphs(text, generator), generator)
            for text in data.articles
            if generator.random() < parameters.article_epochs / parts
        ]
        words += batches_of(chosen, table, labels.splits, generator)
        for window in chain.from_iterable(words):
            if generator.random() < PLACES_KNOWN:
                find_places(window)
        attributed = [
            example for example in data.attributed if generator.random() < parameters.attributed_epochs / parts
        ]
        batches: list[Windows] = [*words, *article_batches_of(attributed, labels, table, generator)]
        generator.shuffle(batches)
        return batches

    steps = sum(len(batches(epoch)) for epoch in range(parts))
    done = count(steps_done(path))

    def update(batch: Windows) -> float:
        network.train()
        learn_rounding(network, next(done) >= parameters.rounded_from * steps)
        with fast_arithmetic():
            loss = network.loss(_arrays(batch, labels), table.mask)
        return descend(network, optimizer, loss)

    def score() -> float:
        parser = parser_of(network)
        with fast_arithmetic():
            scores = scores_of(parser, data.dev_trees, data.dev_articles) if data.dev_trees else {}
            for scheme, articles in data.dev_attributed.items():
                f1 = attribution_scores_of(parser, articles, scheme)["attributed",].f1 or 0.0
                click.echo(f"joint: attributions {scheme} {f1:.1f}", err=True)
                scores[scheme] = f1 / 100
            return sum(scores.values()) / len(scores)

    train(
        steps,
        parameters.evaluations,
        network,
        optimizer,
        batches,
        update,
        score,
        lambda best: save(network, best),
        path,
    )


def _arrays(batch: Windows, labels: Labels) -> Batch:
    table = piece_table()
    if of_articles := [window for window in batch if isinstance(window, ArticleWindow)]:
        return batch_of_articles(of_articles, table)
    windows = [window for window in batch if isinstance(window, SentenceWindow)]
    return batch_of(windows, [window.stretch.encoded(table) for window in windows], labels)


def new_network(encoder: Encoder | LargeEncoder, labels: Labels, seed: int) -> JointNetwork:
    """Return an untrained network on top of a pretrained encoder."""
    torch.manual_seed(seed)
    return JointNetwork(encoder, labels)


def save(network: JointNetwork, path: Path) -> None:
    """Write a network to `path`."""
    partial = path.with_suffix(".partial")
    torch.save({"labels": network.labels.to_json(), "model": network.state_dict()}, partial)
    partial.replace(path)


def load_network(path: Path, encoder: Encoder | LargeEncoder) -> JointNetwork:
    """Return the network that `save` has written; `encoder` has the architecture of its encoder."""
    stored = torch.load(path, weights_only=True)
    network = JointNetwork(encoder, Labels.from_json(stored["labels"]))
    network.load_state_dict(stored["model"])
    return network


def parser_of(network: JointNetwork) -> JointParser:
    """Return a parser that runs a network in its present state."""
    network.eval()
    attributions = attribution_parameters(network.attribution_arrays())
    transitions = network.transitions.detach().numpy()
    nobody = network.nobody.detach().numpy()
    return JointParser(
        network.run, network.labels, transitions, piece_table(), attributions=attributions, nobody=nobody
    )


def scores_of(parser: JointParser, trees: Iterable[Text], articles: Iterable[Text]) -> dict[str, float]:
    """Score a parser, 0 to 1: F1 of words and sentences in raw text, F1 of entities, and, with words given, the
    shares of words with the right UPOS tag, lemma, and head and relation (LAS).
    """
    words = upos = lemmas = las = 0
    spans = {"words": GoldScore(), "sentences": GoldScore()}
    for text in trees:
        for gold, found in zip(text, parser.parse_words([sentence.words for sentence in text]), strict=True):
            assert gold.upos and found.upos and gold.lemmas and found.lemmas
            words += len(gold.words)
            upos += sum(map(eq, gold.upos, found.upos))
            lemmas += sum(map(eq, map(lemma_of, gold.words, gold.lemmas), found.lemmas))
            right_arcs, found_arcs = (zip(one.heads or (), one.relations or (), strict=True) for one in (gold, found))
            las += sum(map(eq, right_arcs, found_arcs))
        whole, paragraphs, right_spans = laid_out(text)
        read = parser.read(whole, paragraphs).sentences
        for right, found_sentences in zip(right_spans, read, strict=True):
            found_spans = [sentence.spans for sentence in found_sentences]
            spans["words"] += _span_score(chain(*right), chain(*found_spans))
            spans["sentences"] += _span_score(map(_whole, right), map(_whole, found_spans))
    right_tags, predicted = [], []
    for text in articles:
        right_tags += [list(sentence.entities or ()) for sentence in text]
        predicted += [list(found.entities or ()) for found in parser.parse_words([sentence.words for sentence in text])]
    by_kind = compare_entities(right_tags, predicted)
    scores = {name: (score.f1 or 0.0) / 100 for name, score in spans.items()}
    scores |= {"UPOS": upos / words, "lemmas": lemmas / words, "LAS": las / words}
    scores["entities"] = (reduce(add, by_kind.values(), GoldScore()).f1 or 0.0) / 100
    figures = [f"{name} {score:.4f}" for name, score in scores.items()]
    figures += [f"{kind} {score.f1 or 0:.1f}" for kind, score in by_kind.items()]
    click.echo(f"joint: {', '.join(figures)}", err=True)
    return scores


def attribution_scores_of(parser: JointParser, articles: Sequence[GoldArticle], scheme: Scheme) -> AttributionScores:
    """Score the network alone on articles that are annotated by a scheme."""
    return evaluate(articles, [list(_predictions(parser, article.text, scheme)) for article in articles]).scores


def _predictions(parser: JointParser, text: str, scheme: Scheme) -> Iterator[Prediction]:
    paragraphs = split_paragraphs(text)
    reading = parser.read(with_blanks_inside(paragraphs, text), paragraphs, (scheme,), parse=False)
    for found in reading.findings().attributions[scheme]:
        yield Prediction(
            source=(found.source,) if found.source else (),
            cue=(found.cue,) if found.cue else (),
            content=found.content,
        )


def _whole(words: CharacterSpans) -> tuple[int, int]:
    return words[0][0], words[-1][1]


def _span_score(right: Iterable[tuple[int, int]], found: Iterable[tuple[int, int]]) -> GoldScore:
    gold, predicted = set(right), set(found)
    return GoldScore(len(gold), len(predicted), len(gold & predicted))


def export(weights: Path, inflections: Inflections, path: Path) -> None:
    """Write a trained network to `path`, with weights of 7 bits, in the form of `joint_file`.

    The `inflections` are stored with it.
    """
    import onnx

    network = load_network(weights, load_encoder())
    network.eval()
    inputs = {name: torch.ones(1, size, dtype=torch.long) for name, size in zip(INPUTS, (9, 9, 5, 5), strict=True)}
    *outputs, last = OUTPUTS
    lengths = dict.fromkeys((*INPUTS, *outputs), "units")
    lengths |= dict.fromkeys(("pieces", "kinds", SHARED_VECTORS), "pieces")
    partial = path.with_suffix(".partial")
    model = quantized(OneWindow(network), inputs, lengths, NOT_QUANTIZED)
    taken = {name: inputs[name] for name in ("first_pieces", "last_pieces")}
    shared = torch.zeros(1, 9, network.encoder.size)
    own_lengths = {SHARED_VECTORS: "pieces", "first_pieces": "units", "last_pieces": "units", last: "units"}
    own = quantized(OwnLayers(network), {SHARED_VECTORS: shared, **taken}, own_lengths)
    model = with_branch(model, own, ALL_ACTS, SHARED_VECTORS)
    tokenizer = (encoder_folder() / "tokenizer.json").read_text(encoding="utf-8")
    transitions = network.transitions.detach().numpy()
    nobody = network.nobody.detach().numpy()
    stored = properties(network.labels, transitions, network.attribution_arrays(), nobody, inflections, tokenizer)
    onnx.helper.set_model_props(model, stored)
    onnx.save(model, partial)
    partial.replace(path)
