"""`quotes models install`, with a server on loopback; what goes wrong is one line, and nothing is installed."""

from __future__ import annotations

import json
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from served_models import EMBEDDED, Served, edit_json, models, refused, serve, unused_port
from tiny_stanza import PACKAGE, model_path

from quotes.errors import ModelError
from quotes.models import model_download
from quotes.runtime import ending_signals

WHOLE = "whole, 7 files"
SOURCE = Path("source")
pytestmark = pytest.mark.usefixtures("sets", "not_loaded")


def test_an_installed_set(served: Served, sets: Path) -> None:
    result = models("install", "default", "--from", served.address)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"quotes: installed model set 'default' in {sets / 'default'}\n"
    assert not [name for name in served.asked_for if "sentiment" in name or "coref" in name]
    assert sorted(path.name for path in sets.iterdir()) == [".lock", "default"]

    index = json.loads((sets / "default" / "resources.json").read_text("utf-8"))
    assert list(index) == ["en"] and list(index["en"]["packages"]) == ["default"]
    assert [row.split()[0] for row in models("list").stdout.splitlines()[2:]] == ["embedded", "default"]
    assert models("verify").stdout.splitlines()[1] == f"default: {WHOLE}"
    assert models("path", "default").stdout == f"{sets / 'default'}\n"


def test_the_index_of_stanzas_server_names_the_place_of_the_models(
    served: Served, sets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stanza.resources.common.DEFAULT_RESOURCES_URL", served.address)
    served.change_index(lambda index: index.update(url=served.address + "/{lang}/{filename}"))
    assert models("install", "default").exit_code == 0
    assert models("verify", "default").stdout == f"default: {WHOLE}\n"


def test_what_is_installed_is_not_installed_again(served: Served, sets: Path) -> None:
    models("install", "treebank", "--from", served.address)
    served.asked_for.clear()
    result = models("install", "en:treebank", "--from", served.address)
    assert (result.exit_code, served.asked_for) == (0, [])
    assert result.stderr == "quotes: model set 'treebank' is installed already; --force installs it again\n"


def test_force_mends_a_damaged_set(served: Served, sets: Path) -> None:
    models("install", "default", "--from", served.address)
    damaged = model_path(sets / "default", "pos")
    damaged.write_bytes(damaged.read_bytes()[:-1])
    result = models("verify")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0] == f"embedded: whole, {len(EMBEDDED.files)} files"
    assert result.stdout.splitlines()[1].startswith(f"default: model file {damaged} is damaged")
    assert models("verify", "embedded").exit_code == 0
    assert "`quotes models install default --force`" in result.stdout

    assert models("install", "default", "--from", served.address, "--force").exit_code == 0
    assert models("verify", "default").exit_code == 0
    assert sorted(path.name for path in sets.iterdir()) == [".lock", "default"]


def test_a_failing_installation_leaves_the_set_that_it_was_to_replace(served: Served, sets: Path) -> None:
    models("install", "default", "--from", served.address)
    served.half.add("en/ner/tiny.pt")
    assert models("install", "default", "--from", served.address, "--force").exit_code == 2
    assert models("verify", "default").exit_code == 0
    assert sorted(path.name for path in sets.iterdir()) == [".lock", "default"]


