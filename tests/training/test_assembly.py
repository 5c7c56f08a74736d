"""The layout of a model set."""

from __future__ import annotations

from pathlib import Path

from quotes.models.model_set import find_model_set, verify
from quotes.training.assembly import assemble


def test_an_exported_network_becomes_a_set_that_is_found_whole(tmp_path: Path) -> None:
    exported = tmp_path / "joint.onnx"
    exported.write_bytes(b"network")
    assemble(exported, tmp_path / "set")
    assembled = find_model_set(tmp_path / "set")
    verify(assembled)
    (path,) = (path for path, _ in assembled.files)
    assert path == tmp_path / "set" / "en" / "joint" / "news.onnx" and path.read_bytes() == b"network"
