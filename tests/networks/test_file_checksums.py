"""Checksums tell whole files from others, whichever index lists them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from quotes.errors import ModelError
from quotes.networks.file_checksums import CHECKSUMS, state_of, verify_checksums, verify_files, write_checksums

MD5, SHA256 = (hashlib.new(digest, b"weights").hexdigest() for digest in ("md5", "sha256"))


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
        ([SHA256], "whole"),
        (["0" * 32], "damaged"),
        (["0" * 64], "damaged"),
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


def test_listed_checksums(weights: Path) -> None:
    index = weights.with_name(CHECKSUMS)
    write_checksums(weights.parent, [weights.name])
    assert SHA256 in index.read_text() and verify_checksums(weights.parent) == 1
    weights.write_bytes(b"weight")
    for content, message in ((index.read_bytes(), "damaged"), (b"[1]", "damaged"), (b"{", "damaged"), (None, "read")):
        index.unlink()
        if content is not None:
            index.write_bytes(content)
        with pytest.raises(ModelError, match=f"{message} .*: install quotes again"):
            verify_checksums(weights.parent)
