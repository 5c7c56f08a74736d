"""Loop of a long training: its schedule, averaged weights, checkpoints to go on from, and lines about progress."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import Any

import click
import torch
from torch import nn

CHECKPOINT_SECONDS = 120.0
WARM_UP_STEPS = 100
LAST_RATE = 0.02
"""Share of the highest learning rate with which a training ends."""


class Average:
    """Exponential moving average of the weights of a model: usually better than the last weights themselves."""

    def __init__(self, model: nn.Module, decay: float) -> None:
        self.decay = decay
        self.steps = 0
        self._weights = [weight for weight in model.parameters() if weight.requires_grad]
        self._averages = [weight.detach().clone() for weight in self._weights]

    @torch.no_grad()
    def update(self) -> None:
        """Take the present weights into the average."""
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        torch._foreach_lerp_(self._averages, [weight.detach() for weight in self._weights], 1 - decay)

    @torch.no_grad()
    def swap(self) -> None:
        """Exchange weights and averages."""
        for weight, average in zip(self._weights, self._averages, strict=True):
            kept = weight.detach().clone()
            weight.copy_(average)
            average.copy_(kept)

    def state(self) -> dict[str, Any]:
        """Return the averages for a checkpoint."""
        return {"steps": self.steps, "averages": self._averages}

    @torch.no_grad()
    def restore(self, state: dict[str, Any]) -> None:
        """Take over the averages of a checkpoint."""
        self.steps = state["steps"]
        for average, stored in zip(self._averages, state["averages"], strict=True):
            average.copy_(stored)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Number of training steps and of evaluations on the development data; decay of the average; steps of warm-up."""

    steps: int
    evaluations: int
    average_decay: float = 0.998
    warm_up: int = WARM_UP_STEPS


def train(
    name: str,
    schedule: Schedule,
    model: nn.Module,
    optimizers: Iterable[torch.optim.Optimizer],
    batches: Callable[[int], Iterable[Any]],
    update: Callable[[Any], float],
    evaluate: Callable[[], float],
    save: Callable[[Path], None],
    product: Path,
) -> float:
    """Train `model`, write its best averaged weights to `product` and return their score.

    `batches` returns the batches of an epoch, given its number, always the same ones; `update` trains on one batch and
    returns its loss; `save` writes the model to a path. During training the best model so far (``.best``) and a
    checkpoint, from which an interrupted training goes on, lie beside `product`.
    """
    checkpoint, best_so_far = product.with_suffix(".checkpoint"), product.with_suffix(".best")
    optimizers = list(optimizers)
    rates = [[group["lr"] for group in optimizer.param_groups] for optimizer in optimizers]
    average = Average(model, schedule.average_decay)
    step, best = 0, -1.0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        for optimizer, kept in zip(optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(kept)
        average.restore(state["average"])
        step, best = state["step"], state["best"]
        torch.set_rng_state(state["generator"])
        click.echo(f"{name}: goes on from step {step}", err=True)
    first, started, kept_at, losses = step, time.monotonic(), time.monotonic(), 0.0
    evaluate_at = {schedule.steps * turn // schedule.evaluations for turn in range(1, schedule.evaluations + 1)}
    for epoch, batch in _remaining(batches, schedule.steps, step):
        factor = learning_rate_factor(step, schedule)
        for optimizer, highest in zip(optimizers, rates, strict=True):
            for group, rate in zip(optimizer.param_groups, highest, strict=True):
                group["lr"] = rate * factor
        losses += update(batch)
        average.update()
        step += 1
        if step in evaluate_at:
            average.swap()
            score = evaluate()
            if score > best:
                best = score
                save(best_so_far)
            average.swap()
            minutes = (time.monotonic() - started) / (step - first) * (schedule.steps - step) / 60
            click.echo(
                f"{name}: step {step} of {schedule.steps}, epoch {epoch}, "
                f"loss {losses * schedule.evaluations / schedule.steps:.4f}, "
                f"score {score:.4f} (best {best:.4f}), {minutes:.0f} min to go",
                err=True,
            )
            losses = 0.0
        if time.monotonic() - kept_at > CHECKPOINT_SECONDS:
            _keep(checkpoint, model, optimizers, average, step, best)
            kept_at = time.monotonic()
    best_so_far.replace(product)
    checkpoint.unlink(missing_ok=True)
    return best


def _remaining(batches: Callable[[int], Iterable[Any]], steps: int, done: int) -> Iterator[tuple[int, Any]]:
    """Yield the remaining batches after the first `done` ones, with the numbers of their epochs."""
    everything = ((epoch, batch) for epoch in count() for batch in batches(epoch))
    return islice(everything, done, steps)


def learning_rate_factor(step: int, schedule: Schedule) -> float:
    """Return the share of the highest learning rate: linear warm-up, then a cosine down to `LAST_RATE`."""
    cosine = 0.5 * (1 + math.cos(math.pi * step / schedule.steps))
    return min(1.0, (step + 1) / schedule.warm_up) * (cosine * (1 - LAST_RATE) + LAST_RATE)


def _keep(
    checkpoint: Path,
    model: nn.Module,
    optimizers: list[torch.optim.Optimizer],
    average: Average,
    step: int,
    best: float,
) -> None:
    partial = checkpoint.with_suffix(".partial")
    state = {
        "model": model.state_dict(),
        "optimizers": [optimizer.state_dict() for optimizer in optimizers],
        "average": average.state(),
        "step": step,
        "best": best,
        "generator": torch.get_rng_state(),
    }
    torch.save(state, partial)
    partial.replace(checkpoint)
