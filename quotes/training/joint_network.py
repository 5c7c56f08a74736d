"""Joint network for words, sentences, tags, lemmas, trees, entities and attributions: one encoder, a head for each.

The labels of a word stand at its first unit. Trees and sequences of entity tags stay within a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence

from quotes.networks.viterbi import allowed_ends, allowed_steps
from quotes.parsing.joint.attribution_tags import SCHEMES, Scheme
from quotes.parsing.joint.joint_labels import Labels, boundary_numbers
from quotes.parsing.joint.mention_vectors import MENTION_SIZE
from quotes.parsing.joint.windows import KINDS_OF_PIECES, SentenceWindow, WindowInput
from quotes.training.attribution_heads import AttributionHead, AttributionTargets
from quotes.training.crf import FORBIDDEN, IGNORED, crf_loss
from quotes.training.encoder import Encoder, after_each
from quotes.training.large_encoder import LargeEncoder

ARC_SIZE, RELATION_SIZE = 256, 100
TASKS = 6
"""Number of tasks: boundaries; tags and lemmas; trees; entities; attributions by the schemes ``everyday``, ``polnear``.

What the encoder's last layers give for the last of them is only learned, so that they learn from all articles; in use
it has layers of its own.
"""

OWN_LAYERS = 3
"""Number of layers that serve the scheme ``polnear`` alone, in the place of as many of the encoder's last ones."""

SHARED = -1 - OWN_LAYERS
"""Place of their input among the vectors before and after the layers of the encoder."""

MIXED_LAYERS = 3
"""Number of the encoder's last layers that are mixed, with other weights for each task."""

ATTRIBUTION_WEIGHT, OWN_WEIGHT = 2.5, 1.5
"""Weights of the losses of attributions, and of those out of the layers of the scheme ``polnear``."""

REFERRING_LAYERS = (1 / 3, 2 / 3, 1)
"""Layers of the encoder out of which the vectors of mentions are made, as shares of their number."""

HIDDEN_PIECES = 0.04
"""Share of the pieces that are hidden in training."""

HIDDEN_NAMES = 0.15
"""Share of the words of entities that are hidden as a whole, so that the network learns from their context."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows as tensors (windows x pieces, windows x units), and the labels of their units, where they are known.

    ``units`` is False for padding. ``sentences`` has the number of the sentence at the first unit of each word, and -1
    elsewhere. ``heads`` are numbers of units in the window, counted from 1; 0 is the root. ``attributions`` has the
    targets of each scheme.
    """

    pieces: Tensor
    mask: Tensor
    kinds: Tensor
    first_pieces: Tensor
    last_pieces: Tensor
    units: Tensor
    sentences: Tensor
    boundaries: Tensor | None = None
    upos: Tensor | None = None
    xpos: Tensor | None = None
    lemmas: Tensor | None = None
    heads: Tensor | None = None
    relations: Tensor | None = None
    entities: Tensor | None = None
    attributions: Sequence[AttributionTargets] | None = None


