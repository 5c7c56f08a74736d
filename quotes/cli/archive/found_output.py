"""Output of a search: a table of hits for people, or the analyses of their articles in any format of `extract`."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from quotes.archive.found_statements import found_hits, hits_in_words
from quotes.archive.search_query import Query
from quotes.archive.searching import Found, analyses_with, search
from quotes.cli.archive.archive_options import tell_undated
from quotes.cli.article_folder import write_folder
from quotes.cli.messages import echo_error
from quotes.cli.output import open_output, output_width, refuse_overwriting, wants_colours
from quotes.cli.parameter_types import FolderPath
from quotes.cli.table_reports import check_output
from quotes.errors import OutputError
from quotes.records import Analysis
from quotes.reports.cells import SortKey
from quotes.reports.formats import FORMATS, closing, write_analyses
from quotes.reports.found_formats import FoundOptions, write_found
from quotes.reports.tables import TableOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchOutput:
    """Options of the output of a search; a `limit` of 0 is none."""

    format: str
    output: Path | None
    width: int | None
    columns: tuple[str, ...]
    sort: tuple[SortKey, ...]
    no_headers: bool
    raw_cells: bool
    limit: int
    offset: int
    by_rank: bool


def write_hits(connection: sqlite3.Connection, query: Query, shown: SearchOutput, database: Path) -> None:
    """Search an archive and write what is found; raises `QuotesError` if the output cannot be, or not in this format.

    Terminals have a table of hits, unless columns are chosen; all else has rows and records as `extract` writes them.
    """
    format = FORMATS[shown.format]
    check_output(shown, format)
    refuse_overwriting([shown.output], [database])
    found = search(connection, query, limit=shown.limit or None, offset=shown.offset, by_rank=shown.by_rank)
    if format.audience == "terminals" and not shown.columns and not shown.sort:
        options = FoundOptions(format=shown.format, width=_width(shown), headers=not shown.no_headers)
        with open_output(shown.output, for_programs=False) as stream:
            write_found(found_hits(found, shown.offset, by_rank=shown.by_rank), stream, options)
        if not found.total:
            tell_undated(connection, query.days, database)
        return
    if found.more or len(found.hits) < found.total:
        echo_error(f"{hits_in_words(found, shown.offset, by_rank=shown.by_rank)} --limit 0 writes all.")
    _write_analyses(_analyses(connection, found, needs_cue=format.needs_cue), shown)


def _write_analyses(analyses: Sequence[Analysis], shown: SearchOutput) -> None:
    format = FORMATS[shown.format]
    if isinstance(shown.output, FolderPath):
        write_folder(analyses, shown.output, shown.format, ())
        return
    if format.for_each_article and len(analyses) > 1:
        raise OutputError(f"{format.name} has one file for each of {len(analyses)} articles: name a folder with -o")
    options = TableOptions(
        view="extract",
        format=shown.format,
        several=True,
        width=_width(shown),
        acts=any(one.act != "speech" for analysis in analyses for one in analysis.statements),
        raw_cells=shown.raw_cells,
        by="none",
        columns=shown.columns,
        sort=shown.sort,
        headers=not shown.no_headers,
        colours=wants_colours(shown.output),
    )
    programs = format.audience == "programs"
    with open_output(shown.output, for_programs=programs, closing=closing(shown.format)) as stream:
        write_analyses(analyses, stream.buffer if format.binary else stream, options)


def _analyses(connection: sqlite3.Connection, found: Found, *, needs_cue: bool) -> list[Analysis]:
    analyses = list(analyses_with(connection, [hit.number for hit in found.hits]))
    if not needs_cue:
        return analyses
    cued = [analysis.only(lambda statement: statement.cue is not None) for analysis in analyses]
    if lost := sum(len(one.statements) for one in analyses) - sum(len(one.statements) for one in cued):
        echo_error(f"left out, for want of a place: statements without a cue: {lost:,}")
    return [analysis for analysis in cued if analysis.statements]


def _width(shown: SearchOutput) -> int:
    return output_width(shown.output) if shown.width is None else shown.width
