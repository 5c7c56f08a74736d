"""Attributions of the learned model as candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.records import Span
from quotes.statements.candidate import Candidate
from quotes.statements.learned.model_input import ModelInput, Range
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.rules.content_extent import FUNCTION_POS
from quotes.statements.rules.phrase_extent import circumstance_spans
from quotes.statements.rules.rule_tables import content_rule

if TYPE_CHECKING:
    from quotes.statements.learned.attribution_decoding import DecodedAttribution

RULE = content_rule("model")
EDGE = " \t\u00a0,;:"
"""Characters that a source or a cue does not begin or end with."""


def candidate_of(attribution: DecodedAttribution, article: ModelInput, marked: MarkedArticle) -> Candidate | None:
    """Return an attribution as a candidate, or None if there is nothing but punctuation in its cue or its content.

    A "that" is no content, either.
    """
    content = tuple(span for part in attribution.content if (span := marked.trimmed(article.span(part))))
    cue = _trimmed(marked, article, attribution.cue)
    if cue is None or all(token.pos_ in FUNCTION_POS for span in content for token in marked.tokens(span)):
        return None
    anchor = _anchor(marked, cue)
    return Candidate(
        content,
        RULE,
        cue,
        _trimmed(marked, article, attribution.source) if attribution.source else None,
        circumstance_spans(marked, marked.doc[anchor]) if anchor is not None else (),
        anchor,
        finders=("model",),
        scores=attribution.scores,
    )


def _trimmed(marked: MarkedArticle, article: ModelInput, words: Range) -> Span | None:
    return marked.trimmed(article.span(words), EDGE)


def _anchor(marked: MarkedArticle, cue: Span) -> int | None:
    """Return the index of the word of a cue on which the others hang."""
    tokens = marked.tokens(cue)
    inside = {token.i for token in tokens}
    heads = (token.i for token in tokens if token.head.i not in inside or token.head.i == token.i)
    return next(heads, tokens[0].i if tokens else None)
