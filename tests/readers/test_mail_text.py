"""The text of mail: flowed lines, signatures, replies and what is forwarded."""

from __future__ import annotations

from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.readers.mail_text import body_paragraphs, sent_paragraphs, unflowed

FORWARD = "---------- Forwarded message ---------"
HEADERS = "From: Jane Doe <jane@example.org>\nDate: 3 May 2026\nSubject: Cranes\nTo: news@example.org\n\n"


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("They are old.\n\nVery old.", ["They are old.", "Very old."]),
        ("They are old.\n-- \nJane Doe\nHarbour Authority", ["They are old."]),
        ("They are old.\n--\nJane Doe", ["They are old."]),
        ("They are old.\n--\n" + "Very old.\n\n" * 16, ["They are old.", "--", *["Very old."] * 16]),
        ("They are old. --\nJo", ["They are old. --", "Jo"]),
        ("Yes.\nOn 3 May 2026, Jane <j@b.org> wrote:\n> Are they old?\n>\n> Jane\n\nThey are.", ["Yes.", "They are."]),
        ("Yes.\n\nOn Sunday, 3 May 2026 at 10:15, Jane Doe\n<jane@example.org> wrote:\n\n> Are they old?", ["Yes."]),
        ("Yes.\nJane Doe <j@example.org> wrote:\n> Are they old?", ["Yes."]),
        ("On Tuesday Smith wrote:\n\n“They are old.”", ["On Tuesday Smith wrote:", "“They are old.”"]),
        ("> They are old.\n> Very old.", ["They are old.", "Very old."]),
        (f"See below.\n\n{FORWARD}\n{HEADERS}They are old.\n", ["See below.", "They are old."]),
        ("Begin forwarded message:\n\n> From: Jo\n> Date: 3 May\n> Subject: x\n>\n> They are old.", ["They are old."]),
        (f"Hello.\n-- \nJo\n\n{FORWARD}\n{HEADERS}They are old.", ["Hello.", "They are old."]),
        (f"Yes.\n\n-----Original Message-----\n{HEADERS}Are they old?", ["Yes."]),
        (f"Yes.\n\n________________________________\n{HEADERS}Are they old?", ["Yes."]),
        (f"Yes.\n\n{HEADERS}Are they old?", ["Yes."]),
        (f"{HEADERS}They are old.", ["They are old."]),
        ("From: the port\n\nThey are old.", ["From: the port", "They are old."]),
        ("", []),
    ],
)  # fmt: skip
def test_paragraphs_of_a_mail(text: str, paragraphs: list[str]) -> None:
    assert body_paragraphs(text, is_forward=False) == paragraphs


@pytest.mark.parametrize(
    "text",
    [
        f"See below.\n\n-----Original Message-----\n{HEADERS}They are old.",
        f"See below.\n\n{HEADERS}They are old.",
        "See below.\n\n> They are old.",
    ],
)
def test_paragraphs_of_a_forwarded_mail(text: str) -> None:
    assert body_paragraphs(text, is_forward=True) == ["See below.", "They are old."]


def test_lines_broken_for_sending_are_joined() -> None:
    paragraph = "The cranes of the harbour are older than anybody who works there, nobody knows when they fall. " * 4
    text = f"{fill(paragraph, 72)}\n\nThey are old."
    assert body_paragraphs(text, is_forward=False) == [paragraph.strip(), "They are old."]


@pytest.mark.parametrize(
    ("end", "beginning", "joined"),
    [
        ("long-", "term", "long-term"),
        ("Selm-", "Vorland", "Selm-Vorland"),
        ("two-", "and three-year-old", "two- and three-year-old"),
        ("shut -", "and old", "shut - and old"),
        ("short", "term", "short term"),
    ],
)
def test_compounds_broken_behind_their_hyphens_are_whole(end: str, beginning: str, joined: str) -> None:
    text = f"""The cranes of the harbour are older than anybody who works in that
port, and nobody knows when they will fall into the water, for {end}
{beginning} plans of the mayor are the last thing that anybody has ever
read in the council.

Old."""
    first, last = body_paragraphs(text, is_forward=False)
    assert (f"water, for {joined} plans" in first, last) == (True, "Old.")


SENT = ["They are old.", "Very old."]
ORIGINAL = "From: Jo Lind <jo@example.org>\nSent: 3 May 2026\nTo: Jane Doe\nSubject: Cranes"


@pytest.mark.parametrize(
    ("paragraphs", "is_forward", "kept"),
    [
        ([*SENT, ORIGINAL, "Are they?"], False, SENT),
        ([*SENT, *ORIGINAL.split("\n"), "Are they?"], False, SENT),
        ([*SENT, "-----Original Message-----", ORIGINAL, "Are they?"], False, SENT),
        ([*SENT, ORIGINAL, "Are they?"], True, [*SENT, "Are they?"]),
        ([*SENT, FORWARD, ORIGINAL, "Are they?"], False, [*SENT, "Are they?"]),
        ([ORIGINAL, "Are they?"], False, ["Are they?"]),
        ([*SENT, "From: the port\nTo: the sea", "Old."], False, [*SENT, "From: the port\nTo: the sea", "Old."]),
        ([], False, []),
    ],
)
def test_paragraphs_of_a_mail_in_html(paragraphs: list[str], is_forward: bool, kept: list[str]) -> None:
    assert [paragraphs[number] for number in sent_paragraphs(paragraphs, is_forward)] == kept


@pytest.mark.parametrize(
    ("text", "deletes_space", "result"),
    [
        ("They are \nold.\nVery.", False, "They are old.\nVery."),
        ("They are \nold.", True, "They areold."),
        (" From the port.", False, "From the port."),
        ("They are old. \n-- \nJo", False, "They are old. \n-- \nJo"),
        ("> They \n> are.\nOld.", False, "> They are.\nOld."),
        ("> They \nare.", False, "> They \nare."),
        (">> a \n> b", False, ">> a \n> b"),
    ],
)
def test_flowed_text(text: str, deletes_space: bool, result: str) -> None:
    assert unflowed(text, deletes_space) == result


@given(st.lists(st.text("abc >-", min_size=1), max_size=8).map("\n".join))
def test_flowed_text_keeps_all_letters(text: str) -> None:
    kept = "abc-"
    assert [c for c in unflowed(text) if c in kept] == [c for c in text if c in kept]


@given(st.lists(st.text("ab c.", min_size=1), max_size=8).map("\n".join), st.booleans())
def test_text_without_quotations_stays_whole(text: str, is_forward: bool) -> None:
    assert " ".join(body_paragraphs(text, is_forward)).split() == text.split()
