from __future__ import annotations

import os
import resource
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from quotes.errors import OutputError
from quotes.runtime.whole_file import whole_file
from quotes.runtime.whole_writes import WholeWrites


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
        raise error("a fault")
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


@contextmanager
def disk_of(size: int) -> Iterator[None]:
    """Let no file become longer than `size` bytes."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@pytest.mark.parametrize(
    ("size", "kept"),
    [
        (0, ""),
        (6, ""),
        (7, "[1111]\n"),
        (10, "[1111]\n"),
        (11, "[1111]\n"),
        (12, "[1111,2222]\n"),
        (14, "[1111,2222]\n"),
    ],
)
def test_a_disk_that_fills_up_has_what_was_finished(tmp_path: Path, size: int, kept: str) -> None:
    path = tmp_path / "a.json"
    with pytest.raises(OutputError) as error, disk_of(size), whole_file(path, closing="]\n") as stream:
        for text in ["[1111", ",2222", ",3333", "]\n"]:
            stream.write(text)
    count = kept.count(",") + 1
    finished = f"; {path} has the {count} articles that were finished"
    assert str(error.value) == f"{path}: file too large{finished if kept else ''}"
    assert [each.read_text() for each in tmp_path.iterdir()] == ([kept] if kept else [])


@pytest.mark.parametrize("error", [OutputError, RuntimeError])
def test_what_was_finished_is_kept_beside_an_old_file(tmp_path: Path, error: type[Exception]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(error), whole_file(path, closing="") as stream:
        stream.write("one\n")
        raise error("a fault")
    assert path.read_text() == "old"
    assert (tmp_path / "a.txt.partial").read_text() == "one\n"
    assert len(os.listdir(tmp_path)) == 2


def test_an_error_of_the_system_that_is_not_the_output_s_stays_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(BlockingIOError), whole_file(tmp_path / "a.csv"):
        raise BlockingIOError


def test_a_device_that_is_busy_is_waited_for() -> None:
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    data = b"x" * 200_000
    with WholeWrites(writer, "pipe") as output, ThreadPoolExecutor(1) as pool:
        written = pool.submit(output.write, data)
        with open(reader, "rb") as stream:
            assert stream.read(len(data)) == data
        assert written.result() == len(data)
