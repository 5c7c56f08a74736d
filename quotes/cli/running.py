"""Way of `report` and `extract` from articles to reports, with warnings and errors on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.cli.exit_status import ExitStatus, of_reports
from quotes.cli.messages import echo_error, echo_failure, echo_warnings
from quotes.cli.output import refuse_overwriting
from quotes.cli.parameter_types import FolderPath
from quotes.cli.progress_bar import Progress, hidden_bar_for_results
from quotes.corrections.say_file import with_corrections
from quotes.errors import OutputError, QuotesError, ReadError
from quotes.readers.raw_document import ReadingOptions
from quotes.readers.reading import read_articles, source_files
from quotes.records import Analysis, Article, Coref, Engine, Scope
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

    `model`, `engine`, `coref`, `patterns` and `scope` are those of `load_analyzer`. `workers` is the number of
    processes, `roster` a file with the names of speakers. `by` is a grouping of tables, or ``represented`` to show whom
    spokespeople speak for in their place. With `corrections`, the decisions beside the articles are applied. With
    `quiet`, there is no progress bar and no warning.
    """

    format: str
    output: Path | None
    reading: ReadingOptions
    selection: Selection
    scope: Scope
    model: str | None
    engine: Engine | None
    coref: Coref
    patterns: Sequence[Path]
    workers: int
    roster: Path | None
    by: Grouping = "speaker"
    corrections: bool = False
    quiet: bool = False


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
    refuse_overwriting([options.output], input_files(articles, options))
    run = Run(options, selection)
    readable = run.read(articles)
    first = list(islice(readable, 2))
    if first:
        several = len(articles) > 1 or len(first) > 1
        if one_at_a_time and several and not isinstance(options.output, FolderPath):
            raise OutputError(f"{options.format} makes one file for each article: name a folder with -o FOLDER/")
        write(run.analyses(chain(first, readable)), several)
    return of_reports(run.reported, run.failed, run.interrupted)


def input_files(articles: Sequence[str], options: RunOptions) -> Iterator[str | Path]:
    """Yield all files that a run reads, - for standard input, and addresses as they are."""
    yield from source_files(articles)
    yield from options.patterns
    if options.roster:
        yield options.roster


Read = Callable[[str, ReadingOptions], Iterator[Any]]
"""Function that reads articles of a source, or what else it finds there, and errors in the place of others."""


class Run:
    """Articles on their way from their sources to their analyses, counted: reported, and failed."""

    def __init__(self, options: RunOptions, selection: Selection, read: Read = read_articles) -> None:
        self.options = options
        self.selection = selection
        self._read = read
        self.roster = read_roster(options.roster) if options.roster else None
        self.reported = 0
        self.failed = 0
        self.interrupted = False
        self.progress = Progress(quiet=options.quiet)

    def read(self, sources: Sequence[str]) -> Iterator[Any]:
        """Yield the articles, or what else is read, and print one line about each that cannot be read."""
        for source in self.progress.sources(sources):
            for found in self._read(source, self.options.reading):
                self.progress.found += 1
                if isinstance(found, ReadError):
                    self.failed += 1
                    echo_error(str(found))
                else:
                    yield found

    def analyses(self, articles: Iterable[Article]) -> Iterator[Analysis]:
        """Load the models, and return the analyses of the articles as `shown`. Raises `QuotesError`."""
        options = self.options
        analyzer = load_analyzer(options.model, options.engine, options.coref, options.patterns, scope=options.scope)
        return self.shown(analyzer.pipe(articles, workers=options.workers, on_error=self.fail))

    def analysed_or_saved(self, found: Iterable[Article | Analysis]) -> Iterator[Analysis]:
        """Yield the analyses of articles, and those that were saved as they are; models are loaded if they are needed.

        Raises `QuotesError` if they cannot be loaded.
        """
        options = self.options
        analyzer = None
        for is_article, group in groupby(found, key=lambda each: isinstance(each, Article)):
            if not is_article:
                yield from group  # type: ignore[misc]
                continue
            if analyzer is None:
                analyzer = load_analyzer(options.model, options.engine, options.coref, options.patterns)
            yield from analyzer.pipe(group, workers=options.workers, on_error=self.fail)  # type: ignore[arg-type]

    def shown(self, analyses: Iterable[Analysis]) -> Iterator[Analysis]:
        """Yield analyses as the options want them shown, and print their warnings.

        A signal ends them without an error if any are finished. Raises `QuotesError` at the end if there are none.
        """
        try:
            self.progress.show(self.reported + self.failed)
            for analysis in each_interruptible(analyses):
                try:
                    if self.options.corrections:
                        analysis = with_corrections(analysis)
                    shown = self.selection.of(self.named(analysis))
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

    def _filters(self) -> str:
        """Return the options that leave statements out."""
        given = {
            "--min-confidence": self.selection.min_confidence,
            "--speaker": self.selection.speakers,
            "--kind": self.selection.kinds,
            "--speaker-kind": self.selection.speaker_kinds,
        }
        return names_in_words([name for name, value in given.items() if value])

    def named(self, analysis: Analysis) -> Analysis:
        """Return the analysis with its speakers named as the options want it."""
        if self.options.by == "represented":
            analysis = replace_spokespeople(analysis)
        return apply_roster(analysis, self.roster) if self.roster else analysis
