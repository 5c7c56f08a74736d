"""The inbox: names that every system takes, one stem for one article, whole files or none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.desk.inbox import keep
from quotes.errors import OutputError
from quotes.readers.input_formats import SUFFIXES
from quotes.service.documents import Document


def test_names_are_those_of_the_file_or_of_the_text(tmp_path: Path) -> None:
    page = Document(data=b"<p>It rained.", name="Harbour news.html", format="html")
    assert keep(tmp_path, page, "It rained.").name == "Harbour-news.html"
    pasted = keep(tmp_path, Document(data=b"It rained.", format="text"), "It rained.")
    assert pasted.name.endswith("-It-rained.txt") and pasted.read_bytes() == b"It rained."
    assert keep(tmp_path, Document(data=b"{}", name="x", format="json"), "").name == "x.json"


def test_no_two_articles_have_one_stem(tmp_path: Path) -> None:
    names = [
        keep(tmp_path, Document(data=b"It rained.", name=name), "").name
        for name in ("a.txt", "a.txt", "a.html", "b.txt")
    ]
    assert names == ["a.txt", "a-2.txt", "a-3.html", "b.txt"]
    (tmp_path / "c.say").write_text("# open\n")
    assert keep(tmp_path, Document(data=b"It rained.", name="c.txt"), "").name == "c-2.txt"


@given(st.text(), st.text())
def test_whatever_it_is_called_it_is_one_file_of_the_folder(
    tmp_path_factory: pytest.TempPathFactory, name: str, beginning: str
) -> None:
    folder = tmp_path_factory.mktemp("inbox")
    path = keep(folder, Document(data=b"It rained.", name=name), beginning)
    assert path.parent == folder and path.suffix in SUFFIXES and not path.name.startswith(".")
    assert [each.name for each in folder.iterdir()] == [path.name]


def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="nothing can be kept in"):
        keep(tmp_path / "file" / "inbox", Document(data=b"It rained."), "")


@pytest.mark.skipif(not Path("/dev/full").exists() or os.getuid() != 0, reason="needs a small disk")
def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    import subprocess

    folder = tmp_path / "small"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("needs the right to mount")
    try:
        with pytest.raises(OutputError, match="no space left"):
            keep(folder, Document(data=b"x" * 200_000), "")
        assert not list(folder.iterdir())
    finally:
        subprocess.run(["umount", folder], check=True)
