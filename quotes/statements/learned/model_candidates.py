"""What the learned model has marked, as candidates like those that rules find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.records import Span
from quotes.statements.candidate import Candidate, Evidence
from quotes.statements.learned.model_input import Range, Reading
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.rules.phrase_extent import circumstance_spans
from quotes.statements.rules.rule_tables import content_rule

if TYPE_CHECKING:
    from quotes.statements.learned.attribution_decoding import Link

RULE = content_rule("model")
EDGE = " \t\u00a0,;:"
"""Characters that a source or a cue does not begin or end with."""


def candidate_of(link: Link, reading: Reading, marked: MarkedArticle) -> Candidate | None:
    """The candidate for what the model has linked; None if there is nothing but punctuation in its content."""
    content = tuple(span for part in link.content if (span := marked.trimmed(reading.span(part))))
    cue = _trimmed(marked, reading, link.cue)
    if not content or cue is None:
        return None
    anchor = _anchor(marked, cue)
    return Candidate(
        content,
        RULE,
        cue,
        _trimmed(marked, reading, link.source) if link.source else None,
        circumstance_spans(marked, marked.doc[anchor]) if anchor is not None else (),
        anchor,
        finders=("model",),
        evidence=Evidence(*link.evidence),
    )


def _trimmed(marked: MarkedArticle, reading: Reading, words: Range) -> Span | None:
    return marked.trimmed(reading.span(words), EDGE)


def _anchor(marked: MarkedArticle, cue: Span) -> int | None:
    """The word of a cue on which the others hang."""
    tokens = marked.tokens(cue)
    inside = {token.i for token in tokens}
    heads = (token.i for token in tokens if token.head.i not in inside or token.head.i == token.i)
    return next(heads, tokens[0].i if tokens else None)
