"""The file of a joint network: an ONNX graph that carries its labels and its pieces of words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from quotes.networks.onnx_session import open_session
from quotes.networks.word_pieces import WordPieces
from quotes.parsing.joint.joint_labels import Labels
from quotes.parsing.joint.joint_parser import JointParser
from quotes.parsing.joint.lemmas import Inflections
from quotes.parsing.joint.windows import WindowInput

if TYPE_CHECKING:
    from numpy.typing import NDArray

INPUTS = WindowInput._fields

OUTPUTS = ("boundaries", "upos", "xpos", "lemmas", "entities", "arcs", "dependents", "heads")

LABELS, TRANSITIONS, INFLECTIONS, PIECES = "labels", "transitions", "inflections", "tokenizer"
"""Keys of the properties beside the graph, whose values are JSON; the last is a file of the library tokenizers."""


def properties(
    labels: Labels, transitions: NDArray[np.floating], inflections: Inflections, pieces: str
) -> dict[str, str]:
    """Return the properties that the file has beside the graph."""
    return {
        LABELS: labels.to_json(),
        TRANSITIONS: json.dumps(np.round(transitions.astype(float), 5).tolist()),
        INFLECTIONS: json.dumps(inflections, ensure_ascii=False, separators=(",", ":")),
        PIECES: pieces,
    }


def load_joint_parser(path: Path) -> JointParser:
    """Load the network in a file; it computes in one thread.

    Raises an error of onnxruntime for a file that is no network, and ValueError, KeyError or TypeError for one without
    the properties.
    """
    session = open_session(path)
    stored: Mapping[str, str] = session.get_modelmeta().custom_metadata_map
    labels = Labels.from_json(stored[LABELS])

    def network(window: WindowInput) -> Sequence[NDArray[np.floating]]:
        inputs = {name: array[None] for name, array in window._asdict().items()}
        return [output[0] for output in session.run(None, inputs)]

    transitions = np.asarray(json.loads(stored[TRANSITIONS]))
    table = WordPieces.from_text(stored[PIECES])
    return JointParser(network, labels, transitions, table, json.loads(stored[INFLECTIONS]))


def shared_parser(path: Path) -> JointParser:
    """Load the network in a file, once for all that use it. Raises as `load_joint_parser` does."""
    with _ONE_AT_A_TIME:
        return _kept(path)


_ONE_AT_A_TIME = Lock()
_kept = lru_cache(maxsize=1)(load_joint_parser)
