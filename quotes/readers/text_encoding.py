"""Decoding of text: UTF-8 first, then what the document or its transport says, then a guess."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from quotes.errors import ReadError
from quotes.readers.text_kinds import binary_kind
from quotes.records import ArticleWarning

BYTE_ORDER_MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks, with the encodings that they tell."""

_CONTROLS = bytes(sorted(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")))
_MOST_CONTROLS = 0.01
_SAID_FOR_CP1252 = frozenset(["ascii", "iso8859-1"])  # as in the encoding standard of the web

_WESTERN = frozenset(["cp1252", "mac-roman"])
_AROUND = 50_000  # bytes on each side of a wrong one that are looked at
_GUESSES = (
    *("cp1252", "mac-roman", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("koi8-r", "koi8-u", "iso8859-2", "iso8859-7", "iso8859-15", "cp874"),
    *("cp932", "euc_jis_2004", "gb18030", "big5hkscs", "cp949"),
)
_MOST_DOUBTS = 0.05
_NOT_ASCII = bytes(range(0x80, 0x100))
_MARKS = "“”‘’‚„–—…«»‹›•·\xa0\xad"
_UNLIKELY = re.compile(  # in English, and in other languages that cp1252 was made for
    rf"[^\0-\x7f{_MARKS}]{{3}}"  # words of another alphabet
    r"|[\x80-\x9f\ue000-\uf8ff]|[^\W\d_][‚„]"
    r"|[a-zß-öø-ÿ\d.,!?][À-ÖØ-ÞŠŽŒŸ]|[A-Z]{2}[À-ÖØ-Þ][a-z]|[ÒÔ][A-Z][\sa-z]|[ÐÑÛ]\d|\b[ÐÑÒÓÔÕÛ]\b"  # Mac OS Roman
    r"|(?<=[^\W\d_])[¡-©¬®-¶¸¹¼-¿×÷ˆ˜†‡‰€™](?=[^\W\d_])"  # a letter of another encoding
    r"|[∂∑∏π∫Ωµ√≈∆◊∞≤≥≠⁄ıˆ˜¯˘˙˚¸˝˛ˇ]"  # one that Mac OS Roman would have
)
_IMPOSSIBLE = re.compile(  # in any text
    r"[\x80-\x9f\ue000-\uf8ff\ufffd\u2500-\u259f]"
    r"|[A-Za-zÀ-ɏ][\u0370-\u077f]|[\u0370-\u077f][A-Za-zÀ-ɏ]|[A-Za-z][\u3400-\u9fff][A-Za-z]"  # words in two scripts
    r"|[®¶][^\W\d_]"
)
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u2e80-\ud7ff]")
_FEWEST_FOREIGN_LETTERS = 6
_LETTERS_FOR_EACH_FOREIGN_ONE = 30
_OF_UTF8 = re.compile("[\x80-\ud7ff\ue000-\U0010ffff]")
_ESCAPED_AS_CP1252 = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}


@dataclass(frozen=True, slots=True)
class DecodedText:
    """Text of a document without its byte order mark, and, if its encoding had to be guessed, a warning."""

    text: str
    warnings: tuple[ArticleWarning, ...] = ()


def decoded(data: bytes, name: str, encoding: str | None = None, declared: str | None = None) -> DecodedText:
    """Return the text of a document with this name in messages.

    `encoding` is the one to take whatever the bytes are. Without it, they are read by their byte order mark, as UTF-8,
    by the encoding that is `declared` by the document or its transport, or else by the likeliest one, which is said in
    the warning ``guessed-encoding``. Raises `ReadError` when they are not text, not of the encoding (with the offset
    of the first wrong byte), or of none that can be guessed, and when there is no such encoding.
    """
    if kind := binary_kind(data):
        raise ReadError(f"{name} is {kind}, not plain text: save its text as a plain text file")
    marked = next((codec for mark, codec in BYTE_ORDER_MARKS if data.startswith(mark)), None)
    if given := encoding or marked:
        return DecodedText(_with_codec(data, given, name))
    for codec in _likely(data, declared):
        with suppress(UnicodeDecodeError, LookupError, ValueError):
            text = data.decode(codec)
            if not _is_binary(text.encode("utf-8", errors="replace")):
                return DecodedText(text.removeprefix("\ufeff"))
    guess = _of_utf16(data)
    if guess is None:
        if _is_binary(data):
            raise ReadError(f"{name} is not text but a binary file")
        guess = guessed_encoding(data, _first_wrong(data))
    if guess is None:
        raise ReadError(f"{name} is not UTF-8: {_wrong_byte(data, _first_wrong(data))}")
    said = f"the article is not UTF-8, and read as {guess}, which is a guess: name another encoding with --encoding"
    return DecodedText(_with_codec(data, guess, name), (ArticleWarning("guessed-encoding", said),))


def printable(name: str) -> str:
    """Return a name with unprintable characters escaped, so that it is one line."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in name)


def _likely(data: bytes, declared: str | None) -> Iterator[str]:
    """Yield the encodings to try: UTF-8, but what is declared first if the bytes are all ASCII, as in UTF-7."""
    said = []
    if declared:
        with suppress(LookupError, ValueError):
            said = ["cp1252", declared] if codecs.lookup(declared).name in _SAID_FOR_CP1252 else [declared]
    yield from [*said, "utf-8"] if data.isascii() else ["utf-8", *said]


def _with_codec(data: bytes, codec: str, name: str) -> str:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise ReadError(f"{name} is not {printable(codec).upper()}: {_wrong_byte(data, error.start)}") from None
    except (LookupError, ValueError):
        raise ReadError(f"unknown encoding {printable(codec)}: use a name like utf-8 or cp1252") from None
    if _is_binary(text.encode("utf-8", errors="replace")):
        raise ReadError(f"{name} is not text")
    return text.removeprefix("\ufeff")


def _is_binary(data: bytes) -> bool:
    controls = len(data) - len(data.translate(None, delete=_CONTROLS))
    return b"\0" in data or controls > _MOST_CONTROLS * len(data)


def _of_utf16(data: bytes) -> str | None:
    """Return the UTF-16 of bytes with null bytes on one side of Latin letters."""
    half = len(data) // 2
    for codec, high, low in (("utf-16-le", data[1::2], data[::2]), ("utf-16-be", data[::2], data[1::2])):
        if high.count(0) > half / 2 and low.count(0) <= half / 100:
            with suppress(UnicodeDecodeError):
                data.decode(codec)
                return codec
    return None


def _first_wrong(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _wrong_byte(data: bytes, wrong: int) -> str:
    """Return what is wrong with bytes that cannot be decoded, the first wrong one at this offset, and what to do."""
    place = f"byte 0x{data[wrong]:02x} at offset {wrong}"
    return f"{place} cannot be decoded; {_advice(data, wrong)}"


def _advice(data: bytes, wrong: int) -> str:
    with suppress(UnicodeDecodeError):
        data.decode("utf-8")
        return "try --encoding utf-8"
    if guess := _of_utf16(data) or guessed_encoding(data, wrong):
        return f"try --encoding {guess}"
    if _is_mixed(_sample(data, wrong)):
        return "other bytes are UTF-8, so that it mixes two encodings: save it as UTF-8"
    return "name its encoding with --encoding NAME"


def guessed_encoding(data: bytes, wrong: int) -> str | None:
    """Return the likeliest encoding of bytes that are not UTF-8, the first wrong one at this offset, None if none fits.

    It is cp1252 or Mac OS Roman where that makes words of a Western language. If so much as one letter in 30 is not
    ASCII, or neither does, chardet is asked, which knows letters well, and goes wrong over quotation marks alone.
    """
    sample = _sample(data, wrong)
    doubts = {codec: _share_of(_UNLIKELY, data, sample, codec) for codec in ("cp1252", "mac_roman")}
    if doubts["cp1252"] and _is_mixed(sample):
        return None
    best = min(doubts, key=lambda codec: doubts[codec])
    western = best if doubts[best] <= _MOST_DOUBTS else None
    if western and not _is_foreign(sample.decode(western)):
        return western
    from chardet import detect_all

    found = detect_all(sample, ignore_threshold=True, include_encodings=_GUESSES, compat_names=False)
    names = (each["encoding"] for each in found)
    guess = next((name for name in names if name and _share_of(_IMPOSSIBLE, data, sample, name) == 0), None)
    if guess is None or guess in _WESTERN:
        return western
    if western is None:
        return guess
    letters, usual = (_letters(sample.decode(codec)) for codec in (guess, western))
    return western if letters == usual or _OTHER_SCRIPT.search(letters) else guess


def _sample(data: bytes, wrong: int) -> bytes:
    return data[max(0, wrong - _AROUND) : wrong + _AROUND]


def _share_of(pattern: re.Pattern[str], data: bytes, sample: bytes, codec: str) -> float:
    """Return the matches of a pattern for each byte beyond ASCII of a sample, 1 if not all data can be decoded."""
    try:
        data.decode(codec)
        matches = sum(1 for _ in pattern.finditer(sample.decode(codec)))
    except UnicodeDecodeError:
        return 1
    return matches / max(1, len(sample) - len(sample.translate(None, delete=_NOT_ASCII)))


def _is_mixed(sample: bytes) -> bool:
    """Tell whether some characters are UTF-8, and the other bytes make words in cp1252."""
    mixed = sample.decode("utf-8", "surrogateescape")
    return _OF_UTF8.search(mixed) is not None and not _UNLIKELY.search(mixed.translate(_ESCAPED_AS_CP1252))


def _is_foreign(text: str) -> bool:
    letters = _letters(text)
    foreign = sum(not letter.isascii() for letter in letters)
    return foreign >= _FEWEST_FOREIGN_LETTERS and foreign * _LETTERS_FOR_EACH_FOREIGN_ONE >= len(letters)


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text))
