"""Model sets: what they consist of, and whether they are whole.

A model set is a Stanza model directory: ``resources.json``, and ``LANGUAGE/PROCESSOR/PACKAGE.pt`` beside it. It may
have a joint network, ``LANGUAGE/joint/PACKAGE.onnx``, instead of all that.
The embedded English set ships inside the package. Loading never touches the network.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from quotes.errors import ModelError
from quotes.models.model_catalogue import INDEX, Place, place_of
from quotes.models.model_index import JOINT, MALFORMED, ListedSet, list_package, only_language, read_index

State = Literal["whole", "damaged", "missing", "no checksum"]


@dataclass(frozen=True, slots=True)
class ModelSet:
    """A directory of Stanza models for one language.

    ``name`` is what statements of accuracy and the JSON output call it; ``files`` are the model files
    with the MD5 checksums (hex) that each may have, as ``resources.json`` lists them; ``listed`` is what it says
    apart from that, and ``remedy`` what a person can do when a file is not whole.
    """

    name: str
    directory: Path
    files: tuple[tuple[Path, tuple[str, ...]], ...]
    listed: ListedSet
    remedy: str

    @property
    def language(self) -> str:
        """The code of its language, as Stanza has it."""
        return self.listed.language

    @property
    def processors(self) -> list[str]:
        """The names of its processors, in the order in which they run."""
        return [processor for processor, _ in self.listed.packages]

    @property
    def joint_network(self) -> Path | None:
        """The file of the network that stands for all of Stanza's processors, if there is one."""
        return next((path for path, _ in self.files if path.parent.name == JOINT), None)


def find_model_set(model: str | Path | None = None) -> ModelSet:
    """Describe a model set without loading it.

    `model` is None or ``"embedded"`` for the set that ships with the package, the name of an installed set, or the
    path of a Stanza model directory. Raises `ModelError` when there is none, or no readable ``resources.json`` that
    names models.
    """
    return describe(place_of(model))


def describe(place: Place) -> ModelSet:
    """Describe the model set at `place`. Raises `ModelError` if there is no readable ``resources.json``."""
    path = place.directory / INDEX
    try:
        index = read_index(path)
        listed = list_package(index, only_language(index))
    except OSError as error:
        raise ModelError(f"model file {path} cannot be read ({error.strerror}): {place.remedy}") from error
    except MALFORMED as error:
        raise ModelError(f"model file {path} is not an index of Stanza models: {place.remedy}") from error
    files = tuple((place.directory / file.path(listed.language), file.checksums) for file in listed.files)
    return ModelSet(place.name, place.directory, files, listed, place.remedy)


def verify(model_set: ModelSet) -> None:
    """Raise `ModelError` naming the first file of the set that is missing or damaged."""
    for path, expected in model_set.files:
        try:
            damaged = expected and checksum(path) not in expected
        except OSError as error:
            raise ModelError(f"model file {path} cannot be read ({error.strerror}): {model_set.remedy}") from error
        if damaged:
            raise ModelError(f"model file {path} is damaged (its checksum differs): {model_set.remedy}")


def state_of(path: Path, expected: Sequence[str]) -> State:
    """Whether a model file is what one of its checksums says."""
    try:
        found = checksum(path)
    except OSError:
        return "missing"
    if not expected:
        return "no checksum"
    return "whole" if found in expected else "damaged"


def checksum(path: Path) -> str:
    """The MD5 checksum of a file (hex). Raises `OSError`."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def transformers_of(model_set: ModelSet) -> list[str]:
    """Names of the transformers on the Hugging Face hub that a set needs, which are none of its files.

    Raises `ModelError` if a file does not hold what Stanza stores, nothing but data.
    """
    import stanza
    import torch

    found = set()
    for path, _ in model_set.files:
        if path == model_set.joint_network:
            continue
        try:
            content = torch.load(path, map_location="cpu", weights_only=True)
            found.add(content.get("config", {}).get("bert_model"))
        except Exception as error:  # torch has no common class for what can be wrong with a file
            raise ModelError(
                f"model file {path} cannot be loaded: it is no model of Stanza {stanza.__version__}, "
                "but perhaps one of another version"
            ) from error
    return sorted(filter(None, found))


def how_to_get(transformers: list[str]) -> str:
    """The commands that put transformers on this machine."""
    return " and ".join(["`pip install transformers peft`", *(f"`hf download {name}`" for name in transformers)])
