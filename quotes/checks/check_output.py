"""Output of checks for people, for programs and for CI servers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from difflib import SequenceMatcher
from typing import Any, TextIO

import click

from quotes.checks.checking import CheckResult
from quotes.checks.comparison import CheckComparison, CheckScore, Difference
from quotes.reports.escaping import json_text
from quotes.reports.junit import JunitCase, junit_xml
from quotes.reports.wording import NOBODY, abbreviated, printable
from quotes.reports.workflow_commands import workflow_command

FORMATS = ("text", "json", "junit", "github")
SCHEMA_VERSION = "1"

CONTEXT_WORDS = 4
"""Words at each end of a stretch that both sides of a difference have in common."""


def write_result(result: CheckResult, stream: TextIO, format: str, color: bool | None = None) -> None:
    """Write `result` to `stream` in one of `FORMATS`. `color` None: only if the stream is a terminal."""
    if format == "json":
        stream.write(json_text(result_to_dict(result), indent=2) + "\n")
    elif format == "junit":
        stream.write(_junit(result))
    elif format == "github":
        stream.writelines(f"{command}\n" for command in _annotations(result))
    else:
        for path, comparison in result.comparisons:
            click.echo("".join(difference_lines(path, comparison)), stream, nl=False, color=color)
        click.echo(summary(result), stream, color=color)


def summary(result: CheckResult) -> str:
    """Return one line with the number of articles that are as expected, and the total scores if any was checked."""
    articles = _counted(len(result.comparisons) + len(result.problems), "article")
    if not result.comparisons:
        return f"{articles}: nothing checked"
    different = sum(1 for _, comparison in result.comparisons if comparison.differences)
    counts = [f"{len(result.comparisons) - different} as expected"]
    if different:
        counts.append(f"{different} different")
    if result.problems:
        counts.append(f"{len(result.problems)} not checked")
    score = result.score
    scores = f"precision {score.precision:.3f}, recall {score.recall:.3f}, F1 {score.f1:.3f}"
    stopped = f"; stopped at the first difference, {result.skipped} skipped" if result.skipped else ""
    return f"{articles}: {', '.join(counts)}; {scores}{stopped}"


def difference_lines(path: str, comparison: CheckComparison) -> Iterator[str]:
    """Yield the differences of one article as coloured lines, - before the expected text, + before the found one."""
    for difference in comparison.differences:
        place = f"{path}:{difference.line}" if difference.line else path
        what = printable(f"{place}: {difference.what}")
        about = f": {_about(difference)}" if _about(difference) else ""
        yield click.style(what, bold=True) + printable(about) + "\n"
        for line, colour in _side_lines(difference):
            yield click.style(f"  {printable(line)}", fg=colour) + "\n"


WITHOUT_CONTENT = ("missing statement", "new statement", "other content", "missing speaker")
"""Differences that are printed without the content, which their - and + lines show."""


def result_to_dict(result: CheckResult) -> dict[str, Any]:
    """Return `result` as JSON values, with scores from 0 to 1 and lines counted from 1.

    ``total`` is None if nothing could be checked.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "articles": [
            {
                "path": path,
                **_score_to_dict(comparison.score),
                "differences": [
                    asdict(difference) | {"line": difference.line or None} for difference in comparison.differences
                ],
            }
            for path, comparison in result.comparisons
        ],
        "problems": [asdict(problem) for problem in result.problems],
        "updated": list(result.updated),
        "skipped": result.skipped,
        "total": _score_to_dict(result.score) if result.comparisons else None,
    }


def _score_to_dict(score: CheckScore) -> dict[str, float]:
    return asdict(score) | {"precision": score.precision, "recall": score.recall, "f1": score.f1}


def _junit(result: CheckResult) -> str:
    """Return JUnit XML with a test case for each article, failed if it differs, in error if it could not be checked."""
    cases = [_compared_case(path, comparison) for path, comparison in result.comparisons]
    cases += [
        JunitCase(name=one.path, outcome="error", message=one.message, type="not checked") for one in result.problems
    ]
    names = ("precision", "recall", "f1") if result.comparisons else ()
    return junit_xml("quotes check", cases, {name: f"{getattr(result.score, name):.4f}" for name in names})


def _compared_case(path: str, comparison: CheckComparison) -> JunitCase:
    if not comparison.differences:
        return JunitCase(name=path)
    return JunitCase(
        name=path,
        outcome="failure",
        message=_counted(len(comparison.differences), "difference"),
        type="different",
        details=click.unstyle("".join(difference_lines(path, comparison))),
    )


def _annotations(result: CheckResult) -> Iterator[str]:
    """Yield a workflow command of GitHub for each difference, and for each article that could not be checked."""
    for path, comparison in result.comparisons:
        for difference in comparison.differences:
            lines = [_about(difference), *(line for line, _ in _side_lines(difference))]
            message, title = "\n".join(filter(None, lines)), f"quotes check: {difference.what}"
            yield workflow_command("error", message, file=path, line=difference.line or None, title=title)
    for problem in result.problems:
        yield workflow_command("error", problem.message, file=problem.path, title="quotes check: not checked")


def _about(difference: Difference) -> str:
    """Return the content that a difference is about, "" where its - and + lines show it."""
    return "" if difference.what in WITHOUT_CONTENT else abbreviated(difference.content, 5)


def _side_lines(difference: Difference) -> Iterator[tuple[str, str]]:
    """Yield the - and the + line with their colours."""
    for sign, text, colour in zip("-+", _sides(difference), ("red", "green"), strict=True):
        if text is not None:
            yield f"{sign} {text}", colour


def _sides(difference: Difference) -> tuple[str | None, str | None]:
    """Return the texts of the - and the + line, None for no line."""
    if difference.what == "other content":
        return _unlike_words(difference.expected or "", difference.found or "")
    if difference.what in ("missing statement", "new statement", "missing speaker"):
        return difference.expected, difference.found
    nothing = NOBODY if difference.what == "other speaker" else "(none)"
    return difference.expected or nothing, difference.found or nothing


def _unlike_words(expected: str, found: str) -> tuple[str, str]:
    """Return both texts with each long stretch that they have in common cut to its first and last words."""
    sides = (expected.split(), found.split())
    kept: tuple[list[str], list[str]] = ([], [])
    for tag, *bounds in SequenceMatcher(None, *sides, autojunk=False).get_opcodes():
        for words, side, start, end in zip(kept, sides, bounds[::2], bounds[1::2], strict=True):
            stretch = side[start:end]
            if tag == "equal" and len(stretch) > 2 * CONTEXT_WORDS:
                stretch = [*stretch[:CONTEXT_WORDS], "[...]", *stretch[-CONTEXT_WORDS:]]
            words += stretch
    return " ".join(kept[0]), " ".join(kept[1])


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
