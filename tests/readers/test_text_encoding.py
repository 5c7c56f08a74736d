"""Decoding of text: UTF-8, what is declared, and guesses, which are never silent."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import ReadError
from quotes.readers.raw_document import RawDocument, ReadingOptions
from quotes.readers.text_encoding import decoded

TEXT = "The minister said, “We don’t know.”\r\nThat’s all in the café.\n"


def read(data: bytes, encoding: str | None = None, declared: str | None = None) -> tuple[str, list[str]]:
    """The text, and the encodings that its warnings name."""
    found = decoded(data, "a.txt", encoding, declared)
    assert all(warning.code == "guessed-encoding" for warning in found.warnings)
    return found.text, [warning.message.partition(" read as ")[2].partition(",")[0] for warning in found.warnings]


def error_of(data: bytes, encoding: str | None = None) -> str:
    with pytest.raises(ReadError) as caught:
        decoded(data, "a.txt", encoding)
    assert "\n" not in str(caught.value)
    return str(caught.value)


WESTERN = [
    "Renée Müller told the café’s owner — “naïve”, he said — that it costs €5.",
    "The café — the señor’s — was “déjà vu” to Øyvind Ångström, a Düsseldorf Gemüsehändler.",
    "AT THE “CAFÉ”, ÉLAN ÜBER ALLES: ½ PRICE, 20 °C, §5 © BBC",
    "Le ministre a déclaré que « l’état d’urgence » était levé à Orléans, où l’élève a été blessée.",
    "Die Brücke bleibt für Lastwagen gesperrt, sagte Käthe Möller. „Größere Schäden gibt es nicht.“",
    "Borgarstjórinn sagði að brúin yrði lokuð. „Við höfum ekkert val,“ sagði Þóra Guðmundsdóttir.",
    TEXT,
    "He said: ‘No.’ It’s over.",
    "The plan costs £5m.",
]
MACINTOSH = [
    "It’s “not” — he said — that “I” know.",
    "The firm’s profit of €30 rose 10–12 per cent – “A record”, said the ISB’s head.",
    "Die Brücke bleibt für Lastwagen gesperrt, sagte Käthe Möller. „Größere Schäden gibt es nicht.“",
    TEXT,
]
RUSSIAN = 'Министр сказал: "Мы не знаем". Мост будет закрыт до мая, сообщил мэр Иван Петров. Её слова привёл ТАСС. '
JAPANESE = "市長は「橋は五月に閉鎖される」と述べた。港の責任者は、それを否定した。新聞は知らなかった。"
POLISH = "Burmistrz powiedział: „Most będzie zamknięty”. Żółć, łąka, źródło, święta, część, ścieżka, proszę państwa."
CZECH = "Starosta řekl, že most zůstane zavřený. „Nemáme jinou možnost,“ dodala Žaneta Dvořáková."
TURKISH = "Belediye başkanı köprünün kapalı kalacağını söyledi. “Başka seçeneğimiz yok” dedi Ayşe Çağlar."


@pytest.mark.parametrize(
    ("text", "encoding", "guess"),
    [
        *((text, "cp1252", "cp1252") for text in WESTERN),
        *((text, "mac_roman", "mac_roman") for text in MACINTOSH),
        ("Café fermé, said the café.", "latin-1", "cp1252"),
        ("Café", "latin-1", "cp1252"),
        (RUSSIAN, "cp1251", "cp1251"),
        (f"The paper reported that {RUSSIAN}", "cp1251", "cp1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (JAPANESE, "shift_jis", "cp932"),
        (POLISH, "cp1250", "cp1250"),
        (CZECH, "cp1250", "cp1250"),
        (TURKISH, "cp1254", "cp1254"),
        (TEXT, "utf-16-le", "utf-16-le"),
        (TEXT, "utf-16-be", "utf-16-be"),
    ],
)
def test_the_likeliest_encoding_is_taken_and_said(text: str, encoding: str, guess: str) -> None:
    assert read(text.encode(encoding)) == (text, [guess])
    assert read((text * 3).encode(encoding)) == (text * 3, [guess])
    assert error_of((text * 3).encode(encoding), "ascii").endswith(f"; try --encoding {guess}")


@pytest.mark.parametrize("declared", ["utf-8", "utf8", "ascii", "latin-1", "x-unknown", "a\0b", "hex", None])
def test_utf8_comes_before_what_is_declared(declared: str | None) -> None:
    assert read(TEXT.encode(), declared=declared) == (TEXT, [])
    assert read(codecs.BOM_UTF8 + TEXT.encode(), declared=declared) == (TEXT, [])


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("cp1252", "cp1252"),
        ("cp1252", "iso-8859-1"),  # as browsers read it
        ("cp1252", "us-ascii"),
        ("mac_roman", "macintosh"),
        ("utf-16-le", "utf-16-le"),
        ("utf-7", "utf-7"),
    ],
)
def test_what_is_declared_comes_before_a_guess(encoding: str, declared: str) -> None:
    assert read(TEXT.encode(encoding), declared=declared) == (TEXT, [])
    document = RawDocument(TEXT.encode(encoding), "a.txt", declared_encoding=declared)
    assert (document.text, document.decoded.warnings) == (TEXT, ())


def test_a_declaration_that_is_wrong_is_left_for_a_guess() -> None:
    assert read(TEXT.encode("cp1252"), declared="utf-8") == (TEXT, ["cp1252"])
    assert read(TEXT.encode("cp1252"), declared="x-unknown") == (TEXT, ["cp1252"])


def test_the_encoding_that_a_person_names_comes_first() -> None:
    document = RawDocument("café".encode(), "a.txt", ReadingOptions(encoding="cp1252"), "utf-8")
    assert document.text == "cafÃ©"
    assert error_of(TEXT.encode("cp1252"), "utf-8").endswith("cannot be decoded; try --encoding cp1252")
    assert error_of(TEXT.encode(), "ascii").endswith("try --encoding utf-8")


@pytest.mark.parametrize(
    ("utf8", "other"),
    [("“We don’t know,” he said. ", "The café — “old” — is shut."), ("Café été ", "café"), ("“Yes.” " * 9, "\xff no")],
)
def test_two_encodings_in_one_file(utf8: str, other: str) -> None:
    assert error_of(utf8.encode() + other.encode("cp1252")).endswith(
        "cannot be decoded; other bytes are UTF-8, so that it mixes two encodings: save it as UTF-8"
    )


def test_offset_of_the_wrong_byte() -> None:
    data = b"a" * 100_000 + b"\x93Yes,\x94 he said."
    assert error_of(data, "utf-8").startswith("a.txt is not UTF-8: byte 0x93 at offset 100000 cannot be decoded; ")
    assert read(data)[1] == ["cp1252"]


@pytest.mark.parametrize(
    "data", [bytes(range(0x80, 0x100)), "Caf\x82, said the café.".encode("latin-1"), "Café".encode("cp437")]
)
def test_bytes_of_no_encoding(data: bytes) -> None:
    assert error_of(data).endswith("cannot be decoded; name its encoding with --encoding NAME")


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"])) | st.text("abc é“”’ÄßñłжЖ市.,", max_size=40),
    st.sampled_from(
        ["utf-8", "utf-16-le", "cp1252", "mac_roman", "cp1250", "cp1251", "koi8-r", "shift_jis", "gb18030"]
    ),
)
def test_a_text_is_itself_or_is_refused_or_has_a_warning(text: str, encoding: str) -> None:
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        return
    try:
        assert read(data, encoding)[0].removeprefix("\ufeff") == text.removeprefix("\ufeff")
        found, guesses = read(data)
    except ReadError:
        return
    if not guesses:
        assert found == data.decode("utf-8-sig" if not data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-16")


def test_an_xml_declaration_names_the_encoding_of_what_is_not_utf_8() -> None:
    czech = "<?xml version='1.0' encoding='iso-8859-2'?><rss>Žďár</rss>"
    assert read(czech.encode("iso-8859-2")) == (czech, [])
    assert read(czech.encode()) == (czech, [])
    assert read(czech.encode("cp1250"), encoding="cp1250") == (czech, [])
    assert read(czech.encode("cp1250"), declared="cp1250") == (czech, [])
    assert read(b"\n" + czech.replace("iso-8859-2", "latin-1").encode("cp1250"))[0].endswith("<rss>Žïár</rss>")
    stale = "<?xml version='1.0' encoding='utf-16'?><rss>Kebo</rss>"
    assert read(stale.encode()) == read(stale.encode("utf-16")) == (stale, [])
    unknown = "<?xml version='1.0' encoding='x-none'?><rss>the “café”</rss>"
    assert read(unknown.encode("cp1252")) == (unknown, ["cp1252"])
    assert error_of(czech.encode(), "ascii").startswith("a.txt is not ASCII: byte 0xc5 at offset 48 cannot be decoded")
