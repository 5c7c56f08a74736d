"""Parses that others have made: a spaCy ``Doc``, a Stanza ``Document`` or CoNLL-U, as the parse of an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quotes.errors import ParseError
from quotes.parsing.parser import Parse
from quotes.parsing.to_spacy import build_doc
from quotes.readers.paragraphs import split_paragraphs
from quotes.records import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.vocab import Vocab
    from stanza.models.common.doc import Document

NEEDED = {"DEP": "dependency tree", "POS": "parts of speech", "LEMMA": "lemmas"}
"""Annotations that a parse has to have, with their names for people."""

UD_RELATION = re.compile(
    "(acl|advcl|advmod|amod|appos|aux|case|cc|ccomp|clf|compound|conj|cop|csubj|dep|det|discourse|dislocated|expl|fixed|"
    "flat|goeswith|iobj|list|mark|nmod|nsubj|nummod|obj|obl|orphan|parataxis|punct|reparandum|root|vocative|xcomp)(:.*)?",
    re.IGNORECASE,
)
"""The relations of Universal Dependencies 2, with subtypes."""

LABELS = {"PER": "PERSON"}
"""Entity labels of other tag sets, with the ones used here."""

PARAGRAPH = re.compile(r"# *new(?:par|doc)\b")
DOCUMENT = re.compile(r"^# *newdoc\b(?: +id *= *(.*))?", re.MULTILINE)
BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def parse_of_doc(doc: Doc, vocab: Vocab) -> Parse:
    """The parse of a spaCy `doc`, copied for the vocabulary of this package; its offsets are those of ``doc.text``.

    Raises `ParseError` if the tree is not one of Universal Dependencies, or the `doc` has no parts of speech or lemmas.
    """
    from spacy.tokens import Doc

    _require_universal(doc)
    copy = Doc(
        vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[token.tag_ for token in doc],
        pos=[token.pos_ or ("SPACE" if token.is_space else "X") for token in doc],
        morphs=[str(token.morph) for token in doc],
        lemmas=[token.lemma_ or token.text for token in doc],
        heads=[max(token.i - 1, 0) if token.is_space else token.head.i for token in doc],
        deps=["ROOT" if token.head.i == token.i else token.dep_ or "dep" for token in doc],
        ents=[_entity_tag(token) for token in doc],
    )
    return Parse(Article(doc.text), copy, tuple(split_paragraphs(doc.text)))


def parse_of_stanza(document: Document, vocab: Vocab) -> Parse:
    """The parse of a Stanza `document`; its offsets are those of ``document.text``, which is made if there is none.

    Raises `ParseError` if the trees are not ones of Universal Dependencies, or words lack parts of speech or lemmas.
    """
    words = [word for sentence in document.sentences for word in sentence.words]
    for attribute, name in (("head", "dependency tree"), ("upos", "parts of speech"), ("lemma", "lemmas")):
        if any(getattr(word, attribute) is None for word in words):
            raise ParseError(_lacking("Stanza document", name))
    if document.text is None:
        return parse_of_conllu(f"{document:C}", vocab)
    doc = build_doc(vocab, document.text, [(0, document)])
    _require_universal(doc)
    return Parse(Article(document.text), doc, tuple(split_paragraphs(document.text)))


def parse_of_conllu(text: str, vocab: Vocab) -> Parse:
    """The parse of one document in CoNLL-U.

    The article's text is made of the sentences' ``# text``, or of the words and their ``SpaceAfter``, with a blank line
    between paragraphs (``# newpar``); its id is that of ``# newdoc``. Raises `ParseError` if `text` is not CoNLL-U, has
    several documents, or its trees are not ones of Universal Dependencies.
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
    doc = build_doc(vocab, whole, parts)
    _require_universal(doc)
    return Parse(Article(whole, id=documents[0].strip() if documents else ""), doc, tuple(split_paragraphs(whole)))


def is_universal(doc: Doc) -> bool:
    """True if the `doc` has a parse, and all its relations are ones of Universal Dependencies."""
    return doc.has_annotation("DEP") and not _other_relations(doc)


def _require_universal(doc: Doc) -> None:
    for attribute, name in NEEDED.items():
        if len(doc) and not doc.has_annotation(attribute):
            raise ParseError(_lacking("spaCy Doc", name))
    if others := _other_relations(doc):
        raise ParseError(
            f"the parse is not in Universal Dependencies: it has the relations {', '.join(others[:5])}; "
            "use another model, or analyse the text"
        )


def _lacking(what: str, name: str) -> str:
    return f"the {what} has no {name}: run the processor that makes them before, or analyse the text"


def _other_relations(doc: Doc) -> list[str]:
    """The relations of a `doc` that Universal Dependencies do not have, in alphabetical order."""
    relations = {token.dep_ for token in doc if not token.is_space and token.dep_}
    return sorted(one for one in relations if not UD_RELATION.fullmatch(one))


def _entity_tag(token: Token) -> str:
    label = LABELS.get(token.ent_type_, token.ent_type_)
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
