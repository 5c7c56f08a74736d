from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from quotes.errors import OutputError
from quotes.runtime.whole_file import whole_file


def test_writes_what_it_is_given(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with whole_file(path) as stream:
        stream.write("é\r\nx\ud800\n")
        assert not path.exists()
    assert path.read_bytes() == "é\r\nx\\ud800\n".encode()
    assert os.listdir(tmp_path) == ["a.csv"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_leaves_everything_as_it_was_after_an_error(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    with pytest.raises(error), whole_file(path) as stream:
        stream.write("new")
        raise error
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.csv"]


def test_keeps_permissions_and_follows_links(tmp_path: Path) -> None:
    target = tmp_path / "target.csv"
    target.write_text("old")
    target.chmod(0o640)
    link = tmp_path / "link.csv"
    link.symlink_to(target)
    with whole_file(link) as stream:
        stream.write("new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_new_files_have_usual_permissions(tmp_path: Path) -> None:
    usual, ours = tmp_path / "usual", tmp_path / "ours"
    usual.write_text("")
    with whole_file(ours) as stream:
        stream.write("")
    assert ours.stat().st_mode == usual.stat().st_mode


def test_writes_to_what_is_not_a_plain_file(tmp_path: Path) -> None:
    with whole_file(Path("/dev/null")) as stream:
        stream.write("gone")
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize("name", ["missing/a.csv", "."])
def test_says_at_once_what_cannot_be_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError), whole_file(tmp_path / name):
        raise AssertionError("the block must not run")
