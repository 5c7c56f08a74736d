"""Smoothing of a network before quantization: the dimensions of the inputs of its layers get similar ranges.

All dimensions of the input of a quantized matrix product share one scale, so a few large ones leave the others little
precision. Each dimension is divided by a factor and the corresponding weights are multiplied by it: the network
computes the same and loses less in quantization (Xiao et al., SmoothQuant, ICML 2023).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

from quotes.training.encoder import Encoder

TOGETHER = (("query", "key", "value"), ("attended",), ("wide",))
"""Parts of a layer, grouped by their input. The input of ``narrow`` is not smoothed: that made results worse."""

SMALLEST = 1e-4


class Smoothed(nn.Module):
    """A linear map whose input is divided by factors, and its weights multiplied by them."""

    def __init__(self, linear: nn.Linear, factors: Tensor) -> None:
        """Take over a linear map; `factors` has one for each dimension of its input."""
        super().__init__()
        self.linear = nn.Linear(linear.in_features, linear.out_features)
        self.linear.weight.data = linear.weight.detach() * factors
        self.linear.bias.data = linear.bias.detach()
        self.register_buffer("reciprocals", 1 / factors)
        self.reciprocals: Tensor

    def forward(self, values: Tensor) -> Tensor:
        """Return the output of the original linear map."""
        result: Tensor = self.linear(values * self.reciprocals)
        return result


def smooth(encoder: Encoder, run: Callable[[], object]) -> None:
    """Replace linear maps of an encoder by smoothed ones; `run` runs the encoder on texts that show its ranges."""
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
