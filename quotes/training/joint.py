"""Training the network of tags, trees and entities: on treebanks and on annotated articles in turn."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from functools import reduce
from operator import add
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import torch

from quotes.corpora import newswire
from quotes.corpora.entity_scores import compare_entities
from quotes.corpora.score import Score
from quotes.parsing.joint.labels import Labels
from quotes.parsing.joint.model import INPUTS, OUTPUTS, properties
from quotes.parsing.joint.reading import JointReader
from quotes.parsing.joint.windows import SentenceWindow, TaggedWords, windows_of
from quotes.training.attribution_network import fast_arithmetic
from quotes.training.encoder import descend, encoder_folder, load_encoder, optimizer_of, piece_table
from quotes.training.joint_network import JointNetwork, OneWindow, batch_of
from quotes.training.progress import Plan, train
from quotes.training.smoothing import smooth
from quotes.training.treebanks import DEPREL, FORM, HEAD, UPOS, XPOS, Tree

ENCODER_RATE, HEADS_RATE, TRANSITIONS_RATE = 2e-4, 1e-3, 5e-3
TREE_EPOCHS, ENTITY_EPOCHS = 6, 3
EVALUATIONS = 8
WINDOW = 220
"""In pieces; the first window of a text is shorter, differently in each epoch, so that the cuts differ."""

BATCH_PIECES = 1600
LONGEST_SENTENCE = 120
"""In words; the few longer ones would need much memory."""

KEPT_EXACT = re.compile("^/network/MatMul")
"""Names of what is not quantized: the products that score arcs."""

NEW_DOCUMENT = "# newdoc"

Text = list[TaggedWords]
"""The sentences of an article, or of another text, in their order."""


def train_joint_network(
    trees: Sequence[Text], articles: Sequence[Text], dev_trees: Sequence[Text], dev_articles: Sequence[Text],
    seed: int, path: Path,
) -> None:  # fmt: skip
    """Train on texts with trees and on texts with entity tags, and write to `path` what does best on those for it."""
    torch.manual_seed(seed)
    labels = Labels.of(sentence for texts in (trees, articles) for text in texts for sentence in text)
    network = JointNetwork(load_encoder(), labels)
    network.encoder.words.weight.requires_grad_(False)
    optimizer = optimizer_of(network, ENCODER_RATE, HEADS_RATE, TRANSITIONS_RATE)
    parts = max(TREE_EPOCHS, ENTITY_EPOCHS)

    def batches(epoch: int) -> list[list[SentenceWindow]]:
        generator = random.Random(seed + epoch)
        chosen = [text for text in trees if generator.random() < TREE_EPOCHS / parts]
        batches = batches_of(chosen, generator)
        chosen = [text for text in articles if generator.random() < ENTITY_EPOCHS / parts]
        batches += batches_of(chosen, generator)
        generator.shuffle(batches)
        return batches

    table = piece_table()

    def update(batch: list[SentenceWindow]) -> float:
        network.train()
        with fast_arithmetic():
            loss = network.loss(batch_of(batch, [window.encoded(table) for window in batch], labels), table.mask)
        return descend(network, optimizer, loss)

    def evaluate() -> float:
        network.eval()
        reader = JointReader(network.run, labels, network.transitions.detach().numpy(), table)
        with fast_arithmetic():
            return sum(scores_of(reader, dev_trees, dev_articles)) / 3

    steps = sum(len(batches(epoch)) for epoch in range(parts))
    train(
        "joint",
        Plan(steps, EVALUATIONS),
        network,
        [optimizer],
        batches,
        update,
        evaluate,
        lambda best: torch.save({"labels": astuple(labels), "model": network.state_dict()}, best),
        path,
    )


def scores_of(reader: JointReader, trees: Iterable[Text], articles: Iterable[Text]) -> tuple[float, float, float]:
    """Shares of words with the right UPOS tag, and with the right head and relation, and F1 of the entities."""
    words = upos = las = 0
    for text in trees:
        for gold, found in zip(text, reader.read([sentence.words for sentence in text]), strict=True):
            assert gold.upos and found.upos and gold.heads and found.heads and gold.relations and found.relations
            words += len(gold.words)
            upos += sum(map(str.__eq__, gold.upos, found.upos))
            right_arcs = zip(gold.heads, gold.relations, strict=True)
            found_arcs = zip(found.heads, found.relations, strict=True)
            las += sum(one == other for one, other in zip(right_arcs, found_arcs, strict=True))
    right, predicted = [], []
    for text in articles:
        right += [list(sentence.entities or ()) for sentence in text]
        predicted += [list(found.entities or ()) for found in reader.read([sentence.words for sentence in text])]
    scores = compare_entities(right, predicted)
    f1 = reduce(add, scores.values(), Score()).f1 or 0.0
    figures = ", ".join(f"{kind} {score.f1 or 0:.1f}" for kind, score in scores.items())
    click.echo(f"joint: UPOS {upos / words:.4f}, LAS {las / words:.4f}, entities {f1:.2f} ({figures})", err=True)
    return upos / words, las / words, f1 / 100


def batches_of(texts: Sequence[Text], generator: random.Random) -> list[list[SentenceWindow]]:
    """The windows of texts in batches of about `BATCH_PIECES` pieces, those of similar lengths together."""
    table = piece_table()
    windows = [
        window for text in texts for window in windows_of(text, table, WINDOW, generator.randint(WINDOW // 4, WINDOW))
    ]
    generator.shuffle(windows)
    windows.sort(key=lambda window: sum(len(sentence.words) for sentence in window.sentences) // 20)
    batches: list[list[SentenceWindow]] = [[]]
    longest = 0
    for window in windows:
        longest = max(longest, len(window.encoded(table).pieces))
        if batches[-1] and (len(batches[-1]) + 1) * longest > BATCH_PIECES:
            batches.append([])
            longest = len(window.encoded(table).pieces)
        batches[-1].append(window)
    return batches


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
    words = tree.words
    return TaggedWords(
        tuple(row[FORM] for row in words),
        tuple(row[UPOS] for row in words),
        tuple(row[XPOS] for row in words),
        tuple(int(row[HEAD]) for row in words),
        tuple(row[DEPREL] for row in words),
    )


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


def export(weights: Path, examples: Sequence[Text], path: Path) -> None:
    """Store a trained network in the form that `load_reader` reads: 8-bit integers for the weights of the encoder.

    What `examples` make of it shows how large the numbers get that are to be quantized.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    stored = torch.load(weights, weights_only=True)
    labels = Labels(*stored["labels"])
    network = JointNetwork(load_encoder(), labels)
    network.load_state_dict(stored["model"])
    network.eval()
    transitions = network.transitions.detach().numpy()
    reader = JointReader(network.run, labels, transitions, piece_table())

    def run() -> None:
        for text in examples:
            list(reader.read([sentence.words for sentence in text]))

    smooth(network.encoder, run)
    example = tuple(torch.ones(1, size, dtype=torch.long) for size in (9, 9, 5, 5))
    axes = {name: {1: "pieces" if name in ("pieces", "shapes") else "words"} for name in (*INPUTS, *OUTPUTS)}
    with TemporaryDirectory() as folder:
        whole, quantized = Path(folder, "whole.onnx"), Path(folder, "quantized.onnx")
        torch.onnx.export(
            OneWindow(network),
            example,
            str(whole),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            custom_opsets={"com.microsoft": 1},
            dynamo=False,
        )
        kept = [node.name for node in onnx.load(whole).graph.node if KEPT_EXACT.search(node.name)]
        quantize_dynamic(whole, quantized, weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=kept)
        model = onnx.load(quantized)
        tokenizer = (encoder_folder() / "tokenizer.json").read_text(encoding="utf-8")
        onnx.helper.set_model_props(model, properties(labels, transitions, tokenizer))
        partial = path.with_suffix(".partial")
        onnx.save(model, partial)
        partial.replace(path)
