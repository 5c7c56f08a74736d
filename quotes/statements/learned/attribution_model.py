"""Running the learned model: articles in, scores of tags and links out."""

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
from quotes.networks.word_pieces import PieceTable
from quotes.statements.learned.attribution_decoding import FAR, Link, Scores, decode, distance_buckets
from quotes.statements.learned.attribution_tags import TAGS
from quotes.statements.learned.model_input import Range, Reading, Window
from quotes.statements.learned.window_encoding import Encoded, encode

CORE, LEFT, RIGHT = 220, 40, 20
"""Sizes of windows in pieces: what is decided in one, and what is seen before and after it."""

NETWORK, PARAMETERS, PIECES = "network.onnx", "parameters.npz", "tokenizer.json"
"""The files of a model: the network, what is computed outside of it, and the pieces of words."""

INPUTS = ("pieces", "clues", "first_pieces")
"""What the network takes of a window, as in `Encoded`."""

Network = Callable[[Encoded], Sequence[np.ndarray]]
"""Scores of tags, and the vectors whose products are the scores of links: contents, cues, citing cues, sources."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """What the network leaves to be computed here: transitions between tags, and links to nothing and by distance."""

    transitions: np.ndarray
    nothing: np.ndarray
    cue_distance: np.ndarray
    source_distance: np.ndarray


class AttributionModel:
    """A model that is ready to read articles."""

    def __init__(self, network: Network, parameters: Parameters, table: PieceTable) -> None:
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
            table = PieceTable.load(directory / PIECES)
        except ModelError:
            raise
        except Exception as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            raise ModelError(
                f"attribution model {directory} cannot be loaded ({reason}): install quotes again"
            ) from error

        def network(encoded: Encoded) -> Sequence[np.ndarray]:
            outputs: Sequence[np.ndarray] = session.run(None, {name: getattr(encoded, name) for name in INPUTS})
            return outputs

        return cls(network, parameters, table)

    def links(self, readings: Iterable[Reading]) -> Iterator[list[Link]]:
        """The attributions of articles, in their order."""
        for reading in readings:
            yield decode(self.scores(reading), self._parameters.transitions)

    def scores(self, reading: Reading) -> Scores:
        """What the model says of the words of an article. It sees one window after the other: none is padded."""
        parameters = self._parameters
        tags = np.zeros((len(reading.words), len(TAGS)), dtype=np.float32)
        cues = WindowLinks(parameters.nothing[0], parameters.cue_distance)
        sources = WindowLinks(parameters.nothing[1], parameters.source_distance)
        for window in reading.windows(CORE, LEFT, RIGHT):
            of_tags, content, cue, citing, source = (
                output[0] for output in self._network(encode([(reading, window.words)], self.table))
            )
            start, end = (word - window.words[0] for word in window.core)
            tags[slice(*window.core)] = log_softmax(of_tags[start:end])
            cues.add(window, content, cue)
            sources.add(window, citing, source)
        return Scores(tags, cues, sources)


class WindowLinks:
    """`Links` by the vectors of pointing words and of those that are pointed at, computed for what is asked for."""

    def __init__(self, nothing: np.ndarray, by_distance: np.ndarray) -> None:
        """`nothing` is the vector of what is no word; a link has a score for its distance, too."""
        self._nothing = nothing[None]
        self._by_distance = by_distance
        self._windows: list[tuple[Window, np.ndarray, np.ndarray]] = []

    def add(self, window: Window, pointing: np.ndarray, pointed: np.ndarray) -> None:
        """Add the window that follows, with the vectors of its words."""
        first = window.words[0]
        own = pointing[window.core[0] - first : window.core[1] - first].copy()  # the rest is never asked for
        self._windows.append((window, own, np.concatenate([self._nothing, pointed])))

    def scores(self, words: Range, targets: Sequence[int]) -> np.ndarray:
        """As of `Links`."""
        parts = []
        begin = bisect_right(self._windows, words[0], key=lambda each: each[0].core[0]) - 1
        for window, pointing, pointed in self._windows[begin:]:
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
