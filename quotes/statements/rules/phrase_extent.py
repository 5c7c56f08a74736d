"""The extent of sources, cues and circumstances, read off the parse."""

from __future__ import annotations

import string
from itertools import islice
from typing import TYPE_CHECKING

from quotes.records import Span
from quotes.statements.marked_article import MarkedArticle
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OUTSIDE_RELATIONS = {"punct", "parataxis", "advcl", "discourse", "cc", "mark", "ccomp", "dep"}
EDGE_RELATIONS = {"punct", "cc"}
ASIDE_RELATIONS = {"nmod", "obl", "acl", "nmod:unmarked", "obl:unmarked", "advmod"}
CUE_MODIFIER_RELATIONS = {"aux", "aux:pass", "neg", "compound:prt"}
LONGEST_NICKNAME = 6
"""In tokens, the quotation marks included."""


def source_span(marked: MarkedArticle, head: Token, cue: Token | None, content: Token | None = None) -> Span:
    """The whole noun phrase around `head`: determiners, modifiers, appositions and what identifies it.

    It is one stretch of text. It never reaches over the cue, a quotation mark or a paragraph's end, nor
    takes in what is said, the clause of `content`.
    """
    members = _members(head, cue, head.i)
    if content is not None:
        members -= {token.i for token in content.subtree if content.i != head.i and not content.is_ancestor(head)}
    doc = marked.doc
    start, end = _without_edges(doc, head, *_stretch(marked, head, cue, members))
    end = _phrase_after(marked, head, cue, end)
    if end > head.i and doc[end].tag_ == "POS":
        end -= 1
    if end + 1 < len(doc) and doc[end + 1].text == ")" and "(" in doc[start : end + 1].text:
        end += 1
    span = marked.span(start, end + 1)
    return marked.trimmed(span, string.whitespace) or span


def _stretch(marked: MarkedArticle, head: Token, cue: Token | None, members: set[int]) -> tuple[int, int]:
    """The first and the last token of the stretch of members around `head`."""
    start = end = head.i
    while start - 1 in members and not _bars(marked, start - 1, head, cue):
        start -= 1
    while end + 1 in members and not _bars(marked, end + 1, head, cue):
        end += 1
    return start, end


def _without_edges(doc: Doc, head: Token, start: int, end: int) -> tuple[int, int]:
    """The stretch without punctuation and conjunctions at its ends; a closing bracket stays."""
    while end > head.i and ((doc[end].is_punct and doc[end].text != ")") or doc[end].dep_ in EDGE_RELATIONS):
        end -= 1
    while start < head.i and (doc[start].is_punct or doc[start].is_space or doc[start].dep_ in EDGE_RELATIONS):
        start += 1
    return start, end


def _phrase_after(marked: MarkedArticle, head: Token, cue: Token | None, end: int) -> int:
    """The last token of a source that goes on behind its noun although the parse hangs the rest on the cue.

    In "said a boy in a yellow coat" the coat belongs to the source; but a name does not go on like this ("said Smith
    in Baku"), and a time or an occasion ("said an officer in a statement") does not identify anybody.
    """
    if cue is None or head.i < cue.i or head.pos_ != "NOUN" or head.ent_type_:
        return end
    for child in cue.rights:
        if child.left_edge.i == end + 1 and child.dep_ == "obl" and not child.ent_type_:
            words = list(child.subtree)
            nouns = load_words("circumstance_nouns")
            if (
                not any(word.lemma_.lower() in nouns or word.is_space for word in words)
                and child.right_edge.i - end < 8
            ):
                return child.right_edge.i
    return end


def _members(head: Token, cue: Token | None, origin: int) -> set[int]:
    """Token indices of the noun phrase, with the punctuation inside it."""
    members = {head.i}
    for child in head.children:
        if cue is not None and (child.i == cue.i or child.is_ancestor(cue)):
            continue
        if child.dep_ == "punct" or child.is_space:
            members.add(child.i)
        elif child.i < origin and child.dep_ in {"case", "mark"} and child.tag_ != "POS" and head.i == origin:
            continue  # the preposition before a source ("according to", "by") is not part of it
        elif (child.dep_ == "conj" and any(part.dep_.startswith("nsubj") for part in child.children)) or _is_aside(
            child, head, origin
        ):
            continue
        elif child.dep_ not in OUTSIDE_RELATIONS or child.dep_ == "cc" or head.i != origin:
            members |= _members(child, cue, origin)
    return members


