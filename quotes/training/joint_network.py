"""Joint network for words, sentences, tags, lemmas, trees and entities: one encoder, and a head for each task.

The labels of a word stand at its first unit. Trees and sequences of entity tags stay within a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence

from quotes.networks.viterbi import allowed_ends, allowed_steps
from quotes.parsing.joint.joint_labels import Labels, boundary_numbers
from quotes.parsing.joint.windows import KINDS_OF_PIECES, SentenceWindow, WindowInput
from quotes.training.crf import FORBIDDEN, IGNORED, crf_loss
from quotes.training.encoder import Encoder
from quotes.training.large_encoder import LargeEncoder

ARC_SIZE, RELATION_SIZE = 256, 100
TASKS = 4
"""Number of tasks: boundaries; tags and lemmas; trees; entities."""

MIXED_LAYERS = 3
"""Number of the encoder's last layers that are mixed, with other weights for each task."""

HIDDEN_PIECES = 0.04
"""Share of the pieces that are hidden in training."""

HIDDEN_NAMES = 0.15
"""Share of the words of entities that are hidden as a whole, so that the network learns from their context."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows as tensors (windows x pieces, windows x units), and the labels of their units, where they are known.

    ``sentences`` has the number of the sentence at the first unit of each word, and -1 elsewhere. ``heads`` are numbers
    of units in the window, counted from 1; 0 is the root.
    """

    pieces: Tensor
    mask: Tensor
    kinds: Tensor
    first_pieces: Tensor
    last_pieces: Tensor
    sentences: Tensor
    boundaries: Tensor | None = None
    upos: Tensor | None = None
    xpos: Tensor | None = None
    lemmas: Tensor | None = None
    heads: Tensor | None = None
    relations: Tensor | None = None
    entities: Tensor | None = None


