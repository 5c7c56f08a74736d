"""The article as the finders of statements see it: its parse and its quotations."""

from __future__ import annotations

import string
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quotes.marks.quotation_marks import Quotation, find_quotations
from quotes.parsing import Parse
from quotes.records import ArticleWarning, Span
from quotes.statements.span_index import SpanIndex

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

EDGE = string.whitespace + ",;:.\u00a0\u2013\u2014-…()"
"""Characters that do not belong to a statement at its edges (quotation marks, ? and ! do)."""

FEWEST_LETTERS = 4
"""Shorter words may lack the capital letter that words of titles have."""


def mark_article(parse: Parse) -> MarkedArticle:
    """Return an article with its outermost quotations, and with warnings of quotation marks without a partner."""
    quotations, warnings = find_quotations(parse.article.text, parse.paragraphs)
    return MarkedArticle(parse, quotations, warnings=warnings)


@dataclass(slots=True)
class MarkedArticle:
    """A parsed article with its quotations of one depth.

    At depth 0 (the outermost quotations) the article itself speaks outside the marks; at depth 1 a quoted speaker
    does, who quotes others. ``quotation_of`` maps the index of a quoted token to that of its quotation.
    """

    parse: Parse
    all_quotations: Sequence[Quotation]
    depth: int = 0
    warnings: Sequence[ArticleWarning] = ()
    doc: Doc = field(init=False)
    text: str = field(init=False)
    quotations: list[Quotation] = field(init=False)
    quotation_of: dict[int, int] = field(init=False)
    paragraph_starts: list[int] = field(init=False)
    _tokens: list[Token] = field(init=False)
    _starts: list[int] = field(init=False)
    _by_place: SpanIndex[Quotation] = field(init=False)

    def __post_init__(self) -> None:
        """Build the indices."""
        self.doc = self.parse.doc
        self.text = self.doc.text
        self._tokens = list(self.doc)
        self._starts = [token.idx for token in self._tokens]
        self.paragraph_starts = [paragraph.start for paragraph in self.parse.paragraphs]
        self.quotations = [quotation for quotation in self.all_quotations if quotation.depth == self.depth]
        self._by_place = SpanIndex((quotation.span, quotation) for quotation in self.quotations)
        self.quotation_of = {
            index: number
            for number, quotation in enumerate(self.quotations)
            for index in range(self.first_from(quotation.span.start), self.first_from(quotation.span.end))
        }

    def inner(self) -> MarkedArticle:
        """Return the article with the quotations that are one deeper."""
        return MarkedArticle(self.parse, self.all_quotations, self.depth + 1)

    def is_quoted(self, token: Token) -> bool:
        """True if the token stands inside quotation marks."""
        return token.i in self.quotation_of

    def is_title(self, span: Span) -> bool:
        """True for a quotation that is a motto or a name (his book, “A Long Walk,” …; known as the “Old Lady,” …)."""
        words = self.tokens(span)
        if not words or words[0].i < 2 or not self.is_quoted(words[0]):
            return False
        before, noun = self.doc[words[0].i - 1], self.doc[words[0].i - 2]
        if before.lower_ in {"motto", "titled", "title"}:
            return True
        words = [token for token in words if not token.is_punct]
        capitals = all(word.text[0].isupper() or len(word) < FEWEST_LETTERS for word in words)
        is_named = before.pos_ == "DET" or (before.text == "," and noun.pos_ == "NOUN")
        return is_named and capitals and len(words) > 1

    def span(self, start: int, end: int) -> Span:
        """The characters of the tokens `start` to `end` (exclusive)."""
        last = self.doc[end - 1]
        return Span(self.doc[start].idx, last.idx + len(last))

    def text_of(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]

    def stretch(self, start: int, end: int, edge: str = EDGE) -> Span | None:
        """The characters from `start` to `end` without the characters `edge` at both ends, or None if none are left."""
        return self.trimmed(Span(start, end), edge) if start < end else None

    def quotations_in(self, span: Span) -> list[Quotation]:
        """The quotations that overlap a span, in order."""
        return list(self._by_place.find(span))

    def paragraph_at(self, offset: int) -> Span:
        """The paragraph in which an offset lies, or the one before it."""
        return self.parse.paragraphs[max(bisect_right(self.paragraph_starts, offset) - 1, 0)]

    def tokens(self, span: Span) -> list[Token]:
        """The tokens that begin inside a span, white space left out."""
        return [
            token
            for token in self._tokens[self.first_from(span.start) : self.first_from(span.end)]
            if not token.is_space
        ]

    def first_from(self, offset: int) -> int:
        """The index of the first token that begins at `offset` or later (the number of tokens if none does)."""
        return bisect_left(self._starts, offset)

    def trimmed(self, span: Span, edge: str = EDGE) -> Span | None:
        """The span without the characters `edge` at its ends, or None where nothing else is in it.

        A bracket at an end stays if its partner is inside.
        """
        text = self.text_of(span)
        start = span.start + len(text) - len(text.lstrip(edge))
        end = span.end - len(text) + len(text.rstrip(edge))
        if start >= end:
            return None
        inside = self.text[start:end]
        if inside.count("(") > inside.count(")") and self.text[end : end + 1] == ")":
            end += 1
        elif inside.count(")") > inside.count("(") and self.text[start - 1 : start] == "(" and start > span.start:
            start -= 1
        return Span(start, end)


def join_spans(spans: Iterable[Span], text: str, gap: str = string.whitespace) -> tuple[Span, ...]:
    """Sorted spans, those joined that overlap or have nothing but characters of `gap` between them."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and not text[joined[-1].end : span.start].strip(gap):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
