"""Analyses of the articles that pages show, kept as long as their files are the same, the last used ones."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from quotes.corpora.say_paths import say_path
from quotes.errors import MissingExtraError, ReadError, file_problem
from quotes.readers.raw_document import RawDocument
from quotes.readers.reading import document_articles
from quotes.readers.text_file import read_bytes
from quotes.records import Analysis, Article
from quotes.reports.wording import abbreviated
from quotes.service.problems import Problem, ProblemError
from quotes.service.work import Setup
from quotes.speakers.roster import apply_roster

MOST_CHARACTERS = 5_000_000
"""Code points of all texts that are kept."""

WORDS_SHOWN = 8
"""Words of an article without a title that are shown in its place."""

Stamp = tuple[int, int]
"""Time of the last change of a file in nanoseconds, and its bytes."""


@dataclass(frozen=True, slots=True)
class OpenArticle:
    """An article as it was analysed, its id being the path of its file, and the path of its corrections."""

    analysis: Analysis
    say: Path


@dataclass(frozen=True, slots=True)
class Place:
    """Place of an article: its file, and its name in a file with several articles, None in one of its own."""

    path: Path
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """Articles in a file that has several: their names in it, and their titles or first words."""

    articles: tuple[tuple[str, str], ...]


class OpenArticles:
    """Articles by their places, of at most `MOST_CHARACTERS` together but for the last one."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Place, tuple[Stamp, OpenArticle]] = OrderedDict()

    def get(self, place: Place) -> OpenArticle | None:
        """Return the article at a place, None if it is not kept or its file has changed."""
        found = self._kept.get(place)
        if found is None or found[0] != stamp_of(place.path):
            return None
        self._kept.move_to_end(place)
        return found[1]

    def keep(self, place: Place, stamp: Stamp, analysis: Analysis) -> OpenArticle:
        """Keep the analysis of an article whose file had this stamp before it was read."""
        say = say_path(analysis.article)
        assert say is not None
        self._kept.pop(place, None)
        self._kept[place] = stamp, OpenArticle(analysis, say)
        while len(self._kept) > 1 and sum(map(_length, self._kept.values())) > MOST_CHARACTERS:
            self._kept.popitem(last=False)
        return self._kept[place][1]


def analysed(setup: Setup, asked: tuple[Place, str]) -> Analysis | Contents | Problem:
    """Return the whole analysis at a place whose file has this name, its contents if it has several, or a problem.

    This is what a worker does.
    """
    place, name = asked
    try:
        data = read_bytes(place.path, name, setup.reading.max_size)
        found = list(document_articles(RawDocument(data, name, setup.reading), str(place.path)))
        article = _article(found, place, name)
    except MissingExtraError as error:
        return Problem(501, str(error))
    except ReadError as error:
        return Problem(422, str(error))
    if isinstance(article, Contents):
        return article
    analysis = setup.analyzer.analyze(article)
    return apply_roster(analysis, setup.roster) if setup.roster else analysis


def _article(found: Sequence[Article | ReadError], place: Place, name: str) -> Article | Contents:
    """Return the one article that is meant, or what there is to choose from. Raises `ReadError` if there is nothing."""
    articles = {one.id: one for one in found if isinstance(one, Article)}
    if place.within is not None:
        if article := articles.get(f"{place.path}#{place.within}"):
            return article
        raise ReadError(f"{name}: there is no article {place.within!r} in it")
    if not articles:
        raise found[0] if found and isinstance(found[0], ReadError) else ReadError(f"{name}: there is no article in it")
    if len(found) == 1 and str(place.path) in articles:
        return articles[str(place.path)]
    names = ((id.removeprefix(f"{place.path}#"), one) for id, one in articles.items())
    return Contents(tuple((each, one.title or abbreviated(one.text, WORDS_SHOWN)) for each, one in names))


def stamp_of(path: Path) -> Stamp:
    """Return the stamp of a file. Raises `ProblemError` 404 if it is gone."""
    try:
        found = path.stat()
    except OSError as error:
        raise ProblemError(404, file_problem(Path(path.name), error)) from None
    return found.st_mtime_ns, found.st_size


def _length(kept: tuple[Stamp, OpenArticle]) -> int:
    return len(kept[1].analysis.article.text)
