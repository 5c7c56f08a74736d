"""Decoding of the joint network: words, sentences, tags, lemmas, trees and entity tags out of its scores."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from quotes.networks.viterbi import IMPOSSIBLE, best_tags, log_softmax, tag_transitions
from quotes.networks.word_pieces import PieceTable
from quotes.parsing.joint.joint_labels import INSIDE, SENTENCE, TOKEN, WORD, Labels
from quotes.parsing.joint.lemmas import Inflections, best_lemma
from quotes.parsing.joint.tree_decoding import best_tree
from quotes.parsing.joint.windows import (
    MOST_PIECES,
    NEXT_TOKEN,
    ONE_WORD,
    SAME_TOKEN,
    WINDOW,
    Offsets,
    Stretch,
    TaggedWords,
    WindowInput,
    units_of,
    windows_of,
)

Floats = NDArray[np.floating]
Network = Callable[[WindowInput], Sequence[Floats]]
"""Function from a window to scores in the order of `_Scores`."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Paragraph cut into units: their offsets, their sizes in pieces, and a flag for units with which no word ends."""

    text: str
    spans: list[Offsets]
    sizes: list[int]
    within: list[bool]

    def stretch(self, first: int, room: int | None = None) -> Stretch:
        """Return the units from number `first` on, or as many of them as fit into `room` pieces (at least one)."""
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
    """Output of the network for a window: rows are units, in ``heads`` also the root before them.

    ``boundaries`` score what ends with a unit (`joint_labels`), the next four its tags, ``arcs`` each head;
    ``dependents`` and ``heads`` are the two factors of the scores of relations.
    """

    boundaries: Floats
    upos: Floats
    xpos: Floats
    lemmas: Floats
    entities: Floats
    arcs: Floats
    dependents: Floats
    heads: Floats

    def ends(self, stretch: Stretch, before: int) -> NDArray[np.intp]:
        """Return the best boundary class of each unit of a stretch, whose first unit is row `before` of the scores."""
        scores = self.boundaries[before : before + len(stretch.units)].copy()
        parted = np.append(~np.asarray(stretch.glued[1:], bool), True)
        scores[parted, :TOKEN] = IMPOSSIBLE
        scores[np.asarray(stretch.within, bool), WORD:] = IMPOSSIBLE
        scores[np.asarray(stretch.ends, bool), :SENTENCE] = IMPOSSIBLE
        best: NDArray[np.intp] = scores.argmax(1)
        return best


class JointParser:
    """A joint network with its labels, that parses text and sentences of given words."""

    def __init__(
        self,
        network: Network,
        labels: Labels,
        transitions: Floats,
        table: PieceTable,
        inflections: Inflections | None = None,
    ) -> None:
        """Take a network; `transitions[a, b]` scores entity tag b right after tag a."""
        self._network = network
        self._labels = labels
        self._table = table
        self._inflections = inflections or {}
        self._transitions = tag_transitions(labels.entities, transitions)

    def parse_words(self, sentences: Sequence[Sequence[str]]) -> Iterator[TaggedWords]:
        """Yield the parse of each sentence of a text; sentences are given as words, in order."""
        given = [TaggedWords(tuple(words)) for words in sentences]
        for window in windows_of(given, self._table, self._labels.splits):
            scores = self._scores(window.stretch)
            read = 0
            for sentence in window.sentences:
                starts = window.starts[read : read + len(sentence.words)]
                read += len(starts)
                yield self._sentence(scores, starts, sentence.words)

    def parse_text(self, paragraphs: Sequence[str]) -> list[list[TaggedWords]]:
        """Return the parsed sentences of each paragraph of a text; paragraphs are in order, one line each."""
        found: list[list[TaggedWords]] = [[] for _ in paragraphs]
        parts = [(self._paragraph(text), sentences) for text, sentences in zip(paragraphs, found, strict=True)]
        parts = [(paragraph, sentences) for paragraph, sentences in parts if paragraph.spans]
        number = unit = 0
        while number < len(parts):
            number, unit = self._parse_window(parts, number, unit)
        return found

    def _parse_window(
        self, parts: Sequence[tuple[_Paragraph, list[TaggedWords]]], number: int, unit: int
    ) -> tuple[int, int]:
        """Parse as many paragraphs as fit into a window, or a part of a long one; return the next (paragraph, unit)."""
        following = number + _fitting((paragraph for paragraph, _ in parts[number:]), unit)
        if following > number:
            self._parse_whole(parts[number:following], unit)
            return following, 0
        paragraph, sentences = parts[number]
        unit += self._parse_part(paragraph, sentences, unit)
        return (number, unit) if unit < len(paragraph.spans) else (number + 1, 0)

    def _parse_whole(self, parts: Sequence[tuple[_Paragraph, list[TaggedWords]]], unit: int) -> None:
        """Add the sentences of paragraphs that fit into one window, of the first one from number `unit` on."""
        stretches = [paragraph.stretch(0 if later else unit) for later, (paragraph, _) in enumerate(parts)]
        scores = self._scores(_joined(stretches))
        before = 0
        for stretch, (paragraph, sentences) in zip(stretches, parts, strict=True):
            sentences += self._sentences(scores, before, scores.ends(stretch, before), paragraph, unit)
            before += len(stretch.units)
            unit = 0

    def _parse_part(self, paragraph: _Paragraph, sentences: list[TaggedWords], unit: int) -> int:
        """Add the whole sentences at the start of a long paragraph's rest; return the number of their units."""
        for room in (WINDOW, MOST_PIECES):
            stretch = paragraph.stretch(unit, room)
            scores = self._scores(stretch)
            ends = scores.ends(stretch, 0)
            closed = np.flatnonzero(ends[:-1] == SENTENCE)  # the last sentence may go on behind the window
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
    ) -> Iterator[TaggedWords]:
        """Yield the sentences with these boundary classes; they start at unit `first` and at row `before` of scores."""
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
            yield replace(self._sentence(scores, before + starts, words), after=after, spans=spans)
            begun = end

    def _sentence(self, scores: _Scores, starts: NDArray[np.integer], words: tuple[str, ...]) -> TaggedWords:
        """Return the parse of a sentence whose words begin at the rows `starts` of the scores."""
        labels = self._labels
        inside = np.concatenate([[0], starts + 1])
        tree = best_tree(log_softmax(scores.arcs[starts][:, inside]))
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


def _fitting(paragraphs: Iterable[_Paragraph], unit: int) -> int:
    """Count the paragraphs at the start that fit into one window together, the first without its first units."""
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
