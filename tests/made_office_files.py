"""Word documents, PDF files and what is read of a document, for tests."""

from __future__ import annotations

import io
from collections.abc import Callable
from random import Random
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

from quotes.errors import ReadError
from quotes.readers.extract import Extract
from quotes.readers.input_formats import extracts, format_of
from quotes.readers.raw_document import RawDocument, ReadingOptions

WORDS_ONLY = (
    "“The cranes are older than I am,” said Ivan Petrov, the harbour master. He denied that the port was shut. "
)
BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=8)
LARGE = ParagraphStyle("large", parent=BODY, fontSize=20, leading=24)


def read(data: bytes, name: str = "a.bin", **options: Any) -> list[Extract | ReadError]:
    """What is read of a document; an error for all of it is the only item."""
    document = RawDocument(data, name, ReadingOptions(**options))
    try:
        format = format_of(document)
        assert format is not None
        return list(extracts(document, format))
    except ReadError as error:
        return [error]


def read_one(data: bytes, name: str = "a.bin", **options: Any) -> Extract:
    (found,) = read(data, name, **options)
    assert isinstance(found, Extract), found
    return found


def error_of(data: bytes, name: str = "a.bin", **options: Any) -> str:
    (found,) = read(data, name, **options)
    assert isinstance(found, ReadError), found
    return str(found)


def rows(extract: Extract) -> list[tuple[str, str, str | None]]:
    return [(piece.kind, piece.text, piece.pointer) for piece in extract.pieces]


def texts(extract: Extract) -> list[str]:
    return [piece.text for piece in extract.pieces]


def word_bytes(word: Any) -> bytes:
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def word_file(*paragraphs: str | tuple[str, str], **properties: Any) -> bytes:
    """A Word document of paragraphs, some with the names of their styles ("Heading 1", "Money")."""
    word = docx.Document()
    word.core_properties.author = ""
    for name, value in properties.items():
        setattr(word.core_properties, name, value)
    for paragraph in paragraphs:
        style, text = paragraph if isinstance(paragraph, tuple) else ("Normal", paragraph)
        word.add_paragraph(text, style=style)
    return word_bytes(word)


def word_file_of_xml(body: str) -> bytes:
    """A Word document whose body has this XML."""
    word = docx.Document()
    for element in parse_xml(f"<w:body {nsdecls('w', 'r')} {MC}>{body}</w:body>"):
        word.element.body.insert(len(word.element.body) - 1, element)
    return word_bytes(word)


MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def pdf_file(
    *parts: str | tuple[str, ParagraphStyle] | Flowable,
    columns: int = 1,
    on_page: Callable[[Any, Any], None] = lambda canvas, template: None,
    **properties: Any,
) -> bytes:
    """A PDF file of paragraphs, on A4 pages with columns; `on_page` draws what is on each page."""
    stream = io.BytesIO()
    width, height = A4[0] - 120, A4[1] - 140
    frames = [Frame(60 + number * width / columns, 70, width / columns, height) for number in range(columns)]
    template = BaseDocTemplate(stream, pagesize=A4, **properties)
    template.addPageTemplates([PageTemplate(frames=frames, onPage=on_page)])
    template.build([_flowable(part) for part in parts])
    return stream.getvalue()


def _flowable(part: str | tuple[str, ParagraphStyle] | Flowable) -> Flowable:
    if isinstance(part, Flowable):
        return part
    text, style = part if isinstance(part, tuple) else (part, BODY)
    return Paragraph(text.replace("&", "&amp;").replace("<", "&lt;"), style)


def long_paragraphs(count: int) -> list[str]:
    """Paragraphs of three to nine sentences, all different, always the same ones."""
    chance = Random(count)
    return [" ".join(_sentence(chance) for _ in range(chance.randint(3, 9))) for _ in range(count)]


def _sentence(chance: Random) -> str:
    words = [chance.choice(_WORDS) for _ in range(chance.randint(5, 20))]
    sentence = f"{' '.join(words).capitalize()} {chance.choice(_NAMES)}."
    return f"“{sentence[:-1]},” said {chance.choice(_NAMES)}." if chance.random() < 0.3 else sentence


_WORDS = (
    *(
        "the",
        "harbour",
        "cranes",
        "of",
        "an",
        "old",
        "port",
        "are",
        "older",
        "than",
        "most",
        "who",
        "work",
        "there",
        "and",
    ),
    *(
        "nobody",
        "knows",
        "when",
        "they",
        "will",
        "be",
        "replaced",
        "by",
        "others",
        "which",
        "a",
        "council",
        "meets",
        "on",
    ),
    *("Tuesdays", "has", "promised", "since", "its", "election", "although", "money", "for", "it", "is", "short"),
)
_NAMES = ("Ivan Petrov", "Maria Silva", "the mayor", "Vorland", "Selm", "the harbour authority")
