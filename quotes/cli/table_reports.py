"""Way of `report` and `extract` from analyses to files: what their options mean for tables and other formats."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from quotes.cli.article_folder import write_folder
from quotes.cli.exit_status import ExitStatus
from quotes.cli.messages import echo_error
from quotes.cli.output import is_standard_output, open_output, output_width, wants_colours
from quotes.cli.parameter_types import FolderPath
from quotes.cli.running import RunOptions, input_files, run_articles
from quotes.errors import OutputError, QuotesError
from quotes.records import Analysis
from quotes.reports.cells import SortKey
from quotes.reports.formats import FORMATS, OutputFormat, closing, write_analyses
from quotes.reports.statement_columns import View
from quotes.reports.tables import TableOptions
from quotes.statements.rules.rule_tables import load_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRunOptions(RunOptions):
    """Options of commands that write tables: those of `TableOptions` too, `width` None for that of the terminal."""

    width: int | None
    raw_cells: bool = False
    columns: tuple[str, ...] = ()
    sort: tuple[SortKey, ...] = ()
    no_headers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions(TableRunOptions):
    """Options of `report` and `extract`."""

    explain: bool = False


def write_reports(articles: Sequence[str], view: View, options: ReportOptions) -> ExitStatus:
    """Read and analyse `articles` (paths, or - for standard input), and write the report, as `run_articles` does."""
    format = FORMATS[options.format]
    check_output(options, format)
    uncued = 0

    def with_cues(analyses: Iterable[Analysis]) -> Iterator[Analysis]:
        nonlocal uncued
        for analysis in analyses:
            cued = analysis.only(lambda statement: statement.cue is not None)
            uncued += len(analysis.statements) - len(cued.statements)
            yield cued

    def write(analyses: Iterable[Analysis], several: bool) -> None:
        table_options = TableOptions(
            view=view,
            several=several,
            acts=options.scope != "speech",
            decided=options.corrections,
            explained=options.explain,
            rules=load_rules(options.patterns),
            by=options.by,
            selection=options.selection,
            colours=wants_colours(options.output),
            **table_values(options),
        )
        if format.needs_cue:
            analyses = with_cues(analyses)
        if isinstance(options.output, FolderPath):
            write_folder(analyses, options.output, options.format, input_files(articles, options))
        else:
            data = format.audience == "programs"
            with open_output(options.output, for_programs=data, closing=closing(options.format)) as stream:
                write_analyses(analyses, stream.buffer if format.binary else stream, table_options)

    status = run_articles(articles, options, write, options.selection, one_at_a_time=format.for_each_article)
    if uncued:
        echo_error(f"{options.format}: left out, for want of a place: statements without a cue: {uncued:,}")
    return status


class TableChoice(Protocol):
    """Choices about a table."""

    @property
    def output(self) -> Path | None:
        """File or folder, None for standard output."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of columns, none for the usual ones."""

    @property
    def sort(self) -> tuple[SortKey, ...]:
        """Keys of the order, none for the usual one."""

    @property
    def no_headers(self) -> bool:
        """Tell whether names of columns are left out."""


def table_values(options: TableRunOptions) -> dict[str, Any]:
    """Return the options that all tables have in common, by the names of their fields in the records of formats."""
    return {
        "format": options.format,
        "width": output_width(options.output) if options.width is None else options.width,
        "columns": options.columns,
        "sort": options.sort,
        "headers": not options.no_headers,
        "raw_cells": options.raw_cells,
    }


def check_output(options: TableChoice, format: OutputFormat) -> None:
    """Raise `QuotesError` if the format does not go with the output or the options, or lacks its library."""
    given = {"--columns": options.columns, "--sort": options.sort, "--no-headers": options.no_headers}
    for name in (name for name, value in given.items() if value):
        if not (format.headers if name == "--no-headers" else format.rows):
            raise QuotesError(f"{name} does not go with the format {format.name}")
    if isinstance(options.output, FolderPath) and not format.for_each_article:
        raise OutputError(f"{options.output} is a folder, and {format.name} makes one file: name it with -o FILE")
    if format.binary and is_standard_output(options.output) and sys.stdout.isatty():
        raise OutputError(f"{format.name} is no text for a terminal: name a file with -o FILE")
    format.load()
