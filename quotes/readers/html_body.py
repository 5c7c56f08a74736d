"""HTML as the body of an article in another format: in a cell of CSV, a field of JSON, an entry of a feed."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from quotes.errors import MissingExtraError, ReadError
from quotes.readers.extract import Extract, Piece
from quotes.readers.input_formats import extracts, format_named
from quotes.readers.markup_blocks import html_pieces
from quotes.readers.raw_document import RawDocument
from quotes.readers.text_kinds import other_kind

_BETWEEN_TAGS = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:p|div|h[1-6]|ul|ol|blockquote|figure|section|article|span|strong|em|b|i|a|img)\b[^<>]*>"
    r".*</?[a-z][a-z0-9]*\s*/?>\s*",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<(?:/?[A-Za-z][^<>]*|!--.*?--)>", re.DOTALL)


def body_extract(text: str, document: RawDocument, place: str, markup: bool = False) -> Extract:
    """Return what a text in a document says: plain text, or HTML, which is a page or a part of one.

    It is HTML if it seems to be, or with ``markup`` if it has a tag or an entity. The place ("line 12") is the pointer
    of plain text and stands before those of HTML. Raises `ReadError`.
    """
    if (markup and (_TAG.search(text) or "&" in text)) or _BETWEEN_TAGS.fullmatch(text) or other_kind(text) == "HTML":
        return _extract_of_html(text, f"{document.name}, {place}", document, place)
    return Extract(pieces=(Piece(text, "body", place),))


def without_tags(text: str) -> str:
    """Return a line of HTML, such as a title, as it is shown."""
    return " ".join(html.unescape(_TAG.sub("", text)).split())


def _extract_of_html(text: str, name: str, document: RawDocument, place: str) -> Extract:
    """Return the article in HTML, or all of its text if it is not enough to be told for one."""
    page = RawDocument(text.encode("utf-8", "replace"), name, replace(document.options, encoding="utf-8"))
    try:
        found = next(extracts(page, format_named("html")))
    except MissingExtraError:
        raise
    except (ReadError, StopIteration):
        found = Extract(pieces=html_pieces(text, name))
    if isinstance(found, ReadError):
        raise found
    if not any(piece.text for piece in found.pieces):
        raise ReadError(f"{name}: no text in the HTML")
    pieces = [replace(piece, pointer=f"{place}: {piece.pointer}" if piece.pointer else place) for piece in found.pieces]
    return replace(found, pieces=pieces)
