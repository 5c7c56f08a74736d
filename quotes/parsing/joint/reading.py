"""Reading sentences with the network: tags, trees and entity tags out of its scores."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from quotes.parsing.joint.labels import Labels
from quotes.parsing.joint.projective import best_projective_tree, is_projective
from quotes.parsing.joint.windows import SentenceWindow, TaggedWords, WindowInput, windows_of
from quotes.pieces import PieceTable

Floats = NDArray[np.floating]
Network = Callable[[WindowInput], Sequence[Floats]]
"""Scores of UPOS, XPOS and entity tags of words; of arcs; and the two factors of those of relations."""

IMPOSSIBLE = -1e4

CROSSING_IS_WORTH = 4.0
"""A tree in which arcs cross has to be better by so much than the best one without (natural logarithms)."""


class JointReader:
    """A network that is ready to read."""

    def __init__(self, network: Network, labels: Labels, transitions: Floats, table: PieceTable) -> None:
        """`transitions` are the scores of one entity tag following another."""
        self._network = network
        self._labels = labels
        self._table = table
        self._transitions = np.where(labels.allowed_after(), transitions, IMPOSSIBLE).astype(np.float32)
        self._first, self._last = labels.at_ends()

    def read(self, sentences: Sequence[Sequence[str]]) -> Iterator[TaggedWords]:
        """Sentences, which follow each other in a text, with all that is found of them."""
        for window in windows_of([TaggedWords(tuple(words)) for words in sentences], self._table):
            yield from self._read(window)

    def _read(self, window: SentenceWindow) -> Iterator[TaggedWords]:
        upos, xpos, entities, arcs, dependents, heads = self._network(window.encoded(self._table))
        best_upos, best_xpos = upos.argmax(1), xpos.argmax(1)
        start = 0
        for sentence in window.sentences:
            end = start + len(sentence.words)
            places = np.arange(start, end)
            inside = np.concatenate([[0], places + 1])
            tree = self._tree(arcs[start:end][:, inside])
            size = heads.shape[1]
            factors = dependents[start:end].reshape(end - start, -1, size)
            relations = np.matmul(factors, heads[inside[tree]][:, :, None])[:, :, 0].argmax(1)
            yield TaggedWords(
                sentence.words,
                tuple(self._labels.upos[number] for number in best_upos[start:end]),
                tuple(self._labels.xpos[number] for number in best_xpos[start:end]),
                tuple(tree.tolist()),
                tuple(self._labels.relations[number] for number in relations),
                self._entities(entities[start:end]),
            )
            start = end

    def _tree(self, scores: Floats) -> NDArray[np.intp]:
        """The heads of the words of a sentence, whose arcs from the root and from each other have `scores`."""
        from quotes.parsing.fast.tree_decoding import best_trees

        size = len(scores) + 1
        square = np.zeros((1, size, size), np.float32)
        square[0, 1:] = scores - np.logaddexp.reduce(scores, 1, keepdims=True)
        (tree,) = best_trees(square, [size])
        heads = tree[1:]
        if is_projective(heads):
            return heads
        projective = best_projective_tree(square[0, 1:])
        words = np.arange(size - 1)
        worse = square[0, 1:][words, heads].sum() - square[0, 1:][words, projective].sum()
        return projective if worse < CROSSING_IS_WORTH else heads

    def _entities(self, scores: Floats) -> tuple[str, ...]:
        """The best tags of a sentence, by Viterbi's algorithm."""
        scores = scores.copy()
        scores[0, ~self._first] = IMPOSSIBLE
        scores[-1, ~self._last] = IMPOSSIBLE
        best, came_from = scores[0], np.zeros(scores.shape, np.intp)
        for word in range(1, len(scores)):
            routes = best[:, None] + self._transitions
            came_from[word] = routes.argmax(0)
            best = routes.max(0) + scores[word]
        path = [int(best.argmax())]
        for word in range(len(scores) - 1, 0, -1):
            path.append(int(came_from[word, path[-1]]))
        return tuple(self._labels.entities[number] for number in reversed(path))
