"""What the finders of statements hand over to one another: candidates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from quotes.records import Finder, Span, StatementKind
from quotes.statements.rule import Rule


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a statement that the learned model has found.

    ``cue``, ``ends``, ``link`` and ``source`` are the model's logarithms of probabilities: of the cue's tag, the mean
    of the tags at the ends of all stretches, of the link from content to cue, and of that from cue to source or none.
    ``similarity`` is that of the statement which the rules have found, from 0 (there is none) to 2 (the same cue and
    content); ``same_source`` is whether they name the same source.
    """

    cue: float
    ends: float
    link: float
    source: float
    similarity: float = 0.0
    same_source: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible statement. Spans are code points; `anchor` is the token index of the cue's head word, if any.

    `rule` found the content, `source_rule` the source where another rule was needed for it. `kind` is set where the
    quotation marks do not tell it. `finders` are who found it, and `evidence` is what speaks for it if the learned
    model is one of them.
    """

    content: tuple[Span, ...]
    rule: Rule
    cue: Span | None = None
    source: Span | None = None
    circumstances: tuple[Span, ...] = ()
    anchor: int | None = None
    kind: StatementKind | None = None
    finders: tuple[Finder, ...] = ("rules",)
    evidence: Evidence | None = None
    source_rule: Rule | None = None

    @property
    def rule_name(self) -> str:
        """The names of both rules, as `Statement.rule` has them: "clause/subject", "transcript"."""
        return f"{self.rule.name}/{self.source_rule.name}" if self.source_rule else self.rule.name

    def with_content(self, content: Iterable[Span]) -> Candidate:
        """The same candidate with other content."""
        return replace(self, content=tuple(content))
