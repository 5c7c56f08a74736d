from __future__ import annotations

from made_told import PlainVectors, told

from quotes.claims.candidates import OF_MANY, candidates, vectors_of

ONE = "the quay of Nordvik is unsafe says Petrov to Tait"
OTHER = "unsafe is the quay of Nordvik says Petrov to Eld"


def _event(further: list[str]) -> float:
    """How much tells that the first two of some articles are about one event."""
    vectors = vectors_of(
        [told(f"{n}.txt", None, text) for n, text in enumerate([ONE, OTHER, *further])], PlainVectors()
    )
    return next(pair.event for pair in candidates(vectors) if (pair.one, pair.other) == (0, 1))


def test_names_that_many_articles_have_tell_less_which_of_them_are_about_one_event() -> None:
    few = ["at Nordvik it rains on Petrov"] * (OF_MANY - 2)
    assert _event([]) == _event(few) > 1.5
    assert _event(few * 5) < _event([]) - 0.3
    assert _event(["at Sandvik it rains on Berg"] * 5 * OF_MANY) == _event([])
