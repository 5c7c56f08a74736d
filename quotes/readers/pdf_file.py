"""Reader of PDF files: text in the order of the file, joined to paragraphs, and what the file says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from quotes.errors import ReadError
from quotes.readers.document_properties import author_of_byline, sensible_author, sensible_title
from quotes.readers.extract import Extract, Piece
from quotes.readers.pdf_lines import Line, lines_of_page, without_edges
from quotes.readers.pdf_paragraphs import Paragraph, body_size, is_larger, paragraphs_of
from quotes.readers.raw_document import RawDocument
from quotes.records import ArticleWarning, BlockKind

_DATE = re.compile(r"D?:?(\d{4})(\d\d)(\d\d)")
_LABEL = re.compile(r"\W*((press|news|media) (release|statement|advisory)|for immediate release)\W*", re.IGNORECASE)
_FEWEST_LETTERS = 4
_LONGEST_HEADING = 150
_BYLINE_WITHIN = 5  # paragraphs from the beginning


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
        for number, paragraph in enumerate(paragraphs[:_BYLINE_WITHIN])
        if kinds[number] == "body" and (author := author_of_byline(paragraph.text))
    }
    headline = next((each.text for each, kind in zip(paragraphs, kinds, strict=True) if kind == "headline"), None)
    yield Extract(
        pieces=[
            Piece(paragraph.text, kinds[number], f"page {paragraph.page}")
            for number, paragraph in enumerate(paragraphs)
            if number not in authors
        ],
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
        is_headline = (
            is_larger(paragraph, usual) and letters >= _FEWEST_LETTERS and not _LABEL.fullmatch(paragraph.text)
        )
        if is_headline and paragraph.page == paragraphs[0].page:
            kinds[number] = "headline"
            break
    return kinds


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
