"""Running the learned model: articles in, scores of tags and links out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from quotes.errors import ModelError
from quotes.statements.learned.decoding import Link, Pointers, Scores, decode, distance_buckets
from quotes.statements.learned.encoding import Encoded, encode
from quotes.statements.learned.labels import TAGS
from quotes.statements.learned.pieces import PieceTable
from quotes.statements.learned.reading import Reading, Window

CORE, LEFT, RIGHT = 300, 56, 28
"""Sizes of windows in pieces: what is decided in one, and what is seen before and after it."""

BATCH_WINDOWS = 8
NETWORK, PARAMETERS, PIECES = "network.onnx", "parameters.npz", "tokenizer.json"
"""The files of a model: the network, what is computed outside of it, and the pieces of words."""

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
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        try:
            session = onnxruntime.InferenceSession(
                str(directory / NETWORK), options, providers=["CPUExecutionProvider"]
            )
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
            outputs: Sequence[np.ndarray] = session.run(None, asdict(encoded))
            return outputs

        return cls(network, parameters, table)

    def links(self, readings: Sequence[Reading]) -> Iterator[list[Link]]:
        """The attributions of articles, in their order."""
        for scores in self.scores(readings):
            yield decode(scores, self._parameters.transitions)

    def scores(self, readings: Sequence[Reading]) -> list[Scores]:
        """What the model says of the words of articles."""
        windows = [
            (number, window) for number, reading in enumerate(readings) for window in reading.windows(CORE, LEFT, RIGHT)
        ]
        tags = [np.zeros((len(reading.words), len(TAGS)), dtype=np.float32) for reading in readings]
        nowhere = Pointers(0, np.zeros(1, dtype=np.float32))
        cues, sources = ([[nowhere] * len(reading.words) for reading in readings] for _ in range(2))
        windows.sort(key=lambda each: -readings[each[0]].size(each[1].words))
        for batch in _batches(windows, BATCH_WINDOWS):
            outputs = self._run([(readings[number], window) for number, window in batch])
            for (number, window), (of_tags, to_cues, to_sources) in zip(batch, outputs, strict=True):
                first = window.words[0]
                start, end = window.core
                tags[number][start:end] = of_tags[start - first : end - first]
                for word in range(start, end):
                    cues[number][word] = Pointers(first, to_cues[word - first])
                    sources[number][word] = Pointers(first, to_sources[word - first])
        return [Scores(*each) for each in zip(tags, cues, sources, strict=True)]

    def _run(self, windows: Sequence[tuple[Reading, Window]]) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """Logarithms of probabilities for each window: words x tags, and words x (nothing, words) twice."""
        encoded = encode([(reading, window.words) for reading, window in windows], self.table)
        tags, content, cue, citing, source = self._network(encoded)
        parameters = self._parameters
        for row, (_, window) in enumerate(windows):
            words = window.words[1] - window.words[0]
            yield (
                _log_probabilities(tags[row, :words]),
                _links(content[row, :words], cue[row, :words], parameters.nothing[0], parameters.cue_distance),
                _links(citing[row, :words], source[row, :words], parameters.nothing[1], parameters.source_distance),
            )


def _links(pointing: np.ndarray, pointed: np.ndarray, nothing: np.ndarray, distances: np.ndarray) -> np.ndarray:
    scores = pointing @ np.concatenate([nothing[None], pointed]).T / np.sqrt(pointing.shape[1])
    scores[:, 1:] += distances[distance_buckets(len(pointing))]
    return _log_probabilities(scores)


def _log_probabilities(scores: np.ndarray) -> np.ndarray:
    return np.asarray(scores - np.logaddexp.reduce(scores, axis=1, keepdims=True), dtype=np.float32)


def _batches(items: Iterable[tuple[int, Window]], size: int) -> Iterator[list[tuple[int, Window]]]:
    batch: list[tuple[int, Window]] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
