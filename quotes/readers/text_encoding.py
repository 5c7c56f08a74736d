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

_IN_XML = re.compile(rb"""\s*<\?xml\s[^<>]*?\bencoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")
_CONTROLS = bytes(sorted(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")))
_MOST_CONTROLS = 0.01
_SAID_FOR_CP1252 = frozenset(["ascii", "iso8859-1"])  # as in the encoding standard of the web


@dataclass(frozen=True, slots=True)
class DecodedText:
    """Text of a document without its byte order mark, its encoding, and a warning if that had to be guessed."""

    text: str
    warnings: tuple[ArticleWarning, ...] = ()
    encoding: str = "utf-8"


def decoded(data: bytes, name: str, encoding: str | None = None, declared: str | None = None) -> DecodedText:
    """Return the text of a document with this name in messages.

    `encoding` is the one to take whatever the bytes are. Without it, they are read by their byte order mark, as UTF-8,
    by the encoding that is `declared` by the transport, by that of an XML declaration, or else by the likeliest one,
    which is said in the warning ``guessed-encoding``. Raises `ReadError` when they are not text, not of the encoding
    (with the offset of the first wrong byte), or of none that can be guessed, and when there is no such encoding.
    """
    if kind := binary_kind(data):
        raise ReadError(f"{name} is {kind}, not plain text: save its text as a plain text file")
    marked = next((codec for mark, codec in BYTE_ORDER_MARKS if data.startswith(mark)), None)
    if given := encoding or marked:
        return DecodedText(_with_codec(data, given, name), encoding=given)
    for codec in _likely(data, declared):
        with suppress(UnicodeDecodeError, LookupError, ValueError):
            text = data.decode(codec)
            if not _is_binary(text.encode()):  # some encodings have halves of surrogate pairs
                return DecodedText(text.removeprefix("\ufeff"), encoding=codec)
    guess = _of_utf16(data)
    if guess is None:
        if _is_binary(data):
            raise ReadError(f"{name} is not text but a binary file")
        from quotes.readers.guessed_encoding import guessed_encoding  # late: plain UTF-8 is not kept waiting

        guess = guessed_encoding(data, _first_wrong(data))
    if guess is None:
        raise ReadError(f"{name} is not UTF-8: {_wrong_byte(data, _first_wrong(data))}")
    said = f"the article is not UTF-8, and read as {guess}, which is a guess: name another encoding with --encoding"
    return DecodedText(_with_codec(data, guess, name), (ArticleWarning("guessed-encoding", said),), guess)


def printable(name: str) -> str:
    """Return a name with unprintable characters escaped, so that it is one line."""
    return name if name.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in name)


def _likely(data: bytes, declared: str | None) -> Iterator[str]:
    """Yield the encodings to try: UTF-8, but what is declared first if the bytes are all ASCII, as in UTF-7."""
    said = _codecs(declared) if declared else []
    yield from [*said, "utf-8"] if data.isascii() else ["utf-8", *said]
    if in_xml := _IN_XML.match(data):
        yield from _codecs(in_xml[1].decode("ascii"))


def _codecs(declared: str) -> list[str]:
    with suppress(LookupError, ValueError):
        return ["cp1252", declared] if codecs.lookup(declared).name in _SAID_FOR_CP1252 else [declared]
    return []


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
    from quotes.readers.guessed_encoding import guessed_encoding, is_mixed

    with suppress(UnicodeDecodeError):
        data.decode("utf-8")
        return "try --encoding utf-8"
    if guess := _of_utf16(data) or guessed_encoding(data, wrong):
        return f"try --encoding {guess}"
    if is_mixed(data, wrong):
        return "other bytes are UTF-8, so that it mixes two encodings: save it as UTF-8"
    return "name its encoding with --encoding NAME"
