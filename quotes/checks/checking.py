"""Checking articles against the expected results beside them, or accepting what is found there now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from quotes.checks.comparison import Comparison, Score, compare
from quotes.checks.expected import Expectation, read_expectation
from quotes.checks.fixture_files import Case, find_cases
from quotes.checks.locating import locate
from quotes.checks.update import update_expected
from quotes.errors import ExpectationError, QuotesError
from quotes.readers import read_article
from quotes.records import Analysis, Article
from quotes.reports.wording import abbreviated
from quotes.runtime.workers import SupportsPipe


@dataclass(frozen=True, slots=True)
class Problem:
    """A path that could not be checked, and why, in one line that names the file at fault."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one run found, by path of the article and in the order of checking.

    `updated` are the files of expected results that were written. `interrupted`: Ctrl-C came before the end.
    """

    comparisons: tuple[tuple[str, Comparison], ...] = ()
    problems: tuple[Problem, ...] = ()
    updated: tuple[str, ...] = ()
    interrupted: bool = False

    @property
    def score(self) -> Score:
        """All statements of all articles taken together."""
        return sum((comparison.score for _, comparison in self.comparisons), Score())

    @property
    def has_differences(self) -> bool:
        """Is anything not as expected?"""
        return any(comparison.differences for _, comparison in self.comparisons)


def check(
    paths: Iterable[Path],
    load_analyzer: Callable[[], SupportsPipe],
    *,
    encoding: str | None = None,
    update: bool = False,
    workers: int = 1,
) -> CheckResult:
    """Check every case that `paths` stand for (see `quotes.checks.fixture_files`), each once.

    What cannot be read becomes a problem of the result, and the others are checked all the same. The
    analyzer is loaded only if there is something to check. With `update`, the files of expected results are
    made to expect what was found; the result still tells how they differed before. Only speech counts: what reports
    show unless more is asked for. Raises `QuotesError` if the analyzer cannot be loaded.
    """
    problems: list[Problem] = []
    ready = list(_readable_cases(paths, encoding, update, problems))
    comparisons: list[tuple[str, Comparison]] = []
    updated: list[str] = []
    interrupted = False
    try:
        articles = [article for _, article, _ in ready]
        analyses = load_analyzer().pipe(articles, workers=workers) if articles else iter(())
        for (case, _, expectation), analysis in zip(ready, analyses, strict=True):
            spoken = analysis.within("speech")
            comparisons.append((str(case.article), _compare(spoken, expectation, update)))
            if update:
                _update(case.expected, spoken, updated, problems)
    except KeyboardInterrupt:
        interrupted = True
    return CheckResult(tuple(comparisons), tuple(problems), tuple(updated), interrupted)


def _readable_cases(
    paths: Iterable[Path], encoding: str | None, update: bool, problems: list[Problem]
) -> Iterator[tuple[Case, Article, Expectation]]:
    """The cases with what their files hold; to `problems` goes what is not there or cannot be read."""
    seen = set[Case]()
    for path in paths:
        try:
            cases = [case for case in find_cases(path) if case not in seen]
        except QuotesError as error:
            problems.append(Problem(str(path), str(error)))
            continue
        seen.update(cases)
        for case in cases:
            try:
                yield _read(case, encoding, update)
            except QuotesError as error:
                problems.append(Problem(str(case.article), _naming_a_file(error, case)))


def _naming_a_file(error: QuotesError, case: Case) -> str:
    """What is wrong, with the article's name in front unless a file is named already."""
    message = str(error)
    named = any(str(path) in message for path in (case.article, case.expected))
    return message if named else f"{case.article}: {message}"


def _read(case: Case, encoding: str | None, update: bool) -> tuple[Case, Article, Expectation]:
    article = read_article(case.article, encoding)
    if case.expected.exists():
        expectation = read_expectation(case.expected)
    elif update:
        expectation = Expectation(case.expected)
    else:
        raise ExpectationError(f"{case.expected}: no such file; write it, or make it with --update")
    if not update:
        locate(expectation, article)
    return case, article, expectation


def _compare(analysis: Analysis, expectation: Expectation, update: bool) -> Comparison:
    """Compare; where an expectation that is to be replaced does not fit the article, with nothing."""
    try:
        return compare(analysis, expectation)
    except ExpectationError:
        if not update:
            raise
        return compare(analysis, Expectation(expectation.path))


def _update(path: Path, analysis: Analysis, updated: list[str], problems: list[Problem]) -> None:
    """Update one file, and see whether it now says what it should."""
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
        problems.append(Problem(str(path), f"{path}: {(error.strerror or str(error)).lower()}"))
    except QuotesError as error:
        problems.append(Problem(str(path), str(error)))
