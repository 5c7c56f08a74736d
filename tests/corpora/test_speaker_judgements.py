"""Speakers: right, strictly right, of the right kind, and what is written of them."""

from __future__ import annotations

import pytest
from made_statements import SPOKEN_TEXT, annotated, found

from quotes.corpora.attribution.matching import Record, record_of
from quotes.corpora.attribution.tokens import TokenizedText
from quotes.corpora.statements.speaker_judgements import (
    same_kind,
    same_speaker,
    strictly_same_speaker,
    written_form,
)
from quotes.records import SpeakerKind


def wanted(speaker: str | None, kind: SpeakerKind | None = None) -> Record:
    return record_of(TokenizedText(SPOKEN_TEXT), annotated(speaker, "", "", "it", kind=kind))


def given(*speakers: str, kind: SpeakerKind | None = None) -> Record:
    return record_of(TokenizedText(SPOKEN_TEXT), found(speakers, "", "", "it", kind=kind))


@pytest.mark.parametrize(
    ("gold", "kind", "names", "predicted_kind", "right", "strictly"),
    [
        ("Anna Berg", "person", ("Berg",), "person", True, True),
        ("Anna Berg", "person", ("Otto Lind",), "person", False, False),
        (None, None, (), None, True, True),
        (None, None, ("Berg",), "person", False, False),
        ("Anna Berg", "person", (), None, False, False),
        # joint speakers
        ("Anna Berg and Otto Lind", "group", ("Anna Berg", "Otto Lind"), "person", True, True),
        ("Anna Berg and Otto Lind", "group", ("Lind", "Berg"), "person", True, True),
        ("Anna Berg and Otto Lind", "group", ("Anna Berg",), "person", True, False),
        ("Anna Berg and Otto Lind", "group", ("Anna Berg", "Otto Lind", "Mia Kurz"), "person", True, False),
        ("Anna Berg and Otto Lind", "group", ("Anna Berg and Otto Lind",), "group", True, False),
        ("Anna Berg, Otto Lind, and Mia Kurz", "group", ("Anna Berg", "Otto Lind", "Mia Kurz"), "person", True, True),
        ("Anna Berg, Otto Lind, and Mia Kurz", "group", ("Anna Berg", "Otto Lind"), "person", True, False),
        ("Berg and Berg", "group", ("Berg",), "person", True, False),
        # no joint speakers: another kind, no names, no "and"
        ("Berg and Lind", "organization", ("Berg and Lind",), "organization", True, True),
        ("parents and teachers", "group", ("parents and teachers",), "group", True, True),
        ("Berg, Lind", "group", ("Berg, Lind",), "group", True, True),
        # one without a name is not who describes him
        ("spokesman for Lidl", "anonymous", ("Lidl",), "organization", True, False),
        ("spokesman for Lidl", "anonymous", ("Lidl",), "anonymous", True, True),
        ("spokesman for Lidl", "anonymous", ("spokesman for Lidl",), "person", True, True),
        ("spokesman for Lidl", "organization", ("Lidl",), "organization", True, True),
    ],
)
def test_right_and_strictly_right_speakers(
    gold: str | None,
    kind: SpeakerKind | None,
    names: tuple[str, ...],
    predicted_kind: SpeakerKind | None,
    right: bool,
    strictly: bool,
) -> None:
    both = wanted(gold, kind), given(*names, kind=predicted_kind)
    assert (same_speaker(*both), strictly_same_speaker(*both)) == (right, strictly)


def test_kinds() -> None:
    assert same_kind(wanted("Berg", "person"), given("Berg", kind="person"))
    assert not same_kind(wanted("Berg", "person"), given("Berg", kind="organization"))
    assert not same_kind(wanted("Berg"), given("Berg"))
    assert same_kind(wanted("Berg and Lund", "group"), given("Berg", "Lund", kind="person"))
    assert not same_kind(wanted("Berg and Lund", "group"), given("Berg", kind="person"))


@pytest.mark.parametrize(
    ("speaker", "source", "written"),
    [
        ("Anna Berg", "Mayor Anna Berg", "full name"),
        ("Anna Berg", "Anna Berg’s", "full name"),
        ("Black Sea Pilots", "the BSP", "full name"),
        ("Anna Berg", "Ms. Berg", "shorter name"),
        ("Anna Berg", "the mayor, Berg", "shorter name"),
        ("Anna Berg", "he", "pronoun"),
        ("Anna Berg", "Her", "pronoun"),
        ("Anna Berg", "both of them", "pronoun"),
        ("Anna Berg", "the mayor", "description of a named one"),
        ("Ministry of Defence", "the ministry", "description of a named one"),
        ("two officials", "two officials", "description of nobody named"),
        ("two officials", "The two", "description of nobody named"),
        ("Anna Berg", "", "nothing"),
        ("two officials", "", "nothing"),
        (None, "he", "nobody"),
        (None, "", "nobody"),
    ],
)
def test_what_is_written(speaker: str | None, source: str, written: str) -> None:
    assert written_form(speaker, source) == written
