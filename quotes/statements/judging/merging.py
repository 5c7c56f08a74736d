"""The merge of a pair: a statement that both the rules and the learned model have found gets the words of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from quotes.records import Span, iou, lies_in
from quotes.statements.candidate import Candidate
from quotes.statements.judging.thresholds import SAME_CONTENT_IOU
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.span_index import SpanIndex
from quotes.words import load_words
from quotes.words.closed_classes import CLOSING_MARKS, SENTENCE_ENDS

UNFINISHED_POS = {"PRON", "DET", "ADP", "SCONJ"}
RELATIVE_TAGS = {"WP", "WDT", "WP$"}

ASIDE = re.compile(r"\s*[–—]\s[^–—]+\s[–—]\s\S")
"""Dashes with words between them, and a word after them."""

TIME_LABELS = {"DATE", "TIME"}
MOST_WORDS_OF_A_TIME = 4


def similarity(one: Candidate, other: Candidate) -> float:
    """The IoU of the contents of two candidates, and 1 more if they have the same cue; 0 for different statements."""
    if one.encloses(other) or other.encloses(one):
        return 0.0
    alike = iou(one.content, other.content)
    if one.cue and other.cue:
        return 1 + alike if one.cue.overlaps(other.cue) else 0.0
    return alike if alike >= SAME_CONTENT_IOU else 0.0


def merge_pair(
    marked: MarkedArticle,
    found: Candidate,
    partner: Candidate,
    claimed: SpanIndex[int],
    alone: SpanIndex[Candidate],
) -> Candidate:
    """The model's candidate merged with its partner by the rules.

    `claimed` are the contents of all candidates of the model, `alone` those of the rules' candidates that stay alone.
    """
    scores = found.scores and replace(
        found.scores,
        similarity=similarity(found, partner),
        same_source=bool(found.source and partner.source and found.source.overlaps(partner.source)),
    )
    content = _content(marked, found, partner, claimed)
    if _lacks_a_cue(content, partner, alone):
        content = partner.content
    sources = (_source(marked, found, partner), partner.source)
    return replace(
        found,
        rule=partner.rule,
        source_rule=partner.source_rule,
        content=content,
        cue=_cue(found, partner),
        source=next((source for source in sources if source and not _overlaps(source, content)), None),
        circumstances=partner.circumstances or found.circumstances,
        anchor=partner.anchor if partner.anchor is not None else found.anchor,
        kind=partner.kind,
        finders=(*partner.finders, *found.finders),
        scores=scores,
    )


def _lacks_a_cue(content: Sequence[Span], partner: Candidate, alone: SpanIndex[Candidate]) -> bool:
    """True if a statement that stays lies within the partner but not within the content, so that its cue is missing.

    The model gives each word one role: of "Berg said it rained, the agency said" it may leave "Berg said" out.
    """
    inner = (each for span in partner.content for each in alone.find(span))
    whole = ((*each.content, each.cue) for each in inner if each.cue)
    return any(lies_in(spans, partner.content) and not lies_in(spans, content) for spans in whole)


def _content(marked: MarkedArticle, found: Candidate, partner: Candidate, claimed: SpanIndex[int]) -> tuple[Span, ...]:
    """The content of the merged pair: the rule's if it declares so or is more complete, the model's otherwise.

    The model's content is cut at its edges as the rule's is, and takes in quotations that only the rule has joined.
    """
    if partner.rule.content_by == "rule" or _lacks_a_time(marked, found.content, partner.content):
        return partner.content
    if _breaks_off_at_an_aside(marked, found.content, partner.content):
        return partner.content
    if is_quoted(marked, partner.content):
        found = replace(found, content=tuple(_quotation_in(marked, span, partner.content) for span in found.content))
    theirs = SpanIndex((span, span) for span in partner.content)
    beyond = [span for span in found.content if not theirs.any(span)]
    rest = [span for span in found.content if theirs.any(span)]
    if beyond and _words(marked, rest) == _words(marked, partner.content):
        # only pieces that are not in the rules' content: a quotation stays one, and a piece without a verb says nothing
        kept = [span for span in beyond if _is_said(marked, span, partner)]
        return tuple(sorted([*partner.content, *kept]))
    own = [span for span in (found.cue, found.source) if span]
    joined = [
        span
        for span in partner.content
        if not claimed.any(span) and not _overlaps(span, own) and marked.quotations_in(span)
    ]
    return tuple(sorted([*found.content, *joined]))


def _lacks_a_time(marked: MarkedArticle, some: Sequence[Span], whole: Sequence[Span]) -> bool:
    """True for the same words, or the same but for a time ("on Monday evening") that only `whole` has."""
    words, all_words = set(_words(marked, some)), _words(marked, whole)
    more = [marked.doc[number] for number in all_words if number not in words]
    if not words <= set(all_words) or len(more) > MOST_WORDS_OF_A_TIME:
        return False
    return not more or any(token.ent_type_ in TIME_LABELS or token.lower_ in load_words("days") for token in more)


def _breaks_off_at_an_aside(marked: MarkedArticle, some: Sequence[Span], whole: Sequence[Span]) -> bool:
    """True if `some` ends before an aside between dashes behind which `whole` goes on."""
    beyond = [span for span in whole if span.contains(some[-1]) and span.end > some[-1].end]
    return any(ASIDE.match(marked.text[some[-1].end : span.end]) for span in beyond)


def _is_said(marked: MarkedArticle, piece: Span, partner: Candidate) -> bool:
    """True if a piece that only the model has can belong to the statement of its partner."""
    tokens = marked.tokens(piece)
    if is_quoted(marked, partner.content):
        leads_up = partner.rule.cue_first and partner.cue is not None and piece.end <= partner.cue.start
        is_ended = marked.text[piece.start : piece.end].rstrip(CLOSING_MARKS).endswith(".")
        return all(marked.is_quoted(token) for token in tokens) and not (leads_up and is_ended)
    return any(token.pos_ in {"VERB", "AUX"} or marked.is_quoted(token) for token in tokens)


def is_quoted(marked: MarkedArticle, content: Sequence[Span]) -> bool:
    """True if every word of a content stands in quotation marks."""
    return all(marked.is_quoted(token) for span in content for token in marked.tokens(span))


def _quotation_in(marked: MarkedArticle, span: Span, quotations: Sequence[Span]) -> Span:
    """The one quotation inside a piece if the rest of the piece says nothing or is another sentence, else the piece."""
    inside = [quotation for quotation in quotations if span.contains(quotation)]
    if len(inside) != 1:
        return span
    (quotation,) = inside
    beside = [token for token in marked.tokens(span) if not quotation.start <= token.idx < quotation.end]
    says_nothing = not any(token.pos_ in {"VERB", "AUX"} for token in beside)
    is_ended = marked.text[quotation.start : quotation.end].rstrip(CLOSING_MARKS).endswith(SENTENCE_ENDS)
    is_followed = bool(beside) and beside[0].idx >= quotation.end
    return quotation if says_nothing or (is_ended and is_followed) else span


def _cue(found: Candidate, partner: Candidate) -> Span | None:
    """The rule's cue if the rule declares so or it is part of the model's ("said in a statement"), else the model's."""
    if partner.cue and (partner.rule.cue_by == "rule" or (found.cue and found.cue.contains(partner.cue))):
        return partner.cue
    return found.cue


