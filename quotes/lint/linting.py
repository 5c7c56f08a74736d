"""The linter: rules in, findings about one analysed article out."""

from __future__ import annotations

from collections.abc import Iterable

from quotes.lint.lint_rule import Finding, Flaw, LintRule
from quotes.lint.lint_settings import LintSettings
from quotes.lint.linted_article import LintedArticle
from quotes.records import Analysis, Span

DEFAULTS = LintSettings()


def lint(analysis: Analysis, rules: Iterable[LintRule], settings: LintSettings = DEFAULTS) -> tuple[Finding, ...]:
    """Return what the rules find in an analysed article, in the order of the text."""
    article = LintedArticle(analysis)
    findings = (_finding(rule, flaw, article) for rule in rules for flaw in rule.find(article, settings))
    return tuple(sorted(findings, key=lambda one: (one.span, one.code)))


def _finding(rule: LintRule, flaw: Flaw, article: LintedArticle) -> Finding:
    span = Span(flaw.span.start, flaw.span.end, article.text[flaw.span.start : flaw.span.end])
    message = rule.message.format_map(dict(flaw.details))
    return Finding(span, rule.code, rule.name, rule.severity, message, flaw.edits)
