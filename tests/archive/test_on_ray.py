from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from made_analyses import HARBOUR_TEXT, harbour

from quotes.archive.article_tables import Load, analysed_table, write_packed
from quotes.archive.on_ray import Actors, analyse_on_ray
from quotes.records import Analysis, Article
from quotes.runtime.containment import Analyze

NUMBER = 60
KILLING, RAISING = "article-30", "article-40"


def _load(marker: Path | None) -> Load:
    """A loader of a stub that a worker can be sent: the first worker that comes to one article is killed there."""
    analysis = harbour()

    def load() -> Analyze:
        def analyze(article: Article) -> Analysis:
            if article.id == RAISING:
                raise ValueError("too deep")
            if article.id == KILLING and marker and not marker.exists():
                marker.touch()
                os.kill(os.getpid(), signal.SIGKILL)
            return Analysis(article, analysis.statements, analysis.speakers, model=analysis.model)

        return analyze

    return load


@pytest.mark.parametrize("killed", [False, True], ids=["whole", "with a worker killed"])
def test_rows_are_those_of_a_local_run(tmp_path: Path, killed: bool) -> None:
    ray = pytest.importorskip("ray", reason="the extra ray is large")
    from pyarrow.parquet import read_table

    packed, target, marker = tmp_path / "packed", tmp_path / "analysed", tmp_path / "killed"
    packed.mkdir()
    write_packed((Article(HARBOUR_TEXT, f"article-{number}", date="2026-03-01") for number in range(NUMBER)), packed)
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    try:
        analyse_on_ray(str(packed), str(target), _load(marker if killed else None), "{}", Actors(2, 0.5, 5))
    finally:
        ray.shutdown()
    rows = sorted(read_table(target).to_pylist(), key=lambda row: int(row["id"].rpartition("-")[2]))
    assert marker.exists() == killed
    assert rows == analysed_table(read_table(packed), _load(None)(), "{}").to_pylist()
    assert [row["id"] for row in rows if row["error"]] == [RAISING]
