"""Access to the headers and parts of mail that no broken one makes fail."""

from __future__ import annotations

from collections.abc import Callable
from email.message import Message
from pathlib import PurePath
from typing import TypeVar

from quotes.readers.mail_text import unflowed

_T = TypeVar("_T")
_WESTERN = frozenset(["", "ascii", "us-ascii", "iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252"])
"""Encodings that are declared without much thought: what is UTF-8 is read as such, and the rest as cp1252."""


def header(message: Message, name: str) -> str:
    """Return a header in one line, decoded as far as it can be."""
    raw = raw_header(message, name)
    if not raw.isascii():
        return one_line(decoded(raw.encode("utf-8", "surrogateescape"), ""))
    return one_line(str(safely(lambda: message.policy.header_fetch_parse(name, raw), raw)))


def one_line(text: str) -> str:
    """Return a text in one line, without halves of surrogate pairs."""
    return " ".join(text.encode("utf-8", "replace").decode().split())


def raw_header(message: Message, name: str) -> str:
    """Return a header as it is written, "" if there is none."""
    return next((str(value) for key, value in message.raw_items() if key.lower() == name), "")


def part_type(part: Message) -> str:
    """Return the type of a part ("text/plain")."""
    return safely(part.get_content_type, "text/plain")


def file_name(part: Message) -> str:
    """Return the name of the file that a part is, without folders; "" if it has none."""
    written = one_line(safely(part.get_filename, None) or "").replace("\\", "/")
    return PurePath("".join(c for c in written if c.isprintable())).name


def part_bytes(part: Message) -> bytes:
    """Return what a part contains, decoded for its transport."""
    data = safely(lambda: part.get_payload(decode=True), None)
    if isinstance(data, bytes):
        return data
    written = safely(part.get_payload, None)
    return written.encode("utf-8", "replace") if isinstance(written, str) else b""


def part_text(part: Message, encoding: str | None = None) -> str:
    """Return the text of a part with line feeds, its lines joined if it is flowed.

    It is decoded as ``encoding`` or, without that, as the part says, or else as UTF-8 or cp1252.
    """
    text = decoded(part_bytes(part), encoding or safely(part.get_content_charset, None) or "")
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if _parameter(part, "format") == "flowed":
        text = unflowed(text, _parameter(part, "delsp") == "yes")
    return text


def _parameter(part: Message, name: str) -> str:
    return safely(lambda: str(part.get_param(name)).lower(), "")


def decoded(data: bytes, declared: str) -> str:
    """Return the text of bytes in the declared encoding, or else in UTF-8 or cp1252."""
    encodings = ("utf-8", "cp1252") if declared.lower() in _WESTERN else (declared, "utf-8", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
            text.encode()  # some encodings have halves of surrogate pairs
            return text
        except (LookupError, ValueError):
            continue
    return data.decode("latin-1")


def safely(get: Callable[[], _T], otherwise: _T) -> _T:
    """Return what a function of the library returns, or else a value: broken headers make it raise many errors."""
    try:
        return get()
    except RecursionError:
        raise
    except Exception:
        return otherwise
