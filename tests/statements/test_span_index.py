"""The look-up of overlapping spans finds what looking at every span would find."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from quotes.records import Span
from quotes.statements.span_index import BUCKET, SpanIndex

edges = st.integers(0, 5 * BUCKET) | st.sampled_from([0, 1, BUCKET - 1, BUCKET, BUCKET + 1, 2 * BUCKET])
spans = st.tuples(edges, edges).filter(lambda pair: pair[0] != pair[1]).map(lambda pair: Span(*sorted(pair)))


@given(st.lists(spans, max_size=12), spans)
def test_as_if_every_span_were_looked_at(known: list[Span], wanted: Span) -> None:
    overlaps = SpanIndex(zip(known, range(len(known)), strict=True))
    expected = [number for number, span in enumerate(known) if span.overlaps(wanted)]
    assert Counter(overlaps.find(wanted)) == Counter(expected)
    assert overlaps.any(wanted) == bool(expected)


def test_spans_that_only_touch_do_not_overlap() -> None:
    overlaps = SpanIndex([(Span(0, BUCKET), "before"), (Span(BUCKET + 1, BUCKET + 2), "after")])
    assert not overlaps.any(Span(BUCKET, BUCKET + 1))
    assert list(overlaps.find(Span(BUCKET - 1, BUCKET + 2))) == ["before", "after"]
