"""Rival readings of the same words."""

from __future__ import annotations

import pytest

from quotes.records import Span
from quotes.statements.candidate import Candidate
from quotes.statements.rivals import drop_rivals
from quotes.statements.rules.rule_tables import content_rule

CLAUSE = content_rule("clause")
SAID = Candidate((Span(10, 30),), CLAUSE, Span(5, 9), anchor=1)


@pytest.mark.parametrize(
    ("other", "stays"),
    [
        (Candidate((Span(40, 60),), CLAUSE, Span(35, 39), anchor=9), True),
        (Candidate((Span(40, 60),), CLAUSE, Span(5, 9), anchor=1), False),  # the same cue
        (Candidate((Span(12, 30),), CLAUSE, Span(0, 4), anchor=0), False),  # the same words by another cue
        (Candidate((Span(20, 30),), CLAUSE, Span(12, 18), anchor=3), True),  # with its cue in those words
        (Candidate((Span(4, 31),), CLAUSE, Span(0, 3), anchor=0), True),  # around those words and their cue
        (Candidate((Span(4, 18), Span(22, 31)), CLAUSE, Span(19, 21), anchor=4), False),  # each has the other's cue
        (Candidate((Span(25, 60),), CLAUSE, Span(0, 3), anchor=0), True),  # a few words in common
    ],
)
def test_rivals(other: Candidate, stays: bool) -> None:
    assert drop_rivals([SAID], [other]) == ([SAID, other] if stays else [SAID])


def test_two_of_the_others_may_be_rivals() -> None:
    other = Candidate((Span(40, 60),), CLAUSE, Span(35, 39), anchor=9)
    again = Candidate((Span(42, 60),), CLAUSE, Span(70, 74), anchor=20)
    assert drop_rivals([], [SAID, other, again]) == [SAID, other]
