"""Loop of a long training: its schedule, averaged weights, checkpoints to go on from, and lines about progress."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

import click
import torch
from torch import nn

CHECKPOINT_SECONDS = 120.0
TOLD_STEPS = 50
AVERAGE_DECAY = 0.998
WARM_UP_STEPS = 100
LAST_RATE = 0.02
"""Share of the highest learning rate with which a training ends."""


class Average:
    """Exponential moving average of the weights of a model: usually better than the last weights themselves."""

    def __init__(self, model: nn.Module) -> None:
        self._weights = [weight for weight in model.parameters() if weight.requires_grad]
        self.averages = [weight.detach().clone() for weight in self._weights]

    @torch.no_grad()
    def update(self, step: int) -> None:
        """Take the weights after `step` (from 1) into the average."""
        decay = min(AVERAGE_DECAY, (1 + step) / (10 + step))
        torch._foreach_lerp_(self.averages, [weight.detach() for weight in self._weights], 1 - decay)

    @torch.no_grad()
    def swap(self) -> None:
        """Exchange weights and averages."""
        for weight, average in zip(self._weights, self.averages, strict=True):
            kept = weight.detach().clone()
            weight.copy_(average)
            average.copy_(kept)


def steps_done(product: Path) -> int:
    """Return the number of steps after which a training of `product` goes on."""
    checkpoint = product.with_suffix(".checkpoint")
    return int(torch.load(checkpoint, weights_only=True)["step"]) if checkpoint.exists() else 0


def train(
    steps: int,
    evaluations: int,
    model: nn.Module,
    optimizer: torch.optim.Optimizer,
    batches: Callable[[int], Iterable[Any]],
    update: Callable[[Any], float],
    evaluate: Callable[[], float],
    save: Callable[[Path], None],
    product: Path,
) -> float:
    """Train `model`, write its best averaged weights to `product` and return their score.

    `batches` returns the batches of an epoch, given its number, always the same ones; `update` trains on one batch and
    returns its loss; `evaluate`, called so many times, returns the score on the development data; `save` writes the
    model to a path. During training the best model so far (``.best``) and a checkpoint, from which an interrupted
    training goes on, lie beside `product`.
    """
    name, checkpoint, best_so_far = product.stem, product.with_suffix(".checkpoint"), product.with_suffix(".best")
    rates = [group["lr"] for group in optimizer.param_groups]
    average = Average(model)
    step, best = 0, -1.0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        average.averages = state["averages"]
        step, best = state["step"], state["best"]
        torch.set_rng_state(state["generator"])
        click.echo(f"{name}: goes on from step {step}", err=True)
    first, started, kept_at, losses = step, time.monotonic(), time.monotonic(), 0.0
    evaluate_at = {steps * turn // evaluations for turn in range(1, evaluations + 1)}
    for epoch, batch in _remaining(batches, steps, step):
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * learning_rate_factor(step, steps)
        losses += update(batch)
        step += 1
        average.update(step)
        if step % TOLD_STEPS == 0:
            seconds = (time.monotonic() - started) / (step - first)
            click.echo(f"{name}: step {step} of {steps}, {seconds:.2f} s a step", err=True)
        if step in evaluate_at:
            average.swap()
            score = evaluate()
            if score > best:
                best = score
                save(best_so_far)
            average.swap()
            minutes = (time.monotonic() - started) / (step - first) * (steps - step) / 60
            click.echo(
                f"{name}: step {step} of {steps}, epoch {epoch}, loss {losses * evaluations / steps:.4f}, "
                f"score {score:.4f} (best {best:.4f}), {minutes:.0f} min to go",
                err=True,
            )
            losses = 0.0
        if time.monotonic() - kept_at > CHECKPOINT_SECONDS:
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "averages": average.averages,
                "step": step,
                "best": best,
                "generator": torch.get_rng_state(),
            }
            partial = checkpoint.with_suffix(".partial")
            torch.save(state, partial)
            partial.replace(checkpoint)
            kept_at = time.monotonic()
    best_so_far.replace(product)
    checkpoint.unlink(missing_ok=True)
    return best


def _remaining(batches: Callable[[int], Iterable[Any]], steps: int, done: int) -> Iterator[tuple[int, Any]]:
    """Yield the remaining batches after the first `done` ones, with the numbers of their epochs."""
    everything = ((epoch, batch) for epoch in count() for batch in batches(epoch))
    return islice(everything, done, steps)


def learning_rate_factor(step: int, steps: int) -> float:
    """Return the share of the highest learning rate: linear warm-up, then a cosine down to `LAST_RATE`."""
    cosine = 0.5 * (1 + math.cos(math.pi * step / steps))
    return min(1.0, (step + 1) / WARM_UP_STEPS) * (cosine * (1 - LAST_RATE) + LAST_RATE)
