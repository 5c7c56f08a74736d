from __future__ import annotations

import pytest

from quotes.claims.mouths import is_same_mouth
from quotes.claims.told import Told
from quotes.records import Speaker


def _told(*speakers: Speaker, numbers: tuple[int, ...] = ()) -> Told:
    return Told("a.txt", None, "q1", "the harbour is closed", "said", speakers, numbers)


def _named(name: str, **facts: str) -> Told:
    return _told(Speaker("s1", name, "person", **facts))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Anna Berg", "Berg", True),
        ("Anna Berg", "Anna M. Berg", True),
        ("A. Berg", "Anna Berg", True),
        ("the Ministry of Fisheries", "Ministry of Fisheries", True),
        ("Anna Berg", "Olav Berg", False),
        ("Anna Berg", "Berg Hansen", False),
        ("the mayor", "the police", False),
        ("of the", "Anna of the Isles", False),
    ],
)
def test_names_of_one_mouth(one: str, other: str, same: bool) -> None:
    assert is_same_mouth(_named(one), _named(other)) is same
    assert is_same_mouth(_named(other), _named(one)) is same


def test_who_speaks_for_a_house_is_its_mouth() -> None:
    assert is_same_mouth(_named("Anna Berg", speaks_for="Port Authority"), _named("the Port Authority"))


def test_joint_speakers_have_one_in_common() -> None:
    joint = _told(Speaker("s1", "Anna Berg", "person"), Speaker("s2", "Olav Rinne", "person"))
    assert is_same_mouth(joint, _named("Olav Rinne"))
    assert not is_same_mouth(joint, _named("Inga Brandt"))


def test_speakers_that_an_archive_takes_for_one_are_one() -> None:
    one, other = Speaker("s1", "the mayor", "person"), Speaker("s1", "Inga Brandt", "person")
    assert is_same_mouth(_told(one, numbers=(7,)), _told(other, numbers=(7,)))
    assert not is_same_mouth(_told(one, numbers=(7,)), _told(other, numbers=(8,)))


def test_nobody_is_only_like_nobody() -> None:
    assert is_same_mouth(_told(), _told())
    assert not is_same_mouth(_told(), _named("Anna Berg"))
