"""Model sets: the embedded one is whole, and whatever is wrong with another is said in one line that names the file."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from served_models import EMBEDDED, LSTM_SET, edit_json, made_directory

from quotes import Article, ModelError
from quotes.models.model_set import find_model_set, load_pipeline, verify
from quotes.parsing import Parser
from quotes.parsing.parser import _vocabulary


@pytest.fixture
def made_set(tmp_path: Path) -> Path:
    """A model directory of Stanza's kind: a copy of an index, links to its models."""
    return made_directory(tmp_path / "made")


def complaint(action: Callable[[], object]) -> str:
    """The one line that a person reads."""
    with pytest.raises(ModelError) as caught:
        action()
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_the_embedded_set_is_whole() -> None:
    verify(EMBEDDED)
    assert (EMBEDDED.name, EMBEDDED.language) == ("embedded", "en")
    assert find_model_set("embedded") == EMBEDDED
    processors = {path.parent.name for path, _ in EMBEDDED.files}
    assert processors == {"joint"}
    assert EMBEDDED.listed.missing == []
    assert all(checksum for _, checksum in EMBEDDED.files)


@pytest.mark.parametrize("kind", [str, Path])
def test_another_directory_by_its_path(made_set: Path, kind: type[str] | type[Path]) -> None:
    model_set = find_model_set(kind(made_set))
    verify(model_set)
    assert (model_set.name, model_set.directory, model_set.language) == ("made", made_set, "en")
    assert [(path.relative_to(made_set), checksum) for path, checksum in model_set.files] == [
        (path.relative_to(LSTM_SET.directory), checksum) for path, checksum in LSTM_SET.files
    ]


def test_no_such_directory(tmp_path: Path) -> None:
    assert f"no model set or directory {tmp_path / 'nowhere'}" in complaint(
        lambda: find_model_set(tmp_path / "nowhere")
    )


def test_no_index(made_set: Path) -> None:
    (made_set / "resources.json").unlink()
    assert str(made_set / "resources.json") in complaint(lambda: find_model_set(made_set))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"{}",
        b"[1, 2]",
        b'"packages"',
        b"null",
        b"\xff\xfe\x00",
        b'{"en": {}}',
        b'{"en": {"packages": {}}}',
        b'{"en": {"packages": {"default": {"pos": "news"}}}}',
        b'{"en": {"packages": {"default": {"pos": "news"}}, "pos": {"news": 1}}}',
        b'{"url": "https://example.org", "en": 3}',
    ],
)
def test_an_index_that_is_none(made_set: Path, content: bytes) -> None:
    (made_set / "resources.json").write_bytes(content)
    message = complaint(lambda: find_model_set(made_set))
    assert str(made_set / "resources.json") in message
    assert "is not an index" in message


@pytest.fixture(params=["pos", "tokenize", "pretrain"])
def one_file(made_set: Path, request: pytest.FixtureRequest) -> Path:
    path = made_set / "en" / request.param / "news.pt"
    assert path.exists()
    return path


def test_a_missing_file(made_set: Path, one_file: Path) -> None:
    one_file.unlink()
    message = complaint(lambda: verify(find_model_set(made_set)))
    assert str(one_file) in message
    assert "cannot be read" in message


def test_a_truncated_file(made_set: Path, one_file: Path) -> None:
    content = one_file.read_bytes()
    one_file.unlink()
    one_file.write_bytes(content[:-1])
    message = complaint(lambda: verify(find_model_set(made_set)))
    assert str(one_file) in message
    assert "is damaged" in message


def without_checksums(directory: Path) -> None:
    index = json.loads((directory / "resources.json").read_text(encoding="utf-8"))
    for processor in ("lemma", "pretrain", "tokenize"):
        del index["en"][processor]["news"]["md5"]
    (directory / "resources.json").write_text(json.dumps(index), encoding="utf-8")


@pytest.mark.parametrize("content", [b"", b"no model", b"PK\x03\x04 no model"])
def test_a_file_that_is_no_model_though_no_checksum_tells(made_set: Path, content: bytes) -> None:
    without_checksums(made_set)
    path = made_set / "en" / "pretrain" / "news.pt"
    path.unlink()
    path.write_bytes(content)
    message = complaint(lambda: load_pipeline(find_model_set(made_set)))
    assert str(made_set) in message
    assert "cannot be loaded" in message


def test_a_set_without_a_model_that_is_needed(made_set: Path) -> None:
    index = json.loads((made_set / "resources.json").read_text(encoding="utf-8"))
    for processor in ("ner", "depparse", "pos"):
        del index["en"]["packages"]["default"][processor]
    (made_set / "resources.json").write_text(json.dumps(index), encoding="utf-8")
    message = complaint(lambda: load_pipeline(find_model_set(made_set)))
    assert str(made_set) in message
    assert "has no pos, depparse:" in message


def test_a_set_without_entities_is_used_as_it_is(made_set: Path) -> None:
    edit_json(made_set / "resources.json", lambda index: index["en"]["packages"]["default"].pop("ner"))
    doc = Parser(made_set).parse(Article("Anna Berg said so.")).doc
    assert [token.text for token in doc] == ["Anna", "Berg", "said", "so", "."]
    assert doc[2].dep_ == "ROOT" and doc[2].lemma_ == "say"
    assert doc.ents == ()


def test_a_transformer_that_is_not_on_this_machine(made_set: Path) -> None:
    path = made_set / "en" / "pos" / "news.pt"
    content = torch.load(path, weights_only=True)
    content["config"]["bert_model"] = "nobody/no-such-transformer"
    path.unlink()
    torch.save(content, path)
    edit_json(made_set / "resources.json", lambda index: index["en"]["pos"]["news"].pop("md5"))
    message = complaint(lambda: load_pipeline(find_model_set(made_set)))
    assert message == (
        "model set 'made' needs the transformer nobody/no-such-transformer, which is not on this machine: "
        "run `pip install transformers peft` and `hf download nobody/no-such-transformer`"
    )


def test_a_language_that_spacy_does_not_know() -> None:
    assert _vocabulary("zh-hans").lang == "xx"
    assert _vocabulary("de").lang == "de"


def test_a_joint_network_that_is_none(tmp_path: Path) -> None:
    directory = tmp_path / "joint"
    shutil.copytree(EMBEDDED.directory, directory)
    (directory / "en" / "joint" / "news.onnx").write_bytes(b"no graph")
    assert "is damaged" in complaint(lambda: load_pipeline(find_model_set(directory)))
    edit_json(directory / "resources.json", lambda index: index["en"]["joint"]["news"].pop("md5"))
    assert "cannot be loaded" in complaint(lambda: load_pipeline(find_model_set(directory)))
