"""Way of `report` and `extract` from articles to reports, with warnings and errors on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.cli.exit_status import ExitStatus, of_reports
from quotes.cli.messages import echo_failure, echo_input_error, echo_warnings
from quotes.cli.output import refuse_overwriting
from quotes.cli.parameter_types import FolderPath
from quotes.cli.progress_bar import Progress, hidden_bar_for_results
from quotes.errors import OutputError, QuotesError
from quotes.readers.raw_document import ReadingOptions
from quotes.readers.reading import read_articles
from quotes.records import Analysis, Article, Coref, Engine, Scope, SpeakerKind, StatementKind
from quotes.reports.selection import Selection
from quotes.reports.tables import Grouping
from quotes.reports.wording import names_in_words
from quotes.runtime.containment import AnalysisError, failure
from quotes.runtime.ending_signals import each_interruptible
from quotes.runtime.forked_worker import use_one_thread
from quotes.runtime.garbage_collection import gc_frozen_after
from quotes.runtime.workers import SupportsPipe
from quotes.speakers.renaming import replace_spokespeople
from quotes.speakers.roster import apply_roster, read_roster

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
class RunOptions:
    """Options of commands that analyse articles and write what they find.

    `input_format`, `encoding`, `max_size`, the fields, `repair`, `fetch` and `allow_private` are those of
    `ReadingOptions`, `min_confidence`, `speakers`, `kinds` and `speaker_kinds` those of `Selection`, `model`, `engine`,
    `coref`, `patterns` and `scope` those of `load_analyzer`. `workers` is the number of processes, `roster` a file with
    the names of speakers. `by` is a grouping of tables, or ``represented`` to show whom spokespeople speak for in their
    place. With `quiet`, there is no progress bar and no warning.
    """

    format: str
    output: Path | None
    input_format: str | None = None
    encoding: str | None
    max_size: int
    text_field: str | None = None
    id_field: str | None = None
    title_field: str | None = None
    date_field: str | None = None
    repair: bool = False
    fetch: bool = False
    allow_private: bool = False
    scope: Scope
    min_confidence: float
    speakers: tuple[str, ...] = ()
    kinds: tuple[StatementKind, ...] = ()
    speaker_kinds: tuple[SpeakerKind, ...] = ()
    model: str | None
    engine: Engine | None
    coref: Coref
    patterns: Sequence[Path]
    workers: int
    roster: Path | None
    by: Grouping = "speaker"
    quiet: bool = False

    @property
    def reading(self) -> ReadingOptions:
        """The options of reading."""
        return ReadingOptions(
            encoding=self.encoding,
            max_size=self.max_size,
            format=self.input_format,
            text_field=self.text_field,
            id_field=self.id_field,
            title_field=self.title_field,
            date_field=self.date_field,
            repair=self.repair,
            fetch=self.fetch,
            allow_private=self.allow_private,
        )

    @property
    def selection(self) -> Selection:
        """The selection of statements."""
        return Selection(
            min_confidence=self.min_confidence,
            kinds=self.kinds,
            speakers=self.speakers,
            speaker_kinds=self.speaker_kinds,
        )


Write = Callable[[Iterable[Analysis], bool], None]
"""Function that writes the analyses that it takes; the second value is True if these are several."""


def run_articles(
    articles: Sequence[str], options: RunOptions, write: Write, selection: Selection, *, one_at_a_time: bool = False
) -> ExitStatus:
    """Read and analyse `articles` (paths, or - for standard input), and write the selected statements of each.

    Nothing is written if nothing can be read. With `one_at_a_time`, several articles need a folder as the output.
    Raises `QuotesError` if the models cannot be loaded, no article can be analysed, the roster cannot be read or the
    output cannot be written.
    """
    rosters = [options.roster] if options.roster else []
    refuse_overwriting([options.output], [*articles, *options.patterns, *rosters])
    run = Run(options, selection)
    readable = run.read(articles)
    first = list(islice(readable, 2))
    if first:
        several = len(articles) > 1 or len(first) > 1
        if one_at_a_time and several and not isinstance(options.output, FolderPath):
            raise OutputError(f"{options.format} makes one file for each article: name a folder with -o FOLDER/")
        analyzer = load_analyzer(options.model, options.engine, options.coref, options.patterns, scope=options.scope)
        analyses = analyzer.pipe(chain(first, readable), workers=options.workers, on_error=run.fail)
        write(run.shown(analyses), several)
    return of_reports(run.reported, run.failed, run.interrupted)


class Run:
    """Articles on their way from their sources to their analyses, counted: reported, and failed."""

    def __init__(self, options: RunOptions, selection: Selection) -> None:
        self.options = options
        self.selection = selection
        self.roster = read_roster(options.roster) if options.roster else None
        self.reported = 0
        self.failed = 0
        self.interrupted = False
        self.progress = Progress(quiet=options.quiet)

    def read(self, sources: Sequence[str]) -> Iterator[Article]:
        """Yield the articles that can be read, and print one line about each of the others."""
        for source in self.progress.sources(sources):
            try:
                for found in read_articles(source, self.options.reading):
                    if isinstance(found, Article):
                        self.progress.found += 1
                        yield found
                    else:
                        self._cannot_read(source, found)
            except Exception as error:
                self._cannot_read(source, error)

    def shown(self, analyses: Iterable[Analysis]) -> Iterator[Analysis]:
        """Yield the analyses as the options want them shown, and print their warnings.

        A signal ends them without an error if any are finished. Raises `QuotesError` at the end if there are none.
        """
        try:
            self.progress.show(self.reported + self.failed)
            for analysis in each_interruptible(analyses):
                try:
                    shown = self.selection.of(self._named(analysis))
                except Exception as error:
                    self.fail(failure(analysis.article, error))
                    continue
                if not self.options.quiet:
                    echo_warnings(shown, len(analysis.statements) - len(shown.statements), self._filters())
                self.reported += 1
                with hidden_bar_for_results():
                    yield shown
                self.progress.show(self.reported + self.failed)
        except KeyboardInterrupt:
            if not self.reported:
                raise
            self.interrupted = True
        finally:
            self.progress.close()
        if not self.reported:
            raise QuotesError(NOTHING_ANALYSED)

    def fail(self, error: AnalysisError) -> None:
        """Print one line about an article that cannot be analysed."""
        self.failed += 1
        echo_failure(error)

    def _cannot_read(self, source: str, error: Exception) -> None:
        self.progress.found += 1
        self.failed += 1
        echo_input_error(source, error)

    def _filters(self) -> str:
        """Return the options that leave statements out."""
        given = {
            "--min-confidence": self.selection.min_confidence,
            "--speaker": self.selection.speakers,
            "--kind": self.selection.kinds,
            "--speaker-kind": self.selection.speaker_kinds,
        }
        return names_in_words([name for name, value in given.items() if value])

    def _named(self, analysis: Analysis) -> Analysis:
        """Return the analysis with its speakers named as the options want it."""
        if self.options.by == "represented":
            analysis = replace_spokespeople(analysis)
        return apply_roster(analysis, self.roster) if self.roster else analysis
