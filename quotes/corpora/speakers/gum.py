"""Coreference in treebanks: the ``Entity=`` annotations of GUM, with offsets.

The format is that of CorefUD (https://ufal.mff.cuni.cz/corefud), which the library udapi reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.corpora.conllu import GoldDocument, read_conllu
from quotes.errors import CorpusError, QuotesError
from quotes.records import Span

if TYPE_CHECKING:
    from udapi.core.node import Node


@dataclass(frozen=True, slots=True)
class WordPlace:
    """Position of a word: the numbers of its sentence in the document and of itself in the sentence, from 0."""

    sentence: int
    word: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that stands for an entity: span, head word, and entity (an id within the document)."""

    span: Span
    head: WordPlace
    entity: str


@dataclass(frozen=True, slots=True)
class CoreferenceDocument:
    """A document with all mentions of its entities, in the order of the text."""

    gold: GoldDocument
    mentions: tuple[Mention, ...]


def read_coreference(path: Path) -> list[CoreferenceDocument]:
    """Read the documents of a CoNLL-U file, or of all ``.conllu`` files in a folder, with their mentions.

    The head of a mention is its highest word in the annotated tree. Zero mentions (empty nodes) are left out.
    Raises `CorpusError` when a file cannot be read or has no coreference, and `QuotesError` when udapi or udtools is
    not installed.
    """
    paths = sorted(path.glob("*.conllu")) if path.is_dir() else [path]
    if not paths:
        raise CorpusError(f"{path} has no .conllu files")
    return [document for each in paths for document in _documents(each)]


def _documents(path: Path) -> list[CoreferenceDocument]:
    golds = read_conllu(path)
    mentions: list[list[Mention]] = [[] for _ in golds]
    place_of = [(number, place) for number, gold in enumerate(golds) for place in range(len(gold.sentences))]
    for entity in _udapi_document(path).coref_entities:
        for mention in entity.mentions:
            nodes = [node for node in mention.words if not node.is_empty()]
            if not nodes:
                continue
            number, sentence = place_of[nodes[0].root.bundle.number - 1]
            nodes = [node for node in nodes if node.root.bundle is nodes[0].root.bundle]
            words = golds[number].sentences[sentence].words
            spans = [words[node.ord - 1].span for node in nodes]
            span = Span(min(each.start for each in spans), max(each.end for each in spans))
            head = min(nodes, key=lambda node: (_depth(node), node.ord))
            mentions[number].append(Mention(span, WordPlace(sentence, head.ord - 1), str(entity.eid)))
    if not any(mentions):
        raise CorpusError(f"{path} has no coreference: it should be a treebank with Entity= in its last column")
    return [
        CoreferenceDocument(gold, tuple(sorted(found, key=lambda mention: (mention.span, mention.entity))))
        for gold, found in zip(golds, mentions, strict=True)
    ]


def _udapi_document(path: Path) -> Any:
    """Read the file by udapi, without the log of its oddities, which is for udapi's developers."""
    import logging

    try:
        from udapi.core.document import Document
    except ImportError:
        raise QuotesError("coreference is read by the library udapi: install it with pip install udapi") from None
    try:
        document = Document(str(path))
        for number, bundle in enumerate(document.bundles, start=1):
            bundle.number = number
        logging.disable(logging.WARNING)
        document.coref_entities  # noqa: B018  (read at the first access)
    except (ValueError, KeyError, IndexError, AttributeError, RuntimeError) as error:
        reason = " ".join(str(error).split())
        raise CorpusError(f"the coreference in {path} cannot be read: {reason}") from None
    finally:
        logging.disable(logging.NOTSET)
    return document


def _depth(node: Node) -> int:
    depth = 0
    while node.parent is not None:
        node, depth = node.parent, depth + 1
    return depth
