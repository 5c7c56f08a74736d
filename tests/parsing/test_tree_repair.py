"""Clauses stay behind the "that" with which they begin. Sentences are written as FORM|HEAD|RELATION[|UPOS|XPOS]."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stanza.models.common.doc import Document

from quotes.parsing.tree_repair import repair_trees


def document(sentence: str) -> Document:
    words = []
    for number, part in enumerate(sentence.split(), start=1):
        text, head, relation, *tags = part.split("|")
        word = {"id": number, "text": text, "lemma": text, "head": int(head), "deprel": relation}
        words.append({**word, "start_char": 0, "end_char": 1, **dict(zip(("upos", "xpos"), tags, strict=False))})
    return Document([words])


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
            "Berg|2|nsubj said|0|root on|4|case Monday|7|obl that|7|mark it|7|nsubj rained|2|ccomp",
            [2, 0, 4, 2, 7, 7, 2],
        ),
        (
            "Polls|2|nsubj showed|0|root that|6|mark few|5|amod people|2|nsubj cared|2|ccomp",
            [2, 0, 6, 5, 6, 2],
        ),
        (
            "Berg|4|nmod:poss 's|1|case own|4|amod claim|8|nsubj that|8|mark rain|7|nsubj fell|4|acl pleased|0|root",
            [4, 1, 4, 8, 7, 7, 4, 0],
        ),
        (
            "Berg|2|nsubj told|0|root us|2|iobj on|5|case condition|2|obl that|7|mark stay|2|ccomp",
            [2, 0, 2, 5, 2, 7, 5],
        ),
        (
            "It|2|nsubj broke|5|ccomp court|2|nsubj|NOUN|NN was|5|aux:pass|AUX|VBD told|0|root|VERB|VBN",
            [2, 5, 5, 5, 0],
        ),
        (
            "The|2|det party|0|root|NOUN|NN alleged|4|amod|VERB|VBD fraud|2|appos|NOUN|NN .|2|punct|PUNCT|.",
            [2, 3, 0, 3, 3],
        ),
        (
            "The|2|det pump|5|nsubj|NOUN|NN she|4|nsubj said|2|parataxis|VERB|VBD broke|0|root|VERB|VBD",
            [2, 5, 4, 5, 0],
        ),
        (
            "It|2|nsubj broke|4|ccomp|VERB|VBD she|4|nsubj said|0|root|VERB|VBD but|8|cc only|8|advmod at|8|case "
            "night|4|conj|NOUN|NN",
            [2, 4, 4, 0, 8, 8, 8, 2],
        ),
        (
            "City|2|compound|NOUN|NN mayor|6|nsubj|NOUN|NN Anna|2|flat|PROPN|NNP Berg|2|flat|PROPN|NNP "
            "also|6|advmod|ADV|RB spoke|0|root|VERB|VBD",
            [2, 3, 6, 3, 6, 0],
        ),
    ],
)
def test_what_is_repaired(sentence: str, expected: list[int]) -> None:
    assert heads(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Berg|2|nsubj said|0|root that|5|mark it|5|nsubj rained|2|ccomp .|2|punct",
        "Berg|2|nsubj said|0|root and|5|cc that|5|mark won|2|conj",
        "That|3|mark it|3|nsubj rained|4|csubj pleased|0|root Berg|4|obj",
        "The|2|det claim|6|nsubj that|5|mark it|5|nsubj rained|2|acl pleased|0|root",
        "on|2|case condition|4|obl that|4|mark stay|0|root",
        "It|5|nsubj:pass that|4|mark court|4|nsubj|NOUN|NN was|5|aux:pass|AUX|VBD told|0|root|VERB|VBN",
        "It|0|root court|1|nsubj|NOUN|NN was|4|aux:pass|AUX|VBD told|2|acl|VERB|VBN",
        "court|3|nsubj:pass|NOUN|NN was|3|aux:pass|AUX|VBD told|0|root|VERB|VBN",
        "It|2|nsubj broke|4|ccomp|VERB|VBD she|4|nsubj said|0|root|VERB|VBD and|6|cc left|4|conj|VERB|VBD",
        "She|2|nsubj spoke|0|root|VERB|VBD at|4|case noon|2|obl|NOUN|NN and|7|cc at|7|case night|2|conj|NOUN|NN",
        "The|2|det pump|4|nsubj|NOUN|NN see|2|parataxis|VERB|VB broke|0|root|VERB|VBD",
    ],
)
def test_what_stays(sentence: str) -> None:
    before = [int(part.split("|")[1]) for part in sentence.split()]
    assert heads(sentence) == before


@given(st.data())
def test_trees_stay_trees(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 9))
    order = data.draw(st.permutations(range(1, size + 1)))
    head_of = {order[0]: 0} | {word: data.draw(st.sampled_from(order[:n])) for n, word in enumerate(order[1:], 1)}
    words = st.sampled_from(["that", "condition", "was", "told", "court"])
    relations = st.sampled_from(["mark", "aux:pass", "nsubj", "acl", "ccomp", "obl", "flat", "amod"])
    tags = st.sampled_from(["NOUN|NN", "PROPN|NNP", "VERB|VBN", "VERB|VBD", "AUX|VBD"])
    parts = [
        f"{data.draw(words)}|{head_of[number]}|{data.draw(relations)}|{data.draw(tags)}"
        for number in range(1, size + 1)
    ]
    repaired = heads(" ".join(parts))
    for number in range(1, size + 1):
        steps = 0
        while number:
            number, steps = repaired[number - 1], steps + 1
            assert steps <= size


@pytest.mark.parametrize(("verb", "tag"), [("alleges|0|root|VERB|VBZ", "NN"), ("allege|0|root|VERB|VBP", "NNS")])
def test_what_alleges_is_no_plural(verb: str, tag: str) -> None:
    (repaired,) = repair_trees(document(f"Opposition|2|nsubj|NOUN|NNS {verb}")).sentences
    assert repaired.words[0].xpos == tag
