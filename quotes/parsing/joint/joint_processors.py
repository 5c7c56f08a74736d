"""The joint network as processors of a Stanza pipeline.

Importing this module registers the variant ``quotes`` of tokenize, mwt, pos, lemma and depparse, and the processors
``entities`` (Stanza's ner takes no variants) and ``attributions``. The tokenizer runs the network on the whole text and
gives words and tokens all that it has found. Sentences that others have made are parsed from their words by the first
processor that gets them, and each gives the words its part. What the network has found of attributions is
``document.attributions``, by each scheme in the option ``schemes`` of the tokenizer (``tokenize_schemes=…``, else
``everyday`` alone), and ``document.mention_vectors`` tell whom words mean; a document that the tokenizer has not made
is read for them by the processor ``attributions``, which has the same option. Option ``network`` of each processor
(``tokenize_network=…``) is the path of a network other than the embedded one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any, ClassVar

from stanza.models.common.doc import Document, Sentence
from stanza.pipeline._constants import DEPPARSE, LEMMA, MWT, NER, POS, TOKENIZE
from stanza.pipeline.processor import Processor, ProcessorVariant, register_processor, register_processor_variant

from quotes.errors import ParseError
from quotes.models.model_set import find_model_set
from quotes.parsing.blanks import with_blanks_inside
from quotes.parsing.clitics import joint_tag
from quotes.parsing.joint.attribution_tags import ATTRIBUTIONS, DEFAULT_SCHEMES, Scheme
from quotes.parsing.joint.joint_file import shared_parser
from quotes.parsing.joint.joint_parser import JointParser, Reading
from quotes.parsing.joint.name_kinds import with_one_kind_for_each_name
from quotes.parsing.joint.windows import SAME_TOKEN, TaggedWords
from quotes.parsing.repairs.repair import JOINT_PARSE
from quotes.readers.paragraphs import split_paragraphs

VARIANT = "quotes"
ENTITIES = "entities"
PROCESSORS = dict.fromkeys((TOKENIZE, MWT, POS, LEMMA, DEPPARSE, ENTITIES, ATTRIBUTIONS), VARIANT)
"""Argument `processors` of a pipeline that consists of the joint network."""


LAID = "laid"
"""Value of ``joint_parse`` of sentences whose words have the whole parse from the tokenizer."""


@register_processor_variant(TOKENIZE, VARIANT)
class JointTokenizer(ProcessorVariant):
    """Tokenizer that splits texts into paragraphs, and these into sentences, tokens and words."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        self._parser = _parser_of(config)
        self._schemes = _schemes_of(config)

    def process(self, text: str) -> Document:
        """Return a document with the sentences of a text."""
        return self.bulk_process([Document([], text=text)])[0]

    def bulk_process(self, documents: Sequence[Document]) -> list[Document]:
        """Return documents with the sentences and attributions of the texts of these.

        Each text is read by itself; names are of one kind in all of them. The spans of the paragraphs of a document may
        be given as its attribute ``paragraphs``.
        """
        readings = [_reading(self._parser, document, self._schemes) for document in documents]
        counts = [sum(map(len, reading.sentences)) for reading in readings]
        sentences = [each for reading in readings for each in chain.from_iterable(reading.sentences)]
        parses = iter(with_one_kind_for_each_name(sentences))
        return [
            _found_in(_document(document.text, list(islice(parses, count))), reading)
            for document, count, reading in zip(documents, counts, readings, strict=True)
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


@register_processor(ATTRIBUTIONS)
class JointAttributor(Processor):
    """Finder of who says what: ``attributions`` of the document, and its ``mention_vectors``."""

    PROVIDES_DEFAULT: ClassVar[set[str]] = {ATTRIBUTIONS}
    REQUIRES_DEFAULT: ClassVar[set[str]] = {TOKENIZE}

    def __init__(self, config: Mapping[str, Any], pipeline: Any, device: Any) -> None:
        super().__init__(config, pipeline, device)
        self._parser = _parser_of(config)
        self._schemes = _schemes_of(config)

    def process(self, document: Document) -> Document:
        """Annotate a document and return it. Raises `ParseError` if it has no text."""
        if document.text is None:
            raise ParseError("the document has no text in which attributions could be found")
        if not hasattr(document, ATTRIBUTIONS):
            _found_in(document, _reading(self._parser, document, self._schemes, parse=False))
        return document


def _parser_of(config: Mapping[str, Any]) -> JointParser:
    path: Path | None = config.get("network") or find_model_set().joint_network
    assert path is not None
    return shared_parser(path)


def _schemes_of(config: Mapping[str, Any]) -> tuple[Scheme, ...]:
    return tuple(config.get("schemes", DEFAULT_SCHEMES))


def _reading(parser: JointParser, document: Document, schemes: Collection[Scheme], *, parse: bool = True) -> Reading:
    paragraphs = getattr(document, "paragraphs", None) or split_paragraphs(document.text)
    return parser.read(with_blanks_inside(paragraphs, document.text), paragraphs, schemes, parse=parse)


def _unlaid(parser: JointParser, document: Document) -> Iterator[tuple[Sentence, TaggedWords]]:
    """Yield each sentence of a document that does not have its parse from the tokenizer, with its parse."""
    missing = [sentence for sentence in document.sentences if not hasattr(sentence, JOINT_PARSE)]
    words = [[word.text for word in sentence.words] for sentence in missing]
    parses = with_one_kind_for_each_name(list(parser.parse_words(words))) if words else []
    for sentence, parse in zip(missing, parses, strict=True):
        sentence.joint_parse = parse
    return ((sentence, sentence.joint_parse) for sentence in document.sentences if sentence.joint_parse is not LAID)


def _found_in(document: Document, reading: Reading) -> Document:
    """Return a document with what a reading of its text has found beside the parse."""
    found = reading.findings()
    document.attributions, document.mention_vectors = found.attributions, found.mention_vectors
    return document


def _document(text: str, parses: Sequence[TaggedWords]) -> Document:
    """Return a document of sentences, given as their parses."""
    document = Document([list(_entries(parse)) for parse in parses], text=text)
    for sentence in document.sentences:
        sentence.joint_parse = LAID
    return document


def _entries(parse: TaggedWords) -> Iterator[dict[str, Any]]:
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
            token = {"start_char": spans[first][0], "end_char": spans[last][1], "ner": tag, "multi_ner": (tag,)}
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
