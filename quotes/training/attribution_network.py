"""The learned model of attribution as a network: tags of words under a CRF, and links between them.

Each word gets a tag (outside, or the beginning or inside of a source, cue or content); a word of a content points at
the first word of its cue, the first word of a cue at that of its source, or at nothing. Tags and links come from one
encoder, whose input has been told of each word where it stands in quotations, and what the parse and the rules say.
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
from quotes.training.encoder import Encoder

LINK_SIZE = 128
WORD_DROPOUT = 0.06
CLUE_DROPOUT = 0.1
"""How many of the windows lack a kind of clue, for each kind but the first, so that the model does not rely on it."""

TAG_WEIGHT, CUE_WEIGHT, SOURCE_WEIGHT = 0.3, 0.3, 0.2
"""How much tags without their neighbours, links to cues and links to sources count, beside the CRF."""


@dataclass(frozen=True, slots=True)
class WindowBatch:
    """Windows as tensors: pieces with clues, the first piece of each word, and what is to be learned.

    ``cues`` and ``sources`` are the places that words point at: 0 for nothing, else 1 + the number of the word in the
    window. What is not to be learned is `IGNORED`.
    """

    pieces: Tensor
    mask: Tensor
    clues: Tensor
    first_pieces: Tensor
    tags: Tensor
    cues: Tensor
    sources: Tensor


class AttributionNetwork(nn.Module):
    """An encoder with heads for tags and for the two kinds of links."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        size = encoder.size
        self.clues = nn.Embedding(ROWS, size)
        nn.init.normal_(self.clues.weight, std=0.01)
        self.dropout = nn.Dropout(0.15)
        self.tags = nn.Sequential(nn.Linear(size, size), nn.GELU(), nn.Dropout(0.2), nn.Linear(size, len(TAGS)))
        self.content, self.cue = nn.Linear(size, LINK_SIZE), nn.Linear(size, LINK_SIZE)
        self.citing, self.source = nn.Linear(size, LINK_SIZE), nn.Linear(size, LINK_SIZE)
        self.nothing = nn.Parameter(torch.zeros(2, LINK_SIZE))
        self.cue_distance, self.source_distance = (nn.Parameter(torch.zeros(DISTANCES)) for _ in range(2))
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))

    def word_vectors(self, pieces: Tensor, mask: Tensor | None, clues: Tensor, first_pieces: Tensor) -> Tensor:
        """What the encoder makes of words, each by its first piece."""
        hidden = self.encoder(self.encoder.embed(pieces, self.clues(clues).sum(2)), mask)
        index = first_pieces.unsqueeze(2).expand(-1, -1, hidden.size(2))
        vectors: Tensor = self.dropout(hidden.gather(1, index))
        return vectors

    def forward(self, pieces: Tensor, mask: Tensor | None, clues: Tensor, first_pieces: Tensor) -> tuple[Tensor, ...]:
        """Scores of tags, and the four kinds of vectors whose products are the scores of links; no mask, no padding."""
        vectors = self.word_vectors(pieces, mask, clues, first_pieces)
        return (
            self.tags(vectors),
            self.content(vectors),
            self.cue(vectors),
            self.citing(vectors),
            self.source(vectors),
        )

    @torch.inference_mode()
    def run(self, encoded: Encoded) -> list[np.ndarray]:
        """What `forward` gives for a window."""
        inputs = map(torch.from_numpy, (encoded.pieces, encoded.features, encoded.first_pieces))
        with fast_arithmetic():
            return [output.float().numpy() for output in OneWindow(self)(*inputs)]

    def parameter_arrays(self) -> Parameters:
        """What is computed outside of the network."""
        names = Parameters.__dataclass_fields__
        return Parameters(**{name: getattr(self, name).detach().numpy().copy() for name in names})

    def link_scores(self, pointing: Tensor, pointed: Tensor, nothing: Tensor, distances: Tensor) -> Tensor:
        """Scores of links (windows x words x 1 + words): column 0 is nothing."""
        words = pointing.size(1)
        targets = torch.cat([nothing.expand(len(pointed), 1, -1), pointed], 1)
        scores = pointing @ targets.transpose(1, 2) / math.sqrt(LINK_SIZE)
        bias = distances[torch.from_numpy(distance_buckets(words))]
        return torch.cat([scores[:, :, :1], scores[:, :, 1:] + bias], 2)

    def loss(self, batch: WindowBatch, mask_piece: int, in_sequence: bool = True) -> Tensor:
        """The loss of a batch; some pieces are hidden behind `mask_piece`.

        Tags are learned as sequences under the CRF, or each for itself if not `in_sequence`.
        """
        pieces, clues = batch.pieces, batch.clues
        if self.training:
            hidden = (torch.rand(pieces.shape) < WORD_DROPOUT) & (pieces > mask_piece)
            pieces = torch.where(hidden, mask_piece, pieces)
            kept = torch.rand(clues.size(0), 1, clues.size(2)) >= CLUE_DROPOUT
            kept[:, :, 0] = True
            clues = clues * kept
        with fast_arithmetic():
            outputs = self(pieces, batch.mask, clues, batch.first_pieces)
        tags, content, cue, citing, source = (output.float() for output in outputs)
        present = batch.tags != IGNORED
        possible = F.pad(present, (1, 0), value=True).unsqueeze(1)
        to_cues = self.link_scores(content, cue, self.nothing[0], self.cue_distance).masked_fill(~possible, FORBIDDEN)
        to_sources = self.link_scores(citing, source, self.nothing[1], self.source_distance)
        to_sources = to_sources.masked_fill(~possible, FORBIDDEN)
        links = CUE_WEIGHT * _cross_entropy(to_cues, batch.cues) + SOURCE_WEIGHT * _cross_entropy(
            to_sources, batch.sources
        )
        alone = _cross_entropy(tags, batch.tags)
        if not in_sequence:
            return links + alone
        transitions = self.transitions.masked_fill(~torch.from_numpy(allowed_steps(TAGS)), FORBIDDEN)
        return links + TAG_WEIGHT * alone + crf_loss(tags, batch.tags, transitions)


def _cross_entropy(scores: Tensor, targets: Tensor) -> Tensor:
    wanted = targets != IGNORED
    return F.cross_entropy(scores[wanted], targets[wanted]) if wanted.any() else scores.sum() * 0


class OneWindow(nn.Module):
    """The network as it is run and exported: for a window at a time, which has no padding."""

    def __init__(self, network: AttributionNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, clues: Tensor, first_pieces: Tensor) -> tuple[Tensor, ...]:
        """As `AttributionNetwork.forward`."""
        outputs: tuple[Tensor, ...] = self.network(pieces, None, clues, first_pieces)
        return outputs


def fast_arithmetic() -> torch.autocast:
    """Products of matrices in 16 bits where the processor has instructions for them: twice as fast, no worse."""
    return torch.autocast("cpu", torch.bfloat16, enabled=torch.cpu._is_avx512_bf16_supported())
