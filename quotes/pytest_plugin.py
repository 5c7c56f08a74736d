"""Plugin of pytest: with ``--quotes``, articles with expected results beside them are tests.

Each ``NAME.expected.toml`` that pytest comes by is a test of ``NAME.txt``, as `quotes check` makes it. Without the
option, nothing is collected and nothing is loaded.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from quotes.runtime.workers import SupportsPipe

SUFFIX = ".expected.toml"


class Unexpected(Exception):
    """Differences of an article from its expected results, or the reason why it could not be checked."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    help = f"test articles that have a NAME{SUFFIX} beside them, as 'quotes check' does"
    parser.getgroup("quotes").addoption("--quotes", action="store_true", help=help)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a file of expected results."""
    if not parent.config.getoption("quotes") or not file_path.name.endswith(SUFFIX):
        return None
    return ExpectedResults.from_parent(parent, path=file_path)


class ExpectedResults(pytest.File):
    """File of expected results, which is one test."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield the test."""
        yield CheckedArticle.from_parent(self, name=self.path.name.removesuffix(SUFFIX))


class CheckedArticle(pytest.Item):
    """Test of an article."""

    def runtest(self) -> None:
        """Check the article; the model is loaded by the first test. Raises `Unexpected`."""
        import click

        from quotes.checks.check_output import difference_lines
        from quotes.checks.checking import check

        result = check([self.path], load_analyzer)
        lines = [problem.message for problem in result.problems]
        lines += [line for path, each in result.comparisons for line in difference_lines(self._shown(path), each)]
        if lines:
            raise Unexpected(click.unstyle("".join(lines)).rstrip())

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        """Return the differences, or the traceback of another error."""
        if isinstance(excinfo.value, Unexpected):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return the place and the name of the test."""
        return self.path, 0, f"quotes check {self.name}"

    def _shown(self, path: str) -> str:
        return os.path.relpath(path, self.config.invocation_params.dir)


@cache
def load_analyzer() -> SupportsPipe:
    """Load the model that `QUOTES_MODEL` names, or the embedded one, once."""
    from quotes.analysis import Analyzer

    return Analyzer(os.environ.get("QUOTES_MODEL") or None)
