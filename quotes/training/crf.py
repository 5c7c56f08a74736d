"""A linear-chain CRF: the loss of sequences of tags, which depends on what may follow what."""

from __future__ import annotations

import torch
from torch import Tensor

IGNORED = -100
"""The tag of what is no word."""

FORBIDDEN = -1e4
"""The score of what may not be."""


def crf_loss(scores: Tensor, tags: Tensor, transitions: Tensor) -> Tensor:
    """Negative log-likelihood, per word, of the right sequences of tags.

    `scores` are of sequences x words x tags, `tags` the numbers of the right ones, `IGNORED` after the end of a
    sequence; ``transitions[one, other]`` is the score of one tag being followed by the other.
    """
    present = tags != IGNORED
    right = tags.clamp(min=0)
    chosen = (scores.gather(2, right.unsqueeze(2)).squeeze(2) * present).sum()
    chosen = chosen + (transitions[right[:, :-1], right[:, 1:]] * present[:, 1:]).sum()
    forward = scores[:, 0]
    for number in range(1, scores.size(1)):
        following = torch.logsumexp(forward.unsqueeze(2) + transitions, 1) + scores[:, number]
        forward = torch.where(present[:, number, None], following, forward)
    return (torch.logsumexp(forward, 1).sum() - chosen) / present.sum()
