"""Formats of documents that can be read, each one declared entry, told by their content.

A format is read by the function ``extracts`` of its module, which is imported when it is needed: from a `RawDocument`
to each `Extract` in it, or an error in the place of one that cannot be read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from quotes.errors import MissingExtraError, ReadError
from quotes.readers.extract import Extract
from quotes.readers.raw_document import RawDocument
from quotes.readers.text_encoding import printable
from quotes.readers.text_kinds import binary_kind, is_mail, other_kind

PLAIN_TEXT = "text"
"""Name of the format that all text has which is of none of the others."""

_GUESSES = ("CSV", "HTML")
"""Kinds that a suffix knows better if the text does not begin with a tag, such as cells and Markdown with tags."""

_BEGINS_WITH_TAG = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")

Extracts = Callable[[RawDocument], Iterator[Extract | ReadError]]


@dataclass(frozen=True, slots=True)
class InputFormat:
    """A format: its name for ``--input-format``, the kind of text or file that it is, and the module that reads it.

    ``kind`` is what `quotes.readers.text_kinds` calls it, None if it is told by the suffix alone. ``suffixes`` are
    those that its files usually have. ``extra`` is the extra of this package that installs the library for it, None if
    it is always there. ``is_text``: its reader takes the text of the document as `RawDocument` decodes it.
    """

    name: str
    kind: str | None
    module: str
    suffixes: tuple[str, ...]
    extra: str | None = None
    is_text: bool = False


FORMATS: tuple[InputFormat, ...] = (
    InputFormat("html", "HTML", "html_page", (".html", ".htm", ".xhtml"), "html"),
    InputFormat("docx", "a Word document", "word_document", (".docx",), "docx"),
    InputFormat("pdf", "a PDF file", "pdf_file", (".pdf",), "pdf"),
    InputFormat("mail", "mail", "mail_message", (".eml",)),
    InputFormat("jsonl", "JSON Lines", "rows", (".jsonl", ".ndjson"), is_text=True),
    InputFormat("csv", "CSV", "rows", (".csv", ".tsv"), is_text=True),
    InputFormat("feed", "a feed", "news_feed", (".rss", ".atom"), "feeds", is_text=True),
    InputFormat("newsml", "NewsML-G2", "newsml", (".newsml",), is_text=True),
    InputFormat("json", "JSON", "json_document", (".json",), is_text=True),
    InputFormat("markdown", None, "markdown_text", (".md", ".markdown"), is_text=True),
)
FORMAT_NAMES = (PLAIN_TEXT, *(each.name for each in FORMATS))
SUFFIXES = frozenset([".txt", ".xml", *(suffix for each in FORMATS for suffix in each.suffixes)])
"""Suffixes of the files of a folder that are read."""


def format_named(name: str) -> InputFormat:
    """Return the format with a name, which is not that of plain text. Raises `ReadError` if there is none."""
    found = next((each for each in FORMATS if each.name == name), None)
    if found is None:
        raise ReadError(f"unknown format {printable(name)}: use {', '.join(FORMAT_NAMES)}")
    return found


def format_of(document: RawDocument) -> InputFormat | None:
    """Return the format of a document, None for plain text. Raises `ReadError` if it is none that can be read."""
    if name := document.options.format:
        return None if name == PLAIN_TEXT else format_named(name)
    kind = binary_kind(document.data) or ("mail" if is_mail(document.data) else _text_kind(document))
    if kind is None or (kind in _GUESSES and not _BEGINS_WITH_TAG.match(document.data)):
        suffix = os.path.splitext(document.name)[1].lower()
        if named := next((each for each in FORMATS if suffix in each.suffixes), None):
            return named
    return next((each for each in FORMATS if each.kind and each.kind == kind), None)


def _text_kind(document: RawDocument) -> str | None:
    """Return the kind of a text, also of one that says its encoding itself. Raises `ReadError` if it is plain."""
    try:
        return other_kind(document.text)
    except ReadError:
        if kind := other_kind(document.data.decode("cp1252", "replace")):
            return kind
        raise


def extracts(document: RawDocument, format: InputFormat) -> Iterator[Extract | ReadError]:
    """Yield the articles in a document of a format, or errors in the place of single ones.

    Raises `ReadError` if it cannot be read at all, or if the library that reads it is not installed.
    """
    try:
        read: Extracts = import_module(f"quotes.readers.{format.module}").extracts
    except ImportError as error:
        if format.extra is None or (error.name or "").startswith("quotes"):
            raise
        raise MissingExtraError(
            f"{document.name} is {format.kind}, which needs the extra {format.extra}: "
            f"pip install '.[{format.extra}]' in the folder of quotes"
        ) from error
    yield from read(document)
