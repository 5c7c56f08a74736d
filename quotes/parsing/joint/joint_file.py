"""The file of a joint network: an ONNX graph that carries its labels and its pieces of words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from quotes.networks.onnx_session import open_session
from quotes.networks.word_pieces import PieceTable
from quotes.parsing.joint.joint_labels import Labels
from quotes.parsing.joint.joint_reader import JointReader
from quotes.parsing.joint.lemmas import Inflections
from quotes.parsing.joint.windows import WindowInput

if TYPE_CHECKING:
    from numpy.typing import NDArray

INPUTS = ("pieces", "kinds", "first_pieces", "last_pieces")
"""What the network takes of a window, as in `WindowInput`."""

OUTPUTS = ("boundaries", "upos", "xpos", "lemmas", "entities", "arcs", "dependents", "heads")

LABELS, TRANSITIONS, INFLECTIONS, PIECES = "labels", "transitions", "inflections", "tokenizer"
"""What the file says beside the graph, as text: JSON; the last one is a file of the library tokenizers."""


def properties(
    labels: Labels, transitions: NDArray[np.floating], inflections: Inflections, pieces: str
) -> dict[str, str]:
    """What goes into the file beside the graph."""
    return {
        LABELS: labels.to_json(),
        TRANSITIONS: json.dumps(np.round(transitions.astype(float), 5).tolist()),
        INFLECTIONS: json.dumps(inflections, ensure_ascii=False, separators=(",", ":")),
        PIECES: pieces,
    }


def load_reader(path: Path) -> JointReader:
    """The network in a file, ready to read; it computes in one thread.

    Raises what onnxruntime raises if it is no network, and ValueError, KeyError or TypeError if it says too little.
    """
    session = open_session(path)
    said: Mapping[str, str] = session.get_modelmeta().custom_metadata_map
    labels = Labels.from_json(said[LABELS])

    def network(window: WindowInput) -> Sequence[NDArray[np.floating]]:
        arrays = zip(INPUTS, window.arrays(), strict=True)
        return [output[0] for output in session.run(None, {name: array[None] for name, array in arrays})]

    transitions = np.asarray(json.loads(said[TRANSITIONS]))
    return JointReader(network, labels, transitions, PieceTable.from_text(said[PIECES]), json.loads(said[INFLECTIONS]))
