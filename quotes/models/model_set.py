"""Model sets: the directory of each, its files and their checksums, without loading them.

A model set is a Stanza model directory: ``resources.json``, and ``LANGUAGE/PROCESSOR/PACKAGE.pt`` beside it. Instead of
all of these it may have one joint network, ``LANGUAGE/joint/PACKAGE.onnx``. The embedded English set ships inside the
package.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

from quotes.errors import ModelError
from quotes.models.model_catalogue import INDEX, Place, place_of
from quotes.models.model_index import JOINT, MALFORMED, ListedSet, list_package, only_language, read_index
from quotes.networks.file_checksums import verify_files


@dataclass(frozen=True, slots=True)
class ModelSet:
    """A directory of Stanza models for one language.

    ``name`` stands in the JSON output and in statements of accuracy; ``files`` are the model files with the MD5
    checksums that each may have, and ``listed`` the other entries of ``resources.json``; ``remedy`` tells a person how
    to mend a set that is not whole.
    """

    name: str
    directory: Path
    files: tuple[tuple[Path, tuple[str, ...]], ...]
    listed: ListedSet
    remedy: str

    @property
    def language(self) -> str:
        """Stanza's code of its language ("en")."""
        return self.listed.language

    @property
    def processors(self) -> list[str]:
        """Names of its processors, in the order in which they run."""
        return [processor for processor, _ in self.listed.packages]

    @property
    def joint_network(self) -> Path | None:
        """File of the network that does the work of all processors, or None."""
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
    """Raise `ModelError` that names the first file of a set which is missing, damaged or a decompression bomb."""
    verify_files(model_set.files, model_set.remedy)
    for path, _ in model_set.files:
        refuse_bomb(path, model_set.remedy)


def refuse_bomb(path: Path, remedy: str) -> None:
    """Raise `ModelError` if a file of torch, which is an archive of uncompressed parts, unpacks to more than its size.

    Older files of torch are no archives, and neither is a network in ONNX.
    """
    if path.suffix != ".pt" or not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise ModelError(f"model file {path} is a damaged archive: {remedy}") from error
    if unpacked > path.stat().st_size:
        raise ModelError(f"model file {path} unpacks to {unpacked} bytes, more than it has: {remedy}")
