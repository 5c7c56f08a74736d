"""Way of `report` and `extract` from articles to reports, with warnings and errors on standard error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.cli.exit_status import ExitStatus, of_reports
from quotes.cli.messages import echo_failure, echo_input_error, echo_warnings
from quotes.cli.output import open_output, output_width, refuse_overwriting
from quotes.errors import QuotesError
from quotes.readers import read_article
from quotes.records import Analysis, Article, Coref, Engine, Scope
from quotes.reports.formats import DATA_FORMATS, closing, write_analyses
from quotes.reports.tables import TableOptions, View
from quotes.runtime.containment import AnalysisError, failure
from quotes.runtime.ending_signals import each_interruptible
from quotes.runtime.forked_worker import use_one_thread
from quotes.runtime.garbage_collection import gc_frozen_after
from quotes.runtime.workers import SupportsPipe
from quotes.speakers.renaming import replace_spokespeople
from quotes.speakers.roster import apply_roster, read_roster
from quotes.statements.rules.rule_tables import load_rules

if TYPE_CHECKING:
    from quotes.parsing import Parser

NOTHING_ANALYSED = "nothing is written, for no article could be analysed"


def load_analyzer(
    model: str | None,
    engine: Engine | None = None,
    coref: Coref = "own",
    patterns: Sequence[Path] = (),
    scope: Scope = "speech",
) -> SupportsPipe:
    """Make the analyzer that every command uses; it loads heavy libraries and models.

    `model` is the name of a model set or a directory, None for the embedded one; `engine`, `coref`, `patterns`
    and `scope` are those of `Analyzer`.
    """
    from quotes.models.model_catalogue import place_of

    place_of(model)  # raises an error about a wrong name before anything is loaded
    with gc_frozen_after():
        from quotes.analysis import Analyzer

        analyzer = Analyzer(model, engine=engine, scope=scope, coref=coref, patterns=patterns)
        _ = analyzer.parser  # loaded now, so that a damaged model is reported before articles are read
        use_one_thread()
        return analyzer


def load_parser(model: str | None) -> Parser:
    """Load the parser alone, as `load_analyzer` does."""
    with gc_frozen_after():
        from quotes.parsing import Parser

        parser = Parser(model)
        use_one_thread()
        return parser


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """Options of `report` and `extract`.

    `width` is in character cells, None for that of the terminal; `encoding` and `max_size` are those of `read_article`,
    `min_confidence` (0 to 1) that of `Analysis.within`, `model`, `engine`, `coref`, `patterns` and `scope` those of
    `load_analyzer`. `workers` is the number of processes, `roster` a file with the names of speakers. `by` is
    ``speaker``, or ``represented`` to show whom spokespeople speak for in their place. `raw_cells` is that of
    `TableOptions`.
    """

    format: str
    output: Path | None
    encoding: str | None
    max_size: int
    width: int | None
    raw_cells: bool
    scope: Scope
    min_confidence: float
    explain: bool
    model: str | None
    engine: Engine | None
    coref: Coref
    patterns: Sequence[Path]
    workers: int
    roster: Path | None
    by: str = "speaker"


def write_reports(articles: Sequence[str], view: View, options: ReportOptions) -> ExitStatus:
    """Read and analyse `articles` (paths, or - for standard input), and write the report.

    Nothing is written if nothing can be read. Raises `QuotesError` if the models cannot be loaded, no article can be
    analysed, the roster cannot be read or the output cannot be written.
    """
    rosters = [options.roster] if options.roster else []
    refuse_overwriting([options.output], [*articles, *options.patterns, *rosters])
    run = Run(options)
    readable = run.read(articles)
    first = next(readable, None)
    if first is not None:
        analyzer = load_analyzer(options.model, options.engine, options.coref, options.patterns, scope=options.scope)
        analyses = analyzer.pipe(chain([first], readable), workers=options.workers, on_error=run.fail)
        table_options = TableOptions(
            view=view,
            format=options.format,
            several=len(articles) > 1,
            width=output_width(options.output) if options.width is None else options.width,
            acts=options.scope != "speech",
            explained=options.explain,
            rules=load_rules(options.patterns),
            raw_cells=options.raw_cells,
        )
        data = options.format in DATA_FORMATS
        with open_output(options.output, for_programs=data, closing=closing(options.format)) as stream:
            write_analyses(run.shown(analyses), stream, table_options)
    return of_reports(run.reported, run.failed, run.interrupted)


class Run:
    """Articles on their way from their sources to their analyses, counted: reported, and failed."""

    def __init__(self, options: ReportOptions) -> None:
        self.options = options
        self.roster = read_roster(options.roster) if options.roster else None
        self.reported = 0
        self.failed = 0
        self.interrupted = False

    def read(self, sources: Iterable[str]) -> Iterator[Article]:
        """Yield the articles that can be read, and print one line about each of the others."""
        for source in sources:
            try:
                article = read_article(source, self.options.encoding, self.options.max_size)
            except Exception as error:
                self.failed += 1
                echo_input_error(source, error)
            else:
                yield article

    def shown(self, analyses: Iterable[Analysis]) -> Iterator[Analysis]:
        """Yield the analyses as the options want them shown, and print their warnings.

        A signal ends them without an error if any are finished. Raises `QuotesError` at the end if there are none.
        """
        try:
            for analysis in each_interruptible(analyses):
                try:
                    shown = self._named(analysis.within(self.options.min_confidence))
                except Exception as error:
                    self.fail(failure(analysis.article, error))
                    continue
                echo_warnings(shown, left_out=len(analysis.statements) - len(shown.statements))
                self.reported += 1
                yield shown
        except KeyboardInterrupt:
            if not self.reported:
                raise
            self.interrupted = True
        if not self.reported:
            raise QuotesError(NOTHING_ANALYSED)

    def fail(self, error: AnalysisError) -> None:
        """Print one line about an article that cannot be analysed."""
        self.failed += 1
        echo_failure(error)

    def _named(self, analysis: Analysis) -> Analysis:
        """Return the analysis with its speakers named as the options want it."""
        if self.options.by == "represented":
            analysis = replace_spokespeople(analysis)
        return apply_roster(analysis, self.roster) if self.roster else analysis
