"""Labels of the joint network: tags, lemma rules, relations and entity tags, and their numbers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field

import numpy as np

from quotes.parsing.joint.windows import SAME_TOKEN, Integers, SentenceWindow, TaggedWords, splits_of

INSIDE, WORD, TOKEN, SENTENCE = range(4)
"""Boundary classes of a unit: nothing ends with it, or a word within a token, a token, or a sentence."""

RARE = {"lemmas": 2}
"""Number of occurrences from which on a label is learned, for kinds of labels for which it is not 1."""

UNKNOWN = -100
"""Number that stands for a label which is not learned; the loss leaves it out."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels in the order of the network's scores, and the letters that are often two words (`windows.Splits`)."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    lemmas: tuple[str, ...]
    relations: tuple[str, ...]
    entities: tuple[str, ...]
    splits: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, sentences: Iterable[TaggedWords]) -> Labels:
        """Collect the labels of annotated sentences."""
        sentences = list(sentences)
        found: dict[str, Counter[str]] = {}
        for name in ("upos", "xpos", "lemmas", "relations", "entities"):
            found[name] = Counter(label for each in sentences for label in getattr(each, name) or ())
        kept = {
            name: tuple(sorted(label for label, count in counts.items() if count >= RARE.get(name, 1)))
            for name, counts in found.items()
        }
        return cls(**kept, splits=splits_of(token for each in sentences if each.after for token in _tokens(each)))

    @classmethod
    def from_json(cls, text: str) -> Labels:
        """Read the text of `to_json`. Raises ValueError, KeyError or TypeError for another."""
        stored = json.loads(text)
        splits = dict(stored.pop("splits"))
        return cls(**{name: tuple(labels) for name, labels in stored.items()}, splits=splits)

    def to_json(self) -> str:
        """Write all labels as text."""
        return json.dumps(asdict(self))

    def tree_numbers(self, window: SentenceWindow) -> tuple[Integers, Integers, Integers, Integers, Integers]:
        """Return, by unit, numbers of UPOS, XPOS and lemma rules, positions of heads, and numbers of relations."""
        heads = np.full(len(window.stretch.units), UNKNOWN)
        before = 0
        for sentence in window.sentences:
            starts = window.starts[before : before + len(sentence.words)]
            heads[starts] = np.append(0, starts + 1)[list(sentence.heads or ())]
            before += len(starts)
        upos, xpos, lemmas, relations = (
            self._numbers(window, name) for name in ("upos", "xpos", "lemmas", "relations")
        )
        return upos, xpos, lemmas, heads, relations

    def entity_numbers(self, window: SentenceWindow) -> Integers:
        """Return the numbers of the entity tags, by unit."""
        return self._numbers(window, "entities")

    def _numbers(self, window: SentenceWindow, name: str) -> Integers:
        numbers = {label: number for number, label in enumerate(getattr(self, name))}
        column = np.full(len(window.stretch.units), UNKNOWN)
        column[window.starts] = [
            numbers.get(label, UNKNOWN)
            for each in window.sentences
            for label in getattr(each, name) or [""] * len(each.words)
        ]
        return column


def boundary_numbers(window: SentenceWindow) -> Integers:
    """Return the boundary class of each unit, or `UNKNOWN` for sentences without ``after``."""
    numbers = np.full(len(window.stretch.units), INSIDE)
    ends = np.append(window.starts[1:], len(numbers)) - 1
    behind = [after for sentence in window.sentences for after in sentence.after or ()]
    if len(behind) != len(ends):
        return np.full(len(window.stretch.units), UNKNOWN)
    numbers[ends] = [WORD if after == SAME_TOKEN else TOKEN for after in behind]
    numbers[ends[np.cumsum([len(sentence.words) for sentence in window.sentences]) - 1]] = SENTENCE
    return numbers


def _tokens(sentence: TaggedWords) -> Iterable[list[str]]:
    token: list[str] = []
    for word, after in sentence.written():
        token.append(word)
        if after != SAME_TOKEN:
            yield token
            token = []
