"""The joint network in a Stanza pipeline: the tokenizer parses a text once, the others copy from its parse."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence

import pytest
import stanza
from stanza.models.common.doc import Document

import quotes.stanza
from quotes.parsing.joint import joint_processors
from quotes.parsing.joint.windows import TaggedWords


class Counting:
    """A parser that notes the words that it gets; every word is a noun and a person, the first of a sentence its root.

    It finds a sentence in each line, words at blanks and before "n't".
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.words: list[list[str]] = []

    def parse_words(self, sentences: Sequence[Sequence[str]]) -> Iterator[TaggedWords]:
        self.words += map(list, sentences)
        return map(parsed, sentences)

    def parse_text(self, paragraphs: Sequence[str]) -> list[list[TaggedWords]]:
        self.lines += paragraphs
        return [[parsed(line.replace("n't", " n't").split(), line)] for line in paragraphs]


def parsed(words: Sequence[str], line: str = "") -> TaggedWords:
    count = len(words)
    spans, after, end = [], [], 0
    for word in words if line else ():
        start = line.index(word, end)
        end = start + len(word)
        spans.append((start, end))
        after.append("+" if line[end:].startswith("n't") else " ")
    return TaggedWords(
        tuple(words),
        ("NOUN",) * count,
        ("NN",) * count,
        tuple(map(str.lower, words)),
        (0,) + (1,) * (count - 1),
        ("root",) + ("obj",) * (count - 1),
        ("S-PERSON",) * count,
        after=tuple(after),
        spans=tuple(spans),
    )


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Counting:
    counting = Counting()
    monkeypatch.setattr(joint_processors, "shared_parser", lambda _: counting)
    return counting


def pipeline(**options: object) -> stanza.Pipeline:
    """The pipeline that the documentation makes."""
    return stanza.Pipeline(
        "en",
        dir=quotes.stanza.DIRECTORY,
        package=None,
        download_method=None,
        processors=quotes.stanza.PROCESSORS,
        logging_level="CRITICAL",
        **options,
    )


def words_of(document: Document) -> list[tuple[object, ...]]:
    return [(word.text, word.lemma, word.upos, word.xpos, word.head, word.deprel) for word in document.iter_words()]


def test_a_text_is_parsed_once(counting: Counting) -> None:
    document = pipeline()("Anna\tran can't\n\n Rain fell")
    assert counting.lines == ["Anna ran can't", "Rain fell"] and counting.words == []
    assert [(token.text, token.start_char, token.end_char, token.ner) for token in document.iter_tokens()] == [
        ("Anna", 0, 4, "S-PERSON"),
        ("ran", 5, 8, "S-PERSON"),
        ("can't", 9, 14, "S-PERSON"),
        ("Rain", 17, 21, "S-PERSON"),
        ("fell", 22, 26, "S-PERSON"),
    ]
    assert words_of(document) == [
        ("Anna", "anna", "NOUN", "NN", 0, "root"),
        ("ran", "ran", "NOUN", "NN", 1, "obj"),
        ("ca", "ca", "NOUN", "NN", 1, "obj"),
        ("n't", "n't", "NOUN", "NN", 1, "obj"),
        ("Rain", "rain", "NOUN", "NN", 0, "root"),
        ("fell", "fell", "NOUN", "NN", 1, "obj"),
    ]
    assert [entity.text for entity in document.sentences[0].ents] == ["Anna", "ran", "can't"]
    assert [(head.id, relation) for head, relation, _ in document.sentences[1].dependencies] == [
        (0, "root"),
        (1, "obj"),
    ]


def test_texts_of_one_call_are_parts_of_one_text(counting: Counting) -> None:
    first, empty, last = pipeline().bulk_process(["Anna ran", "", "Rain fell"])
    assert counting.lines == ["Anna ran", "Rain fell"]
    assert (first.text, empty.sentences, last.sentences[0].text) == ("Anna ran", [], "Rain fell")


def test_sentences_that_others_have_made_are_parsed_as_words(counting: Counting) -> None:
    document = Document([[{"text": "Rain"}, {"text": "fell"}]])
    assert pipeline()(document, processors="pos,lemma") is document
    assert counting.words == [["Rain", "fell"]] and counting.lines == []
    assert words_of(document)[0][:4] == ("Rain", "rain", "NOUN", "NN")
    given = pipeline(tokenize_pretokenized=True)([["Snow", "fell"]])
    assert counting.words[1:] == [["Snow", "fell"]] and words_of(given)[1][4:] == (1, "obj")


@pytest.mark.models
def test_the_documented_pipeline_parses_a_text_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", None)
    document = pipeline()("“The bridge is closed,” said Anna Berg.\nShe can't cross.")
    assert [sentence.text for sentence in document.sentences] == [
        "“The bridge is closed,” said Anna Berg.",
        "She can't cross.",
    ]
    first, second = document.sentences
    assert [(entity.text, entity.type) for entity in first.ents] == [("Anna Berg", "PERSON")]
    said = next(word for word in first.words if word.text == "said")
    assert (said.lemma, said.upos, said.xpos, said.head) == ("say", "VERB", "VBD", 0)
    assert {word.text: word.deprel for word in first.words}["Anna"] == "nsubj"
    assert [word.text for word in second.words] == ["She", "ca", "n't", "cross", "."]
