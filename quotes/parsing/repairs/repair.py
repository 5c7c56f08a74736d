"""The form of a repair: a construction that parsers get wrong, a function that puts it right, and examples."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from stanza.models.common.doc import Document, Word

Words: TypeAlias = "Sequence[Word]"
NOUNS = {"NOUN", "PROPN", "PRON"}

After = Literal["mwt", "entities", "depparse"]
"""Steps behind which repairs run: sentences before tagging, names before parsing, trees at the end."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One repair of documents.

    ``function`` takes and returns a document, which it may change; it runs behind the processor ``after``.
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
            for sentence in document.sentences:
                before = _arcs(sentence.words)
                function(sentence.words)
                if _arcs(sentence.words) == before:
                    continue
                if any(is_below(sentence.words, word, word) for word in sentence.words):
                    for word, (head, relation) in zip(sentence.words, before, strict=True):
                        word.head, word.deprel = head, relation
                sentence.build_dependencies()
            return document

        return Repair(function.__name__, "depparse", repair, tuple(examples), tuple(near_misses))

    return made


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
