"""Loading of a model set as a Stanza pipeline: the embedded set, Stanza's own, and any directory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from quotes.errors import ModelError
from quotes.models.model_set import ModelSet, refuse_bomb, verify
from quotes.parsing.joint.attribution_tags import DEFAULT_SCHEMES, Scheme
from quotes.runtime.telemetry import hub_offline

if TYPE_CHECKING:
    import stanza

LONGEST_REASON = 160
"""The longest citation of another library's error, in characters."""


def load_pipeline(model_set: ModelSet, schemes: Sequence[Scheme] = DEFAULT_SCHEMES) -> stanza.Pipeline:
    """Verify a model set and load it on the CPU, without network access.

    `schemes` are those of the attributions that a joint network finds. Raises `ModelError` when a file is missing or
    damaged, or needs what this machine does not have.
    """
    verify(model_set)
    if model_set.listed.missing:
        missing = ", ".join(model_set.listed.missing)
        raise ModelError(f"model set {model_set.directory} has no {missing}: {model_set.remedy}")
    import stanza  # takes more than a second

    try:
        with _without_optimizers(), hub_offline():
            return stanza.Pipeline(
                model_set.language,
                dir=str(model_set.directory),
                package=None,
                download_method=None,
                use_gpu=False,
                logging_level="CRITICAL",
                **_processors_of(model_set, schemes),
            )
    except Exception as error:  # Stanza and its libraries raise errors of many kinds for files that do not fit
        if isinstance(error, OSError | ImportError) and (named := transformers_of(model_set)):
            raise ModelError(
                f"model set '{model_set.name}' needs the transformer {named[0]}, which is not on this machine: "
                f"run {how_to_get(named)}"
            ) from error
        raise ModelError(
            f"model set {model_set.directory} cannot be loaded by Stanza {stanza.__version__} ({_reason(error)}): "
            f"{model_set.remedy}"
        ) from error


def try_to_load(model_set: ModelSet) -> list[str]:
    """Return the names of the transformers that a set needs, which may still have to be fetched.

    A set that needs none is loaded. Raises `ModelError` if that fails, or if a file holds anything but data.
    """
    transformers = transformers_of(model_set)
    if not transformers:
        load_pipeline(model_set)
    return transformers


def transformers_of(model_set: ModelSet) -> list[str]:
    """Return the names of the transformers on the Hugging Face hub that a set needs besides its files.

    Raises `ModelError` if a file holds anything but data, such as code.
    """
    import stanza
    import torch

    found = set()
    for path, _ in model_set.files:
        if path == model_set.joint_network:
            continue
        refuse_bomb(path, model_set.remedy)
        try:
            content = torch.load(path, map_location="cpu", weights_only=True)
            found.add(content.get("config", {}).get("bert_model"))
            found.update(each["args"].get("bert_model") for each in content.get("contextual", ()))
        except Exception as error:  # torch has no common class for what can be wrong with a file
            raise ModelError(
                f"model file {path} cannot be loaded: it is no model of Stanza {stanza.__version__}, "
                "but perhaps one of another version"
            ) from error
    return sorted(filter(None, found))


def how_to_get(transformers: list[str]) -> str:
    """Return the commands that put transformers on this machine."""
    return " and ".join(["`pip install transformers peft`", *(f"`hf download {name}`" for name in transformers)])


def _processors_of(model_set: ModelSet, schemes: Sequence[Scheme]) -> dict[str, Any]:
    """Return the arguments that name the processors of a set: those of the joint network, if it has one."""
    if model_set.joint_network is None:
        return {"processors": dict.fromkeys(model_set.processors, "default")}
    from quotes.parsing.joint.joint_processors import PROCESSORS

    networks = {f"{name}_network": model_set.joint_network for name in PROCESSORS}
    return {"processors": PROCESSORS, "tokenize_schemes": schemes, "attributions_schemes": schemes} | networks


def _reason(error: Exception) -> str:
    """Return the first line of an error of another library, cut to `LONGEST_REASON`."""
    text = str(error).strip().partition("\n")[0]
    text = f"{type(error).__name__} {text}".strip() if isinstance(error, LookupError) or not text else text
    return text if len(text) <= LONGEST_REASON else text[: LONGEST_REASON - 1] + "…"


@contextmanager
def _without_optimizers() -> Iterator[None]:
    """Let Stanza load models without making optimizers for them.

    It makes them even for models that only predict, and the first one imports torch's compiler, which takes over a
    second. Training outside of this block, which only loads, works as ever.
    """
    from stanza.models.common import utils

    made = utils.dispatch_optimizer
    utils.dispatch_optimizer = lambda *_args, **_options: SimpleNamespace(param_groups=[{"lr": 0.0}])
    try:
        yield
    finally:
        utils.dispatch_optimizer = made
