"""What stands around the copy of releases and mail, and copy that only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.readers.extract import Piece
from quotes.readers.press_release import authors_of, copy_of, is_label, without_label

COPY = ["The harbour is shut, Ivan Petrov said on Monday.", "“It will be shut in June, too,” he said."]
DISCLAIMER = (
    "This e-mail and its attachments are confidential and meant for the addressee alone. If you are not the addressee, "
    "please tell us, and delete it."
)


def kept(*texts: str, headline: int | None = None) -> list[str]:
    pieces = [Piece(text, "headline" if number == headline else "body") for number, text in enumerate(texts)]
    return [piece.text for piece in copy_of(pieces)]


@pytest.mark.parametrize(
    "after",
    [
        ["ENDS", "Press office: 01632 960077"],
        ["- ends -", "Notes: the harbour has 14 cranes."],
        ["###"],
        ["-30-"],
        ["Jane Doe", "Press officer", "Tel. 01632 960 077"],
        ["Jane Doe\nPress officer, Harbour Authority\nT: +44 1632 960077\njane.doe@harbour.example"],
        ["Kind regards,", "Jane Doe"],
        ["Best wishes\nJane"],
        ["Media contact:", "Jane Doe, 555-123-4567"],
        ["www.harbour.example"],
        [DISCLAIMER],
        ["Jane Doe", "(555) 123-4567", DISCLAIMER, "Please consider the environment before printing this mail."],
        ["Sent from my phone"],
        ["Harbour News is read in Selm.\nYou are receiving this newsletter because you asked for it."],
        ["To leave, unsubscribe here"],
    ],
)
def test_what_follows_the_copy(after: list[str]) -> None:
    assert kept(*COPY, *after) == COPY
    assert kept(*after) == after


@pytest.mark.parametrize(
    "last",
    [
        "Ends of ropes lay on the quay.",
        "The ferry sails at noon",
        "Jane Doe",
        "Call 01632 960077 to hear more.",
        "The office is reached at 01632 960077, the mayor said.",
        "“Write to jane.doe@harbour.example”",
        "Cranes: 14 15 16 17 18 19",
        "1,200,000,000",
        "This e-mail is what the mayor called “confidential”.",
        "The mail was confidential and meant for the mayor alone, she said.",
        "“You are receiving this newsletter because you asked for it,” it said.",
        "Members may unsubscribe, the union said.",
        "If you have a boat, stay at home, he said.",
    ],
)
def test_copy_that_looks_like_what_follows_it(last: str) -> None:
    assert kept(*COPY, last) == [*COPY, last]


def test_an_end_mark_before_more_text_is_no_end() -> None:
    texts = [COPY[0], "ENDS", *COPY]
    assert kept(*texts) == texts


@pytest.mark.parametrize("label", ["PRESS RELEASE", "For immediate release", "Media statement – 3 May 2026"])
def test_a_letterhead(label: str) -> None:
    assert is_label(label)
    assert kept("Harbour Authority", label, *COPY) == COPY
    assert kept(label, "3 May 2026", "Harbour shut", *COPY, headline=2) == ["Harbour shut", *COPY]
    assert kept("The port is shut.", label, *COPY) == ["The port is shut.", label, *COPY]
    assert kept(*COPY * 3, label, *COPY) == [*COPY * 3, label, *COPY]


def test_what_stands_above_a_headline_without_a_label() -> None:
    assert kept("Harbour Authority", "Harbour shut", *COPY, headline=1) == ["Harbour Authority", "Harbour shut", *COPY]


@pytest.mark.parametrize(
    ("title", "without"),
    [
        ("PRESS RELEASE: Harbour shut", "Harbour shut"),
        ("[EXTERNAL] For immediate release – “Harbour” shut", "“Harbour” shut"),
        ("Press release from the harbour", "Press release from the harbour"),
        ("Immediate release: prisoners are free", "Immediate release: prisoners are free"),
        ("Press release:", "Press release:"),
        ("Harbour: press release", "Harbour: press release"),
    ],
)
def test_labels_in_front_of_titles(title: str, without: str) -> None:
    assert without_label(title) == without


def test_authors_of_lines() -> None:
    assert authors_of("By Jane Doe") == authors_of("Jane Doe · 3 May 2026") == "Jane Doe"
    assert authors_of("PRESS RELEASE – 3 May 2026") is None


@given(st.lists(st.text(min_size=1), max_size=6))
def test_copy_is_a_run_of_the_pieces(texts: list[str]) -> None:
    found = kept(*texts)
    assert any(found == texts[start : start + len(found)] for start in range(len(texts) + 1))
    assert found or not texts


@given(st.lists(st.text("abc “”@0", min_size=1, max_size=20).map(lambda text: f"x{text}."), max_size=6))
def test_sentences_stay(texts: list[str]) -> None:
    assert kept(*texts) == texts
