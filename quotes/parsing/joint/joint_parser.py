"""Decoding of the joint network: words, sentences, tags, lemmas, trees and entity tags out of its scores."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from quotes.networks.viterbi import IMPOSSIBLE, best_tags, log_softmax, tag_transitions
from quotes.networks.word_pieces import WordPieces
from quotes.parsing.joint.joint_labels import INSIDE, SENTENCE, TOKEN, WORD, Labels
from quotes.parsing.joint.lemmas import Inflections, best_lemma
from quotes.parsing.joint.tree_decoding import best_tree
from quotes.parsing.joint.windows import (
    MOST_PIECES,
    NEXT_TOKEN,
    SAME_TOKEN,
    WINDOW,
    Offsets,
    Stretch,
    TaggedWords,
    Unit,
    WindowInput,
    are_within_words,
    units_of,
    windows_of,
)
from quotes.parsing.repairs.cut_sentences import LONGEST_SENTENCE

Floats = NDArray[np.floating]
Network = Callable[[WindowInput], Sequence[Floats]]
"""Function from a window to scores in the order of `_Scores`."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Paragraph cut into units, their offsets, the pieces before each (and in all), and the sentences found so far."""

    text: str
    spans: Sequence[Offsets]
    units: Sequence[Unit]
    pieces: NDArray[np.integer]
    sentences: list[TaggedWords] = field(default_factory=list)


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

    def ends(self, units: Sequence[Unit], row: int = 0) -> NDArray[np.intp]:
        """Return the best boundary class of each unit; the first one is this row of the scores."""
        scores = self.boundaries[row : row + len(units)].copy()
        scores[[not unit.glued for unit in units[1:]] + [True], :TOKEN] = IMPOSSIBLE
        scores[[unit.within for unit in units], WORD:] = IMPOSSIBLE
        scores[[unit.ends for unit in units], :SENTENCE] = IMPOSSIBLE
        best: NDArray[np.intp] = scores.argmax(1)
        return best


class JointParser:
    """A joint network with its labels, that parses text and sentences of given words."""

    def __init__(
        self,
        network: Network,
        labels: Labels,
        transitions: Floats,
        table: WordPieces,
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
            scores = self._scores(window.stretch.units)
            read = 0
            for sentence in window.sentences:
                starts = window.starts[read : read + len(sentence.words)]
                read += len(starts)
                yield self._sentence(scores, starts, sentence.words)

    def parse_text(self, paragraphs: Sequence[str]) -> list[list[TaggedWords]]:
        """Return the parsed sentences of each paragraph of a text; paragraphs are in order, one line each."""
        found = [self._paragraph(text) for text in paragraphs]
        parts = [paragraph for paragraph in found if paragraph.units]
        number = first = 0  # the paragraph and its unit that come next
        while number < len(parts):
            if fitting := _fitting(parts[number : number + WINDOW], first):
                self._parse_whole(fitting, first)
                number, first = number + len(fitting), 0
            else:
                first = self._parse_part(parts[number], first)
                if first == len(parts[number].units):
                    number, first = number + 1, 0
        return [paragraph.sentences for paragraph in found]

    def _paragraph(self, text: str) -> _Paragraph:
        spans = list(units_of(text, self._labels.splits))
        units = [Unit(text[start:end]) for start, end in spans]
        for unit, within, (start, _), (_, end_before) in zip(
            units, are_within_words(text, spans), spans, [(-1, -1), *spans], strict=False
        ):
            unit.glued, unit.within = start == end_before, within
        if units:
            units[-1].ends = True
        sizes = [len(self._table.pieces(unit.text)) for unit in units]
        return _Paragraph(text, spans, units, np.cumsum([0, *sizes]))

    def _parse_whole(self, paragraphs: Sequence[_Paragraph], first: int) -> None:
        """Add the sentences of paragraphs that fit into one window, of the first one from unit `first` on."""
        stretches = [paragraph.units[0 if later else first :] for later, paragraph in enumerate(paragraphs)]
        scores = self._scores([unit for units in stretches for unit in units])
        row = 0
        for units, paragraph in zip(stretches, paragraphs, strict=True):
            paragraph.sentences.extend(self._sentences(scores, row, scores.ends(units, row), paragraph, first))
            row, first = row + len(units), 0

    def _parse_part(self, paragraph: _Paragraph, first: int) -> int:
        """Add the whole sentences at the start of a long paragraph's rest; return the number of the unit behind."""
        for room in (WINDOW, MOST_PIECES):
            end = int(np.searchsorted(paragraph.pieces, paragraph.pieces[first] + room - 2, "right")) - 1
            units = paragraph.units[first : max(first + 1, end)]
            scores = self._scores(units)
            ends = scores.ends(units)
            closed = np.flatnonzero(ends[:-1] == SENTENCE)  # the last sentence may go on behind the window
            if closed.size:
                ends = ends[: closed[-1] + 1]
                break
        else:
            ends[-1] = SENTENCE
        paragraph.sentences.extend(self._sentences(scores, 0, ends, paragraph, first))
        return first + len(ends)

    def _scores(self, units: Sequence[Unit]) -> _Scores:
        return _Scores(*self._network(Stretch(units).encoded(self._table)))

    def _sentences(
        self, scores: _Scores, row: int, ends: NDArray[np.integer], paragraph: _Paragraph, first: int
    ) -> Iterator[TaggedWords]:
        """Yield the sentences with these boundary classes; they start at unit `first` and at this row of the scores."""
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
            yield replace(self._sentence(scores, row + starts, words), after=after, spans=spans)
            begun = end

    def _sentence(self, scores: _Scores, starts: NDArray[np.integer], words: tuple[str, ...]) -> TaggedWords:
        """Return the parse of a sentence whose words begin at the rows `starts` of the scores."""
        labels = self._labels
        inside = np.concatenate([[0], starts + 1])
        if len(starts) > LONGEST_SENTENCE:  # it is cut and parsed again
            tree = np.arange(len(starts))
        else:
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


def _fitting(paragraphs: Sequence[_Paragraph], first: int) -> Sequence[_Paragraph]:
    """Return the paragraphs at the start that fit into one window together, the first one from unit `first` on."""
    size = 1
    for count, paragraph in enumerate(paragraphs):
        size += 1 + int(paragraph.pieces[-1] - paragraph.pieces[0 if count else first])
        if size > WINDOW:
            return paragraphs[:count]
    return paragraphs
