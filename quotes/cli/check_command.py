"""`quotes check`: articles against the expected results beside them."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import click

from quotes.checks.check_output import FORMATS, summary, write_result
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
from quotes.cli.output import open_output, refuse_overwriting, wants_colours
from quotes.cli.parameter_types import Probability
from quotes.cli.progress_bar import AnalyzerWithProgress
from quotes.readers.raw_document import ReadingOptions
from quotes.records import Engine
from quotes.reports.wording import printable


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=NamedPath())
@output_options(FORMATS, default="text")
@click.option(
    "--min-f1",
    metavar="F",
    type=Probability(),
    help="Allow differences as long as F1 over all articles is at least this (0 to 1).",
)
@click.option("--update", is_flag=True, help="Accept what is found now: write it to NAME.expected.toml.")
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
    update: bool,
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

    Exit status: 0 all as expected (or F1 at least --min-f1), 1 differences, 2 something could not be
    checked.

    \b
      quotes check fixtures/
      quotes check fixtures/ -f junit -o results.xml
      quotes check fixtures/new.txt --update
      quotes check --patterns house.toml
    """
    if update and min_f1 is not None:
        raise click.UsageError("--min-f1 and --update do not go together: drop one of them")
    if patterns and not paths:
        if update or min_f1 is not None or output is not None or format != "text":
            raise click.UsageError("the examples in --patterns are checked without -f, -o, --min-f1 and --update")
        return _check_rules(patterns, model, engine, quiet)
    paths = paths or (Path(),)
    refuse_overwriting([output], chain(patterns, fixture_files(paths)))
    result = check_paths(
        paths,
        lambda: AnalyzerWithProgress(running.load_analyzer(model, engine, patterns=patterns), quiet=quiet),
        reading=ReadingOptions(format=input_format, encoding=encoding, repair=repair, max_size=max_size),
        update=update,
        workers=workers,
    )
    for problem in result.problems:
        echo_error(problem.message)
    with open_output(output, for_programs=format != "text") as stream:
        write_result(result, stream, format, color=wants_colours(output))
    if quiet:
        return of_checks(result, min_f1, update)
    for path in result.updated:
        echo_error(f"{path}: updated")
    if format != "text" or output is not None:
        echo_error(summary(result))
    return of_checks(result, min_f1, update)


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
