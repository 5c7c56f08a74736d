"""Access to the headers and parts of mail that no broken one makes fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from email.message import Message
from pathlib import PurePath
from typing import TypeVar

from quotes.errors import ReadError
from quotes.readers.mail_text import unflowed
from quotes.readers.text_encoding import DecodedText, decoded

_T = TypeVar("_T")


def header(message: Message, name: str) -> str:
    """Return a header in one line, decoded as far as it can be."""
    raw = raw_header(message, name)
    if not raw.isascii():
        data = raw.encode("utf-8", "surrogateescape")
        return one_line(safely(lambda: data.decode("utf-8"), data.decode("cp1252", "replace")))
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


def part_text(part: Message, encoding: str | None = None) -> DecodedText:
    """Return the text of a part with line feeds, its lines joined if it is flowed.

    It is decoded as ``encoding`` or, without that, as `quotes.readers.text_encoding.decoded` does.
    """
    data = part_bytes(part)
    try:
        found = decoded(data, "the part", encoding, safely(part.get_content_charset, None))
    except ReadError:
        found = DecodedText(data.decode("latin-1"))
    text = found.text.replace("\r\n", "\n").replace("\r", "\n")
    if _parameter(part, "format") == "flowed":
        text = unflowed(text, _parameter(part, "delsp") == "yes")
    return replace(found, text=text)


def _parameter(part: Message, name: str) -> str:
    return safely(lambda: str(part.get_param(name)).lower(), "")


def safely(get: Callable[[], _T], otherwise: _T) -> _T:
    """Return what a function of the library returns, or else a value: broken headers make it raise many errors."""
    try:
        return get()
    except RecursionError:
        raise
    except Exception:
        return otherwise
