"""Articles and findings about them, made by hand."""

from __future__ import annotations

from quotes.lint.lint_rule import Edit, Finding
from quotes.records import Article, Span


def finding_at(
    article: Article, words: str, code: str = "Q101", edits: tuple[Edit, ...] = (), after: int = 0
) -> Finding:
    """A finding at the first place of these words from an offset on."""
    start = article.text.index(words, after)
    span = Span(start, start + len(words), words)
    return Finding(span, code, f"rule-{code.lower()}", "warning", f"something is wrong with {words}", edits)


def curled(article: Article, words: str) -> Finding:
    """A finding about straight marks around these words, with edits that make them curly."""
    finding = finding_at(article, words, "Q501")
    first, last = Span(finding.span.start, finding.span.start + 1), Span(finding.span.end - 1, finding.span.end)
    return finding_at(article, words, "Q501", (Edit(first, "“"), Edit(last, "”")))
