"""Clauses stay behind the "that" with which they begin. Sentences are written as FORM/HEAD/RELATION."""

from __future__ import annotations

import pytest
from stanza.models.common.doc import Document

from quotes.parsing.tree_repair import repair_trees


def document(sentence: str) -> Document:
    words = [part.split("/") for part in sentence.split()]
    return Document(
        [
            [
                {"id": number, "text": text, "head": int(head), "deprel": relation, "start_char": 0, "end_char": 1}
                for number, (text, head, relation) in enumerate(words, start=1)
            ]
        ]
    )


def heads(sentence: str) -> list[int]:
    (repaired,) = repair_trees(document(sentence)).sentences
    assert [(head.id, word.id) for head, _, word in repaired.dependencies] == [
        (word.head, word.id) for word in repaired.words
    ]
    return [word.head for word in repaired.words]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Berg/2/nsubj said/0/root on/4/case Monday/7/obl that/7/mark it/7/nsubj rained/2/ccomp",
            [2, 0, 4, 2, 7, 7, 2],
        ),
        (
            "Polls/2/nsubj showed/0/root that/6/mark few/5/amod people/2/nsubj cared/2/ccomp",
            [2, 0, 6, 5, 6, 2],
        ),
        (
            "Berg/4/nmod:poss 's/1/case own/4/amod claim/8/nsubj that/8/mark rain/7/nsubj fell/4/acl pleased/0/root",
            [4, 1, 4, 8, 7, 7, 4, 0],
        ),
    ],
)
def test_what_is_repaired(sentence: str, expected: list[int]) -> None:
    assert heads(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Berg/2/nsubj said/0/root that/5/mark it/5/nsubj rained/2/ccomp ./2/punct",
        "Berg/2/nsubj said/0/root and/5/cc that/5/mark won/2/conj",
        "That/3/mark it/3/nsubj rained/4/csubj pleased/0/root Berg/4/obj",
        "The/2/det claim/6/nsubj that/5/mark it/5/nsubj rained/2/acl pleased/0/root",
    ],
)
def test_what_stays(sentence: str) -> None:
    before = [int(part.split("/")[1]) for part in sentence.split()]
    assert heads(sentence) == before
