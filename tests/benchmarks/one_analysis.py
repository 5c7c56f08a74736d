"""Time and memory of one analysis of articles in this process, as JSON on standard output.

    python tests/benchmarks/one_analysis.py WORKERS ARTICLE...

The first article is analysed before the clock starts, after a text that makes an analyzer load all that it needs. The
program `against.py` runs this with several revisions of the package, so it uses only what all of them have.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from quotes import Analyzer

WARM_UP = "He said little. “It rained all day in the harbour.”"
"""Text with a quotation that is left for textacy, which is a part of what is loaded."""


def main(workers: int, paths: list[str]) -> None:
    """Print the seconds on the clock and of the processor, the peak of memory in MB, words and statements."""
    texts = [Path(path).read_text(encoding="utf-8") for path in paths]
    analyzer = Analyzer()
    list(analyzer.pipe([WARM_UP, texts[0]]))
    began, spent = time.perf_counter(), os.times()
    statements = sum(len(analysis.statements) for analysis in piped(analyzer, texts, workers))
    now, seconds = os.times(), time.perf_counter() - began
    figures = {
        "wall": seconds,
        "cpu": now.user + now.system - spent.user - spent.system,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "words": sum(len(text.split()) for text in texts),
        "statements": statements,
    }
    print(json.dumps(figures))


def piped(analyzer: Analyzer, texts: list[str], workers: int) -> Iterable[Any]:
    """Return the analyses by one process or several, for which older revisions have a function of their own."""
    if workers == 1:
        return analyzer.pipe(texts)
    try:
        return analyzer.pipe(texts, workers=workers)
    except TypeError:
        from quotes.workers import pipe_in_processes  # type: ignore[import-not-found, unused-ignore]

        from quotes import Article

        return pipe_in_processes(analyzer, map(Article, texts), workers)  # type: ignore[no-any-return, unused-ignore]


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
