"""Network of the learned model of attribution: tags of words under a CRF, and pointers between words.

Each word gets a tag (outside, or the beginning or inside of a source, cue or content); a word of a content points at
the first word of its cue, the first word of a cue at that of its source, or at nothing. All come from one encoder. Its
input has, beside each word piece, the place of the word in quotations and the scheme that is asked for.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from quotes.networks.viterbi import allowed_steps
from quotes.statements.learned.attribution_decoding import DISTANCES, distance_buckets
from quotes.statements.learned.attribution_model import Parameters
from quotes.statements.learned.attribution_tags import TAGS
from quotes.statements.learned.features import ROWS
from quotes.statements.learned.window_encoding import Encoded
from quotes.training.crf import FORBIDDEN, IGNORED, crf_loss
from quotes.training.encoder import Encoder, fast_arithmetic

POINTER_SIZE = 128
WORD_DROPOUT = 0.06

TAG_WEIGHT, CUE_WEIGHT, SOURCE_WEIGHT = 0.3, 0.3, 0.2
"""Weights of the losses of single tags, pointers to cues and pointers to sources, beside the CRF's 1."""


@dataclass(frozen=True, slots=True)
class WindowBatch:
    """Windows as tensors: pieces with their features, the first piece of each word, and the labels.

    ``cues`` and ``sources`` are the words pointed at: 0 for nothing, else 1 + the number of the word in the window.
    Labels that are not learned are `IGNORED`.
    """

    pieces: Tensor
    mask: Tensor
    features: Tensor
    first_pieces: Tensor
    tags: Tensor
    cues: Tensor
    sources: Tensor


class AttributionNetwork(nn.Module):
    """An encoder with heads for tags and for the two kinds of pointers."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        size = encoder.size
        self.features = nn.Embedding(ROWS, size)
        nn.init.normal_(self.features.weight, std=0.01)
        self.dropout = nn.Dropout(0.15)
        self.tags = nn.Sequential(nn.Linear(size, size), nn.GELU(), nn.Dropout(0.2), nn.Linear(size, len(TAGS)))
        self.content, self.cue = nn.Linear(size, POINTER_SIZE), nn.Linear(size, POINTER_SIZE)
        self.citing, self.source = nn.Linear(size, POINTER_SIZE), nn.Linear(size, POINTER_SIZE)
        self.nothing = nn.Parameter(torch.zeros(2, POINTER_SIZE))
        self.cue_distance, self.source_distance = (nn.Parameter(torch.zeros(DISTANCES)) for _ in range(2))
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))

    def forward(
        self, pieces: Tensor, mask: Tensor | None, features: Tensor, first_pieces: Tensor
    ) -> tuple[Tensor, ...]:
        """Return the scores of tags, and the four kinds of vectors whose products are the scores of pointers.

        The vector of a word is that of its first piece. Without a `mask` there is no padding.
        """
        hidden = self.encoder.all_layers(pieces, mask, self.features(features).sum(2))[-1]
        vectors = self.dropout(hidden.gather(1, first_pieces.unsqueeze(2).expand(-1, -1, hidden.size(2))))
        return tuple(head(vectors) for head in (self.tags, self.content, self.cue, self.citing, self.source))

    @torch.inference_mode()
    def run(self, encoded: Encoded) -> list[np.ndarray]:
        """Return the outputs of `OneWindow` for a window as arrays."""
        inputs = map(torch.from_numpy, (encoded.pieces, encoded.features, encoded.first_pieces))
        with fast_arithmetic():
            return [output.float().numpy() for output in OneWindow(self)(*inputs)]

    def parameter_arrays(self) -> Parameters:
        """Return the parameters that are applied outside of the exported network."""
        names = Parameters.__dataclass_fields__
        return Parameters(**{name: getattr(self, name).detach().numpy().copy() for name in names})

    def pointer_scores(self, pointing: Tensor, pointed: Tensor, nothing: Tensor, distances: Tensor) -> Tensor:
        """Return the scores of pointers (windows x words x 1 + words); column 0 stands for nothing."""
        words = pointing.size(1)
        targets = torch.cat([nothing.expand(len(pointed), 1, -1), pointed], 1)
        scores = pointing @ targets.transpose(1, 2) / math.sqrt(POINTER_SIZE)
        bias = distances[torch.from_numpy(distance_buckets(words))]
        return torch.cat([scores[:, :, :1], scores[:, :, 1:] + bias], 2)

    def loss(self, batch: WindowBatch, mask_piece: int, in_sequence: bool = True) -> Tensor:
        """Return the loss of a batch; in training some pieces are replaced by `mask_piece`.

        Tags are learned as sequences under the CRF if `in_sequence`, else one by one.
        """
        pieces, features = batch.pieces, batch.features
        if self.training:
            hidden = (torch.rand(pieces.shape) < WORD_DROPOUT) & (pieces > mask_piece)
            pieces = torch.where(hidden, mask_piece, pieces)
        with fast_arithmetic():
            outputs = self(pieces, batch.mask, features, batch.first_pieces)
        tags, content, cue, citing, source = (output.float() for output in outputs)
        present = batch.tags != IGNORED
        possible = F.pad(present, (1, 0), value=True).unsqueeze(1)
        to_cues = self.pointer_scores(content, cue, self.nothing[0], self.cue_distance)
        to_sources = self.pointer_scores(citing, source, self.nothing[1], self.source_distance)
        cue_loss = _cross_entropy(to_cues.masked_fill(~possible, FORBIDDEN), batch.cues)
        source_loss = _cross_entropy(to_sources.masked_fill(~possible, FORBIDDEN), batch.sources)
        pointers = CUE_WEIGHT * cue_loss + SOURCE_WEIGHT * source_loss
        alone = _cross_entropy(tags, batch.tags)
        if not in_sequence:
            return pointers + alone
        transitions = self.transitions.masked_fill(~torch.from_numpy(allowed_steps(TAGS)), FORBIDDEN)
        return pointers + TAG_WEIGHT * alone + crf_loss(tags, batch.tags, transitions)


def _cross_entropy(scores: Tensor, targets: Tensor) -> Tensor:
    wanted = targets != IGNORED
    return F.cross_entropy(scores[wanted], targets[wanted]) if wanted.any() else scores.sum() * 0


class OneWindow(nn.Module):
    """Network in the form that is run and exported: for one window at a time, without padding."""

    def __init__(self, network: AttributionNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, features: Tensor, first_pieces: Tensor) -> tuple[Tensor, ...]:
        """Return the outputs of `AttributionNetwork.forward` without a mask."""
        outputs: tuple[Tensor, ...] = self.network(pieces, None, features, first_pieces)
        return outputs
