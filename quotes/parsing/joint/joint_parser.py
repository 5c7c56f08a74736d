"""Decoding of the joint network: words, sentences, tags, lemmas, trees and entity tags out of its scores."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from quotes.networks.viterbi import IMPOSSIBLE, best_tags_of, log_softmax, tag_transitions
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

KEPT_LEMMAS = 20_000
"""Number of words, each with its part of speech and rule, whose lemmas are kept."""


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
        self._lemma = lru_cache(maxsize=KEPT_LEMMAS)(partial(best_lemma, inflections=inflections or {}))
        self._transitions = tag_transitions(labels.entities, transitions)

    def parse_words(self, sentences: Sequence[Sequence[str]]) -> Iterator[TaggedWords]:
        """Yield the parse of each sentence of a text; sentences are given as words, in order."""
        given = [TaggedWords(tuple(words)) for words in sentences]
        for window in windows_of(given, self._table, self._labels.splits):
            scores = self._scores(window.stretch.units)
            ends = np.cumsum([len(sentence.words) for sentence in window.sentences])[:-1]
            words = [sentence.words for sentence in window.sentences]
            yield from self._parsed(scores, np.split(window.starts, ends), words)

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
        lasts = np.flatnonzero(ends != INSIDE)
        starts = np.concatenate([[0], lasts[:-1] + 1])
        spans = [
            (paragraph.spans[first + start][0], paragraph.spans[first + last][1])
            for start, last in zip(starts.tolist(), lasts.tolist(), strict=True)
        ]
        marks = np.where(ends[lasts] == WORD, SAME_TOKEN, NEXT_TOKEN).tolist()
        stops = (np.flatnonzero(ends[lasts] == SENTENCE) + 1).tolist()
        ranges = list(zip([0, *stops[:-1]], stops, strict=True))
        words = [tuple(paragraph.text[start:end] for start, end in spans[begin:stop]) for begin, stop in ranges]
        parses = self._parsed(scores, [row + starts[begin:stop] for begin, stop in ranges], words)
        for (begin, stop), parse in zip(ranges, parses, strict=True):
            yield replace(parse, after=tuple(marks[begin:stop]), spans=tuple(spans[begin:stop]))

    def _parsed(
        self, scores: _Scores, rows: Sequence[NDArray[np.integer]], words: Sequence[tuple[str, ...]]
    ) -> Iterator[TaggedWords]:
        """Yield the parses of sentences, given as the rows of the scores at which their words begin, and as words."""
        labels = self._labels
        upos, xpos, rules = (column.argmax(1).tolist() for column in (scores.upos, scores.xpos, scores.lemmas))
        entities = best_tags_of([scores.entities[starts] for starts in rows], self._transitions)
        for starts, own, tags in zip(rows, words, entities, strict=True):
            heads, relations = self._tree(scores, starts)
            at = starts.tolist()
            parts = tuple(labels.upos[upos[row]] for row in at)
            yield TaggedWords(
                own,
                parts,
                tuple(labels.xpos[xpos[row]] for row in at),
                tuple(
                    self._lemma(word, part, labels.lemmas[rules[row]])
                    for word, part, row in zip(own, parts, at, strict=True)
                ),
                tuple(heads),
                tuple(labels.relations[number] for number in relations),
                tuple(labels.entities[tag] for tag in tags.tolist()),
            )

    def _tree(self, scores: _Scores, starts: NDArray[np.integer]) -> tuple[list[int], list[int]]:
        """Return the heads of a sentence's words, and the numbers of their relations."""
        inside = np.concatenate([[0], starts + 1])
        if len(starts) > LONGEST_SENTENCE:  # it is cut and parsed again
            tree = np.arange(len(starts))
        else:
            tree = best_tree(log_softmax(scores.arcs[starts][:, inside]))
        size = scores.heads.shape[1]
        factors = scores.dependents[starts].reshape(len(starts), -1, size)
        relations = np.matmul(factors, scores.heads[inside[tree]][:, :, None])[:, :, 0].argmax(1)
        return tree.tolist(), relations.tolist()


def _fitting(paragraphs: Sequence[_Paragraph], first: int) -> Sequence[_Paragraph]:
    """Return the paragraphs at the start that fit into one window together, the first one from unit `first` on."""
    size = 1
    for count, paragraph in enumerate(paragraphs):
        size += 1 + int(paragraph.pieces[-1] - paragraph.pieces[0 if count else first])
        if size > WINDOW:
            return paragraphs[:count]
    return paragraphs