def a_path_outside(served: Served) -> None:
    served.change_index(lambda index: index["en"]["packages"]["default"].update(pos="../../../news"))
    served.change_index(lambda index: index["en"]["pos"].update({"../../../news": {"md5": "0" * 32}}))


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (lambda served: served.half.add("en/pos/tiny.pt"), "a download from {} broke off: try again"),
        (lambda served: served.half.add(served.index.name), "a download from {} broke off: try again"),
        (
            lambda served: model_path(served.directory, "tokenize").write_bytes(b"weights of another"),
            "model file en/tokenize/tiny.pt from {} is damaged (its checksum differs)",
        ),
        (lambda served: served.index.rename(served.directory / "resources_1.json"), "{} has no models for Stanza "),
        (
            lambda served: model_path(served.directory, "lemma").unlink(),
            "{}/en/lemma/tiny.pt cannot be downloaded (HTTP status 404)",
        ),
        (
            lambda served: served.statuses.update({served.index.name: 403}),
            "{}/resources_{} cannot be downloaded (HTTP status 403)",
        ),
        (lambda served: served.statuses.update({"en/lemma/tiny.pt": 500}), "(HTTP status 500)"),
        (lambda served: served.index.write_text("<html>"), "{}/resources_{} is not an index of Stanza models"),
        (
            lambda served: served.change_index(lambda index: index["en"]["pos"][PACKAGE].pop("md5")),
            "{} lists no checksum for en/pos/tiny.pt",
        ),
        (
            lambda served: served.change_index(lambda index: index["en"]["packages"]["default"].pop("depparse")),
            "the model set 'default' at {} has no depparse",
        ),
        (a_path_outside, "is not an index of Stanza models"),
        (
            lambda served: served.headers.update({"en/pos/tiny.pt": {"Content-Encoding": "gzip"}}),
            "{}/en/pos/tiny.pt is sent compressed (gzip): name another server",
        ),
        (
            lambda served: served.headers.update({served.index.name: {"Content-Encoding": "gzip"}}),
            "{}/resources_{} is sent compressed (gzip): name another server",
        ),
    ],
)
def test_what_goes_wrong_with_a_server(
    fault: Callable[[Served], object], message: str, served: Served, sets: Path
) -> None:
    message = message.format(served.address, served.index.name.removeprefix("resources_"))
    fault(served)
    assert message in refused(models("install", "default", "--from", served.address), sets)


@pytest.mark.parametrize("headers", [{}, {"Content-Length": "99999999"}], ids=["endless", "long"])
@pytest.mark.parametrize(
    ("limit", "most", "file"),
    [("MOST_BYTES", 60, "en/ner/tiny.pt"), ("MOST_INDEX_BYTES", 100, "resources_{}")],
)
def test_a_download_that_is_too_long(
    limit: str,
    most: int,
    file: str,
    headers: dict[str, str],
    served: Served,
    sets: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = file.format(served.index.name.removeprefix("resources_"))
    served.headers[file] = headers
    monkeypatch.setattr(model_download, limit, most)
    line = refused(models("install", "default", "--from", served.address), sets)
    assert f"{served.address}/{file} has more than " in line


def test_a_set_with_a_joint_network_comes_from_a_server_too(sets: Path, tmp_path: Path) -> None:
    with serve(EMBEDDED.directory, tmp_path / "joint") as served:
        assert models("install", "default", "--from", served.address).exit_code == 0
        assert served.asked_for == [served.index.name, "en/joint/news.onnx"]
    assert models("verify", "default").stdout == "default: whole, 1 files\n"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gum", "no model set 'gum' at {}: it has the packages of 'en' default, treebank and the languages en, fr"),
        ("en:gum", "no model set 'gum' at {}: it has the packages of 'en' default, treebank and the languages en, fr"),
        ("de", "no model set 'de' at {}: it has the packages of 'en' default, treebank and the languages en, fr"),
        ("de:gsd", "no model set 'de:gsd' at {}: it has the languages en, fr"),
        ("fr:gsd", "no model set 'fr:gsd' at {}: it has the packages of 'fr' default"),
        ("embedded", "'embedded' ships with quotes"),
        ("a b", "no model set can be called 'a b'"),
        ("../x", "no model set can be called '../x'"),
    ],
)
def test_names_that_are_not_there(name: str, message: str, served: Served, sets: Path) -> None:
    assert message.format(served.address) in refused(models("install", name, "--from", served.address), sets)


def test_no_server(sets: Path) -> None:
    address = f"http://127.0.0.1:{unused_port()}"
    line = refused(models("install", "default", "--from", address + "/"), sets)
    assert f"quotes: {address}/resources_" in line and "cannot be reached (connection refused)" in line


