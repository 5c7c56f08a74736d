"""Entities are recognized with clitics as words of their own, and belong to the tokens again afterwards."""

from __future__ import annotations

import pytest
from made_documents import Tok, made_document
from stanza.models.common.doc import Document

from quotes.parsing.clitics import clitics_apart, joint_tag


def recognize(document: Document, tags: dict[str, str]) -> list[list[str]]:
    """Give tokens the tags of their forms (O by default), and return the forms that were seen, by sentence."""
    for sentence in document.sentences:
        for token in sentence.tokens:
            token.ner = tags.get(token.text, "O")
    document.build_ents()
    return [[token.text for token in sentence.tokens] for sentence in document.sentences]


def made() -> Document:
    kenyas = Tok("Kenya's", ("Kenya", "'s"))
    return made_document(
        "Kenya's Ministry slept. Berg left.", [kenyas, "Ministry", "slept", "."], ["Berg", "left", "."]
    )


def test_clitics_are_words_while_entities_are_recognized() -> None:
    document = made()
    with clitics_apart([document]):
        seen = recognize(document, {"Kenya": "S-LOC", "Berg": "S-PERSON"})
    assert seen == [["Kenya", "'s", "Ministry", "slept", "."], ["Berg", "left", "."]]
    assert [token.text for token in document.sentences[0].tokens] == ["Kenya's", "Ministry", "slept", "."]
    assert [token.ner for token in document.sentences[0].tokens] == ["S-LOC", "O", "O", "O"]
    assert [(entity.text, entity.type) for entity in document.ents] == [("Kenya's", "LOC"), ("Berg", "PERSON")]
    assert [word.text for word in document.sentences[0].words][:2] == ["Kenya", "'s"]


def test_an_entity_goes_on_after_a_clitic() -> None:
    document = made()
    with clitics_apart([document]):
        recognize(document, {"Kenya": "B-ORG", "'s": "I-ORG", "Ministry": "E-ORG"})
    assert [token.ner for token in document.sentences[0].tokens] == ["B-ORG", "E-ORG", "O", "O"]


def test_a_token_that_is_not_written_as_its_words_stays_whole() -> None:
    document = made_document("du Nord", [Tok("du", ("de", "le")), "Nord"])
    with clitics_apart([document]):
        assert recognize(document, {}) == [["du", "Nord"]]


def test_without_a_recognizer_there_are_no_tags() -> None:
    document = made_document("Kenya's Ministry", [Tok("Kenya's", ("Kenya", "'s")), "Ministry"], parsed=False)
    with clitics_apart([document]):
        pass
    assert [token.ner for token in document.sentences[0].tokens] == [None, None]


def test_tokens_come_back_after_an_error() -> None:
    document = made()
    with pytest.raises(RuntimeError), clitics_apart([document]):
        raise RuntimeError
    assert len(document.sentences[0].tokens) == 4


@pytest.mark.parametrize(
    ("tags", "joint"),
    [
        (["O", "O"], "O"),
        (["S-LOC", "O"], "S-LOC"),
        (["B-ORG", "E-ORG"], "S-ORG"),
        (["B-ORG", "I-ORG"], "B-ORG"),
        (["E-ORG", "O"], "E-ORG"),
        (["I-ORG", "I-ORG"], "I-ORG"),
    ],
)
def test_the_tag_of_what_is_joined(tags: list[str], joint: str) -> None:
    assert joint_tag(tags) == joint
