"""Guess at the encoding of text that is not UTF-8."""

from __future__ import annotations

import re

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


def guessed_encoding(data: bytes, wrong: int) -> str | None:
    """Return the likeliest encoding of bytes that are not UTF-8, the first wrong one at this offset, None if none fits.

    It is cp1252 or Mac OS Roman where that makes words of a Western language. If so much as one letter in 30 is not
    ASCII, or neither does, chardet is asked, which knows letters well, and goes wrong over quotation marks alone.
    """
    sample = _sample(data, wrong)
    doubts = {codec: _share_of(_UNLIKELY, data, sample, codec) for codec in ("cp1252", "mac_roman")}
    if doubts["cp1252"] and is_mixed(data, wrong):
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


def is_mixed(data: bytes, wrong: int) -> bool:
    """Tell whether some characters are UTF-8, and the other bytes make words in cp1252, around this offset."""
    mixed = _sample(data, wrong).decode("utf-8", "surrogateescape")
    return _OF_UTF8.search(mixed) is not None and not _UNLIKELY.search(mixed.translate(_ESCAPED_AS_CP1252))


def _is_foreign(text: str) -> bool:
    letters = _letters(text)
    foreign = sum(not letter.isascii() for letter in letters)
    return foreign >= _FEWEST_FOREIGN_LETTERS and foreign * _LETTERS_FOR_EACH_FOREIGN_ONE >= len(letters)


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text))
