"""Statements within statements."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from quotes.records import Span, Statement
from quotes.statements.labels.nesting import nest


def statement(id: str, cue: tuple[int, int] | None, *content: tuple[int, int]) -> Statement:
    return Statement(
        id=id,
        kind="indirect",
        content=tuple(Span(*piece) for piece in content),
        cue=Span(*cue) if cue else None,
        confidence=0.5,
        rule="clause",
    )


@pytest.mark.parametrize(
    ("statements", "nested_in"),
    [
        ([statement("a", (0, 4), (5, 40)), statement("b", (10, 14), (15, 30))], [None, "a"]),
        ([statement("a", (0, 4), (5, 14), (15, 40)), statement("b", (10, 14), (15, 30))], [None, "a"]),
        (
            [statement("a", (0, 4), (5, 60)), statement("b", (6, 8), (9, 40)), statement("c", (10, 14), (15, 30))],
            [*"-ab"],
        ),
        ([statement("a", (40, 44), (0, 39)), statement("b", (4, 8), (10, 50))], [None, None]),  # each other's cues
        ([statement("a", (0, 4), (5, 20)), statement("b", (10, 14), (15, 30))], [None, None]),  # ends outside
        ([statement("a", (0, 4), (5, 14)), statement("b", (10, 14), (15, 30))], [None, None]),  # but for its cue
        ([statement("a", (0, 4), (5, 40)), statement("b", None, (15, 30))], [None, None]),  # no cue of its own
    ],
)
def test_a_statement_is_nested_in_the_shortest_one_around_it(
    statements: Sequence[Statement], nested_in: Sequence[str | None]
) -> None:
    assert [one.nested_in or "-" for one in nest(statements)] == [id or "-" for id in nested_in]
    assert nest(statements[::-1]) == nest(statements)[::-1]
