"""Reports of the scores of entities: a table for people, JSON for programs."""

from __future__ import annotations

import json
from functools import reduce
from operator import add
from typing import TextIO

from tabulate import SEPARATING_LINE, tabulate

from quotes.corpora.entity_scores import EntityScores
from quotes.corpora.gold_score import GoldScore

FORMATS = ("table", "json")
SCHEMA_VERSION = "1"


def write_entity_scores(scores: EntityScores, stream: TextIO, *, format: str, model: str) -> None:
    """Write the scores by class and of all classes together; `model` is the name of the model set."""
    total = reduce(add, scores.values(), GoldScore())
    if format == "json":
        result = {
            "schema_version": SCHEMA_VERSION,
            "model": model,
            "classes": {kind: score.to_dict() for kind, score in scores.items()},
            "total": total.to_dict(),
        }
        json.dump(result, stream, indent=2)
        stream.write("\n")
        return
    rows = [*(_cells(kind, score) for kind, score in scores.items()), SEPARATING_LINE, _cells("total", total)]
    table = tabulate(rows, headers=["class", "entities", "P", "R", "F1"], floatfmt=".2f", missingval="-")
    stream.write(f"{table}\n\nModel set: {model}. Precision, recall and F1 in percent.\n")


def _cells(kind: str, score: GoldScore) -> list[str | int | float | None]:
    return [kind, score.gold, score.precision, score.recall, score.f1]
