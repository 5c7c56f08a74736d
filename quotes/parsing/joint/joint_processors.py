"""The joint network as processors of a Stanza pipeline.

Importing this module registers the variant ``quotes`` of tokenize, mwt, pos, lemma and depparse, and the processor
``entities`` (Stanza's ner takes no variants). The tokenizer runs the network on the whole text and gives words and
tokens all that it has found. Sentences that others have made are parsed from their words by the first processor that
gets them, and each gives the words its part. Option ``network`` of each processor (``tokenize_network=…``) is the path
of a network other than the embedded one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any, ClassVar

from stanza.models.common.doc import Document, Sentence
from stanza.pipeline._constants import DEPPARSE, LEMMA, MWT, NER, POS, TOKENIZE
from stanza.pipeline.processor import Processor, ProcessorVariant, register_processor, register_processor_variant

from quotes.models.model_set import find_model_set
from quotes.parsing.blanks import with_blanks
from quotes.parsing.clitics import joint_tag
from quotes.parsing.joint.joint_file import shared_parser
from quotes.parsing.joint.joint_parser import JointParser
from quotes.parsing.joint.name_kinds import with_one_kind_for_each_name
from quotes.parsing.joint.windows import SAME_TOKEN, TaggedWords
from quotes.parsing.repairs.repair import JOINT_PARSE
from quotes.readers.paragraphs import split_paragraphs

VARIANT = "quotes"
ENTITIES = "entities"
PROCESSORS = dict.fromkeys((TOKENIZE, MWT, POS, LEMMA, DEPPARSE, ENTITIES), VARIANT)
"""Argument `processors` of a pipeline that consists of the joint network."""


LAID = "laid"
"""Value of ``joint_parse`` of sentences whose words have the whole parse from the tokenizer."""


@register_processor_variant(TOKENIZE, VARIANT)
class JointTokenizer(ProcessorVariant):
    """Tokenizer that splits texts into paragraphs, and these into sentences, tokens and words."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        self._parser = _parser_of(config)

    def process(self, text: str) -> Document:
        """Return a document with the sentences of a text."""
        return self.bulk_process([Document([], text=text)])[0]

    def bulk_process(self, documents: Sequence[Document]) -> list[Document]:
        """Return documents with the sentences of the texts of these, which are parsed as parts of one text."""
        paragraphs = [split_paragraphs(document.text) for document in documents]
        lines = [
            with_blanks(document.text[span.start : span.end])
            for document, spans in zip(documents, paragraphs, strict=True)
            for span in spans
        ]
        parsed = self._parser.parse_text(lines)
        parses = iter(with_one_kind_for_each_name(list(chain.from_iterable(parsed))))
        of_paragraphs = iter([list(islice(parses, len(sentences))) for sentences in parsed])
        return [
            _document(document.text, [(span.start, parse) for span in spans for parse in next(of_paragraphs)])
            for document, spans in zip(documents, paragraphs, strict=True)
        ]


