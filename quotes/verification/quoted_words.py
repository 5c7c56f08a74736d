"""Quotations of an analysed text, each with the statement that it is (part of)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from quotes.marks.quotation_marks import Quotation, find_quotations
from quotes.readers.paragraphs import split_paragraphs
from quotes.records import Analysis, Span, Statement

LEAST_WORDS = 5
"""Words from which on a stretch in marks that is no statement is a quotation, and not a name or a term."""


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """A quotation: where it stands, in several pieces if its attribution splits it, and the statement it belongs to."""

    spans: tuple[Span, ...]
    statement: Statement | None = None


def quoted_words(analysis: Analysis) -> tuple[QuotedWords, ...]:
    """Return the quotations of an analysis in the order of the text.

    Each direct statement is one, in marks or, as the turn of a transcript, without; each stretch in marks in another
    statement; and each longer stretch in marks that is in no statement. Quotations inside of quotations are part of
    these.
    """
    article = analysis.article
    marked = [one for one in find_quotations(article.text, split_paragraphs(article.text))[0] if one.depth == 0]
    found = [QuotedWords(one.content, one) for one in _direct(analysis, marked)]
    covered = sorted(span for one in found for span in one.spans)
    starts = [span.start for span in covered]
    for quotation in marked:
        before = bisect_right(starts, quotation.span.end - 1)
        if any(span.overlaps(quotation.span) for span in covered[max(0, before - 2) : before]):
            continue
        statement = _innermost(analysis, quotation.span)
        words = article.text_of(quotation.span)
        if statement or len(words.split()) >= LEAST_WORDS:
            found.append(QuotedWords((Span(quotation.span.start, quotation.span.end, words),), statement))
    return tuple(sorted(found, key=lambda one: one.spans))


def _direct(analysis: Analysis, marked: list[Quotation]) -> Iterator[Statement]:
    """Yield the direct statements that are not part of another quotation."""
    kinds = {one.id: one for one in analysis.statements}
    starts = [one.span.start for one in marked]
    for statement in analysis.statements:
        if statement.kind != "direct" or statement.act != "speech":
            continue
        outer, seen = statement.nested_in, set[str]()
        while outer in kinds and outer not in seen and kinds[outer].kind != "direct":
            seen.add(outer)
            outer = kinds[outer].nested_in
        if outer in kinds and outer not in seen:
            continue
        first = statement.content[0]
        before = bisect_right(starts, first.start) - 1
        around = marked[before].span if before >= 0 else None
        is_inner = around is not None and around.start + 1 < first.start and around.contains(first)
        if not (is_inner and statement.nested_in in kinds):
            yield statement


def _innermost(analysis: Analysis, span: Span) -> Statement | None:
    """Return the statement with the shortest content that a span lies in or, if it lies in none, overlaps."""
    around = [one for one in analysis.statements if any(each.overlaps(span) for each in one.content)]
    return min(
        around,
        key=lambda one: (not any(each.contains(span) for each in one.content), sum(map(len, one.content))),
        default=None,
    )
