"""Way of `verify` and `compare` from texts to what is found, with warnings and errors on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import click

from quotes.cli import running
from quotes.cli.exit_status import ExitStatus, of_signal
from quotes.cli.options.article_options import WHOLE_ANALYSIS_OPTIONS
from quotes.cli.options.output_options import output_options
from quotes.cli.options.reading_options import gathers_reading
from quotes.cli.options.table_options import raw_cells_option, table_options, width_option
from quotes.cli.output import open_output, refuse_overwriting
from quotes.cli.parameter_types import Probability
from quotes.cli.running import Run, input_files
from quotes.cli.table_reports import TableRunOptions, check_output, table_values
from quotes.errors import QuotesError
from quotes.records import Analysis
from quotes.reports.changed_quotations import found_by_comparison
from quotes.reports.found_formats import FOUND_FORMATS, FoundOptions, write_found
from quotes.reports.found_quotations import FoundQuotations
from quotes.reports.selection import EVERYTHING
from quotes.reports.verified_quotations import found_by_verification
from quotes.verification.source_text import SourceText
from quotes.verification.verifying import MIN_SIMILARITY, verify
from quotes.verification.version_comparison import compare_versions

min_similarity_option = click.option(
    "--min-similarity",
    metavar="S",
    type=Probability(),
    default=MIN_SIMILARITY,
    show_default=True,
    help="Take words that are at least so similar (0 to 1) for an altered quotation, others for none.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextOptions(TableRunOptions):
    """Options of commands that compare texts; `min_similarity` is from 0 to 1."""

    min_similarity: float = MIN_SIMILARITY


def text_options(columns: Iterable[str]) -> Callable[[Any], Any]:
    """Return a decorator with the options of the output, of the reading of texts, and of the similarity."""
    options = [
        min_similarity_option,
        *table_options(dict.fromkeys(columns)),
        width_option,
        raw_cells_option,
        *WHOLE_ANALYSIS_OPTIONS,
    ]

    def decorate(command: Any) -> Any:
        command = gathers_reading(command)
        for option in reversed(options):
            command = option(command)
        return output_options(FOUND_FORMATS, "simple")(command)

    return decorate


def verify_texts(text: str, against: Sequence[str], options: TextOptions) -> ExitStatus:
    """Verify the articles of a text against those of some sources, and write what is found."""

    def find(texts: Sequence[Analysis], sources: Sequence[Analysis]) -> tuple[FoundQuotations[Any], bool]:
        there = [SourceText(source) for source in sources]
        found = [verify(each, there, options.min_similarity) for each in texts]
        return found_by_verification(found), all(one.is_sound for one in found)

    return _run([text], against, options, find)


def compare_texts(old: str, new: str, options: TextOptions) -> ExitStatus:
    """Compare two versions of one article, and write what is found."""

    def find(before: Sequence[Analysis], after: Sequence[Analysis]) -> tuple[FoundQuotations[Any], bool]:
        for name, analyses in ((old, before), (new, after)):
            if len(analyses) > 1:
                raise QuotesError(f"{name} has {len(analyses)} articles: compare two versions of one")
        comparison = compare_versions(before[0], after[0], options.min_similarity)
        return found_by_comparison(comparison), comparison.is_same

    return _run([old], [new], options, find)


def _run(
    first: Sequence[str],
    second: Sequence[str],
    options: TextOptions,
    find: Callable[[Sequence[Analysis], Sequence[Analysis]], tuple[FoundQuotations[Any], bool]],
) -> ExitStatus:
    """Analyse both sides and write what is found of them.

    The status is that of bad input if something could not be read or analysed, else it tells whether all is well.
    Raises `QuotesError` if nothing of one side could be analysed, or the output cannot be written.
    """
    format = FOUND_FORMATS[options.format]
    check_output(options, format)
    refuse_overwriting([options.output], input_files([*first, *second], options))
    run = Run(options, EVERYTHING)
    articles = [list(run.read(side)) for side in (first, second)]
    for side, found in zip((first, second), articles, strict=True):
        if not found:
            raise QuotesError(f"{', '.join(side)}: nothing could be read")
    analyzer = running.load_analyzer(options.model, options.engine, options.coref, options.patterns)
    sides = [list(run.shown(analyzer.pipe(side, workers=options.workers, on_error=run.fail))) for side in articles]
    if run.interrupted:
        return of_signal()
    for side, analyses in zip((first, second), sides, strict=True):
        if not analyses:
            raise QuotesError(f"{', '.join(side)}: nothing could be analysed")
    result, is_well = find(*sides)
    _write(result, options)
    if run.failed:
        return ExitStatus.BAD_INPUT
    return ExitStatus.OK if is_well else ExitStatus.NOT_ALL


def _write(found: FoundQuotations[Any], options: TextOptions) -> None:
    with open_output(options.output, for_programs=FOUND_FORMATS[options.format].audience == "programs") as stream:
        write_found(found, stream, FoundOptions(**table_values(options)))
