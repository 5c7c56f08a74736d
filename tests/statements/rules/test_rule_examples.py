"""Every declared rule finds its examples and none of its near misses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from made_parses import made_parse
from read_statements import analysis_of

from quotes import Analyzer
from quotes.checks.rule_examples import misfits, rules_found
from quotes.statements.rule import Example, Rule
from quotes.statements.rules.rule_tables import content_rule, own_rules

LEARNED = content_rule("model")
RULES = [rule for rules in (own_rules().content, own_rules().source) for rule in rules.values()]


def cases() -> Iterator[object]:
    for rule in RULES:
        for examples, fits in ((rule.examples, True), (rule.near_misses, False)):
            for number, example in enumerate(examples):
                if example.parse:
                    name = f"{rule.name}-{'example' if fits else 'near miss'}-{number}"
                    yield pytest.param(rule, example, fits, id=name)


@pytest.mark.parametrize(("rule", "example", "fits"), cases())
def test_an_example_with_a_parse(rule: Rule, example: Example, fits: bool) -> None:
    found = rules_found(analysis_of(made_parse(example.text, example.parse)), rule.role)
    assert (rule.name in found) is fits, found


@pytest.mark.models
def test_the_examples_that_the_embedded_parser_reads() -> None:
    assert not list(misfits([rule for rule in RULES if rule is not LEARNED], Analyzer(engine="rules", scope="all")))


@pytest.mark.models
def test_the_examples_of_the_learned_model(analyzer: Analyzer) -> None:
    assert not list(misfits([LEARNED], analyzer))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.role}-{rule.name}")
def test_a_rule_is_described_with_examples_and_near_misses(rule: Rule) -> None:
    assert rule.description and rule.examples and rule.near_misses
    assert rule.group in {other.name for other in RULES if other.role == rule.role}
