"""Parses that others have made: a spaCy ``Doc``, a Stanza ``Document`` or CoNLL-U, as the parse of an article."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from quotes.errors import ParseError
from quotes.parsing.entity_labels import standard_label
from quotes.parsing.joint.attribution_tags import DEFAULT_SCHEMES, Scheme
from quotes.parsing.parser import Parse
from quotes.parsing.to_spacy import build_doc
from quotes.readers.paragraphs import split_paragraphs
from quotes.records import Article
from quotes.words.closed_classes import is_universal_relation

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.vocab import Vocab
    from stanza.models.common.doc import Document

NEEDED = {"DEP": "dependency tree", "POS": "parts of speech", "LEMMA": "lemmas"}
"""Annotations that a parse has to have, with their names for people."""

NEEDED_OF_WORDS = {"head": "DEP", "upos": "POS", "lemma": "LEMMA"}
"""Attributes of Stanza's words, with spaCy's names for them."""

LACKING = "the parse has no {}: run the processor that makes them before, or analyse the text"

PARAGRAPH = re.compile(r"# *new(?:par|doc)\b")
DOCUMENT = re.compile(r"^# *newdoc\b(?: +id *= *(.*))?", re.MULTILINE)
BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def parse_of_doc(doc: Doc, vocab: Vocab, schemes: tuple[Scheme, ...] = DEFAULT_SCHEMES) -> Parse:
    """The parse of a spaCy `doc`, copied for the vocabulary of this package; its offsets are those of ``doc.text``.

    `schemes` are those of the attributions that it is asked for. Raises `ParseError` if the tree is not one of
    Universal Dependencies, or the `doc` has no parts of speech or lemmas.
    """
    from spacy.tokens import Doc

    if fault := fault_of(doc):
        raise ParseError(fault)
    copy = Doc(
        vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[token.tag_ for token in doc],
        pos=[token.pos_ or ("SPACE" if token.is_space else "X") for token in doc],
        morphs=[str(token.morph) for token in doc],
        lemmas=[token.lemma_ or token.text for token in doc],
        heads=[max(token.i - 1, 0) if token.is_space else token.head.i for token in doc],
        deps=[_relation(token) for token in doc],
        ents=[_entity_tag(token) for token in doc],
    )
    return Parse(Article(doc.text), copy, tuple(split_paragraphs(doc.text)), schemes=schemes)


def parse_of_stanza(document: Document, vocab: Vocab, schemes: tuple[Scheme, ...] = DEFAULT_SCHEMES) -> Parse:
    """The parse of a Stanza `document`; its offsets are those of ``document.text``, which is made if there is none.

    `schemes` are those of the attributions that it is asked for; what ``document.attributions`` has of them is taken
    from there. Raises `ParseError` if the trees are not ones of Universal Dependencies, or words lack parts of speech
    or lemmas.
    """
    from quotes.parsing.joint.findings import findings_of

    if document.text is None:
        return parse_of_conllu(f"{document:C}", vocab, schemes)
    parse = _parse(Article(document.text), [(0, document)], vocab, schemes)
    found = findings_of(document)
    return replace(parse, found=found) if found and found.attributions.keys() >= set(schemes) else parse


def parse_of_conllu(text: str, vocab: Vocab, schemes: tuple[Scheme, ...] = DEFAULT_SCHEMES) -> Parse:
    """The parse of one document in CoNLL-U.

    The article's text is made of the sentences' ``# text``, or of the words and their ``SpaceAfter``, with a blank line
    between paragraphs (``# newpar``); its id is that of ``# newdoc``. `schemes` are those of the attributions that it
    is asked for. Raises `ParseError` if `text` is not CoNLL-U, has several documents, or its trees are not ones of
    Universal Dependencies.
    """
    documents = DOCUMENT.findall(text)
    if len(documents) > 1:
        raise ParseError(f"the CoNLL-U text has {len(documents)} documents (# newdoc): give them one at a time")
    parts = []
    whole = ""
    for paragraph in _paragraphs(text):
        document = _document(paragraph)
        whole += "\n\n" if whole else ""
        parts.append((len(whole), document))
        whole += document.text
    return _parse(Article(whole, id=documents[0].strip() if documents else ""), parts, vocab, schemes)


def fault_of(doc: Doc) -> str | None:
    """Return the reason, for people, why the parse of a `doc` cannot be used, or None if it can."""
    for attribute, name in NEEDED.items():
        if len(doc) and not doc.has_annotation(attribute):
            return LACKING.format(name)
    relations = {token.dep_ for token in doc if not token.is_space and token.dep_}
    if others := sorted(one for one in relations if not is_universal_relation(one)):
        found = ", ".join(others[:5])
        return f"the parse is not in Universal Dependencies (it has {found}): use another model, or analyse the text"
    return None


def _parse(article: Article, parts: list[tuple[int, Document]], vocab: Vocab, schemes: tuple[Scheme, ...]) -> Parse:
    """The parse of an article from the documents of its paragraphs, each with its offset. Raises `ParseError`."""
    words = [word for _, document in parts for sentence in document.sentences for word in sentence.words]
    for attribute, name in NEEDED_OF_WORDS.items():
        if words and all(getattr(word, attribute) is None for word in words):
            raise ParseError(LACKING.format(NEEDED[name]))
    doc = build_doc(vocab, article.text, parts)
    if fault := fault_of(doc):
        raise ParseError(fault)
    return Parse(article, doc, tuple(split_paragraphs(article.text)), schemes=schemes)


def _relation(token: Token) -> str:
    if token.is_space:
        return "dep" if token.i else "ROOT"
    return "ROOT" if token.head.i == token.i else token.dep_ or "dep"


def _entity_tag(token: Token) -> str:
    label = standard_label(token.ent_type_)
    return f"{token.ent_iob_}-{label}" if label else "O"


def _paragraphs(text: str) -> list[str]:
    """The sentences of a CoNLL-U text, those of each paragraph together."""
    paragraphs: list[list[str]] = []
    for sentence in BLANK_LINES.split(text.strip()):
        if not paragraphs or any(PARAGRAPH.match(line) for line in sentence.split("\n")):
            paragraphs.append([])
        paragraphs[-1].append(sentence)
    return ["\n\n".join(sentences) for sentences in paragraphs]


def _document(paragraph: str) -> Document:
    """The Stanza document of a paragraph in CoNLL-U, with its text. Raises `ParseError`."""
    from stanza.utils.conll import CoNLL

    try:
        document = CoNLL.conll2doc(input_str=paragraph, reconstruct_text=True)
        if not document.sentences:
            raise ValueError("no sentences")
        return document
    except (ValueError, LookupError, AssertionError, TypeError) as error:
        reason = " ".join(str(error).split())[:160] or type(error).__name__
        raise ParseError(f"the text is not CoNLL-U with one tree for each sentence ({reason})") from error
