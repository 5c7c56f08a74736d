"""An index of spans, which finds those that overlap a given one in a time that does not grow with the article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from quotes.records import Span

Item = TypeVar("Item")

BUCKET = 1024
"""Size of the buckets in code points; most spans are shorter."""


class SpanIndex(Generic[Item]):
    """Items with their spans, found again by any span that overlaps one of these."""

    def __init__(self, items: Iterable[tuple[Span, Item]] = ()) -> None:
        """Begin with these items."""
        self._buckets: dict[int, list[tuple[Span, Item]]] = {}
        for span, item in items:
            self.add(span, item)

    def add(self, span: Span, item: Item) -> None:
        """Add one item; it may have several spans."""
        for bucket in range(span.start // BUCKET, (span.end - 1) // BUCKET + 1):
            self._buckets.setdefault(bucket, []).append((span, item))

    def find(self, span: Span) -> Iterator[Item]:
        """Return the items that overlap `span`, each once for each of its spans, roughly in the order of the text."""
        first = span.start // BUCKET
        for bucket in range(first, (span.end - 1) // BUCKET + 1):
            for other, item in self._buckets.get(bucket, ()):
                begins = max(other.start // BUCKET, first) == bucket
                if begins and other.overlaps(span):
                    yield item

    def any(self, span: Span) -> bool:
        """True if anything overlaps `span`."""
        return next(self.find(span), None) is not None
