"""Metrics for Prometheus, where its library is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.service.problems import ProblemError

if TYPE_CHECKING:
    from quotes.service.analysis_pool import AnalysisPool

HOW_TO_INSTALL = "metrics need the extra metrics: pip install '.[metrics]' in the folder of quotes"
SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)
"""Upper limits of the histogram of the times of requests."""


class Metrics:
    """Counters of requests, times and words, and the state of a pool; they count nothing without the library."""

    def __init__(self, pool: AnalysisPool) -> None:
        try:
            from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
        except ImportError:
            self._registry = None
            return
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        labels = ("method", "endpoint", "status")
        self._requests = Counter("quotes_requests", "Requests that were answered.", labels, registry=registry)
        self._seconds = Histogram(
            "quotes_request_seconds", "Times of requests.", ("endpoint",), buckets=SECONDS, registry=registry
        )
        self._words = Counter("quotes_words", "Words that were analysed.", registry=registry)
        state = {
            "quotes_waiting": ("Articles that wait for a worker.", lambda: pool.waiting),
            "quotes_workers": ("Workers that are there.", lambda: len(pool.alive)),
            "quotes_replaced_workers": ("Workers that were replaced since the start.", lambda: pool.replaced),
        }
        for name, (description, value) in state.items():
            Gauge(name, description, registry=registry).set_function(value)

    def count(self, method: str, endpoint: str, status: int, seconds: float, words: int) -> None:
        """Count a request to a function ("analyze"; "other" for none)."""
        if self._registry is not None:
            self._requests.labels(method, endpoint, str(status)).inc()
            self._seconds.labels(endpoint).observe(seconds)
            self._words.inc(words)

    def text(self) -> tuple[bytes, str]:
        """Return all metrics and their media type. Raises `ProblemError` 501 without the library."""
        if self._registry is None:
            raise ProblemError(501, HOW_TO_INSTALL)
        from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

        return generate_latest(self._registry), CONTENT_TYPE_LATEST
