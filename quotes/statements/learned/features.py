"""Features of words that the parse and the rules give, which the learned model has beside the words themselves.

The value of a feature is a number: the row of a table of vectors that the model learns. Row 0 stands for no value.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from quotes.records import Span
from quotes.statements.candidate import Candidate
from quotes.statements.learned.attribution_tags import CONTENT, CUE, SOURCE, TAGS
from quotes.statements.marked_article import MarkedArticle

PARTS_OF_SPEECH = (
    *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM"),
    *("PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"),
)
RELATIONS = (
    *("ROOT", "acl", "acl:relcl", "advcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "ccomp"),
    *("compound", "compound:prt", "conj", "cop", "csubj", "dep", "det", "discourse", "dislocated", "expl", "fixed"),
    *("flat", "goeswith", "iobj", "list", "mark", "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj"),
    *("nsubj:outer", "nsubj:pass", "nummod", "obj", "obl", "obl:agent", "obl:unmarked", "orphan", "parataxis"),
    *("punct", "reparandum", "vocative", "xcomp"),
)
"""Relations of Universal Dependencies in English; any other counts as the part before its colon."""

ENTITIES = ("PERSON", "ORG", "other")
DEEPEST = 9
"""Number of arcs from the root of the sentence; words that are deeper count as this deep."""

PLACES = 8
"""Number of values of the one feature that needs no parse: place in a quotation, and capital letter."""

VALUES = (PLACES, len(PARTS_OF_SPEECH), len(RELATIONS), len(ENTITIES), DEEPEST + 1, len(TAGS))
"""Number of values of each feature: place, part of speech, relation, entity, depth, and tag by the rules."""

KINDS = len(VALUES)
ROWS = 1 + sum(VALUES)

_PART_NUMBERS = {name: number for number, name in enumerate(PARTS_OF_SPEECH)}
_RELATION_NUMBERS = {name: number for number, name in enumerate(RELATIONS)}
_ENTITY_NUMBERS = {name: number for number, name in enumerate(ENTITIES)}

WordFeatures = tuple[int, ...]
"""Rows of the features of a word, one of each kind but the first, 0 where there is no value."""

NO_FEATURES: WordFeatures = (0,) * (KINDS - 1)


def word_features(marked: MarkedArticle, candidates: Iterable[Candidate]) -> list[WordFeatures]:
    """Return the features of each token of an article in which the rules have found `candidates`."""
    tags = _tags(marked, candidates)
    return [
        (
            row(1, _PART_NUMBERS.get(token.pos_)),
            row(2, _RELATION_NUMBERS.get(token.dep_, _RELATION_NUMBERS.get(token.dep_.partition(":")[0]))),
            row(3, _ENTITY_NUMBERS.get(token.ent_type_, len(ENTITIES) - 1) if token.ent_type_ else None),
            row(4, sum(1 for _ in islice(token.ancestors, DEEPEST))),
            row(5, tag),
        )
        for token, tag in zip(marked.doc, tags, strict=True)
    ]


def row(kind: int, value: int | None) -> int:
    """Return the row for a value of a kind of feature (numbers from 0), 0 for None."""
    return 0 if value is None else 1 + sum(VALUES[:kind]) + value


def _tags(marked: MarkedArticle, candidates: Iterable[Candidate]) -> list[int]:
    """Return the tag that the rules give to each word, of contents in one another that of the inner one."""
    tags = [0] * len(marked.doc)
    for candidate in sorted(candidates, key=lambda each: -sum(map(len, each.content))):
        for spans, beginning in (
            (candidate.content, CONTENT),
            ((candidate.source,), SOURCE),
            ((candidate.cue,), CUE),
        ):
            for span in filter(None, spans):
                _mark(tags, marked, span, beginning)
    return tags


def _mark(tags: list[int], marked: MarkedArticle, span: Span, beginning: int) -> None:
    for number, token in enumerate(marked.tokens(span)):
        tags[token.i] = beginning + bool(number)
