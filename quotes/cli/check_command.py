"""`quotes check`: articles against the expected results beside them."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path

import click

from quotes.checks.check_output import FORMATS, summary, write_result
from quotes.checks.checking import CheckResult, accept, outdated
from quotes.checks.checking import check as check_paths
from quotes.checks.fixture_files import fixture_files
from quotes.cli import running
from quotes.cli.exit_status import ExitStatus, of_checks
from quotes.cli.messages import echo_error
from quotes.cli.named_path import NamedPath
from quotes.cli.options.analysis_options import (
    engine_option,
    model_option,
    patterns_option,
    quiet_option,
    workers_option,
)
from quotes.cli.options.output_options import output_options
from quotes.cli.options.reading_options import (
    encoding_option,
    input_format_option,
    max_size_option,
    repair_option,
)
from quotes.cli.output import is_standard_output, open_output, refuse_overwriting, wants_colours
from quotes.cli.parameter_types import Probability
from quotes.cli.progress_bar import AnalyzerWithProgress
from quotes.errors import OutputError
from quotes.readers.raw_document import ReadingOptions
from quotes.records import Engine
from quotes.reports.wording import names_in_words, printable
from quotes.runtime.ending_signals import interruptible


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=NamedPath())
@output_options(FORMATS, default="text")
@click.option(
    "--min-f1",
    metavar="F",
    type=Probability(),
    help="Allow differences as long as F1 over all articles is at least this (0 to 1).",
)
@click.option("-x", "--exitfirst", "exit_first", is_flag=True, help="Stop at the first article with a difference.")
@click.option(
    "-k",
    "--keyword",
    metavar="EXPRESSION",
    help="Check only articles whose file names contain this text, or do not: 'not TEXT'.",
)
@click.option(
    "--tolerance",
    metavar="N",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Allow N words too many or too few at each edge of a content, source, cue or circumstance.",
)
@click.option(
    "--update", is_flag=True, help="Show what is found now, ask, and write it to the NAME.expected.toml that differ."
)
@click.option("--yes", is_flag=True, help="With --update: do not ask.")
@input_format_option
@encoding_option
@repair_option
@max_size_option
@model_option
@engine_option
@patterns_option
@workers_option
@quiet_option
def check(
    paths: tuple[Path, ...],
    format: str,
    output: Path | None,
    min_f1: float | None,
    exit_first: bool,
    keyword: str | None,
    tolerance: int,
    update: bool,
    yes: bool,
    input_format: str | None,
    encoding: str | None,
    repair: bool,
    max_size: int,
    model: str | None,
    engine: Engine | None,
    patterns: tuple[Path, ...],
    workers: int,
    quiet: bool,
) -> int:
    """Compare articles with the results expected of them.

    PATH is an article, of any format, with NAME.expected.toml beside it, or a directory in which all NAME.txt
    with a NAME.expected.toml are checked; by default the current directory. In the output, - is what is expected
    and + what is found.

    With --patterns and no PATH, the examples and near misses in these files are checked instead.

    Exit status: 0 all as expected (or F1 at least --min-f1, or accepted), 1 differences, 2 something could
    not be checked.

    \b
      quotes check fixtures/
      quotes check fixtures/ -k harbour -x
      quotes check fixtures/ -f junit -o results.xml
      quotes check fixtures/new.txt --update
      quotes check --patterns house.toml
    """
    for option, given in (("--update", update), ("-x", exit_first)):
        if given and min_f1 is not None:
            raise click.UsageError(f"--min-f1 and {option} do not go together: drop one of them")
    if patterns and not paths:
        others = update or exit_first or keyword or min_f1 is not None
        if others or output is not None or format != "text":
            raise click.UsageError(
                "the examples in --patterns are checked without -f, -o, -k, -x, --min-f1 and --update"
            )
        return _check_rules(patterns, model, engine, quiet)
    if update and not yes:
        if format != "text" or not is_standard_output(output):
            raise OutputError("--update shows differences and asks: give it without -f and -o, or with --yes")
        if not _somebody_answers():
            raise OutputError("--update asks, and nobody can answer here: give --yes to accept what is found")
    paths = paths or (Path(),)
    refuse_overwriting([output], chain(patterns, fixture_files(paths)))
    result = check_paths(
        paths,
        lambda: AnalyzerWithProgress(running.load_analyzer(model, engine, patterns=patterns), quiet=quiet),
        reading=ReadingOptions(format=input_format, encoding=encoding, repair=repair, max_size=max_size),
        keyword=keyword,
        exit_first=exit_first,
        tolerance=tolerance,
        for_update=update,
        workers=workers,
    )
    _echo_problems(result)
    accepted = update and yes
    if accepted:
        result = _accepted(result, tolerance)
    with open_output(output, for_programs=format != "text") as stream:
        write_result(result, stream, format, color=wants_colours(output))
    if update and not yes and not result.interrupted:
        accepted = _agreed(outdated(result, tolerance))
        if accepted:
            result = _accepted(result, tolerance)
    if not quiet:
        for path in result.updated:
            echo_error(f"{path}: updated")
        if format != "text" or output is not None:
            echo_error(summary(result))
    return of_checks(result, min_f1, accepted)


def _somebody_answers() -> bool:
    return sys.stdin.isatty()


def _agreed(paths: list[str]) -> bool:
    """Ask whether the files are to be written; nothing is asked where there are none."""
    with interruptible():
        return not paths or click.confirm(f"Write {printable(names_in_words(paths))}?", err=True)


def _accepted(result: CheckResult, tolerance: int) -> CheckResult:
    """Accept what was found, and print the problems with that."""
    accepted = accept(result, tolerance)
    _echo_problems(accepted, len(result.problems))
    return accepted


def _echo_problems(result: CheckResult, known: int = 0) -> None:
    for problem in result.problems[known:]:
        echo_error(problem.message)


def _check_rules(patterns: tuple[Path, ...], model: str | None, engine: Engine | None, quiet: bool) -> ExitStatus:
    """Check a house's own rules, and print a line for each example that is not as declared."""
    from quotes.checks.rule_examples import misfits
    from quotes.statements.rules.rule_tables import house_rules

    rules = house_rules(patterns)
    lines = list(misfits(rules, running.load_analyzer(model, engine, patterns=patterns, scope="all")))
    for line in lines:
        click.echo(printable(line))
    if not quiet:
        echo_error(f"rules: {len(rules)}; examples not as declared: {len(lines)}")
    return ExitStatus.NOT_ALL if lines else ExitStatus.OK
