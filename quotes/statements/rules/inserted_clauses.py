"""Attributions that are appended to a sentence or inserted into it: a comma, a name, a reporting verb.

    Shots were heard near the river, a security official told this newspaper.
    The crack, she added, could not be repaired under water.

Parsers often take such a clause for a relative clause or a second main clause, so it is read off the order of the words
where no dependency pattern has found what the verb reports.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from quotes.statements.candidate import Candidate
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.rules.content_extent import align_with_quotations
from quotes.statements.rules.phrase_extent import circumstance_spans, cue_span
from quotes.statements.rules.rule_tables import content_rule
from quotes.statements.rules.who_speaks import can_speak
from quotes.words import load_words
from quotes.words.closed_classes import FINITE_TAGS

if TYPE_CHECKING:
    from spacy.tokens import Token

INSERTED, APPENDED = content_rule("inserted-clause"), content_rule("appended-clause")
NO_START_POS = {"CCONJ", "SCONJ", "ADP", "VERB", "PART", "PUNCT"}
RELATIVES = {"which", "who"}
SET_OFF_MARKS = {",", "—", "–"}
LONGEST_NAME, LONGEST_TAIL = 14, 14


def find_inserted_clauses(marked: MarkedArticle, claimed: Collection[int | None]) -> list[Candidate]:
    """Candidates for the reporting verbs outside quotations whose token index is not in `claimed`."""
    verbs = load_words("reporting_verbs") - load_words("seldom_inserted_verbs")
    candidates = []
    for cue in marked.doc:
        if (
            cue.lemma_ in verbs
            and (cue.tag_ in FINITE_TAGS or (cue.tag_ == "VBN" and cue.dep_ == "acl"))
            and cue.i not in claimed
            and not marked.is_quoted(cue)
            and (candidate := _candidate(marked, cue))
        ):
            candidates.append(candidate)
    return candidates


class _Clause(NamedTuple):
    """Positions in a sentence: where a name begins and ends, its comma, and the word behind name and cue."""

    name: int
    name_end: int
    comma: int
    tail: int


def _candidate(marked: MarkedArticle, cue: Token) -> Candidate | None:
    sentence = [token for token in cue.sent if not token.is_space]
    position = sentence.index(cue)
    clause = _name_before(marked, sentence, position) or _name_after(marked, sentence, position)
    if clause is None or clause.comma < 1:
        return None
    name = sentence[clause.name : clause.name_end]
    end = _end_of_clause(marked, sentence, clause.tail)
    if end is None or (cue.tag_ == "VBN" and not any(map(can_speak, name))):
        return None
    before, after = sentence[: clause.comma], sentence[end:]
    if after and before[-1].lower_ in RELATIVES:  # "the park, which, she said, is full": of the park
        before = before[-1:]
    if not _is_inserted(marked, before, after):
        return None
    pieces = [marked.trimmed(marked.span(piece[0].i, piece[-1].i + 1)) for piece in (before, after) if piece]
    content = align_with_quotations(marked, [span for span in pieces if span])
    source = marked.span(name[0].i, name[-1].i + 1)
    if not content or any(span.overlaps(source) for span in content):
        return None
    rule = INSERTED if len(content) > 1 else APPENDED
    return Candidate(content, rule, cue_span(marked, cue), source, circumstance_spans(marked, cue), cue.i)


def _name_before(marked: MarkedArticle, sentence: list[Token], cue: int) -> _Clause | None:
    """The clause ", she added" around the cue at a position."""
    end = cue
    while end > 0 and sentence[end - 1].pos_ in {"ADV", "AUX"}:
        end -= 1
    start = end
    while start > 0 and sentence[start - 1].text not in SET_OFF_MARKS:
        start -= 1
    if start == 0 or not _is_name(marked, sentence[start:end]):
        return None
    return _Clause(start, end, start - 1, cue + 1)


def _name_after(marked: MarkedArticle, sentence: list[Token], cue: int) -> _Clause | None:
    """The clause ", said the ministry." around the cue at a position."""
    if cue == 0 or sentence[cue - 1].text not in SET_OFF_MARKS:
        return None
    if any(child.dep_ == "nsubj" and child.ent_type_ == "PERSON" for child in sentence[cue].lefts):
        return None  # "Mona Reyes, who came in May, advises the crews."
    start = end = cue + 1
    while end < len(sentence) and sentence[end].text not in {*SET_OFF_MARKS, ".", ";"}:
        end += 1
    if not _is_name(marked, sentence[start:end]):
        return None
    return _Clause(start, end, cue - 1, end)


def _is_name(marked: MarkedArticle, tokens: list[Token]) -> bool:
    if not tokens or len(tokens) > LONGEST_NAME or any(marked.is_quoted(token) for token in tokens):
        return False
    if tokens[0].pos_ in NO_START_POS or tokens[0].lower_ in {"who", "which", "that", "what", "there", "when"}:
        return False
    if any(map(_is_finite, tokens)):
        return False
    return tokens[-1].pos_ in {"NOUN", "PROPN", "PRON"}


def _end_of_clause(marked: MarkedArticle, sentence: list[Token], start: int) -> int | None:
    """The position of the comma or sentence end that closes the clause; None if the verb has an object of its own."""
    for position in range(start, len(sentence)):
        token = sentence[position]
        if token.text in {*SET_OFF_MARKS, ";"}:
            return position
        if token.lower_ == "condition":
            return len(sentence)
        if position - start > LONGEST_TAIL or token.pos_ in {"VERB", "AUX"} or marked.is_quoted(token):
            return None
        if token.dep_ == "obj" and token.lemma_.lower() not in load_words("circumstance_nouns"):
            return None
    return len(sentence)


def _is_inserted(marked: MarkedArticle, before: list[Token], after: list[Token]) -> bool:
    """True if the words around the clause make a sentence of their own."""
    after = [token for token in after if not token.is_punct]
    unquoted = [token for token in before if not marked.is_quoted(token)]
    if not any(not token.is_punct for token in unquoted):
        return False
    clause = any(map(_is_finite, unquoted))
    if not after:
        return clause or any(token.tag_ == "VB" for token in unquoted)
    if marked.is_quoted(after[0]):
        return not clause and before[0].pos_ in {"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"}
    return any(map(_is_finite, [*unquoted, *after])) and unquoted[0].lower_ != "according"


def _is_finite(token: Token) -> bool:
    """True for a finite verb, modals included."""
    return token.tag_ in FINITE_TAGS or token.tag_ == "MD"
