"""The tags, relations and classes that the network knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotes.parsing.joint.windows import Integers, SentenceWindow, TaggedWords

Booleans = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Labels:
    """In the order of the scores that the network gives for them."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    relations: tuple[str, ...]
    entities: tuple[str, ...]

    @classmethod
    def of(cls, sentences: Iterable[TaggedWords]) -> Labels:
        """Those that occur."""
        found: dict[str, set[str]] = {name: set() for name in cls.__dataclass_fields__}
        for sentence in sentences:
            for name, values in found.items():
                values.update(getattr(sentence, name) or ())
        return cls(**{name: tuple(sorted(values)) for name, values in found.items()})

    def tree_numbers(self, window: SentenceWindow) -> tuple[Integers, Integers, Integers, Integers]:
        """Numbers of the UPOS and XPOS tags, places of the heads in the window, and numbers of the relations."""
        upos, xpos, heads, relations = [], [], [], []
        before = 0
        for sentence in window.sentences:
            assert sentence.upos and sentence.xpos and sentence.heads and sentence.relations
            upos += [self.upos.index(tag) for tag in sentence.upos]
            xpos += [self.xpos.index(tag) for tag in sentence.xpos]
            heads += [head + before if head else 0 for head in sentence.heads]
            relations += [self.relations.index(relation) for relation in sentence.relations]
            before += len(sentence.words)
        return np.asarray(upos), np.asarray(xpos), np.asarray(heads), np.asarray(relations)

    def entity_numbers(self, window: SentenceWindow) -> Integers:
        """Numbers of the entity tags."""
        numbers = {tag: number for number, tag in enumerate(self.entities)}
        return np.asarray([numbers[tag] for sentence in window.sentences for tag in sentence.entities or ()])

    def allowed_after(self) -> Booleans:
        """True where the entity tag of a column may follow that of a row: what has begun goes on until it ends."""
        return np.asarray(
            [
                [
                    (one[0] in "BI") == (other[0] in "IE") and (one[0] not in "BI" or one[1:] == other[1:])
                    for other in self.entities
                ]
                for one in self.entities
            ]
        )

    def at_ends(self) -> tuple[Booleans, Booleans]:
        """Which entity tags the first word of a sentence may have, and which the last."""
        first = np.asarray([tag[0] not in "IE" for tag in self.entities])
        last = np.asarray([tag[0] not in "BI" for tag in self.entities])
        return first, last
