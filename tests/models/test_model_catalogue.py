"""Names of model sets, and the places that they mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes import ModelError
from quotes.models.model_catalogue import (
    embedded_place,
    installation_directory,
    installed_place,
    installed_places,
    place_of,
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current directory, and an empty data directory in it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def a_set(directory: Path) -> Path:
    directory.mkdir(parents=True)
    (directory / "resources.json").touch()
    return directory


def test_the_data_directory_of_the_user(folder: Path) -> None:
    assert installation_directory() == folder / "data" / "quotes" / "models"


@pytest.mark.parametrize("model", [None, "embedded"])
def test_embedded(model: str | None, folder: Path) -> None:
    a_set(folder / "embedded")
    assert place_of(model) == embedded_place()
    assert (embedded_place().directory / "resources.json").is_file()


@pytest.mark.parametrize(
    ("name", "canonical", "directory"),
    [
        ("default", "default", "default"),
        ("en", "default", "default"),
        ("en:default", "default", "default"),
        ("en:gum", "gum", "gum"),
        ("Default_Accurate", "default_accurate", "default_accurate"),
        ("de", "de", "de"),
        ("de:default", "de", "de"),
        ("de:default_accurate", "de:default_accurate", "de+default_accurate"),
        ("zh-hans:gsdsimp", "zh-hans:gsdsimp", "zh-hans+gsdsimp"),
        ("my-models.2", "my-models.2", "my-models.2"),
    ],
)
def test_one_name_and_one_directory_for_each_set(name: str, canonical: str, directory: str) -> None:
    place = installed_place(name)
    assert (place.name, place.directory) == (canonical, installation_directory() / directory)
    with pytest.raises(ModelError, match=f"model set '{canonical}' is not installed"):
        place_of(name)
    a_set(place.directory)
    assert place_of(name) == place
    assert installed_places() == [place]


@pytest.mark.parametrize(
    "name", ["", ".", "..", ".hidden", "a b", "a+b", "de:", ":x", "a:b:c", "a/b", "a\\b", "ä", "a\n"]
)
def test_what_no_set_can_be_called(name: str) -> None:
    with pytest.raises(ModelError, match="no model set can be called"):
        installed_place(name)


def test_nothing_is_installed_as_embedded() -> None:
    with pytest.raises(ModelError, match="ships with quotes"):
        installed_place("embedded")


def test_directories(folder: Path) -> None:
    a_set(folder / "mine")
    for model in ("mine", "./mine", "mine/", str(folder / "mine"), Path("mine")):
        place = place_of(model)
        assert (place.name, place.directory.absolute()) == ("mine", folder / "mine")
    assert place_of(".").name == folder.name


def test_an_installed_set_goes_before_a_directory_of_its_name(folder: Path) -> None:
    installed = a_set(installation_directory() / "mine")
    a_set(folder / "mine")
    assert place_of("mine").directory == installed
    assert place_of("./mine").directory == Path("mine")


@pytest.mark.parametrize("model", ["nowhere/", "no/where", "/nowhere", Path("nowhere"), "No Where"])
def test_no_such_directory(model: str | Path) -> None:
    with pytest.raises(ModelError, match="no model set or directory"):
        place_of(model)


def test_only_whole_installations_count(folder: Path) -> None:
    for name in (".installing-default", ".replaced-default", "A b"):
        a_set(installation_directory() / name)
    (installation_directory() / "empty").mkdir()
    (installation_directory() / "file").touch()
    assert installed_places() == []
