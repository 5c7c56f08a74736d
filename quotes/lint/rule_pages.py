"""Pages about the rules of the linter, made from the rules: python -m quotes.lint.rule_pages docs/lint"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from tabulate import tabulate

from quotes.lint.lint_rule import Authority, LintRule
from quotes.lint.rule_book import all_rules

INDEX = "README.md"
_MADE = "<!-- Made by python -m quotes.lint.rule_pages docs/lint from quotes/lint/rules/*.py: edit these. -->"
_GROUPS = {
    "Q1": "Attribution",
    "Q2": "Anonymous and vague sources",
    "Q3": "Balance",
    "Q4": "Cues",
    "Q5": "Quotations",
    "Q6": "Names",
}
_HEAD = f"""# Rules of the attribution linter

{_MADE}

`quotes lint` checks articles by these rules; [cli.md](../cli.md#quotes-lint) describes the command. A rule that is off
by default is turned on by `--select`. `quotes lint --explain CODE` prints the page of a rule.
"""


def rule_pages() -> dict[str, str]:
    """Return the pages in Markdown by the names of their files: one for each rule, and the index."""
    rules = all_rules().values()
    return {INDEX: _index(rules), **{f"{rule.code}.md": _page_file(rule) for rule in rules}}


def rule_page(rule: LintRule) -> str:
    """Return the page about a rule in Markdown."""
    return "\n\n".join(_parts(rule)) + "\n"


def rule_table(rules: Iterable[LintRule], width: int) -> str:
    """Return a table of rules for a terminal, wrapped to a width in columns."""
    rows = [
        [rule.code, _on(rule), rule.severity, "yes" if rule.fixable else "", rule.name, rule.summary] for rule in rules
    ]
    headers = ["code", "default", "severity", "fix", "name", "reports"]
    others = [max(map(len, column)) + 2 for column in zip(headers, *rows, strict=True)][:-1]
    widths = [None] * 5 + [max(20, width - sum(others))]
    return tabulate(rows, headers, "simple", disable_numparse=True, maxcolwidths=widths)


def _index(rules: Iterable[LintRule]) -> str:
    parts = [_HEAD]
    for beginning, group in groupby(rules, key=lambda rule: rule.code[:2]):
        rows = [
            [
                f"[{rule.code}]({rule.code}.md)",
                rule.name,
                rule.summary,
                rule.severity,
                _on(rule),
                "yes" if rule.fixable else "",
            ]
            for rule in group
        ]
        table = tabulate(
            rows, ["code", "name", "reports", "severity", "default", "fix"], "github", disable_numparse=True
        )
        parts.append(f"## {_GROUPS[beginning]}\n\n{table}\n")
    return "\n".join(parts)


def _page_file(rule: LintRule) -> str:
    heading, _, rest = rule_page(rule).partition("\n\n")
    return f"{heading}\n\n{_MADE}\n\n{rest}"


def _parts(rule: LintRule) -> Iterator[str]:
    yield f"# {rule.code}: {rule.name}"
    yield f"Reports {rule.summary}."
    fix = "; `--fix` mends it" if rule.fixable else ""
    yield f"Severity: {rule.severity}. {_on(rule).capitalize()} by default{fix}."
    if rule.off_because:
        yield f"Off because {rule.off_because.rstrip('.')}."
    yield f"## Why\n\n{rule.why}"
    yield "\n\n".join(["## Reported", *(_quoted(example.text, example.words) for example in rule.triggers)])
    yield "\n\n".join(["## Not reported", *(_quoted(text) for text in rule.passes)])
    authorities = [f"- {_authority(each)}" for each in rule.authorities] or ["- The style of this house."]
    yield "## Authority\n\n" + "\n".join(authorities)


def _quoted(text: str, words: str = "") -> str:
    """Return a text as a block quotation, with the words at which a finding stands in bold."""
    before, _, behind = text.partition(words) if words else (text, "", "")
    bold = "\n".join(f"**{_escaped(line)}**" if line.strip() else line for line in words.split("\n"))
    marked = _escaped(before) + bold + _escaped(behind)
    return "\n".join(f"> {line}".rstrip() for line in marked.split("\n"))


def _escaped(text: str) -> str:
    return re.sub(r"[\\`*_\[\]<]", r"\\\g<0>", text)


def _authority(authority: Authority) -> str:
    named = f"[{authority.title}]({authority.address})" if authority.address else authority.title
    return f"{named}, {authority.section}" if authority.section else named


def _on(rule: LintRule) -> str:
    return "on" if rule.default else "off"


def main(folder: Path) -> None:
    """Write all pages into a folder, and remove those of rules that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = rule_pages()
    for path in folder.glob("*.md"):
        if path.name not in pages:
            path.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
