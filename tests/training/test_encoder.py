"""The encoder learns to bear the rounding of its weights."""

from __future__ import annotations

import pytest
import torch

from quotes.training.encoder import MOST_OF_WEIGHT, Encoder, Layer, learn_rounding


@pytest.fixture
def encoder() -> Encoder:
    torch.manual_seed(0)
    return Encoder(layers=2, size=16, inner=16, heads=2, vocabulary=40, positions=60)


MASK = torch.zeros(1, 1, 1, 5)


def test_layers_that_learn_rounding_round_in_training_alone(encoder: Encoder) -> None:
    layer = encoder.layers[0]
    hidden = torch.randn(1, 5, 16, requires_grad=True)
    exact = layer(hidden, MASK)
    learn_rounding(encoder)
    rounded = layer.train()(hidden, MASK)
    assert 0 < (rounded - exact).abs().max() < 0.1
    assert torch.equal(layer.eval()(hidden, MASK), exact)
    learn_rounding(encoder, False)
    assert torch.equal(layer.train()(hidden, MASK), exact)


def test_gradients_pass_the_rounding(encoder: Encoder) -> None:
    hidden = torch.randn(1, 5, 16)
    gradients = []
    for rounds in (False, True):
        learn_rounding(encoder, rounds)
        encoder.zero_grad()
        given = hidden.clone().requires_grad_()
        encoder.layers[0].train()(given, MASK).pow(3).sum().backward()
        assert given.grad is not None
        gradients.append([given.grad, *(weight.grad for weight in encoder.layers[0].parameters())])
    for exact, rounded in zip(*gradients, strict=True):
        assert exact is not None and rounded is not None
        assert (rounded - exact).norm() < 0.1 * exact.norm() + 1e-3


def test_rounded_weights_are_few_numbers_and_rounded_values_at_most_256() -> None:
    layer = Layer(16, 16, 2).train()
    layer.rounds = True
    weights = layer._product(layer.wide, torch.eye(16)) - layer.wide.bias  # inputs x outputs
    steps = layer.wide.weight.abs().amax(1) / MOST_OF_WEIGHT
    in_steps = weights / steps
    assert torch.allclose(in_steps, in_steps.round(), atol=1e-3) and in_steps.abs().max() <= MOST_OF_WEIGHT + 1e-3
    assert (weights.T - layer.wide.weight).abs().max() <= steps.max() / 2 + 1e-6
    values = torch.linspace(-1, 3, 5000)
    given = layer._given(values)
    assert len(given.unique().mul(1000).round().unique()) <= 256 and (given - values).abs().max() < 0.01
    assert layer._given(torch.zeros(3)).tolist() == [0, 0, 0]
