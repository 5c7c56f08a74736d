"""Statements within statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quotes.article import lies_in
from quotes.records import Statement
from quotes.statements.span_index import SpanIndex


def nest(statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements, each with `nested_in` set to the shortest one that has all of its content and its cue.

    No statement lies in itself by way of others, for no cue lies in its own content: what lies in another is shorter.
    """
    contents = SpanIndex((span, statement) for statement in statements for span in statement.content)
    nested = []
    for statement in statements:
        cue = statement.cue
        nearby = contents.find(cue) if cue else ()
        around = [other for other in nearby if cue and lies_in((*statement.content, cue), other.content)]
        innermost = min(around, key=lambda other: sum(map(len, other.content)), default=None)
        nested.append(replace(statement, nested_in=innermost.id) if innermost else statement)
    return nested
