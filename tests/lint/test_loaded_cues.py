"""The loaded cues: that the table is sound, and that no suggestion is loaded itself."""

from __future__ import annotations

import pytest

from quotes.lint.loaded_cues import loaded_cue_pattern, loaded_cues


@pytest.mark.parametrize(
    ("form", "instead"),
    [("claimed", "said"), ("claims", "says"), ("quipping", "saying"), ("hit back", "answered"), ("admit", "say")],
)
def test_a_cue_is_replaced_in_its_own_form(form: str, instead: str) -> None:
    assert loaded_cues()[form].instead == instead


def test_no_suggestion_is_loaded_itself() -> None:
    assert {one.instead for one in loaded_cues().values()}.isdisjoint(loaded_cues())
    assert len(loaded_cues()) > 150


def test_the_longest_cue_is_found() -> None:
    assert [match.group() for match in loaded_cue_pattern().finditer("He hit out at them, and proclaimed it.")] == [
        "hit out at"
    ]
