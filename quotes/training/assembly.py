"""Putting trained models together as a model set: a Stanza model directory in half precision, with checksums."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE

PACKAGE = "news"
LANGUAGE = "en"
TRAINING_ONLY = ("optimizer_state_dict", "scheduler_state_dict")
KEPT_EXACT = ("tokenize", "joint")
"""The tokenizer is small, and a changed decision there moves every later offset; a joint network is quantized."""

CHANGED_VECTORS = "delta_emb.weight"

KEPT_VECTORS = 56_000
"""Vectors of the most frequent words are kept, so that the whole set stays small; the models learn from more."""

WITH_VECTORS = ("pos", "depparse", "ner")


def assemble(models: Path, target: Path, names: Sequence[str]) -> None:
    """Lay out the files `names` of the folder `models` as a model directory, weights stored in 16 bits.

    The files are ``PROCESSOR.pt``, or ``joint.onnx``, which is taken as it is. All else in the files stays, except that
    rarer words lose their vectors, and that what nothing uses is dropped: optimizer states, which only training needs,
    and the changes of the word vectors in the entity recognizer if nothing has been changed.
    """
    processors: dict[str, Mapping[str, Any]] = {}
    for path in sorted(models / name for name in names):
        processor = path.stem
        written = target / LANGUAGE / processor / f"{PACKAGE}{path.suffix}"
        written.parent.mkdir(parents=True, exist_ok=True)
        store_in_half_precision(path, written, exact=processor in KEPT_EXACT)
        entry: dict[str, Any] = {"md5": hashlib.md5(written.read_bytes(), usedforsecurity=False).hexdigest()}
        if processor in WITH_VECTORS:
            entry["dependencies"] = [{"model": "pretrain", "package": PACKAGE}]
        processors[processor] = {PACKAGE: entry}
    default = {processor: PACKAGE for processor in processors if processor != "pretrain"}
    index = {
        LANGUAGE: {
            "lang_name": "English",
            "default_dependencies": {},
            "packages": {"default": default},
            **processors,
        }
    }
    (target / "resources.json").write_text(json.dumps(index, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def store_in_half_precision(source: Path, target: Path, exact: bool = False) -> None:
    """Copy a model file with 32-bit weights stored in 16 bits, or as it is if `exact`."""
    if exact:
        shutil.copyfile(source, target)
        return
    checkpoint = torch.load(source, map_location="cpu", weights_only=True)
    for key in TRAINING_ONLY:
        checkpoint.pop(key, None)
    _drop_rare_vectors(checkpoint)
    _drop_unchanged_vectors(checkpoint)
    torch.save(_halved(checkpoint), target)


def _drop_unchanged_vectors(checkpoint: dict[str, Any]) -> None:
    """An entity recognizer adds its own changes to the word vectors; if all are 0, it does the same without them."""
    changes = checkpoint["model"].get(CHANGED_VECTORS) if "model" in checkpoint else None
    if changes is not None and not changes.any():
        del checkpoint["model"][CHANGED_VECTORS]
        del checkpoint["vocab"]["delta"]


def _drop_rare_vectors(checkpoint: dict[str, Any]) -> None:
    """Word vectors are in the order of how frequent the words are, after those of special words."""
    kept = VOCAB_PREFIX_SIZE + KEPT_VECTORS
    if "emb" in checkpoint:
        checkpoint["emb"] = checkpoint["emb"][:kept].clone()
        checkpoint["vocab"] |= _first(kept, checkpoint["vocab"])
    elif "delta" in checkpoint.get("vocab", ()):  # an entity recognizer lists the words that have vectors
        checkpoint["vocab"]["word"] |= _first(kept, checkpoint["vocab"]["word"])


def _first(count: int, vocabulary: Mapping[str, Any]) -> dict[str, Any]:
    words = vocabulary["_id2unit"][:count]
    return {"_id2unit": words, "_unit2id": {word: number for number, word in enumerate(words)}}


def _halved(value: Any) -> Any:
    if torch.is_tensor(value):
        return value.half() if value.dtype == torch.float32 else value
    if isinstance(value, dict):
        return type(value)((key, _halved(item)) for key, item in value.items())
    if isinstance(value, list | tuple):
        return type(value)(_halved(item) for item in value)
    return value
