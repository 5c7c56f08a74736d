"""The check of a house's own rules: each finds its examples and none of its near misses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quotes.records import Analysis
from quotes.runtime.workers import SupportsPipe
from quotes.statements.rule import Role, Rule


def misfits(rules: Iterable[Rule], analyzer: SupportsPipe) -> Iterator[str]:
    """A line for each example that `analyzer` does not find by its rule, and for each near miss that it does.

    Examples with a parse beside them are left out, for the analyzer reads them otherwise.
    """
    cases = [
        (rule, example.text, fits)
        for rule in rules
        for examples, fits in ((rule.examples, True), (rule.near_misses, False))
        for example in examples
        if example.parse is None
    ]
    for (rule, text, fits), analysis in zip(cases, analyzer.pipe([text for _, text, _ in cases]), strict=True):
        if (rule.name in rules_found(analysis, rule.role)) is not fits:
            fault = "does not find its example" if fits else "finds its near miss"
            yield f"{rule.role} “{rule.name}” {fault}: {' '.join(text.split())}"


def rules_found(analysis: Analysis, role: Role) -> set[str]:
    """The names of the rules of one role that found something in an article."""
    names = [statement.rule.partition("/") for statement in analysis.statements]
    return {content if role == "content" else source for content, _, source in names}
