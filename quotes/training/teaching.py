"""Training the teacher, and having it label news."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click
import torch

from quotes.training.progress import Plan, train
from quotes.training.teacher import Example, Teacher, label, labels_of, make_batch
from quotes.training.treebanks import DEPREL, FORM, HEAD, UPOS, XPOS, Tree
from quotes.training.word_encoder import batches_of, descend, optimizer_of

EPOCHS = 5
EVALUATIONS = 5
LONGEST_SENTENCE = 120
"""In words; the few longer ones would need much memory."""

CHUNK_SENTENCES = 2000


def train_teacher(trees: Sequence[Tree], dev_trees: Sequence[Tree], seed: int, path: Path) -> None:
    """Train a teacher on trees and write it to `path`; the state that does best on `dev_trees` counts."""
    torch.manual_seed(seed)
    examples = [example_of(tree) for tree in trees if len(tree.words) <= LONGEST_SENTENCE]
    dev_examples = [example_of(tree) for tree in dev_trees]
    teacher = Teacher(labels_of(examples))
    optimizer = optimizer_of(teacher)

    def batches(epoch: int) -> Iterator[list[Example]]:
        return batches_of(examples, random.Random(seed + epoch))

    def update(batch: list[Example]) -> float:
        teacher.train()
        return descend(teacher, optimizer, teacher.loss(make_batch(batch, teacher.labels)))

    def evaluate() -> float:
        upos, las = tree_accuracy(dev_examples, label(teacher, [example.words for example in dev_examples]))
        click.echo(f"teacher: UPOS {upos:.4f}, LAS {las:.4f} with the words given", err=True)
        return (upos + las) / 2

    train(
        "teacher",
        Plan(steps=EPOCHS * sum(1 for _ in batches(0)), evaluations=EVALUATIONS, average_decay=0.995),
        teacher,
        [optimizer],
        batches,
        update,
        evaluate,
        lambda best: torch.save({"labels": teacher.labels, "model": teacher.state_dict()}, best),
        path,
    )


def labelled_trees(teacher: Teacher, sentences: Iterable[Sequence[str]]) -> Iterator[Tree]:
    """The sentences with the teacher's tags and trees, as those of a treebank (without lemmas)."""
    chunk: list[Sequence[str]] = []
    for words in sentences:
        if 0 < len(words) <= LONGEST_SENTENCE:
            chunk.append(words)
        if len(chunk) == CHUNK_SENTENCES:
            yield from map(tree_of, label(teacher, chunk))
            chunk = []
    if chunk:
        yield from map(tree_of, label(teacher, chunk))


def tree_of(example: Example) -> Tree:
    """A labelled sentence as one of a treebank."""
    assert example.upos and example.xpos and example.heads and example.deprel
    columns = zip(example.words, example.upos, example.xpos, example.heads, example.deprel, strict=True)
    rows = [
        (str(number), word, "_", upos, xpos, "_", str(head), deprel, "_", "_")
        for number, (word, upos, xpos, head, deprel) in enumerate(columns, start=1)
    ]
    return Tree(("# text = " + " ".join(example.words),), tuple(rows))


def load_teacher(path: Path) -> Teacher:
    """The teacher that `train_teacher` has written."""
    stored = torch.load(path, weights_only=True)
    teacher = Teacher(stored["labels"])
    teacher.load_state_dict(stored["model"])
    return teacher.eval()


def example_of(tree: Tree) -> Example:
    """A sentence of a treebank as the teacher learns it."""
    words = tree.words
    return Example(
        tuple(row[FORM] for row in words),
        tuple(row[UPOS] for row in words),
        tuple(row[XPOS] for row in words),
        tuple(int(row[HEAD]) for row in words),
        tuple(row[DEPREL] for row in words),
    )


def tree_accuracy(gold: Sequence[Example], predicted: Sequence[Example]) -> tuple[float, float]:
    """Shares of words with the right part of speech, and with the right head and relation."""
    words = upos = las = 0
    for one, other in zip(gold, predicted, strict=True):
        assert one.upos and other.upos and one.heads and other.heads and one.deprel and other.deprel
        words += len(one.words)
        upos += sum(a == b for a, b in zip(one.upos, other.upos, strict=True))
        arcs = zip(zip(one.heads, one.deprel, strict=True), zip(other.heads, other.deprel, strict=True), strict=True)
        las += sum(a == b for a, b in arcs)
    return upos / words, las / words
