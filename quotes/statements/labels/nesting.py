"""Statements within statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quotes.records import Statement
from quotes.statements.span_index import SpanIndex


def nest(statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements, each with `nested_in` set where it stands, cue and all, in the content of another."""
    contents = SpanIndex((span, (span, statement)) for statement in statements for span in statement.content)
    nested = []
    for statement in statements:
        cue = statement.cue
        pairs = contents.find(cue) if cue else ()
        around = [other for span, other in pairs if cue and span.contains(cue) and other is not statement]
        innermost = min(around, key=lambda other: sum(map(len, other.content)), default=None)
        nested.append(replace(statement, nested_in=innermost.id) if innermost else statement)
    return nested
