"""Checksums of model files, as the index beside them lists them.

There are two indexes: ``resources.json`` of a model set, in which Stanza and its servers prescribe MD5, and
``checksums.json`` of an attribution model, in which we write SHA-256. Both are hexadecimal, and told apart by length.
"""

from __future__ import annotations

import errno
import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from stat import S_ISREG
from typing import Literal

from quotes.errors import ModelError

CHECKSUMS = "checksums.json"

State = Literal["whole", "damaged", "missing", "no checksum"]
Digest = Literal["md5", "sha256"]
MD5_DIGITS = 32


def verify_files(files: Collection[tuple[Path, Sequence[str]]], remedy: str) -> int:
    """Return the number of files, each given with the checksums that it may have (none: any content is right).

    Raises `ModelError` that names the first file which is missing or damaged; `remedy` says what to do about it.
    """
    for path, expected in files:
        try:
            damaged = _compare(path, expected) == "damaged"
        except OSError as error:
            raise ModelError(f"model file {path} cannot be read ({error.strerror}): {remedy}") from error
        if damaged:
            raise ModelError(f"model file {path} is damaged (its checksum differs): {remedy}")
    return len(files)


def state_of(path: Path, expected: Sequence[str]) -> State:
    """Compare a file with the checksums that it may have."""
    try:
        return _compare(path, expected)
    except OSError:
        return "missing"


def verify_checksums(directory: Path) -> int:
    """Return the number of files that ``checksums.json`` in a directory lists, all of them whole.

    Raises `ModelError` if it cannot be read, or one of the files is missing or damaged.
    """
    path, remedy = directory / CHECKSUMS, "install quotes again"
    try:
        listed: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        files = [(directory / name, (checksum,)) for name, checksum in listed.items()]
    except OSError as error:
        raise ModelError(f"model file {path} cannot be read ({error.strerror}): {remedy}") from error
    except (ValueError, AttributeError) as error:
        raise ModelError(f"model file {path} is damaged (it lists no checksums): {remedy}") from error
    return verify_files(files, remedy)


def write_checksums(directory: Path, names: Iterable[str]) -> None:
    """List the files `names` of a directory in its ``checksums.json``."""
    checksums = {name: file_checksum(directory / name, "sha256") for name in sorted(names)}
    (directory / CHECKSUMS).write_text(json.dumps(checksums, indent=1) + "\n", encoding="utf-8")


def file_checksum(path: Path, digest: Digest) -> str:
    """Return the checksum of a file in hexadecimal digits. Raises `OSError`."""
    require_file(path)
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.new(digest, usedforsecurity=False)).hexdigest()


def require_file(path: Path) -> None:
    """Raise `OSError` if nothing is at a path, or a directory, pipe, socket or device, which may have no end."""
    if not S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "it is no regular file", str(path))


def _compare(path: Path, expected: Sequence[str]) -> State:
    digest: Digest = "sha256" if any(len(each) > MD5_DIGITS for each in expected) else "md5"
    found = file_checksum(path, digest)
    if not expected:
        return "no checksum"
    return "whole" if found in expected else "damaged"
