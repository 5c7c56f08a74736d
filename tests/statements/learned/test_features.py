"""Rows of features in the model's table of vectors."""

from __future__ import annotations

from typing import get_args

from quotes.records import Scope
from quotes.statements.learned.features import KINDS, OF_SCOPES, ROWS, SCHEMES, VALUES, row


def test_rows_of_different_features_do_not_meet() -> None:
    rows = [row(kind, value) for kind in range(KINDS) for value in range(VALUES[kind])]
    assert rows == list(range(1, ROWS))


def test_every_scope_is_read_by_a_scheme() -> None:
    assert set(OF_SCOPES) == set(get_args(Scope))
    assert {scheme for schemes in OF_SCOPES.values() for scheme in schemes} == set(SCHEMES)
