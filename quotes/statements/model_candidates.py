"""Attributions of the learned model as candidates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from quotes.parsing.joint.attribution_tags import Scheme
from quotes.records import Scope, Span
from quotes.statements.candidate import Candidate, ModelScores
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.rules.content_extent import FUNCTION_POS
from quotes.statements.rules.phrase_extent import circumstance_spans
from quotes.statements.rules.rule_tables import content_rule

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotes.parsing.joint.attribution_decoding import DecodedAttribution

OF_SCOPES: Mapping[Scope, tuple[Scheme, ...]] = {
    "speech": ("everyday",),
    "all": ("everyday", "polnear"),
    "polnear": ("polnear",),
}
"""The schemes by which each scope is read. Of a statement in two schemes the spans of the first one count."""

RULE = content_rule("model")
EDGE = " \t\u00a0,;:"
"""Characters that a source or a cue does not begin or end with."""


def candidate_of(attribution: DecodedAttribution, scheme: Scheme, marked: MarkedArticle) -> Candidate | None:
    """Return an attribution as a candidate, or None if there is nothing but punctuation in its cue or its content.

    A "that" is no content, either, nor is the "what" of "what the parties say", nor a quotation that nobody closes and
    nobody says. Pieces that are a title or motto, or the "it" of "It was said that it rained", are left out.
    """
    pieces = (span for part in attribution.content if (span := marked.trimmed(part)))
    content = _without_expletive(marked, tuple(piece for piece in pieces if not marked.is_title(piece)))
    cue = marked.trimmed(attribution.cue, EDGE) if attribution.cue else None
    if all(_says_nothing(marked, token) for span in content for token in marked.tokens(span)) or (
        attribution.cue and cue is None
    ):
        return None
    if cue is None and not attribution.source and any(not each.closed for each in marked.quotations_in(content[0])):
        return None
    anchor = _anchor(marked, cue) if cue else None
    return Candidate(
        content,
        RULE,
        cue,
        marked.trimmed(attribution.source, EDGE) if attribution.source else None,
        circumstance_spans(marked, marked.doc[anchor]) if anchor is not None else (),
        anchor,
        act="speech" if scheme == "everyday" else None,
        finders=("model",),
        scores=ModelScores(attribution.scores),
    )


def _without_expletive(marked: MarkedArticle, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return pieces without an "it" that stands for the clause which is the next one."""
    if len(content) > 1 and marked.text_of(content[0]).lower() == "it":
        first = marked.tokens(content[1])[0]
        return content[1:] if first.dep_ == "mark" and first.tag_ != "TO" else content
    return content


def _says_nothing(marked: MarkedArticle, token: Token) -> bool:
    return token.pos_ in FUNCTION_POS or (token.lower_ == "what" and not marked.is_quoted(token))


def _anchor(marked: MarkedArticle, cue: Span) -> int | None:
    """Return the index of the word of a cue on which the others hang."""
    tokens = marked.tokens(cue)
    inside = {token.i for token in tokens}
    heads = (token.i for token in tokens if token.head.i not in inside or token.head.i == token.i)
    return next(heads, tokens[0].i if tokens else None)
