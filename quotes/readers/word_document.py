"""Reader of Word documents (docx): paragraphs and cells of tables in their order, told apart by their styles.

Text that is not shown, or not in the flow of the article, is left out: headers, footers, notes, comments, text boxes,
captions, tables of contents, hidden text and what is deleted in tracked changes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn

from quotes.errors import ReadError
from quotes.readers.bylines import byline
from quotes.readers.document_properties import sensible_author, sensible_title
from quotes.readers.extract import Extract, Piece
from quotes.readers.press_release import BYLINE_WITHIN, authors_of, copy_of
from quotes.readers.raw_document import RawDocument
from quotes.readers.text_kinds import binary_kind
from quotes.records import BlockKind

MOST_UNPACKED = 100_000_000
"""Most bytes that a document may unpack to, unless larger documents are allowed."""

_STYLES = (
    (re.compile("title"), "title"),
    (re.compile("heading 1"), "first heading"),
    (re.compile("heading [2-9]|subtitle"), "heading"),
    (re.compile("(intense )?quote|quotations|block text"), "quotation"),
    (re.compile("dateline|date"), "dateline"),
    (re.compile("byline|author"), "byline"),
    (re.compile("caption|toc( [1-9]| heading)|table of figures"), "left out"),
)
"""Names of styles in lower case, and the roles of paragraphs that have these, or styles made from them."""

_HEADINGS = ("title", "first heading", "heading")
_KINDS: dict[str, BlockKind] = {"quotation": "quotation", "dateline": "dateline", "body": "body"}
_PARAGRAPH, _TABLE, _CONTROL = qn("w:p"), qn("w:tbl"), qn("w:sdt")
_TEXT, _BREAK = qn("w:t"), qn("w:br")
_CHARACTERS = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_NOT_SHOWN = frozenset(
    [*map(qn, ("w:del", "w:moveFrom", "w:pict", "w:drawing", "w:object", "w:rt", "w:pPr")), f"{_COMPATIBLE}Choice"]
)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    role: str
    pointer: str


def extracts(document: RawDocument) -> Iterator[Extract]:
    """Yield the article in a Word document. Raises `ReadError` if it is damaged, locked, or of another kind.

    The pointers count the paragraphs of the body from 1, empty ones too, and rows and cells in each table of it.
    """
    word = _opened(document)
    paragraphs = [each for each in _paragraphs(word.element.body, _roles(word)) if each.text.strip()]
    authors = {number: author for number, each in enumerate(paragraphs) if (author := _author(number, each))}
    properties = word.core_properties
    headline = _headline(paragraphs, sensible_title(properties.title))
    title = sensible_title(paragraphs[headline].text) if headline >= 0 else None
    yield Extract(
        pieces=copy_of(
            [
                Piece(each.text, "headline" if number == headline else _KINDS.get(each.role, "heading"), each.pointer)
                for number, each in enumerate(paragraphs)
                if number not in authors and each.role != "left out"
            ]
        ),
        title=sensible_title(properties.title) or title,
        author=", ".join(authors.values()) or sensible_author(properties.author),
        date=properties.created.date().isoformat() if properties.created else None,
        language=properties.language or None,
    )


def _opened(document: RawDocument) -> Document:
    kind = binary_kind(document.data)
    if kind != "a Word document":
        raise ReadError(f"{document.name} is {kind or 'no office document'}: save it as a Word document (docx)")
    limit = max(MOST_UNPACKED, document.options.max_size)
    try:
        with zipfile.ZipFile(io.BytesIO(document.data)) as archive:
            size = sum(each.file_size for each in archive.infolist())
        if size > limit:
            raise ReadError(f"{document.name} unpacks to {size // 1_000_000:,} MB: raise --max-size")
        word = docx.Document(io.BytesIO(document.data))
        if word.element.body is None:
            raise ValueError("no body")
        return word
    except ReadError:
        raise
    except Exception as error:  # the library raises whatever a damaged part leads to
        if "macroEnabled" in str(error):
            raise ReadError(f"{document.name} is a Word document with macros: save it as docx") from error
        if "content type" in str(error):
            raise ReadError(f"{document.name} is a template or another office document: save it as docx") from error
        raise ReadError(f"{document.name} is a damaged Word document: open it and save it again") from error


def _roles(word: Document) -> dict[str, str]:
    """Return the roles of paragraphs by the ids of their styles; "body" has no entry."""
    elements = {style.style_id: style.element for style in word.styles}
    roles = {}
    for id in elements:
        seen: list[str | None] = []
        current: str | None = id
        while current in elements and current not in seen and id not in roles:
            seen.append(current)
            name = (elements[current].name_val or "").lower()
            if role := next((role for names, role in _STYLES if names.fullmatch(name)), None):
                roles[id] = role
            current = elements[current].basedOn_val
    return roles


def _paragraphs(parent: Any, roles: Mapping[str, str], inside: str = "", cell: str = "") -> Iterator[_Paragraph]:
    """Yield the paragraphs of a body, a cell or a content control, with the pointer of the cell if it is in one."""
    counts: Counter[str] = Counter()
    begun, begun_at = "", ""
    for element in parent:
        counts[element.tag] += 1
        number = counts[element.tag]
        if element.tag == _PARAGRAPH:
            text, pointer = "".join(_shown(element)), cell or f"{inside}paragraph {number}"
            if element.xpath("w:pPr/w:rPr/w:del"):  # its end is deleted: the next one goes on in it
                begun, begun_at = begun + text, begun_at or pointer
                continue
            yield _Paragraph(begun + text, roles.get(element.style, "body"), begun_at if begun else pointer)
            begun, begun_at = "", ""
        elif element.tag == _TABLE:
            for row_number, row in enumerate(element.iterchildren(qn("w:tr")), start=1):
                for cell_number, each in enumerate(row.iterchildren(qn("w:tc")), start=1):
                    place = f"{inside}table {number}, row {row_number}, cell {cell_number}"
                    yield from _paragraphs(each, roles, f"{place}, ", place)
        elif element.tag == _CONTROL:
            for content in element.iterchildren(qn("w:sdtContent")):
                yield from _paragraphs(content, roles, f"{inside}content control {number}, ", cell)
    if begun:
        yield _Paragraph(begun, "body", begun_at)


def _shown(element: Any) -> Iterator[str]:
    """Yield the text that is shown of a paragraph, and that of links, fields and insertions in it."""
    for child in element:
        if child.tag in _NOT_SHOWN or (child.tag == qn("w:r") and child.xpath("w:rPr/w:vanish[not(@w:val='0')]")):
            continue
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag == _BREAK:
            yield "\n" if child.get(qn("w:type"), "textWrapping") == "textWrapping" else ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        else:
            yield from _shown(child)


def _author(number: int, paragraph: _Paragraph) -> str | None:
    """Return the author that a paragraph names, None if it is no byline."""
    if paragraph.role == "byline":
        return byline(paragraph.text) or " ".join(paragraph.text.split())
    is_early = paragraph.role == "body" and number < BYLINE_WITHIN
    return authors_of(paragraph.text) if is_early else None


def _headline(paragraphs: list[_Paragraph], title: str | None) -> int:
    """Return the number of the first title, or of a first heading before all body text, or of what has this title."""
    roles = [each.role for each in paragraphs]
    if "title" in roles:
        return roles.index("title")
    before = roles[: roles.index("body")] if "body" in roles else roles
    if "first heading" in before:
        return before.index("first heading")
    return next((number for number, each in enumerate(paragraphs) if " ".join(each.text.split()) == title), -1)
