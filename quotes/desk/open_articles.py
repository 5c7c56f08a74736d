"""Analyses of the articles that pages show, kept as long as their files are the same, the last used ones."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from pathlib import Path

from quotes.corpora.say_paths import say_path
from quotes.errors import file_problem
from quotes.records import Analysis
from quotes.service.problems import Problem, ProblemError
from quotes.service.work import AskedFile, Setup, read_asked
from quotes.speakers.roster import apply_roster

MOST_CHARACTERS = 5_000_000
"""Code points of all texts that are kept."""

Stamp = tuple[int, int]
"""Time of the last change of a file in nanoseconds, and its bytes."""


@dataclass(frozen=True, slots=True)
class OpenArticle:
    """An article as it was analysed, its id being the path of its file, and the path of its corrections."""

    analysis: Analysis
    say: Path


class OpenArticles:
    """Articles by the paths of their files, of at most `MOST_CHARACTERS` together but for the last one."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Path, tuple[Stamp, OpenArticle]] = OrderedDict()

    def get(self, path: Path) -> OpenArticle | None:
        """Return the article of a file, None if it is not kept or its file has changed."""
        found = self._kept.get(path)
        if found is None or found[0] != stamp_of(path):
            return None
        self._kept.move_to_end(path)
        return found[1]

    def keep(self, path: Path, stamp: Stamp, analysis: Analysis) -> OpenArticle:
        """Keep the analysis of a file that had this stamp before it was read."""
        say = say_path(analysis.article)
        assert say is not None
        self._kept.pop(path, None)
        self._kept[path] = stamp, OpenArticle(analysis, say)
        while len(self._kept) > 1 and sum(map(_length, self._kept.values())) > MOST_CHARACTERS:
            self._kept.popitem(last=False)
        return self._kept[path][1]


def analysed(setup: Setup, asked: AskedFile) -> Analysis | Problem:
    """Return the whole analysis of a file, or why there is none: this is what a worker does."""
    article = read_asked(setup, asked)
    if isinstance(article, Problem):
        return article
    analysis = setup.analyzer.analyze(replace(article, id=asked.path))
    return apply_roster(analysis, setup.roster) if setup.roster else analysis


def stamp_of(path: Path) -> Stamp:
    """Return the stamp of a file. Raises `ProblemError` 404 if it is gone."""
    try:
        found = path.stat()
    except OSError as error:
        raise ProblemError(404, file_problem(Path(path.name), error)) from None
    return found.st_mtime_ns, found.st_size


def _length(kept: tuple[Stamp, OpenArticle]) -> int:
    return len(kept[1].analysis.article.text)
