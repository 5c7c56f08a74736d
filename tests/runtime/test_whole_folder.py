from __future__ import annotations

from pathlib import Path

import pytest

from quotes.errors import OutputError
from quotes.runtime.whole_folder import whole_folder


def test_a_folder_is_there_when_it_is_finished(tmp_path: Path) -> None:
    path = tmp_path / "new" / "out"
    with whole_folder(path) as folder:
        (folder / "a").write_text("a", encoding="utf-8")
        assert not path.exists()
    assert (path / "a").read_text(encoding="utf-8") == "a"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_nothing_is_left_after_an_error(tmp_path: Path, error: type[BaseException]) -> None:
    with pytest.raises(error), whole_folder(tmp_path / "out") as folder:
        (folder / "a").write_text("a", encoding="utf-8")
        raise error
    assert not list(tmp_path.iterdir())


def test_an_empty_folder_is_replaced_and_anything_else_kept(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.mkdir()
    with whole_folder(path) as folder:
        (folder / "a").touch()
    with pytest.raises(OutputError, match="out: there is something"), whole_folder(path):
        pass
    with pytest.raises(OutputError, match="a: there is something"), whole_folder(path / "a"):
        pass
    assert (path / "a").exists()


def test_what_the_system_refuses_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError), whole_folder(tmp_path / "file" / "out"):
        pass
    with pytest.raises(OutputError, match="out: no space"), whole_folder(tmp_path / "out"):
        raise OSError(28, "No space left on device")
