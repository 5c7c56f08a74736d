"""The teacher: a transformer that learns tags and trees at once, to label news for the small models.

It is not shipped. The models that are (LSTMs of Stanza's) learn from the treebanks and, beside them, from articles that
the teacher has labelled: more words, in the language of news, than any treebank has.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from quotes.training.crf import IGNORED
from quotes.training.word_encoder import Pieces, WordEncoder, batches_of, pieces_of

TAG_SETS = ("upos", "xpos", "deprel")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence: words, and their tags and trees if they are known. ``heads`` count words from 1, 0 is the root."""

    words: tuple[str, ...]
    upos: tuple[str, ...] | None = None
    xpos: tuple[str, ...] | None = None
    heads: tuple[int, ...] | None = None
    deprel: tuple[str, ...] | None = None


class Teacher(WordEncoder):
    """An encoder with heads for parts of speech and dependency trees."""

    def __init__(self, labels: dict[str, list[str]]) -> None:
        """`labels` are the values that each of `TAG_SETS` has."""
        super().__init__(["tags", "tree"])
        self.labels = labels
        size = self.encoder.size
        self.upos = nn.Linear(size, len(labels["upos"]))
        self.xpos = nn.Linear(size, len(labels["xpos"]))
        self.root = nn.Parameter(torch.randn(size) * 0.02)
        self.arc_head, self.arc_dependent = _perceptron(size, 300), _perceptron(size, 300)
        self.rel_head, self.rel_dependent = _perceptron(size, 120), _perceptron(size, 120)
        self.arc = nn.Parameter(torch.zeros(301, 300))
        self.rel = nn.Parameter(torch.zeros(121, len(labels["deprel"]), 121))

    def tree_scores(self, vectors: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of arcs (sentences x dependents x heads), and the vectors from which relations are scored."""
        root = self.root.expand(vectors.size(0), 1, -1)
        heads = torch.cat([root, vectors], 1)
        dependents = _with_one(self.dropout(self.arc_dependent(vectors)))
        arcs = dependents @ self.arc @ self.dropout(self.arc_head(heads)).transpose(1, 2)
        return arcs, self.dropout(self.rel_head(heads)), self.dropout(self.rel_dependent(vectors))

    def relation_scores(self, heads: Tensor, dependents: Tensor) -> Tensor:
        """Scores of relations (words x relations) of words and the heads chosen for them (words x size each)."""
        left, right = _with_one(dependents), _with_one(heads)
        inner = (left @ self.rel.flatten(1)).view(-1, *self.rel.shape[1:])
        return torch.einsum("wrs,ws->wr", inner, right)

    def loss(self, batch: Batch) -> Tensor:
        """The sum of the losses of tags, arcs and relations."""
        layers = self.encode(batch.text)
        tags = self.mixed(layers, "tags")
        arcs, heads, dependents = self.tree_scores(self.mixed(layers, "tree"))
        arcs = arcs.masked_fill(~batch.possible_heads, -math.inf)
        chosen = batch.targets["heads"].clamp(min=0).unsqueeze(2).expand(-1, -1, heads.size(2))
        words = batch.text.word_mask
        relations = self.relation_scores(heads.gather(1, chosen)[words], dependents[words])
        return (
            _cross_entropy(self.upos(tags), batch.targets["upos"])
            + _cross_entropy(self.xpos(tags), batch.targets["xpos"])
            + _cross_entropy(arcs, batch.targets["heads"])
            + F.cross_entropy(relations, batch.targets["deprel"][words])
        )


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences as tensors, which words may be heads of which, and what is to be learned, if anything."""

    text: Pieces
    possible_heads: Tensor
    targets: dict[str, Tensor]


def make_batch(examples: Sequence[Example], labels: dict[str, list[str]]) -> Batch:
    """Pad sentences of about the same length to one batch."""
    text = pieces_of(examples)
    rows, words = text.word_mask.shape
    possible = torch.cat([torch.ones(rows, 1, dtype=torch.bool), text.word_mask], 1).unsqueeze(1).repeat(1, words, 1)
    possible[:, range(words), range(1, words + 1)] = False
    index = {name: {label: number for number, label in enumerate(labels[name])} for name in TAG_SETS}
    targets: dict[str, Tensor] = {}
    for name in (*TAG_SETS, "heads"):
        values = [getattr(example, name) for example in examples]
        if all(value is not None for value in values):
            target = torch.full((rows, words), IGNORED)
            for row, value in enumerate(values):
                numbers = value if name == "heads" else [index[name][label] for label in value]
                target[row, : len(numbers)] = torch.tensor(numbers)
            targets[name] = target
    return Batch(text, possible, targets)


@torch.inference_mode()
def label(teacher: Teacher, sentences: Sequence[Sequence[str]]) -> list[Example]:
    """The sentences with the teacher's tags and trees, in their order."""
    from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root

    teacher.eval()
    indexed = [Example(tuple(words)) for words in sentences]
    results: dict[int, Example] = {}
    position = {id(example): number for number, example in enumerate(indexed)}
    for examples in batches_of(indexed, None):
        batch = make_batch(examples, teacher.labels)
        layers = teacher.encode(batch.text)
        tags = teacher.mixed(layers, "tags")
        upos, xpos = teacher.upos(tags).argmax(2).tolist(), teacher.xpos(tags).argmax(2).tolist()
        arcs, heads, dependents = teacher.tree_scores(teacher.mixed(layers, "tree"))
        arcs = arcs.masked_fill(~batch.possible_heads, -math.inf).log_softmax(2)
        for row, example in enumerate(examples):
            length = len(example.words)
            tree = arcs[row, :length, : length + 1].argmax(1)
            if not is_tree(tree.tolist()):
                scores = torch.full((length + 1, length + 1), -math.inf)
                scores[1:] = arcs[row, :length, : length + 1]
                tree = torch.as_tensor(chuliu_edmonds_one_root(scores.numpy()))[1:].long()
            relations = teacher.relation_scores(heads[row, tree], dependents[row, :length]).argmax(1).tolist()
            results[position[id(example)]] = Example(
                example.words,
                tuple(teacher.labels["upos"][tag] for tag in upos[row][:length]),
                tuple(teacher.labels["xpos"][tag] for tag in xpos[row][:length]),
                tuple(tree.tolist()),
                tuple(teacher.labels["deprel"][relation] for relation in relations),
            )
    return [results[number] for number in range(len(indexed))]


def is_tree(heads: Sequence[int]) -> bool:
    """Do the heads of words (counted from 1, 0 is the root) make a tree in which one word hangs from the root?"""
    if sum(head == 0 for head in heads) != 1:
        return False
    reaches_root = {0}
    for start in range(1, len(heads) + 1):
        path: list[int] = []
        word = start
        while word not in reaches_root:
            if word in path:
                return False
            path.append(word)
            word = heads[word - 1]
        reaches_root.update(path)
    return True


def labels_of(examples: Iterable[Example]) -> dict[str, list[str]]:
    """The values of each of `TAG_SETS` that occur."""
    found: dict[str, set[str]] = {name: set() for name in TAG_SETS}
    for example in examples:
        for name, values in found.items():
            values.update(getattr(example, name) or ())
    return {name: sorted(values) for name, values in found.items()}


def _perceptron(inner: int, outer: int) -> nn.Module:
    return nn.Sequential(nn.Linear(inner, outer), nn.GELU())


def _with_one(vectors: Tensor) -> Tensor:
    return torch.cat([vectors, vectors.new_ones(*vectors.shape[:-1], 1)], -1)


def _cross_entropy(scores: Tensor, target: Tensor) -> Tensor:
    return F.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=IGNORED)
