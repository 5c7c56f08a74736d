"""Trainings follow their schedule, keep the best average, and go on where they were interrupted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from quotes.training import progress
from quotes.training.progress import LAST_RATE, WARM_UP_STEPS, Average, learning_rate_factor, steps_done, train

STEPS = 24


class Interrupted(Exception):
    pass


class Task:
    """Learn to add up: one linear layer, the same batches in each run."""

    def __init__(self, stop_after: int | None = None) -> None:
        torch.manual_seed(0)
        self.model = torch.nn.Linear(3, 1)
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=0.1)
        self.stop_after = stop_after
        self.updates = 0

    def batches(self, epoch: int) -> Iterator[torch.Tensor]:
        generator = torch.Generator().manual_seed(epoch)
        return (torch.randn(8, 3, generator=generator) for _ in range(10))

    def loss(self, batch: torch.Tensor) -> torch.Tensor:
        return (self.model(batch).squeeze(1) - batch.sum(1)).pow(2).mean()

    def update(self, batch: torch.Tensor) -> float:
        if self.updates == self.stop_after:
            raise Interrupted
        self.updates += 1
        loss = self.loss(batch)
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        return float(loss.detach())

    def evaluate(self) -> float:
        with torch.no_grad():
            return 1 / (1 + float(self.loss(torch.eye(3))))

    def save(self, path: Path) -> None:
        torch.save(self.model.weight.detach().clone(), path)

    def train(self, product: Path) -> float:
        return train(STEPS, 3, self.model, self.optimizer, self.batches, self.update, self.evaluate, self.save, product)


def test_it_learns_and_leaves_the_best_model_alone(tmp_path: Path) -> None:
    task = Task()
    first = task.evaluate()
    best = task.train(tmp_path / "task.pt")
    assert best > first
    assert task.updates == STEPS
    assert [path.name for path in tmp_path.iterdir()] == ["task.pt"]


def test_an_interrupted_training_ends_as_if_it_had_not_been(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "CHECKPOINT_SECONDS", 0.0)
    Task().train(tmp_path / "whole.pt")
    with pytest.raises(Interrupted):
        Task(stop_after=13).train(tmp_path / "task.pt")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["task.best", "task.checkpoint", "whole.pt"]
    assert steps_done(tmp_path / "task.pt") == 13 and steps_done(tmp_path / "whole.pt") == 0
    continued = Task()
    continued.train(tmp_path / "task.pt")
    assert continued.updates == STEPS - 13
    assert torch.allclose(torch.load(tmp_path / "task.pt"), torch.load(tmp_path / "whole.pt"), atol=1e-6)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["task.pt", "whole.pt"]


def test_the_rate_rises_and_falls() -> None:
    factors = [learning_rate_factor(step, 1000) for step in range(1000)]
    assert factors[0] < 0.05
    assert max(factors) == pytest.approx(1.0, abs=0.05)
    assert factors.index(max(factors)) == pytest.approx(WARM_UP_STEPS, abs=2)
    assert factors[-1] == pytest.approx(LAST_RATE, abs=0.001)


def test_an_average_changes_places_with_the_weights() -> None:
    model = torch.nn.Linear(2, 2)
    average = Average(model)
    with torch.no_grad():
        model.weight += 1.0
    average.update(1)
    latest = model.weight.detach().clone()
    average.swap()
    assert not torch.equal(model.weight, latest)
    average.swap()
    assert torch.equal(model.weight, latest)
