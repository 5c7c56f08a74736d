"""Nouns before names: in "mayor Anna Berg said" the mayor is what Anna Berg is, and who said so is Anna Berg.

Treebanks do not agree about such nouns. So parsers make the name a part of the noun, or give the verb two subjects.

mayor Anna Berg said                  "mayor" describes "Anna"
House Speaker Anna Berg said          and so does "Speaker"
Goldman Sachs said                    "Sachs" is a part of the name
Labor Department officials said       "Department" is a part of "officials"
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from quotes.parsing.name_repair import PEOPLE

if TYPE_CHECKING:
    from stanza.models.common.doc import Sentence, Word

NOUN, NAME = "NOUN", "PROPN"
DESCRIBED = {*PEOPLE, "ORG"}
"""Labels of entities that nouns describe."""

BEFORE = {"case", "punct", "cc", "mark"}
"""Relations of words that stand before a description and belong to what it describes."""

DETERMINERS, WHOSE = {"det", "nmod:poss"}, "WP$"
SHARED = {"nsubj", "nsubj:pass", "obj", "obl", "nmod"}
"""Relations of descriptions that have the same head as their names."""


def describe_names(sentence: Sentence) -> bool:
    """Let nouns before names describe them. Changes the sentence; was there anything to change?"""
    words = sentence.words
    changed = False
    for noun, name in pairwise(words):
        if noun.upos == NOUN and name.upos == NAME and (name.head, name.deprel) == (noun.id, "flat"):
            name.head, name.deprel = noun.head, noun.deprel
            _describe(words, noun, name)
            changed = True
    for noun, other in list(_with_one_head(words)):
        if other.upos == NOUN:
            if noun.upos == NAME and other.id == noun.id + 1:
                noun.head, noun.deprel = other.id, "compound"
                changed = True
        elif _goes_on(other, noun):
            _continue(words, noun, other)
            changed = True
        elif _begins_described(other) and not _may_be_object(words, noun, other):
            _describe(words, noun, other)
            changed = True
    return changed


def _with_one_head(words: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    """Nouns and names, one right behind the other, that have the same relation to the same head."""
    alike: defaultdict[tuple[int | None, str], list[Word]] = defaultdict(list)
    for word in words:
        if word.upos in {NOUN, NAME} and word.deprel in SHARED:
            alike[word.head, word.deprel].append(word)
    for some in alike.values():
        for noun, other in pairwise(some):
            between = words[noun.id : other.id - 1]
            tops = [_top(words, word, {noun.id, other.id}) for word in between]
            of_other = [word for word, top in zip(between, tops, strict=True) if top == other.id]
            if all(tops) and tops == sorted(tops) and all(word.upos == NAME for word in of_other):
                yield noun, other


def _top(words: Sequence[Word], word: Word, wanted: set[int]) -> int:
    """The first one of some words above a word, or 0."""
    for _ in words:
        if word.head in wanted or not word.head:
            return word.head or 0
        word = words[word.head - 1]
    return 0


def _describe(words: Sequence[Word], noun: Word, name: Word) -> None:
    for word in words:
        if word.head == noun.id and (word.id > name.id or (word.id < noun.id and word.deprel in BEFORE)):
            word.head = name.id
    noun.head, noun.deprel = name.id, "nmod:desc"


def _continue(words: Sequence[Word], name: Word, rest: Word) -> None:
    for word in words:
        if word.head == rest.id:
            word.head = name.id
    rest.head, rest.deprel = name.id, "flat"


def _goes_on(word: Word, before: Word) -> bool:
    """Is a word in the entity of the word before it?"""
    place, _, kind = (word.parent.ner or "").partition("-")
    return word.id == before.id + 1 and place in {"I", "E"} and (before.parent.ner or "").endswith(kind)


def _begins_described(name: Word) -> bool:
    place, _, kind = (name.parent.ner or "").partition("-")
    return place in {"B", "S"} and kind in DESCRIBED


def _may_be_object(words: Sequence[Word], noun: Word, name: Word) -> bool:
    """Could this be "the judge Trump named", a noun and a clause without "that"?"""
    determiners = [word for word in words[: noun.id] if word.head == noun.id and word.deprel in DETERMINERS]
    whole = any(word.head == name.id and word.deprel == "flat" for word in words[name.id :])
    return any(word.xpos == WHOSE for word in determiners) or bool(determiners and not whole)