class JointVariant(ProcessorVariant):
    """Variant that copies a part of the network's parse onto those words that do not have it from the tokenizer."""

    OVERRIDE = True
    COLUMNS: ClassVar[Mapping[str, str]] = {}
    """Fields of `TaggedWords`, by the attributes of Stanza's words that are set to them."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        self._parser = _parser_of(config)

    def process(self, document: Document) -> Document:
        """Annotate a tokenized document and return it."""
        for sentence, parse in _unlaid(self._parser, document):
            for attribute, column in self.COLUMNS.items():
                for word, value in zip(sentence.words, getattr(parse, column), strict=True):
                    setattr(word, attribute, value)
            if "head" in self.COLUMNS:
                sentence.build_dependencies()
        return document


@register_processor_variant(MWT, VARIANT)
class JointExpander(JointVariant):
    """Expander that changes nothing: the tokenizer has made the words of multi-word tokens."""


@register_processor_variant(POS, VARIANT)
class JointTagger(JointVariant):
    """Tagger of UPOS and XPOS."""

    COLUMNS: ClassVar[Mapping[str, str]] = {"upos": "upos", "xpos": "xpos"}


@register_processor_variant(LEMMA, VARIANT)
class JointLemmatizer(JointVariant):
    """Lemmatizer."""

    COLUMNS: ClassVar[Mapping[str, str]] = {"lemma": "lemmas"}


@register_processor_variant(DEPPARSE, VARIANT)
class JointDependencyParser(JointVariant):
    """Parser."""

    COLUMNS: ClassVar[Mapping[str, str]] = {"head": "heads", "deprel": "relations"}


@register_processor(ENTITIES)
class JointRecognizer(Processor):
    """Recognizer of entities: tags of tokens, and ``ents`` of sentences and of the document."""

    PROVIDES_DEFAULT: ClassVar[set[str]] = {NER}
    REQUIRES_DEFAULT: ClassVar[set[str]] = {TOKENIZE}

    def __init__(self, config: Mapping[str, Any], pipeline: Any, device: Any) -> None:
        super().__init__(config, pipeline, device)
        self._parser = _parser_of(config)

    def process(self, document: Document) -> Document:
        """Annotate a tokenized document and return it."""
        for sentence, parse in _unlaid(self._parser, document):
            for token in sentence.tokens:
                token.ner = _tag_of_token(parse, token.words[0].id, token.words[-1].id)
                token.multi_ner = (token.ner,)
        document.build_ents()
        return document


def _parser_of(config: Mapping[str, Any]) -> JointParser:
    path: Path | None = config.get("network") or find_model_set().joint_network
    assert path is not None
    return shared_parser(path)


def _unlaid(parser: JointParser, document: Document) -> Iterator[tuple[Sentence, TaggedWords]]:
    """Yield each sentence of a document that does not have its parse from the tokenizer, with its parse."""
    missing = [sentence for sentence in document.sentences if not hasattr(sentence, JOINT_PARSE)]
    words = [[word.text for word in sentence.words] for sentence in missing]
    parses = with_one_kind_for_each_name(list(parser.parse_words(words))) if words else []
    for sentence, parse in zip(missing, parses, strict=True):
        sentence.joint_parse = parse
    return ((sentence, sentence.joint_parse) for sentence in document.sentences if sentence.joint_parse is not LAID)


def _document(text: str, parses: Sequence[tuple[int, TaggedWords]]) -> Document:
    """Return a document of sentences, each given as the offset of its paragraph in the text and its parse."""
    document = Document([list(_entries(offset, parse)) for offset, parse in parses], text=text)
    for sentence in document.sentences:
        sentence.joint_parse = LAID
    return document


def _entries(offset: int, parse: TaggedWords) -> Iterator[dict[str, Any]]:
    """Yield tokens and words as Stanza stores them: a multi-word token is followed by its words."""
    spans, after = parse.spans, parse.after or ()
    columns = zip(
        parse.words,
        parse.upos or (),
        parse.xpos or (),
        parse.lemmas or (),
        parse.heads or (),
        parse.relations or (),
        strict=True,
    )
    words = [
        {"id": number, "text": word, "upos": upos, "xpos": xpos, "lemma": lemma, "head": head, "deprel": relation}
        for number, (word, upos, xpos, lemma, head, relation) in enumerate(columns, 1)
    ]
    first = 0
    for last, word in enumerate(words):
        if after[last] != SAME_TOKEN:
            tag = _tag_of_token(parse, first + 1, last + 1)
            place = {"start_char": offset + spans[first][0], "end_char": offset + spans[last][1]}
            token = {**place, "ner": tag, "multi_ner": (tag,)}
            if first == last:
                yield word | token
            else:
                text = "".join(parse.words[first : last + 1])
                yield {"id": (first + 1, last + 1), "text": text, **token}
                yield from words[first : last + 1]
            first = last + 1


def _tag_of_token(parse: TaggedWords, first: int, last: int) -> str:
    """Return the entity tag of a token with the words of these numbers."""
    assert parse.entities
    return joint_tag(parse.entities[first - 1 : last])
