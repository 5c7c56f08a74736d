"""A pipeline like Stanza's, for which one network does everything: words, sentences, tags, lemmas, trees and entities.

The network reads each sentence once, with those around it; the processors hand out what it has found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from quotes.parsing.clitics import joint_tag
from quotes.parsing.joint.joint_reader import FoundSentence, JointReader
from quotes.parsing.joint.name_kinds import with_one_kind_for_each_name
from quotes.parsing.joint.windows import SAME_TOKEN, TaggedWords

if TYPE_CHECKING:
    from stanza.models.common.doc import Document, Sentence


class JointPipeline:
    """Stands for a pipeline of Stanza's. ``processors`` are those that the network stands for, by name."""

    def __init__(self, reader: JointReader) -> None:
        self._reader = reader
        self._found: WeakKeyDictionary[Sentence, TaggedWords] = WeakKeyDictionary()
        put: dict[str, Callable[[Sentence, TaggedWords], None]] = {
            "pos": _put_tags,
            "lemma": _put_lemmas,
            "ner": _put_entities,
            "depparse": _put_tree,
        }
        self.processors = {name: JointProcessor(self._of, one, entities=name == "ner") for name, one in put.items()}

    def read(self, paragraphs: Sequence[str]) -> Iterator[Document]:
        """Documents of paragraphs that follow each other in a text, with tokens and words and nothing more.

        Everything is read for the first one; then each is made when it is asked for.
        """
        from stanza.models.common.doc import Document

        read = self._reader.read_text(paragraphs)
        words = iter(with_one_kind_for_each_name([sentence.words for found in read for sentence in found]))
        for text, found in zip(paragraphs, read, strict=True):
            document = Document([list(_entries(sentence)) for sentence in found], text=text)
            self._found.update(zip(document.sentences, islice(words, len(found)), strict=True))
            yield document

    def bulk_process(self, documents: list[Document], processors: Sequence[str]) -> list[Document]:
        """Let some processors put into documents what they are for."""
        for name in processors:
            if name in self.processors:
                self.processors[name].bulk_process(documents)
        return documents

    def _of(self, sentences: Sequence[Sentence]) -> list[TaggedWords]:
        """What was found of sentences; those that were not read yet are read now."""
        missing = [sentence for sentence in sentences if sentence not in self._found]
        if missing:
            words = [[word.text for word in sentence.words] for sentence in missing]
            found = with_one_kind_for_each_name(list(self._reader.read(words)))
            self._found.update(zip(missing, found, strict=True))
        return [self._found[sentence] for sentence in sentences]


class JointProcessor:
    """One of the processors that the network stands for."""

    def __init__(
        self,
        find: Callable[[Sequence[Sentence]], list[TaggedWords]],
        put: Callable[[Sentence, TaggedWords], None],
        *,
        entities: bool,
    ) -> None:
        """`put` puts into a sentence what `find` has found; with `entities`, documents gather them then."""
        self._find = find
        self._put = put
        self._entities = entities

    def bulk_process(self, documents: Iterable[Document]) -> Iterable[Document]:
        """As processors of Stanza do."""
        documents = list(documents)
        sentences = [sentence for document in documents for sentence in document.sentences]
        for sentence, found in zip(sentences, self._find(sentences), strict=True):
            self._put(sentence, found)
        if self._entities:
            for document in documents:
                document.build_ents()
        return documents


def _entries(sentence: FoundSentence) -> Iterator[dict[str, Any]]:
    """Tokens and words as Stanza stores them: those of a multi-word token follow it."""
    words, spans, after = sentence.words.words, sentence.spans, sentence.words.after or ()
    first = 0
    for last in range(len(words)):
        if after[last] != SAME_TOKEN:
            start, end = spans[first][0], spans[last][1]
            if first == last:
                yield {"id": last + 1, "text": words[last], "start_char": start, "end_char": end}
            else:
                parts = words[first : last + 1]
                yield {"id": (first + 1, last + 1), "text": "".join(parts), "start_char": start, "end_char": end}
                yield from ({"id": number, "text": word} for number, word in enumerate(parts, first + 1))
            first = last + 1


def _put_tags(sentence: Sentence, found: TaggedWords) -> None:
    assert found.upos and found.xpos
    for word, upos, xpos in zip(sentence.words, found.upos, found.xpos, strict=True):
        word.upos, word.xpos = upos, xpos


def _put_lemmas(sentence: Sentence, found: TaggedWords) -> None:
    assert found.lemmas
    for word, lemma in zip(sentence.words, found.lemmas, strict=True):
        word.lemma = lemma


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
