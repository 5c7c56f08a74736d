"""Putting models together: weights shrink, nothing else changes, and the checksums are right."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from pathlib import Path

import pytest
import torch
from stanza.models.common.pretrain import Pretrain
from stanza.models.common.vocab import VOCAB_PREFIX, VOCAB_PREFIX_SIZE

from quotes.models.model_set import find_model_set
from quotes.training.assembly import assemble, store_in_half_precision
from quotes.training.word_vectors import write_word_vectors

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
    assemble(models, target, [path.name for path in models.iterdir()])
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


@pytest.mark.parametrize("change", [0.0, 0.5])
def test_changes_of_the_word_vectors_are_kept_only_if_there_are_any(tmp_path: Path, change: float) -> None:
    checkpoint = {
        "model": {"delta_emb.weight": torch.full((3, 2), change), "crits.0._transitions": torch.ones(2, 2)},
        "vocab": {"delta": ["a"], "char": ["b"], "word": {"_id2unit": ["c"], "_unit2id": {"c": 0}}},
        "config": {},
    }
    torch.save(checkpoint, tmp_path / "ner.pt")
    store_in_half_precision(tmp_path / "ner.pt", tmp_path / "small.pt")
    stored = torch.load(tmp_path / "small.pt", weights_only=True)
    assert ("delta_emb.weight" in stored["model"]) is ("delta" in stored["vocab"]) is bool(change)
    assert "crits.0._transitions" in stored["model"]
    assert stored["vocab"]["char"] == ["b"]


def test_only_frequent_words_keep_their_vectors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.training.assembly.KEPT_VECTORS", 2)
    write_word_vectors(tmp_path / "pretrain.pt", ["the", "of", "zyzzyva"], torch.eye(3))
    store_in_half_precision(tmp_path / "pretrain.pt", tmp_path / "small.pt")
    vectors = Pretrain(str(tmp_path / "small.pt"))
    assert vectors.vocab.unit2id("of") == VOCAB_PREFIX_SIZE + 1
    assert "zyzzyva" not in vectors.vocab
    assert len(vectors.vocab) == len(vectors.emb) == VOCAB_PREFIX_SIZE + 2
    assert vectors.emb[VOCAB_PREFIX_SIZE + 1].tolist() == [0.0, 1.0, 0.0]


def test_the_entity_recognizer_lists_only_the_words_that_have_vectors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quotes.training.assembly.KEPT_VECTORS", 1)
    units = [*VOCAB_PREFIX, "the", "zyzzyva"]
    words = {"_id2unit": units, "_unit2id": {unit: number for number, unit in enumerate(units)}, "lang": "en"}
    checkpoint = {"model": {"delta_emb.weight": torch.zeros(3, 2)}, "vocab": {"delta": {}, "word": words}}
    torch.save(checkpoint, tmp_path / "ner.pt")
    store_in_half_precision(tmp_path / "ner.pt", tmp_path / "small.pt")
    kept = torch.load(tmp_path / "small.pt", weights_only=True)["vocab"]["word"]
    assert kept["_id2unit"] == [*VOCAB_PREFIX, "the"] == list(kept["_unit2id"])
    assert kept["lang"] == "en"


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