class JointNetwork(nn.Module):
    """An encoder with the heads of all tasks, and layers more for one of them."""

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
        self.everyday, self.polnear, self.all_layers_polnear = (AttributionHead(2 * size) for _ in range(3))
        self.mentions = nn.Linear(len(REFERRING_LAYERS) * size, 2 * MENTION_SIZE)
        self.nobody = nn.Parameter(torch.zeros(MENTION_SIZE))
        self.own = nn.ModuleList(map(deepcopy, encoder.last_layers(OWN_LAYERS)))
        self.outside = labels.entities.index("O")
        self.allowed = torch.from_numpy(allowed_steps(labels.entities))
        self.first, self.last = map(torch.from_numpy, allowed_ends(labels.entities))

    def unit_vectors(self, hidden: Sequence[Tensor], first_pieces: Tensor, last_pieces: Tensor) -> list[Tensor]:
        """Return for each task the vectors of units, out of those of pieces after each layer of the encoder."""
        layers = hidden[-MIXED_LAYERS:]
        weights = self.mixes.softmax(1)
        results = []
        for task in range(TASKS):
            mixed = sum(weights[task, number] * layer for number, layer in enumerate(layers))
            assert isinstance(mixed, Tensor)
            results.append(self.dropout(of_units(mixed, first_pieces, last_pieces)))
        return results

    def all_layers(self, pieces: Tensor, mask: Tensor | None, kinds: Tensor) -> list[Tensor]:
        """Return the vectors of pieces before the encoder's first layer and after each layer."""
        return self.encoder.all_layers(pieces, mask, self.kind(kinds))

    def outputs(self, vectors: Sequence[Tensor]) -> tuple[Tensor, ...]:
        """Return the scores of all labels but those of the scheme ``polnear``, for the vectors of units for each task.

        They are the scores of the boundaries behind units; of their UPOS and XPOS tags, lemmas and entity tags; of arcs
        (units x root and units); the two factors of the scores of relations: of units as dependents, and of root and
        units as heads; and what `AttributionHead` returns for the scheme ``everyday``.
        """
        boundaries, tags, tree, entities, everyday, _ = vectors
        heads = torch.cat([self.root.expand(tree.size(0), 1, -1), tree], 1)
        arcs = _with_one(self.dropout(self.arc_dependent(tree))) @ self.arc
        arcs = arcs @ self.dropout(self.arc_head(heads)).transpose(1, 2)
        dependents = _with_one(self.dropout(self.relation_dependent(tree)))
        relation_heads = _with_one(self.dropout(self.relation_head(heads)))
        scores = self.boundaries(boundaries), self.upos(tags), self.xpos(tags), self.lemmas(tags)
        return *scores, self.entities(entities), arcs, dependents, relation_heads, self.everyday(everyday)

    def all_acts(self, shared: Tensor, mask: Tensor | None, first_pieces: Tensor, last_pieces: Tensor) -> Tensor:
        """Return what `AttributionHead` returns for the scheme ``polnear``, out of vectors of pieces.

        They are those at the place `SHARED`.
        """
        vectors = of_units(after_each(self.own, shared, mask)[-1], first_pieces, last_pieces)
        scores: Tensor = self.polnear(self.dropout(vectors))
        return scores

    def states(self, hidden: Sequence[Tensor], first_pieces: Tensor) -> Tensor:
        """Return what the vectors of mentions are made of: the vectors of units after some layers, joined."""
        chosen = [hidden[round(share * (len(hidden) - 1))] for share in REFERRING_LAYERS]
        return torch.cat([_of_pieces(vectors, first_pieces) for vectors in chosen], 2)

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
        hidden_vectors = self.all_layers(pieces, batch.mask, batch.kinds)
        vectors = self.unit_vectors(hidden_vectors, batch.first_pieces, batch.last_pieces)
        boundaries, upos, xpos, lemmas, entities, arcs, dependents, heads, everyday = (
            output.float() for output in self.outputs(vectors)
        )
        words = batch.sentences >= 0
        loss: Tensor = entities.new_zeros(())
        if batch.attributions is not None:
            loss = loss + self._attribution_loss(batch, batch.attributions, hidden_vectors, vectors[-1], everyday)
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

    def _attribution_loss(
        self,
        batch: Batch,
        targets: Sequence[AttributionTargets],
        hidden: Sequence[Tensor],
        vectors: Tensor,
        everyday: Tensor,
    ) -> Tensor:
        """Return the loss of attributions by both schemes; `vectors` are those of units for the last task."""
        of_everyday, of_polnear = (targets[SCHEMES.index(scheme)] for scheme in ("everyday", "polnear"))
        loss = self.everyday.loss(everyday, of_everyday, batch.units)
        loss = loss + self.all_layers_polnear.loss(self.all_layers_polnear(vectors).float(), of_polnear, batch.units)
        loss = ATTRIBUTION_WEIGHT * loss
        rows = (of_polnear.tags != IGNORED).any(1)
        if rows.any():
            texts = hidden[SHARED][rows], batch.mask[rows], batch.first_pieces[rows], batch.last_pieces[rows]
            own = self.polnear.loss(self.all_acts(*texts).float(), of_polnear.rows(rows), batch.units[rows])
            loss = loss + OWN_WEIGHT * rows.float().mean() * own
        return loss

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

    def attribution_arrays(self) -> dict[Scheme, dict[str, NDArray[np.floating]]]:
        """Return the parameters of attribution that are applied outside of the exported network."""
        heads: dict[Scheme, AttributionHead] = {"polnear": self.polnear, "everyday": self.everyday}
        names = ("transitions", "nothing", "distances")
        return {
            scheme: {name: getattr(head, name).detach().numpy().copy() for name in names}
            for scheme, head in heads.items()
        }

    @torch.inference_mode()
    def run(self, window: WindowInput, all_acts: bool) -> list[NDArray[np.floating]]:
        """Return the outputs of the exported network for a window as arrays."""
        inputs = [torch.from_numpy(part).unsqueeze(0) for part in window]
        *outputs, shared = OneWindow(self)(*inputs)
        own = OwnLayers(self)(shared, *inputs[2:]) if all_acts else outputs[-1][:, :0]
        return [output.float()[0].numpy() for output in (*outputs, own)]


