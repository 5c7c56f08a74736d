"""Whole articles of outputs that are cut anywhere."""

from __future__ import annotations

from io import StringIO

import pytest
from made_analyses import bridge, harbour
from robustness.whole_articles import FORMATS, whole_articles

from quotes.reports.formats import write_analyses
from quotes.reports.tables import TableOptions


@pytest.mark.parametrize("format", FORMATS)
def test_output_cut_anywhere_has_its_first_articles_and_is_valid_only_where_something_ends(format: str) -> None:
    stream = StringIO()
    write_analyses([harbour(), bridge()], stream, TableOptions(view="extract", format=format, several=True))
    data = stream.getvalue().encode()
    whole, valid = whole_articles(format, data)
    assert valid
    assert list(whole) == ["harbour.txt", "bridge.txt"]
    counts = []
    for length in range(1, len(data) + 1):
        found, valid = whole_articles(format, data[:length])
        assert list(found) == list(whole)[: len(found)]
        assert format == "csv" or found.items() <= whole.items()  # the rows of an article may be cut
        assert not valid or length >= len(data) - 1 or (format != "json" and data[:length].endswith(b"\n"))
        counts.append(len(found))
    assert counts == sorted(counts)
    assert set(counts) == {0, 1, 2}
