"""The order of the steps from a parse to the statements of an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quotes.parsing import Parse
from quotes.records import ArticleWarning, Engine, Scope, Statement
from quotes.statements.candidate import Candidate
from quotes.statements.engines import make_finder
from quotes.statements.labels.acts import act_in
from quotes.statements.labels.modality import modality_in
from quotes.statements.labels.nesting import nest
from quotes.statements.marked_article import MarkedArticle, mark_article
from quotes.statements.rules.rule_tables import RuleTables, own_rules
from quotes.statements.soundness import sound

if TYPE_CHECKING:
    from spacy.vocab import Vocab


MOST_INSIDE = 8
"""Statements before one among which that is looked for in which it lies."""


@dataclass(frozen=True, slots=True)
class FoundStatements:
    """The statements of an article, without speakers, in the order of the text.

    ``continuations`` maps the ids of quotations without a cue to those of the statements that they go on with;
    ``warnings`` are about quotation marks without a partner.
    """

    statements: list[Statement]
    continuations: dict[str, str]
    warnings: tuple[ArticleWarning, ...]


class StatementFinder:
    """A finder of statements, with the pattern tables compiled once for a vocabulary."""

    def __init__(
        self,
        vocab: Vocab,
        engine: Engine = "rules",
        rules: RuleTables | None = None,
        scope: Scope = "speech",
    ) -> None:
        """Compile the pattern tables for documents of `vocab`.

        `rules` are those of this package if no others are given; `scope` is which statements are found.
        """
        self.rules = rules or own_rules()
        self._finder = make_finder(vocab, engine, self.rules, scope)
        self._scope = scope

    def find(self, parse: Parse) -> FoundStatements:
        """Find the statements of a parsed article."""
        marked = mark_article(parse)
        labelled = [replace(each, act=each.act or act_in(marked, each)) for each in self._finder.find(marked)]
        candidates = sound(marked, [each for each in labelled if self._scope != "speech" or each.act == "speech"])
        ids = [f"q{number}" for number in range(1, len(candidates) + 1)]
        continuations = {
            ids[number]: ids[_before(candidates, number)]
            for number, candidate in enumerate(candidates)
            if candidate.continues
        }
        statements = nest([_statement(marked, *pair) for pair in zip(ids, candidates, strict=True)])
        return FoundStatements(statements, continuations, tuple(marked.warnings))


def _before(candidates: Sequence[Candidate], number: int) -> int:
    """The number of the candidate before one, those left out that lie in another one before it."""
    before = number - 1
    while any(earlier.encloses(candidates[before]) for earlier in candidates[max(before - MOST_INSIDE, 0) : before]):
        before -= 1
    return before


def _statement(marked: MarkedArticle, identifier: str, candidate: Candidate) -> Statement:
    assert candidate.kind is not None and candidate.act is not None
    modality = modality_in(marked, candidate)
    return Statement(
        id=identifier,
        kind=candidate.kind,
        content=candidate.content,
        rule=candidate.rule_name,
        confidence=candidate.confidence,
        cue=candidate.cue,
        source=(candidate.source,) if candidate.source else (),
        circumstances=candidate.circumstances,
        act=candidate.act,
        negated=modality.negated,
        hypothetical=modality.hypothetical,
        question=modality.question,
        finders=candidate.finders,
    )
