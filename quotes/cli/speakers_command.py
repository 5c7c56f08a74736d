"""`quotes speakers`: the source audit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import click

from quotes.cli.exit_status import ExitStatus
from quotes.cli.options.article_options import article_options
from quotes.cli.options.table_options import by_whom_option, raw_cells_option, table_options, width_option
from quotes.cli.output import open_output, wants_colours
from quotes.cli.running import run_articles
from quotes.cli.table_reports import TableRunOptions, check_output, table_values
from quotes.records import Analysis
from quotes.reports.audit_formats import AUDIT_FORMATS, AuditOptions, write_audit
from quotes.reports.source_audit import AUDIT_COLUMNS, SourceAudit


@click.command()
@article_options(AUDIT_FORMATS, "bars", [by_whom_option, *table_options(AUDIT_COLUMNS), width_option, raw_cells_option])
def speakers(articles: tuple[str, ...], **options: Any) -> ExitStatus:
    """Show who speaks, how often and how: the source audit.

    Each speaker of all articles is one row. A statement of several speakers counts for each of them; shares are
    of all statements and of their words, and the first position is the part of the article before it.

    \b
      quotes speakers article.txt
      quotes speakers archive/*.txt -o speakers.csv
      quotes speakers archive/*.txt --speaker-kind anonymous
      quotes speakers article.txt -o speakers.svg
    """
    return _write_audit(articles, TableRunOptions(**options))


def _write_audit(articles: tuple[str, ...], options: TableRunOptions) -> ExitStatus:
    format = AUDIT_FORMATS[options.format]
    check_output(options, format)
    selection = options.selection
    audit_options = AuditOptions(color=wants_colours(options.output), **table_values(options))

    def write(analyses: Iterable[Analysis], several: bool) -> None:
        audit = SourceAudit(selection)
        with open_output(options.output, for_programs=format.audience != "terminals") as stream:
            for analysis in analyses:
                audit.add(analysis)
            write_audit(audit, stream.buffer if format.binary else stream, audit_options)

    return run_articles(articles, options, write, replace(selection, speakers=(), speaker_kinds=()))
