"""The file of a network, and that of the embedded set."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from made_network import LABELS

from quotes.errors import ModelError
from quotes.models.model_set import find_model_set
from quotes.networks import file_checksums
from quotes.networks.viterbi import IMPOSSIBLE
from quotes.parsing.joint import joint_file
from quotes.parsing.joint.attribution_scores import DISTANCES, POINTER_SIZE
from quotes.parsing.joint.attribution_tags import SCHEMES, TAGS
from quotes.parsing.joint.joint_file import attribution_parameters, embedded_network, load_joint_parser, properties
from quotes.parsing.joint.joint_labels import Labels
from quotes.readers.paragraphs import split_paragraphs

PARAMETERS = {
    "transitions": np.arange(49.0).reshape(7, 7) / 3,
    "nothing": np.full((2, POINTER_SIZE), 1 / 3),
    "distances": np.full((2, DISTANCES), -1 / 3),
}
NOBODY = np.arange(4) / 3


def test_what_a_file_says_beside_the_graph() -> None:
    said = properties(
        LABELS, np.full((6, 6), 1 / 3), {"everyday": PARAMETERS}, NOBODY, {"NOUN": {"mice": "mouse"}}, "{}"
    )
    assert set(said) == {"labels", "transitions", "attributions", "nobody", "inflections", "tokenizer"}
    assert Labels.from_json(said["labels"]) == LABELS
    assert json.loads(said["transitions"])[5] == [0.33333] * 6
    assert json.loads(said["nobody"]) == [0, 0.33333, 0.66667, 1]
    assert json.loads(said["inflections"]) == {"NOUN": {"mice": "mouse"}}


def test_parameters_of_attribution_as_they_are_stored() -> None:
    said = properties(LABELS, np.zeros((6, 6)), {"everyday": PARAMETERS}, NOBODY, {}, "{}")
    (scheme, found), *others = attribution_parameters(json.loads(said["attributions"])).items()
    assert (scheme, others) == ("everyday", [])
    assert found.nothing.shape == (2, POINTER_SIZE) and found.nothing.dtype == np.float32
    assert found.distances == pytest.approx(np.full((2, DISTANCES), -1 / 3), abs=1e-5)
    steps = found.transitions.steps
    for one, before in enumerate(TAGS):
        for other, tag in enumerate(TAGS):
            goes_on = before[0] != "O" and before[2:] == tag[2:]
            wanted = PARAMETERS["transitions"][one, other] if tag[0] != "I" or goes_on else IMPOSSIBLE
            assert steps[one, other] == pytest.approx(wanted, abs=1e-5)


def test_other_files_are_no_networks(tmp_path: Path) -> None:
    path = tmp_path / "news.onnx"
    path.write_bytes(b"no graph")
    with pytest.raises(Exception, match=r"(?i)protobuf|parse|load"):
        load_joint_parser(path)


@pytest.fixture
def made_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a set with a joint network, in the place of the embedded set; it is whole, and no network."""
    network = tmp_path / "en" / "joint" / "news.onnx"
    network.parent.mkdir(parents=True)
    network.write_bytes(b"no graph")
    md5 = hashlib.md5(b"no graph", usedforsecurity=False).hexdigest()
    index = {"en": {"packages": {"default": {"joint": "news"}}, "joint": {"news": {"md5": md5}}}}
    (tmp_path / "resources.json").write_text(json.dumps(index), encoding="utf-8")
    monkeypatch.setattr(joint_file, "find_model_set", lambda: find_model_set(tmp_path))
    return network


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (lambda path: None, "cannot be loaded"),
        (lambda path: path.write_bytes(b"no"), "is damaged"),
        (lambda path: path.unlink(), "cannot be read"),
    ],
    ids=["no network", "damaged", "missing"],
)
def test_without_its_file_there_is_one_clear_line(
    fault: Callable[[Path], object], message: str, made_set: Path
) -> None:
    fault(made_set)
    with pytest.raises(ModelError, match=message) as raised:
        embedded_network()
    assert str(made_set) in str(raised.value) and "\n" not in str(raised.value)


@pytest.mark.models
def test_the_embedded_network_is_verified_once(monkeypatch: pytest.MonkeyPatch) -> None:
    network = embedded_network()
    monkeypatch.setattr(file_checksums, "file_checksum", lambda path: pytest.fail(f"{path} is read again"))
    assert embedded_network() is network


@pytest.mark.models
def test_the_embedded_network_reads_a_text() -> None:
    text = "“The bridge is closed,” said Anna Berg.\n\nIt rained."
    network = embedded_network()
    assert embedded_network() is network
    found = network.read(text, split_paragraphs(text), SCHEMES)
    assert "".join(word for some in found.sentences for each in some for word in each.words) == "".join(text.split())
    for scheme in SCHEMES:
        assert all(each.content for each in found.findings().attributions[scheme])
