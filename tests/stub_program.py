"""Program `quotes` with an analyzer without models, to which something happens: ``stub_program.py EVENT NUMBER …``.

The event comes while the article of that number is analysed, or, for a negative one, while models are loaded.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from threading import Timer
from typing import Any

from stub_analyzer import StubAnalyzer

from quotes.cli import running
from quotes.cli.main import main
from quotes.records import Analysis, Article
from quotes.runtime import ending_signals, forked_worker

_, EVENT, NUMBER, *ARGUMENTS = sys.argv


class DisturbedAnalyzer(StubAnalyzer):
    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        if NUMBER.startswith("-"):
            happen(EVENT)

    def pipe(self, texts: Iterable[str | Article], **options: Any) -> Iterator[Analysis]:
        for number, analysis in enumerate(super().pipe(texts, **options)):
            if str(number) == NUMBER:
                happen(EVENT)
            yield analysis


def happen(event: str) -> None:
    """Let there be a bug, or signals (+: a library swallows the exception; later: while the output is written)."""
    if event == "bug":
        raise RuntimeError("a bug")
    if event.endswith("later"):
        Timer(0.5, os.kill, [os.getpid(), signal.Signals[event.removesuffix(" later")]]).start()
        return
    with suppress(BaseException if event.endswith("+") else ()):  # type: ignore[arg-type]
        for name in event.rstrip("+").split(","):
            os.kill(os.getpid(), signal.Signals[name])
        time.sleep(20)


if __name__ == "__main__":
    ending_signals.TIME_LIMIT = 1
    running.load_analyzer = DisturbedAnalyzer  # type: ignore[assignment]
    forked_worker.use_one_thread = lambda: None  # which would import torch
    main(ARGUMENTS, prog_name="quotes")
