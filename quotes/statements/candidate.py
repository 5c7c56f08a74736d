"""The record that the finders of statements hand on: a candidate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quotes.article import lies_in
from quotes.records import Finder, Span, StatementAct, StatementKind
from quotes.statements.rule import Rule

if TYPE_CHECKING:
    from quotes.parsing.joint.attribution_decoding import DecodedScores


@dataclass(frozen=True, slots=True)
class ModelScores:
    """Scores of a candidate that the learned model has found.

    ``decoded`` are those of the network. ``similarity`` is that of the statement which the rules have found, from 0
    (there is none) to 2 (the same cue and content); ``same_source`` tells whether they name the same source.
    """

    decoded: DecodedScores
    similarity: float = 0.0
    same_source: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible statement. Spans are code points; `anchor` is the token index of the cue's head word, if any.

    `rule` found the content, `source_rule` the source where another rule was needed for it. A rule sets `kind` where
    the quotation marks do not tell it. Once all finders are done, every candidate has its `kind` and `confidence`.
    `finders` are the finders that found it, with the `scores` of the learned model if it is one of them. `continues`
    marks a quotation without a cue that has the speaker of the candidate before it.
    """

    content: tuple[Span, ...]
    rule: Rule
    cue: Span | None = None
    source: Span | None = None
    circumstances: tuple[Span, ...] = ()
    anchor: int | None = None
    kind: StatementKind | None = None
    act: StatementAct | None = None
    finders: tuple[Finder, ...] = ("rules",)
    scores: ModelScores | None = None
    confidence: float = 0.0
    continues: bool = False
    source_rule: Rule | None = None

    @property
    def rule_name(self) -> str:
        """The names of both rules, as `Statement.rule` has them: "clause/subject", "transcript"."""
        return f"{self.rule.name}/{self.source_rule.name}" if self.source_rule else self.rule.name

    def with_content(self, content: Iterable[Span]) -> Candidate:
        """Return the same candidate with other content."""
        return replace(self, content=tuple(content))

    def encloses(self, other: Candidate) -> bool:
        """True if the cue of the other candidate stands in the content of this one, and not the other way round."""
        return self._has_cue_of(other) and not other._has_cue_of(self)

    def _has_cue_of(self, other: Candidate) -> bool:
        return other.cue is not None and lies_in([other.cue], self.content)
