"""Model sets are loaded before they count as installed; what cannot be loaded is not installed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from click.testing import CliRunner
from served_models import Served, models, refused, serve
from tiny_stanza import PACKAGE, model_path

from quotes.cli.main import main
from quotes.networks.file_checksums import file_checksum

pytestmark = [pytest.mark.models, pytest.mark.usefixtures("sets")]


@pytest.fixture
def served(tiny_set: Path, tmp_path: Path) -> Iterator[Served]:
    with serve(tiny_set, tmp_path / "server") as served:
        yield served


def store(served: Served, processor: str, content: dict[str, object]) -> None:
    """Put something else in the place of a model, and its checksum into the index."""
    path = model_path(served.directory, processor)
    torch.save(content, path)
    md5 = file_checksum(path, "md5")
    served.change_index(lambda index: index["en"][processor][PACKAGE].update(md5=md5))


def test_an_installed_set_is_used(served: Served) -> None:
    assert models("install", "default", "--from", served.address).exit_code == 0
    text = "“The cranes are old,” said Ivan Petrov."
    report = CliRunner().invoke(main, ["report", "--model", "default", "-f", "json"], input=text)
    assert (report.exit_code, report.stderr) == (0, "")
    (data,) = json.loads(report.stdout)
    assert data["model"] == "default"
    assert [speaker["name"] for speaker in data["speakers"]] == ["Ivan Petrov"]


def test_a_set_that_needs_a_transformer_is_installed_before_that_is(served: Served) -> None:
    content = torch.load(model_path(served.directory, "pos"), weights_only=True)
    content["config"]["bert_model"] = "nobody/no-such-transformer"
    store(served, "pos", content)
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
