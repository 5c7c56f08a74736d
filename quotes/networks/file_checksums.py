"""Are the files of a model whole? Their SHA-256 checksums lie beside them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from quotes.errors import ModelError

CHECKSUMS = "checksums.json"


def write_checksums(directory: Path, names: Iterable[str]) -> None:
    """Store the checksums of the files `names` of a directory beside them."""
    checksums = {name: _checksum(directory / name) for name in sorted(names)}
    (directory / CHECKSUMS).write_text(json.dumps(checksums, indent=1) + "\n", encoding="utf-8")


def verify_checksums(directory: Path) -> int:
    """How many files a model has, all of them whole. Raises `ModelError` if one is missing or not what it was."""
    try:
        checksums: dict[str, str] = json.loads((directory / CHECKSUMS).read_text(encoding="utf-8"))
        damaged = [name for name, checksum in checksums.items() if _checksum(directory / name) != checksum]
    except (OSError, ValueError, AttributeError) as error:
        reason = error.strerror if isinstance(error, OSError) else f"{CHECKSUMS} is damaged"
        raise ModelError(f"attribution model {directory} cannot be read ({reason}): install quotes again") from error
    if damaged:
        raise ModelError(f"attribution model {directory / damaged[0]} is damaged: install quotes again")
    return len(checksums)


def _checksum(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
