"""Running the learned model: articles in, attributions out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from quotes.errors import ModelError
from quotes.networks.file_checksums import verify_checksums
from quotes.networks.onnx_session import open_session
from quotes.networks.viterbi import log_softmax
from quotes.networks.word_pieces import WordPieces
from quotes.statements.learned.attribution_decoding import (
    FAR,
    DecodedAttribution,
    WordScores,
    decode,
    distance_buckets,
)
from quotes.statements.learned.attribution_tags import TAGS
from quotes.statements.learned.model_input import ModelInput, Range, Window
from quotes.statements.learned.window_encoding import Encoded, encode

CORE, LEFT, RIGHT = 300, 30, 10
"""Sizes of windows in pieces: of the core that is decided, and of the context before and after it."""

NETWORK, PARAMETERS, PIECES = "network.onnx", "parameters.npz", "tokenizer.json"
"""The files of a model: the network, the parameters of computations outside of it, and the pieces of words."""

INPUTS = {"pieces": "pieces", "clues": "features", "first_pieces": "first_pieces"}
"""The network's inputs by name, and the fields of `Encoded` that they take."""

Network = Callable[[Encoded], Sequence[np.ndarray]]
"""A network gives scores of tags, and four kinds of vectors whose products are pointer scores.

The vectors are those of contents, of cues, of cues as they point at sources, and of sources.
"""


@dataclass(frozen=True, slots=True)
class Parameters:
    """Parameters outside of the network: transitions between tags, vectors of nothing, scores of distances."""

    transitions: np.ndarray
    nothing: np.ndarray
    cue_distance: np.ndarray
    source_distance: np.ndarray


class AttributionModel:
    """A model that is ready to read articles."""

    def __init__(self, network: Network, parameters: Parameters, table: WordPieces) -> None:
        self._network = network
        self._parameters = parameters
        self.table = table

    @classmethod
    def load(cls, directory: Path) -> AttributionModel:
        """The model in the files of `directory`; it computes in one thread.

        Raises `ModelError` if they are not whole.
        """
        verify_checksums(directory)
        try:
            session = open_session(directory / NETWORK)
            with np.load(directory / PARAMETERS) as stored:
                parameters = Parameters(**{name: stored[name] for name in Parameters.__dataclass_fields__})
            table = WordPieces.load(directory / PIECES)
        except ModelError:
            raise
        except Exception as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            raise ModelError(
                f"attribution model {directory} cannot be loaded ({reason}): install quotes again"
            ) from error

        def network(encoded: Encoded) -> Sequence[np.ndarray]:
            inputs = {name: getattr(encoded, field) for name, field in INPUTS.items()}
            outputs: Sequence[np.ndarray] = session.run(None, inputs)
            return outputs

        return cls(network, parameters, table)

    def attributions(self, articles: Iterable[ModelInput]) -> Iterator[list[DecodedAttribution]]:
        """Return the attributions of articles, in their order."""
        for article in articles:
            yield decode(self.scores(article), self._parameters.transitions)

    def scores(self, article: ModelInput) -> WordScores:
        """Return the scores of the words of an article, computed for one window after the other: none is padded."""
        parameters = self._parameters
        tags = np.zeros((len(article.words), len(TAGS)), dtype=np.float32)
        cues = WindowPointers(parameters.nothing[0], parameters.cue_distance)
        sources = WindowPointers(parameters.nothing[1], parameters.source_distance)
        for window in article.windows(CORE, LEFT, RIGHT):
            of_tags, content, cue, citing, source = (
                output[0] for output in self._network(encode([(article, window.words)], self.table))
            )
            start, end = (word - window.words[0] for word in window.core)
            tags[slice(*window.core)] = log_softmax(of_tags[start:end])
            cues.add(window, content, cue)
            sources.add(window, citing, source)
        return WordScores(tags, cues, sources)


class WindowPointers:
    """`PointerScores` by the vectors of pointing words and of their targets, computed for the words asked for."""

    def __init__(self, nothing: np.ndarray, by_distance: np.ndarray) -> None:
        """`nothing` is the vector that words point at if they point at no word; `by_distance` scores distances."""
        self._nothing = nothing[None]
        self._by_distance = by_distance
        self._windows: list[tuple[Window, np.ndarray, np.ndarray]] = []

    def add(self, window: Window, pointing: np.ndarray, pointed: np.ndarray) -> None:
        """Add the window that follows, with the vectors of its words as they point and as they are pointed at."""
        first = window.words[0]
        own = pointing[window.core[0] - first : window.core[1] - first].copy()  # the rest is never asked for
        self._windows.append((window, own, np.concatenate([self._nothing, pointed])))

    def seen(self, words: Range) -> Range:
        """Return the same as `PointerScores.seen`."""
        first, last = (self._windows[self._number(word)][0].words for word in (words[0], words[1] - 1))
        return first[0], last[1]

    def _number(self, word: int) -> int:
        """Return the number of the window that decides about a word."""
        return bisect_right(self._windows, word, key=lambda each: each[0].core[0]) - 1

    def scores(self, words: Range, targets: Sequence[int]) -> np.ndarray:
        """Return the same as `PointerScores.scores`."""
        parts = []
        for number in range(self._number(words[0]), len(self._windows)):
            window, pointing, pointed = self._windows[number]
            start, end = max(words[0], window.core[0]), min(words[1], window.core[1])
            if start >= end:
                break
            first, last = window.words
            rows = slice(start - window.core[0], end - window.core[0])
            scores = pointing[rows] @ pointed.T / np.sqrt(pointing.shape[1])
            scores[:, 1:] += self._by_distance[distance_buckets(last - first, (start - first, end - first))]
            there = [0, *(target - first + 1 if first <= target < last else -1 for target in targets)]
            seen = log_softmax(scores)[:, there]
            seen[:, [place < 0 for place in there]] = FAR
            parts.append(seen)
        return np.concatenate(parts)
