"""Floating quotations: those that are sentences of their own without a reporting expression."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from quotes.marks.quotation_marks import Quotation
from quotes.records import Span
from quotes.statements.candidate import Candidate
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.rules.rule_tables import content_rule
from quotes.statements.rules.who_speaks import NAMED_LABELS
from quotes.statements.span_index import SpanIndex
from quotes.words.closed_classes import CLOSING_MARKS, SENTENCE_ENDS

RULE = content_rule("floating-quotation")
FEWEST_WORDS = 4
ENDS_BEFORE = (*SENTENCE_ENDS, ":", *CLOSING_MARKS)
"""Characters after which a quotation begins a sentence."""


def find_floating_quotations(marked: MarkedArticle, claimed: Sequence[Candidate]) -> list[Candidate]:
    """Candidates, without cue and source, for whole-sentence quotations that no candidate of `claimed` covers.

    Each paragraph of a quotation is one. Words in marks inside a sentence (scare quotes, titles, nicknames) are none.
    """
    covered = SpanIndex((span, candidate) for candidate in claimed for span in candidate.content)
    found = []
    for quotation in marked.quotations:
        free = [part for part in quotation.parts if not covered.any(part)]
        if len(free) < len(quotation.parts) or is_whole_sentence(marked, quotation):
            found += [Candidate((part,), RULE) for part in free]
    return found


def is_whole_sentence(marked: MarkedArticle, quotation: Quotation) -> bool:
    """True if the quotation stands as a sentence of its own."""
    span = quotation.span
    words = [token for token in marked.tokens(span) if not token.is_punct]
    before = _line_before(marked.text, span.start).rstrip()
    inside = marked.text[span.start : span.end].rstrip(f"{CLOSING_MARKS}“").rstrip()
    after = _line_after(marked.text, span.end).strip()
    if len(quotation.parts) > 1 and not before and not after:
        return True
    alone = not before and not after and inside.endswith(SENTENCE_ENDS)
    if len(words) < FEWEST_WORDS and not alone:
        return False
    begins = not before or before.endswith(ENDS_BEFORE)
    ends = inside.endswith((*SENTENCE_ENDS, ",")) or after.startswith((".", "(", "“", '"')) or not quotation.closed
    return begins and ends


def _line_before(text: str, offset: int) -> str:
    return text[max(text.rfind("\n", 0, offset) + 1, offset - 200) : offset]


def _line_after(text: str, offset: int) -> str:
    end = text.find("\n", offset)
    return text[offset : min(end if end >= 0 else len(text), offset + 200)]


def continued_by(marked: MarkedArticle, before: Candidate, quotation: Candidate) -> bool:
    """True if a floating quotation goes on with the statement `before`, so that it has the same speaker.

    It follows in the same paragraph or the next one, and no other person or organization is named in between.
    """
    gap = Span(before.content[-1].end, quotation.content[0].start) if _in_order(before, quotation) else None
    if gap is None:
        return False
    own = [span for span in (before.source, before.cue, *before.circumstances) if span]
    strangers = [
        token
        for token in marked.tokens(gap)
        if token.ent_type_ in NAMED_LABELS and not any(span.start <= token.idx < span.end for span in own)
    ]
    return not strangers and _paragraphs_apart(marked, gap) <= 1


def goes_on(marked: MarkedArticle, before: Candidate, quotation: Candidate) -> bool:
    """True if only the sentence of the cue lies between a quotation and this one: “It is late,” she said. “Go home.”"""
    if before.cue is None or not _in_order(before, quotation):
        return False
    gap = Span(before.content[-1].end, quotation.content[0].start)
    between = marked.text[gap.start : gap.end]
    text = between.strip()
    last = marked.quotations_in(before.content[-1])
    one_sentence = text.endswith(SENTENCE_ENDS) and not any(f"{end} " in text for end in SENTENCE_ENDS)
    return bool(last) and gap.contains(before.cue) and one_sentence and "\n" not in between


def _in_order(before: Candidate, quotation: Candidate) -> bool:
    return before.content[-1].end < quotation.content[0].start


def _paragraphs_apart(marked: MarkedArticle, gap: Span) -> int:
    starts = marked.paragraph_starts
    return bisect_right(starts, gap.end) - bisect_left(starts, gap.start)
