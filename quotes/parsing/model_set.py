"""Model sets: where their files lie, whether they are whole, and how they are loaded.

A model set is a Stanza model directory: ``resources.json``, and ``LANGUAGE/PROCESSOR/PACKAGE.pt`` beside it.
The embedded English set ships inside the package. Loading never touches the network.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from pickle import UnpicklingError
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from quotes.errors import ModelError

if TYPE_CHECKING:
    import stanza

EMBEDDED = "embedded"
PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")
OPTIONAL_PROCESSORS = {"mwt"}
DAMAGED = "install quotes again, or name another model directory"


@dataclass(frozen=True, slots=True)
class ModelSet:
    """A directory of Stanza models for one language.

    ``name`` is what statements of accuracy and the JSON output call it; ``files`` are the model files
    with their MD5 checksums (hex), as ``resources.json`` lists them.
    """

    name: str
    directory: Path
    language: str
    files: tuple[tuple[Path, str | None], ...]


def find_model_set(model: str | Path | None = None) -> ModelSet:
    """Describe a model set without loading it.

    `model` is None or ``"embedded"`` for the set that ships with the package, or the path of a Stanza
    model directory. Raises `ModelError` when there is no readable ``resources.json`` or it names no models.
    """
    if model is None or model == EMBEDDED:
        name = EMBEDDED
        directory = Path(str(resources.files("quotes"))) / "models" / "english"
    else:
        directory = Path(model)
        name = directory.name
    index = directory / "resources.json"
    try:
        content = json.loads(index.read_text(encoding="utf-8"))
        language = next(key for key, value in content.items() if "packages" in value)
        listed = _listed_files(directory, language, content[language])
    except OSError as error:
        raise ModelError(f"model file {index} cannot be read ({error.strerror}): {DAMAGED}") from error
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration) as error:
        raise ModelError(f"model file {index} is not an index of Stanza models: {DAMAGED}") from error
    return ModelSet(name, directory, language, tuple(listed))


def _listed_files(directory: Path, language: str, index: dict[str, Any]) -> list[tuple[Path, str | None]]:
    """The files of the default package, with the word vectors that they depend on."""
    packages = dict(index["packages"]["default"])
    wanted = {(processor, packages[processor]) for processor in PROCESSORS if processor in packages}
    for processor, package in sorted(wanted):
        for needed in index[processor][package].get("dependencies", ()):
            wanted.add((needed["model"], needed["package"]))
    return [
        (directory / language / processor / f"{package}.pt", index[processor][package].get("md5"))
        for processor, package in sorted(wanted)
    ]


def verify(model_set: ModelSet) -> None:
    """Raise `ModelError` naming the first file of the set that is missing or damaged."""
    for path, expected in model_set.files:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise ModelError(f"model file {path} cannot be read ({error.strerror}): {DAMAGED}") from error
        if expected and hashlib.md5(content, usedforsecurity=False).hexdigest() != expected:
            raise ModelError(f"model file {path} is damaged (its checksum differs): {DAMAGED}")


def load_pipeline(model_set: ModelSet) -> stanza.Pipeline:
    """Load a verified model set as a Stanza pipeline on the CPU.

    Weights stored in half precision are up-cast exactly: `load_state_dict` does it for the networks, and
    the word vectors, which Stanza uses as they come, are handed over already up-cast.
    Raises `ModelError` when a file is missing or damaged.
    """
    verify(model_set)
    import stanza
    from stanza.models.common.foundation_cache import FoundationCache
    from stanza.models.common.pretrain import Pretrain

    cache = FoundationCache(local_files_only=True)
    available = {path.parent.name for path, _ in model_set.files}
    missing = set(PROCESSORS) - OPTIONAL_PROCESSORS - available
    if missing:
        raise ModelError(f"model set {model_set.directory} has no {', '.join(sorted(missing))}: {DAMAGED}")
    try:
        for path, _ in model_set.files:
            if path.parent.name == "pretrain":
                vectors = Pretrain(str(path))
                vectors.load()
                vectors._emb = vectors._emb.float()
                cache.pretrains[str(path)] = vectors
        with _without_optimizers():
            return stanza.Pipeline(
                model_set.language,
                dir=str(model_set.directory),
                processors=",".join(processor for processor in PROCESSORS if processor in available),
                package="default",
                download_method=None,
                foundation_cache=cache,
                use_gpu=False,
                logging_level="CRITICAL",
            )
    except (OSError, RuntimeError, UnpicklingError, KeyError, EOFError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise ModelError(f"model set {model_set.directory} cannot be loaded ({reason}): {DAMAGED}") from error


@contextmanager
def _without_optimizers() -> Iterator[None]:
    """Let Stanza load models without making optimizers for them.

    It makes them even for models that only predict, and the first one imports torch's compiler, which takes over a
    second. Outside of this block, which only loads, training works as ever.
    """
    from stanza.models.common import utils

    made = utils.dispatch_optimizer
    utils.dispatch_optimizer = lambda *_args, **_options: SimpleNamespace(param_groups=[{"lr": 0.0}])
    try:
        yield
    finally:
        utils.dispatch_optimizer = made
