"""All rules of the linter, and those that a selection of codes turns on."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module

from quotes.errors import QuotesError
from quotes.lint import rules
from quotes.lint.lint_rule import LintRule


@cache
def all_rules() -> dict[str, LintRule]:
    """Return the rules by their codes, in the order of these."""
    names = sorted(module.name for module in pkgutil.iter_modules(rules.__path__))
    found: list[LintRule] = [import_module(f"{rules.__name__}.{name}").RULE for name in names]
    return {rule.code: rule for rule in found}


def selected_rules(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[LintRule, ...]:
    """Return the rules whose codes begin with one of `select` and with none of `ignore`.

    With no `select`, those are meant that are on by default; "ALL" stands for all. Raises `QuotesError` about something
    that no code begins with.
    """
    for beginning in (*select, *ignore):
        if beginning != "ALL" and not any(code.startswith(beginning) for code in all_rules()):
            raise QuotesError(f"no rule of the linter begins with {beginning}: see quotes lint --list")
    return tuple(
        rule
        for rule in all_rules().values()
        if (_begins(rule.code, select) if select else rule.default) and not _begins(rule.code, ignore)
    )


def _begins(code: str, beginnings: Iterable[str]) -> bool:
    return any(one == "ALL" or code.startswith(one) for one in beginnings)
