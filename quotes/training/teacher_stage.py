"""Training the teacher, and having it label news."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import torch

from quotes.training.entity_data import article_parts, read_tagged_sentences, with_typographic_marks
from quotes.training.progress import Plan, train
from quotes.training.teacher import (
    Example,
    Teacher,
    batches_of,
    label,
    labels_of,
    make_batch,
    optimizer_of,
)
from quotes.training.treebanks import DEPREL, FORM, HEAD, UPOS, XPOS, Tree

EPOCHS = 6
ENTITY_SHARE = 0.5
"""How much of the sentences with entities each epoch has; all of those with trees."""

EVALUATIONS = 4
LONGEST_SENTENCE = 120
"""In words; the few longer ones would need much memory."""


def train_teacher(trees: Sequence[Tree], dev_trees: Sequence[Tree], annotated: Path, seed: int, path: Path) -> None:
    """Train a teacher on trees and on the entities of `annotated` articles and write it to `path`."""
    torch.manual_seed(seed)
    parts = article_parts(annotated)
    marks = random.Random(seed)
    tree_examples = [example_of(tree) for tree in trees if len(tree.words) <= LONGEST_SENTENCE]
    entity_examples = []
    for sentence in read_tagged_sentences(annotated, parts["train"]):
        if len(sentence.words) <= LONGEST_SENTENCE:
            shown = with_typographic_marks(sentence) if marks.random() < 0.5 else sentence
            entity_examples.append(Example(shown.words, entity=shown.tags))
    dev_entities = [Example(s.words, entity=s.tags) for s in read_tagged_sentences(annotated, parts["dev"])]
    dev_examples = [example_of(tree) for tree in dev_trees]
    teacher = Teacher(labels_of([*tree_examples, *entity_examples]))
    optimizer = optimizer_of(teacher)

    def batches(epoch: int) -> list[list[Example]]:
        generator = random.Random(seed + epoch)
        some = generator.sample(entity_examples, round(len(entity_examples) * ENTITY_SHARE))
        chosen = [*batches_of(tree_examples, generator), *batches_of(some, generator)]
        generator.shuffle(chosen)
        return chosen

    def update(examples: list[Example]) -> float:
        teacher.train()
        loss = teacher.loss(make_batch(examples, teacher.labels))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_([w for w in teacher.parameters() if w.requires_grad], 2.0)
        optimizer.step()
        return float(loss.detach())

    def evaluate() -> float:
        upos, las = tree_accuracy(dev_examples, label(teacher, [example.words for example in dev_examples]))
        entities = entity_f1(dev_entities, label(teacher, [example.words for example in dev_entities]))
        print(f"upos {upos:.4f} las {las:.4f} entities {entities:.4f}", flush=True)
        return (upos + las + entities) / 3

    plan = Plan(steps=EPOCHS * len(batches(0)), evaluations=EVALUATIONS, average_decay=0.995)
    print(len(tree_examples), len(entity_examples), plan, flush=True)
    train(
        "teacher",
        plan,
        teacher,
        [optimizer],
        batches,
        update,
        evaluate,
        lambda: torch.save({"labels": teacher.labels, "model": teacher.state_dict()}, path),
        path.with_suffix(".checkpoint"),
    )


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


def entity_f1(gold: Sequence[Example], predicted: Sequence[Example]) -> float:
    """F1 of entities with the right words and class."""
    right = found = wanted = 0
    for one, other in zip(gold, predicted, strict=True):
        first, second = entities_of(one.entity or ()), entities_of(other.entity or ())
        right += len(first & second)
        wanted += len(first)
        found += len(second)
    return 2 * right / (found + wanted) if right else 0.0


def entities_of(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    """Entities as (first word, last word, class) from BIOES tags."""
    entities = set()
    start = 0
    for index, tag in enumerate(tags):
        if tag[0] in "SB":
            start = index
        if tag[0] in "SE":
            entities.add((start, index, tag[2:]))
    return entities
