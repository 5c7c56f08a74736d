"""Layers made smaller: the heads of attention and the inner units that are missed least are taken out.

Which ones these are, and how the weights of those that stay make up for them, follows from the inputs of the product
behind them (Optimal Brain Surgeon, Hassibi and Stork, NIPS 1992; whole groups of weights as in ZipLM, Kurtic et al.,
NeurIPS 2023). What is lost all the same is learned afterwards, with the network as it was for a teacher.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor, nn

from quotes.parsing.joint.windows import WindowInput
from quotes.training.encoder import Layer, layers_in
from quotes.training.joint_network import JointNetwork

DAMPING = 1e-4
"""Share of the mean square of the inputs that is added to their squares, so that their moments can be inverted."""


def make_smaller(network: JointNetwork, windows: Iterable[WindowInput], inner: int, heads: int) -> None:
    """Leave each layer of a network so many inner units and heads, those that matter most in some windows of text."""
    layers = [layer for _, layer in layers_in(network)]
    moments = _moments(network, windows, [part for layer in layers for part in (layer.attended, layer.narrow)])
    for layer in layers:
        of_heads = without_columns(layer.attended.weight, moments[layer.attended], heads, layer.head_size)
        of_inner = without_columns(layer.narrow.weight, moments[layer.narrow], inner)
        _keep(layer, of_heads, of_inner)


@torch.no_grad()
def without_columns(weights: Tensor, moments: Tensor, kept: int, together: int = 1) -> tuple[Tensor, Tensor]:
    """Return the numbers of the columns of weights (outputs x inputs) that stay, and their new weights.

    `kept` groups of `together` columns in a row stay. `moments` (inputs x inputs) are the sums of the products of any
    two inputs over all data: the squared error of the outputs on these data is the least that taking out one group
    after the other can give.
    """
    size = len(moments)
    left = weights.double().clone()
    damping = DAMPING * moments.diagonal().mean() * torch.eye(size, dtype=torch.float64)
    inverse = torch.linalg.inv(moments + damping)
    alive = torch.arange(size // together)
    while len(alive) > kept:
        groups = inverse.view(-1, together, size // together, together)[alive, :, alive]
        columns = left.view(len(left), -1, together)[:, alive]
        costs = torch.einsum("ogi,gij,ogj->g", columns, torch.linalg.inv(groups), columns)
        worst = int(costs.argmin())
        taken = int(alive[worst]) * together + torch.arange(together)
        change = torch.linalg.solve(inverse[taken][:, taken], inverse[taken])
        left -= left[:, taken] @ change
        inverse -= inverse[:, taken] @ change
        alive = alive[torch.arange(len(alive)) != worst]
    stay = (alive[:, None] * together + torch.arange(together)).flatten()
    return stay, left[:, stay].float()


@torch.no_grad()
def _moments(
    network: JointNetwork, windows: Iterable[WindowInput], products: Iterable[nn.Linear]
) -> dict[nn.Linear, Tensor]:
    """Return for each matrix product the sums of the products of any two of its inputs, over all windows."""
    moments = {each: torch.zeros(each.in_features, each.in_features, dtype=torch.float64) for each in products}

    def take(product: nn.Module, given: tuple[Tensor], _: Tensor) -> None:
        assert isinstance(product, nn.Linear)
        moments[product] += (given[0][0].T @ given[0][0]).double()

    hooks = [each.register_forward_hook(take) for each in moments]
    network.eval()
    for window in windows:
        network.run(window, True)
    for hook in hooks:
        hook.remove()
    return moments


@torch.no_grad()
def _keep(layer: Layer, of_heads: tuple[Tensor, Tensor], of_inner: tuple[Tensor, Tensor]) -> None:
    (width, attended), (inner, narrow) = of_heads, of_inner
    parts = {"query": width, "key": width, "value": width, "wide": inner}
    kept = {name: (getattr(layer, name).weight[rows], getattr(layer, name).bias[rows]) for name, rows in parts.items()}
    kept |= {"attended": (attended, layer.attended.bias.clone()), "narrow": (narrow, layer.narrow.bias.clone())}
    layer.resize(len(inner), len(width) // layer.head_size)
    for name, (weight, bias) in kept.items():
        getattr(layer, name).weight.copy_(weight)
        getattr(layer, name).bias.copy_(bias)
