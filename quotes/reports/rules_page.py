"""The page about all rules, made from their tables: python -m quotes.reports.rules_page > docs/rules.md"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quotes.records import STATEMENT_KINDS
from quotes.statements.judging.confidence import measured
from quotes.statements.rule import Example, Role, Rule
from quotes.statements.rules.rule_tables import own_rules

TITLES: dict[Role, str] = {"content": "Rules that find what is said", "source": "Rules that find who says it"}
HEAD = """# Rules

<!-- Made by python -m quotes.reports.rules_page > docs/rules.md from quotes/statements/rules/*.toml: edit these. -->

A rule is one construction: what it looks for, a sentence that it must find, near misses that it must not
find, and all that is decided by it. `--explain` names the rules of each statement: the one that found its
content, and the one that found its source. The confidence is how often statements of the rule (or its group)
were right in annotated news when the rules worked alone; where the learned model has found the same, the
confidence is calculated from both.

## Rules and words of your own

`--patterns FILE` (of `quotes report`, `extract` and `check`) and `Analyzer(patterns=…)` add those of a TOML
file. This one adds a verb to a word list of the program, makes a list of its own, and declares a construction
that uses it:

```toml
[words]
reporting_verbs = ["chirp"]
hints = ["hint"]

[[content]]
name = "hint-at"
description = "a hint at something"
example = "The mayor hinted at a new bridge."
not = "The mayor hinted on Monday that it was late."
goes_on = []
cue = { LEMMA = "@hints", POS = "VERB" }
content = { of = "cue", rel = ">", DEP = "obl", POS = ["NOUN", "PROPN"] }
at = { of = "content", rel = ">", LOWER = "at", DEP = "case" }
```

Every key is explained at the head of `quotes/statements/rules/patterns.toml`, and the entries there are
examples of all of them. Rules of your own are tried before those of the program, and what a content rule of
yours has found is kept even if the learned model has not found it, unless the entry declares another `alone`.
An entry that is not sound ends the program with a line that says what is wrong. `quotes check --patterns
FILE`, without articles, tells which rules of the file do not find their examples, or find near misses; do it
after each change of the file, and when the model set changes.
"""


def rules_page() -> str:
    """The page as Markdown."""
    return HEAD + "".join(_section(role) for role in TITLES)


def _section(role: Role) -> str:
    rules = "\n".join("\n".join(_lines(rule)) for rule in own_rules().of(role).values())
    return f"\n## {TITLES[role]}\n\n{rules}"


def _lines(rule: Rule) -> Iterator[str]:
    description = rule.description or ""
    yield f"### `{rule.name}`\n\n{description[:1].upper()}{description[1:]}.\n"
    yield from _quoted("Finds", rule.examples)
    yield from _quoted("Not", rule.near_misses)
    if rule.group != rule.name:
        yield f"- Group: `{rule.group}`"
    if rule.role == "content" and (confidence := _confidence(rule.group)):
        yield f"- Confidence: {confidence}"
    yield ""


def _quoted(label: str, examples: Iterable[Example]) -> Iterator[str]:
    for example in examples:
        note = " (in a parse that the embedded models do not give)" if example.parse else ""
        yield f"- {label}: {' / '.join(example.text.split(chr(10) * 2))}{note}"


def _confidence(group: str) -> str:
    """The measured shares of right statements: "0.85; indirect 0.86, mixed 0.84"."""
    values = measured()
    kinds = [f"{kind} {values[f'{group}/{kind}']:.2f}" for kind in STATEMENT_KINDS if f"{group}/{kind}" in values]
    return f"{values[group]:.2f} ({', '.join(kinds)})" if group in values else ""


if __name__ == "__main__":
    print(rules_page(), end="")
