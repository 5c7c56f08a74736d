"""Loss of a linear-chain CRF."""

from __future__ import annotations

import torch
from torch import Tensor

IGNORED = -100
"""Label of padding and of whatever else has no loss."""

FORBIDDEN = -1e4
"""Score of an impossible label or transition."""


def crf_loss(scores: Tensor, tags: Tensor, transitions: Tensor) -> Tensor:
    """Return the negative log-likelihood, per word, of the right tag sequences.

    `scores` are sequences x words x tags; `tags` (sequences x words) has the numbers of the right tags, and `IGNORED`
    after the end of a sequence; ``transitions[one, other]`` is the score of tag `one` before tag `other`.
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
