"""Entities are recognized with clitics as words of their own, and are entities of tokens afterwards."""

from __future__ import annotations

import pytest
from made_documents import read_parse, write_parse
from stanza.models.common.doc import Document

from quotes.parsing.clitics import joint_tag, recognize_in_words


class Recognizer:
    """A recognizer that knows tags of forms, and notes the sentences that it gets."""

    def __init__(self, **tags: str) -> None:
        self._tags = tags
        self.seen: list[str] = []

    def bulk_process(self, documents: list[Document]) -> list[Document]:
        for document in documents:
            for sentence in document.sentences:
                self.seen.append(" ".join(token.text for token in sentence.tokens))
                for token in sentence.tokens:
                    token.ner = self._tags.get(token.text, "O")
        return documents


def test_the_recognizer_sees_words_and_tokens_get_the_tags() -> None:
    recognizer = Recognizer(Kenya="S-LOC", Berg="S-PERSON")
    document = read_parse("Kenya+'s Ministry slept . / Berg left .")
    assert recognize_in_words(recognizer, [document]) == [document]
    assert recognizer.seen == ["Kenya 's Ministry slept .", "Berg left ."]
    assert write_parse(document) == "Kenya+'s|||||S-LOC Ministry slept . / Berg|||||S-PERSON left ."
    assert [(entity.text, entity.type) for entity in document.ents] == [("Kenya's", "LOC"), ("Berg", "PERSON")]


def test_an_entity_goes_on_behind_a_clitic() -> None:
    document = read_parse("Kenya+'s Ministry")
    recognize_in_words(Recognizer(**{"Kenya": "B-ORG", "'s": "I-ORG", "Ministry": "E-ORG"}), [document])
    assert [entity.text for entity in document.ents] == ["Kenya's Ministry"]


def test_a_token_that_is_not_written_as_its_words_stays_whole() -> None:
    document = read_parse("du=de+le l'+homme Nord")
    recognizer = Recognizer(Nord="S-LOC")
    recognize_in_words(recognizer, [document, Document([], text="")])
    assert recognizer.seen == ["du l' homme Nord"] and [entity.text for entity in document.ents] == ["Nord"]


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
def test_the_tag_of_a_token(tags: list[str], joint: str) -> None:
    assert joint_tag(tags) == joint
