"""Way of `quotes claims` from articles or an archive to claims, with warnings and errors on standard error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from quotes.archive.database import opened
from quotes.archive.found_speakers import speakers_called
from quotes.archive.search_query import Query
from quotes.claims.archived import ArchivedStatements
from quotes.claims.claim_rows import CLAIM_FORMATS, found_claims
from quotes.claims.told import Collection, told_in
from quotes.cli.exit_status import ExitStatus, of_reports
from quotes.cli.output import open_output, output_width, refuse_overwriting
from quotes.cli.running import Run, input_files
from quotes.cli.table_reports import TableRunOptions, check_output
from quotes.readers.reading import read_analyses
from quotes.reports.found_formats import FoundOptions, write_found


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsOptions(TableRunOptions):
    """Options of `claims`: those of `find_claims` too."""

    since: date | None = None
    one_speaker: bool = False


def claims_in_articles(articles: Sequence[str], options: ClaimsOptions) -> ExitStatus:
    """Read and analyse `articles` (paths, or - for standard input), and write the claims in them.

    Raises `QuotesError` if the models cannot be loaded, no article can be analysed or the output cannot be written.
    """
    check_output(options, CLAIM_FORMATS[options.format])
    refuse_overwriting([options.output], input_files(articles, options))
    run = Run(options, options.selection, read_analyses)
    told = told_in(run.shown(run.analysed_or_saved(run.read(articles))))
    if not run.interrupted:
        _write(told, options)
    return of_reports(run.reported, run.failed, run.interrupted)


def claims_in_archive(archive: Path, options: ClaimsOptions) -> ExitStatus:
    """Write the claims in an archive. Raises `QuotesError` if it cannot be read or the output cannot be written."""
    check_output(options, CLAIM_FORMATS[options.format])
    refuse_overwriting([options.output], [archive])
    selection = options.selection
    with opened(archive) as connection:
        numbers = {number for name in selection.speakers for number in speakers_called(connection, name)}
        query = Query(
            speakers=tuple(sorted(numbers)),
            kinds=selection.kinds,
            speaker_kinds=selection.speaker_kinds,
            min_confidence=selection.min_confidence,
        )
        _write(ArchivedStatements(connection, query), options)
    return ExitStatus.OK


def _write(told: Collection, options: ClaimsOptions) -> None:
    from quotes.claims.finding_claims import find_claims
    from quotes.claims.word_vectors import word_vectors

    claims = find_claims(told, word_vectors(), since=options.since, one_speaker=options.one_speaker)
    output = FoundOptions(
        format=options.format,
        width=output_width(options.output) if options.width is None else options.width,
        columns=options.columns,
        sort=options.sort,
        headers=not options.no_headers,
        raw_cells=options.raw_cells,
    )
    with open_output(options.output, for_programs=CLAIM_FORMATS[options.format].audience == "programs") as stream:
        write_found(found_claims(claims), stream, output)
