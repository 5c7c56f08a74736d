"""Model sets are loaded before they count as installed; what cannot be loaded is not installed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import huggingface_hub
import pytest
import torch
from click.testing import CliRunner
from served_models import Served, models, refused, serve, write_bomb
from tiny_stanza import PACKAGE, model_path

from quotes.cli.main import main
from quotes.networks.file_checksums import file_checksum

CLASSIFIER = {"model_type": "TRANSFORMER", "label_decoder": {}, "target_words": [], "target_upos": []}
"""A lemmatizer's classifier of words by their context, but for its arguments."""

pytestmark = [pytest.mark.models, pytest.mark.usefixtures("sets")]


@pytest.fixture
def served(tiny_set: Path, tmp_path: Path) -> Iterator[Served]:
    with serve(tiny_set, tmp_path / "server") as served:
        yield served


def store(served: Served, processor: str, content: dict[str, object]) -> None:
    """Put something else in the place of a model, and its checksum into the index."""
    torch.save(content, model_path(served.directory, processor))
    list_checksum(served, processor)


def list_checksum(served: Served, processor: str) -> None:
    md5 = file_checksum(model_path(served.directory, processor))
    served.change_index(lambda index: index["en"][processor][PACKAGE].update(md5=md5))


def test_an_installed_set_is_used(served: Served) -> None:
    assert models("install", "default", "--from", served.address).exit_code == 0
    text = "“The cranes are old,” said Ivan Petrov."
    report = CliRunner().invoke(main, ["report", "--model", "default", "-f", "json"], input=text)
    assert (report.exit_code, report.stderr) == (0, "")
    (data,) = json.loads(report.stdout)
    assert data["model"] == "default"
    assert [speaker["name"] for speaker in data["speakers"]] == ["Ivan Petrov"]


@pytest.fixture
def transformers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library transformers that has no model and asks the Hugging Face hub for each, as the real one does."""
    loader = SimpleNamespace(from_pretrained=lambda name, **_: huggingface_hub.model_info(name))
    module = SimpleNamespace(AutoModel=loader, AutoTokenizer=loader)
    monkeypatch.setitem(sys.modules, "transformers", module)
    monkeypatch.delitem(sys.modules, "stanza.models.lemma_classifier.transformer_model", raising=False)


@pytest.mark.usefixtures("transformers")
@pytest.mark.parametrize(
    ("processor", "name_it"),
    [
        ("pos", lambda content, name: content["config"].update(name)),
        ("lemma", lambda content, name: content.update(contextual=[CLASSIFIER | {"args": name}])),
    ],
    ids=["pos", "lemma"],
)
def test_a_set_that_needs_a_transformer_is_installed_before_that_is(
    processor: str, name_it: Callable[[Any, dict[str, str]], None], served: Served
) -> None:
    content = torch.load(model_path(served.directory, processor), weights_only=True)
    name_it(content, {"bert_model": "nobody/no-such-transformer"})
    store(served, processor, content)
    commands = "`pip install transformers peft` and `hf download nobody/no-such-transformer`"
    installed = models("install", "default", "--from", served.address)
    assert installed.exit_code == 0
    assert installed.stderr.splitlines()[1] == f"quotes: it needs nobody/no-such-transformer too: run {commands}"
    report = CliRunner().invoke(main, ["report", "--model", "default"], input="So be it.")
    assert (report.exit_code, report.stdout) == (2, "")
    assert report.stderr == (
        "quotes: model set 'default' needs the transformer nobody/no-such-transformer, which is not on this machine: "
        f"run {commands}\n"
    )


def test_what_would_fill_the_memory_is_not_loaded(served: Served, sets: Path) -> None:
    write_bomb(model_path(served.directory, "pos"))
    list_checksum(served, "pos")
    message = f"model file {served.address}/en/pos/tiny.pt unpacks to 1048576 bytes"
    assert message in refused(models("install", "default", "--from", served.address), sets)


@pytest.mark.parametrize(
    ("processor", "content", "message"),
    [
        (  # code in a model
            "pos",
            {"config": Path("x")},
            "model file {}/en/pos/tiny.pt cannot be loaded: it is no model of Stanza ",
        ),
        ("tokenize", {"config": {}, "made": "by another version"}, "model set {} cannot be loaded by Stanza "),
    ],
)
def test_what_cannot_be_loaded(
    processor: str, content: dict[str, object], message: str, served: Served, sets: Path
) -> None:
    store(served, processor, content)
    assert message.format(served.address) in refused(models("install", "default", "--from", served.address), sets)
