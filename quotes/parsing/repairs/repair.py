"""The form of a repair: a construction that parsers get wrong, a function that puts it right, and examples."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from stanza.models.common.doc import Document, Sentence, Word

Entry = dict[str, Any]
"""Token or word as ``Document.to_dict`` gives it."""

JOINT_PARSE, LEFT_ON_DOCUMENTS = "joint_parse", ("paragraphs", "attributions", "mention_vectors")
"""Attributes that the joint network leaves on sentences and on documents."""

Words: TypeAlias = "Sequence[Word]"
NOUNS = {"NOUN", "PROPN", "PRON"}

After = Literal["mwt", "entities", "depparse"]
"""Steps behind which repairs run: sentences before tagging, names before parsing, trees at the end."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One repair of documents.

    ``function`` takes and returns a document, which it may change; it runs behind the processor ``after``. A repair of
    trees does so sentence by sentence, with the function ``of_words``.
    ``examples`` are parses that it changes; ``near_misses`` are parses that stay as they are. Parses are written as
    ``FORM|HEAD|RELATION|UPOS|XPOS|ENTITY`` with blanks between words and " / " between sentences; fields that do not
    matter are empty, or left out at the end, and ``+`` stands between the words of one token. Changes are written
    ``BEFORE>AFTER``: "Monday|7>2|obl" gets another head, and "/>" is the end of a sentence that goes.
    """

    name: str
    after: After
    function: Callable[[Document], Document]
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]
    of_words: Callable[[Words], None] | None = None


def repairs_documents(
    after: After, examples: Sequence[str], near_misses: Sequence[str]
) -> Callable[[Callable[[Document], Document]], Repair]:
    """Make a repair of a function from document to document."""
    return lambda function: Repair(function.__name__, after, function, tuple(examples), tuple(near_misses))


def repairs_trees(examples: Sequence[str], near_misses: Sequence[str]) -> Callable[[Callable[[Words], None]], Repair]:
    """Make a repair of a function that changes the words of a parsed sentence.

    A sentence whose words would not be a tree any more keeps its heads and relations.
    """

    def made(function: Callable[[Words], None]) -> Repair:
        def repair(document: Document) -> Document:
            return _with_mended_trees(document, [function])

        return Repair(function.__name__, "depparse", repair, tuple(examples), tuple(near_misses), function)

    return made


def repaired(document: Document, repairs: Iterable[Repair]) -> Document:
    """Return a document after repairs in their order, of which those of trees come last."""
    of_words = []
    for repair in repairs:
        if repair.of_words:
            of_words.append(repair.of_words)
        else:
            document = repair.function(document)
    return _with_mended_trees(document, of_words) if of_words else document


def _with_mended_trees(document: Document, functions: Sequence[Callable[[Words], None]]) -> Document:
    for sentence in document.sentences:
        words = sentence.words
        before = _arcs(words)
        for function in functions:
            function(words)
        if _arcs(words) == before:
            continue
        if not _is_tree(words):
            _set_arcs(words, before)
            for function in functions:
                before = _arcs(words)
                function(words)
                if _arcs(words) != before and not _is_tree(words):
                    _set_arcs(words, before)
        sentence.build_dependencies()
    return document


def _is_tree(words: Words) -> bool:
    return not any(is_below(words, word, word) for word in words)


def _set_arcs(words: Words, arcs: Sequence[tuple[int | None, str | None]]) -> None:
    for word, (head, relation) in zip(words, arcs, strict=True):
        word.head, word.deprel = head, relation


def remade(document: Document, sentences: Sequence[tuple[Sequence[Entry], Sentence | None]]) -> Document:
    """Return a document with other sentences, each given as its entries, and the sentence of `document` that it is.

    What the joint network has left on the document, and on sentences that are the same, stays.
    """
    from stanza.models.common.doc import Document

    result = Document([list(entries) for entries, _ in sentences], text=document.text)
    for name in LEFT_ON_DOCUMENTS:
        if hasattr(document, name):
            setattr(result, name, getattr(document, name))
    for sentence, (_, same) in zip(result.sentences, sentences, strict=True):
        if hasattr(same, JOINT_PARSE):
            setattr(sentence, JOINT_PARSE, getattr(same, JOINT_PARSE))
    return result


def _arcs(words: Words) -> list[tuple[int | None, str | None]]:
    return [(word.head, word.deprel) for word in words]


def is_below(words: Words, word: Word, other: Word) -> bool:
    """Tell whether `other` is above a word in the tree; also true where the heads go round in a circle."""
    for _ in words:
        if word.head == other.id:
            return True
        if not word.head:
            return False
        word = words[word.head - 1]
    return True


def is_subject(word: Word) -> bool:
    """Tell whether a word is a subject of any kind, as "it" in "it rained"."""
    return bool(word.deprel) and word.deprel.startswith(("nsubj", "csubj", "expl"))


def has_subject(words: Words, verb: Word) -> bool:
    """Tell whether a word has a subject."""
    return any(word.head == verb.id and is_subject(word) for word in words)


def has_child(words: Words, head: Word, *relations: str) -> bool:
    """Tell whether a word has a dependent with one of these relations."""
    return any(word.head == head.id and word.deprel in relations for word in words)


def marks_of_that(words: Words) -> list[Word]:
    """Return the words "that" which begin clauses: "said that it rained"."""
    return [word for word in words if word.deprel == "mark" and word.text.lower() == "that"]
