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
    from spacy.tokens import Token

    from quotes.statements.learned.attribution_decoding import DecodedAttribution

RULE = content_rule("model")
EDGE = " \t\u00a0,;:"
"""Characters that a source or a cue does not begin or end with."""


def candidate_of(attribution: DecodedAttribution, article: ModelInput, marked: MarkedArticle) -> Candidate | None:
    """Return an attribution as a candidate, or None if there is nothing but punctuation in its cue or its content.

    A "that" is no content, either, nor is the "what" of "what the parties say", nor a title or motto, nor a quotation
    that nobody closes and nobody says.
    """
    content = tuple(span for part in attribution.content if (span := marked.trimmed(article.span(part))))
    cue = _trimmed(marked, article, attribution.cue) if attribution.cue else None
    if all(_says_nothing(marked, token) for span in content for token in marked.tokens(span)) or (
        attribution.cue and cue is None
    ):
        return None
    if len(content) == 1 and marked.is_title(content[0]):
        return None
    if cue is None and not attribution.source and any(not each.closed for each in marked.quotations_in(content[0])):
        return None
    anchor = _anchor(marked, cue) if cue else None
    return Candidate(
        content,
        RULE,
        cue,
        _trimmed(marked, article, attribution.source) if attribution.source else None,
        circumstance_spans(marked, marked.doc[anchor]) if anchor is not None else (),
        anchor,
        act="speech" if article.scheme == "everyday" else None,
        finders=("model",),
        scores=attribution.scores,
    )


def _says_nothing(marked: MarkedArticle, token: Token) -> bool:
    return token.pos_ in FUNCTION_POS or (token.lower_ == "what" and not marked.is_quoted(token))


def _trimmed(marked: MarkedArticle, article: ModelInput, words: Range) -> Span | None:
    return marked.trimmed(article.span(words), EDGE)


def _anchor(marked: MarkedArticle, cue: Span) -> int | None:
    """Return the index of the word of a cue on which the others hang."""
    tokens = marked.tokens(cue)
    inside = {token.i for token in tokens}
    heads = (token.i for token in tokens if token.head.i not in inside or token.head.i == token.i)
    return next(heads, tokens[0].i if tokens else None)
