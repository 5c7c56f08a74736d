"""Program `quotes serve` without models, with short limits of time: an article “sleep 3” takes three seconds."""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import replace
from pathlib import Path

from stub_analyzer import StubAnalyzer

from quotes.cli import running
from quotes.cli.main import main
from quotes.records import Analysis, Article

STUB_SERVICE = [sys.executable, str(Path(__file__))]

SAVED = "QUOTES_TEST_ANALYSIS"
"""Variable of the environment with the path of an analysis in JSON, which is found when its text is analysed."""

TIME_LIMIT = 1.0
"""Seconds in which the headers, and then the body, of a request have to come."""


class SleepyAnalyzer(StubAnalyzer):
    def analyze(self, text: str | Article) -> Analysis:
        assert isinstance(text, Article)
        if text.text.startswith("sleep "):
            time.sleep(float(text.text.split()[1]))
        if path := os.environ.get(SAVED):
            saved = Analysis.from_dict(json.loads(Path(path).read_text(encoding="utf-8")))
            if saved.article.text == text.text:
                return replace(saved, article=text)
        return super().analyze(text)


if __name__ == "__main__":
    from quotes.service import protocol, request_bodies

    protocol.HEADERS_TIMEOUT = request_bodies.BODY_TIMEOUT = TIME_LIMIT
    running.load_analyzer = SleepyAnalyzer  # type: ignore[assignment]
    main(["--no-config", "serve", *sys.argv[1:]], prog_name="quotes")
