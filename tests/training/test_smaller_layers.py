"""Layers lose the heads and inner units that are missed least, and the others make up for them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from made_network import LABELS

from quotes.parsing.joint.windows import WindowInput
from quotes.training.encoder import Encoder, layers_in
from quotes.training.joint_network import JointNetwork, unexplained_by_all
from quotes.training.joint_training import load_network, save
from quotes.training.smaller_layers import make_smaller, without_columns


def inputs(seed: int = 0) -> torch.Tensor:
    """Values of 6 inputs, of which the second is twice the first one, and the last is always 0."""
    torch.manual_seed(seed)
    values = torch.randn(200, 6)
    values[:, 1], values[:, 5] = 2 * values[:, 0], 0
    return values


@pytest.mark.parametrize("kept", [4, 5])
def test_what_others_can_make_up_for_goes_first_and_costs_nothing(kept: int) -> None:
    values, weights = inputs(), torch.randn(3, 6)
    stay, left = without_columns(weights, (values.T @ values).double(), kept)
    assert 5 not in stay and len(stay) == kept and left.shape == (3, kept)
    assert len({0, 1} & set(stay.tolist())) == kept - 3
    assert torch.allclose(values[:, stay] @ left.T, values @ weights.T, atol=0.02)


def test_those_that_stay_are_the_best_of_all_subsets_that_lack_one() -> None:
    torch.manual_seed(3)
    values, weights = torch.randn(300, 5) @ torch.randn(5, 5), torch.randn(4, 5)
    stay, left = without_columns(weights, (values.T @ values).double(), 4)
    right = values @ weights.T
    errors = []
    for taken in range(5):
        others = [number for number in range(5) if number != taken]
        fitted = torch.linalg.lstsq(values[:, others], right).solution
        errors.append(float((values[:, others] @ fitted - right).pow(2).sum()))
    error = float((values[:, stay] @ left.T - right).pow(2).sum())
    assert error == pytest.approx(min(errors), rel=0.01)


def test_columns_that_belong_together_stay_together() -> None:
    torch.manual_seed(4)
    values, weights = torch.randn(100, 6), torch.randn(2, 6)
    weights[:, 2:4] *= 0.01
    stay, left = without_columns(weights, (values.T @ values).double(), 2, together=2)
    assert stay.tolist() == [0, 1, 4, 5] and left.shape == (2, 4)


def network() -> JointNetwork:
    torch.manual_seed(1)
    return JointNetwork(Encoder(layers=3, size=16, inner=16, heads=2, vocabulary=20, positions=40), LABELS).eval()


def window(seed: int) -> WindowInput:
    generator = np.random.default_rng(seed)
    places = np.arange(1, 6)
    return WindowInput(generator.integers(0, 20, 7), np.zeros(7, np.int64), places, places)


def test_the_less_is_taken_out_of_layers_the_less_changes() -> None:
    whole, smaller = network(), network()
    make_smaller(smaller, [window(seed) for seed in range(40)], inner=12, heads=2)
    assert [layer.narrow.in_features for _, layer in layers_in(smaller)] == [12] * 5
    assert [layer.heads for _, layer in layers_in(smaller)] == [2] * 5
    other = network()
    make_smaller(other, [window(seed) for seed in range(40)], inner=4, heads=1)
    assert {layer.query.weight.shape for _, layer in layers_in(other)} == {(8, 16)}
    given = window(99)
    right = whole.run(given, True)
    errors = [
        [float(np.abs(found - known).mean()) for found, known in zip(each.run(given, True), right, strict=True)]
        for each in (smaller, other)
    ]
    assert sum(errors[0]) < 0.5 * sum(errors[1])


def test_smaller_layers_are_read_again(tmp_path: Path) -> None:
    made = network()
    make_smaller(made, [window(0)], inner=4, heads=1)
    path = tmp_path / "small.pt"
    save(made, path)
    read = load_network(path, network().encoder).eval()
    for one, other in zip(made.run(window(5), True), read.run(window(5), True), strict=True):
        assert np.array_equal(one, other)


@torch.no_grad()
def test_the_loss_is_greater_for_vectors_unlike_those_of_a_teacher() -> None:
    student, teacher = network(), network()
    pieces = torch.randint(0, 20, (2, 7))
    mask, kinds = torch.ones(2, 7, dtype=torch.bool), torch.zeros(2, 7, dtype=torch.long)
    right = teacher.all_layers(pieces, mask, kinds)
    assert float(unexplained_by_all(right, right, mask)) == 0
    mean = [vectors.mean((0, 1)).expand_as(vectors) for vectors in right]
    assert float(unexplained_by_all(mean, right, mask)) == pytest.approx(len(right))
    make_smaller(student, [window(0)], inner=4, heads=1)
    assert 0 < float(unexplained_by_all(student.all_layers(pieces, mask, kinds), right, mask)) < len(right)
