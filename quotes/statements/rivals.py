"""Removal of rival readings: several rules that found the same words said."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.article import overlap_length
from quotes.statements.candidate import Candidate
from quotes.statements.span_index import SpanIndex


def drop_rivals(preferred: Sequence[Candidate], others: Sequence[Candidate]) -> list[Candidate]:
    """Return the preferred candidates, and those of the others that say something new.

    Another candidate with the same cue is the same statement. One that reports, by another cue, words that
    a preferred candidate reports already is a rival reading of them and dropped, unless one lies within the other
    with its cue: a statement in a statement.
    """
    kept = list(preferred)
    anchors = {candidate.anchor for candidate in preferred} - {None}
    contents = SpanIndex((span, candidate) for candidate in preferred for span in candidate.content)
    for other in others:
        nearby = {id(candidate): candidate for span in other.content for candidate in contents.find(span)}
        if other.anchor in anchors or any(_are_rivals(candidate, other) for candidate in nearby.values()):
            continue
        kept.append(other)
        anchors.add(other.anchor)
        for span in other.content:
            contents.add(span, other)
    return kept


def _are_rivals(one: Candidate, other: Candidate) -> bool:
    smaller = min(sum(map(len, one.content)), sum(map(len, other.content)))
    is_same = 2 * overlap_length(one.content, other.content) > smaller
    return is_same and not (one.encloses(other) or other.encloses(one))
