"""Parsing articles: paragraphs in, one spaCy ``Doc`` for each article out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from quotes.errors import ModelError
from quotes.models.model_set import find_model_set
from quotes.parsing.blanks import with_blanks_inside
from quotes.parsing.clitics import recognize_in_words
from quotes.parsing.joint.attribution_tags import ATTRIBUTIONS, DEFAULT_SCHEMES, Scheme
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

    from quotes.parsing.joint.attribution_decoding import DecodedAttribution
    from quotes.parsing.joint.findings import Findings
    from quotes.parsing.joint.mention_vectors import MentionVectors

Part = TypeVar("Part", bound=Sized)

BATCH_CHARACTERS = 40_000
"""Characters of text that are parsed at once: enough to fill Stanza's batches, little enough for bounded memory."""

BATCH_WORDS = 8_000
"""Words that are parsed at once, where sentences are given as words."""

RECOGNIZERS = ("ner", "entities")
"""Processors that recognize entities: Stanza's, and that of the joint network."""

STEPS = ("tokenize", "mwt", "pos", "lemma", *RECOGNIZERS, "depparse", ATTRIBUTIONS)
"""Processors in the order in which they run. A set has some of them."""


@dataclass(frozen=True)
class Parse:
    """An article with its linguistic analysis.

    ``doc`` covers the whole article and its offsets are the article's. Its text differs from the article's in that
    inside a paragraph every white space character is a blank (a hard-wrapped line is parsed like one that is not), and
    that a lone surrogate, which is no character, is U+FFFD. ``paragraphs`` are the stretches that were parsed on their
    own, in order. ``found`` is what the joint network has found in the text while it was parsed, or None if something
    else has parsed it; then the embedded network reads the text for attributions, by those of ``schemes``.
    """

    article: Article
    doc: Doc
    paragraphs: tuple[Span, ...]
    found: Findings | None = None
    schemes: tuple[Scheme, ...] = DEFAULT_SCHEMES

    def attributions(self, scheme: Scheme) -> Sequence[DecodedAttribution]:
        """Return the attributions by a scheme, in the order of their cues.

        Raises `ModelError` if the embedded network is needed and its file is missing or damaged.
        """
        return self._findings.attributions[scheme]

    @property
    def mention_vectors(self) -> MentionVectors | None:
        """Vectors that tell whom words mean; None if no network has read the text or shall read it for attributions."""
        return self._findings.mention_vectors if self.found or self.schemes else None

    @cached_property
    def _findings(self) -> Findings:
        from quotes.parsing.joint.joint_file import embedded_network

        if self.found:
            return self.found
        return embedded_network().read(self.doc.text, self.paragraphs, self.schemes, parse=False).findings()


class Parser:
    """A loaded model set. Loading takes seconds and happens once, when the parser is made."""

    def __init__(self, model: str | Path | None = None, schemes: tuple[Scheme, ...] = DEFAULT_SCHEMES) -> None:
        """Load `model` (None: the embedded English set), as `find_model_set` takes it.

        `schemes` are those of the attributions of its parses. Raises `ModelError` if there is no such model or its
        files are not whole.
        """
        self.model_set = find_model_set(model)
        self.pipeline = load_pipeline(self.model_set, schemes)
        self._schemes = schemes
        self.vocab = vocabulary(self.model_set.language)
        self._one_at_a_time = Lock()  # threads may share a parser

    def parse(self, article: Article) -> Parse:
        """Parse one article."""
        return next(self.pipe([article]))

    def pipe(self, articles: Iterable[Article]) -> Iterator[Parse]:
        """Parse many articles, in order."""
        from quotes.parsing.joint.findings import joined

        for article, paragraphs, parts in self.documents(articles):
            text = with_blanks_inside(paragraphs, article.text)
            found: list[tuple[int, Findings]] = []
            doc = build_doc(self.vocab, text, _noted(parts, found))
            yield Parse(article, doc, tuple(paragraphs), joined(found) if found else None, self._schemes)

    def documents(
        self, articles: Iterable[Article]
    ) -> Iterator[tuple[Article, list[Span], Iterator[tuple[int, Document]]]]:
        """Yield each article, its paragraphs, and (offset, repaired document) of one paragraph or some in a row.

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
                documents = self._run(list(self._unparsed(text, batch)))
            yield from documents

    def _unparsed(self, text: str, paragraphs: Sequence[Span]) -> Iterator[tuple[int, Document]]:
        """Yield the texts of paragraphs in a row: together for the joint network, else one by one."""
        from stanza.models.common.doc import Document

        if self.model_set.joint_network is None:
            yield from ((span.start, Document([], text=text[span.start : span.end])) for span in paragraphs)
        elif paragraphs:
            start = paragraphs[0].start
            document = Document([], text=text[start : paragraphs[-1].end])
            document.paragraphs = [Span(span.start - start, span.end - start) for span in paragraphs]
            yield start, document

    def _run(self, parts: Sequence[tuple[int, Document]]) -> Iterator[tuple[int, Document]]:
        """Return documents, each with its offset: the work of all processors, with repairs between them."""
        documents = [document for _, document in parts]
        for step in STEPS:
            processor = self.pipeline.processors.get(step)
            if step == "ner" and processor:
                documents = recognize_in_words(processor, documents)
            elif processor:
                documents = processor.bulk_process(documents)
            repairs = [repair for repair in REPAIRS if repair.after == step]
            documents = [repaired(document, repairs) for document in documents]
        return zip([offset for offset, _ in parts], documents, strict=True)


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


def _noted(parts: Iterable[tuple[int, Document]], found: list[tuple[int, Findings]]) -> Iterator[tuple[int, Document]]:
    """Yield documents with their offsets, and add what the joint network has found in their texts to a list."""
    from quotes.parsing.joint.findings import findings_of

    for offset, document in parts:
        if findings := findings_of(document):
            found.append((offset, findings))
        yield offset, document


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