class OneWindow(nn.Module):
    """Network in the form that is run and exported: for one window at a time, without padding."""

    def __init__(self, network: JointNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, kinds: Tensor, first_pieces: Tensor, last_pieces: Tensor) -> tuple[Tensor, ...]:
        """Return the outputs of the network in the order of `Scores`, but for the scheme ``polnear``.

        The factor of dependents is multiplied by the weights. The last one is what `OwnLayers` takes.
        """
        network = self.network
        hidden = network.all_layers(pieces, None, kinds)
        vectors = network.unit_vectors(hidden, first_pieces, last_pieces)
        *others, dependents, heads, everyday = network.outputs(vectors)
        mentions = network.mentions(network.states(hidden, first_pieces))
        return *others, dependents @ network.relation, heads, mentions, everyday, hidden[SHARED]


class OwnLayers(nn.Module):
    """The part of the network that serves the scheme ``polnear`` alone, in the same form."""

    def __init__(self, network: JointNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, shared: Tensor, first_pieces: Tensor, last_pieces: Tensor) -> Tensor:
        """Return the output of `JointNetwork.all_acts`."""
        return self.network.all_acts(shared, None, first_pieces, last_pieces)


def of_units(vectors: Tensor, first_pieces: Tensor, last_pieces: Tensor) -> Tensor:
    """Return the vectors of units: those of the first and the last piece of each, joined."""
    return torch.cat([_of_pieces(vectors, pieces) for pieces in (first_pieces, last_pieces)], 2)


def _of_pieces(vectors: Tensor, pieces: Tensor) -> Tensor:
    if torch.onnx.is_in_onnx_export():  # of one window
        return vectors.index_select(1, pieces[0])  # takes less time
    return vectors.gather(1, pieces.unsqueeze(2).expand(-1, -1, vectors.size(2)))


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
        name: padded([getattr(window, name) for window in encoded], 0)
        for name in ("pieces", "kinds", "first_pieces", "last_pieces")
    }
    mask = padded([torch.ones(len(window.pieces), dtype=torch.bool) for window in encoded], False)
    units = padded([torch.ones(len(window.first_pieces), dtype=torch.bool) for window in encoded], False)
    sentences = padded([window.sentence_numbers() for window in windows], -1)
    known: dict[str, Any] = {"mask": mask, "units": units, "sentences": sentences, **texts}
    first = windows[0].sentences[0]
    if first.entities is not None:
        known["entities"] = padded([labels.entity_numbers(window) for window in windows], IGNORED)
    else:  # the boundaries of articles are made up
        known["boundaries"] = padded([boundary_numbers(window) for window in windows], IGNORED)
    if first.heads is None:
        return Batch(**known)
    columns = [labels.tree_numbers(window) for window in windows]
    names = ("upos", "xpos", "lemmas", "heads", "relations")
    tree = {name: padded([column[part] for column in columns], IGNORED) for part, name in enumerate(names)}
    return Batch(**known | tree)


def padded(rows: Sequence[object], value: int | bool) -> Tensor:
    """Return rows of numbers as one tensor, the shorter ones filled up with a value."""
    return pad_sequence([torch.as_tensor(row) for row in rows], batch_first=True, padding_value=value)


def _perceptron(inner: int, outer: int) -> nn.Module:
    return nn.Sequential(nn.Linear(inner, outer), nn.GELU())


def _with_one(vectors: Tensor) -> Tensor:
    return torch.cat([vectors, vectors.new_ones(*vectors.shape[:-1], 1)], -1)
