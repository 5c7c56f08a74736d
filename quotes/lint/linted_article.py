"""An analysed article as rules of the linter see it: statements, quotations, paragraphs and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from quotes.marks.quotation_marks import Quotation, find_quotations
from quotes.readers.paragraphs import split_paragraphs
from quotes.records import Analysis, ArticleWarning, Span, Statement
from quotes.words import load_words

_SENTENCE_END = re.compile(r"[.!?…]+[\"”’'»)\]]*(?=\s+[\"“‘'«(\[]*[^\Wa-z_])|\Z")
_LAST_WORD = re.compile(r"([\w.’'-]*)\W*\Z")


class LintedArticle:
    """An analysis, and what rules need to know of its text besides. All spans are of the article's text."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.article.text

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Statements of speech that the article itself attributes: those that are nested in none."""
        return tuple(one for one in self.analysis.statements if one.act == "speech" and one.nested_in is None)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Paragraphs, in order."""
        return tuple(split_paragraphs(self.text))

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """Stretches in quotation marks, in order, an outer one before those inside of it."""
        return tuple(self._marked[0])

    @cached_property
    def mark_warnings(self) -> tuple[ArticleWarning, ...]:
        """Warnings of quotation marks without a partner."""
        return tuple(self._marked[1])

    @cached_property
    def _marked(self) -> tuple[list[Quotation], list[ArticleWarning]]:
        return find_quotations(self.text, self.paragraphs)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences, in order, by their ends alone: a full stop before a capital that ends no abbreviation."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in self.sentences_of(paragraph))

    def sentences_of(self, span: Span) -> Iterator[Span]:
        """Yield the sentences of a stretch, without the white space between them."""
        start = span.start
        text = self.text[: span.end]
        for match in _SENTENCE_END.finditer(text, span.start):
            last = _LAST_WORD.search(text[start : match.start() + 1])
            if match.end() < span.end and last and last.group(1).lower() in load_words("abbreviations"):
                continue
            if match.end() > start:
                yield Span(start, match.end())
            start = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
            if start >= span.end:
                return
        if start < span.end:
            yield Span(start, span.end)

    def text_of(self, span: Span) -> str:
        """Return the characters of a span."""
        return self.text[span.start : span.end]

    def paragraph_of(self, span: Span) -> Span:
        """Return the paragraph in which a span begins."""
        return _holding(self.paragraphs, span)

    def in_headline(self, span: Span) -> bool:
        """Tell whether a span is in the headline: the first of several paragraphs, if it has no full stop."""
        first = self.paragraph_of(span)
        return self.paragraphs[:1] == (first,) != self.paragraphs and self.text[first.end - 1] not in ".!?…”’\"')"

    def sentence_of(self, span: Span) -> Span:
        """Return the sentence in which a span begins."""
        return _holding(self.sentences, span)

    def quotations_of(self, statement: Statement) -> tuple[Span, ...]:
        """Return the stretches in quotation marks of a statement's content, outer ones alone."""
        outer = (one.span for one in self.quotations if one.depth == 0)
        return tuple(one for one in outer if any(piece.overlaps(one) for piece in statement.content))

    def is_quoted(self, span: Span) -> bool:
        """Tell whether a span lies in quotation marks."""
        return any(one.span.contains(span) for one in self.quotations)

    def own_words(self, span: Span) -> str:
        """Return a stretch of the text with blanks for what is in quotation marks."""
        text = self.text[span.start : span.end]
        for one in self.quotations:
            if one.span.overlaps(span):
                start, end = max(one.span.start, span.start) - span.start, min(one.span.end, span.end) - span.start
                text = text[:start] + " " * (end - start) + text[end:]
        return text

    def places(self, pattern: re.Pattern[str]) -> Iterator[Span]:
        """Yield where a pattern matches in the text."""
        return (Span(match.start(), match.end(), match.group()) for match in pattern.finditer(self.text))


def _holding(spans: tuple[Span, ...], span: Span) -> Span:
    return next((one for one in spans if one.start <= span.start < one.end), span)
