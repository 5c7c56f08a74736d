"""The pipeline that hands out what the network has found."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.parsing.joint.processors import JointPipeline
from stanza.models.common.doc import Document

from quotes.parsing.joint.joint_parser import FoundSentence
from quotes.parsing.joint.windows import (
    TaggedWords,
)


class Counting:
    """A reader that notes what it reads; every word is a noun and a person, the first of a sentence its root."""

    def __init__(self) -> None:
        self.read_sentences: list[list[str]] = []

    def found(self, words: Sequence[str], after: Sequence[str] | None = None) -> TaggedWords:
        count = len(words)
        return TaggedWords(
            tuple(words),
            ("NOUN",) * count,
            ("NN",) * count,
            tuple(map(str.lower, words)),
            (0,) + (1,) * (count - 1),
            ("root",) + ("obj",) * (count - 1),
            ("S-PERSON",) * count,
            after=None if after is None else tuple(after),
        )

    def read(self, sentences: Sequence[Sequence[str]]) -> list[TaggedWords]:
        self.read_sentences += map(list, sentences)
        return list(map(self.found, sentences))

    def read_text(self, paragraphs: Sequence[str]) -> list[list[FoundSentence]]:
        assert paragraphs == ["Anna ran can't"]
        first = FoundSentence(self.found(["Anna", "ran"], ["", ""]), ((0, 4), (5, 8)))
        return [[first, FoundSentence(self.found(["ca", "n't"], ["+", ""]), ((9, 11), (11, 14)))]]


def test_the_pipeline_hands_out_what_was_read_once() -> None:
    counting = Counting()
    pipeline = JointPipeline(counting)  # type: ignore[arg-type]
    (read,) = pipeline.read(["Anna ran can't"])
    assert [(token.text, token.start_char, token.end_char) for token in read.iter_tokens()] == [
        ("Anna", 0, 4),
        ("ran", 5, 8),
        ("can't", 9, 14),
    ]
    assert [word.upos for word in read.iter_words()] == [None] * 4
    assert pipeline.bulk_process([read], ["pos", "lemma", "ner", "depparse", "other"]) == [read]
    words = [word for sentence in read.sentences for word in sentence.words]
    assert [(word.text, word.lemma, word.upos, word.xpos, word.head, word.deprel) for word in words] == [
        ("Anna", "anna", "NOUN", "NN", 0, "root"),
        ("ran", "ran", "NOUN", "NN", 1, "obj"),
        ("ca", "ca", "NOUN", "NN", 0, "root"),
        ("n't", "n't", "NOUN", "NN", 1, "obj"),
    ]
    assert [token.ner for sentence in read.sentences for token in sentence.tokens] == ["S-PERSON"] * 3
    assert [entity.text for entity in read.ents] == ["Anna", "ran", "can't"]
    assert [(head.id, relation) for head, relation, _ in read.sentences[0].dependencies] == [(0, "root"), (1, "obj")]
    assert counting.read_sentences == []


def test_sentences_that_were_not_read_yet_are_read_as_words() -> None:
    counting = Counting()
    joined = Document([[{"id": 1, "text": "Rain"}, {"id": 2, "text": "fell"}]])
    JointPipeline(counting).bulk_process([joined], ["pos", "lemma"])  # type: ignore[arg-type]
    assert counting.read_sentences == [["Rain", "fell"]]
    assert [(word.upos, word.lemma) for word in joined.iter_words()] == [("NOUN", "rain"), ("NOUN", "fell")]
