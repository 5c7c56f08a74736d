"""The file of a joint network: an ONNX graph that carries its labels and its pieces of words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from quotes.errors import ModelError
from quotes.models.model_set import find_model_set, verify
from quotes.networks.onnx_session import open_session
from quotes.networks.viterbi import tag_transitions
from quotes.networks.word_pieces import WordPieces
from quotes.parsing.joint.attribution_decoding import AttributionParameters
from quotes.parsing.joint.attribution_tags import TAGS, Scheme
from quotes.parsing.joint.joint_labels import Labels
from quotes.parsing.joint.joint_parser import JointParser, Scores
from quotes.parsing.joint.lemmas import Inflections
from quotes.parsing.joint.windows import WindowInput

INPUTS = WindowInput._fields

OUTPUTS = tuple(field.name for field in fields(Scores))

ALL_ACTS = "all_acts"
"""Input that tells whether the last of the outputs is asked for; else it has no rows."""

LABELS, TRANSITIONS, ATTRIBUTIONS, NOBODY = "labels", "transitions", "attributions", "nobody"
INFLECTIONS, PIECES = "inflections", "tokenizer"
"""Keys of the properties beside the graph, whose values are JSON; the last is a file of the library tokenizers."""


StoredParameters = Mapping[Scheme, Mapping[str, NDArray[np.floating]]]
"""Parameters of attribution by scheme and by their names in `AttributionParameters`."""


def properties(
    labels: Labels,
    transitions: NDArray[np.floating],
    attributions: StoredParameters,
    nobody: NDArray[np.floating],
    inflections: Inflections,
    pieces: str,
) -> dict[str, str]:
    """Return the properties that the file has beside the graph."""
    stored = {
        scheme: {name: _rounded(values) for name, values in parameters.items()}
        for scheme, parameters in attributions.items()
    }
    return {
        LABELS: labels.to_json(),
        TRANSITIONS: json.dumps(_rounded(transitions)),
        ATTRIBUTIONS: json.dumps(stored),
        NOBODY: json.dumps(_rounded(nobody)),
        INFLECTIONS: json.dumps(inflections, ensure_ascii=False, separators=(",", ":")),
        PIECES: pieces,
    }


def attribution_parameters(stored: StoredParameters) -> dict[Scheme, AttributionParameters]:
    """Return the parameters of attribution as they are applied."""
    return {
        scheme: AttributionParameters(
            tag_transitions(TAGS, np.asarray(parameters["transitions"])),
            np.asarray(parameters["nothing"], np.float32),
            np.asarray(parameters["distances"], np.float32),
        )
        for scheme, parameters in stored.items()
    }


def load_joint_parser(path: Path) -> JointParser:
    """Load the network in a file; it computes in one thread.

    Raises an error of onnxruntime for a file that is no network, and ValueError, KeyError or TypeError for one without
    the properties.
    """
    session = open_session(path)
    stored: Mapping[str, str] = session.get_modelmeta().custom_metadata_map
    labels = Labels.from_json(stored[LABELS])

    def network(window: WindowInput, all_acts: bool) -> Sequence[NDArray[np.floating]]:
        inputs = {name: array[None] for name, array in window._asdict().items()}
        return [output[0] for output in session.run(None, inputs | {ALL_ACTS: np.asarray(all_acts)})]

    transitions = np.asarray(json.loads(stored[TRANSITIONS]))
    table = WordPieces.from_text(stored[PIECES])
    attributions = attribution_parameters(json.loads(stored[ATTRIBUTIONS]))
    nobody = np.asarray(json.loads(stored[NOBODY]), np.float32)
    return JointParser(network, labels, transitions, table, json.loads(stored[INFLECTIONS]), attributions, nobody)


def shared_parser(path: Path) -> JointParser:
    """Load the network in a file, once for all that use it. Raises as `load_joint_parser` does."""
    with _ONE_AT_A_TIME:
        return _kept(path)


def embedded_network() -> JointParser:
    """Return the network of the embedded set. Raises `ModelError` if its file is missing, damaged, or no network."""
    model_set = find_model_set()
    _verify_once(model_set)
    assert model_set.joint_network is not None
    try:
        return shared_parser(model_set.joint_network)
    except Exception as error:  # onnxruntime raises errors of many kinds
        reason = " ".join(str(error).split()) or type(error).__name__
        raise ModelError(
            f"network {model_set.joint_network} cannot be loaded ({reason}): {model_set.remedy}"
        ) from error


_ONE_AT_A_TIME = Lock()
_kept = lru_cache(maxsize=1)(load_joint_parser)
_verify_once = lru_cache(maxsize=1)(verify)  # it reads the whole file, and this is called for each article


def _rounded(values: NDArray[np.floating]) -> object:
    return np.round(values.astype(float), 5).tolist()
