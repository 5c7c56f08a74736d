"""A smoothed encoder computes the same, with inputs of its layers that are more alike."""

from __future__ import annotations

import torch

from quotes.training.encoder import Encoder
from quotes.training.smoothing import Smoothed, smooth


def test_a_smoothed_encoder_computes_the_same() -> None:
    torch.manual_seed(1)
    encoder = Encoder(layers=2, size=16, inner=24, heads=2, vocabulary=40, positions=20).eval()
    encoder.layers[0].norm.weight.data[3] = 50.0  # a large dimension
    pieces = torch.randint(0, 40, (1, 12))

    @torch.inference_mode()
    def run() -> torch.Tensor:
        return encoder.all_layers(pieces, None)[-1]

    expected = run()
    smooth(encoder, run)
    assert torch.allclose(run(), expected, atol=1e-4)
    query = encoder.layers[1].query
    assert isinstance(query, Smoothed)
    assert query.reciprocals.argmin() == 3  # which is made the smallest
    assert query.reciprocals.equal(encoder.layers[1].key.reciprocals)
    assert not isinstance(encoder.layers[1].narrow, Smoothed)
