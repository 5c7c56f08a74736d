"""What the parse and the rules say of each word: clues that the learned model has beside the words themselves.

A clue is a number, that of a row in a table of vectors which the model learns. Row 0 is for no clue at all.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from quotes.records import Span
from quotes.statements.candidate import Candidate
from quotes.statements.learned.attribution_tags import CONTENT, CUE, SOURCE, TAGS
from quotes.statements.marked_article import MarkedArticle

if TYPE_CHECKING:
    from spacy.tokens import Token

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
"""Of Universal Dependencies in English; one that is not here counts as what stands before its colon."""

ENTITIES = ("PERSON", "ORG", "other")
DEEPEST = 9
"""In arcs from the root of the sentence; what is deeper counts as this deep."""

PLACES = 8
"""How many values the clue has that needs no parse: where a word stands in a quotation, and its capital letter."""

VALUES = (PLACES, len(PARTS_OF_SPEECH), len(RELATIONS), len(ENTITIES), DEEPEST + 1, len(TAGS))
"""How many values each kind of clue has: place, part of speech, relation, entity, depth, and tag by the rules."""

KINDS = len(VALUES)
ROWS = 1 + sum(VALUES)

_PART_NUMBERS = {name: number for number, name in enumerate(PARTS_OF_SPEECH)}
_RELATION_NUMBERS = {name: number for number, name in enumerate(RELATIONS)}
_ENTITY_NUMBERS = {name: number for number, name in enumerate(ENTITIES)}

WordClues = tuple[int, ...]
"""The clues of a word but for the first kind: one row of each kind, 0 where there is none."""

NOTHING_KNOWN: WordClues = (0,) * (KINDS - 1)


class Clues:
    """The clues of an article: what is known of the word that stands at an offset."""

    def __init__(self, starts: Sequence[int], clues: Sequence[WordClues]) -> None:
        """`starts` are the offsets of the parsed words, in order, and `clues` what is known of them."""
        self._starts = starts
        self._clues = clues

    def at(self, offset: int) -> WordClues:
        """The clues of the word that stands at an offset, in code points."""
        number = bisect_right(self._starts, offset) - 1
        return self._clues[number] if number >= 0 else NOTHING_KNOWN


def clues_of(marked: MarkedArticle, candidates: Iterable[Candidate]) -> Clues:
    """The clues of an article in which the rules have found `candidates`."""
    tags = _tags(marked, candidates)
    depths = _depths(marked.doc)
    clues = [
        (
            row(1, _PART_NUMBERS.get(token.pos_)),
            row(2, _RELATION_NUMBERS.get(token.dep_, _RELATION_NUMBERS.get(token.dep_.partition(":")[0]))),
            row(3, _ENTITY_NUMBERS.get(token.ent_type_, len(ENTITIES) - 1) if token.ent_type_ else None),
            row(4, min(depth, DEEPEST)),
            row(5, tag),
        )
        for token, depth, tag in zip(marked.doc, depths, tags, strict=True)
    ]
    return Clues([token.idx for token in marked.doc], clues)


def row(kind: int, value: int | None) -> int:
    """The row for a value of a kind of clue (numbers from 0), 0 for None."""
    return 0 if value is None else 1 + sum(VALUES[:kind]) + value


def _tags(marked: MarkedArticle, candidates: Iterable[Candidate]) -> list[int]:
    """For each word the tag that the rules give it. Of contents in one another the inner one is seen."""
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


def _depths(tokens: Iterable[Token]) -> list[int]:
    """For each word, how many arcs it is below the root of its sentence."""
    heads = [token.head.i for token in tokens]
    depths = [-1] * len(heads)
    for number in range(len(heads)):
        path: list[int] = []
        while depths[number] < 0 and heads[number] != number and len(path) <= len(heads):
            path.append(number)
            number = heads[number]
        depth = max(depths[number], 0)
        depths[number] = depth
        for below in reversed(path):
            depth += 1
            depths[below] = depth
    return depths
