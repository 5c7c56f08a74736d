"""Program `quotes` with analyses that are made already: ``archive_program.py ANALYSES ARGUMENT …``.

ANALYSES is a file with one analysis in JSON on each line. An article is analysed by the name of its file: its stem is
the number of the line, and what stands behind "-" is ignored ("12-7.txt"). Its text is that of the analysis with a line
of its own behind it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from quotes.cli import running
from quotes.cli.main import main
from quotes.records import Analysis, Article
from quotes.runtime import forked_worker
from quotes.runtime.workers import analyses


class MadeAnalyzer:
    """Analyzer that knows its analyses beforehand."""

    def __init__(self, path: Path) -> None:
        self.lines = path.read_text(encoding="utf-8").split("\n")

    def pipe(self, texts: Iterable[Any], *, workers: int = 1, on_error: Any = None) -> Iterator[Analysis]:
        """Yield the analyses of articles."""
        return analyses(self._analyze, texts, workers, on_error)

    def _analyze(self, article: Article) -> Analysis:
        line = int(Path(article.id).stem.partition("-")[0])
        return replace(Analysis.from_dict(json.loads(self.lines[line])), article=article)


if __name__ == "__main__":
    made = MadeAnalyzer(Path(sys.argv[1]))
    running.load_analyzer = lambda *_, **__: made  # type: ignore[assignment]
    forked_worker.use_one_thread = lambda: None
    main(sys.argv[2:], prog_name="quotes")
