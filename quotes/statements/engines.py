"""The three engines: statements found by rules, by the learned model, or by both and judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from quotes.errors import ModelError
from quotes.records import Engine, Scope, Span
from quotes.statements.candidate import Candidate
from quotes.statements.judging.confidence import confidence_of
from quotes.statements.judging.judge import judge
from quotes.statements.judging.thresholds import LEAST_CONFIDENCE
from quotes.statements.labels.kind import kind_of
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.model_candidates import OF_SCOPES, candidate_of
from quotes.statements.rivals import drop_rivals
from quotes.statements.rules.floating_quotations import continued_by, find_floating_quotations, goes_on
from quotes.statements.rules.inserted_clauses import find_inserted_clauses
from quotes.statements.rules.layout_attributions import with_layouts, without_owned
from quotes.statements.rules.pattern_matching import Match, PatternMatcher
from quotes.statements.rules.quotation_attributions import find_quotation_cues
from quotes.statements.rules.reported_clauses import find_reported_clauses
from quotes.statements.rules.rule_tables import RuleTables, own_rules
from quotes.statements.rules.sources_of_cues import find_source
from quotes.statements.rules.textacy_quotations import find_textacy_quotations
from quotes.statements.trimming import trim
from quotes.words import added_words, words_added

if TYPE_CHECKING:
    from spacy.vocab import Vocab

LANGUAGE = "en"
"""The language that the learned model knows."""

Sources = Mapping[int, list[Match]]
"""The matches of the source patterns, by cue token."""


def engine_for(language: str, engine: Engine | None) -> Engine:
    """Return the engine for articles of a language ("en", or "en-…"): the one asked for, or the best one.

    That is ``all``, or ``rules`` where the model has not learned the language. Raises `ModelError` if one is asked for
    that needs the model in such a language.
    """
    if language.partition("-")[0] == LANGUAGE:
        return engine or "all"
    if engine not in (None, "rules"):
        raise ModelError(f"the learned model knows no {language}, only {LANGUAGE}: use --engine rules")
    return "rules"


def make_finder(
    vocab: Vocab, engine: Engine, tables: RuleTables, scope: Scope
) -> RuleFinder | ModelFinder | JudgedFinder:
    """Return the finder of an engine, whose statements have kind and confidence and are in the order of the text."""
    rules = RuleFinder(vocab, tables)
    if engine == "rules":
        return rules
    return ModelFinder(scope) if engine == "model" else JudgedFinder(rules, scope)


class RuleFinder:
    """Statements by declared patterns, by rules of word order and layout, and by textacy."""

    def __init__(self, vocab: Vocab, tables: RuleTables | None = None) -> None:
        """Compile the patterns of `tables`, or those of this package, for documents of `vocab`."""
        tables = tables or own_rules()
        with words_added(tables.words):
            self._contents = PatternMatcher(vocab, tables.content.values())
            self._sources = PatternMatcher(vocab, tables.source.values())

    def find(self, marked: MarkedArticle) -> list[Candidate]:
        """Return the statements of the rules, with the quotations that none of them covers."""
        return _with_floating_quotations(marked, _finished(marked, self.attributed(marked, self.sources(marked))))

    def sources(self, marked: MarkedArticle) -> Sources:
        """Return the places where the source patterns fit, by cue."""
        return self._sources.by_cue(marked.doc)

    def attributed(self, marked: MarkedArticle, sources: Sources) -> list[Candidate]:
        """Return the candidates of the rules, but no floating quotations; `sources` are those of the article."""
        contents = self._contents.by_cue(marked.doc)
        clauses = find_reported_clauses(marked, contents, sources)
        clauses += find_inserted_clauses(marked, {clause.anchor for clause in clauses})
        candidates = drop_rivals(find_quotation_cues(marked, clauses, sources), clauses)
        candidates = drop_rivals(candidates, find_textacy_quotations(marked, candidates))
        candidates = with_layouts(marked, candidates + _second_hand(marked, sources), sources)
        return [_with_house_word(marked, each) for each in candidates]


class ModelFinder:
    """Statements by the learned model: those that the network has found by each scheme of the scope."""

    def __init__(self, scope: Scope) -> None:
        self._schemes = OF_SCOPES[scope]

    def find(self, marked: MarkedArticle) -> list[Candidate]:
        """Return the statements of the model that are confident enough."""
        return sorted(_confident(_finished(marked, self.attributed(marked))), key=_place)

    def attributed(self, marked: MarkedArticle) -> list[Candidate]:
        """Return the candidates of the model; of those that two schemes have, the one of the first."""
        candidates: list[Candidate] = []
        for scheme in self._schemes:
            attributions = marked.parse.attributions(scheme)
            of_scheme = [found for each in attributions if (found := candidate_of(each, scheme, marked))]
            candidates = drop_rivals(candidates, of_scheme)
        return candidates


class JudgedFinder:
    """Statements by rules and learned model, put together by the judge."""

    def __init__(self, rules: RuleFinder, scope: Scope) -> None:
        self._rules = rules
        self._model_finder = ModelFinder(scope)

    def find(self, marked: MarkedArticle) -> list[Candidate]:
        """Return the judged statements that are confident enough, with the quotations that none of them covers."""
        return _with_floating_quotations(marked, _confident(self.judged(marked)), join_halves=True)

    def judged(self, marked: MarkedArticle) -> list[Candidate]:
        """Return what the judge keeps, whatever its confidence, but no floating quotations."""
        sources = self._rules.sources(marked)
        by_rules, by_model = self._rules.attributed(marked, sources), self._model_finder.attributed(marked)
        judged = judge(marked, by_rules, without_owned(by_model, by_rules))
        return _finished(marked, (_with_source(marked, each, sources) for each in judged))


def _with_source(marked: MarkedArticle, found: Candidate, sources: Sources) -> Candidate:
    """Return the candidate, one that has a cue and no source with the source that a rule finds for the cue."""
    for word in marked.tokens(found.cue) if found.cue and not found.source else ():
        source = find_source(marked, word, sources.get(word.i, ()))
        if source.span and not any(source.span.overlaps(span) for span in found.content):
            return replace(found, source=source.span, source_rule=source.rule)
    return found


def _with_house_word(marked: MarkedArticle, candidate: Candidate) -> Candidate:
    """Return the candidate with a rule that stands alone if its cue is a word that a house has added to the lists."""
    is_added = candidate.anchor is not None and marked.doc[candidate.anchor].lemma_.lower() in added_words()
    return replace(candidate, rule=replace(candidate.rule, alone="keep")) if is_added else candidate


def _second_hand(marked: MarkedArticle, sources: Sources) -> list[Candidate]:
    """Quotations in a quotation that the quoted speaker attributes: “The engineer told me, ‘Run!’”"""
    return [
        candidate
        for candidate in find_quotation_cues(marked.inner(), (), sources)
        if candidate.anchor in marked.quotation_of
        and marked.quotation_of[candidate.anchor]
        == marked.quotation_of.get(marked.first_from(candidate.content[0].start))
    ]


def _finished(marked: MarkedArticle, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates trimmed, each with its kind and confidence."""
    finished = []
    for candidate in candidates:
        candidate = trim(marked, candidate)
        kind = kind_of(marked, candidate)
        finished.append(replace(candidate, kind=kind, confidence=confidence_of(candidate, kind)))
    return finished


