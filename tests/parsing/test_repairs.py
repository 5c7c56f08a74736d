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
from quotes.parsing.repairs.cut_sentences import cut_endless_sentences
from quotes.parsing.repairs.join_sentences import join_sentences
from quotes.parsing.repairs.repair import repaired
from quotes.parsing.repairs.verbs_in_names import tag_verbs_in_names
from quotes.records import Span


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


@pytest.mark.parametrize(
    ("repair", "text", "kept"),
    [
        (join_sentences, "It rained . / “ So ? ” / said Harry . / He left .", [True, False, True]),
        (cut_endless_sentences, "It rained . / " + "very " * 251 + "/ He left .", [True, False, False, True]),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_what_the_network_has_left_stays_where_the_words_stay(repair: Repair, text: str, kept: list[bool]) -> None:
    document = read_parse(text)
    document.attributions, document.paragraphs = "found", [Span(0, 9)]
    for sentence in document.sentences:
        sentence.joint_parse = sentence.text
    repaired = repair.function(document)
    assert repaired is not document
    assert (repaired.attributions, repaired.paragraphs, repaired.text) == ("found", [Span(0, 9)], document.text)
    assert [getattr(each, "joint_parse", None) for each in repaired.sentences] == [
        sentence.text if stays else None for sentence, stays in zip(repaired.sentences, kept, strict=True)
    ]
    plain = repair.function(read_parse(text))
    assert not hasattr(plain, "attributions") and not hasattr(plain.sentences[0], "joint_parse")


def test_sentences_with_other_words_lose_their_annotation_and_others_keep_it() -> None:
    parse = "It|2|nsubj|PRON|PRP rained|0|root|VERB|VBD / Harry|0|root|PROPN|NNP|S-PER said|1|acl|VERB|VBD / ”|0|root"
    repaired = join_sentences.function(read_parse(parse))
    assert write_parse(repaired) == "It|2|nsubj|PRON|PRP rained|0|root|VERB|VBD / Harry said ”"


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
    parse = " ".join(
        f"{data.draw(words)}|{head_of[number]}|{data.draw(relations)}|{data.draw(tags)}"
        for number in range(1, size + 1)
    )
    document = read_parse(parse)
    of_trees = [repair for repair in REPAIRS if repair.after == "depparse"]
    for repair in of_trees:
        document = repair.function(document)
        assert is_tree(np.asarray([word.head for word in document.iter_words()]))
    together = repaired(read_parse(parse), of_trees)
    assert is_tree(np.asarray([word.head for word in together.iter_words()]))
    assert_sound(together)


@pytest.mark.parametrize("repair", REPAIRS, ids=lambda repair: repair.name)
def test_repairs_that_run_together_find_their_examples(repair: Repair) -> None:
    others = [other for other in REPAIRS if other.after == repair.after]
    for parse in repair.examples:
        before, after = (" ".join(re.sub(r"([^\s|]*)>([^\s|]*)", side, parse).split()) for side in (r"\1", r"\2"))
        found = repaired(read_parse(before), others)
        expected = read_parse(after)
        for other in others:
            expected = other.function(expected)
        assert write_parse(found) == write_parse(expected)
        assert_sound(found)
