"""Names of one speaker."""

from __future__ import annotations

import pytest

from quotes.corpora.speakers.same_name import is_same_name


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
