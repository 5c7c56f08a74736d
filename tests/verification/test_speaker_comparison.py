"""Speakers that are for certain not the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_analyses import span
from made_quotations import analysed, quoting, speaker

from quotes.records import Speaker
from quotes.verification.speaker_comparison import compared_speakers
from quotes.verification.verdicts import Attribution

BERG = speaker("Anna Berg", role="mayor of Varda")
PORT = speaker("Port Authority", "organization", aliases=("PA",))
UNION = speaker("Pilots' Union", "organization")
LANG = speaker("John Lang", role="spokesman for the Port Authority", speaks_for="Port Authority")

PAIRS: list[tuple[Speaker, Speaker, Attribution]] = [
    (BERG, speaker("Anna Berg"), "same"),
    (speaker("Berg"), BERG, "same"),
    (speaker("A. Berg"), BERG, "same"),
    (speaker("PA", "organization"), PORT, "same"),
    (BERG, speaker("Jon Lund"), "other"),
    (speaker("Lund"), BERG, "other"),
    (PORT, BERG, "other"),
    (BERG, PORT, "other"),
    (PORT, UNION, "other"),
    (speaker("Anna Bergh"), BERG, "unknown"),
    (speaker("Eva Berg"), BERG, "unknown"),
    (speaker("Eva Bergh"), BERG, "unknown"),
    (speaker("mayor"), BERG, "unknown"),
    (BERG, speaker("mayor"), "unknown"),
    (speaker("residents", "group"), BERG, "unknown"),
    (BERG, speaker("senior official", "anonymous"), "unknown"),
    (BERG, speaker("spokeswoman for Jon Lund", "anonymous"), "other"),
    (speaker("Jon Lund"), speaker("spokeswoman for Jon Lund", "anonymous"), "unknown"),
    (speaker("Eva Moe"), speaker("spokeswoman for Jon Lund", "anonymous"), "unknown"),
    (PORT, speaker("spokeswoman for Port Authority", "anonymous"), "unknown"),
    (PORT, LANG, "unknown"),
    (LANG, PORT, "unknown"),
    (speaker("Varda", "place"), BERG, "unknown"),
    (speaker("Ministry of Fish", "organization"), PORT, "unknown"),
]


@pytest.mark.parametrize(("here", "there", "expected"), PAIRS)
def test_only_who_is_certainly_another_one_is_another_one(here: Speaker, there: Speaker, expected: Attribution) -> None:
    draft = quoting("We will stay", here)
    text = f"“We will stay,” said {there.name}. “No,” said Anna Berg. “Never,” said Port Authority."
    source = analysed(text, ("“We will stay,”", there), ("“No,”", BERG), ("“Never,”", PORT))
    statements = source.statements[:1]
    assert compared_speakers(draft.statements[0], draft.article.text, statements, source) == expected


def test_a_first_name_that_is_another_ones_last_name_does_not_make_them_one() -> None:
    one, other = speaker("Ahmed Emad", aliases=("Emad",)), speaker("Emad Eldan", aliases=("Eldan",))
    text = "“We will stay,” said Emad Eldan. “No,” said Ahmed Emad."
    source = analysed(text, ("“We will stay,”", other), ("“No,”", one))
    draft = quoting("We will stay", one)
    assert compared_speakers(draft.statements[0], draft.article.text, source.statements[:1], source) == "other"


def test_persons_of_one_last_name_are_others_if_the_source_has_both() -> None:
    eva = speaker("Eva Berg")
    text = "“We will stay,” said Eva Berg. “No,” said Anna Berg."
    source = analysed(text, ("“We will stay,”", eva), ("“No,”", BERG))
    draft = quoting("We will stay", BERG)
    assert compared_speakers(draft.statements[0], draft.article.text, source.statements[:1], source) == "other"


def test_nothing_is_known_of_nobody() -> None:
    draft, source = quoting("We will stay", BERG), quoting("We will stay", None)
    assert compared_speakers(draft.statements[0], draft.article.text, source.statements, source) == "unknown"
    assert compared_speakers(None, draft.article.text, draft.statements, draft) == "unknown"
    assert compared_speakers(draft.statements[0], draft.article.text, (), source) == "unknown"


def test_one_of_several_speakers_is_enough() -> None:
    draft, source = quoting("We will stay", BERG), quoting("We will stay", speaker("Jon Lund"))
    both = replace(source.statements[0], speakers=(*source.statements[0].speakers, BERG))
    assert compared_speakers(draft.statements[0], draft.article.text, (both,), source) == "same"


@pytest.mark.parametrize(
    ("source", "confidence", "expected"),
    [("statement", 1, "other"), ("He", 1, "unknown"), ("statement", 0.9, "unknown")],
)
def test_who_issued_a_statement_is_known_only_beyond_doubt(
    source: str, confidence: float, expected: Attribution
) -> None:
    lund = speaker("Jon Lund")
    text = "Anna Berg sent a statement: “We will stay.” He went. Jon Lund saw her."
    draft = analysed(text, ("“We will stay.”", BERG), source=(span(text, source),), speaker_confidence=confidence)
    there = quoting("We will stay", lund)
    assert compared_speakers(draft.statements[0], text, there.statements, there) == expected
