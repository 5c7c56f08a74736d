"""Search for articles with expected results beside them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from quotes.errors import ReadError

SUFFIX = ".expected.toml"
ARTICLE_SUFFIX = ".txt"


@dataclass(frozen=True, slots=True)
class Fixture:
    """Paths of an article and its expected results, neither of which needs to exist."""

    article: Path
    expected: Path


def find_fixtures(path: Path) -> list[Fixture]:
    """Return the fixtures that `path` stands for, in the order of their names.

    A directory stands for every `NAME.expected.toml` in it and below, but not in hidden directories, with the
    article `NAME.txt` beside it; such a file stands for itself and that article; any other path is an article,
    with `NAME.expected.toml` beside it. Raises `ReadError` for a directory without any.
    """
    if path.is_dir():
        fixtures = [_fixture_of(Path(name)) for name in sorted(_expected_files(path))]
        if not fixtures:
            raise ReadError(f"{path}: no NAME{SUFFIX} beside a NAME{ARTICLE_SUFFIX} in this directory")
        return fixtures
    if path.name.endswith(SUFFIX):
        return [_fixture_of(path)]
    return [Fixture(path, expected_beside(path))]


def expected_beside(article: Path) -> Path:
    """Return the path of the expected results of an article."""
    return article.with_name(article.stem + SUFFIX)


def is_selected(fixture: Fixture, keyword: str) -> bool:
    """Tell whether the file name of the article contains the keyword, or, after "not ", does not; case is ignored."""
    words = keyword.casefold().removeprefix("not ").strip()
    return (words in fixture.article.name.casefold()) is not keyword.casefold().startswith("not ")


def fixture_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the articles and the files of expected results that `paths` stand for, as far as they can be found."""
    for path in paths:
        with suppress(ReadError, OSError):
            for fixture in find_fixtures(path):
                yield from (fixture.article, fixture.expected)


def _expected_files(directory: Path) -> Iterator[str]:
    for folder, subfolders, names in os.walk(directory):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        yield from (os.path.join(folder, name) for name in names if name.endswith(SUFFIX))


def _fixture_of(expected: Path) -> Fixture:
    return Fixture(expected.with_name(expected.name.removesuffix(SUFFIX) + ARTICLE_SUFFIX), expected)
