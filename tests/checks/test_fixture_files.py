from __future__ import annotations

from pathlib import Path

import pytest

from quotes.checks.fixture_files import Fixture, find_fixtures
from quotes.errors import ReadError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    names = "b.txt b.expected.toml sub/a.txt sub/a.expected.toml README.txt .git/x.expected.toml"
    for name in names.split():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    return tmp_path


def test_a_directory_has_what_has_expected_results(folder: Path) -> None:
    assert find_fixtures(folder) == [
        Fixture(folder / "b.txt", folder / "b.expected.toml"),
        Fixture(folder / "sub/a.txt", folder / "sub/a.expected.toml"),
    ]


def test_an_article_or_its_expected_results_stand_for_both(folder: Path) -> None:
    case = Fixture(folder / "b.txt", folder / "b.expected.toml")
    assert find_fixtures(folder / "b.txt") == find_fixtures(folder / "b.expected.toml") == [case]
    assert find_fixtures(Path("x/a.b.html")) == [Fixture(Path("x/a.b.html"), Path("x/a.b.expected.toml"))]


def test_a_directory_without_any(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"no NAME\.expected\.toml"):
        find_fixtures(tmp_path)
