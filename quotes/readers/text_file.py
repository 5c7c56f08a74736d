"""Reader of plain text from a file or standard input."""

from __future__ import annotations

import codecs
import re
import sys
from pathlib import Path
from typing import BinaryIO

from quotes.errors import ReadError
from quotes.readers.encoding_advice import encoding_advice
from quotes.readers.text_kinds import binary_kind
from quotes.records import Article

STDIN = "-"

MOST_BYTES = 20_000_000
"""Size of the largest article that is read if no other limit is given."""


def read_article(source: str | Path, encoding: str | None = None, max_size: int = MOST_BYTES) -> Article:
    """Read a plain text file, or standard input if ``source`` is ``"-"``.

    Without ``encoding`` (the name of any text encoding that Python knows) the bytes have to be UTF-8, or
    UTF-16 or UTF-32 with a byte order mark. The text is what was decoded, without the byte order mark and
    with its line ends as they are. The article's id is the source as given; its url is the first line where
    that consists of a web address (which stays part of the text).

    Raises `ReadError` when there is no such file, when it is a directory or may not be read, when it has more than
    ``max_size`` bytes (of which one more is read at most), when it is not text, when its bytes are not of the encoding
    (with the offset of the first wrong byte and, if one can be guessed, the encoding to try), and when there is no such
    encoding.
    """
    name = "standard input" if str(source) == STDIN else _printable(str(source))
    text = _decode(_read_bytes(source, name, max_size), encoding, name)
    return Article(text, id=str(source), url=_web_address(text))


_BYTE_ORDER_MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PIECE = 1_000_000
_UNITS = (("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000), ("bytes", 1))
_CONTROLS = bytes(sorted(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")))
_MOST_CONTROLS = 0.01
_ADDRESS_LINE = re.compile(r"[^\S\r\n]*(https?://\S+)[^\S\r\n]*(?:[\r\n]|$)")


def _read_bytes(source: str | Path, name: str, max_size: int) -> bytes:
    if source == "":
        raise ReadError("the name of the article is empty: name a file, or - for standard input")
    try:
        if str(source) != STDIN:
            with Path(source).open("rb") as file:
                return _read_up_to(max_size, file, name)
        stream = getattr(sys.stdin, "buffer", None)
        if stream is None:
            raise ReadError("there is no standard input to read")
        return _read_up_to(max_size, stream, name)
    except FileNotFoundError:
        raise ReadError(f"no such file: {name}") from None
    except IsADirectoryError:
        raise ReadError(f"{name} is a directory: name the files in it") from None
    except PermissionError:
        raise ReadError(f"no permission to read {name}") from None
    except OSError as error:
        raise ReadError(f"cannot read {name}: {error.strerror or error}") from None
    except ValueError as error:  # a null character in the path
        raise ReadError(f"cannot read {name}: {error}") from None


def _read_up_to(max_size: int, stream: BinaryIO, name: str) -> bytes:
    data = bytearray()
    while len(data) <= max_size and (piece := stream.read(min(_PIECE, max_size + 1 - len(data)))):
        data += piece
    if len(data) > max_size:
        raise ReadError(f"{name} is larger than {_size(max_size)}: raise --max-size")
    return bytes(data)


def _size(number: int) -> str:
    unit, factor = next((unit, factor) for unit, factor in _UNITS if number % factor == 0)
    return f"{number // factor:,} {unit}"


def _decode(data: bytes, encoding: str | None, name: str) -> str:
    if kind := binary_kind(data):
        raise ReadError(f"{name} is {kind}, not plain text: save its text as a plain text file")
    marked = next((codec for mark, codec in _BYTE_ORDER_MARKS if data.startswith(mark)), None)
    codec = encoding or marked or "utf-8"
    if encoding is None and marked is None and _is_binary(data):
        raise ReadError(_not_text(data, name))
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise ReadError(f"{name} is not {_printable(codec).upper()}: {_wrong_byte(data, error)}") from None
    except (LookupError, ValueError):
        raise ReadError(f"unknown encoding {_printable(codec)}: use a name like utf-8 or cp1252") from None
    if _is_binary(text.encode("utf-8", errors="replace")):
        raise ReadError(f"{name} is not text")
    return text.removeprefix("\ufeff")


def _is_binary(data: bytes) -> bool:
    controls = len(data) - len(data.translate(None, delete=_CONTROLS))
    return b"\0" in data or controls > _MOST_CONTROLS * len(data)


def _not_text(data: bytes, name: str) -> str:
    """Return the message about bytes that are no text or, with null bytes on one side of Latin letters, UTF-16."""
    half = len(data) // 2
    for codec, high, low in (("utf-16-le", data[1::2], data[::2]), ("utf-16-be", data[::2], data[1::2])):
        if high.count(0) > half / 2 and low.count(0) <= half / 100:
            return f"{name} is not UTF-8: try --encoding {codec}"
    return f"{name} is not text but a binary file"


def _wrong_byte(data: bytes, error: UnicodeDecodeError) -> str:
    place = f"byte 0x{data[error.start]:02x} at offset {error.start}"
    return f"{place} cannot be decoded; {encoding_advice(data, error.start)}"


def _web_address(text: str) -> str | None:
    match = _ADDRESS_LINE.match(text)
    return match.group(1) if match else None


def _printable(name: str) -> str:
    """Return a name with unprintable characters escaped, so that it is one line."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in name)
