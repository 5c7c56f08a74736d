"""Removal of datelines and conditions from contents, of "by" from cues, and of days and possessives from sources."""

from __future__ import annotations

import re
from dataclasses import replace

from quotes.records import Span
from quotes.statements.candidate import Candidate
from quotes.statements.marked_article import MarkedArticle
from quotes.words import load_words

DATELINE = re.compile(
    r"(?:(?:[A-Z0-9][\w.'’-]{0,99},?\s+){0,6}\([A-Z][A-Za-z/ .]{1,30}\)|[A-Z][\w .'’-]{0,99}[A-Z]{2}[^\n–—“\"]{0,50}?)"
    r"\s*(?:–|—|--?)\s+(?:\d{1,2} [A-Z][a-z]+ \d{4}:\s+)?"
)
"""Place, date or agency before a dash at the beginning of a report: "VARDA, 17 July – ", "Berlin (Reuters) - "."""

CONNECTIVES = {"and", "but", "so", "then", "yet"}
"""Words before a source that connect its sentence to the one before."""


def trim(marked: MarkedArticle, candidate: Candidate) -> Candidate:
    """Return the candidate with bare spans: no dateline in the content, no "by" in the cue, no day in the source."""
    candidate = _without_condition(marked, _without_connectives(marked, _without_dateline(marked, candidate)))
    return _with_bare_cue(marked, _with_bare_source(marked, candidate))


def _without_connectives(marked: MarkedArticle, candidate: Candidate) -> Candidate:
    """Return the candidate without a connective before a quotation that goes on (“A,” he said, but “B.”)."""
    first, *others = candidate.content
    words = [marked.tokens(span) for span in others]
    begins = [
        Span(some[1].idx, span.end)
        if len(some) > 1 and some[0].lower_ in CONNECTIVES and marked.is_quoted(some[1])
        else span
        for some, span in zip(words, others, strict=True)
    ]
    return candidate.with_content([first, *begins])


def _without_condition(marked: MarkedArticle, candidate: Candidate) -> Candidate:
    """Return the candidate without the condition on which it was said ("… on condition that he not be identified")."""
    first, *others = candidate.content
    return candidate.with_content([first, *(span for span in others if not _is_condition(marked, span))])


def _is_condition(marked: MarkedArticle, span: Span) -> bool:
    """True for unquoted words that ask for a name to be withheld (“that he not be identified”)."""
    words = marked.tokens(span)
    asked = (phrase for phrase in load_words("anonymity_phrases") if phrase.startswith("not "))
    return not any(map(marked.is_quoted, words)) and any(phrase in marked.text_of(span).lower() for phrase in asked)


def _without_dateline(marked: MarkedArticle, candidate: Candidate) -> Candidate:
    """Return the candidate without a dateline at the beginning of its content ("VARDA, 17 July – It rained")."""
    first, cue = candidate.content[0], candidate.cue
    match = DATELINE.match(marked.text, marked.paragraph_at(first.start).start, first.end)
    if match and first.start < match.end() < first.end and not (cue and match.start() <= cue.start < match.end()):
        return candidate.with_content([Span(match.end(), first.end), *candidate.content[1:]])
    return candidate


def _with_bare_cue(marked: MarkedArticle, candidate: Candidate) -> Candidate:
    """Return the candidate without the "by" before its source at the end of its cue ("was told by the mayor")."""
    cue, source = candidate.cue, candidate.source
    words = marked.tokens(cue) if cue else []
    if not cue or not source or len(words) < 2 or words[-1].lower_ != "by":
        return candidate
    if source.start < cue.end or marked.text[cue.end : source.start].strip():
        return candidate
    return replace(candidate, cue=marked.span(words[0].i, words[-2].i + 1))


def _with_bare_source(marked: MarkedArticle, candidate: Candidate) -> Candidate:
    """Return the candidate without a day or a possessive at the end of its source, or a "then" before it.

    ("the mayor yesterday", "the mayor on Monday", "the mayor's", "Then a driver")
    """
    words = marked.tokens(candidate.source) if candidate.source else []
    whole = len(words)
    if whole > 1 and words[0].lower_ in CONNECTIVES:
        words.pop(0)
    if len(words) > 1 and words[-1].lower_ in load_words("days"):
        words.pop()
        if len(words) > 1 and words[-1].pos_ == "ADP":
            words.pop()
    elif len(words) > 1 and words[-1].tag_ == "POS":
        words.pop()
    if len(words) == whole:
        return candidate
    return replace(candidate, source=marked.span(words[0].i, words[-1].i + 1))
