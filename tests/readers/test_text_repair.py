"""Mojibake and entities are recognised and repaired, and nothing else is touched."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.readers.text_repair import find_faults, repaired


def faults(text: str) -> list[tuple[str, str]]:
    """The codes of the faults of a text, with the first place of each."""
    found = list(find_faults(text))
    assert all("--repair" in warning.message and "\n" not in warning.message for warning in found)
    return [(warning.code, text[warning.span.start : warning.span.end]) for warning in found if warning.span]


def spoilt(text: str, encoding: str = "cp1252") -> str:
    """UTF-8 read as another encoding; what it does not have is read as Latin-1, as browsers do."""

    def characters() -> Iterator[str]:
        for byte in text.encode():
            try:
                yield bytes([byte]).decode(encoding)
            except UnicodeDecodeError:
                yield chr(byte)

    return "".join(characters())


GOOD = "“We don’t know,” said Renée Möller — of the Café Élan. ‘Ça va…’ – «à bientôt», €5."


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac_roman"])
def test_utf8_that_was_read_as_another_encoding(encoding: str) -> None:
    text = f"Plain.\r\n\r\n{GOOD}\r\nMore: “yes”."
    bad = spoilt(text, encoding)
    assert repaired(bad) == text
    assert [code for code, _ in faults(bad)] == ["mojibake"]
    assert repaired(spoilt(bad, "cp1252") if encoding == "cp1252" else bad) == text


@pytest.mark.parametrize(
    ("bad", "good", "first"),
    [
        ("â€œNo,â€ said Holt. â€œNever.â€", "“No,” said Holt. “Never.”", "â€œ"),
        ("He said â€œnoâ€\ufffd, and â€œyesâ€\x9d.", "He said “no”, and “yes”.", "â€œ"),
        ("â\x80\x9cNo,â\x80 said Holt.", "“No,” said Holt.", "â\x80\x9c"),
        ('It fell â€" as he said â€" twice.', "It fell — as he said — twice.", "â€"),
        ("One donâ€™t among “good” marks’ text.", "One don’t among “good” marks’ text.", "â€™"),
        ("Il va Ã  Paris, dit RenÃ©e.", "Il va à Paris, dit Renée.", "Ã"),
        ("\x93Yes,\x94 he said\x85", "“Yes,” he said…", "\x93"),
        ("Yes â€“ or no.", "Yes – or no.", "â€“"),
        ("CafÃƒÂ©", "Café", "ÃƒÂ©"),
    ],
)
def test_mojibake(bad: str, good: str, first: str) -> None:
    assert repaired(bad) == good
    assert faults(bad) == [("mojibake", first)]


@pytest.mark.parametrize(
    ("bad", "good", "first"),
    [
        ("&ldquo;Yes,&rdquo; said O&#8217;Neil.", "“Yes,” said O’Neil.", "&ldquo;"),
        ("He said &amp;quot;no&amp;amp;quot; &amp;ndash; twice.", 'He said "no" – twice.', "&amp;quot;"),
        ("Marks &amp; Spencer", "Marks & Spencer", "&amp;"),
        ("R&#38;amp;D&#x2019;s, AT&T", "R&D’s, AT&T", "&#38;amp;"),
        ("<p>&quot;No,&quot; he said.</p>", '<p>"No," he said.</p>', "&quot;"),
        ("Ren&eacute;e&nbsp;M&ouml;ller", "Renée\xa0Möller", "&eacute;"),
        ("a &lt; b &hellip;", "a < b …", "&lt;"),
        ("&acirc;&euro;&oelig;Yes&acirc;&euro; he said", "“Yes” he said", "&acirc;"),
        ("Write “&amp;” here, as Holt&rsquo;s did.", "Write “&” here, as Holt’s did.", "&rsquo;"),
    ],
)
def test_entities(bad: str, good: str, first: str) -> None:
    assert repaired(bad) == good
    assert faults(bad) == [("entities", first)]


def test_both() -> None:
    text = "&ldquo;Yes,&rdquo; said RenÃ©e."
    assert faults(text) == [("mojibake", "Ã©"), ("entities", "&ldquo;")]
    assert repaired(text) == "“Yes,” said Renée."


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "AT&T, Q&A and R&D; a B&B; S&P; M&Ms; Dolce&Gabbana;",
        "https://example.org/?a=1&copy=2&amp=3&lt",
        "In C, `p = &copy;` and return &amp;",
        "Write “&amp;” for an ampersand, and `&lt;` for a bracket.",
        "In HTML, & is written as &amp; or &#38; and Q & A is fine.",
        'A reader sees "&rsquo;" where a mark should be.',
        "A reader sees &rsquo; where a mark should be.",
        "&nosuch; &; &#; &#xZZ; &#65; &#0; &#xD800; &num;",
        "The page showed “â€™” for an apostrophe.",
        "The page showed Ã© in place of é.",
        "the letter Ã is used in Portuguese: SÃO PAULO, IRMÃ, MAÇÃ",
        "Â is a letter of Romanian: Â, â.",
        "Übergrößenträger, Fußgängerübergänge und Öl: „Äh“, sagte Jörg. ›Weiß‹",
        "L’œuvre a été reçue à l’hôpital ; « Où ? » C’est là-bas — déjà vu, naïf. Œuf.",
        "Người phát ngôn nói: “Chúng tôi đã biết.” Đường số 5, ở quận Ấn Độ, Ỷ.",
        "„Żółć, łąka” – źródło. Őze, Ťahyňa, Ñandú, ¿qué? ¡No!",
        "Министр сказал: «Не знаю» — № 5. Ο υπουργός «όχι». 市長は「橋」と述べた。",
        "ﬁne ﬂow, ＷＩＤＥ, e\u0301, \u2028 line\x85next\x85, one\r\ntwo\rthree\x0b\x0c",
        "20 °C, 5 × 3, ½, §5, £5, €5, ¥5, ©, ®, ™, †, ‡, •, µm, ±3, ‰",
        "¯\\_(ツ)_/¯ (╯°□°)╯ 👩\u200d🚀 🇪🇺",
        "\ufeff\u200b\xad\u2060",
        "",
    ],
)
def test_what_is_good_or_only_mentioned_stays(text: str) -> None:
    assert repaired(text) == text
    assert faults(text) == []


words = st.sampled_from(
    [*GOOD.split(), "mayor’s", "AT&T", "“Größe”", "l’été.", "&", "(Q&A)", "a=1&b=2", "été…", "«é»", "Đường", "Żółć"]
)
entity = st.sampled_from(
    ["&ldquo;", "&amp;", "&amp;amp;", "&amp;lt;", "&#8217;", "&#109;", "&num;", "&lt;", "amp;", "&"]
)
mojibake = st.sampled_from(["â€œ", "â€", "Ã©", "Ã", " ", "\x85", "\x93", "Â", "ÃƒÂ©", "‚Äú", "�", "“", "é", '"'])
pieces = words.map(lambda word: f" {word}") | entity | mojibake | st.text(max_size=3)


@given(st.lists(words | st.sampled_from(["\n", "\r\n\r\n", "\u2028"])))
def test_a_text_without_faults_is_not_changed(some: list[str]) -> None:
    text = " ".join(some)
    assert repaired(text) == text and not faults(text)


@given(st.lists(words, min_size=1))
def test_any_text_that_was_spoilt_is_itself_again(some: list[str]) -> None:
    text = f"“{' '.join(some)}” said “Holt”."
    assert repaired(spoilt(text)) == text


@given(st.lists(pieces).map("".join))
def test_repairing_again_changes_nothing_and_faults_are_what_it_changes(text: str) -> None:
    once = repaired(text)
    assert repaired(once) == once and not faults(once)
    assert bool(faults(text)) == (once != text)
    assert all(first for _, first in faults(text))


@pytest.mark.parametrize("run", ["&amp;", "&", "&amp", "amp;", "â€œ", "Ã", "é", "Ã©", "â€", "&#38;", "&#109;", "é "])
def test_time_grows_no_faster_than_the_text(run: str) -> None:
    def seconds(times: int) -> float:
        begin = time.perf_counter()
        repaired(run * times)
        return time.perf_counter() - begin

    seconds(10)
    assert seconds(8000) < 40 * (min(seconds(1000) for _ in range(3)) + 0.01)
