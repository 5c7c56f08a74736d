"""Checksums tell whole files from others."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from quotes.errors import ModelError
from quotes.networks.file_checksums import state_of, verify_files

MD5 = hashlib.md5(b"weights", usedforsecurity=False).hexdigest()


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    path = tmp_path / "network.onnx"
    path.write_bytes(b"weights")
    return path


@pytest.mark.parametrize(
    ("expected", "state"),
    [
        ([], "no checksum"),
        ([MD5], "whole"),
        (["0" * 32, MD5], "whole"),
        (["0" * 32], "damaged"),
    ],
)
def test_states(weights: Path, expected: list[str], state: str) -> None:
    assert state_of(weights, expected) == state
    assert state_of(weights.with_name("other"), expected) == "missing"


def test_the_first_file_that_is_not_whole(weights: Path) -> None:
    assert verify_files([(weights, [MD5]), (weights, [])], "copy it again") == 2
    with pytest.raises(ModelError, match=r"^model file .*network.onnx is damaged .*: copy it again$"):
        verify_files([(weights, [MD5]), (weights, ["0" * 32])], "copy it again")
    with pytest.raises(ModelError, match=r"^model file .*other cannot be read \(No such file.*: copy it again$"):
        verify_files([(weights.with_name("other"), [])], "copy it again")
