"""The page about all rules is up to date, and its file of a house's own rules works."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes import Analyzer, PatternError
from quotes.records import Span, Statement
from quotes.reports.explanations import explain
from quotes.reports.rules_page import rules_page
from quotes.statements.rules.rule_tables import house_rules, load_rules, own_rules

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_page_is_up_to_date() -> None:
    page = rules_page()
    assert PAGE.read_text(encoding="utf-8") == page, "python -m quotes.reports.rules_page > docs/rules.md"
    for rules in (own_rules().content, own_rules().source):
        assert all(f"### `{name}`" in page for name in rules)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    path = tmp_path / "house.toml"
    path.write_text(rules_page().split("```toml\n")[1].split("```")[0], encoding="utf-8")
    return path


@pytest.mark.models
def test_the_rules_of_a_house_find_statements_beside_the_learned_model(house: Path) -> None:
    (rule,) = house_rules([house])
    analyzer = Analyzer(patterns=house)
    text = f"{rule.examples[0].text} {rule.near_misses[0].text}\n\nOlga Berg chirped that the road was old."
    found = {statement.rule: statement.source[0].text for statement in analyzer.analyze(text).statements}
    assert (found["hint-at/subject"], found["clause/subject"]) == ("The mayor", "Olga Berg")


def test_explanations_have_the_rules_of_a_house(house: Path) -> None:
    statement = Statement(id="q1", kind="indirect", content=(Span(0, 1),), rule="hint-at/subject", confidence=0.5)
    described = [explain(statement, rules).rule.description for rules in (load_rules([house]), None)]
    assert described == ["a hint at something", None]


def test_an_unsound_file(tmp_path: Path) -> None:
    with pytest.raises(PatternError):
        Analyzer(patterns=[tmp_path / "none.toml"])