def _source(marked: MarkedArticle, found: Candidate, partner: Candidate) -> Span | None:
    """The model's source, or the rule's if that declares so, or if the other is missing or breaks off."""
    one, other = found.source, partner.source
    if one is None or other is None:
        return one or other
    if partner.rule.source_by == "rule":
        return other
    is_whose_document = partner.rule.source_by == "narrower" and one.contains(other)
    is_possessive = one.contains(other) and marked.tokens(one)[-1].tag_ == "POS"
    return other if is_whose_document or is_possessive or _breaks_off(marked, one, other) else one


def _breaks_off(marked: MarkedArticle, one: Span, whole: Span) -> bool:
    """True if `one` lacks the words behind it in `whole` that identify the source ("an official" + "who knows")."""
    if one == whole or one.start != whole.start or not whole.contains(one):
        return False
    if marked.tokens(one)[-1].pos_ in UNFINISHED_POS:
        return True
    following = [token for token in marked.tokens(whole) if token.idx >= one.end and not token.is_punct]
    return bool(following) and (following[0].tag_ in RELATIVE_TAGS or following[0].pos_ == "ADP")


def _overlaps(one: Span, others: Iterable[Span]) -> bool:
    return any(one.overlaps(other) for other in others)


def _words(marked: MarkedArticle, spans: Sequence[Span]) -> list[int]:
    return [token.i for span in spans for token in marked.tokens(span) if not token.is_punct]
