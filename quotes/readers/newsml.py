"""Reader of NewsML-G2, with articles in XHTML, NITF or plain text, and of NITF by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lxml import etree

from quotes.errors import ReadError
from quotes.readers.article_fields import with_headline
from quotes.readers.bylines import byline
from quotes.readers.extract import Extract, Piece
from quotes.readers.html_body import body_extract
from quotes.readers.markup_blocks import local_name, markup_pieces, shown_text
from quotes.readers.raw_document import RawDocument

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def extracts(document: RawDocument) -> Iterator[Extract | ReadError]:
    """Yield the article of each news item, or an error for one whose text cannot be read.

    Items without a text, such as packages and pictures, are no articles. Raises `ReadError` if the document is not
    well-formed or has no article. Nothing is loaded from the network, and no entity is expanded.
    """
    root = _parsed(document)
    items = [element for element in root.iter() if local_name(element) == "newsitem"]
    if not items and local_name(root) == "nitf":
        items = [root]
    found = False
    for number, item in enumerate(items, start=1):
        extract = _extract(item, document, str(number) if len(items) > 1 else "")
        if extract is not None:
            found = True
            yield extract
    if not found:
        raise ReadError(f"{document.name} has no news item with a text")


def _parsed(document: RawDocument) -> Element:
    parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(document.text.strip().encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(f"{document.name} is not well-formed XML: {error.msg}") from None


def _extract(item: Element, document: RawDocument, name: str) -> Extract | None:
    """Return the article of an item, None if it has no text."""
    pieces = _text(item, document)
    if not any(piece.text.strip() for piece in pieces):
        return None
    headline = _first(item, "headline", "hl1")
    address = next((id for id in (item.get("guid"), _attribute(item, "id-string", "doc-id")) if id), None)
    return Extract(
        pieces=with_headline(headline, _with_dateline(_first(item, "dateline"), pieces)),
        name=address or name,
        title=headline,
        author=_author(item),
        date=_first(item, "versioncreated", "contentcreated") or _attribute(item, "norm", "date.issue", "story.date"),
        url=address if address and address.startswith(("http://", "https://")) else None,
        language=_attribute(item, "tag", "language") or item.get(_LANGUAGE),
    )


def _text(item: Element, document: RawDocument) -> Sequence[Piece]:
    """Return the paragraphs of an item's text, of the first if it is there in several forms."""
    if local_name(item) == "nitf":
        return markup_pieces(item, _line)
    content = next(_below(item, "inlinexml", "inlinedata"), None)
    if content is None:
        return ()
    if local_name(content) == "inlinexml":
        return markup_pieces(content, _line)
    return body_extract("".join(map(str, content.itertext())), document, _line(content)).pieces


def _with_dateline(dateline: str | None, pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Return the pieces with the dateline behind the headings that they begin with, unless it stands there already."""
    start = next((number for number, piece in enumerate(pieces) if piece.kind != "heading"), len(pieces))
    if not dateline or any(piece.text.startswith(dateline) for piece in pieces[start : start + 1]):
        return pieces
    return [*pieces[:start], Piece(dateline, "dateline"), *pieces[start:]]


def _author(item: Element) -> str | None:
    """Return the names in the byline, or of the creator."""
    if written := _first(item, "by", "byline"):
        return byline(written) or written
    return next((name for each in _below(item, "creator") if (name := _first(each, "name"))), None)


def _below(element: Element, *names: str) -> Iterator[Element]:
    """Yield the elements of these names below another one: first all of the first name."""
    return (each for name in names for each in element.iter() if local_name(each) == name)


def _first(element: Element, *names: str) -> str | None:
    return next((text for each in _below(element, *names) if (text := shown_text(each))), None)


def _attribute(element: Element, attribute: str, *names: str) -> str | None:
    return next((str(value) for each in _below(element, *names) if (value := each.get(attribute))), None)


def _line(element: Element) -> str:
    return f"line {element.sourceline}"
