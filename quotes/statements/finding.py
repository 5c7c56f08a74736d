"""Finding the statements of an article: every finder in turn, merged into one list."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quotes.networks.word_pieces import Pieces
from quotes.parsing import Parse
from quotes.records import ArticleWarning, Engine, Span, Statement, StatementKind, overlap_length
from quotes.statements.candidate import Candidate
from quotes.statements.judging.confidence import confidence_of
from quotes.statements.judging.judge import judge
from quotes.statements.judging.thresholds import LEAST_CONFIDENCE, MODEL_ONLY_THRESHOLD
from quotes.statements.labels.acts import act_in
from quotes.statements.labels.modality import modality_in
from quotes.statements.learned.features import clues_of
from quotes.statements.learned.model_candidates import candidate_of
from quotes.statements.learned.model_input import Reading
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.marks.quotation_marks import Quotation, find_quotations
from quotes.statements.rules.floating_quotations import continued_by, find_floating_quotations, goes_on
from quotes.statements.rules.inserted_clauses import find_inserted_clauses
from quotes.statements.rules.layout_attributions import find_bylines
from quotes.statements.rules.pattern_matching import Match, PatternMatcher
from quotes.statements.rules.quotation_attributions import find_quotation_cues
from quotes.statements.rules.reported_clauses import find_reported_clauses
from quotes.statements.rules.rule_tables import RuleTables, own_rules
from quotes.statements.rules.textacy_quotations import find_textacy_quotations
from quotes.statements.span_index import SpanIndex
from quotes.words import load_words, words_added

if TYPE_CHECKING:
    from spacy.vocab import Vocab

    from quotes.statements.learned.attribution_model import AttributionModel

DATELINE = re.compile(
    r"(?:(?:[A-Z0-9][\w.'’-]*,?\s+){0,6}\([A-Z][A-Za-z/ .]{1,30}\)|[A-Z][\w .'’-]*[A-Z]{2}[^\n–—“\"]{0,50}?)"
    r"\s*(?:–|—|--?)\s+(?:\d{1,2} [A-Z][a-z]+ \d{4}:\s+)?"
)


class StatementFinder:
    """The declared patterns, compiled once for the parser's vocabulary, and the learned model beside them."""

    def __init__(
        self,
        vocab: Vocab,
        engine: Engine = "rules",
        model: AttributionModel | None = None,
        rules: RuleTables | None = None,
    ) -> None:
        """Compile the pattern tables for documents of this vocabulary; `engine` says whose statements are taken.

        `model` is the learned model of attribution, which every engine but ``rules`` needs; `rules` are those of this
        package if no others are given.
        """
        self.rules = rules or own_rules()
        with words_added(self.rules.words):
            self._contents = PatternMatcher(vocab, self.rules.content.values())
            self._sources = PatternMatcher(vocab, self.rules.source.values())
        self._engine = engine
        self._model = model

    def find(self, parse: Parse) -> tuple[list[Statement], dict[str, str], list[ArticleWarning]]:
        """The statements of an article, without speakers, in the order of the text.

        Also returns which floating quotations continue which statement (id to id), and warnings about
        quotation marks that have no partner.
        """
        marked, quotations, warnings = _marked(parse)
        candidates = [found for found in self._candidates(marked, quotations) if _is_believed(marked, found)]
        floating = find_floating_quotations(marked, candidates) if self._engine != "model" else []
        candidates = sorted(candidates + floating, key=lambda candidate: candidate.content)
        if self._engine == "all":
            candidates = _with_second_halves(marked, candidates, floating)
        paragraphs = SpanIndex((paragraph, paragraph) for paragraph in parse.paragraphs)
        candidates = [without_day(marked, _without_dateline(marked, candidate, paragraphs)) for candidate in candidates]
        statements = [_statement(marked, f"q{number}", each) for number, each in enumerate(candidates, start=1)]
        return _nested(statements), _continued(marked, candidates, floating), warnings

    def candidates(self, parse: Parse) -> list[tuple[Candidate, StatementKind]]:
        """What the engine's finders have found in an article, but for floating quotations."""
        marked, quotations, _ = _marked(parse)
        return [(candidate, _kind(marked, candidate)) for candidate in self._candidates(marked, quotations)]

    def _candidates(self, marked: MarkedArticle, quotations: Sequence[Quotation]) -> list[Candidate]:
        """What the engine's finders have found, but for floating quotations."""
        by_rules = self._by_rules(marked, quotations)
        if self._engine == "rules" or self._model is None:
            return by_rules
        reading = _reading(marked, quotations, by_rules, self._model.table.pieces)
        links = next(self._model.links([reading]))
        by_model = [found for link in links if (found := candidate_of(link, reading, marked))]
        return by_model if self._engine == "model" else judge(marked, by_rules, by_model)

    def reading(self, parse: Parse, pieces_of: Callable[[str], Pieces]) -> Reading:
        """The article as the learned model reads it; `pieces_of` as `Reading` takes it."""
        marked, quotations, _ = _marked(parse)
        return _reading(marked, quotations, self._by_rules(marked, quotations), pieces_of)

    def _by_rules(self, marked: MarkedArticle, quotations: Sequence[Quotation]) -> list[Candidate]:
        """What the declared patterns, the rules and textacy find; `quotations` are those of all depths."""
        contents, sources = self._contents.by_cue(marked.doc), self._sources.by_cue(marked.doc)
        clauses = find_reported_clauses(marked, contents, sources)
        clauses += find_inserted_clauses(marked, {clause.anchor for clause in clauses})
        beside = find_quotation_cues(marked, clauses, sources)
        candidates = merge(beside, clauses)
        candidates = merge(candidates, find_textacy_quotations(marked, candidates))
        candidates += find_bylines(marked, candidates)
        return candidates + _second_hand(marked, MarkedArticle(marked.parse, quotations, depth=1), sources)


