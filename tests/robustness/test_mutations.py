"""Mutations of articles: the same for the same seed, each with an effect, and not too long."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from robustness.mutations import MOST_CHARACTERS, MUTATIONS, mutate

TEXT = (Path(__file__).parents[2] / "fixtures" / "general.txt").read_text(encoding="utf-8")


def test_same_seed_gives_the_same_text_and_another_seed_another() -> None:
    texts = [mutate(TEXT, str(seed)) for seed in range(50)]
    assert texts == [mutate(TEXT, str(seed)) for seed in range(50)]
    assert len(set(texts)) == 50


@pytest.mark.parametrize("name", MUTATIONS)
def test_every_mutation_changes_a_text_and_takes_any(name: str) -> None:
    assert all(MUTATIONS[name](TEXT, Random(seed)) != TEXT for seed in range(20))
    for odd in ("", "\n", " ", "a", "“"):
        MUTATIONS[name](odd, Random(0))


def test_every_mutation_is_drawn_and_no_text_is_too_long() -> None:
    drawn = set()
    for seed in range(200):
        text, names = mutate(TEXT * 5, str(seed))
        drawn |= set(names)
        assert len(text) <= MOST_CHARACTERS
    assert drawn == set(MUTATIONS)
