"""The kind of a statement: direct, indirect or mixed."""

from __future__ import annotations

from quotes.records import StatementKind
from quotes.statements.candidate import Candidate
from quotes.statements.marked_article import MarkedArticle


def kind_of(marked: MarkedArticle, candidate: Candidate) -> StatementKind:
    """Return the kind that the rule has set, else direct if every word is in quotation marks, indirect if none is."""
    if candidate.kind:
        return candidate.kind
    words = [
        marked.is_quoted(token) for span in candidate.content for token in marked.tokens(span) if not token.is_punct
    ]
    if words and all(words):
        return "direct"
    return "mixed" if any(words) else "indirect"
