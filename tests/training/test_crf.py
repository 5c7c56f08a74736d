"""The loss of sequences of tags."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

import torch

from quotes.networks.viterbi import allowed_steps
from quotes.parsing.joint.attribution_tags import CONTENT, CUE, TAGS
from quotes.training.crf import FORBIDDEN, IGNORED, crf_loss


def test_the_loss_is_that_of_all_sequences_of_tags() -> None:
    scores = torch.randn(2, 3, len(TAGS), generator=torch.Generator().manual_seed(1))
    transitions = torch.randn(len(TAGS), len(TAGS), generator=torch.Generator().manual_seed(2))
    tags = torch.tensor([[0, CUE, CUE + 1], [CONTENT, CONTENT + 1, IGNORED]])
    steps = transitions.masked_fill(~torch.from_numpy(allowed_steps(TAGS)), FORBIDDEN)

    def score(row: int, path: Sequence[int]) -> torch.Tensor:
        emitted = sum((scores[row, place, tag] for place, tag in enumerate(path)), torch.tensor(0.0))
        return emitted + sum((steps[one, other] for one, other in pairwise(path)), torch.tensor(0.0))

    def all_paths(row: int, length: int) -> torch.Tensor:
        return torch.logsumexp(torch.stack([score(row, path) for path in product(range(len(TAGS)), repeat=length)]), 0)

    expected = all_paths(0, 3) - score(0, [0, CUE, CUE + 1]) + all_paths(1, 2) - score(1, [CONTENT, CONTENT + 1])
    assert torch.allclose(crf_loss(scores, tags, steps), expected / 5, atol=1e-4)
