"""Way of `quotes lint` from articles to findings: analysed, silenced, compared with a baseline, mended and written."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from quotes.cli.exit_status import ExitStatus, of_lint
from quotes.cli.messages import echo_error
from quotes.cli.output import open_output, output_width, refuse_overwriting, wants_colours
from quotes.cli.running import Run, RunOptions, input_files
from quotes.errors import QuotesError, ReadError
from quotes.lint.baseline import Given, baseline_text, given, is_baseline, new_findings, read_baseline
from quotes.lint.fixing import Fix, fix, write_fix
from quotes.lint.lint_output import BY_ARTICLE, LintStyle, write_findings
from quotes.lint.lint_rule import Finding, LintRule
from quotes.lint.lint_settings import LintSettings
from quotes.lint.linting import lint
from quotes.lint.placing import ArticleFindings, ArticlePlaces
from quotes.lint.silences import Silence, Silencer
from quotes.readers.raw_document import RawDocument, ReadingOptions
from quotes.readers.reading import read_analyses, source_files
from quotes.readers.text_file import document_name, read_bytes
from quotes.records import Analysis, Article


@dataclass(frozen=True, slots=True, kw_only=True)
class LintOptions(RunOptions):
    """Options of the linter beside those of a run: rules, limits, silences, and what becomes of findings."""

    rules: tuple[LintRule, ...]
    settings: LintSettings
    silences: tuple[Silence, ...] = ()
    baseline: Path | None = None
    write_baseline: Path | None = None
    fix: bool = False
    exit_zero: bool = False


def lint_articles(articles: Sequence[str], options: LintOptions) -> ExitStatus:
    """Read and analyse `articles` (paths, or - for standard input), and write what the rules find in them.

    Nothing is written if nothing can be read. Raises `QuotesError` if the models cannot be loaded, no article can be
    analysed, or the roster or the baseline cannot be read, or an output cannot be written.
    """
    inputs = (one for one in input_files(articles, options) if not is_baseline(str(one)))
    refuse_overwriting([options.output, options.write_baseline], inputs)
    run = Run(options, options.selection, _read)
    linting = _Linting(articles, options)
    readable = run.read(articles)
    first = next(readable, None)
    if first is not None:
        linting.write(run.shown(run.analysed_or_saved(chain([first], readable))))
        linting.say(run.reported)
    return of_lint(0 if options.exit_zero or options.write_baseline else linting.reported, run.failed, run.interrupted)


def _read(source: str, options: ReadingOptions) -> Iterator[Article | Analysis | ReadError]:
    """Yield what `read_analyses` does, without the baselines that a folder or a pattern of names stands for."""
    files = list(source_files([source]))
    articles = [one for one in files if not is_baseline(one)]
    if len(articles) == len(files) or files == [source]:
        yield from read_analyses(source, options)
    elif not articles:
        yield ReadError(f"no articles in {document_name(source)}, only a baseline")
    for file in articles if 0 < len(articles) < len(files) else ():
        yield from read_analyses(file, options)


class _Linting:
    """Findings of a run on their way to the output, counted."""

    def __init__(self, articles: Sequence[str], options: LintOptions) -> None:
        self.options = options
        self.silencer = Silencer(options.silences, [rule.code for rule in options.rules])
        self.baseline = read_baseline(options.baseline) if options.baseline else Counter[Given]()
        self.inputs = frozenset(source_files(articles)) if options.fix else frozenset[str]()
        self.in_baseline = self.fixed = self.not_fixed = 0
        self.found: Counter[str] = Counter()
        self.given: Counter[Given] = Counter()

    @property
    def reported(self) -> int:
        """The number of findings that count."""
        return sum(self.found.values())

    def write(self, analyses: Iterable[Analysis]) -> None:
        """Write the findings about articles, or a baseline of them."""
        options = self.options
        found = map(self._findings, analyses)
        if options.write_baseline:
            for _ in found:
                pass
            with open_output(options.write_baseline, for_programs=True) as stream:
                stream.write(baseline_text(self.given))
            return
        style = LintStyle(options.format, output_width(options.output), wants_colours(options.output))
        closing = "" if options.format in BY_ARTICLE else None
        with open_output(options.output, for_programs=options.format != "text", closing=closing) as stream:
            write_findings(found, options.rules, stream, style)

    def say(self, articles: int) -> None:
        """Print what silences nothing, and one line with the numbers of findings."""
        if self.options.quiet:
            return
        for line in self.silencer.idle():
            echo_error(line)
        codes = ", ".join(f"{number} {code}" for code, number in sorted(self.found.items()))
        parts = [_counted(self.reported, "finding") + (f" ({codes})" if codes else "")]
        parts += [
            f"{number} {what}"
            for number, what in (
                (self.silencer.silenced, "silenced"),
                (self.in_baseline, "in the baseline"),
                (self.fixed, "fixed"),
                (self.not_fixed, "not fixed"),
            )
            if number
        ]
        written = f", written to {self.options.write_baseline}" if self.options.write_baseline else ""
        echo_error(f"{_counted(articles, 'article')}: {', '.join(parts)}{written}")

    def _findings(self, analysis: Analysis) -> ArticleFindings:
        """Return the findings about an article that count, with their places."""
        options, article = self.options, analysis.article
        findings = self.silencer.audible(lint(analysis, options.rules, options.settings), article)
        if options.baseline:
            before = len(findings)
            findings = new_findings(findings, article, self.baseline, options.baseline.parent)
            self.in_baseline += before - len(findings)
        document = self._document(article) if findings else None
        mended = self._mended(article, findings, document) if options.fix else None
        findings = [one for one in findings if not mended or one not in mended.findings]
        self.found.update(one.code for one in findings)
        if options.write_baseline:
            self.given.update(given(one, article, options.write_baseline.parent) for one in findings)
        places = ArticlePlaces(article, document.text if document else None, mended.changes if mended else ())
        return ArticleFindings(article.id, places.path, tuple(map(places.of, findings)))

    def _document(self, article: Article) -> RawDocument | None:
        """Return the document that an article was read from, if it is a file whose text is wanted and can be read."""
        if not (self.options.fix or article.blocks) or not os.path.isfile(article.id):
            return None
        reading = self.options.reading
        try:
            document = RawDocument(
                read_bytes(article.id, document_name(article.id), reading.max_size), article.id, reading
            )
            _ = document.text
        except ReadError:
            return None
        return document

    def _mended(self, article: Article, findings: Sequence[Finding], document: RawDocument | None) -> Fix | None:
        """Make the edits of findings in the file of an article, and print one line if they cannot be made."""
        wanted = [one for one in findings if one.edits]
        if not wanted:
            return None
        try:
            if document is None or article.id not in self.inputs:
                raise QuotesError(f"{document_name(article.id)}: --fix changes plain text and Markdown files only")
            found = fix(article, wanted, document)
        except QuotesError as error:
            echo_error(str(error))
            self.not_fixed += len(wanted)
            return None
        if found.findings:
            write_fix(article.id, found.data)
        self.fixed += len(found.findings)
        self.not_fixed += len(wanted) - len(found.findings)
        return found


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
