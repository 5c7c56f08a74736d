"""Analysis of articles in Parquet on a cluster of Ray, one analyzer in each actor."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.archive.article_tables import Load, analysed_table
from quotes.reports.formats import require

if TYPE_CHECKING:
    import pyarrow

ROWS_IN_A_FILE = 1000


@dataclass(frozen=True, slots=True)
class Actors:
    """Actors of a job: their number, the processor cores that each asks for, and the articles that it takes at once.

    These are done again when an actor is lost.
    """

    number: int = 2
    cores: float = 1.0
    batch: int = 16


class _AnalyzingActor:
    """Analyzer of tables of articles, which loads the models once."""

    def __init__(self, load: Load, options: str) -> None:
        self._analyze = load()
        self._options = options

    def __call__(self, articles: pyarrow.Table) -> pyarrow.Table:
        return analysed_table(articles, self._analyze, self._options)


def analyse_on_ray(source: str, target: str, load: Load, options: str, actors: Actors) -> None:
    """Analyse the articles of a file or folder of Parquet, and write a folder of Parquet with a row for each.

    Ray runs on the cluster that ``RAY_ADDRESS`` names, else on this machine. A batch of an actor that is lost is done
    again by another; rows are in any order. Raises `quotes.QuotesError` if Ray is not installed.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # which would be sent to Ray's makers
    require("ray.data", "ray", "a cluster")
    import ray
    from ray.data import ActorPoolStrategy

    (
        ray.data.read_parquet(source)
        .repartition(target_num_rows_per_block=actors.batch)
        .map_batches(
            _AnalyzingActor,
            fn_constructor_args=(load, options),
            batch_size=actors.batch,
            batch_format="pyarrow",
            compute=ActorPoolStrategy(size=actors.number),
            num_cpus=actors.cores,
        )
        .write_parquet(target, min_rows_per_file=ROWS_IN_A_FILE)
    )
