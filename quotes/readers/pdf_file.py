"""Reader of PDF files: text in the order of the file, joined to paragraphs, and what the file says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from quotes.errors import ReadError
from quotes.readers.document_properties import sensible_author, sensible_title
from quotes.readers.extract import Extract, Piece
from quotes.readers.pdf_lines import Line, lines_of_page, without_edges
from quotes.readers.pdf_paragraphs import Paragraph, body_size, is_larger, paragraphs_of
from quotes.readers.press_release import BYLINE_WITHIN, authors_of, copy_of, is_label
from quotes.readers.raw_document import RawDocument
from quotes.records import ArticleWarning, BlockKind

_DATE = re.compile(r"D?:?(\d{4})(\d\d)(\d\d)")
_WORD = re.compile(r"\w+")
_QUOTED = re.compile('[“"‘«](.{20,}?)[”"’»](?!\\w)', re.DOTALL)
_LONGEST_ATTRIBUTION = 12  # words
_SMALLER = 0.9
_PICTURE = 5  # height of the smallest, in units of the size of type
_FEWEST_LETTERS = 4
_LONGEST_HEADING = 150


def extracts(document: RawDocument) -> Iterator[Extract]:
    """Yield the article in a PDF file. Raises `ReadError` if it is damaged, locked, or made of pictures only.

    Pages that are pictures without text are named in a warning ``scanned-page``.
    """
    with _opened(document) as file:
        pages, scans = _read(file, document.name)
        properties = file.get_metadata_dict()
    if scans and not any(pages):
        raise ReadError(f"{document.name} is a scan, pictures without text: recognise its text first (OCR)")
    paragraphs = paragraphs_of(pages)
    kinds = _kinds(paragraphs)
    authors = {
        number: author
        for number, paragraph in enumerate(paragraphs[:BYLINE_WITHIN])
        if kinds[number] != "headline" and (author := authors_of(paragraph.text))
    }
    asides = set(_asides(paragraphs, kinds))
    headline = next((each.text for each, kind in zip(paragraphs, kinds, strict=True) if kind == "headline"), None)
    yield Extract(
        pieces=copy_of(
            [
                Piece(paragraph.text, kinds[number], f"page {paragraph.page}")
                for number, paragraph in enumerate(paragraphs)
                if number not in authors and number not in asides
            ]
        ),
        title=sensible_title(properties.get("Title")) or headline,
        author=", ".join(authors.values()) or sensible_author(properties.get("Author")),
        date=_date(properties.get("CreationDate", "")),
        warnings=(_scan_warning(scans),) if scans else (),
    )


def _opened(document: RawDocument) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(document.data)
    except pdfium.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise ReadError(f"{document.name} is protected with a password: save it without one") from error
        raise ReadError(f"{document.name} is a damaged PDF file, or none: open it and save it again") from error


def _read(file: pdfium.PdfDocument, name: str) -> tuple[list[list[Line]], list[int]]:
    """Return the lines of the pages, and the numbers of those that have pictures and no lines."""
    try:
        numbered = list(enumerate(file, start=1))
        pages = without_edges([lines_of_page(page, number) for number, page in numbered])
        scans = [number for (number, page), lines in zip(numbered, pages, strict=True) if not lines and _picture(page)]
    except pdfium.PdfiumError as error:
        raise ReadError(f"{name} is a damaged PDF file: open it and save it again") from error
    return pages, scans


def _picture(page: pdfium.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))


def _kinds(paragraphs: Sequence[Paragraph]) -> list[BlockKind]:
    """Return the kinds of paragraphs: a headline in larger type on the first page, headings larger or in bold type."""
    usual = body_size(paragraphs)
    kinds: list[BlockKind] = ["heading" if _is_heading(paragraph, usual) else "body" for paragraph in paragraphs]
    for number, paragraph in enumerate(paragraphs):
        letters = sum(character.isalpha() for character in paragraph.text)
        is_headline = is_larger(paragraph, usual) and letters >= _FEWEST_LETTERS and not is_label(paragraph.text)
        if is_headline and paragraph.page == paragraphs[0].page:
            kinds[number] = "headline"
            break
    return kinds


def _asides(paragraphs: Sequence[Paragraph], kinds: Sequence[BlockKind]) -> Iterator[int]:
    """Yield the numbers of captions (smaller, below a picture) and of pull quotes (larger, and also in the text)."""
    usual = body_size(paragraphs)
    said = [_words(each.text) for each in paragraphs if not is_larger(each, usual)]
    for number, paragraph in enumerate(paragraphs):
        is_below_picture = paragraph.room_above > _PICTURE * paragraph.size
        is_caption = paragraph.size <= _SMALLER * usual and is_below_picture
        is_set_apart = is_larger(paragraph, usual) and kinds[number] != "headline"
        if is_caption or (is_set_apart and _is_repeated(paragraph.text, said)):
            yield number


def _is_repeated(text: str, said: Sequence[str]) -> bool:
    """Tell whether a text is quotations that others have, with their speaker at most."""
    quoted = [_words(each) for each in _QUOTED.findall(text)]
    is_quoted = bool(quoted) and len(_QUOTED.sub("", text).split()) <= _LONGEST_ATTRIBUTION
    return is_quoted and all(any(each in other for other in said) for each in quoted)


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _is_heading(paragraph: Paragraph, usual: float) -> bool:
    is_short = len(paragraph.text) <= _LONGEST_HEADING and not paragraph.text.endswith((".", ",", ";", ":"))
    return is_larger(paragraph, usual) or (paragraph.bold and is_short)


def _date(written: str) -> str | None:
    match = _DATE.match(written)
    try:
        return date(*map(int, match.groups())).isoformat() if match else None
    except ValueError:
        return None


def _scan_warning(scans: Sequence[int]) -> ArticleWarning:
    *others, last = map(str, scans)
    pages = f"pages {', '.join(others)} and {last} are pictures" if others else f"page {last} is a picture"
    return ArticleWarning("scanned-page", f"{pages} without text, which was not read")
