"""Check of articles against the expected results beside them, and update of these results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from quotes.checks.comparison import CheckComparison, CheckScore, compare
from quotes.checks.expected import Expectation, read_expectation
from quotes.checks.fixture_files import Fixture, find_fixtures
from quotes.checks.locating import locate
from quotes.checks.update import update_expected
from quotes.errors import ExpectationError, QuotesError, ReadError, file_problem
from quotes.readers.raw_document import ReadingOptions
from quotes.readers.reading import read_articles
from quotes.records import Analysis, Article
from quotes.reports.wording import abbreviated
from quotes.runtime.containment import AnalysisError, described
from quotes.runtime.ending_signals import each_interruptible
from quotes.runtime.workers import SupportsPipe


@dataclass(frozen=True, slots=True)
class Problem:
    """Path that could not be checked, with the reason in one line that names the file at fault."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Result of one run, with comparisons by path of the article in the order of checking.

    `updated` are the files of expected results that were written. `interrupted` is True after a signal.
    """

    comparisons: tuple[tuple[str, CheckComparison], ...] = ()
    problems: tuple[Problem, ...] = ()
    updated: tuple[str, ...] = ()
    interrupted: bool = False

    @property
    def score(self) -> CheckScore:
        """The score of the statements of all articles taken together."""
        return sum((comparison.score for _, comparison in self.comparisons), CheckScore())

    @property
    def has_differences(self) -> bool:
        """True if any article is not as expected."""
        return any(comparison.differences for _, comparison in self.comparisons)


def check(
    paths: Iterable[Path],
    load_analyzer: Callable[[], SupportsPipe],
    *,
    reading: ReadingOptions | None = None,
    update: bool = False,
    workers: int = 1,
) -> CheckResult:
    """Check all fixtures that `paths` stand for (`quotes.checks.fixture_files.find_fixtures`), each once.

    A fixture that cannot be read, analysed or compared, or whose document has several articles, becomes a problem of
    the result; `reading` is as for `read_articles`. The analyzer is loaded only if there is something to check. With
    `update`, the files of expected results are changed to the results found, and the comparisons are those with the old
    files. Only statements within the scope ``speech`` count. Raises `QuotesError` if the analyzer cannot be loaded.
    """
    problems: list[Problem] = []
    ready = {
        article.id: (fixture, article, expectation)
        for fixture, article, expectation in _readable_fixtures(paths, reading, update, problems)
    }
    comparisons: list[tuple[str, CheckComparison]] = []
    updated: list[str] = []
    interrupted = False

    def fail(error: AnalysisError) -> None:
        problems.append(Problem(error.article.id, str(error)))

    try:
        articles = [article for _, article, _ in ready.values()]
        analyses = load_analyzer().pipe(articles, workers=workers, on_error=fail) if articles else iter(())
        for analysis in each_interruptible(analyses):
            fixture, _, expectation = ready[analysis.article.id]
            try:
                comparisons.append((str(fixture.article), _compare(analysis, expectation, update)))
                if update:
                    _update(fixture.expected, analysis, updated, problems)
            except Exception as error:
                problems.append(Problem(str(fixture.article), _message(error, fixture)))
    except KeyboardInterrupt:
        interrupted = True
    return CheckResult(tuple(comparisons), tuple(problems), tuple(updated), interrupted)


def _readable_fixtures(
    paths: Iterable[Path], reading: ReadingOptions | None, update: bool, problems: list[Problem]
) -> Iterator[tuple[Fixture, Article, Expectation]]:
    """Yield the fixtures with the contents of their files, and add to `problems` those that cannot be read."""
    seen = set[Fixture]()
    for path in paths:
        try:
            fixtures = [fixture for fixture in find_fixtures(path) if fixture not in seen]
        except QuotesError as error:
            problems.append(Problem(str(path), str(error)))
            continue
        seen.update(fixtures)
        for fixture in fixtures:
            try:
                yield _read(fixture, reading, update)
            except Exception as error:
                problems.append(Problem(str(fixture.article), _message(error, fixture)))


def _message(error: Exception, fixture: Fixture) -> str:
    """Return the message of an error, with the article's name in front unless it names a file."""
    message = described(error)
    named = any(str(path) in message for path in (fixture.article, fixture.expected))
    return message if named else f"{fixture.article}: {message}"


def _read(fixture: Fixture, reading: ReadingOptions | None, update: bool) -> tuple[Fixture, Article, Expectation]:
    article = _article(fixture.article, reading)
    if fixture.expected.exists():
        expectation = read_expectation(fixture.expected)
    elif update:
        expectation = Expectation(fixture.expected)
    else:
        raise ExpectationError(f"{fixture.expected}: no such file; write it, or make it with --update")
    if not update:
        locate(expectation, article)
    return fixture, article, expectation


def _article(path: Path, reading: ReadingOptions | None) -> Article:
    first, *others = read_articles(path, reading)
    if isinstance(first, ReadError):
        raise first
    if others:
        raise ReadError(f"{path} has several articles: expected results are those of one")
    return first


def _compare(analysis: Analysis, expectation: Expectation, update: bool) -> CheckComparison:
    """Compare with the expectation; with an empty one if it is to be updated and does not fit the article any more."""
    try:
        return compare(analysis, expectation)
    except ExpectationError:
        if not update:
            raise
        return compare(analysis, Expectation(expectation.path))


def _update(path: Path, analysis: Analysis, updated: list[str], problems: list[Problem]) -> None:
    """Update one file, and add a problem if it still differs from the analysis afterwards."""
    try:
        if update_expected(path, analysis):
            updated.append(str(path))
            left = compare(analysis, read_expectation(path)).differences
            if left:
                raise ExpectationError(
                    f"{path}: cannot tell which of several places is meant; edit it by hand ({left[0].what}"
                    f" “{abbreviated(left[0].content, 5)}”)"
                )
    except OSError as error:
        problems.append(Problem(str(path), file_problem(path, error)))
    except QuotesError as error:
        problems.append(Problem(str(path), str(error)))
