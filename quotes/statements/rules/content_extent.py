"""The extent of a reported clause, read off the parse and aligned with the quotation marks."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby
from typing import TYPE_CHECKING

from quotes.records import Span
from quotes.statements.marked_article import MarkedArticle, join_spans
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

FUNCTION_POS = {"PUNCT", "SPACE", "CCONJ", "SCONJ"}


def clause_spans(
    marked: MarkedArticle, head: Token, cue: Token, not_content: Collection[Span], goes_on: Collection[str] = ()
) -> tuple[Span, ...]:
    """The spans of the content that the clause of `head` makes when `cue` reports it.

    Everything under `head` counts, except what stands under the cue when the cue itself hangs on the clause
    ("The talks, he said, will end"), and except the spans `not_content` (source, cue, circumstances).
    `goes_on` are the relations of words after the clause that belong to it even where the parse hangs them on the cue.
    """
    members = {token.i for token in head.subtree if not token.is_space}
    if head.i != cue.i and head.is_ancestor(cue):
        members -= {token.i for token in cue.subtree if token.i != head.i}
        behind = {index for index in members if index > cue.i}
        if all(marked.doc[index].is_punct for index in behind):  # the sentence's end is not what goes on
            members -= behind
    elif head.i > cue.i:
        members |= _misplaced(cue, head, goes_on)
    for token in head.subtree:
        if token.i != head.i and _is_another_report(token):
            members -= {one.i for one in token.subtree}
    members = {index for index in members if not _lies_in(marked.doc[index], not_content)}
    pieces: list[Span] = []
    for start, end in _runs(marked, members, not_content):
        while start < end and marked.doc[start].dep_ == "cc":
            start += 1
        if any(token.pos_ not in FUNCTION_POS for token in marked.doc[start:end]):
            span = marked.trimmed(marked.span(start, end))
            if span and not _trails(marked, cue, span, pieces):
                pieces.append(span)
    return align_with_quotations(marked, pieces)


def _is_another_report(token: Token) -> bool:
    """True for a clause that reports somebody else ("…, while Cruz argued that …")."""
    if token.dep_ != "advcl" or token.lemma_ not in load_words("reporting_verbs"):
        return False
    mark = next((child for child in token.lefts if child.lower_ in {"while", "whereas"}), None)
    subject = any(child.dep_ == "nsubj" for child in token.lefts)
    return mark is not None and subject and mark.i > 0 and mark.nbor(-1).text in {",", ";", "—", "–"}


def _trails(marked: MarkedArticle, cue: Token, span: Span, before: Collection[Span]) -> bool:
    """True for the rest of the cue's own clause ("The talks failed, he said on Wednesday")."""
    if not before or span.start < cue.idx:
        return False
    return all(piece.end <= cue.idx for piece in before) and "," not in marked.text[cue.idx : span.start]


def _misplaced(cue: Token, head: Token, goes_on: Collection[str]) -> set[int]:
    """The words behind the clause that the parse hangs on the cue although they belong to the content.

    They end before a second predicate of the source ("…, and left the room") or a second report ("…, adding that").
    """
    found: set[int] = set()
    verbs = load_words("reporting_verbs")
    for child in cue.rights:
        if child.i <= head.i or child.dep_ == "punct":
            continue
        reports = child.lemma_ in verbs and child.pos_ == "VERB"
        participle = child.dep_ == "advcl" and child.tag_ == "VBG"
        coordinate = child.dep_ == "conj" and (
            any(part.lower_ == "that" for part in child.lefts) or _is_unmarked(child)
        )
        if not coordinate and (reports or participle or child.dep_ not in goes_on):
            break
        if child.ent_type_ == "DATE" and "ccomp" not in goes_on:
            break
        found |= {token.i for token in child.subtree if not token.is_space}
    return found


def _is_unmarked(conjunct: Token) -> bool:
    """True for a "conjunct" with neither conjunction nor comma before it, which is a misparse."""
    first = conjunct.left_edge
    before = first.nbor(-1).text if first.i else ","
    return before not in {",", ";", "—", "–"} and not any(child.dep_ == "cc" for child in conjunct.lefts)


def _lies_in(token: Token, spans: Collection[Span]) -> bool:
    return any(span.start <= token.idx < span.end for span in spans)


def _runs(marked: MarkedArticle, members: set[int], not_content: Collection[Span]) -> list[tuple[int, int]]:
    """The stretches of tokens (start, end) from the first to the last member, cut at the spans `not_content`."""
    everything = range(min(members, default=0), max(members, default=-1) + 1)
    inside = [index for index in everything if not _lies_in(marked.doc[index], not_content)]
    runs = [list(run) for _, run in groupby(enumerate(inside), key=lambda pair: pair[1] - pair[0])]
    return [(run[0][1], run[-1][1] + 1) for run in runs]


def align_with_quotations(marked: MarkedArticle, pieces: Collection[Span]) -> tuple[Span, ...]:
    """The spans changed so that each takes in a quotation whole or not at all.

    A quotation is taken in whole if at least half of its characters lie in the span.
    """
    changed: list[Span] = []
    for piece in pieces:
        start, end = piece.start, piece.end
        for quotation in marked.quotations_in(piece):
            span = quotation.span
            if not span.overlaps(Span(start, end)):
                continue
            shared = min(end, span.end) - max(start, span.start)
            if shared * 2 >= len(span):
                start, end = min(start, span.start), max(end, span.end)
            elif span.start <= start:
                start = span.end
            elif span.end >= end:
                end = span.start
            if start >= end:
                break
        if start < end:
            trimmed = marked.trimmed(Span(start, end))
            if trimmed:
                changed.append(trimmed)
    return join_spans(changed, marked.text)
