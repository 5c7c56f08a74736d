"""Putting models together: weights shrink, nothing else changes, and the checksums are right."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from pathlib import Path

import pytest
import torch

from quotes.parsing.model_set import find_model_set
from quotes.training.assembly import assemble

WEIGHTS = torch.linspace(-3.0, 3.0, 64).reshape(8, 8)


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A folder with a small tagger, a small tokenizer and word vectors."""
    folder = tmp_path / "models"
    folder.mkdir()
    checkpoint = {
        "model": OrderedDict([("weight", WEIGHTS.clone()), ("steps", torch.arange(3))]),
        "nested": [{"bias": torch.ones(2)}, (torch.zeros(1), "text")],
        "config": {"dropout": 0.5, "name": "tagger", "exact": torch.zeros(1, dtype=torch.float64)},
        "vocab": ["a", "b"],
        "optimizer_state_dict": {"momentum": torch.ones(1000)},
        "scheduler_state_dict": {"last": 1},
    }
    for processor in ("pos", "tokenize", "pretrain"):
        torch.save(checkpoint, folder / f"{processor}.pt")
    return folder


@pytest.fixture
def assembled(models: Path, tmp_path: Path) -> Path:
    target = tmp_path / "set"
    assemble(models, target)
    return target


def test_weights_are_halved_wherever_they_are(assembled: Path) -> None:
    checkpoint = torch.load(assembled / "en" / "pos" / "news.pt", weights_only=True)
    assert checkpoint["model"]["weight"].dtype == torch.float16
    assert torch.equal(checkpoint["model"]["weight"], WEIGHTS.half())
    assert checkpoint["nested"][0]["bias"].dtype == checkpoint["nested"][1][0].dtype == torch.float16


def test_a_network_takes_them_back_without_further_loss(assembled: Path) -> None:
    checkpoint = torch.load(assembled / "en" / "pos" / "news.pt", weights_only=True)
    network = torch.nn.Linear(8, 8, bias=False)
    network.load_state_dict({"weight": checkpoint["model"]["weight"]})
    assert network.weight.dtype == torch.float32
    assert torch.equal(network.weight.data, WEIGHTS.half().float())
    assert torch.allclose(network.weight.data, WEIGHTS, atol=2e-3)


def test_all_else_stays_as_it_is(assembled: Path) -> None:
    checkpoint = torch.load(assembled / "en" / "pos" / "news.pt", weights_only=True)
    assert list(checkpoint) == ["model", "nested", "config", "vocab"]
    assert isinstance(checkpoint["model"], OrderedDict)
    assert torch.equal(checkpoint["model"]["steps"], torch.arange(3))
    assert checkpoint["config"]["exact"].dtype == torch.float64
    assert (checkpoint["config"]["dropout"], checkpoint["config"]["name"]) == (0.5, "tagger")
    assert checkpoint["nested"][1][1] == "text"
    assert checkpoint["vocab"] == ["a", "b"]


def test_the_tokenizer_is_copied_byte_for_byte(models: Path, assembled: Path) -> None:
    assert (assembled / "en" / "tokenize" / "news.pt").read_bytes() == (models / "tokenize.pt").read_bytes()


def test_the_index_has_checksums_packages_and_what_depends_on_the_vectors(assembled: Path) -> None:
    index = json.loads((assembled / "resources.json").read_text(encoding="utf-8"))
    assert index["en"]["packages"] == {"default": {"pos": "news", "tokenize": "news"}}
    for processor in ("pos", "tokenize", "pretrain"):
        content = (assembled / "en" / processor / "news.pt").read_bytes()
        assert index["en"][processor]["news"]["md5"] == hashlib.md5(content).hexdigest()
    assert index["en"]["pos"]["news"]["dependencies"] == [{"model": "pretrain", "package": "news"}]
    assert "dependencies" not in index["en"]["tokenize"]["news"]


def test_the_set_is_one_that_is_found(assembled: Path) -> None:
    files = {path.parent.name for path, *_ in find_model_set(assembled).files}
    assert files == {"pos", "tokenize", "pretrain"}
