"""Best sequences of tags out of a network's scores, by Viterbi's algorithm.

Tags are O, or a letter with a class: B and I for the beginning and the rest of a stretch ("B-cue", "I-cue"). If there
are tags with E, a stretch of one word has S and a longer one ends with E. Scores are natural logarithms.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
Booleans = NDArray[np.bool_]

IMPOSSIBLE = -1e9


@dataclass(frozen=True, slots=True)
class TagTransitions:
    """Scores of tags x following tags, and the tags with which a sequence may begin and end."""

    steps: Floats
    first: Booleans
    last: Booleans


def tag_transitions(tags: Sequence[str], scores: Floats) -> TagTransitions:
    """Return the transitions between `tags` with learned `scores` (tags x tags); forbidden ones are impossible."""
    steps = np.where(allowed_steps(tags), scores, IMPOSSIBLE).astype(np.float32)
    return TagTransitions(steps, *allowed_ends(tags))


def best_tags(scores: Floats, transitions: TagTransitions) -> NDArray[np.intp]:
    """Return the number of the best tag for each word, for scores of words x tags.

    The words are divided into blocks, and what is best inside a block is found for all blocks at once.
    """
    count, tags = scores.shape
    if not count:
        return np.zeros(0, np.intp)
    length = math.isqrt(count - 1) + 1
    blocks = -(-count // length)
    added = blocks * length - count
    constrained = scores.astype(np.float32)
    constrained[0, ~transitions.first] = IMPOSSIBLE
    constrained[-1, ~transitions.last] = IMPOSSIBLE
    padded = np.concatenate([constrained, np.zeros((added, tags), np.float32)]).reshape(blocks, length, tags)
    # best[place, tag, block, before]: of the ways through a block so far, from the tag before it to this tag
    best = np.empty((length, tags, blocks, tags), np.float32)
    best[0] = padded[:, 0].T[:, :, None] + transitions.steps.T[:, None]
    best[0, :, 0] = padded[0, 0, :, None]
    for place in range(1, length):
        routes = best[place - 1, :, None] + transitions.steps[:, :, None, None]
        best[place] = routes.max(0) + padded[:, place].T[:, :, None]
        if place >= length - added:
            best[place, :, -1] = best[place - 1, :, -1]
    so_far, entries = np.zeros(tags, np.float32), np.zeros((blocks, tags), np.intp)
    for block in range(blocks):
        ways = so_far[:, None] + best[-1, :, block].T
        entries[block], so_far = ways.argmax(0), ways.max(0)
    last, before = np.zeros(blocks, np.intp), np.zeros(blocks, np.intp)
    tag = int(so_far.argmax())
    for block in range(blocks - 1, -1, -1):
        last[block], before[block] = tag, entries[block, tag]
        tag = int(before[block])
    path, every = np.zeros((blocks, length), np.intp), np.arange(blocks)
    path[:, -1] = last
    for place in range(length - 1, 0, -1):
        here = path[:, place]
        path[:, place - 1] = (best[place - 1, :, every, before] + transitions.steps.T[here]).argmax(1)
        if place >= length - added:
            path[-1, place - 1] = here[-1]
    return path.reshape(-1)[:count]


def best_tags_of(sequences: Sequence[Floats], transitions: TagTransitions) -> list[NDArray[np.intp]]:
    """Return the numbers of the best tags of each of many short sequences, found side by side."""
    lengths = np.asarray([len(scores) for scores in sequences])
    if not lengths.any():
        return [np.zeros(0, np.intp) for _ in sequences]
    order = np.argsort(-lengths, kind="stable")  # the longest first, so that those which go on are the first rows
    into = np.ascontiguousarray(transitions.steps.T)
    scores = np.zeros((len(sequences), lengths.max(), len(into)), np.float32)
    for row, number in enumerate(order.tolist()):
        if own := lengths[number]:
            scores[row, :own] = sequences[number]
            scores[row, own - 1, ~transitions.last] = IMPOSSIBLE
    scores[:, 0, ~transitions.first] = IMPOSSIBLE
    going = np.count_nonzero(lengths[:, None] > np.arange(scores.shape[1]), axis=0).tolist()
    best = scores  # from here on of the best way to each tag
    for word in range(1, scores.shape[1]):
        rows = slice(going[word])
        best[rows, word] += (best[rows, word - 1, :, None] + transitions.steps).max(1)
    path = np.zeros(scores.shape[:2], np.intp)
    every = np.arange(len(sequences))
    path[every, lengths[order] - 1] = best[every, lengths[order] - 1].argmax(1)
    for word in range(scores.shape[1] - 2, -1, -1):
        rows = slice(going[word + 1])
        path[rows, word] = (best[rows, word] + into[path[rows, word + 1]]).argmax(1)
    row_of = np.argsort(order)
    return [path[row, :length] for row, length in zip(row_of.tolist(), lengths.tolist(), strict=True)]


def allowed_steps(tags: Sequence[str]) -> Booleans:
    """Return tags x tags: True where the tag of a column may follow that of a row."""
    unfinished = _unfinished(tags)

    def follows(one: str, other: str) -> bool:
        return one[0] in "BI" and one[1:] == other[1:] if other[0] in "IE" else one[0] not in unfinished

    return np.asarray([[follows(one, other) for other in tags] for one in tags])


def allowed_ends(tags: Sequence[str]) -> tuple[Booleans, Booleans]:
    """Return the tags that the first word of a sequence may have (True), and those that the last may have."""
    unfinished = _unfinished(tags)
    return np.asarray([tag[0] not in "IE" for tag in tags]), np.asarray([tag[0] not in unfinished for tag in tags])


def log_softmax(scores: Floats, columns: slice | Sequence[int] = slice(None)) -> Floats:
    """Return rows of scores as logarithms of probabilities: those in some columns."""
    scores = scores - scores.max(axis=1, keepdims=True)
    return np.asarray(scores[:, columns] - np.log(np.exp(scores).sum(axis=1, keepdims=True)), dtype=np.float32)


def _unfinished(tags: Sequence[str]) -> str:
    """Return the letters of tags after which a stretch has to go on."""
    return "BI" if any(tag[0] == "E" for tag in tags) else ""
