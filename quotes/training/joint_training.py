"""Training, scoring and export of the joint network, which learns from treebanks and from articles with entities."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from operator import add, eq
from pathlib import Path

import click
import torch

from quotes.corpora.entity_scores import compare_entities
from quotes.corpora.gold_score import GoldScore
from quotes.parsing.joint.joint_file import INPUTS, OUTPUTS, properties
from quotes.parsing.joint.joint_labels import Labels
from quotes.parsing.joint.joint_parser import JointParser
from quotes.parsing.joint.lemmas import Inflections, lemma_of
from quotes.parsing.joint.windows import SentenceWindow
from quotes.training.encoder import (
    Encoder,
    descend,
    encoder_folder,
    fast_arithmetic,
    load_encoder,
    optimizer_of,
    piece_table,
)
from quotes.training.joint_examples import (
    CharacterSpans,
    Text,
    TrainingData,
    batches_of,
    in_paragraphs,
    paragraphs_of,
    varied,
)
from quotes.training.joint_network import JointNetwork, OneWindow, batch_of
from quotes.training.large_encoder import LargeEncoder
from quotes.training.progress import train
from quotes.training.quantization import export_quantized
from quotes.training.smoothing import smooth

TRANSITIONS_RATE = 5e-3

NOT_QUANTIZED = re.compile("^/network/MatMul")
"""Names of the products that score arcs, which stay in 32 bits."""


@dataclass(frozen=True, slots=True)
class Hyperparameters:
    """Passes over texts with trees and over articles with entities, number of evaluations, highest learning rates."""

    tree_epochs: int
    article_epochs: int
    evaluations: int
    encoder_rate: float
    heads_rate: float


FIRST = Hyperparameters(9, 5, 8, 2e-4, 1e-3)
"""Hyperparameters of the network's training on what people have annotated."""

SECOND = Hyperparameters(4, 4, 4, 1e-4, 5e-4)
"""Hyperparameters of the network's training on articles that have the teacher's trees, too."""

TEACHER = Hyperparameters(4, 0, 2, 1e-4, 1e-3)
"""Hyperparameters of the teacher's training."""


def train_joint_network(
    network: JointNetwork, parameters: Hyperparameters, data: TrainingData, seed: int, path: Path
) -> None:
    """Train a network and write its best state on the development data to `path`."""
    torch.manual_seed(seed)
    labels, table = network.labels, piece_table()
    network.encoder.words.weight.requires_grad_(False)
    optimizer = optimizer_of(network, parameters.encoder_rate, parameters.heads_rate, TRANSITIONS_RATE)
    parts = max(parameters.tree_epochs, parameters.article_epochs)

    def batches(epoch: int) -> list[list[SentenceWindow]]:
        generator = random.Random(seed + epoch)
        chosen = [varied(text, generator) for text in data.trees if generator.random() < parameters.tree_epochs / parts]
        batches = batches_of(chosen, table, labels.splits, generator)
        chosen = [
            varied(in_paragraphs(text, generator), generator)
            for text in data.articles
            if generator.random() < parameters.article_epochs / parts
        ]
        batches += batches_of(chosen, table, labels.splits, generator)
        generator.shuffle(batches)
        return batches

    def update(batch: list[SentenceWindow]) -> float:
        network.train()
        with fast_arithmetic():
            encoded = [window.stretch.encoded(table) for window in batch]
            loss = network.loss(batch_of(batch, encoded, labels), table.mask)
        return descend(network, optimizer, loss)

    def evaluate() -> float:
        with fast_arithmetic():
            return sum(scores_of(parser_of(network), data.dev_trees, data.dev_articles).values()) / 6

    train(
        sum(len(batches(epoch)) for epoch in range(parts)),
        parameters.evaluations,
        network,
        optimizer,
        batches,
        update,
        evaluate,
        lambda best: torch.save({"labels": labels.to_json(), "model": network.state_dict()}, best),
        path,
    )


def new_network(encoder: Encoder | LargeEncoder, labels: Labels, seed: int) -> JointNetwork:
    """Return an untrained network on top of a pretrained encoder."""
    torch.manual_seed(seed)
    return JointNetwork(encoder, labels)


def load_network(path: Path, encoder: Encoder | LargeEncoder) -> JointNetwork:
    """Return the network that `train_joint_network` has written; `encoder` has the architecture of its encoder."""
    stored = torch.load(path, weights_only=True)
    network = JointNetwork(encoder, Labels.from_json(stored["labels"]))
    network.load_state_dict(stored["model"])
    return network


def parser_of(network: JointNetwork) -> JointParser:
    """Return a parser that runs a network in its present state."""
    network.eval()
    return JointParser(network.run, network.labels, network.transitions.detach().numpy(), piece_table())


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
        paragraphs = paragraphs_of(text)
        read = parser.parse_text([line for line, _ in paragraphs])
        for (_, right), found_sentences in zip(paragraphs, read, strict=True):
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


def _whole(words: CharacterSpans) -> tuple[int, int]:
    return words[0][0], words[-1][1]


def _span_score(right: Iterable[tuple[int, int]], found: Iterable[tuple[int, int]]) -> GoldScore:
    gold, predicted = set(right), set(found)
    return GoldScore(len(gold), len(predicted), len(gold & predicted))


def export(weights: Path, calibration: Sequence[Text], inflections: Inflections, path: Path) -> None:
    """Write a trained network to `path`, with its weights as 8-bit integers, in the form of `joint_file`.

    The ranges of values for quantization are measured on the texts `calibration`; `inflections` are stored with it.
    """
    import onnx

    encoder = load_encoder()
    network = load_network(weights, encoder)
    parser = parser_of(network)

    def run() -> None:
        for text in calibration:
            list(parser.parse_words([sentence.words for sentence in text]))
            parser.parse_text([line for line, _ in paragraphs_of(text)])

    smooth(encoder, run)
    inputs = {name: torch.ones(1, size, dtype=torch.long) for name, size in zip(INPUTS, (9, 9, 5, 5), strict=True)}
    lengths = {name: "pieces" if name in ("pieces", "kinds") else "units" for name in (*INPUTS, *OUTPUTS)}
    partial = path.with_suffix(".unlabelled")
    export_quantized(OneWindow(network), inputs, lengths, partial, NOT_QUANTIZED)
    model = onnx.load(partial)
    tokenizer = (encoder_folder() / "tokenizer.json").read_text(encoding="utf-8")
    transitions = network.transitions.detach().numpy()
    onnx.helper.set_model_props(model, properties(network.labels, transitions, inflections, tokenizer))
    onnx.save(model, partial)
    partial.replace(path)
