"""Headlines and other headings of an article, which say again what its text says."""

from __future__ import annotations

import re

from quotes.lint.linted_article import LintedArticle
from quotes.records import Span

_HEADING_KINDS = {"headline", "heading", "dateline"}
_END = re.compile(r"[.!?…:;][\"”’'»)\]]*\Z")
_WORD = re.compile(r"[^\W\d_]+")
_DATELINE = re.compile(r"[A-Z][A-Z .,’'-]{3,}(?:, [A-Z][\w. ]+)?(?: \([^()]{2,30}\))? ?[—–-] ?\S")
_LONGEST = 18
"""Words of a heading in plain text, at most."""


def is_heading(article: LintedArticle, span: Span) -> bool:
    """Tell whether a span lies in a headline or a heading.

    That is a block of such a kind, a short line that ends openly, a first line in which Words Have Capitals, or what
    stands between a headline and a dateline.
    """
    blocks = article.analysis.article.blocks
    if any(one.kind in _HEADING_KINDS and one.start <= span.start < one.end for one in blocks):
        return True
    paragraph = article.paragraph_of(span)
    text = article.text[paragraph.start : paragraph.end]
    if paragraph in article.paragraphs[1:2] and any(
        _DATELINE.match(article.text, one.start) for one in article.paragraphs[2:3]
    ):
        return True
    if len(text.split()) > _LONGEST:
        return False
    return not _END.search(text) or (paragraph == article.paragraphs[0] and _is_capitalized(text))


def _is_capitalized(text: str) -> bool:
    long = [word for word in _WORD.findall(text) if len(word) > 3]
    return len(long) > 3 and all(word[0].isupper() for word in long)


def is_set_apart(article: LintedArticle, span: Span) -> bool:
    """Tell whether a span lies in a block quotation, as pull quotes are."""
    blocks = article.analysis.article.blocks
    return any(one.kind == "quotation" and one.start <= span.start < one.end for one in blocks)
