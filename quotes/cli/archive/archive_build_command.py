"""`quotes archive build`: articles into a database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import click

from quotes.archive.building import Building, configuration_of
from quotes.archive.database import contents, opened_to_write
from quotes.cli import running
from quotes.cli.archive.archive_options import archive_argument
from quotes.cli.exit_status import ExitStatus, of_reports
from quotes.cli.messages import echo_error, echo_failure
from quotes.cli.options.analysis_options import scope_option
from quotes.cli.options.article_options import WHOLE_ANALYSIS_OPTIONS, articles_argument
from quotes.cli.options.gathering import Command
from quotes.cli.options.reading_options import gathers_reading
from quotes.cli.output import refuse_overwriting
from quotes.cli.running import Run, RunOptions, input_files
from quotes.errors import ReadError
from quotes.readers.reading import places
from quotes.records import Article
from quotes.reports.selection import Selection
from quotes.runtime.containment import failure
from quotes.runtime.ending_signals import each_interruptible


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions(RunOptions):
    """Options of a build beside those of a run."""

    retry: bool = False


def _with_options(command: Command) -> Command:
    retry_option = click.option(
        "--retry", is_flag=True, help="Try articles again that could not be analysed before, if nothing has changed."
    )
    command = gathers_reading(command)
    for option in reversed((retry_option, scope_option, *WHOLE_ANALYSIS_OPTIONS)):
        command = option(command)
    return articles_argument(command)


@click.command()
@archive_argument
@_with_options
def build(database: Path, articles: tuple[str, ...], **options: Any) -> ExitStatus:
    """Analyse articles and store what is found; go on where it was.

    DB is the file of the archive, which is made if it is not there. ARTICLE is a file of any format that
    `quotes report` reads, a folder, or - for standard input. Articles that are there already, and have not changed,
    are left out; changed ones are replaced. A build that was interrupted, in whatever way, goes on when it is called
    again.

    \b
      quotes archive build news.db articles/
      quotes archive build news.db feed.xml 2024/*.html --workers 4
      quotes archive build news.db articles/ --roster parliament.csv
      quotes archive build news.db articles/ --retry
    """
    build_options = BuildOptions(format="", output=database, selection=Selection(), **options)
    refuse_overwriting([database], input_files(articles, build_options))
    return _build(database, articles, build_options)


def _build(database: Path, articles: Sequence[str], options: BuildOptions) -> ExitStatus:
    configuration = configuration_of(
        options.model, options.engine, options.coref, options.scope, options.patterns, options.roster
    )
    with opened_to_write(database) as connection:
        building = Building(
            connection,
            configuration,
            retry=options.retry,
            on_error=echo_failure,
            on_progress=lambda done: run.progress.show(done),
        )
        run = Run(options, options.selection, building.read)
        to_do = building.to_do(run.read(list(_files(articles))))
        try:
            if first := next(to_do, None):
                _store(chain([first], to_do), run, building)
        except KeyboardInterrupt:
            run.interrupted = True
        finally:
            run.progress.close()
        building.end()
        if not options.quiet:
            echo_error(_summary(database, building, connection))
    return of_reports(building.stored + building.unchanged, building.failed, run.interrupted)


def _files(sources: Sequence[str]) -> Iterator[str]:
    """Yield the files that sources stand for, so that their number is known, and those sources that cannot be read."""
    for source in sources:
        try:
            yield from places(source)
        except ReadError:
            yield source


def _store(articles: Iterator[Article], run: Run, building: Building) -> None:
    """Load the models, and store the outcome of each article until a signal comes."""
    options = run.options
    analyzer = running.load_analyzer(
        options.model, options.engine, options.coref, options.patterns, scope=options.scope
    )
    for analysis in each_interruptible(analyzer.pipe(articles, workers=options.workers, on_error=building.fail)):
        try:
            named = run.named(analysis)
        except Exception as error:
            building.fail(failure(analysis.article, error))
        else:
            building.store(named)


def _summary(database: Path, building: Building, connection: Connection) -> str:
    """Return the line that ends a build."""
    done = {
        "stored": building.stored,
        "unchanged": building.unchanged,
        "failed": building.failed,
        "failed before (--retry tries again)": building.failed_before,
    }
    shown = [f"{what}: {number:,}" for what, number in done.items() if number or what == "stored"]
    totals = [f"{what}: {number:,}" for what, number in contents(connection).items()]
    return f"{database}: {', '.join(shown)}; in all {', '.join(totals)}"
