"""Baselines know findings by file, code and words, and how often these are there."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_findings import finding_at

from quotes.errors import QuotesError
from quotes.lint import baseline
from quotes.lint.baseline import baseline_text, new_findings, read_baseline
from quotes.records import Article

KEYS = st.tuples(st.text(max_size=5), st.sampled_from(["Q101", "Q201"]), st.text(max_size=5))


@given(st.dictionaries(KEYS, st.integers(1, 3), max_size=5))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, counts: dict[baseline.Given, int]) -> None:
    path = tmp_path_factory.getbasetemp() / "baseline.json"
    text = baseline_text(counts)
    path.write_text(text, encoding="utf-8", errors="backslashreplace")
    assert read_baseline(path) == Counter(counts)
    assert baseline_text(dict(reversed(counts.items()))) == text
    assert len(json.loads(text)["findings"]) == len(counts)


def test_findings_beyond_their_number_are_new_wherever_they_stand(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    before = Article("A source said so.\nA source said more.", str(tmp_path / "a.txt"))
    Path(before.id).touch()
    found = [finding_at(before, "A source", after=at) for at in (0, 5)]
    counts = Counter(baseline.given(one, before, folder) for one in found)
    assert counts == {("../a.txt", "Q101", "A source"): 2}
    after = Article("It rained.\n\nA source said so. A  source said it. A source said more.", before.id)
    places = (0, after.text.index("  "), after.text.index("it."))
    found = [
        finding_at(after, words, after=at) for words, at in zip(["A source", "source", "A source"], places, strict=True)
    ]
    left = new_findings([*found, found[0]], after, counts, folder)
    assert [one.span.text for one in left] == ["source", "A source"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not a baseline; write one with --write-baseline"),
        ("[]", "not a baseline; write one with --write-baseline"),
        ('{"schema_version": "1", "findings": [{"path": "a"}]}', "not a baseline; write one with --write-baseline"),
        ('{"schema_version": "0"}', "a baseline of another version; write it again with --write-baseline"),
    ],
)
def test_what_is_no_baseline(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "b.json"
    path.write_text(text)
    with pytest.raises(QuotesError) as raised:
        read_baseline(path)
    assert str(raised.value) == f"{path}: {message}"
