"""Issued texts without quotation marks: paragraphs, block quotations and lists below a reporting verb and a colon.

The mayor wrote:

> Your report is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from quotes.records import Span
from quotes.statements.candidate import Candidate
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.rules.layouts.plain_paragraphs import (
    OPENING_MARKS,
    addresses,
    is_heading,
    is_link,
    speaks,
)
from quotes.statements.rules.pattern_matching import Match
from quotes.statements.rules.phrase_extent import cue_span
from quotes.statements.rules.rule_tables import content_rule
from quotes.statements.rules.sources_of_cues import find_source_beside
from quotes.statements.rules.who_speaks import is_noun_of
from quotes.words import load_words
from quotes.words.closed_classes import SENTENCE_ENDS

if TYPE_CHECKING:
    from spacy.tokens import Token

ISSUED, LISTED = content_rule("issued-text"), content_rule("listed-points")
QUOTE_SIGN = re.compile(r">\s*")
ITEM = re.compile(r"(?:[-–—*•·◦▪●‣]|\(?(?:\d{1,2}|[a-z])[.)])\s+")
NUMBER = re.compile(r"\d+|[a-z]")
INDENT = re.compile(r"(?:^|\n)(?: {2,}|\t)\s*$")
CUES = ("reporting_verbs", "quotation_verbs", "finding_verbs")
READ = "read"
"""A verb that reports only above what can be read there ("Her letter reads:")."""

BODIES = ("document_nouns", "organization_nouns")
MOST_WORDS_TO_THE_COLON = 8
LONGEST_BLOCK = 100
LONGEST_INDENT = 20
FARTHEST_SPEAKING = 2
"""Paragraphs, this one included, among which one in the first or second person shows that the text still goes on."""


def find_issued_texts(marked: MarkedArticle, sources: Mapping[int, list[Match]]) -> list[Candidate]:
    """Return the candidates of the paragraphs that a reporting verb and a colon introduce, one for each."""
    paragraphs = marked.parse.paragraphs
    found: list[Candidate] = []
    tells, end = False, 0
    for number, lead in enumerate(paragraphs[:-1]):
        if _leads(marked, lead) and (cue := _cue(marked, lead)):
            block = list(_below(marked, cue, lead, paragraphs[number + 1 : number + LONGEST_BLOCK], sources, tells))
            found += block
            end = block[-1].content[-1].end if block else end
        tells = tells or (lead.start >= end and speaks(marked, lead) and not marked.quotations_in(lead))
    return found


def _leads(marked: MarkedArticle, paragraph: Span) -> bool:
    return marked.text[paragraph.end - 1] == ":"


def _cue(marked: MarkedArticle, lead: Span) -> Token | None:
    """The last reporting verb of the last sentence of a lead, with few words between it and the colon."""
    words = [token for token in reversed(marked.tokens(lead)) if token.text != ":"]
    for token in words[: MOST_WORDS_TO_THE_COLON + 1]:
        if token.text in SENTENCE_ENDS or marked.is_quoted(token):
            break
        reports = token.lemma_ in {*load_words(*CUES), READ} or token.lower_ in load_words("reporting_verb_forms")
        if reports and token.pos_ == "VERB" and token.tag_ not in {"VB", "VBN"}:
            has_content = any(marked.is_quoted(word) for word in token.sent)
            return None if has_content else token
    return None


def _below(
    marked: MarkedArticle,
    cue: Token,
    lead: Span,
    paragraphs: Sequence[Span],
    sources: Mapping[int, list[Match]],
    tells: bool,
) -> Iterator[Candidate]:
    """The candidates of the paragraphs below a lead: the first one with its cue, those after it without.

    `tells` is True if the article itself has spoken in the first person before.
    """
    source = find_source_beside(marked, cue, sources.get(cue.i, ())).span
    points = _points(marked, cue, source, paragraphs)
    block = points or _lines(marked, paragraphs) or _text(marked, paragraphs, tells)
    said = Candidate((), LISTED) if points else Candidate((), ISSUED, kind="direct")
    for number, content in enumerate(block):
        said = said.with_content([content])
        if number:
            yield replace(said, continues=True)
        else:
            expression = cue_span(marked, cue)
            begun = [span for span in [_begun(marked, expression.end, lead.end)] if span]
            yield replace(said.with_content([*begun, content]), cue=expression, source=source, anchor=cue.i)


def _begun(marked: MarkedArticle, start: int, end: int) -> Span | None:
    """A clause of what is said that stands already before the colon ("He explained why he left: …")."""
    span = marked.stretch(start, end)
    return span if span and any(token.pos_ in {"VERB", "AUX"} for token in marked.tokens(span)) else None


def _points(marked: MarkedArticle, cue: Token, source: Span | None, paragraphs: Sequence[Span]) -> list[Span]:
    """The points of a list that says something: what "they found:" introduces may as well be things."""
    if cue.lemma_ in load_words("finding_verbs") and marked.doc[cue.i + 1].lower_ != "that":
        nouns = marked.tokens(source) if source else []
        if not any(is_noun_of(noun, BODIES) for noun in nouns):
            return []
    return _with_sign(marked, paragraphs, ITEM)


def _lines(marked: MarkedArticle, paragraphs: Sequence[Span]) -> list[Span]:
    """The paragraphs that stand behind the sign ">", or are indented."""
    indented = takewhile(
        lambda each: INDENT.search(marked.text[max(0, each.start - LONGEST_INDENT) : each.start]), paragraphs
    )
    return _with_sign(marked, paragraphs, QUOTE_SIGN) or list(indented)


def _with_sign(marked: MarkedArticle, paragraphs: Sequence[Span], sign: re.Pattern[str]) -> list[Span]:
    """The paragraphs that begin with the sign of the first one, without it, up to one that does not."""
    matches = (sign.match(marked.text, each.start, each.end) for each in paragraphs)
    _, signed = next(groupby(matches, lambda match: match and NUMBER.sub("1", match[0].strip())), (None, ()))
    ends = zip(signed, paragraphs, strict=False)
    return [Span(match.end(), each.end) for match, each in ends if match and match.end() < each.end]


def _text(marked: MarkedArticle, paragraphs: Sequence[Span], tells: bool) -> list[Span]:
    """The paragraphs of an issued text that nothing marks, as far as its writer is heard in them."""
    first, *others = paragraphs
    if not _may_be_text(marked, first):
        return []
    if tells:
        return [first]
    block = [first]
    for number, paragraph in enumerate(others):
        nearby = others[number : number + FARTHEST_SPEAKING]
        if not _may_be_text(marked, paragraph) or not any(_is_heard(marked, each) for each in nearby):
            break
        block.append(paragraph)
    return block


def _may_be_text(marked: MarkedArticle, paragraph: Span) -> bool:
    is_other = is_heading(marked, paragraph) or is_link(marked, paragraph) or _leads(marked, paragraph)
    is_point = ITEM.match(marked.text, paragraph.start, paragraph.end) is not None
    return not is_other and not is_point and marked.text[paragraph.start] not in OPENING_MARKS


def _is_heard(marked: MarkedArticle, paragraph: Span) -> bool:
    return speaks(marked, paragraph) or addresses(marked, paragraph)
