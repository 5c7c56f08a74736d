"""Analyses in any order, by any number of workers, with any seed of hashes: the same bytes for each article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from random import Random

from robustness.programs import Form, finish, run_of

ORDERS = ("in order", "reversed", "shuffled")
WORKERS = (1, 2)
HASH_SEEDS = (0, 1, 2, 3)


def ways() -> list[tuple[str, int, int]]:
    """Return the ways to run the program: the order of articles, the number of workers, the seed of hashes."""
    return list(product(ORDERS, WORKERS, HASH_SEEDS))


def differing(articles: Sequence[Path], random: Random) -> Iterator[str]:
    """Yield one line for each article and way that gives other bytes than the first way, each way in a new process."""
    known: dict[Path, bytes] = {}
    for order, workers, hash_seed in ways():
        paths = list(articles)
        if order != "in order":
            paths = paths[::-1] if order == "reversed" else random.sample(paths, len(paths))
        with run_of(Form("jsonl", True, workers), paths, hash_seed=hash_seed) as run:
            finish(run)
            lines = run.output.read_bytes().splitlines(keepends=True) if run.output.exists() else []
        way = f"{order}, {workers} workers, hash seed {hash_seed}"
        if run.status != 0 or len(lines) != len(paths):
            yield f"{way}: exit status {run.status}, {len(lines)} of {len(paths)} articles"
            continue
        for path, line in zip(paths, lines, strict=True):
            if known.setdefault(path, line) != line:
                yield f"{way}: {path.name}"
