"""`quotes archive import`: saved analyses into an archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from quotes.archive.database import opened_to_write
from quotes.archive.importing import import_analyses
from quotes.archive.saved_analyses import SavedAnalysis, read_saved
from quotes.cli.archive.archive_options import archive_argument
from quotes.cli.exit_status import ExitStatus, of_reports
from quotes.cli.messages import echo_error
from quotes.cli.options.analysis_options import quiet_option
from quotes.cli.output import refuse_overwriting
from quotes.cli.parameter_types import article_names
from quotes.cli.progress_bar import Progress
from quotes.errors import ReadError
from quotes.runtime.ending_signals import each_interruptible


@click.command("import")
@archive_argument
@click.argument("files", metavar="FILE...", nargs=-1, required=True, shell_complete=article_names)
@quiet_option
def import_(database: Path, files: tuple[str, ...], quiet: bool) -> ExitStatus:
    """Put analyses that were saved into an archive, without analysing anything.

    FILE is what `quotes extract -f jsonl` or `-f json`, `quotes archive export -f jsonl` or `quotes archive cluster`
    has written, or - for standard input. Analyses that are there already are skipped, those of the same articles
    replaced. What is broken is told in one line each, and the rest goes in.

    \b
      quotes archive import news.db monday.jsonl tuesday.jsonl
      quotes archive import news.db analysed/*.parquet
    """
    refuse_overwriting([database], files)
    progress = Progress(quiet=quiet)

    def found() -> Iterator[SavedAnalysis | ReadError]:
        for source in progress.sources(files):
            for one in read_saved(source):
                progress.found += 1
                yield one
                progress.show(progress.found)

    with opened_to_write(database) as connection:
        try:
            imported = import_analyses(connection, each_interruptible(found()), lambda error: echo_error(str(error)))
        finally:
            progress.close()
    if not quiet:
        echo_error(
            f"{database}: analyses stored: {imported.stored:,}, there already: {imported.unchanged:,}, "
            f"broken: {imported.failed:,}"
        )
    return of_reports(imported.stored + imported.unchanged, imported.failed)
