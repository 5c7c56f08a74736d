"""The rules that find statements, told to people: what they do, and a sentence that each is for."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from quotes.statements.rules.pattern_matching import load_patterns

Role = Literal["content", "source"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that finds contents or sources. `description` and `example` are None where nothing is declared."""

    name: str
    description: str | None = None
    example: str | None = None


def rules_of(statement_rule: str) -> tuple[Rule, Rule | None]:
    """The rule that found a content, and the one that found its source, from `Statement.rule` ("clause/subject").

    The second is None where no rule was needed ("according to" names its source) or nobody is named.
    """
    content, _, source = statement_rule.partition("/")
    return _rule("content", content), _rule("source", source) if source else None


def _rule(role: Role, name: str) -> Rule:
    return declared_rules()[role].get(name, Rule(name))


@cache
def declared_rules() -> Mapping[Role, Mapping[str, Rule]]:
    """All rules by role and name: the dependency patterns, and those of ``rules.toml``."""
    text = resources.files("quotes.statements.rules").joinpath("rules.toml").read_text(encoding="utf-8")
    patterns, others = load_patterns(), tomllib.loads(text)
    roles: tuple[Role, ...] = ("content", "source")
    return {
        role: {
            rule["name"]: Rule(rule["name"], rule.get("description"), rule.get("example"))
            for rule in [*patterns[role], *others[role]]
        }
        for role in roles
    }
