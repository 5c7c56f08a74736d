"""Pages about the rules of the linter are up to date, and name all that a rule is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quotes.lint.lint_rule import LintRule
from quotes.lint.rule_book import all_rules
from quotes.lint.rule_pages import INDEX, main, rule_page, rule_pages, rule_table

FOLDER = Path(__file__).parents[2] / "docs" / "lint"


def test_the_pages_are_up_to_date() -> None:
    found = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    assert found == rule_pages(), "python -m quotes.lint.rule_pages docs/lint"


def test_the_index_links_all_pages() -> None:
    pages = rule_pages()
    assert set(re.findall(r"\]\((Q\d+\.md)\)", pages[INDEX])) == pages.keys() - {INDEX}


@pytest.mark.parametrize("rule", all_rules().values(), ids=list(all_rules()))
def test_a_page_has_all_of_its_rule(rule: LintRule) -> None:
    page = re.sub(r"\\(.)|\*\*|^> ?", r"\1", rule_page(rule), flags=re.MULTILINE)
    for text in (rule.code, rule.name, rule.summary, rule.why, rule.severity, rule.off_because.rstrip(".")):
        assert text in page
    assert all(text in page for text in (*(one.text for one in rule.triggers), *rule.passes))
    assert all(each.title in page for each in rule.authorities)


def test_pages_of_rules_that_are_gone_are_removed(tmp_path: Path) -> None:
    (tmp_path / "Q999.md").write_text("old")
    main(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == rule_pages().keys()


@pytest.mark.parametrize("width", [40, 80, 140])
def test_the_table_names_all_rules(width: int) -> None:
    lines = rule_table(all_rules().values(), width).splitlines()
    assert [line.split()[0] for line in lines[2:] if re.match(r"Q\d", line)] == list(all_rules())
