"""Check of articles against the expected results beside them, and update of these results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from quotes.checks.comparison import CheckComparison, CheckScore, compare
from quotes.checks.expected import Expectation, read_expectation
from quotes.checks.fixture_files import Fixture, expected_beside, find_fixtures, is_selected
from quotes.checks.locating import locate
from quotes.checks.update import is_outdated, update_expected
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

    `updated` are the files of expected results that were written, `skipped` is the number of articles after the first
    difference. `interrupted` is True after a signal.
    """

    comparisons: tuple[tuple[str, CheckComparison], ...] = ()
    problems: tuple[Problem, ...] = ()
    updated: tuple[str, ...] = ()
    skipped: int = 0
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
    keyword: str | None = None,
    exit_first: bool = False,
    tolerance: int = 0,
    for_update: bool = False,
    workers: int = 1,
) -> CheckResult:
    """Check all fixtures that `paths` stand for (`quotes.checks.fixture_files.find_fixtures`), each once.

    A fixture that cannot be read, analysed or compared, or whose document has several articles, becomes a problem of
    the result; `reading` is as for `read_articles`, `keyword` as for `is_selected`, `tolerance` as for `compare`. With
    `exit_first`, the first article with a difference is the last. With `for_update`, files of expected results may be
    missing, or have words that the article has not. The analyzer is loaded only if there is something to check. Only
    statements within the scope ``speech`` count. Raises `QuotesError` if the analyzer cannot be loaded, or `keyword`
    selects nothing.
    """
    problems: list[Problem] = []
    fixtures = _fixtures(paths, keyword, problems)
    ready = {
        article.id: (fixture, article, expectation)
        for fixture, article, expectation in _readable(fixtures, reading, for_update, problems)
    }
    comparisons: list[tuple[str, CheckComparison]] = []
    done, interrupted = 0, False

    def fail(error: AnalysisError) -> None:
        nonlocal done
        done += 1
        problems.append(Problem(error.article.id, str(error)))

    try:
        articles = [article for _, article, _ in ready.values()]
        analyses = load_analyzer().pipe(articles, workers=workers, on_error=fail) if articles else iter(())
        for analysis in each_interruptible(analyses):
            fixture, _, expectation = ready[analysis.article.id]
            done += 1
            try:
                comparisons.append((str(fixture.article), _compare(analysis, expectation, tolerance, for_update)))
            except Exception as error:
                problems.append(Problem(str(fixture.article), _message(error, fixture)))
            else:
                if exit_first and comparisons[-1][1].differences:
                    break
    except KeyboardInterrupt:
        interrupted = True
    skipped = 0 if interrupted else len(ready) - done
    return CheckResult(tuple(comparisons), tuple(problems), skipped=skipped, interrupted=interrupted)


def outdated(result: CheckResult, tolerance: int = 0) -> list[str]:
    """Return the paths of the files of expected results that `accept` would write, for a check with `for_update`."""
    files = [(expected_beside(Path(path)), comparison.analysis) for path, comparison in result.comparisons]
    return [str(path) for path, analysis in files if is_outdated(path, analysis, tolerance)]


def accept(result: CheckResult, tolerance: int = 0) -> CheckResult:
    """Change the files of expected results to what was found in a check with `for_update`.

    Statements that agree within `tolerance` stay as they are. Returns the result, its comparisons being those with the
    old files, with the paths of the files that were written, and a problem for each that could not be.
    """
    updated: list[str] = []
    problems = list(result.problems)
    for path, comparison in result.comparisons:
        _update(expected_beside(Path(path)), comparison.analysis, tolerance, updated, problems)
    return replace(result, updated=tuple(updated), problems=tuple(problems))


def _fixtures(paths: Iterable[Path], keyword: str | None, problems: list[Problem]) -> list[Fixture]:
    """Return the fixtures that are selected, and add to `problems` the paths without any."""
    found: dict[Fixture, None] = {}
    for path in paths:
        try:
            found |= dict.fromkeys(find_fixtures(path))
        except QuotesError as error:
            problems.append(Problem(str(path), str(error)))
    if keyword is None:
        return list(found)
    selected = [fixture for fixture in found if is_selected(fixture, keyword)]
    if found and not selected:
        raise ReadError(f"no article has a name that -k {keyword!r} selects")
    return selected


def _readable(
    fixtures: Iterable[Fixture], reading: ReadingOptions | None, for_update: bool, problems: list[Problem]
) -> Iterator[tuple[Fixture, Article, Expectation]]:
    """Yield the fixtures with the contents of their files, and add to `problems` those that cannot be read."""
    for fixture in fixtures:
        try:
            yield _read(fixture, reading, for_update)
        except Exception as error:
            problems.append(Problem(str(fixture.article), _message(error, fixture)))


def _message(error: Exception, fixture: Fixture) -> str:
    """Return the message of an error, with the article's name in front unless it names a file."""
    message = described(error)
    named = any(str(path) in message for path in (fixture.article, fixture.expected))
    return message if named else f"{fixture.article}: {message}"


def _read(fixture: Fixture, reading: ReadingOptions | None, for_update: bool) -> tuple[Fixture, Article, Expectation]:
    article = _article(fixture.article, reading)
    if fixture.expected.exists():
        expectation = read_expectation(fixture.expected)
    elif for_update:
        expectation = Expectation(fixture.expected)
    else:
        raise ExpectationError(f"{fixture.expected}: no such file; write it, or make it with --update")
    if not for_update:
        locate(expectation, article)
    return fixture, article, expectation


def _article(path: Path, reading: ReadingOptions | None) -> Article:
    first, *others = read_articles(path, reading)
    if isinstance(first, ReadError):
        raise first
    if others:
        raise ReadError(f"{path} has several articles: expected results are those of one")
    return first


def _compare(analysis: Analysis, expectation: Expectation, tolerance: int, for_update: bool) -> CheckComparison:
    """Compare with the expectation; with an empty one if it is to be updated and does not fit the article any more."""
    try:
        return compare(analysis, expectation, tolerance)
    except ExpectationError:
        if not for_update:
            raise
        return compare(analysis, Expectation(expectation.path))


def _update(path: Path, analysis: Analysis, tolerance: int, updated: list[str], problems: list[Problem]) -> None:
    """Update one file, and add a problem if it still differs from the analysis afterwards."""
    try:
        if update_expected(path, analysis, tolerance):
            updated.append(str(path))
            left = compare(analysis, read_expectation(path), tolerance).differences
            if left:
                raise ExpectationError(
                    f"{path}: cannot tell which of several places is meant; edit it by hand ({left[0].what}"
                    f" “{abbreviated(left[0].content, 5)}”)"
                )
    except OSError as error:
        problems.append(Problem(str(path), file_problem(path, error)))
    except QuotesError as error:
        problems.append(Problem(str(path), str(error)))
