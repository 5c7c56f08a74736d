"""Reports of the scores of entities: a table for people, JSON for programs."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import TextIO

from tabulate import SEPARATING_LINE, tabulate

from quotes.corpora.entity_scores import EntityScores
from quotes.corpora.gold_score import GoldScore
from quotes.corpora.score_output import write_json


def write_entity_scores(scores: EntityScores, stream: TextIO, *, format: str, model: str) -> None:
    """Write the scores by class and of all classes together; `model` is the name of the model set."""
    total = reduce(add, scores.values(), GoldScore())
    if format == "json":
        classes = {kind: score.to_dict() for kind, score in scores.items()}
        write_json({"model": model, "classes": classes, "total": total.to_dict()}, stream)
        return
    rows = [*(_cells(kind, score) for kind, score in scores.items()), SEPARATING_LINE, _cells("total", total)]
    table = tabulate(rows, headers=["class", "entities", "P", "R", "F1"], floatfmt=".2f", missingval="-")
    stream.write(f"{table}\n\nModel set: {model}. Precision, recall and F1 in percent.\n")


def _cells(kind: str, score: GoldScore) -> list[str | int | float | None]:
    return [kind, score.gold, score.precision, score.recall, score.f1]
