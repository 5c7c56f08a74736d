"""The word lists: that they are whole, commented, and free of slips."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import quotes.words
from quotes.words import load_words

PATHS = sorted(Path(quotes.words.__file__).parent.glob("*.txt"))


def entries(path: Path) -> list[str]:
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line]


def test_there_are_lists() -> None:
    assert len(PATHS) > 15


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_entry_is_loaded_in_lower_case(path: Path) -> None:
    words = load_words(path.stem)
    assert words == {entry.lower() for entry in entries(path)}
    assert words
    assert all(word == word.lower().strip() for word in words)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_no_entry_stands_twice(path: Path) -> None:
    counts = Counter(entry.lower() for entry in entries(path))
    assert [entry for entry, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_comment_says_what_the_list_is_and_where_it_comes_from(path: Path) -> None:
    header = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        header.append(line)
    assert len(" ".join(header)) > 40


def test_a_list_that_does_not_exist() -> None:
    with pytest.raises(FileNotFoundError):
        load_words("no_such_list")
