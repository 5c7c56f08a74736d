"""The whole way from text to analysis, behind one class."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.models.model_set import find_model_set
from quotes.parsing import Parse, Parser
from quotes.parsing.given_parses import parse_of_conllu, parse_of_doc, parse_of_stanza
from quotes.parsing.parser import vocabulary
from quotes.readers.language import UNDETERMINED, detect_language
from quotes.readers.text_kinds import other_kind
from quotes.readers.text_repair import find_faults
from quotes.records import Analysis, Article, ArticleWarning, Coref, Engine, Scope
from quotes.runtime.containment import AnalysisError
from quotes.runtime.garbage_collection import gc_paused
from quotes.runtime.workers import analyses
from quotes.speakers import attribute
from quotes.speakers.choosing import choose
from quotes.speakers.stanza_coref import load_coreference
from quotes.statements import StatementFinder
from quotes.statements.engines import engine_for
from quotes.statements.model_candidates import OF_SCOPES
from quotes.statements.rules.rule_tables import load_rules
from quotes.words import words_added

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab
    from stanza.models.common.doc import Document

LANGUAGE_CERTAINTY = 0.9
"""Least probability with which a text is said to be in another language than the models."""


class Analyzer:
    """Finder of statements and speakers, made once and used for many articles.

    The parser's models are loaded when the first text is parsed, which takes seconds.
    """

    def __init__(
        self,
        model: str | Path | None = None,
        *,
        engine: Engine | None = None,
        scope: Scope = "speech",
        coref: Coref = "own",
        patterns: str | Path | Iterable[str | Path] = (),
        keep_doc: bool = False,
    ) -> None:
        """Prepare for texts in the language of `model`: None for the embedded English set, or a name or path.

        Names are those of `quotes models list`; a path is that of a Stanza model directory.
        `engine` is whose statements are taken: those of the ``rules`` (and textacy), those of the learned ``model`` of
        attribution, or those of ``all``, which a judge puts together. None is ``all`` for English and ``rules`` for
        other languages, which the learned model has not been taught. `scope` is which statements are found: what is
        said and written (``speech``), ``all``, also beliefs, intentions, attitudes and perceptions, or what PolNeAR
        annotates, with its spans (``polnear``). With `coref` ``stanza``, Stanza's coreference
        processor says whom pronouns mean. `patterns` are files of a house's own rules and words, in the form of
        ``quotes/statements/rules/patterns.toml``. With `keep_doc`, every analysis has its parse as ``analysis.doc``.

        Raises `quotes.PatternError` when one of those files is not sound, and `quotes.ModelError` when there is no such
        set, or `engine` or `coref` needs a model that is not there.
        """
        rules = load_rules(map(Path, [patterns] if isinstance(patterns, str | Path) else patterns))
        self._model = model
        self._model_set = find_model_set(model)
        self._language = self._model_set.language.partition("-")[0]
        self._keep_doc = keep_doc
        self._referent = load_coreference(self._language) if coref == "stanza" else None
        engine = engine_for(self._language, engine)
        self._schemes = () if engine == "rules" else OF_SCOPES[scope]
        self._finder_for = partial(StatementFinder, engine=engine, rules=rules, scope=scope)

    @property
    def model(self) -> str:
        """The name of the model set in use."""
        return self._model_set.name

    @cached_property
    def parser(self) -> Parser:
        """The parser, loaded when it is first asked for.

        Raises `quotes.ModelError` when a file of the model set, or of the learned model, is missing or damaged.
        """
        parser = Parser(self._model, self._schemes)
        if self._schemes and not self._model_set.joint_network:
            from quotes.parsing.joint.joint_file import embedded_network

            embedded_network()  # which the first parse will ask for attributions
        return parser

    @property
    def _vocab(self) -> Vocab:
        return vocabulary(self._model_set.language)

    @cached_property
    def _finder(self) -> StatementFinder:
        """The finder of statements, made when it is first needed, for it imports spaCy."""
        return self._finder_for(self._vocab)

    def analyze(self, text: str | Article) -> Analysis:
        """Analyse one article, given as plain text or as an `Article`. Raises as `parser` does."""
        with gc_paused():
            return self._analysis(self.parse(text), self.model)

    def pipe(
        self,
        texts: Iterable[str | Article],
        *,
        workers: int = 1,
        on_error: Callable[[AnalysisError], object] | None = None,
    ) -> Iterator[Analysis]:
        """Analyse many articles, in order; texts are taken as they are needed.

        `workers` processes do it, at most one for each processor core; several keep no parses. An article whose
        analysis raises an exception, or whose process is killed, is left out: `on_error` is called in its place, with a
        `quotes.AnalysisError`, and the others go on. Without `on_error`, that error is raised. Raises as `parser` does,
        and `quotes.QuotesError` for several workers on a system that cannot fork.
        """
        _ = self.parser  # loaded now: a damaged model is no fault of an article
        return analyses(self.analyze, map(_article, texts), workers, on_error)

    def parse(self, text: str | Article) -> Parse:
        """The parse of one article: a spaCy ``Doc`` with the offsets of its text, and its paragraphs.

        Raises as `parser` does.
        """
        return self.parser.parse(_article(text))

    def from_doc(self, doc: Doc) -> Analysis:
        """Analyse a spaCy ``Doc`` by its own parse, without loading the parser. Offsets are those of ``doc.text``.

        Raises `quotes.ParseError` if it has no tree of Universal Dependencies, no parts of speech or no lemmas.
        """
        return replace(
            self._analysis(parse_of_doc(doc, self._vocab, self._schemes)), doc=doc if self._keep_doc else None
        )

    def from_stanza(self, document: Document) -> Analysis:
        """Analyse a Stanza ``Document`` by its own parse, as `from_doc` does."""
        return self._analysis(parse_of_stanza(document, self._vocab, self._schemes))

    def from_conllu(self, text: str) -> Analysis:
        """Analyse one document in CoNLL-U by its own parse, as `from_doc` does.

        The article has the text of ``# text`` (or of words and ``SpaceAfter``), a blank line before each ``# newpar``,
        and the id of ``# newdoc``. Raises `quotes.ParseError` if it is not CoNLL-U, or has several documents.
        """
        return self._analysis(parse_of_conllu(text, self._vocab, self._schemes))

    def _analysis(self, parse: Parse, model: str = "") -> Analysis:
        warnings = list(self._warnings(parse.article))
        with words_added(self._finder.rules.words):
            found = self._finder.find(parse)
            referent = self._referent(parse.doc) if self._referent else choose
            attributed, speakers = attribute(parse, found.statements, referent, found.continuations)
        return Analysis(
            parse.article,
            tuple(attributed),
            tuple(speakers),
            (*warnings, *found.warnings),
            model,
            parse.doc if self._keep_doc else None,
        )

    def _warnings(self, article: Article) -> Iterator[ArticleWarning]:
        yield from article.warnings
        if not article.text.strip():
            yield ArticleWarning("empty-article", "the article is empty")
            return
        if kind := other_kind(article.text):
            yield ArticleWarning(
                "not-plain-text",
                f"the article seems to be {kind}, and is read as plain text all the same: do not rely on this report",
            )
        yield from find_faults(article.text)
        language, probability = detect_language(article.text)
        if language not in {self._language, UNDETERMINED} and probability >= LANGUAGE_CERTAINTY:
            yield ArticleWarning(
                "other-language",
                f"the article seems to be in another language ({language}) than the models "
                f"({self._model_set.language}): do not rely on this report",
            )


@cache
def _shared_analyzer() -> Analyzer:
    return Analyzer()


def analyze(text: str | Article) -> Analysis:
    """Analyse one article with the embedded models, which are loaded at the first call and kept.

    Raises `quotes.ModelError` when a model file is missing or damaged.
    """
    return _shared_analyzer().analyze(text)


def from_doc(doc: Doc) -> Analysis:
    """Analyse an English spaCy ``Doc`` by its own parse, as `Analyzer.from_doc` does."""
    return _shared_analyzer().from_doc(doc)


def from_stanza(document: Document) -> Analysis:
    """Analyse an English Stanza ``Document`` by its own parse, as `Analyzer.from_stanza` does."""
    return _shared_analyzer().from_stanza(document)


def from_conllu(text: str) -> Analysis:
    """Analyse one English document in CoNLL-U by its own parse, as `Analyzer.from_conllu` does."""
    return _shared_analyzer().from_conllu(text)


def _article(text: str | Article) -> Article:
    return text if isinstance(text, Article) else Article(text)
