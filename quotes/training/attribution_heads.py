"""Heads of the joint network for attribution: tags of units under a CRF, and pointers between units, for each scheme.

A unit of a content points at the first unit of its cue, the first unit of a cue at that of its source, or at nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from quotes.networks.viterbi import allowed_steps
from quotes.parsing.joint.attribution_scores import DISTANCES, POINTER_SIZE, distance_buckets
from quotes.parsing.joint.attribution_tags import TAGS
from quotes.training.crf import FORBIDDEN, IGNORED, crf_loss

TAG_WEIGHT, CUE_WEIGHT, SOURCE_WEIGHT = 0.3, 0.3, 0.2
"""Weights of the losses of single tags, pointers to cues and pointers to sources, beside the CRF's 1."""

TAUGHT_WEIGHT = 0.5
"""Weight of the tags that a teacher gives, beside the 1 of those that people give."""


@dataclass(frozen=True, slots=True)
class AttributionTargets:
    """Labels of one scheme, windows x units.

    ``tags`` are those of people, ``taught`` (windows x units x tags) the probabilities that a teacher gives, 0 where it
    gives none. ``cues`` and ``sources`` are the units pointed at: 0 for nothing, else 1 + the number of the unit in the
    window. What is not learned is `IGNORED`.
    """

    tags: Tensor
    taught: Tensor
    cues: Tensor
    sources: Tensor

    def rows(self, chosen: Tensor) -> AttributionTargets:
        """Return the targets of some of the windows."""
        return AttributionTargets(self.tags[chosen], self.taught[chosen], self.cues[chosen], self.sources[chosen])


class AttributionHead(nn.Module):
    """Tags and pointers of one scheme, from the vectors of units."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.tags = nn.Sequential(
            nn.Linear(size, size // 2), nn.GELU(), nn.Dropout(0.2), nn.Linear(size // 2, len(TAGS))
        )
        self.pointers = nn.Linear(size, 4 * POINTER_SIZE)
        self.nothing = nn.Parameter(torch.zeros(2, POINTER_SIZE))
        self.distances = nn.Parameter(torch.zeros(2, DISTANCES))
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))

    def forward(self, vectors: Tensor) -> Tensor:
        """Return scores of tags, and four kinds of vectors whose products are the scores of pointers, in one row.

        The vectors are those of contents, of cues, of cues as they point at sources, and of sources.
        """
        return torch.cat([self.tags(vectors), self.pointers(vectors)], -1)

    def pointer_scores(self, number: int, pointing: Tensor, pointed: Tensor) -> Tensor:
        """Return the scores of the pointers of one kind (windows x units x 1 + units); column 0 stands for nothing."""
        targets = torch.cat([self.nothing[number].expand(len(pointed), 1, -1), pointed], 1)
        scores = pointing @ targets.transpose(1, 2) / math.sqrt(POINTER_SIZE)
        bias = self.distances[number][torch.from_numpy(distance_buckets(pointing.size(1)))]
        return torch.cat([scores[:, :, :1], scores[:, :, 1:] + bias], 2)

    def loss(self, output: Tensor, targets: AttributionTargets, present: Tensor) -> Tensor:
        """Return the loss of what `forward` has returned; `present` (windows x units) is False for padding."""
        tags, *vectors = output.split([len(TAGS), *[POINTER_SIZE] * 4], -1)
        possible = F.pad(present, (1, 0), value=True).unsqueeze(1)
        loss: Tensor = tags.sum() * 0
        pairs = ((CUE_WEIGHT, targets.cues), (SOURCE_WEIGHT, targets.sources))
        for number, (weight, wanted) in enumerate(pairs):
            scores = self.pointer_scores(number, *vectors[2 * number : 2 * number + 2])
            loss = loss + weight * _cross_entropy(scores.masked_fill(~possible, FORBIDDEN), wanted)
        by_people = (targets.tags != IGNORED).any(1)
        share = targets.tags.ne(IGNORED).sum() / present.sum()
        if by_people.any():
            transitions = self.transitions.masked_fill(~torch.from_numpy(allowed_steps(TAGS)), FORBIDDEN)
            in_sequence = crf_loss(tags[by_people], targets.tags[by_people], transitions)
            loss = loss + share * (in_sequence + TAG_WEIGHT * _cross_entropy(tags, targets.tags))
        taught = -(targets.taught * tags.log_softmax(-1)).sum() / present.sum()
        loss = loss + TAUGHT_WEIGHT * taught
        return loss


def _cross_entropy(scores: Tensor, targets: Tensor) -> Tensor:
    wanted = targets != IGNORED
    return F.cross_entropy(scores[wanted], targets[wanted]) if wanted.any() else scores.sum() * 0