def test_a_server_that_says_nothing(served: Served, sets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    monkeypatch.setattr(model_download, "TIME_LIMIT", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        assert "cannot be reached (no answer)" in refused(models("install", "default", "--from", address), sets)


def test_a_directory_is_copied_under_any_name(source: Path) -> None:
    (source / "MODEL_CARD.md").write_text("# House\n\nOur own.\n")
    edit_json(source / "resources.json", lambda index: index["en"]["lemma"][PACKAGE].pop("md5"))
    assert models("install", "house", "--from", "source").exit_code == 0
    shutil.rmtree(source)
    assert models("verify", "house").stdout == f"house: {WHOLE}\n"
    assert "Our own." in models("show", "house").stdout
    assert "no checksum" not in models("show", "house").stdout


def test_a_set_with_a_joint_network_is_installed_like_any_other(sets: Path) -> None:
    assert models("install", "house", "--from", str(EMBEDDED.directory)).exit_code == 0
    assert models("verify", "house").stdout == f"house: whole, {len(EMBEDDED.files)} files\n"
    network = sets / "house" / "en" / "joint" / "news.onnx"
    assert network.read_bytes() == (EMBEDDED.directory / "en" / "joint" / "news.onnx").read_bytes()


def in_its_place(path: Path) -> None:
    """Put a device without an end in the place of a file."""
    path.unlink()
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (lambda: model_path(SOURCE, "ner").unlink(), "model file source/en/ner/tiny.pt is missing"),
        (
            lambda: model_path(SOURCE, "ner").write_bytes(b"no model"),
            "model file en/ner/tiny.pt from source is damaged (its checksum differs)",
        ),
        (lambda: (SOURCE / "resources.json").unlink(), "model file source/resources.json cannot be read"),
        (
            lambda: (SOURCE / "resources.json").write_text('{"name": "something"}'),
            "model file source/resources.json is not an index",
        ),
        (lambda: shutil.rmtree(SOURCE), "there is no directory source"),
        (lambda: in_its_place(SOURCE / "resources.json"), "model file source/resources.json cannot be read (it is no"),
        (lambda: in_its_place(model_path(SOURCE, "ner")), "source/en/ner/tiny.pt: it is no regular file"),
    ],
)
def test_what_is_wrong_with_a_directory(fault: Callable[[], object], message: str, source: Path, sets: Path) -> None:
    fault()
    assert message in refused(models("install", "house", "--from", "source"), sets)


@pytest.mark.parametrize("name", ["default_accurate", "de", "de:gsd"])
def test_a_directory_cannot_pass_for_a_package_that_it_is_not(name: str, source: Path, sets: Path) -> None:
    assert f"there is no model set '{name}' at source" in refused(models("install", name, "--from", "source"), sets)


def test_ctrl_c_leaves_nothing(served: Served, sets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    download = model_download._download_file

    def interrupted(url: str, path: Path, most: int) -> int:
        if "pos" in url:
            raise KeyboardInterrupt
        return download(url, path, most)

    monkeypatch.setattr(model_download, "_download_file", interrupted)
    result = models("install", "default", "--from", served.address)
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "")
    assert "en/lemma/tiny.pt" in served.asked_for
    assert [path.name for path in sets.iterdir()] == [".lock"]


def test_an_interruption_is_no_fault_of_the_models(source: Path, sets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = ending_signals._State()
    monkeypatch.setattr(ending_signals, "_state", state)

    def misread(_: object) -> list[str]:
        state.received = signal.SIGTERM
        raise ModelError("initialization failed")

    monkeypatch.setattr("quotes.parsing.pipeline.try_to_load", misread)
    result = models("install", "house", "--from", "source")
    assert (result.exit_code, result.stderr) == (143, "")
    assert [path.name for path in sets.iterdir()] == [".lock"]


def test_what_a_killed_installation_left_is_removed(source: Path, sets: Path) -> None:
    (sets / ".installing-default" / "en").mkdir(parents=True)
    shutil.copytree(source, sets / ".replaced-old")
    assert models("list").stdout.count("\n") == 3
    assert models("install", "house", "--from", "source").exit_code == 0
    assert sorted(path.name for path in sets.iterdir()) == [".lock", "house", "old"]


def test_one_installation_at_a_time(source: Path, sets: Path) -> None:
    sets.mkdir(parents=True)
    with FileLock(sets / ".lock"):
        assert "by another process" in refused(models("install", "house", "--from", "source"), sets)


def test_a_place_that_cannot_be_written(source: Path, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    result = models("install", "house", "--from", "source")
    assert result.exit_code == 2
    assert result.stderr.startswith("quotes: model set 'house' cannot be installed: ")
    assert result.stderr.count("\n") == 1
    assert models("list").exit_code == 0
