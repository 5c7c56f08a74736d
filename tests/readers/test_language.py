"""The language of a text."""

from __future__ import annotations

import tempfile

import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from quotes.readers import language
from quotes.readers.language import detect_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("“We do not know yet,” the minister said on Tuesday, after talks that took all day.", "en"),
        ("«Nous ne savons pas encore», a déclaré la ministre mardi après une journée de discussions.", "fr"),
        ("„Wir wissen es noch nicht“, sagte die Ministerin am Dienstag nach langen Gesprächen.", "de"),
        ("«Aún no lo sabemos», dijo la ministra el martes, después de un largo día de reuniones.", "es"),
        ("«Мы пока не знаем», — сказала министр во вторник после переговоров.", "ru"),
        ("大臣は火曜日の会談の後、まだ分からないと記者団に話しました。", "ja"),
    ],
)
def test_language(text: str, code: str) -> None:
    found, probability = detect_language(text)
    assert found == code
    assert 0.8 < probability <= 1
    assert isinstance(probability, float)


@pytest.mark.parametrize("text", ["", "  \n", "Hello.", "12 34 56 78 90 12 34 56 78 90 12 34 56 78", "!" * 100])
def test_too_little_to_say(text: str) -> None:
    assert detect_language(text) == ("und", 0.0)


def test_a_web_address_does_not_count() -> None:
    address = "https://example.org/the-minister-said-that-they-do-not-know-what-to-do-with-this"
    assert detect_language(address) == ("und", 0.0)
    assert detect_language(address + "\n\nLa ministre a déclaré que la loi serait adoptée demain.")[0] == "fr"


ENGLISH = (
    "The ferry to the islands will not sail before Friday, the harbour master of Saltmouth said, because the storm has "
    "damaged its engine and a part that is needed has to come from abroad. “We told the owners in the spring that it "
    "was old,” she said on Tuesday, and they should not be surprised that it has failed."
)
NORWEGIAN = (
    "Ferja til øyene går ikke før fredag, sa havnesjefen i Saltmouth, for stormen har skadet maskinen, og en del som "
    "må komme fra utlandet, er ikke her. «Vi sa det til eierne over telefon i vår», sa hun på tirsdag, og for henne er "
    "det ikke til å undres over at den har sviktet under uværet, for den var gammel alt før hun kom hit i fjor."
)


def test_english_prose_needs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = language._identifier().classify(ENGLISH)[0]
    monkeypatch.setattr(language, "_identifier", None)
    assert detect_language(ENGLISH) == (expected, 1.0)


def test_words_that_english_shares_with_others_do_not_tell() -> None:
    assert detect_language(NORWEGIAN)[0] in {"nb", "no"}
    assert detect_language(NORWEGIAN + " The Times in an over her under")[0] in {"nb", "no"}
    assert detect_language("Was an Bord in der Nacht geschah, weiß in Saltmouth an Land niemand.")[0] == "de"


def test_the_model_is_that_of_py3langid(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    monkeypatch.setattr(tempfile, "TemporaryFile", None)  # no room for it
    language._identifier.cache_clear()
    for text in (
        "La ministre a déclaré que la loi serait adoptée.",
        "The union said so.",
        "大臣は火曜日の会談の後",
        "1 2",
    ):
        assert language._identifier().classify(text) == theirs.classify(text)


def test_without_its_model_the_language_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(language, "_identifier", fail)
    assert detect_language("La ministre a déclaré que la loi serait adoptée demain.") == ("und", 0.0)
