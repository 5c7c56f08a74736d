"""Model sets: the embedded one is whole, and the fault of another is told in one line that names the file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from served_models import EMBEDDED, edit_json, hollow_set, write_bomb
from tiny_stanza import PACKAGE, PROCESSORS, SENTENCES, model_path, store_index, text_of

from quotes import Article, ModelError
from quotes.models import model_index
from quotes.models.model_set import find_model_set, verify
from quotes.parsing import Parser


@pytest.fixture
def made_set(tmp_path: Path) -> Path:
    """A model directory of Stanza's kind, whose files hold no models."""
    return hollow_set(tmp_path / "made")


@pytest.fixture
def real_set(tiny_set: Path, tmp_path: Path) -> Path:
    """A copy of the tiny set."""
    return Path(shutil.copytree(tiny_set, tmp_path / "real"))


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
    assert {path for path, _ in model_set.files} == {model_path(made_set, name) for name in ("pretrain", *PROCESSORS)}
    assert model_set.processors == list(PROCESSORS)


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


def test_a_missing_and_a_truncated_file(made_set: Path) -> None:
    path = model_path(made_set, "pretrain")
    path.write_bytes(path.read_bytes()[:-1])
    assert f"model file {path} is damaged" in complaint(lambda: verify(find_model_set(made_set)))
    path.unlink()
    assert f"model file {path} cannot be read (No such file" in complaint(lambda: verify(find_model_set(made_set)))


@pytest.mark.parametrize("name", ["resources.json", "en/pos/tiny.pt"])
@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero"), Path.mkdir])
def test_pipes_devices_and_directories_are_no_model_files(
    name: str, make: Callable[[Path], None], made_set: Path
) -> None:
    (made_set / name).unlink()
    make(made_set / name)
    message = complaint(lambda: verify(find_model_set(made_set)))
    assert f"model file {made_set / name} cannot be read (it is no regular file)" in message


def test_an_index_that_is_too_long(made_set: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_index, "MOST_INDEX_BYTES", 100)
    assert "is not an index" in complaint(lambda: find_model_set(made_set))


def test_an_archive_that_unpacks_to_more_than_it_has(made_set: Path) -> None:
    write_bomb(model_path(made_set, "pos"))
    store_index(made_set)
    message = complaint(lambda: verify(find_model_set(made_set)))
    assert "pos/tiny.pt unpacks to 1048576 bytes, more than it has" in message


def test_a_set_without_a_model_that_is_needed(made_set: Path) -> None:
    def drop(index: Any) -> None:
        for processor in ("ner", "depparse", "pos"):
            del index["en"]["packages"]["default"][processor]

    edit_json(made_set / "resources.json", drop)
    message = complaint(lambda: Parser(made_set))
    assert str(made_set) in message and "has no pos, depparse:" in message


def without_checksum(directory: Path, processor: str, package: str) -> None:
    edit_json(directory / "resources.json", lambda index: index["en"][processor][package].pop("md5"))


@pytest.mark.models
@pytest.mark.parametrize("content", [b"", b"no model", b"PK\x03\x04 no model"])
def test_a_file_that_is_no_model_though_no_checksum_tells(real_set: Path, content: bytes) -> None:
    model_path(real_set, "pretrain").write_bytes(content)
    without_checksum(real_set, "pretrain", PACKAGE)
    message = complaint(lambda: Parser(real_set))
    assert str(real_set) in message and "cannot be loaded" in message


@pytest.mark.models
def test_a_joint_network_that_is_none(tmp_path: Path) -> None:
    directory = tmp_path / "joint"
    shutil.copytree(EMBEDDED.directory, directory)
    (network,) = directory.rglob("*.onnx")
    network.write_bytes(b"no graph")
    assert "is damaged" in complaint(lambda: Parser(directory))
    without_checksum(directory, "joint", network.stem)
    assert "cannot be loaded" in complaint(lambda: Parser(directory))


@pytest.mark.models
def test_a_set_without_entities_is_used_as_it_is(real_set: Path) -> None:
    edit_json(real_set / "resources.json", lambda index: index["en"]["packages"]["default"].pop("ner"))
    doc = Parser(real_set).parse(Article(text_of(SENTENCES[3]))).doc
    assert [(token.text, token.lemma_, token.dep_) for token in doc][:3] == [
        ("Anna", "Anna", "nsubj"),
        ("Berg", "Berg", "flat"),
        ("waits", "wait", "ROOT"),
    ]
    assert doc.ents == ()


@pytest.mark.models
@pytest.mark.parametrize(("language", "vocabulary"), [("de", "de"), ("hy", "hy"), ("zh-hans", "xx")])
def test_a_language_that_spacy_may_not_know(real_set: Path, language: str, vocabulary: str) -> None:
    (real_set / "en").rename(real_set / language)
    edit_json(real_set / "resources.json", lambda index: index.update({language: index.pop("en")}))
    parser = Parser(real_set)
    assert (parser.model_set.language, parser.vocab.lang) == (language, vocabulary)
    assert [token.text for token in parser.parse(Article(text_of(SENTENCES[1]))).doc][:2] == ["Ivan", "Petrov"]
