"""Every rule of the linter reports its own examples, where they say, and none of its near misses."""

from __future__ import annotations

import re

import pytest

from quotes import Analyzer
from quotes.lint.lint_rule import SEVERITIES, Example, LintRule
from quotes.lint.linting import lint
from quotes.lint.rule_book import all_rules

RULES = list(all_rules().values())
CODES = [rule.code for rule in RULES]
TRIGGERS = [(rule, example) for rule in RULES for example in rule.triggers]
PASSES = [(rule, text) for rule in RULES for text in rule.passes]


@pytest.mark.parametrize(("rule", "example"), TRIGGERS, ids=[rule.code for rule, _ in TRIGGERS])
def test_a_rule_reports_its_examples(rule: LintRule, example: Example, analyzer: Analyzer) -> None:
    found = lint(analyzer.analyze(example.text), [rule])
    assert [one.span.text for one in found] == [example.words]
    assert "{" not in found[0].message


@pytest.mark.parametrize(("rule", "text"), PASSES, ids=[rule.code for rule, _ in PASSES])
def test_a_rule_reports_none_of_its_near_misses(rule: LintRule, text: str, analyzer: Analyzer) -> None:
    assert lint(analyzer.analyze(text), [rule]) == ()


@pytest.mark.parametrize("rule", RULES, ids=CODES)
def test_a_rule_is_declared_whole(rule: LintRule) -> None:
    assert re.fullmatch(r"Q[1-6]\d\d", rule.code) and re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.severity in SEVERITIES and rule.summary and rule.why
    assert len(rule.triggers) >= 3 and len(rule.passes) >= 3
    assert rule.default != bool(rule.off_because)
    assert re.fullmatch(r"(?:[a-z].*[^.])?", rule.off_because)  # goes on in the sentence "Off because …."


def test_codes_and_names_are_given_once() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert sorted(CODES) == CODES
