"""Store a Stanza model directory in half precision, with checksums, ready to be embedded.

    python -m quotes.training.half_precision SOURCE_DIR TARGET_DIR

Weights shrink to half their size; everything else in the files stays as it is, except that optimizer
states, which only training needs, are dropped. The tokenizer is copied unchanged: it is small, and a
changed decision there moves every later offset.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import torch

TRAINING_ONLY = ("optimizer_state_dict", "scheduler_state_dict")
KEPT_EXACT = ("tokenize",)


def store_in_half_precision(source: Path, target: Path) -> None:
    """Copy the model directory `source` to `target` with 32-bit weights stored in 16 bits.

    `source` and `target` have the layout of a Stanza model directory: ``resources.json`` and
    ``LANGUAGE/PROCESSOR/PACKAGE.pt``. The checksums in the new ``resources.json`` are those of the new files.
    """
    resources = json.loads((source / "resources.json").read_text(encoding="utf-8"))
    for path in sorted(source.glob("*/*/*.pt")):
        language, processor = path.parts[-3:-1]
        new_path = target / path.relative_to(source)
        new_path.parent.mkdir(parents=True, exist_ok=True)
        if processor in KEPT_EXACT:
            shutil.copyfile(path, new_path)
        else:
            checkpoint = torch.load(path, map_location="cpu", weights_only=True)
            for key in TRAINING_ONLY:
                checkpoint.pop(key, None)
            torch.save(_halved(checkpoint), new_path)
        checksum = hashlib.md5(new_path.read_bytes(), usedforsecurity=False).hexdigest()
        resources[language][processor][path.stem]["md5"] = checksum
    text = json.dumps(resources, indent=1, sort_keys=True) + "\n"
    (target / "resources.json").write_text(text, encoding="utf-8")


def _halved(value: Any) -> Any:
    if torch.is_tensor(value):
        return value.half() if value.dtype == torch.float32 else value
    if isinstance(value, dict):
        return type(value)((key, _halved(item)) for key, item in value.items())
    if isinstance(value, list | tuple):
        return type(value)(_halved(item) for item in value)
    return value


if __name__ == "__main__":
    store_in_half_precision(Path(sys.argv[1]), Path(sys.argv[2]))