class JointNetwork(nn.Module):
    """An encoder with the heads of all tasks."""

    def __init__(self, encoder: Encoder | LargeEncoder, labels: Labels) -> None:
        super().__init__()
        self.encoder = encoder
        self.labels = labels
        size = encoder.size
        self.kind = nn.Embedding(KINDS_OF_PIECES, size)
        nn.init.normal_(self.kind.weight, std=0.01)
        self.mixes = nn.Parameter(torch.zeros(TASKS, MIXED_LAYERS))
        self.dropout = nn.Dropout(0.2)
        self.boundaries = nn.Linear(2 * size, 4)
        self.upos = nn.Linear(2 * size, len(labels.upos))
        self.xpos = nn.Linear(2 * size, len(labels.xpos))
        self.lemmas = nn.Linear(2 * size, len(labels.lemmas))
        self.arc_dependent, self.arc_head = _perceptron(2 * size, ARC_SIZE), _perceptron(2 * size, ARC_SIZE)
        self.relation_dependent = _perceptron(2 * size, RELATION_SIZE)
        self.relation_head = _perceptron(2 * size, RELATION_SIZE)
        self.root = nn.Parameter(torch.randn(2 * size) * 0.02)
        self.arc = nn.Parameter(torch.zeros(ARC_SIZE + 1, ARC_SIZE))
        self.relation = nn.Parameter(torch.zeros(RELATION_SIZE + 1, len(labels.relations) * (RELATION_SIZE + 1)))
        self.entities = nn.Sequential(
            nn.Linear(2 * size, size), nn.GELU(), nn.Dropout(0.2), nn.Linear(size, len(labels.entities))
        )
        self.transitions = nn.Parameter(torch.zeros(len(labels.entities), len(labels.entities)))
        self.outside = labels.entities.index("O")
        self.allowed = torch.from_numpy(allowed_steps(labels.entities))
        self.first, self.last = map(torch.from_numpy, allowed_ends(labels.entities))

    def unit_vectors(
        self, pieces: Tensor, mask: Tensor | None, kinds: Tensor, first_pieces: Tensor, last_pieces: Tensor
    ) -> list[Tensor]:
        """Return for each task the vectors of units: those of the first and the last piece of each, joined."""
        layers = self.encoder.all_layers(pieces, mask, self.kind(kinds))[-MIXED_LAYERS:]
        weights = self.mixes.softmax(1)
        results = []
        for task in range(TASKS):
            mixed = sum(weights[task, number] * layer for number, layer in enumerate(layers))
            assert isinstance(mixed, Tensor)
            parts = [
                mixed.gather(1, index.unsqueeze(2).expand(-1, -1, mixed.size(2)))
                for index in (first_pieces, last_pieces)
            ]
            results.append(self.dropout(torch.cat(parts, 2)))
        return results

    def forward(
        self, pieces: Tensor, mask: Tensor | None, kinds: Tensor, first_pieces: Tensor, last_pieces: Tensor
    ) -> tuple[Tensor, ...]:
        """Return the scores of all labels.

        They are the scores of the boundaries behind units; of their UPOS and XPOS tags, lemmas and entity tags; of arcs
        (units x root and units); and the two factors of those of relations: of units as dependents, and of root and
        units as heads.
        """
        boundaries, tags, tree, entities = self.unit_vectors(pieces, mask, kinds, first_pieces, last_pieces)
        heads = torch.cat([self.root.expand(tree.size(0), 1, -1), tree], 1)
        arcs = _with_one(self.dropout(self.arc_dependent(tree))) @ self.arc
        arcs = arcs @ self.dropout(self.arc_head(heads)).transpose(1, 2)
        dependents = _with_one(self.dropout(self.relation_dependent(tree)))
        relation_heads = _with_one(self.dropout(self.relation_head(heads)))
        scores = self.boundaries(boundaries), self.upos(tags), self.xpos(tags), self.lemmas(tags)
        return *scores, self.entities(entities), arcs, dependents, relation_heads

    def relation_scores(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Return the scores of relations (units x relations) between units and their heads (units x size each)."""
        inner = (dependents @ self.relation).view(len(dependents), -1, heads.size(1))
        return torch.bmm(inner, heads.unsqueeze(2)).squeeze(2)

    def loss(self, batch: Batch, mask_piece: int) -> Tensor:
        """Return the summed loss of all labels that a batch has; some pieces are replaced by `mask_piece`."""
        hidden = (torch.rand(batch.pieces.shape) < HIDDEN_PIECES) & batch.mask
        if batch.entities is not None:
            hidden |= self.pieces_of_names(batch, batch.entities)
        pieces = batch.pieces.masked_fill(hidden, mask_piece)
        outputs = self(pieces, batch.mask, batch.kinds, batch.first_pieces, batch.last_pieces)
        boundaries, upos, xpos, lemmas, entities, arcs, dependents, heads = (output.float() for output in outputs)
        words = batch.sentences >= 0
        loss: Tensor = entities.new_zeros(())
        if batch.entities is not None:
            loss = loss + self._entity_loss(entities[words], batch.entities[words], batch.sentences)
        if batch.boundaries is not None:
            loss = loss + _where_known(boundaries.flatten(0, 1), batch.boundaries.flatten())
        if batch.heads is None:
            return loss
        assert batch.upos is not None and batch.xpos is not None
        assert batch.lemmas is not None and batch.relations is not None
        possible = possible_heads(batch.sentences)
        arcs = arcs.masked_fill(~possible, FORBIDDEN)
        chosen = batch.heads.clamp(min=0).unsqueeze(2).expand(-1, -1, heads.size(2))
        relations = self.relation_scores(dependents[words], heads.gather(1, chosen)[words])
        return (
            loss
            + F.cross_entropy(upos[words], batch.upos[words])
            + F.cross_entropy(xpos[words], batch.xpos[words])
            + _where_known(lemmas[words], batch.lemmas[words])
            + F.cross_entropy(arcs[words], batch.heads[words])
            + F.cross_entropy(relations, batch.relations[words])
        )

    def pieces_of_names(self, batch: Batch, entities: Tensor) -> Tensor:
        """Return a mask (windows x pieces) of the pieces of the first units of randomly chosen words of entities."""
        names = (batch.sentences >= 0) & (entities != self.outside)
        chosen = (names & (torch.rand(names.shape) < HIDDEN_NAMES)).long()
        edges = torch.zeros(chosen.size(0), batch.pieces.size(1) + 1, dtype=torch.long)
        edges.scatter_add_(1, batch.first_pieces, chosen).scatter_add_(1, batch.last_pieces + 1, -chosen)
        return edges.cumsum(1)[:, :-1] > 0

    def _entity_loss(self, scores: Tensor, right: Tensor, sentences: Tensor) -> Tensor:
        """Return the loss of entity tags; `scores` and `right` have all words of a batch in a row."""
        sizes = [int(size) for row in sentences for size in torch.unique(row[row >= 0], return_counts=True)[1]]
        ends = torch.tensor(sizes).cumsum(0) - 1
        impossible = torch.zeros_like(scores, dtype=torch.bool)
        impossible[ends + 1 - torch.tensor(sizes)] |= ~self.first
        impossible[ends] |= ~self.last
        by_sentence = scores.masked_fill(impossible, FORBIDDEN).split(sizes)
        transitions = self.transitions.masked_fill(~self.allowed, FORBIDDEN)
        tags = pad_sequence(list(right.split(sizes)), batch_first=True, padding_value=IGNORED)
        in_sequence = crf_loss(pad_sequence(list(by_sentence), batch_first=True), tags, transitions)
        return in_sequence + 0.3 * F.cross_entropy(scores, right)

    @torch.inference_mode()
    def run(self, window: WindowInput) -> list[NDArray[np.floating]]:
        """Return the outputs of `OneWindow` for a window as arrays."""
        inputs = [torch.from_numpy(part).unsqueeze(0) for part in window]
        return [output.float()[0].numpy() for output in OneWindow(self)(*inputs)]


class OneWindow(nn.Module):
    """Network in the form that is run and exported: for one window at a time, without padding."""

    def __init__(self, network: JointNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, kinds: Tensor, first_pieces: Tensor, last_pieces: Tensor) -> tuple[Tensor, ...]:
        """Return the outputs of `JointNetwork.forward`, with the factor of dependents multiplied by the weights."""
        *others, dependents, heads = self.network(pieces, None, kinds, first_pieces, last_pieces)
        return *others, dependents @ self.network.relation, heads


def _where_known(scores: Tensor, right: Tensor) -> Tensor:
    """Return the mean loss over the labels that are not `IGNORED`, 0 if there are none."""
    known = int((right != IGNORED).sum())
    return F.cross_entropy(scores, right, ignore_index=IGNORED, reduction="sum") / max(1, known)


def possible_heads(sentences: Tensor) -> Tensor:
    """Return a mask (windows x units x 1 + units) of possible heads: the root, and other words of the sentence."""
    same = (sentences.unsqueeze(2) == sentences.unsqueeze(1)) & (sentences >= 0).unsqueeze(1)
    same &= ~torch.eye(sentences.size(1), dtype=torch.bool)
    return F.pad(same, (1, 0), value=True)


def batch_of(windows: Sequence[SentenceWindow], encoded: Sequence[WindowInput], labels: Labels) -> Batch:
    """Return windows, padded to one length, as a batch."""
    texts = {
        name: _padded([getattr(window, name) for window in encoded], 0)
        for name in ("pieces", "kinds", "first_pieces", "last_pieces")
    }
    mask = _padded([torch.ones(len(window.pieces), dtype=torch.bool) for window in encoded], False)
    sentences = _padded([window.sentence_numbers() for window in windows], -1)
    known = {"mask": mask, "sentences": sentences, **texts}
    first = windows[0].sentences[0]
    if first.entities is not None:
        known["entities"] = _padded([labels.entity_numbers(window) for window in windows], IGNORED)
    else:  # the boundaries of articles are made up
        known["boundaries"] = _padded([boundary_numbers(window) for window in windows], IGNORED)
    if first.heads is None:
        return Batch(**known)
    columns = [labels.tree_numbers(window) for window in windows]
    names = ("upos", "xpos", "lemmas", "heads", "relations")
    tree = {name: _padded([column[part] for column in columns], IGNORED) for part, name in enumerate(names)}
    return Batch(**known, **tree)


def _padded(rows: Sequence[object], value: int | bool) -> Tensor:
    return pad_sequence([torch.as_tensor(row) for row in rows], batch_first=True, padding_value=value)


def _perceptron(inner: int, outer: int) -> nn.Module:
    return nn.Sequential(nn.Linear(inner, outer), nn.GELU())


def _with_one(vectors: Tensor) -> Tensor:
    return torch.cat([vectors, vectors.new_ones(*vectors.shape[:-1], 1)], -1)
