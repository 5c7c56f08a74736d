"""Parsing articles: paragraphs in, one spaCy ``Doc`` for each article out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from quotes.errors import ModelError
from quotes.models.model_set import find_model_set
from quotes.parsing.blanks import with_blanks_inside
from quotes.parsing.clitics import recognize_in_words
from quotes.parsing.pipeline import load_pipeline
from quotes.parsing.repairs import REPAIRS
from quotes.parsing.repairs.repair import repaired
from quotes.parsing.to_spacy import build_doc
from quotes.readers.paragraphs import split_paragraphs
from quotes.records import Article, Span
from quotes.runtime.garbage_collection import gc_paused

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab
    from stanza.models.common.doc import Document, Sentence

Part = TypeVar("Part", bound=Sized)

BATCH_CHARACTERS = 40_000
"""Characters of text that are parsed at once: enough to fill Stanza's batches, little enough for bounded memory."""

BATCH_WORDS = 8_000
"""Words that are parsed at once, where sentences are given as words."""

RECOGNIZERS = ("ner", "entities")
"""Processors that recognize entities: Stanza's, and that of the joint network."""

STEPS = ("tokenize", "mwt", "pos", "lemma", *RECOGNIZERS, "depparse")
"""Processors in the order in which they run. A set has some of them."""


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
        self.pipeline = load_pipeline(self.model_set)
        self.vocab = vocabulary(self.model_set.language)
        self._one_at_a_time = Lock()  # threads may share a parser

    def parse(self, article: Article) -> Parse:
        """Parse one article."""
        return next(self.pipe([article]))

    def pipe(self, articles: Iterable[Article]) -> Iterator[Parse]:
        """Parse many articles, in order."""
        for article, paragraphs, parts in self.documents(articles):
            text = with_blanks_inside(paragraphs, article.text)
            yield Parse(article, build_doc(self.vocab, text, parts), tuple(paragraphs))

    def documents(
        self, articles: Iterable[Article]
    ) -> Iterator[tuple[Article, list[Span], Iterator[tuple[int, Document]]]]:
        """Yield each article, its paragraphs, and (offset, repaired document) of each paragraph.

        Documents are made when they are asked for, about `BATCH_CHARACTERS` at once.
        """
        for article in articles:
            paragraphs = split_paragraphs(article.text)
            yield article, paragraphs, self._documents(with_blanks_inside(paragraphs, article.text), paragraphs)

    def annotate(self, sentences: Iterable[Sequence[str]]) -> Iterator[Sentence]:
        """Yield sentences, given as words, with tags, lemmas and trees; without entities and repairs."""
        return self._annotate(sentences, ["pos", "lemma", "depparse"])

    def entity_tags(self, sentences: Iterable[Sequence[str]]) -> Iterator[list[str]]:
        """Yield entity tags (O, or S, B, I or E with a class: "B-ORG") of the words of each sentence.

        Raises `ModelError` if the model set has no entity recognizer.
        """
        recognizers = [name for name in RECOGNIZERS if name in self.pipeline.processors]
        if not recognizers:
            raise ModelError(f"model set {self.model_set.name} has no entity recognizer: name another with --model")
        for sentence in self._annotate(sentences, recognizers):
            yield [token.ner or "O" for token in sentence.tokens]

    def _annotate(self, sentences: Iterable[Sequence[str]], processors: list[str]) -> Iterator[Sentence]:
        from stanza.models.common.doc import Document

        for batch in _batches(sentences, BATCH_WORDS):
            document = Document([[{"text": word} for word in words] for words in batch])
            with self._one_at_a_time, gc_paused():
                document = self.pipeline.process(document, processors=processors)
            yield from document.sentences

    def _documents(self, text: str, paragraphs: Sequence[Span]) -> Iterator[tuple[int, Document]]:
        for batch in _batches(paragraphs, BATCH_CHARACTERS):
            with self._one_at_a_time, gc_paused():
                documents = self._run([text[span.start : span.end] for span in batch])
            yield from zip([span.start for span in batch], documents, strict=True)

    def _run(self, paragraphs: Sequence[str]) -> list[Document]:
        """Return the documents of paragraphs in a row: the work of all processors, with repairs between them."""
        from stanza.models.common.doc import Document

        documents = [Document([], text=paragraph) for paragraph in paragraphs]
        for step in STEPS:
            processor = self.pipeline.processors.get(step)
            if step == "ner" and processor:
                documents = recognize_in_words(processor, documents)
            elif processor:
                documents = processor.bulk_process(documents)
            repairs = [repair for repair in REPAIRS if repair.after == step]
            documents = [repaired(document, repairs) for document in documents]
        return documents


@cache
def vocabulary(language: str) -> Vocab:
    """Return spaCy's vocabulary of a language, or that of any language where spaCy does not know it."""
    from spacy.util import get_lang_class
    from spacy.vocab import create_vocab

    try:
        spoken = get_lang_class(language)
    except ImportError:
        spoken = get_lang_class("xx")
    return create_vocab(spoken.lang, spoken.Defaults)  # spacy.blank makes a tokenizer, too, and loads entry points


def _batches(parts: Iterable[Part], size: int) -> Iterator[list[Part]]:
    """Yield parts (spans, or sentences as words) in lists whose lengths add up to this size or a little more."""
    batch: list[Part] = []
    length = 0
    for part in parts:
        batch.append(part)
        length += len(part)
        if length >= size:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch
