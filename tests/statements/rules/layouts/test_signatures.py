"""Posts of social media and bylines behind a dash."""

from __future__ import annotations

import pytest
from unparsed_articles import told, unparsed

from quotes.statements.rules.layouts.signatures import find_signatures

POST = "So sorry. Refunds are on their way 💛"


@pytest.mark.parametrize("date", ["", " May 4, 2023", " on October 12", " 4 May 2023"])
@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_a_post_signed_with_an_account(date: str, gap: str) -> None:
    marked = unparsed(f"She left the stage.\n\n{POST}{gap}— Mia Storr (@mia_s){date}\n\nNobody knew.")
    assert told(marked, find_signatures(marked)) == [("signed-post", "Mia Storr (@mia_s)", "—", POST)]


def test_a_thread_has_the_posts_before_its_signature() -> None:
    marked = unparsed("It began.\n\n1/ Ash is falling.\n\n2/ The laundry is gone. — Mia Storr (@mia)\n\nIt ended.")
    assert told(marked, find_signatures(marked)) == [
        ("signed-post", "", "", "Ash is falling."),
        ("signed-post", "Mia Storr (@mia)", "—", "The laundry is gone."),
    ]


@pytest.mark.parametrize(
    ("text", "account", "content"),
    [
        ("@mia: It is over. We won.", "@mia", "It is over. We won."),
        ("RT @mia: It is over.", "@mia", "It is over."),
        ("The town woke up. @mia: that is my car. The rain stopped.", "@mia", "that is my car."),
    ],
)
def test_an_account_and_a_colon(text: str, account: str, content: str) -> None:
    marked = unparsed(text)
    assert told(marked, find_signatures(marked)) == [("account", account, ":", content)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“It is over.” — Mia Storr", "Mia Storr"),
        ("“It is over.”\n\n— Mia Storr", "Mia Storr"),
    ],
)
def test_a_byline(text: str, source: str) -> None:
    marked = unparsed(text, "Mia Storr")
    assert told(marked, find_signatures(marked)) == [("dash-byline", source, "—", "“It is over.”")]


@pytest.mark.parametrize(
    "text",
    [
        "News is posted on Instagram (@varda) and on the board. — Mia Storr\n\nMia Storr is the editor.",
        "Follow it with @mia: 90 pictures.",
        "“It is over.” — Monday",
        "The talks ended today. “It is over.” — Mia Storr",
        "“Farm Museum (1958)” – Mia Storr",
        "Mail mia@varda.org: we answer.",
    ],
    ids=["a writer's own name", "an account inside a sentence", "no name", "an agency", "a picture", "an address"],
)
def test_no_signatures(text: str) -> None:
    marked = unparsed(text, "Mia Storr")
    assert told(marked, find_signatures(marked)) == []
