"""Paragraphs, headings and block quotations of marked-up text that is all article: HTML, XHTML and NITF."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from quotes.errors import ReadError
from quotes.readers.directives import directives_in
from quotes.readers.extract import Piece
from quotes.records import BlockKind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BLOCK_ELEMENTS = re.compile(
    r"address|article|block|blockquote|body(?:\.content|\.head)?|bq|center|credit|d[dlt]|details|div|footer|"
    r"h[1-6r]|header|hedline|hl[12]|html|li|main|nitf|[ou]l|p|pre|section|summary|table|tbody|tfoot|thead|tr"
)
_LEFT_OUT = re.compile(
    r"aside|audio|body\.end|button|byline|canvas|dateline|datasource|distributor|docdata|embed|figcaption|figure|form|"
    r"head|iframe|img|input|media|nav|noscript|object|picture|script|select|style|svg|tagline|template|textarea|title|"
    r"video"
)
_LEFT_OUT_CLASS = re.compile(r"(?<![a-z])(?:caption|pull-?quote)(?![a-z])", re.IGNORECASE)
_KINDS: dict[str, BlockKind] = {
    "blockquote": "quotation",
    "bq": "quotation",
    **dict.fromkeys(["hl1", "hl2", "h1", "h2", "h3", "h4", "h5", "h6"], "heading"),
}
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_MARKS = "“”„‟\"'‘’‚‹›«»"


def markup_pieces(root: Element, pointer: Callable[[Element], str | None]) -> list[Piece]:
    """Return the paragraphs below an element, each with the pointer of the element that it begins in.

    What is no text of the article is left out: scripts, media with their captions, pull quotes, forms, navigation, and
    in NITF the byline and the dateline. White space becomes one blank, a line break in a paragraph stays one.
    """
    pieces: list[Piece] = []
    parts: list[str] = []
    directives: list[str] = []

    def flush(element: Element, kind: BlockKind) -> None:
        if text := _shown("".join(parts)):
            pieces.append(Piece(text, kind, pointer(element), tuple(directives)))
            directives.clear()
        parts.clear()

    def walk(element: Element, block: Element, kind: BlockKind) -> None:
        name = local_name(element)
        if name is None:
            parts.append(html.unescape(element.text or "") if _is_entity(element) else "")
            directives.extend(directives_in(element.text))
        elif _LEFT_OUT.fullmatch(name) or _LEFT_OUT_CLASS.search(element.get("class") or ""):
            pass
        elif _BLOCK_ELEMENTS.fullmatch(name):
            flush(block, kind)
            own = kind if kind == "quotation" else _KINDS.get(name, kind)
            inside(element, element, own)
            flush(element, own)
        elif name == "br":
            parts.append(_LINE_BREAK)
        elif name == "q" and not "".join(element.itertext()).strip().startswith(tuple(_MARKS)):
            parts.append("“")
            inside(element, block, kind)
            parts.append("”")
        else:
            inside(element, block, kind)
            parts.append(" " if name in ("td", "th") else "")

    def inside(element: Element, block: Element, kind: BlockKind) -> None:
        parts.append(element.text or "")
        for child in element:
            walk(child, block, kind)
            parts.append(child.tail or "")

    inside(root, root, "body")
    flush(root, "body")
    return [*pieces, Piece("", directives=tuple(directives))] if directives else pieces


def html_pieces(text: str, name: str) -> list[Piece]:
    """Return the paragraphs of HTML with this name in messages, all of which is article. Raises `ReadError`."""
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    data = f"<html><body>{text}</body></html>".encode("utf-8", "replace").replace(b"\0", b"")
    root = document_fromstring(data, parser=parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ReadError(f"{name}: the elements of its HTML are nested too deeply")
    return markup_pieces(root, lambda _: None)


def local_name(element: Element) -> str | None:
    """Return the name of an element without its namespace, in lower case; None for comments and entities."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else None


def shown_text(element: Element) -> str:
    """Return the text of an element in one line, "" if there is none."""
    return " ".join(" ".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    return (piece.text for piece in markup_pieces(element, lambda _: None))


_LINE_BREAK = "\0"
"""Stands for a line break while blanks are joined; the text of XML and HTML never has it."""


def _is_entity(element: Element) -> bool:
    return (element.text or "").startswith("&")


def _shown(text: str) -> str:
    lines = (_BLANKS.sub(" ", line).strip(" ") for line in text.split(_LINE_BREAK))
    return "\n".join(lines).strip()
