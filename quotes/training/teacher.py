"""The teacher: a transformer that learns tags and trees at once, to label news for the small models.

It is not shipped. The models that are (LSTMs of Stanza's) learn from the treebanks and, beside them, from articles that
the teacher has labelled: more words, in the language of news, than any treebank has. Its encoder is all-MiniLM-L6-v2
(6 layers, 384 dimensions, uncased; `quotes.training.encoder`).
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from quotes.training.encoder import bias_of, load_encoder, piece_table

IGNORED = -100
ENCODER_RATE, HEADS_RATE = 2e-4, 1.5e-3
FROZEN_LAYERS = 2
"""The embeddings and this many layers of the encoder stay as they are, which saves a third of the time."""

BATCH_PIECES = 1500
TAG_SETS = ("upos", "xpos", "deprel")
SHAPES = ("lower", "Capitalized", "UPPER", "miXed", "number", "other")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence: words, and their tags and trees if they are known. ``heads`` count words from 1, 0 is the root."""

    words: tuple[str, ...]
    upos: tuple[str, ...] | None = None
    xpos: tuple[str, ...] | None = None
    heads: tuple[int, ...] | None = None
    deprel: tuple[str, ...] | None = None


class Teacher(nn.Module):
    """An encoder with heads for parts of speech and dependency trees."""

    def __init__(self, labels: dict[str, list[str]]) -> None:
        """`labels` are the values that each of `TAG_SETS` has."""
        super().__init__()
        self.encoder = load_encoder()
        self.encoder.requires_grad_(False)
        for layer in self.encoder.layers[FROZEN_LAYERS:]:
            layer.requires_grad_(True)
        self.labels = labels
        size = self.encoder.size
        self.shape = nn.Embedding(len(SHAPES), size)
        nn.init.normal_(self.shape.weight, std=0.02)
        self.mixes = nn.ParameterDict({task: nn.Parameter(torch.zeros(3)) for task in ("tags", "tree")})
        self.dropout = nn.Dropout(0.25)
        self.upos = nn.Linear(size, len(labels["upos"]))
        self.xpos = nn.Linear(size, len(labels["xpos"]))
        self.root = nn.Parameter(torch.randn(size) * 0.02)
        self.arc_head, self.arc_dependent = _perceptron(size, 300), _perceptron(size, 300)
        self.rel_head, self.rel_dependent = _perceptron(size, 120), _perceptron(size, 120)
        self.arc = nn.Parameter(torch.zeros(301, 300))
        self.rel = nn.Parameter(torch.zeros(121, len(labels["deprel"]), 121))

    def encode(self, batch: Batch) -> list[Tensor]:
        """Vectors of the words (sentences x words x size) by the last layers of the encoder."""
        bias = bias_of(batch.piece_mask)
        with torch.no_grad():
            hidden = self.encoder.embed(batch.pieces)
            for layer in self.encoder.layers[:FROZEN_LAYERS]:
                hidden = layer(hidden, bias)
        hidden = hidden + self.shape(batch.shapes)
        output = []
        for layer in self.encoder.layers[FROZEN_LAYERS:]:
            hidden = layer(hidden, bias)
            output.append(hidden)
        return [_mean_of_pieces(layer, batch) for layer in output[-3:]]

    def mixed(self, layers: list[Tensor], task: str) -> Tensor:
        """The weighted sum of the layers that `task` has chosen."""
        weights = self.mixes[task].softmax(0)
        mixed: Tensor = self.dropout(torch.tensordot(weights, torch.stack(layers), dims=1))
        return mixed

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
        layers = self.encode(batch)
        tags = self.mixed(layers, "tags")
        arcs, heads, dependents = self.tree_scores(self.mixed(layers, "tree"))
        arcs = arcs.masked_fill(~batch.possible_heads, -math.inf)
        chosen = batch.targets["heads"].clamp(min=0).unsqueeze(2).expand(-1, -1, heads.size(2))
        words = batch.word_mask
        relations = self.relation_scores(heads.gather(1, chosen)[words], dependents[words])
        return (
            _cross_entropy(self.upos(tags), batch.targets["upos"])
            + _cross_entropy(self.xpos(tags), batch.targets["xpos"])
            + _cross_entropy(arcs, batch.targets["heads"])
            + F.cross_entropy(relations, batch.targets["deprel"][words])
        )


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences as tensors: pieces of words, which word each belongs to, and what is to be learned, if anything."""

    pieces: Tensor
    piece_mask: Tensor
    shapes: Tensor
    word_of_piece: Tensor
    word_mask: Tensor
    possible_heads: Tensor
    targets: dict[str, Tensor]


def make_batch(examples: Sequence[Example], labels: dict[str, list[str]]) -> Batch:
    """Pad sentences of about the same length to one batch."""
    table = piece_table()
    pieces = [[piece for word in example.words for piece in table.pieces(word)] for example in examples]
    counts = [[len(table.pieces(word)) for word in example.words] for example in examples]
    rows, width = len(examples), max(map(len, pieces)) + 2
    words = max(len(example.words) for example in examples)
    ids = torch.zeros(rows, width, dtype=torch.long)
    mask = torch.zeros(rows, width, dtype=torch.bool)
    shapes = torch.full((rows, width), SHAPES.index("other"))
    owner = torch.full((rows, width), words)
    word_mask = torch.zeros(rows, words, dtype=torch.bool)
    for row, example in enumerate(examples):
        length = len(pieces[row])
        ids[row, : length + 2] = torch.tensor([table.start, *pieces[row], table.separator])
        mask[row, : length + 2] = True
        repeats = torch.tensor(counts[row])
        owner[row, 1 : length + 1] = torch.arange(len(repeats)).repeat_interleave(repeats)
        shape = torch.tensor([SHAPES.index(shape_of(word)) for word in example.words])
        shapes[row, 1 : length + 1] = shape.repeat_interleave(repeats)
        word_mask[row, : len(repeats)] = True
    possible = torch.cat([torch.ones(rows, 1, dtype=torch.bool), word_mask], 1).unsqueeze(1).repeat(1, words, 1)
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
    return Batch(ids, mask, shapes, owner, word_mask, possible, targets)


def batches_of(examples: Sequence[Example], generator: random.Random | None) -> Iterator[list[Example]]:
    """Batches of at most `BATCH_PIECES` pieces, of sentences of similar lengths, in random order if asked to."""
    pieces = piece_table().pieces
    sizes = {id(example): sum(len(pieces(word)) for word in example.words) for example in examples}
    jitter = {id(example): generator.random() * 4 if generator else 0.0 for example in examples}
    batches: list[list[Example]] = [[]]
    longest = 0
    for example in sorted(examples, key=lambda example: sizes[id(example)] + jitter[id(example)]):
        longest = max(longest, sizes[id(example)])
        if batches[-1] and (len(batches[-1]) + 1) * longest > BATCH_PIECES:
            batches.append([])
            longest = sizes[id(example)]
        batches[-1].append(example)
    if generator:
        generator.shuffle(batches)
    yield from batches


def optimizer_of(teacher: Teacher) -> torch.optim.Optimizer:
    """AdamW with a small learning rate for the encoder and a larger one for what is new."""
    learned = [(name, weight) for name, weight in teacher.named_parameters() if weight.requires_grad]
    encoder = [weight for name, weight in learned if name.startswith("encoder.")]
    heads = [weight for name, weight in learned if not name.startswith("encoder.")]
    groups = [{"params": encoder, "lr": ENCODER_RATE}, {"params": heads, "lr": HEADS_RATE}]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


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
        layers = teacher.encode(batch)
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


def shape_of(word: str) -> str:
    """How a word is capitalized, which the uncased encoder cannot see: one of `SHAPES`."""
    if not any(map(str.isalpha, word)):
        return "number" if any(map(str.isdigit, word)) else "other"
    if word.islower():
        return "lower"
    if word.isupper() and len(word) > 1:
        return "UPPER"
    return "Capitalized" if word[0].isupper() and (len(word) == 1 or word[1:].islower()) else "miXed"


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


def _mean_of_pieces(layer: Tensor, batch: Batch) -> Tensor:
    rows, words = batch.word_mask.shape
    index = batch.word_of_piece.unsqueeze(2).expand_as(layer)
    sums = layer.new_zeros(rows, words + 1, layer.size(2)).scatter_add(1, index, layer)
    counts = layer.new_zeros(rows, words + 1).scatter_add(1, batch.word_of_piece, torch.ones_like(layer[..., 0]))
    return (sums / counts.clamp(min=1).unsqueeze(2))[:, :words]


def _cross_entropy(scores: Tensor, target: Tensor) -> Tensor:
    return F.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=IGNORED)
