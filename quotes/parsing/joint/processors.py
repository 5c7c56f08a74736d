"""Processors that stand in a Stanza pipeline for its tagger, parser and recognizer of entities: one network for all.

The network reads each sentence once, with those around it; the processors hand out what it has found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from quotes.parsing.clitics import joint_tag
from quotes.parsing.joint.reading import JointReader
from quotes.parsing.joint.windows import TaggedWords

if TYPE_CHECKING:
    from stanza.models.common.doc import Document, Sentence


class Findings:
    """What the network has found of sentences, kept as long as they are."""

    def __init__(self, reader: JointReader) -> None:
        self._reader = reader
        self._found: WeakKeyDictionary[Sentence, TaggedWords] = WeakKeyDictionary()

    def read(self, sentences: Sequence[Sentence]) -> None:
        """Read sentences that follow each other in a text."""
        words = [[word.text for word in sentence.words] for sentence in sentences]
        for sentence, found in zip(sentences, self._reader.read(words), strict=True):
            self._found[sentence] = found

    def of(self, sentences: Sequence[Sentence]) -> list[TaggedWords]:
        """What was found of sentences; those that were not read yet are read now."""
        missing = [sentence for sentence in sentences if sentence not in self._found]
        if missing:
            self.read(missing)
        return [self._found[sentence] for sentence in sentences]


class JointProcessor:
    """One of the processors that the network stands for."""

    def __init__(self, findings: Findings, put: Callable[[Sentence, TaggedWords], None], *, entities: bool) -> None:
        """`put` puts into a sentence what was found; with `entities`, documents gather them then."""
        self._findings = findings
        self._put = put
        self._entities = entities

    def process(self, document: Document) -> Document:
        """As processors of Stanza do."""
        self.bulk_process([document])
        return document

    def bulk_process(self, documents: Iterable[Document]) -> Iterable[Document]:
        """As processors of Stanza do."""
        documents = list(documents)
        sentences = [sentence for document in documents for sentence in document.sentences]
        for sentence, found in zip(sentences, self._findings.of(sentences), strict=True):
            self._put(sentence, found)
        if self._entities:
            for document in documents:
                document.build_ents()
        return documents


def processors_of(findings: Findings) -> dict[str, JointProcessor]:
    """The processors that the network stands for, by name."""
    return {
        "pos": JointProcessor(findings, _put_tags, entities=False),
        "depparse": JointProcessor(findings, _put_tree, entities=False),
        "ner": JointProcessor(findings, _put_entities, entities=True),
    }


def _put_tags(sentence: Sentence, found: TaggedWords) -> None:
    assert found.upos and found.xpos
    for word, upos, xpos in zip(sentence.words, found.upos, found.xpos, strict=True):
        word.upos, word.xpos = upos, xpos


def _put_tree(sentence: Sentence, found: TaggedWords) -> None:
    assert found.heads and found.relations
    for word, head, relation in zip(sentence.words, found.heads, found.relations, strict=True):
        word.head, word.deprel = head, relation
    sentence.build_dependencies()


def _put_entities(sentence: Sentence, found: TaggedWords) -> None:
    assert found.entities
    for token in sentence.tokens:
        token.ner = joint_tag([found.entities[word.id - 1] for word in token.words])
        token.multi_ner = (token.ner,)
