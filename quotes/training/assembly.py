"""Layout of a trained network as a model set: a Stanza model directory with an index of checksums."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

LANGUAGE, PROCESSOR, PACKAGE = "en", "joint", "news"


def assemble(network: Path, folder: Path) -> None:
    """Copy the exported `network` into `folder` and write the index ``resources.json`` beside it."""
    written = folder / LANGUAGE / PROCESSOR / f"{PACKAGE}{network.suffix}"
    written.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(network, written)
    checksum = hashlib.md5(written.read_bytes(), usedforsecurity=False).hexdigest()
    index = {
        LANGUAGE: {
            "lang_name": "English",
            "default_dependencies": {},
            "packages": {"default": {PROCESSOR: PACKAGE}},
            PROCESSOR: {PACKAGE: {"md5": checksum}},
        }
    }
    (folder / "resources.json").write_text(json.dumps(index, indent=1, sort_keys=True) + "\n", encoding="utf-8")
