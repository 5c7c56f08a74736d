"""Storing models in half precision: the weights shrink, nothing else changes, and the checksums are right."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from pathlib import Path

import pytest
import torch

from quotes.training.half_precision import store_in_half_precision

WEIGHTS = torch.linspace(-3.0, 3.0, 64).reshape(8, 8)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A model directory with a small tagger and a small tokenizer."""
    directory = tmp_path / "source"
    checkpoint = {
        "model": OrderedDict([("weight", WEIGHTS.clone()), ("steps", torch.arange(3))]),
        "nested": [{"bias": torch.ones(2)}, (torch.zeros(1), "text")],
        "config": {"dropout": 0.5, "name": "tagger", "exact": torch.zeros(1, dtype=torch.float64)},
        "vocab": ["a", "b"],
        "optimizer_state_dict": {"momentum": torch.ones(1000)},
        "scheduler_state_dict": {"last": 1},
    }
    for processor in ("pos", "tokenize"):
        path = directory / "en" / processor / "tiny.pt"
        path.parent.mkdir(parents=True)
        torch.save(checkpoint, path)
    index = {
        "en": {
            "pos": {"tiny": {"md5": "old", "dependencies": [{"model": "pretrain", "package": "none"}]}},
            "tokenize": {"tiny": {"md5": "old"}},
            "packages": {"default": {"pos": "tiny", "tokenize": "tiny"}},
        },
        "url": "kept",
    }
    (directory / "resources.json").write_text(json.dumps(index), encoding="utf-8")
    return directory


@pytest.fixture
def target(source: Path, tmp_path: Path) -> Path:
    store_in_half_precision(source, tmp_path / "target")
    return tmp_path / "target"


def test_weights_are_halved_wherever_they_are(target: Path) -> None:
    checkpoint = torch.load(target / "en" / "pos" / "tiny.pt", weights_only=True)
    assert checkpoint["model"]["weight"].dtype == torch.float16
    assert torch.equal(checkpoint["model"]["weight"], WEIGHTS.half())
    assert checkpoint["nested"][0]["bias"].dtype == checkpoint["nested"][1][0].dtype == torch.float16


def test_a_network_takes_them_back_without_further_loss(target: Path) -> None:
    checkpoint = torch.load(target / "en" / "pos" / "tiny.pt", weights_only=True)
    network = torch.nn.Linear(8, 8, bias=False)
    network.load_state_dict({"weight": checkpoint["model"]["weight"]})
    assert network.weight.dtype == torch.float32
    assert torch.equal(network.weight.data, WEIGHTS.half().float())
    assert torch.allclose(network.weight.data, WEIGHTS, atol=2e-3)


def test_all_else_stays_as_it_is(target: Path) -> None:
    checkpoint = torch.load(target / "en" / "pos" / "tiny.pt", weights_only=True)
    assert list(checkpoint) == ["model", "nested", "config", "vocab"]
    assert isinstance(checkpoint["model"], OrderedDict)
    assert torch.equal(checkpoint["model"]["steps"], torch.arange(3))
    assert checkpoint["config"]["exact"].dtype == torch.float64
    assert (checkpoint["config"]["dropout"], checkpoint["config"]["name"]) == (0.5, "tagger")
    assert checkpoint["nested"][1][1] == "text"
    assert checkpoint["vocab"] == ["a", "b"]


def test_the_tokenizer_is_copied_byte_for_byte(source: Path, target: Path) -> None:
    path = Path("en") / "tokenize" / "tiny.pt"
    assert (target / path).read_bytes() == (source / path).read_bytes()


def test_the_index_has_the_new_checksums(source: Path, target: Path) -> None:
    index = json.loads((target / "resources.json").read_text(encoding="utf-8"))
    for processor in ("pos", "tokenize"):
        content = (target / "en" / processor / "tiny.pt").read_bytes()
        assert index["en"][processor]["tiny"].pop("md5") == hashlib.md5(content).hexdigest()
    before = json.loads((source / "resources.json").read_text(encoding="utf-8"))
    assert before["en"]["pos"]["tiny"].pop("md5") == before["en"]["tokenize"]["tiny"].pop("md5") == "old"
    assert index == before
