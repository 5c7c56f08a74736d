from __future__ import annotations

import pytest

from quotes.service.media_types import chosen_type
from quotes.service.problems import ProblemError

OFFERED = ["application/json", "application/ld+json", "text/html"]


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", 0),
        ("*/*", 0),
        ("application/*", 0),
        ("application/ld+json", 1),
        ("application/ld+json; profile=x, application/json;q=0.5", 1),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", 2),
        ("application/json;q=0, */*", 1),
        ("nonsense, text/*", 2),
    ],
)
def test_the_best_liked_type_is_chosen(accept: str, chosen: int) -> None:
    assert chosen_type(accept, OFFERED) == OFFERED[chosen]


@pytest.mark.parametrize("accept", ["text/csv", "application/json;q=0", "text/html;q=x", "nonsense"])
def test_no_type_is_given_that_is_not_accepted(accept: str) -> None:
    with pytest.raises(ProblemError) as raised:
        chosen_type(accept, OFFERED)
    assert raised.value.problem.status == 406
