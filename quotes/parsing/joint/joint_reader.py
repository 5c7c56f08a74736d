"""Reading with the network: words, sentences, tags, lemmas, trees and entity tags out of its scores."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from quotes.networks.viterbi import IMPOSSIBLE, best_tags, log_softmax, tag_transitions
from quotes.networks.word_pieces import PieceTable
from quotes.parsing.joint.joint_labels import INSIDE, SENTENCE, TOKEN, WORD, Labels
from quotes.parsing.joint.lemmas import Inflections, best_lemma
from quotes.parsing.joint.projective import best_projective_tree, is_projective
from quotes.parsing.joint.tree_decoding import best_trees, cycle_of
from quotes.parsing.joint.windows import (
    MOST_PIECES,
    NEXT_TOKEN,
    ONE_WORD,
    SAME_TOKEN,
    WINDOW,
    Stretch,
    TaggedWords,
    WindowInput,
    units_of,
    windows_of,
)

Floats = NDArray[np.floating]
Network = Callable[[WindowInput], Sequence[Floats]]
"""Scores of what ends with units, of their UPOS and XPOS tags, lemmas and entity tags; of arcs; and the two factors of
those of relations."""

Span = tuple[int, int]

CROSSING_IS_WORTH = 4.0
"""A tree in which arcs cross has to be better by so much than the best one without (natural logarithms)."""


@dataclass(frozen=True, slots=True)
class FoundSentence:
    """A sentence in a paragraph: its words, and where in the paragraph they begin and end, in code points."""

    words: TaggedWords
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    spans: list[Span]
    """Where its units are."""
    sizes: list[int]
    """In pieces, of the units."""
    within: list[bool]
    """Of the units, whether it is certain that no word ends with them."""

    def stretch(self, first: int, room: int | None = None) -> Stretch:
        """Units from the `first` on: all, or as many as a window has room for (in pieces)."""
        count = len(self.spans) - first
        if room is not None:
            count = max(1, int(np.searchsorted(np.cumsum(self.sizes[first:]), room - 2, "right")))
        spans = self.spans[first : first + count]
        last = len(self.spans)
        units = [self.text[start:end] for start, end in spans]
        ends = [number == last for number in range(first + 1, first + 1 + len(units))]
        before = [self.spans[first - 1] if first else (-1, -1), *spans]
        glued = [one[1] == other[0] for one, other in zip(before, spans, strict=False)]
        return Stretch(units, glued, ends, self.within[first : first + count])


@dataclass(frozen=True, slots=True)
class _Scores:
    """What the network gives for a window, in its order: rows are units, for ``heads`` also the root before them."""

    boundaries: Floats
    upos: Floats
    xpos: Floats
    lemmas: Floats
    entities: Floats
    arcs: Floats
    dependents: Floats
    heads: Floats

    def ends(self, stretch: Stretch, before: int) -> NDArray[np.intp]:
        """What ends with each unit of a stretch, which follows `before` others."""
        scores = self.boundaries[before : before + len(stretch.units)].copy()
        parted = np.append(~np.asarray(stretch.glued[1:], bool), True)
        scores[parted, :TOKEN] = IMPOSSIBLE
        scores[np.asarray(stretch.within, bool), WORD:] = IMPOSSIBLE
        scores[np.asarray(stretch.ends, bool), :SENTENCE] = IMPOSSIBLE
        best: NDArray[np.intp] = scores.argmax(1)
        return best


class JointReader:
    """A network that is ready to read."""

    def __init__(
        self,
        network: Network,
        labels: Labels,
        transitions: Floats,
        table: PieceTable,
        inflections: Inflections | None = None,
    ) -> None:
        """`transitions` are the scores of one entity tag following another."""
        self._network = network
        self._labels = labels
        self._table = table
        self._inflections = inflections or {}
        self._transitions = tag_transitions(labels.entities, transitions)

    def read(self, sentences: Sequence[Sequence[str]]) -> Iterator[TaggedWords]:
        """Sentences, which follow each other in a text, with all that is found of them."""
        given = [TaggedWords(tuple(words)) for words in sentences]
        for window in windows_of(given, self._table, self._labels.splits):
            scores = self._scores(window.stretch)
            read = 0
            for sentence in window.sentences:
                starts = window.starts[read : read + len(sentence.words)]
                read += len(starts)
                yield self._sentence(scores, starts, sentence.words)

    def read_text(self, paragraphs: Sequence[str]) -> list[list[FoundSentence]]:
        """The sentences of each paragraph; the paragraphs, one line each, follow each other in a text."""
        found: list[list[FoundSentence]] = [[] for _ in paragraphs]
        parts = [(self._paragraph(text), sentences) for text, sentences in zip(paragraphs, found, strict=True)]
        parts = [(paragraph, sentences) for paragraph, sentences in parts if paragraph.spans]
        number = unit = 0
        while number < len(parts):
            number, unit = self._read_from(parts, number, unit)
        return found

    def _read_from(
        self, parts: Sequence[tuple[_Paragraph, list[FoundSentence]]], number: int, unit: int
    ) -> tuple[int, int]:
        """Read as many paragraphs as a window has room for, or as much of a long one; returns what comes next."""
        following = number + _fitting((paragraph for paragraph, _ in parts[number:]), unit)
        if following > number:
            self._read_whole(parts[number:following], unit)
            return following, 0
        paragraph, sentences = parts[number]
        unit += self._read_part(paragraph, sentences, unit)
        return (number, unit) if unit < len(paragraph.spans) else (number + 1, 0)

    def _read_whole(self, parts: Sequence[tuple[_Paragraph, list[FoundSentence]]], unit: int) -> None:
        """Read paragraphs, the first of them from a unit on, in one window."""
        stretches = [paragraph.stretch(0 if later else unit) for later, (paragraph, _) in enumerate(parts)]
        scores = self._scores(_joined(stretches))
        before = 0
        for stretch, (paragraph, sentences) in zip(stretches, parts, strict=True):
            sentences += self._sentences(scores, before, scores.ends(stretch, before), paragraph, unit)
            before += len(stretch.units)
            unit = 0

    def _read_part(self, paragraph: _Paragraph, sentences: list[FoundSentence], unit: int) -> int:
        """Read what can be read at once of a paragraph, from a unit on: whole sentences. Returns how many units."""
        for room in (WINDOW, MOST_PIECES):
            stretch = paragraph.stretch(unit, room)
            scores = self._scores(stretch)
            ends = scores.ends(stretch, 0)
            closed = np.flatnonzero(ends[:-1] == SENTENCE)  # how the last one goes on cannot be seen
            if closed.size:
                ends = ends[: closed[-1] + 1]
                break
        else:
            ends[-1] = SENTENCE
        sentences += self._sentences(scores, 0, ends, paragraph, unit)
        return len(ends)

    def _paragraph(self, text: str) -> _Paragraph:
        spans = list(units_of(text, self._labels.splits))
        sizes = [len(self._table.pieces(text[start:end])) for start, end in spans]
        whole = [match.span() for match in ONE_WORD.finditer(text)]
        within = [any(start <= first and last < end for start, end in whole) for first, last in spans]
        return _Paragraph(text, spans, sizes, within)

    def _scores(self, stretch: Stretch) -> _Scores:
        return _Scores(*self._network(stretch.encoded(self._table)))

    def _sentences(
        self, scores: _Scores, before: int, ends: NDArray[np.integer], paragraph: _Paragraph, first: int
    ) -> Iterator[FoundSentence]:
        """The sentences of which `ends` tell; their first unit is `first` in the paragraph, `before` in the scores."""
        begun = 0
        for end in (np.flatnonzero(ends == SENTENCE) + 1).tolist():
            lasts = begun + np.flatnonzero(ends[begun:end] != INSIDE)
            starts = np.concatenate([[begun], lasts[:-1] + 1])
            spans = tuple(
                (paragraph.spans[first + start][0], paragraph.spans[first + last][1])
                for start, last in zip(starts.tolist(), lasts.tolist(), strict=True)
            )
            words = tuple(paragraph.text[start:end] for start, end in spans)
            after = tuple(SAME_TOKEN if ends[last] == WORD else NEXT_TOKEN for last in lasts)
            yield FoundSentence(replace(self._sentence(scores, before + starts, words), after=after), spans)
            begun = end

    def _sentence(self, scores: _Scores, starts: NDArray[np.integer], words: tuple[str, ...]) -> TaggedWords:
        """A sentence with all that is found of it; its words begin with the units `starts`."""
        labels = self._labels
        inside = np.concatenate([[0], starts + 1])
        tree = self._tree(scores.arcs[starts][:, inside])
        size = scores.heads.shape[1]
        factors = scores.dependents[starts].reshape(len(starts), -1, size)
        relations = np.matmul(factors, scores.heads[inside[tree]][:, :, None])[:, :, 0].argmax(1)
        upos = tuple(labels.upos[number] for number in scores.upos[starts].argmax(1))
        rules = [labels.lemmas[number] for number in scores.lemmas[starts].argmax(1)]
        return TaggedWords(
            words,
            upos,
            tuple(labels.xpos[number] for number in scores.xpos[starts].argmax(1)),
            tuple(
                best_lemma(word, tag, rule, self._inflections)
                for word, tag, rule in zip(words, upos, rules, strict=True)
            ),
            tuple(tree.tolist()),
            tuple(labels.relations[number] for number in relations),
            tuple(labels.entities[number] for number in best_tags(scores.entities[starts], self._transitions)),
        )

    def _tree(self, scores: Floats) -> NDArray[np.intp]:
        """The heads of the words of a sentence, whose arcs from the root and from each other have `scores`."""
        size = len(scores) + 1
        words = np.arange(size - 1)
        square = np.zeros((1, size, size), np.float32)
        square[0, 1:] = log_softmax(scores)
        square[0, words + 1, words + 1] = -np.inf
        heads: NDArray[np.intp] = square[0, 1:].argmax(1)
        if np.count_nonzero(heads == 0) != 1 or cycle_of([0, *heads.tolist()]):  # else no tree is better
            (tree,) = best_trees(square, [size])
            heads = tree[1:]
        if is_projective(heads):
            return heads
        projective = best_projective_tree(square[0, 1:])
        worse = square[0, 1:][words, heads].sum() - square[0, 1:][words, projective].sum()
        return projective if worse < CROSSING_IS_WORTH else heads


def _fitting(paragraphs: Iterable[_Paragraph], unit: int) -> int:
    """How many paragraphs have room in a window, the first one being read from a unit on."""
    count, size = 0, 1
    for paragraph in paragraphs:
        size += 1 + sum(paragraph.sizes[unit:])
        if size > WINDOW:
            break
        count, unit = count + 1, 0
    return count


def _joined(stretches: Sequence[Stretch]) -> Stretch:
    joined = Stretch()
    for stretch in stretches:
        joined.units += stretch.units
        joined.glued += stretch.glued
        joined.ends += stretch.ends
        joined.within += stretch.within
    return joined