def _marked(parse: Parse) -> tuple[MarkedArticle, list[Quotation], list[ArticleWarning]]:
    quotations, warnings = find_quotations(parse.article.text, parse.paragraphs)
    return MarkedArticle(parse, quotations), quotations, warnings


def _reading(
    marked: MarkedArticle,
    quotations: Sequence[Quotation],
    candidates: Sequence[Candidate],
    pieces_of: Callable[[str], Pieces],
) -> Reading:
    candidates = [*candidates, *find_floating_quotations(marked, candidates)]
    clues = clues_of(marked, candidates)
    return Reading(marked.text, marked.parse.paragraphs, quotations, pieces_of, clues)


def _second_hand(outer: MarkedArticle, inner: MarkedArticle, sources: Mapping[int, list[Match]]) -> list[Candidate]:
    """Quotations in a quotation that the quoted speaker attributes: “The engineer told me, ‘Run!’”"""
    return [
        candidate
        for candidate in find_quotation_cues(inner, (), sources)
        if candidate.anchor in outer.quotation_of
        and outer.quotation_of[candidate.anchor] == outer.quotation_of.get(outer.first_from(candidate.content[0].start))
    ]


def merge(preferred: Sequence[Candidate], others: Sequence[Candidate]) -> list[Candidate]:
    """The preferred candidates, and those of the others that say something new.

    Another candidate with the same cue is the same statement. One that reports, by another cue, words that
    a preferred candidate reports already is a rival reading of them and dropped, unless one lies within the other
    with its cue: a statement in a statement.
    """
    merged = list(preferred)
    anchors = {candidate.anchor for candidate in preferred} - {None}
    taken = SpanIndex((span, candidate) for candidate in preferred for span in candidate.content)
    for other in others:
        nearby = [candidate for span in other.content for candidate in taken.find(span)]
        if other.anchor in anchors or any(_rival(candidate, other) for candidate in nearby):
            continue
        merged.append(other)
        anchors.add(other.anchor)
        for span in other.content:
            taken.add(span, other)
    return merged


def _rival(one: Candidate, other: Candidate) -> bool:
    smaller = min(sum(map(len, one.content)), sum(map(len, other.content)))
    is_same = 2 * overlap_length(one.content, other.content) > smaller
    return is_same and not (_within(one, other) or _within(other, one))


def _within(inner: Candidate, outer: Candidate) -> bool:
    """Does the inner one, cue and all, stand in the content of the outer one?"""
    cue = inner.cue
    return cue is not None and any(span.contains(cue) for span in outer.content)


