"""Reading text with the joint network: words, sentences, tags, lemmas, trees, entities and attributions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from quotes.networks.viterbi import IMPOSSIBLE, best_tags_of, tag_transitions
from quotes.networks.word_pieces import WordPieces
from quotes.parsing.joint.attribution_decoding import AttributionParameters, SchemeScores
from quotes.parsing.joint.attribution_tags import DEFAULT_SCHEMES, Scheme
from quotes.parsing.joint.findings import Findings
from quotes.parsing.joint.joint_labels import INSIDE, SENTENCE, TOKEN, WORD, Labels
from quotes.parsing.joint.lemmas import Inflections, best_lemma
from quotes.parsing.joint.mention_vectors import MENTION_SIZE, MentionVectors
from quotes.parsing.joint.text_units import TextUnits
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
    windows_of,
)
from quotes.parsing.repairs.cut_sentences import LONGEST_SENTENCE
from quotes.records import Span
from quotes.words.closed_classes import UNSEEN

Floats = NDArray[np.floating]
Network = Callable[[WindowInput, bool], Sequence[Floats]]
"""Function from a window to scores in the order of the fields of `Scores`; it is told whether to give ``polnear``."""

KEPT_LEMMAS = 20_000
"""Number of words, each with its part of speech and rule, whose lemmas are kept."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Result of reading a text: the sentences of each paragraph, and scores of attributions by scheme.

    ``spans`` are those of the units that have the scores, ``mention_vectors`` tell whom they mean.
    """

    sentences: Sequence[Sequence[TaggedWords]]
    scores: Mapping[Scheme, SchemeScores]
    spans: Sequence[Offsets]
    mention_vectors: MentionVectors

    def findings(self) -> Findings:
        """Return what was found beside the sentences, with the attributions decoded."""
        attributions = {scheme: scores.decoded(self.spans) for scheme, scores in self.scores.items()}
        return Findings(attributions, self.mention_vectors)


@dataclass(frozen=True)
class Scores:
    """Output of the network for a window: rows are units, in ``heads`` also the root before them.

    ``boundaries`` score what ends with a unit (`joint_labels`), the next four its tags, ``arcs`` each head;
    ``dependents`` and ``heads`` are the two factors of the scores of relations. ``mentions`` are the vectors of units
    as they refer to somebody and as they mention somebody, in one row. ``everyday`` and ``polnear`` are what
    `SchemeScores.add` takes, by scheme; the last has no rows if it was not asked for.
    """

    boundaries: Floats
    upos: Floats
    xpos: Floats
    lemmas: Floats
    entities: Floats
    arcs: Floats
    dependents: Floats
    heads: Floats
    mentions: Floats
    everyday: Floats
    polnear: Floats

    def ends(self, units: Sequence[Unit]) -> NDArray[np.intp]:
        """Return the best boundary class of each unit."""
        scores = self.boundaries.copy()
        scores[[not unit.glued for unit in units[1:]] + [True], :TOKEN] = IMPOSSIBLE
        scores[[unit.within for unit in units], WORD:] = IMPOSSIBLE
        scores[[unit.ends for unit in units], :SENTENCE] = IMPOSSIBLE
        best: NDArray[np.intp] = scores.argmax(1)
        return best


class JointParser:
    """A joint network with its labels, that reads text and sentences of given words."""

    def __init__(
        self,
        network: Network,
        labels: Labels,
        transitions: Floats,
        table: WordPieces,
        inflections: Inflections | None = None,
        attributions: Mapping[Scheme, AttributionParameters] | None = None,
        nobody: Floats | None = None,
    ) -> None:
        """Take a network; `transitions[a, b]` scores entity tag b right after tag a.

        `nobody` is the vector of what is not mentioned, as in `MentionVectors`.
        """
        self._network = network
        self._labels = labels
        self._table = table
        self._lemma = lru_cache(maxsize=KEPT_LEMMAS)(partial(best_lemma, inflections=inflections or {}))
        self._transitions = tag_transitions(labels.entities, transitions)
        self._attributions = attributions or {}
        self._nobody = np.zeros(MENTION_SIZE) if nobody is None else nobody

    def parse_words(self, sentences: Sequence[Sequence[str]]) -> Iterator[TaggedWords]:
        """Yield the parse of each sentence of a text; sentences are given as words, in order."""
        given = [TaggedWords(tuple(words)) for words in sentences]
        for window in windows_of(given, self._table, self._labels.splits):
            scores = self._scores(window.stretch.units)
            ends = np.cumsum([len(sentence.words) for sentence in window.sentences])[:-1]
            yield from self._parsed(
                scores, np.split(window.starts, ends), [sentence.words for sentence in window.sentences]
            )

    def read(
        self,
        text: str,
        paragraphs: Sequence[Span],
        schemes: Collection[Scheme] = DEFAULT_SCHEMES,
        *,
        parse: bool = True,
    ) -> Reading:
        """Return the sentences of each paragraph of a text, with their parses, and the attributions by some schemes.

        White space inside paragraphs has to be blanks. Sentences are left out if not `parse`.
        """
        units = TextUnits(text, paragraphs, self._labels.splits, self._table)
        scores_of = {scheme: SchemeScores(self._attributions[scheme]) for scheme in schemes}
        mentions = [np.zeros((0, 2 * MENTION_SIZE), np.float16)]
        sentences: list[list[TaggedWords]] = [[] for _ in paragraphs]
        first = paragraph = 0
        while first < len(units.units):
            scores, ends = self._window(units, first, schemes)
            end = first + len(ends)
            for scheme, found in scores_of.items():
                found.add((first, end), getattr(scores, scheme)[: len(ends)])
            mentions.append(scores.mentions[: len(ends)].astype(np.float16))
            for sentence in self._sentences(scores, ends, text, units, first) if parse else ():
                while sentence.spans[0][0] >= paragraphs[paragraph].end:
                    paragraph += 1
                sentences[paragraph].append(sentence)
            first = end
        starts = np.asarray([start for start, _ in units.spans], np.int64)
        vectors = np.concatenate(mentions).reshape(-1, 2, MENTION_SIZE)
        return Reading(sentences, scores_of, units.spans, MentionVectors(starts, vectors, self._nobody))

    def _window(self, units: TextUnits, first: int, schemes: Collection[Scheme]) -> tuple[Scores, NDArray[np.intp]]:
        """Return the scores of a window, and the boundary classes of the units from `first` on that it decides about.

        It has whole paragraphs, or the start of a long one, of which what stands behind its last sentence is left to
        the next window.
        """
        behind = units.fitting(first, WINDOW - 1)
        if behind > first:
            scores = self._scores(units.units[first:behind], schemes)
            return scores, scores.ends(units.units[first:behind])
        for room in (WINDOW, MOST_PIECES):
            end = int(np.searchsorted(units.pieces, units.pieces[first] + room - 2, "right")) - 1
            some = units.units[first : max(first + 1, end)]
            scores = self._scores(some, schemes)
            ends = scores.ends(some)
            closed = np.flatnonzero(ends[:-1] == SENTENCE)  # the last sentence may go on behind the window
            if closed.size:
                return scores, ends[: closed[-1] + 1]
        ends[-1] = SENTENCE
        return scores, ends

    def _scores(self, units: Sequence[Unit], schemes: Collection[Scheme] = ()) -> Scores:
        return Scores(*self._network(Stretch(units).encoded(self._table), "polnear" in schemes))

    def _sentences(
        self, scores: Scores, ends: NDArray[np.integer], text: str, units: TextUnits, first: int
    ) -> Iterator[TaggedWords]:
        """Yield the sentences with these boundary classes, which are those of the units from `first` on."""
        lasts = np.flatnonzero(ends != INSIDE)
        starts = np.concatenate([[0], lasts[:-1] + 1])
        spans = [
            (units.spans[start][0], units.spans[last][1])
            for start, last in zip((first + starts).tolist(), (first + lasts).tolist(), strict=True)
        ]
        marks = np.where(ends[lasts] == WORD, SAME_TOKEN, NEXT_TOKEN).tolist()
        stops = (np.flatnonzero(ends[lasts] == SENTENCE) + 1).tolist()
        ranges = list(zip([0, *stops[:-1]], stops, strict=True))
        words = [tuple(_seen(text[start:end]) for start, end in spans[begin:stop]) for begin, stop in ranges]
        parses = self._parsed(scores, [starts[begin:stop] for begin, stop in ranges], words)
        for (begin, stop), parse in zip(ranges, parses, strict=True):
            yield replace(parse, after=tuple(marks[begin:stop]), spans=tuple(spans[begin:stop]))

    def _parsed(
        self, scores: Scores, rows: Sequence[NDArray[np.integer]], words: Sequence[tuple[str, ...]]
    ) -> Iterator[TaggedWords]:
        """Yield the parses of sentences, given as the rows of the scores at which their words begin, and as words."""
        labels = self._labels
        upos, xpos, rules = (column.argmax(1).tolist() for column in (scores.upos, scores.xpos, scores.lemmas))
        entities = best_tags_of([scores.entities[starts] for starts in rows], self._transitions)
        trees = [_tree(scores.arcs, starts) for starts in rows]
        relations = _relations(scores, rows, trees)
        for starts, own, tags, heads in zip(rows, words, entities, trees, strict=True):
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
                tuple(heads.tolist()),
                tuple(labels.relations[relations[row]] for row in at),
                tuple(labels.entities[tag] for tag in tags.tolist()),
            )


def _seen(word: str) -> str:
    """Return a word without soft hyphens and joiners, unless it is nothing else."""
    return UNSEEN.sub("", word) or word


def _tree(arcs: Floats, starts: NDArray[np.integer]) -> NDArray[np.integer]:
    """Return the heads of the words of a sentence, counted from 1; words begin with the units `starts` of a window."""
    if len(starts) > LONGEST_SENTENCE:  # it is cut and parsed again
        return np.arange(len(starts))
    return best_tree(arcs[starts[:, None], _with_root(starts)])


def _relations(scores: Scores, rows: Sequence[NDArray[np.integer]], trees: Sequence[NDArray[np.integer]]) -> list[int]:
    """Return the number of the best relation of each unit of a window to its head; it counts where a word begins."""
    heads = np.zeros(len(scores.dependents), np.intp)
    for starts, tree in zip(rows, trees, strict=True):
        heads[starts] = _with_root(starts)[tree]
    size = scores.heads.shape[1]
    factors = scores.dependents.reshape(len(heads), -1, size)
    best: list[int] = np.matmul(factors, scores.heads[heads][:, :, None])[:, :, 0].argmax(1).tolist()
    return best


def _with_root(starts: NDArray[np.integer]) -> NDArray[np.integer]:
    """Return the places of the root and of units among the heads of a window."""
    return np.concatenate([[0], starts + 1])
