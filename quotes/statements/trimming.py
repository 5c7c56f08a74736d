"""Removal of datelines from the contents of statements, and of days from their sources."""

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


def trim(marked: MarkedArticle, candidate: Candidate) -> Candidate:
    """Return the candidate without a dateline in its content and without a day at the end of its source."""
    return _without_day(marked, _without_dateline(marked, candidate))


def _without_dateline(marked: MarkedArticle, candidate: Candidate) -> Candidate:
    """Return the candidate without a dateline at the beginning of its content ("VARDA, 17 July – It rained")."""
    first, cue = candidate.content[0], candidate.cue
    match = DATELINE.match(marked.text, marked.paragraph_at(first.start).start, first.end)
    if match and first.start < match.end() < first.end and not (cue and match.start() <= cue.start < match.end()):
        return candidate.with_content([Span(match.end(), first.end), *candidate.content[1:]])
    return candidate


def _without_day(marked: MarkedArticle, candidate: Candidate) -> Candidate:
    """Return the candidate without a day at the end of its source ("the mayor yesterday", "the mayor on Monday")."""
    words = marked.tokens(candidate.source) if candidate.source else []
    if len(words) < 2 or words[-1].lower_ not in load_words("days"):
        return candidate
    words.pop()
    if len(words) > 1 and words[-1].pos_ == "ADP":
        words.pop()
    return replace(candidate, source=marked.span(words[0].i, words[-1].i + 1))
