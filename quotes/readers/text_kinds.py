"""Kinds of data that are no plain text, told by how they begin: HTML, XML, JSON, CSV, mail, RTF and binary files."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from io import StringIO
from itertools import islice

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BINARY = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document (odt, epub)"),
    (_COMPOUND, "an office document (doc)"),
    (b"\x1f\x8b\x08", "a gzip archive"),
)
_BEGINNING = 100_000  # characters that are looked at
_DECLARED = re.compile(r"\s*<(?:!doctype\s+|\?)?(html|xml|rss)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?([A-Za-z][\w:.-]{0,30})(?:\s[^<>]{0,1000})?/?>")
_NO_ELEMENT = re.compile(r"<\?.*?\?>|<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)
_XML_KINDS = {
    "html": "HTML",
    "rss": "a feed",
    "feed": "a feed",
    "rdf": "a feed",
    "newsmessage": "NewsML-G2",
    "newsitem": "NewsML-G2",
    "packageitem": "NewsML-G2",
    "nitf": "NewsML-G2",
}
_TOLD_BY_ROOT = frozenset(["a feed", "NewsML-G2"])
_FEWEST_TAGS = 6
_CHARACTERS_FOR_EACH_TAG = 200
_HTML_TAGS = re.compile("a|article|b|body|br|div|em|h[1-6]|head|i|img|li|p|script|section|span|strong|table|td|tr|ul")
_HEADER = re.compile(r"([A-Za-z][\w-]*):(?:[ \t].*)?|[ \t]+\S.*", re.ASCII)
_MAIL_HEADERS = frozenset(["content-type", "message-id", "mime-version", "received"])
_DELIMITERS = (",", ";", "\t")
_FEWEST_ROWS = 3
_MOST_ROWS = 1000


def binary_kind(data: bytes) -> str | None:
    """Return the name of a well-known kind of binary file ("a PDF file"), or None for all others."""
    if data.startswith(b"PK\x03\x04") and re.search(rb"word/document\d*\.xml", data):
        return "a Word document"
    if data.startswith(_COMPOUND) and "EncryptedPackage".encode("utf-16-le") in data:
        return "an office document protected with a password"
    return next((kind for beginning, kind in _BINARY if data.startswith(beginning)), None)


def is_mail(data: bytes) -> bool:
    """Tell whether a document is mail, whatever the encodings of its parts are."""
    return _mail(data[:_BEGINNING].decode("latin-1")) is not None


def other_kind(text: str) -> str | None:
    """Return the name of the kind of text that is not plain ("HTML"), or None for plain text and for Markdown.

    Plain text may quote a tag, contain some, or begin with lines like those of a mail.
    """
    if text.startswith("{\\rtf"):
        return "RTF"
    return _json(text) or _mail(text) or _table(text) or _markup(text)


def _markup(text: str) -> str | None:
    """Return HTML or XML for a text that is declared as such, or lies between tags, and HTML for many of its tags."""
    beginning = text[:_BEGINNING]
    if declared := _DECLARED.match(beginning):
        return "HTML" if declared[1].lower() == "html" else _xml(beginning)
    if beginning.lstrip().startswith("<") and (kind := _xml(beginning)) in _TOLD_BY_ROOT:
        return kind
    tags = list(_TAG.finditer(beginning))
    if len(tags) < _FEWEST_TAGS:
        return None
    of_html = 2 * sum(_HTML_TAGS.fullmatch(tag[1].lower()) is not None for tag in tags) > len(tags)
    if not beginning[: tags[0].start()].strip() and text.rstrip().endswith(">"):
        return "HTML" if of_html else _xml(beginning)
    return "HTML" if of_html and len(tags) * _CHARACTERS_FOR_EACH_TAG >= len(beginning) else None


def _xml(beginning: str) -> str:
    """Return the kind of XML, by its outermost element."""
    root = next((tag[1].lower().rpartition(":")[2] for tag in _TAG.finditer(_NO_ELEMENT.sub("", beginning))), "")
    return _XML_KINDS.get(root, "XML")


def _json(text: str) -> str | None:
    """Return JSON for an object or an array of objects or texts, and JSON Lines for lines of objects."""
    text = text.strip()
    if not text.startswith(("{", "[")):
        return None
    try:
        value, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    is_whole = end == len(text) and bool(value) and '"' in text
    is_line = isinstance(value, dict) and text[end:].lstrip(" \t\r").startswith("\n{")
    return "JSON Lines" if is_line else "JSON" if is_whole else None


def _mail(text: str) -> str | None:
    """Return mail for a text that begins with header lines only, and with headers that nobody writes by hand."""
    names = set()
    for number, line in enumerate(StringIO(text[:_BEGINNING], newline=None)):
        if not number and line.startswith("From "):  # as an archive of mail begins
            continue
        if not line.strip():
            break
        match = _HEADER.fullmatch(line.rstrip("\n"))
        if match is None:
            return None
        names.add((match[1] or "").lower())
    return "mail" if "from" in names and names & _MAIL_HEADERS else None


def _table(text: str) -> str | None:
    """Return CSV for lines that all have the same number of cells, with no blank after any delimiter."""
    first = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    if delimiter not in first or f"{delimiter} " in first or "<" in first:
        return None
    rows = _rows(text.strip().splitlines(), delimiter)
    is_table = len(rows) >= _FEWEST_ROWS and len({len(row) for row in rows}) == 1 and len(rows[0]) > 1
    has_blanks = any(cell.startswith(" ") for row in rows for cell in row)
    return "CSV" if is_table and not has_blanks else None


def _rows(lines: Iterable[str], delimiter: str) -> list[list[str]]:
    try:
        return list(islice(csv.reader(lines, delimiter=delimiter), _MOST_ROWS))
    except csv.Error:
        return []