def _is_aside(child: Token, head: Token, origin: int) -> bool:
    """True for an aside that does not identify the source: "The bank, for its part", "a worker, speaking softly"."""
    if head.i != origin or child.i < head.i or child.dep_ not in ASIDE_RELATIONS:
        return False
    if child.ent_type_ == "DATE" or child.lower_ in load_words("days"):  # "the minister on Monday said"
        return True
    first = child.left_edge.i
    return first > 0 and (child.doc[first - 1].text == "," or child.doc[first].text == ",")


def _bars(marked: MarkedArticle, index: int, head: Token, cue: Token | None) -> bool:
    """True for a word that no source reaches over."""
    if cue is not None and index == cue.i:
        return True
    doc = marked.doc
    if "\n" in doc[index].text:
        return True
    if doc[index].text in {"-", "--", "–", "—"} and doc[index].whitespace_:
        return True  # a dateline: "VARDA – The minister"
    return marked.quotation_of.get(index) != marked.quotation_of.get(head.i) and _is_long(marked, index)


def _is_long(marked: MarkedArticle, index: int) -> bool:
    """True if the token stands in a quotation that is longer than a nickname."""
    number = marked.quotation_of.get(index)
    if number is None:
        return False
    span = marked.quotations[number].span
    words = (
        token for token in marked.doc[marked.first_from(span.start) : marked.first_from(span.end)] if not token.is_space
    )
    return next(islice(words, LONGEST_NICKNAME, None), None) is not None


def cue_span(marked: MarkedArticle, cue: Token) -> Span:
    """The reporting expression: the verb with its auxiliaries, negation, adverbs between, and particle."""
    doc = marked.doc
    start = end = cue.i
    if cue.lower_ == "according":
        while end + 1 < len(doc) and doc[end + 1].lower_ in {"to", "with"}:
            end += 1
        return marked.span(start, end + 1)
    if cue.pos_ == "NOUN":
        return marked.span(start, end + 1)
    modifiers = {
        child.i
        for child in cue.children
        if child.dep_ in CUE_MODIFIER_RELATIONS
        or (child.dep_ == "advmod" and child.pos_ in {"ADV", "PART"} and child.tag_ != "WRB")
    }
    if cue.dep_ == "xcomp" and _governs_cue(cue):
        modifiers |= set(range(cue.head.i, cue.i))
    while start - 1 in modifiers and not marked.is_quoted(doc[start - 1]):
        start -= 1
    while end + 1 in modifiers and doc[end + 1].dep_ == "compound:prt":
        end += 1
    return marked.span(start, end + 1)


def _governs_cue(cue: Token) -> bool:
    """True for the "say" of "went on to say", which is one expression."""
    return cue.head.lemma_ in {"go", "continue", "proceed"} and 0 < cue.i - cue.head.i <= 3


def circumstance_spans(marked: MarkedArticle, cue: Token) -> tuple[Span, ...]:
    """The spans of the circumstances of a cue: where and to whom it was said ("in a statement", "reporters")."""
    nouns = load_words("circumstance_nouns")
    spans = []
    for child in cue.children:
        if child.dep_ in {"obl", "obj", "iobj", "nmod"} and child.lemma_.lower() in nouns:
            words = [token for token in _phrase(child) if not token.is_space]
            if any(marked.is_quoted(token) for token in words):
                continue
            span = marked.trimmed(marked.span(words[0].i, words[-1].i + 1))
            if span:
                spans.append(span)
    return tuple(sorted(spans))


def _phrase(head: Token) -> list[Token]:
    """The noun phrase of `head` without the clauses that the parse hangs on it ("told the hall that …")."""
    tokens = [head]
    for child in head.children:
        if not child.dep_.startswith(("acl", "advcl", "ccomp", "conj", "cc", "parataxis", "punct")):
            tokens += _phrase(child)
    tokens.sort(key=lambda token: token.i)
    return tokens
