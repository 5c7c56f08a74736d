"""Parsing articles: paragraphs in, one spaCy ``Doc`` for each article out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar, cast

from quotes.errors import ModelError
from quotes.models.model_set import find_model_set
from quotes.parsing.clitics import clitics_apart
from quotes.parsing.name_repair import repair_names
from quotes.parsing.pipeline import load_pipeline
from quotes.parsing.sentence_repair import repair_sentences
from quotes.parsing.to_spacy import build_doc
from quotes.parsing.tree_repair import repair_trees
from quotes.readers.paragraphs import split_paragraphs
from quotes.records import Article, Span
from quotes.runtime.garbage_collection import gc_paused

if TYPE_CHECKING:
    import stanza
    from spacy.tokens import Doc
    from spacy.vocab import Vocab
    from stanza.models.common.doc import Document, Sentence

    from quotes.parsing.joint.processors import JointPipeline

Part = TypeVar("Part", bound=Sequence[Any])

BATCH_CHARACTERS = 40_000
"""How much text is parsed at once: enough to fill Stanza's batches, little enough for bounded memory."""

CHARACTERS_OF_A_WORD = 5
"""About; for batches of sentences that are given as words."""

WHITE_SPACE = re.compile(r"[^\S ]")
LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")

FIRST_STAGE = ["tokenize", "mwt"]
SECOND_STAGE = ["pos", "lemma"]
ENTITIES = ["ner"]
THIRD_STAGE = ["depparse"]
STAGES_FOR_WORDS = ["pos", "lemma", "depparse"]


@dataclass(frozen=True, slots=True)
class Parse:
    """An article with its linguistic analysis.

    ``doc`` covers the whole article and its offsets are the article's. Its text differs from the article's in that
    inside a paragraph every white space character is a blank (a hard-wrapped line is parsed like one that is not), and
    that a lone surrogate, which is no character, is U+FFFD. ``paragraphs`` are the stretches that were parsed on their
    own, in order.
    """

    article: Article
    doc: Doc
    paragraphs: tuple[Span, ...]


