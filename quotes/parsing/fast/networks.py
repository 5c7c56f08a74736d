"""Networks that share all weights with loaded ones and differ in a part, so that the loaded ones stay as they are."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.utils.rnn import PackedSequence

from quotes.parsing.fast.recall import MOST_REMEMBERED

Network = TypeVar("Network", bound=nn.Module)

CLEAR = 1e-4
"""A choice is clear when the best score exceeds the second best by more. Rounding, which depends on how many sequences
are computed together, moves scores by less than a tenth of that."""


def twin(network: Network, parts: Mapping[str, nn.Module]) -> Network:
    """The same network, weights shared, with other modules as some of its parts."""
    other = copy.copy(network)
    other.__dict__["_modules"] = {**network._modules, **parts}
    return other


class RememberedCharacters(nn.Module):
    """Takes the place of Stanza's ``CharacterModel``: each different word is computed once."""

    def __init__(self, model: Any, ids_of: Callable[[str], list[int]], limit: int = MOST_REMEMBERED) -> None:
        """`ids_of` gives the numbers of a word's characters; `limit` is how many words are remembered."""
        super().__init__()
        self.model = model
        self._ids_of = ids_of
        self._limit = limit
        self._rows: dict[str, int] = {}
        self._vectors: Tensor = torch.empty(0, 1)

    def forward(self, sentences: Sequence[Sequence[str]], _mask: None, _order: None, lengths: Any, _: None) -> Any:
        """The vectors of the words of sentences, which are sorted by their `lengths`, longest first."""
        rows = self._rows_of([word for sentence in sentences for word in sentence])
        sizes = np.asarray(lengths)
        steps = np.arange(sizes[0])[:, None] < sizes
        step, sentence = np.nonzero(steps)
        starts = np.cumsum(sizes) - sizes
        vectors = self._vectors.index_select(0, torch.from_numpy(rows[starts[sentence] + step]))
        return PackedSequence(vectors, torch.from_numpy(steps.sum(1)))

    def _rows_of(self, words: list[str]) -> NDArray[np.int64]:
        new = [word for word in dict.fromkeys(words) if word not in self._rows]
        if len(self._rows) + len(new) > self._limit:
            self._rows.clear()
            new = list(dict.fromkeys(words))
        if new:
            self._compute(new)
        return np.fromiter(map(self._rows.__getitem__, words), np.int64, len(words))

    def _compute(self, words: list[str]) -> None:
        ids = sorted(((self._ids_of(word), word) for word in words), key=lambda item: -len(item[0]))
        characters = padded([numbers for numbers, _ in ids])
        lengths = [len(numbers) for numbers, _ in ids]
        vectors = self.model(characters, None, list(range(len(ids))), [len(ids)], lengths).data
        start = len(self._rows)
        if start + len(ids) > len(self._vectors):
            larger = vectors.new_empty(max(self._limit, len(ids)), vectors.size(1))
            larger[:start] = self._vectors[:start]
            self._vectors = larger
        self._vectors[start : start + len(ids)] = vectors
        self._rows.update((word, row) for row, (_, word) in enumerate(ids, start=start))


class Watched(nn.Module):
    """A classifier that takes down by how much its best class wins, where it wins most narrowly."""

    def __init__(self, classifier: nn.Module, margins: list[float]) -> None:
        """To `margins` one number is added at each call."""
        super().__init__()
        self.classifier = classifier
        self._margins = margins

    def forward(self, *inputs: Tensor) -> Tensor:
        """The scores of the classifier, as they are."""
        scores: Tensor = self.classifier(*inputs)
        self._margins.append(smallest_margin(scores.numpy()))
        return scores


def smallest_margin(scores: NDArray[np.floating[Any]]) -> float:
    """By how much the best score of a row exceeds the second best, in the row where this is least."""
    two = np.partition(scores, -2, axis=1)[:, -2:]
    return float((two[:, 1] - two[:, 0]).min())


def padded(rows: Sequence[Sequence[Any]]) -> Tensor:
    """Rows of ids, or of lists of ids, as one tensor, filled up with 0 as Stanza does it."""
    lengths = np.fromiter(map(len, rows), np.int64, len(rows))
    values = np.asarray([value for row in rows for value in row], np.int64)
    result = np.zeros((len(rows), int(lengths.max()), *values.shape[1:]), np.int64)
    result[np.arange(result.shape[1]) < lengths[:, None]] = values
    return torch.from_numpy(result)


def longest_first(lengths: Sequence[int]) -> list[int]:
    """Positions sorted by length as Stanza sorts sentences: of two that are equally long the later one comes first."""
    return sorted(range(len(lengths)), key=lambda position: (lengths[position], position), reverse=True)


@contextmanager
def predicting(network: nn.Module) -> Iterator[None]:
    """No gradients, no dropout."""
    if network.training:
        network.eval()
    with torch.inference_mode():
        yield
