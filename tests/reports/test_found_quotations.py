"""Wording of verified and changed quotations."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from drawn_analyses import analyses
from hypothesis import given
from made_quotations import OKAFOR, interview, quoting

from quotes.records import Analysis
from quotes.reports.changed_quotations import found_by_comparison
from quotes.reports.escaping import MARKUP
from quotes.reports.formats import TERMINAL_FORMATS
from quotes.reports.found_formats import FOUND_FORMATS, FoundOptions, write_found
from quotes.reports.found_quotations import diff_in_words, verdict_in_words
from quotes.reports.verified_quotations import found_by_verification
from quotes.verification.verdicts import WordChange
from quotes.verification.verifying import verify
from quotes.verification.version_comparison import compare_versions


def written(words: str, format: str, **options: int) -> str:
    found = found_by_verification([verify(quoting(words, OKAFOR), [interview()])])
    stream = io.StringIO()
    write_found(found, stream, FoundOptions(format=format, **options))
    return stream.getvalue()


def test_diffs_are_written_as_wdiff_does() -> None:
    changes = (
        WordChange("same", "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"),
        WordChange("replaced", "new", "old"),
        WordChange("inserted", "more"),
        WordChange("dropped", "", "less"),
        WordChange("brackets", "[he]", "I"),
        WordChange("left out", "", "and so on"),
    )
    assert diff_in_words(changes) == (
        "one two three four five six [...] ten eleven twelve thirteen fourteen fifteen "
        "[-old-] {+new+} {+more+} [-less-] [-I-] {+[he]+} [-and so on-] {+…+}"
    )


def test_both_faults_are_named() -> None:
    (found,) = verify(quoting("I would have ordered it today", OKAFOR), [interview()]).quotations
    assert verdict_in_words(found) == "altered, misattributed"
    assert "1 altered, 1 of these misattributed, too" in written("I would have ordered it today", "simple")


@pytest.mark.parametrize("format", [*TERMINAL_FORMATS, *MARKUP])
def test_articles_stay_text_in_every_format(format: str) -> None:
    table = written("I would have ordered <b>it</b> today|\x1b[2J", format, width=0)
    assert "\x1b" not in table
    if format in ("html", "github", "pipe", "mediawiki"):
        assert "<b>" not in table


@given(analyses(), analyses())
def test_odd_analyses_are_written_in_every_format(one: Analysis, other: Analysis) -> None:
    verifications = [verify(one, [other, one]), verify(other, [one])]
    for found in (found_by_verification(verifications), found_by_comparison(compare_versions(one, other))):
        for format, declared in FOUND_FORMATS.items():
            stream = io.StringIO()
            write_found(found, stream, FoundOptions(format=format, width=60))
            if format == "json":
                assert json.loads(stream.getvalue()) == json.loads(json.dumps(found.documents))
            elif format == "junit":
                assert len(list(ElementTree.fromstring(stream.getvalue()).iter("testcase"))) == len(found.cases)
            elif format == "csv":
                assert len(list(csv.DictReader(io.StringIO(stream.getvalue())))) == len(found.rows)
            assert declared.audience == "programs" or "\x1b" not in stream.getvalue()
    for verification in verifications:
        for check in verification.quotations:
            assert 0 <= check.similarity <= 1 and (check.place is None) == (check.wording == "not found")


@pytest.mark.parametrize("width", [80, 100, 140])
def test_tables_fit(width: int) -> None:
    table = written(
        "We have put money aside for three years, and we will order the first crane in May", "simple", width=width
    )
    assert max(map(len, table.splitlines())) <= width
