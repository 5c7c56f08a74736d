"""`quotes corrections import`: decisions from a spreadsheet that `quotes extract` wrote."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from quotes.cli import running
from quotes.cli.exit_status import ExitStatus, of_reports
from quotes.cli.messages import echo_error
from quotes.cli.named_path import NamedPath
from quotes.cli.options.analysis_options import (
    coref_option,
    engine_option,
    model_option,
    patterns_option,
    quiet_option,
    scope_option,
)
from quotes.cli.options.reading_options import with_reading
from quotes.corpora.say_paths import article_with_id
from quotes.corrections.sheet import read_sheet
from quotes.corrections.sheet_files import import_sheet
from quotes.readers.raw_document import ReadingOptions
from quotes.records import Coref, Engine, Scope
from quotes.runtime.ending_signals import each_interruptible


@click.command("import")
@click.argument("sheet", type=NamedPath(dir_okay=False))
@click.option("--accept", "accept_rest", is_flag=True, help="Rows in which nothing was changed are right, too.")
@scope_option
@coref_option
@patterns_option
@model_option
@engine_option
@with_reading
@quiet_option
def import_(
    sheet: Path,
    accept_rest: bool,
    scope: Scope,
    coref: Coref,
    patterns: Sequence[Path],
    model: str | None,
    engine: Engine | None,
    reading: ReadingOptions,
    quiet: bool,
) -> ExitStatus:
    """Take over what was changed in a spreadsheet.

    SHEET is an XLSX, CSV or TSV file that `quotes extract` wrote, in which columns were changed by hand: speaker,
    speaker_kind, statement, source, cue, negated, hypothetical, question. The articles are analysed again, with the
    same options as before, and whatever a row says otherwise goes to ARTICLE.say beside the article.

    Exit status: 0 all rows were understood, 1 some were not, and are listed, 2 nothing could be read.

    \b
      quotes extract news/*.txt -o statements.xlsx
      quotes corrections import statements.xlsx
    """
    rows = read_sheet(sheet)
    done = failed = 0
    analyzer = running.load_analyzer(model, engine, coref, patterns, scope=scope)
    for one in each_interruptible(
        import_sheet(rows, analyzer, lambda id: article_with_id(id, reading), accept_rest=accept_rest)
    ):
        failed += bool(one.problems)
        done += one.path is not None
        for problem in one.problems:
            echo_error(f"{sheet}: {problem}")
        if one.path and not quiet:
            echo_error(f"{one.path}: {', '.join(f'{number:,} {what}' for what, number in one.counts.items())}")
    return of_reports(done, failed)
