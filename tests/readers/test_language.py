"""The language of a text."""

from __future__ import annotations

import pytest

from quotes.readers.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("“We do not know yet,” the minister said on Tuesday, after talks that took all day.", "en"),
        ("«Nous ne savons pas encore», a déclaré la ministre mardi après une journée de discussions.", "fr"),
        ("„Wir wissen es noch nicht“, sagte die Ministerin am Dienstag nach langen Gesprächen.", "de"),
        ("«Aún no lo sabemos», dijo la ministra el martes, después de un largo día de reuniones.", "es"),
        ("«Мы пока не знаем», — сказала министр во вторник после переговоров.", "ru"),
        ("大臣は火曜日の会談の後、まだ分からないと記者団に話しました。", "ja"),
    ],
)
def test_language(text: str, language: str) -> None:
    found, probability = detect_language(text)
    assert found == language
    assert 0.8 < probability <= 1
    assert isinstance(probability, float)


@pytest.mark.parametrize("text", ["", "  \n", "Hello.", "12 34 56 78 90 12 34 56 78 90 12 34 56 78", "!" * 100])
def test_too_little_to_say(text: str) -> None:
    assert detect_language(text) == ("und", 0.0)


def test_a_web_address_does_not_count() -> None:
    address = "https://example.org/the-minister-said-that-they-do-not-know-what-to-do-with-this"
    assert detect_language(address) == ("und", 0.0)
    assert detect_language(address + "\n\nLa ministre a déclaré que la loi serait adoptée demain.")[0] == "fr"