class Parser:
    """A loaded model set. Loading takes seconds and happens once, when the parser is made."""

    def __init__(self, model: str | Path | None = None) -> None:
        """Load `model` (None: the embedded English set), as `find_model_set` takes it.

        Raises `ModelError` if there is no such model or its files are not whole.
        """
        self.model_set = find_model_set(model)
        self._pipeline = load_pipeline(self.model_set)
        stanzas = self.model_set.joint_network is None
        # a joint network has no batches to fill
        self._batch_characters = BATCH_CHARACTERS if stanzas else 1
        self._documents_at_once = None if stanzas else 1
        self._one_at_a_time = Lock()  # threads may share a parser
        self.vocab = vocabulary(self.model_set.language)

    def parse(self, article: Article) -> Parse:
        """Parse one article."""
        return next(self.pipe([article]))

    def pipe(self, articles: Iterable[Article]) -> Iterator[Parse]:
        """Parse many articles, in order; networks of Stanza's do it in batches that reach across articles."""
        for article, paragraphs, parts in self.documents(articles):
            text = _blanks_in_paragraphs(article.text, paragraphs)
            yield Parse(article, build_doc(self.vocab, text, parts), tuple(paragraphs))

    def documents(
        self, articles: Iterable[Article]
    ) -> Iterator[tuple[Article, list[Span], Iterator[tuple[int, Document]]]]:
        """What Stanza makes of many articles: for each its paragraphs, and (offset, document) of each paragraph.

        The documents of an article have to be taken before the next article is: they are made when they are needed.
        """
        batch: list[tuple[Article, list[Span]]] = []
        size = 0
        for article in articles:
            batch.append((article, split_paragraphs(article.text)))
            size += len(article.text)
            if size >= self._batch_characters:
                yield from self._batch_documents(batch)
                batch, size = [], 0
        yield from self._batch_documents(batch)

    def annotate(self, sentences: Iterable[Sequence[str]]) -> Iterator[Sentence]:
        """Stanza's tags, lemmas and trees (no entities) of sentences that are given as words."""
        return self._annotate(sentences, STAGES_FOR_WORDS)

    def entity_tags(self, sentences: Iterable[Sequence[str]]) -> Iterator[list[str]]:
        """Stanza's entity tags (O, or S, B, I or E with a class: "B-ORG") of the words of sentences.

        Raises `ModelError` if the model set has no entity recognizer.
        """
        if "ner" not in self._pipeline.processors:
            raise ModelError(f"model set {self.model_set.name} has no entity recognizer: name another with --model")
        for sentence in self._annotate(sentences, ENTITIES):
            yield [token.ner or "O" for token in sentence.tokens]

    def _annotate(self, sentences: Iterable[Sequence[str]], processors: list[str]) -> Iterator[Sentence]:
        for chunk in _chunks(sentences, BATCH_CHARACTERS // CHARACTERS_OF_A_WORD):
            words = [[{"id": number, "text": word} for number, word in enumerate(words, start=1)] for words in chunk]
            with self._one_at_a_time, gc_paused():
                (document,) = self._pipeline.bulk_process([_document(words)], processors=processors)
            yield from document.sentences

    def _batch_documents(
        self, batch: Sequence[tuple[Article, list[Span]]]
    ) -> Iterator[tuple[Article, list[Span], Iterator[tuple[int, Document]]]]:
        texts = [[_with_blanks(article.text_at(span)) for span in paragraphs] for article, paragraphs in batch]
        documents = iter(self._analyse(texts))
        for article, paragraphs in batch:
            yield article, paragraphs, ((span.start, next(documents)) for span in paragraphs)

    def _analyse(self, articles: Sequence[Sequence[str]]) -> Iterator[Document]:
        """Stanza documents of the paragraphs of articles, in order, about `BATCH_CHARACTERS` analysed at once."""
        stretches = [stretch for paragraphs in articles for stretch in _chunks(paragraphs, BATCH_CHARACTERS)]
        for some in _chunks(stretches, BATCH_CHARACTERS, lambda stretch: sum(map(len, stretch))):
            tokenized = self._tokenized(some)
            while True:
                with self._one_at_a_time, gc_paused():
                    finished = self._finished(list(islice(tokenized, self._documents_at_once)))
                if not finished:
                    break
                yield from finished

    def _finished(self, documents: list[Document]) -> list[Document]:
        """Documents that have tokens, with all that is found of them."""
        documents = [repair_sentences(document) for document in documents]
        documents = self._pipeline.bulk_process(documents, processors=SECOND_STAGE)
        with clitics_apart(documents):
            documents = self._pipeline.bulk_process(documents, processors=ENTITIES)
        documents = [repair_names(document) for document in documents]
        return [repair_trees(document) for document in self._pipeline.bulk_process(documents, processors=THIRD_STAGE)]

    def _tokenized(self, stretches: Sequence[Sequence[str]]) -> Iterator[Document]:
        """Documents of stretches of paragraphs, each out of one article, with nothing but tokens and words."""
        if self.model_set.joint_network is not None:
            network = cast("JointPipeline", self._pipeline)
            return (document for stretch in stretches for document in network.read(stretch))
        texts = [paragraph for stretch in stretches for paragraph in stretch]
        return iter(cast("stanza.Pipeline", self._pipeline).bulk_process(texts, processors=FIRST_STAGE))


def _document(sentences: list[list[dict[str, object]]]) -> Document:
    from stanza.models.common.doc import Document

    return Document(sentences)


@cache
def vocabulary(language: str) -> Vocab:
    """spaCy's vocabulary of a language, or that of any language where spaCy, or this installation, does not know it."""
    import spacy

    try:
        return spacy.blank(language).vocab
    except ImportError:
        return spacy.blank("xx").vocab


def _blanks_in_paragraphs(text: str, paragraphs: Iterable[Span]) -> str:
    pieces = []
    end = 0
    for span in paragraphs:
        pieces += [text[end : span.start], _with_blanks(text[span.start : span.end])]
        end = span.end
    return "".join(pieces) + text[end:]


def _with_blanks(text: str) -> str:
    return LONE_SURROGATE.sub("\ufffd", WHITE_SPACE.sub(" ", text))


def _chunks(parts: Iterable[Part], size: int, size_of: Callable[[Part], int] = len) -> Iterator[list[Part]]:
    """Texts, sentences or lists of texts in lists that have this size or a little more."""
    chunk: list[Part] = []
    length = 0
    for part in parts:
        chunk.append(part)
        length += size_of(part)
        if length >= size:
            yield chunk
            chunk, length = [], 0
    if chunk:
        yield chunk
