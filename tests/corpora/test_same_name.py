"""Names of one speaker."""

from __future__ import annotations

import pytest

from quotes.corpora.speakers.same_name import is_same_name, likeness


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Anna Berg", "Berg", True),
        ("Anna Berg", "Mrs Berg", True),
        ("Anna Berg", "Otto Berg", False),
        ("the ministry of defence", "Ministry of Defence", True),
        ("International Monetary Fund", "IMF", True),
        ("IMF", "International Monetary Fund", True),
        ("Berg’s ministry", "the ministry", True),
        ("U.S.", "US", True),
        ("S Club", "the Club's S", True),
        ("Berg's", "s", False),
        ("two police officers of Lutin", "police officers in Lutin", True),
        ("police", "residents", False),
        (None, None, True),
        ("the", None, True),
        ("Berg", None, False),
    ],
)
def test_names_of_one_speaker(one: str | None, other: str | None, same: bool) -> None:
    assert is_same_name(one, other) is same
    assert is_same_name(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Anna Berg", "Anna Berg", 1.0),
        ("Mrs Anna Berg", "ANNA BERG'S", 1.0),
        ("Anna Berg", "Berg", 2 / 3),
        ("Anna Berg", "Anna Maria Berg", 4 / 5),
        ("International Monetary Fund", "IMF", 1.0),
        ("two police officers", "police", 1 / 2),
        ("police", "residents", 0.0),
        (None, None, 1.0),
    ],
)
def test_how_much_names_are_alike(one: str | None, other: str | None, alike: float) -> None:
    assert likeness(one, other) == likeness(other, one) == pytest.approx(alike)
