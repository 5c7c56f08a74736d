"""Best sequences of tags out of a network's scores, by Viterbi's algorithm.

Tags are O, or a letter with a class: B and I for the beginning and the rest of a stretch ("B-cue", "I-cue"). If there
are tags with E, a stretch of one word has S and a longer one ends with E. Scores are natural logarithms.
"""

from __future__ import annotations

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


def best_tags(scores: Floats, transitions: TagTransitions) -> list[int]:
    """Return the number of the best tag for each word, for scores of words x tags."""
    if not len(scores):
        return []
    scores = scores.copy()
    scores[0, ~transitions.first] = IMPOSSIBLE
    scores[-1, ~transitions.last] = IMPOSSIBLE
    best, came_from = scores[0], np.zeros(scores.shape, np.intp)
    for word in range(1, len(scores)):
        routes = best[:, None] + transitions.steps
        came_from[word] = routes.argmax(0)
        best = routes.max(0) + scores[word]
    path = [int(best.argmax())]
    for word in range(len(scores) - 1, 0, -1):
        path.append(int(came_from[word, path[-1]]))
    return path[::-1]


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
