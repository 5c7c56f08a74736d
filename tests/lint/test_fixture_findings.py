"""What the linter finds in the fixtures is what `fixtures/lint.json` says.

After a change of a rule, this writes today's findings into it; read the difference:

    quotes lint fixtures/*.txt --select ALL --write-baseline fixtures/lint.json
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from quotes import Analyzer, read_article
from quotes.lint.baseline import given, read_baseline
from quotes.lint.linting import lint
from quotes.lint.rule_book import all_rules

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.mark.models
def test_findings_are_those_that_are_expected(analyzer: Analyzer) -> None:
    articles = map(read_article, sorted(FIXTURES.glob("*.txt")))
    found = Counter(
        given(finding, analysis.article, FIXTURES)
        for analysis in analyzer.pipe(articles)
        for finding in lint(analysis, all_rules().values())
    )
    expected = read_baseline(FIXTURES / "lint.json")
    command = "quotes lint fixtures/*.txt --select ALL --write-baseline fixtures/lint.json"
    assert (sorted((found - expected).elements()), sorted((expected - found).elements())) == ([], []), command
