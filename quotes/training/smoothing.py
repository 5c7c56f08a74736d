"""Making a network fit for 8-bit integers: the numbers that come into a layer are made more alike.

Where products of matrices are quantized, all that comes into one shares a scale, so that a few large dimensions leave
the others little precision. Each dimension is divided by a factor, and the weights that it meets are multiplied by it:
the network computes the same, and loses less when it is quantized (Xiao et al., SmoothQuant, ICML 2023).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

from quotes.training.encoder import Encoder

TOGETHER = (("query", "key", "value"), ("attended",), ("wide",))
"""Parts of a layer that have the same input. What comes into ``narrow`` is better left as it is."""

SMALLEST = 1e-4


class Smoothed(nn.Module):
    """A linear map whose input is divided by factors, and its weights multiplied by them."""

    def __init__(self, linear: nn.Linear, factors: Tensor) -> None:
        """`factors` has one for each dimension of the input."""
        super().__init__()
        self.linear = nn.Linear(linear.in_features, linear.out_features)
        self.linear.weight.data = linear.weight.detach() * factors
        self.linear.bias.data = linear.bias.detach()
        self.register_buffer("reciprocals", 1 / factors)
        self.reciprocals: Tensor

    def forward(self, values: Tensor) -> Tensor:
        """What the linear map gives."""
        result: Tensor = self.linear(values * self.reciprocals)
        return result


def smooth(encoder: Encoder, run: Callable[[], object]) -> None:
    """Change the layers of an encoder, which computes the same as before; `run` runs it on examples of its input."""
    largest: dict[tuple[int, str], Tensor] = {}

    def watch(key: tuple[int, str]) -> Callable[[nn.Module, Any, Any], None]:
        def note(_: nn.Module, inputs: tuple[Tensor], __: Tensor) -> None:
            sizes = inputs[0].detach().float().abs().flatten(0, -2).amax(0)
            largest[key] = torch.maximum(largest[key], sizes) if key in largest else sizes

        return note

    hooks = [
        getattr(layer, names[0]).register_forward_hook(watch((number, names[0])))
        for number, layer in enumerate(encoder.layers)
        for names in TOGETHER
    ]
    run()
    for hook in hooks:
        hook.remove()
    for number, layer in enumerate(encoder.layers):
        for names in TOGETHER:
            weights = torch.cat([getattr(layer, name).weight.detach() for name in names]).abs().amax(0)
            sizes = torch.tensor(largest[number, names[0]].tolist())  # a plain tensor, not one of inference mode
            factors = (sizes.clamp(min=SMALLEST) / weights.clamp(min=SMALLEST)).sqrt()
            factors /= factors.mean()
            for name in names:
                setattr(layer, name, Smoothed(getattr(layer, name), factors))
