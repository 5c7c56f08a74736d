"""Headlines and other headings of an article, which say again what its text says."""

from __future__ import annotations

import re

from quotes.lint.linted_article import LintedArticle
from quotes.records import Span

_HEADING_KINDS = {"headline", "heading", "dateline"}
_END = re.compile(r"[.!?…:;][\"”’'»)\]]*\Z")
_LONGEST = 18
"""Words of a heading in plain text, at most."""


def is_heading(article: LintedArticle, span: Span) -> bool:
    """Tell whether a span lies in a headline or a heading: a block of that kind, or a short line that ends openly."""
    blocks = article.analysis.article.blocks
    if any(one.kind in _HEADING_KINDS and one.start <= span.start < one.end for one in blocks):
        return True
    paragraph = article.paragraph_of(span)
    text = article.text[paragraph.start : paragraph.end]
    return not _END.search(text) and len(text.split()) <= _LONGEST


def is_set_apart(article: LintedArticle, span: Span) -> bool:
    """Tell whether a span lies in a block quotation, as pull quotes are."""
    blocks = article.analysis.article.blocks
    return any(one.kind == "quotation" and one.start <= span.start < one.end for one in blocks)
