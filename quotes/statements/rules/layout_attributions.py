"""Statements attributed by layout: interviews, issued texts, names beside colons and dashes, posts, headlines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from quotes.article import lies_in
from quotes.records import Span
from quotes.statements.candidate import Candidate
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.rules.layouts.headlines import find_headlines
from quotes.statements.rules.layouts.interviews import find_interviews
from quotes.statements.rules.layouts.issued_texts import find_issued_texts
from quotes.statements.rules.layouts.name_colons import find_colon_bylines
from quotes.statements.rules.layouts.signatures import find_signatures
from quotes.statements.rules.pattern_matching import Match
from quotes.statements.span_index import SpanIndex


def with_layouts(
    marked: MarkedArticle, candidates: Sequence[Candidate], sources: Mapping[int, list[Match]]
) -> list[Candidate]:
    """Return the candidates with those of the layouts.

    Words that a layout owns are taken from `candidates`; any other layout is found only where none of these covers it.
    `sources` are the matches of the source patterns by cue.
    """
    found = [*find_interviews(marked), *find_signatures(marked), *find_colon_bylines(marked)]
    owners = _uncovered([*found, *find_issued_texts(marked, sources)], ())
    rest = [*without_owned(candidates, owners), *owners]
    return [*rest, *_uncovered(find_headlines(marked, rest), rest)]


def without_owned(candidates: Iterable[Candidate], owners: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates without the words of `owners` whose rules own them.

    What is said within an owner's words, by a cue of its own there, stays.
    """
    owned = SpanIndex((span, owner) for owner in owners if owner.rule.owns for span in owner.content)

    def is_taken(candidate: Candidate, piece: Span) -> bool:
        cue = candidate.cue
        return any(cue is None or not lies_in([cue], owner.content) for owner in owned.find(piece))

    kept = []
    for candidate in candidates:
        content = tuple(piece for piece in candidate.content if not is_taken(candidate, piece))
        if content:
            kept.append(candidate if content == candidate.content else candidate.with_content(content))
    return kept


def _uncovered(candidates: Iterable[Candidate], others: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates that share no words with one of `others`, nor with one before them."""
    covered = SpanIndex((span, other) for other in others for span in other.content)
    kept = []
    for candidate in candidates:
        if not any(covered.any(span) for span in candidate.content):
            kept.append(candidate)
            for span in candidate.content:
                covered.add(span, candidate)
    return kept
