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
    stay = np.where(np.eye(tags, dtype=bool), 0, IMPOSSIBLE).astype(np.float32)
    # best[block, before, tag]: of the ways through a block so far, from the tag before it to this tag
    best = transitions.steps + padded[:, :1]
    best[0] = padded[0, 0]
    came_from = np.zeros((length, *best.shape), np.intp)
    for place in range(1, length):
        routes = best[:, :, :, None] + transitions.steps
        if place >= length - added:
            routes[-1] = best[-1, :, :, None] + stay
        came_from[place] = routes.argmax(2)
        best = routes.max(2) + padded[:, None, place]
    so_far, entries = np.zeros(tags, np.float32), np.zeros((blocks, tags), np.intp)
    for block in range(blocks):
        ways = so_far[:, None] + best[block]
        entries[block], so_far = ways.argmax(0), ways.max(0)
    last, before = np.zeros(blocks, np.intp), np.zeros(blocks, np.intp)
    tag = int(so_far.argmax())
    for block in range(blocks - 1, -1, -1):
        last[block], before[block] = tag, entries[block, tag]
        tag = int(before[block])
    path, here, every = np.zeros((blocks, length), np.intp), last, np.arange(blocks)
    for place in range(length - 1, -1, -1):
        path[:, place] = here
        here = came_from[place, every, before, here]
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
    best = scores[:, 0].copy()
    came_from = np.broadcast_to(np.arange(len(into)), scores.shape).copy()
    going = np.count_nonzero(lengths[:, None] > np.arange(scores.shape[1]), axis=0).tolist()
    for word in range(1, scores.shape[1]):
        rows = slice(going[word])
        routes = best[rows, None] + into
        came_from[rows, word] = chosen = routes.argmax(2)
        best[rows] = np.take_along_axis(routes, chosen[:, :, None], 2)[:, :, 0] + scores[rows, word]
    path = np.zeros(scores.shape[:2], np.intp)
    here, every = best.argmax(1), np.arange(len(sequences))
    for word in range(scores.shape[1] - 1, -1, -1):
        path[:, word] = here
        here = came_from[every, word, here]
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


def log_softmax(scores: Floats) -> Floats:
    """Return rows of scores as logarithms of probabilities."""
    scores = scores - scores.max(axis=1, keepdims=True)
    return np.asarray(scores - np.log(np.exp(scores).sum(axis=1, keepdims=True)), dtype=np.float32)


def _unfinished(tags: Sequence[str]) -> str:
    """Return the letters of tags after which a stretch has to go on."""
    return "BI" if any(tag[0] == "E" for tag in tags) else ""