def _confident(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates without those of the learned model whose confidence is too low.

    A candidate that a rule has found, too, which stands alone in any case, is kept.
    """
    return [
        each
        for each in candidates
        if each.scores is None or each.rule.alone == "keep" or each.confidence >= LEAST_CONFIDENCE
    ]


def _with_floating_quotations(
    marked: MarkedArticle, candidates: list[Candidate], *, join_halves: bool = False
) -> list[Candidate]:
    """Return the candidates and the quotations that none of them covers, in the order of the text.

    Such a quotation is the second half of the statement before it if `join_halves` (“It is late,” she said. “Go home.”
    is one statement); else it `continues` that statement where both have the same speaker.
    """
    floating = _finished(marked, find_floating_quotations(marked, candidates))
    placed: list[Candidate] = []
    for candidate in sorted([*candidates, *floating], key=_place):
        if placed and candidate.cue is None and candidate.source is None and not candidate.rule.owns:
            before = placed[-1]
            if join_halves and goes_on(marked, before, candidate):
                placed[-1] = before.with_content([*before.content, *candidate.content])
                continue
            candidate = replace(candidate, continues=continued_by(marked, before, candidate))
        placed.append(candidate)
    return placed


def _place(candidate: Candidate) -> tuple[Span, ...]:
    return candidate.content
