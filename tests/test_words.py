"""The word lists: that they are whole, commented, and free of slips."""

from __future__ import annotations

from collections import Counter
from itertools import takewhile
from pathlib import Path

import pytest

import quotes.words
from quotes.words import load_words

PATHS = sorted(Path(quotes.words.__file__).parent.glob("*.txt"))


def test_there_are_lists() -> None:
    assert len(PATHS) > 15


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_list_is_loaded_whole_in_lower_case_without_repetitions_and_says_where_it_comes_from(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    entries = [entry.lower() for line in lines if (entry := line.partition("#")[0].strip())]
    assert load_words(path.stem) == set(entries) != set()
    assert [entry for entry, count in Counter(entries).items() if count > 1] == []
    assert len(" ".join(takewhile(lambda line: line.startswith("#"), lines))) > 40


def test_a_list_that_does_not_exist() -> None:
    with pytest.raises(FileNotFoundError):
        load_words("no_such_list")