def _statement(marked: MarkedArticle, identifier: str, candidate: Candidate) -> Statement:
    kind = _kind(marked, candidate)
    source = (candidate.source,) if candidate.source else ()
    modality = modality_in(marked.doc, candidate.cue, candidate.content)
    confidence = confidence_of(candidate, kind)
    return Statement(
        id=identifier,
        kind=kind,
        content=candidate.content,
        rule=candidate.rule_name,
        confidence=confidence,
        cue=candidate.cue,
        source=source,
        circumstances=candidate.circumstances,
        act=act_in(marked.doc, candidate.cue, content=candidate.content, source=source, kind=kind),
        negated=modality.negated,
        hypothetical=modality.hypothetical,
        question=modality.question,
        finders=candidate.finders,
        doubtful=candidate.finders == ("model",) and kind != "direct" and confidence < MODEL_ONLY_THRESHOLD,
    )


def _with_second_halves(
    marked: MarkedArticle, candidates: Sequence[Candidate], floating: Sequence[Candidate]
) -> list[Candidate]:
    """“It is late,” she said. “Go home.” is one statement."""
    kept: list[Candidate] = []
    without_cue = set(map(id, floating))
    for candidate in candidates:
        before = kept[-1] if kept else None
        if before is not None and id(candidate) in without_cue and goes_on(marked, before, candidate):
            kept[-1] = before.with_content([*before.content, *candidate.content])
        else:
            kept.append(candidate)
    return kept


def _is_believed(marked: MarkedArticle, candidate: Candidate) -> bool:
    """Is a candidate of the learned model sure enough to be a statement?"""
    kept = candidate.evidence is None or candidate.rule.alone == "keep"
    return kept or confidence_of(candidate, _kind(marked, candidate)) >= LEAST_CONFIDENCE


def _without_dateline(marked: MarkedArticle, candidate: Candidate, paragraphs: SpanIndex[Span]) -> Candidate:
    """The candidate without the place and date that an agency's report begins with ("VARDA, 17 July – ")."""
    first, cue = candidate.content[0], candidate.cue
    for paragraph in paragraphs.find(first):
        match = DATELINE.match(marked.text, paragraph.start, first.end)
        has_cue = match and cue and match.start() <= cue.start < match.end()
        if match and first.start < match.end() < first.end and not has_cue:
            return candidate.with_content([Span(match.end(), first.end), *candidate.content[1:]])
    return candidate


def without_day(marked: MarkedArticle, candidate: Candidate) -> Candidate:
    """The candidate without a day at the end of its source ("The mayor yesterday said", "on Monday said")."""
    words = marked.tokens(candidate.source) if candidate.source else []
    if len(words) < 2 or words[-1].lower_ not in load_words("days"):
        return candidate
    words.pop()
    if len(words) > 1 and words[-1].pos_ == "ADP":
        words.pop()
    return replace(candidate, source=marked.span(words[0].i, words[-1].i + 1))


def _kind(marked: MarkedArticle, candidate: Candidate) -> StatementKind:
    """Direct when every word is in quotation marks, indirect when none is, mixed otherwise, if the layout tells not."""
    if candidate.kind:
        return candidate.kind
    words = [
        marked.is_quoted(token) for span in candidate.content for token in marked.tokens(span) if not token.is_punct
    ]
    if words and all(words):
        return "direct"
    return "mixed" if any(words) else "indirect"


def _nested(statements: list[Statement]) -> list[Statement]:
    """The statements with `nested_in` set where one stands, cue and all, in the content of another."""
    contents = SpanIndex((span, (span, statement)) for statement in statements for span in statement.content)
    result = []
    for statement in statements:
        cue = statement.cue
        outer = [
            other
            for span, other in (contents.find(cue) if cue else ())
            if cue and span.contains(cue) and other is not statement
        ]
        if outer:
            closest = min(outer, key=lambda other: sum(map(len, other.content)))
            statement = replace(statement, nested_in=closest.id)
        result.append(statement)
    return result


def _continued(marked: MarkedArticle, candidates: Sequence[Candidate], floating: Sequence[Candidate]) -> dict[str, str]:
    """Which floating quotation goes on with which statement, by id."""
    found = {}
    kept = {candidate.content for candidate in floating}
    for number, candidate in enumerate(candidates):
        if candidate.content in kept and number:
            before = candidates[number - 1]
            if continued_by(marked, before, candidate):
                found[f"q{number + 1}"] = f"q{number}"
    return found
