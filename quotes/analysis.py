"""The whole way from text to analysis, behind one class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from quotes.parsing import Parser
from quotes.readers.language import detect_language
from quotes.records import Analysis, Article, ArticleWarning, Coref, Engine
from quotes.speakers import attribute
from quotes.speakers.pronouns import resolve_pronoun
from quotes.speakers.stanza_coref import load_coreference
from quotes.statements import StatementFinder
from quotes.statements.learned.embedded_model import default_engine, load_attribution_model
from quotes.statements.rules.rule_tables import load_rules
from quotes.words import words_added

UNDETERMINED = "und"
SURE = 0.9


class Analyzer:
    """Finds statements and speakers. Making one loads the models, which takes seconds; then it is reused."""

    def __init__(
        self,
        model: str | Path | None = None,
        *,
        engine: Engine | None = None,
        coref: Coref = "own",
        patterns: str | Path | Iterable[str | Path] = (),
    ) -> None:
        """Load `model`: None for the embedded English set, or the name or path of another.

        `engine` is whose statements are taken: those of the ``rules`` (and textacy), those of the learned ``model`` of
        attribution, or those of ``all``, which a judge puts together. None is ``all`` for English and ``rules`` for
        other languages, which the learned model has not been taught.
        Names are those of `quotes models list`; a path is that of a Stanza model directory. With `coref`
        "stanza", its coreference processor says whom pronouns mean.
        `patterns` are files of a house's own rules and words, in the form of ``quotes/statements/rules/patterns.toml``.
        Raises `quotes.PatternError` when one of them is not sound, and `quotes.ModelError` when there is no such set, a
        file of it is missing or damaged, or `engine` needs the learned model for another language.
        """
        rules = load_rules(map(Path, [patterns] if isinstance(patterns, str | Path) else patterns))
        self._parser = Parser(model)
        self._referent = load_coreference(self._language) if coref == "stanza" else None
        chosen = engine or default_engine(self._language)
        learned = load_attribution_model(self._language, chosen)
        self._finder = StatementFinder(self._parser.vocab, chosen, learned, rules)

    @property
    def model(self) -> str:
        """The name of the model set in use."""
        return self._parser.model_set.name

    @property
    def _language(self) -> str:
        return self._parser.model_set.language.partition("-")[0]

    def analyze(self, text: str | Article) -> Analysis:
        """Analyse one article, given as plain text or as an `Article`."""
        return next(self.pipe([text]))

    def pipe(self, texts: Iterable[str | Article]) -> Iterator[Analysis]:
        """Analyse many articles, in order; networks of Stanza's parse them in batches that reach across articles."""
        articles = (text if isinstance(text, Article) else Article(text) for text in texts)
        for parse in self._parser.pipe(articles):
            warnings = list(self._doubts(parse.article))
            with words_added(self._finder.rules.words):
                found = self._finder.find(parse)
                referent = self._referent(parse.doc) if self._referent else resolve_pronoun
                attributed, speakers = attribute(parse, found.statements, found.continuations, referent)
            yield Analysis(parse.article, tuple(attributed), tuple(speakers), (*warnings, *found.warnings), self.model)

    def _doubts(self, article: Article) -> Iterator[ArticleWarning]:
        if not article.text.strip():
            yield ArticleWarning("empty-article", "the article is empty")
            return
        language, probability = detect_language(article.text)
        if language not in {self._language, UNDETERMINED} and probability >= SURE:
            yield ArticleWarning(
                "other-language",
                f"the article seems to be in another language ({language}) than the models "
                f"({self._parser.model_set.language}): do not rely on this report",
            )


@cache
def _shared_analyzer() -> Analyzer:
    return Analyzer()


def analyze(text: str | Article) -> Analysis:
    """Analyse one article with the embedded models, which are loaded at the first call and kept.

    Raises `quotes.ModelError` when a model file is missing or damaged.
    """
    return _shared_analyzer().analyze(text)
