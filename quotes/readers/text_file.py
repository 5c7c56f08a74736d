"""Reader of plain text from a file or standard input."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import BinaryIO

from quotes.errors import ReadError
from quotes.readers.text_encoding import DecodedText, decoded, printable
from quotes.records import Article

STDIN = "-"

MOST_BYTES = 20_000_000
"""Size of the largest article that is read if no other limit is given."""


def read_article(
    source: str | Path, encoding: str | None = None, max_size: int = MOST_BYTES, *, repair: bool = False
) -> Article:
    """Read a plain text file, or standard input if ``source`` is ``"-"``.

    Without ``encoding`` (the name of any text encoding that Python knows) the bytes are UTF-8, or UTF-16 or UTF-32 with
    a byte order mark, or else of the likeliest encoding, which is a guess that a warning of the article tells. The text
    is what was decoded, without the byte order mark and with its line ends as they are; with ``repair``, mojibake and
    entities become the characters that were meant. The article's id is the source as given; its url is the first line
    where that consists of a web address (which stays part of the text).

    Raises `ReadError` when there is no such file, when it is a directory or may not be read, when it has more than
    ``max_size`` bytes (of which one more is read at most), when it is not text, when its bytes are not of the encoding
    or of none that can be guessed (with the offset of the first wrong byte and, if there is one, the encoding to try),
    and when there is no such encoding.
    """
    name = document_name(source)
    return plain_article(decoded(read_bytes(source, name, max_size), name, encoding), str(source), repair)


def plain_article(found: DecodedText, id: str, repair: bool = False) -> Article:
    """Return the article of a plain text; its url is the first line where that consists of a web address."""
    text = found.text
    if repair:
        from quotes.readers.text_repair import repaired

        text = repaired(text)
    return Article(text, id=id, url=_web_address(text), warnings=found.warnings)


def document_name(source: str | Path) -> str:
    """Return the name of a source for messages."""
    return "standard input" if str(source) == STDIN else printable(str(source))


_PIECE = 1_000_000
_UNITS = (("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000), ("bytes", 1))
_ADDRESS_LINE = re.compile(r"[^\S\r\n]*(https?://\S+)[^\S\r\n]*(?:[\r\n]|$)")


def read_bytes(source: str | Path, name: str, max_size: int) -> bytes:
    """Return the content of a file or of standard input, with this name in messages. Raises `ReadError`."""
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


def _web_address(text: str) -> str | None:
    match = _ADDRESS_LINE.match(text)
    return match.group(1) if match else None
