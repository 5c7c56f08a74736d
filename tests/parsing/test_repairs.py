"""Repairs change their examples, leave their near misses alone, and keep trees and offsets whole."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_documents import read_parse, write_parse
from stanza.models.common.doc import Document

from quotes.parsing.joint.tree_decoding import is_tree
from quotes.parsing.parser import STEPS
from quotes.parsing.repairs import REPAIRS, Repair
from quotes.parsing.repairs.join_sentences import join_sentences
from quotes.parsing.repairs.verbs_in_names import tag_verbs_in_names


def of_all_repairs(field: str) -> pytest.MarkDecorator:
    """Run a test for each example, or near miss, of each repair."""
    cases = [
        pytest.param(repair, parse, id=f"{repair.name}-{number}")
        for repair in REPAIRS
        for number, parse in enumerate(getattr(repair, field))
    ]
    return pytest.mark.parametrize(("repair", "parse"), cases)


@of_all_repairs("examples")
def test_examples_are_repaired(repair: Repair, parse: str) -> None:
    before, after = (" ".join(re.sub(r"([^\s|]*)>([^\s|]*)", side, parse).split()) for side in (r"\1", r"\2"))
    document = read_parse(before)
    assert write_parse(document) == before != after
    repaired = repair.function(document)
    assert write_parse(repaired) == after
    assert_sound(repaired)
    assert write_parse(repair.function(read_parse(after))) == after


@of_all_repairs("near_misses")
def test_near_misses_stay(repair: Repair, parse: str) -> None:
    document = read_parse(parse)
    assert repair.function(document) is document and write_parse(document) == parse


def assert_sound(document: Document) -> None:
    """Words are numbered, tokens are where they stand in the text, and dependencies are those of the words."""
    for sentence in document.sentences:
        assert [word.id for word in sentence.words] == list(range(1, len(sentence.words) + 1))
        assert all(document.text[token.start_char : token.end_char] == token.text for token in sentence.tokens)
        arcs = [(head.id, relation, word.id) for head, relation, word in sentence.dependencies]
        assert arcs in ([], [(word.head, word.deprel, word.id) for word in sentence.words])


def test_every_repair_has_a_name_an_example_and_a_near_miss_and_stands_in_order() -> None:
    assert len({repair.name for repair in REPAIRS}) == len(REPAIRS)
    assert all(repair.examples and repair.near_misses for repair in REPAIRS)
    steps = [STEPS.index(repair.after) for repair in REPAIRS]
    assert steps == sorted(steps)


def test_words_of_joined_sentences_go_on_in_number() -> None:
    (sentence,) = join_sentences.function(read_parse("“ Do+n't you ? ” / he did+n't ask .")).sentences
    assert [token.id for token in sentence.tokens if len(token.id) > 1] == [(2, 3), (8, 9)]


def test_a_verb_in_a_name_has_the_lemma_of_a_name() -> None:
    document = tag_verbs_in_names.function(read_parse("Hamid|||||B-PERSON Said|||VERB|VBD|E-PERSON told us ."))
    assert document.sentences[0].words[1].lemma == "Said"


@given(st.data())
def test_trees_stay_trees(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 9))
    order = data.draw(st.permutations(range(1, size + 1)))
    head_of = {order[0]: 0} | {word: data.draw(st.sampled_from(order[:n])) for n, word in enumerate(order[1:], 1)}
    words = st.sampled_from(["that", "condition", "was", "told", "court"])
    relations = st.sampled_from(
        ["mark", "aux:pass", "nsubj", "acl", "ccomp", "obl", "flat", "amod", "conj", "parataxis"]
    )
    tags = st.sampled_from(["NOUN|NN", "PROPN|NNP|S-PER", "VERB|VBN", "VERB|VBD", "AUX|VBD"])
    document = read_parse(
        " ".join(
            f"{data.draw(words)}|{head_of[number]}|{data.draw(relations)}|{data.draw(tags)}"
            for number in range(1, size + 1)
        )
    )
    for repair in REPAIRS:
        if repair.after == "depparse":
            document = repair.function(document)
            assert is_tree(np.asarray([word.head for word in document.iter_words()]))
