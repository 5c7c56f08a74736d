"""What `report` and `extract` have in common: articles in, analyses out, doubts and errors on the side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.cli.exit_status import ExitStatus, of_reports
from quotes.cli.messages import say_problem, say_warnings
from quotes.cli.output import open_output, output_width
from quotes.errors import QuotesError
from quotes.readers import read_article
from quotes.records import Analysis, Article, Coref, Engine, Scope
from quotes.reports.formats import DATA_FORMATS, write_analyses
from quotes.reports.tables import View
from quotes.runtime.garbage_collection import gc_frozen
from quotes.runtime.workers import SupportsPipe, use_one_thread
from quotes.speakers.joining import by_represented
from quotes.speakers.roster import Roster, apply_roster, read_roster

if TYPE_CHECKING:
    from quotes.parsing import Parser


def load_analyzer(
    model: str | None, engine: Engine | None = None, coref: Coref = "own", patterns: Sequence[Path] = ()
) -> SupportsPipe:
    """The analyzer that every command uses. It loads heavy libraries and models, so it is made late.

    `model` is the name of a model set or a directory, None for the embedded one; `engine`, `coref` and `patterns` are
    as `Analyzer` takes them.
    """
    from quotes.models.model_catalogue import place_of

    place_of(model)  # a wrong name is said at once
    with gc_frozen():
        use_one_thread()
        from quotes.analysis import Analyzer

        analyzer = Analyzer(model, engine=engine, coref=coref, patterns=patterns)
        _ = analyzer.parser  # a damaged model is said before articles are read
        return analyzer


def load_parser(model: str | None) -> Parser:
    """The parser alone, as `load_analyzer` loads it."""
    with gc_frozen():
        use_one_thread()
        from quotes.parsing import Parser

        return Parser(model)


def write_reports(
    articles: Sequence[str],
    *,
    view: View,
    format: str,
    output: Path | None,
    encoding: str | None,
    width: int | None,
    scope: Scope,
    min_confidence: float,
    explain: bool,
    model: str | None,
    engine: Engine | None,
    workers: int,
    roster: Path | None,
    coref: Coref,
    patterns: Sequence[Path],
    by: str = "speaker",
) -> ExitStatus:
    """Read and analyse `articles` (paths, or - for standard input) and write what was found.

    `width` is in character cells, None for that of the terminal; `scope` and `min_confidence` (0 to 1) are as in
    `Analysis.within`; with `explain`, it is said how each statement was found. `model`, `engine`, `coref` and
    `patterns` are as in `load_analyzer`, `workers` is the number of processes. `roster` is a file with the names of
    speakers; `by` is ``speaker``, or ``represented`` for those whom spokespeople speak for. Nothing is written if
    nothing can be read. Raises `QuotesError` if the models cannot be loaded, or a roster or pattern file is not sound.
    """
    run = Run()
    naming = Naming(read_roster(roster) if roster else None, by)
    readable = run.read(articles, encoding)
    first = next(readable, None)
    if first is not None:
        analyses = load_analyzer(model, engine, coref, patterns).pipe(chain([first], readable), workers=workers)
        with open_output(output, for_programs=format in DATA_FORMATS) as stream:
            write_analyses(
                run.analyse(analyses, naming, scope, min_confidence),
                stream,
                view=view,
                format=format,
                several=len(articles) > 1,
                width=output_width(output) if width is None else width,
                acts=scope != "speech",
                explained=explain,
            )
    return of_reports(run.articles_read, run.articles_unreadable, run.interrupted)


@dataclass(frozen=True, slots=True)
class Naming:
    """Under which names speakers are shown."""

    roster: Roster | None = None
    by: str = "speaker"

    def of(self, analysis: Analysis) -> Analysis:
        """The analysis with its speakers named so."""
        if self.by == "represented":
            analysis = by_represented(analysis)
        return apply_roster(analysis, self.roster) if self.roster else analysis


class Run:
    """Counts what happens to articles on their way from their sources to their analyses."""

    def __init__(self) -> None:
        self.articles_read = 0
        self.articles_unreadable = 0
        self.interrupted = False

    def read(self, sources: Iterable[str], encoding: str | None) -> Iterator[Article]:
        """The articles that can be read; about each of the others one line is said."""
        for source in sources:
            try:
                article = read_article(source, encoding)
            except QuotesError as error:
                self.articles_unreadable += 1
                say_problem(source, error)
            else:
                self.articles_read += 1
                yield article

    def analyse(
        self,
        analyses: Iterable[Analysis],
        naming: Naming,
        scope: Scope,
        min_confidence: float,
    ) -> Iterator[Analysis]:
        """The analyses, cut to what is asked for, with speakers named as asked and their warnings said.

        At Ctrl-C they end early, but well, if any are finished.
        """
        finished = 0
        try:
            for analysis in analyses:
                shown = naming.of(analysis.within(scope, min_confidence))
                say_warnings(shown, left_out=len(analysis.statements) - len(shown.statements))
                finished += 1
                yield shown
        except KeyboardInterrupt:
            if not finished:
                raise
            self.interrupted = True
