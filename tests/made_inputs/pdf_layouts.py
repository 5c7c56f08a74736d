"""PDF files: a press release, a newspaper's page in two columns, and a page printed from a browser."""

from __future__ import annotations

import io
from html import escape
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    HRFlowable,
    KeepTogether,
    NextPageTemplate,
    PageTemplate,
)
from reportlab.platypus import Paragraph as Text

from made_inputs.furniture import Furniture
from made_inputs.news_copy import NewsCopy, is_subhead, quotations

ENCODING = "cp1252"
"""Characters that the fonts have."""

_GREY = HexColor("#999999")


def release_pdf(copy: NewsCopy, furniture: Furniture) -> bytes:
    """Return a press release in one column, ragged right, in Times, with a letterhead and page numbers."""
    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=11.5, leading=15, spaceAfter=8)
    bold = ParagraphStyle("bold", parent=body, fontName="Times-Bold")
    title = ParagraphStyle("title", parent=bold, fontSize=17, leading=21, spaceAfter=12)
    story: list[Flowable] = [
        _text(f"Department for {furniture.section}", bold),
        _text(f"PRESS RELEASE – {furniture.when:%d %B %Y}", body),
        _text(copy.headline, title),
        *(_text(each, bold if is_subhead(each) else body) for each in copy.paragraphs),
        _text("ENDS", bold),
        _text(f"Press office: 01632 960 077, {furniture.mail_address(furniture.author)}", body),
    ]
    width, height = A4

    def furnish(canvas: Any, document: Any) -> None:
        canvas.setFont("Times-Italic", 9)
        canvas.drawCentredString(width / 2, 30, f"Page {document.page}")

    return _pdf(story, [PageTemplate("all", [Frame(70, 60, width - 140, height - 130)], furnish)], A4, copy)


def newspaper_pdf(copy: NewsCopy, furniture: Furniture) -> bytes:
    """Return a page of a paper: two justified, hyphenated columns, running head, folio, caption, pull quote."""
    font, strong, slanted = _embedded_fonts()
    body = ParagraphStyle(
        "body", fontName=font, fontSize=8.6, leading=10.6, alignment=TA_JUSTIFY, firstLineIndent=9,
        hyphenationLang="en_GB", embeddedHyphenation=1, uriWasteReduce=0,
    )  # fmt: skip
    first = ParagraphStyle("first", parent=body, firstLineIndent=0)
    head = ParagraphStyle("head", parent=first, fontName=strong, spaceBefore=5, spaceAfter=2)
    title = ParagraphStyle("title", fontName=strong, fontSize=22, leading=25)
    byline = ParagraphStyle("byline", fontName=strong, fontSize=7.5, leading=12)
    caption = ParagraphStyle("caption", fontName=slanted, fontSize=7, leading=8.5, spaceBefore=4, spaceAfter=8)
    pull = ParagraphStyle("pull", fontName=slanted, fontSize=15, leading=18, alignment=TA_CENTER, spaceAfter=4)
    columns: list[Flowable] = [_text(f"By {furniture.author}", byline)]
    for number, each in enumerate(copy.paragraphs):
        columns.append(_text(each, head if is_subhead(each) else body if number else first))
    inserts: list[Flowable] = [KeepTogether([_Picture(), _text(furniture.caption(), caption)])]
    if found := quotations(copy):
        rule = HRFlowable(width="60%", thickness=1, spaceBefore=6, spaceAfter=4)
        quotation = furniture.note("pull quote", furniture.random.choice(found))
        inserts.append(KeepTogether([rule, _text(f"“{quotation}”", pull), rule]))
    for insert in inserts:
        columns.insert(furniture.random.randint(2, len(columns)), insert)
    width, height = A4
    column, gap = (width - 80 - 16) / 2, 16
    top = 95.0

    def frames(upper: float) -> list[Frame]:
        return [Frame(40 + number * (column + gap), 50, column, height - 50 - upper, 0, 0, 0, 0) for number in range(2)]

    def furnish(canvas: Any, document: Any) -> None:
        canvas.setFont(strong, 8)
        canvas.drawString(40, height - 32, f"{document.page + 3}")
        canvas.drawCentredString(width / 2, height - 32, furniture.section.upper())
        canvas.drawRightString(width - 40, height - 32, f"{furniture.site} | {furniture.when:%A %d %B %Y}")
        canvas.line(40, height - 37, width - 40, height - 37)

    front = PageTemplate(
        "front", [Frame(40, height - 50 - top, width - 80, top, 0, 0, 0, 0), *frames(50 + top)], furnish
    )
    later = PageTemplate("later", frames(55), furnish)
    story = [NextPageTemplate("later"), _text(copy.headline, title), FrameBreak(), *columns]
    return _pdf(story, [front, later], A4, copy)


def printed_page(copy: NewsCopy, furniture: Furniture) -> bytes:
    """Return what a browser prints: date and title above, address and page below, in half of them with ligatures."""
    font, strong, _ = _embedded_fonts()
    body = ParagraphStyle("body", fontName=font, fontSize=10.5, leading=15, spaceAfter=9)
    small = ParagraphStyle("small", parent=body, fontSize=8, leading=11, textColor=_GREY)
    title = ParagraphStyle("title", fontName=strong, fontSize=20, leading=25, spaceAfter=10)
    address = furniture.address(copy.headline)
    has_ligatures = furniture.random.random() < 0.5
    story: list[Flowable] = [
        _text(copy.headline, title),
        _text(f"{furniture.author} · {furniture.when:%d %b %Y}", small),
        *(_text(_with_ligatures(each) if has_ligatures else each, body) for each in copy.paragraphs),
    ]
    width, height = LETTER

    def furnish(canvas: Any, document: Any) -> None:
        canvas.setFont(font, 7)
        canvas.drawString(24, height - 20, f"{furniture.when:%m/%d/%y, %I:%M %p}")
        canvas.drawCentredString(width / 2, height - 20, f"{copy.headline[:60]} - {furniture.site}")
        canvas.drawString(24, 14, address[:90])
        canvas.drawRightString(width - 24, 14, f"{document.page}")

    return _pdf(story, [PageTemplate("all", [Frame(60, 40, width - 120, height - 80)], furnish)], LETTER, copy)


class _Picture(Flowable):  # type: ignore[misc]
    """A grey box in the place of a photograph."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, 110.0
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setFillColor(_GREY)
        self.canv.rect(0, 0, self.width, self.height, stroke=0, fill=1)


def _with_ligatures(text: str) -> str:
    return text.replace("fi", "ﬁ").replace("fl", "ﬂ")


def _text(text: str, style: ParagraphStyle) -> Flowable:
    return Text(escape(text, quote=False), style)


def _embedded_fonts() -> tuple[str, str, str]:
    """Return the names of an embedded font, upright, bold and slanted."""
    for name, file in (("Vera", "Vera.ttf"), ("VeraBd", "VeraBd.ttf"), ("VeraIt", "VeraIt.ttf")):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, file))
    return "Vera", "VeraBd", "VeraIt"


def _pdf(story: list[Flowable], pages: list[PageTemplate], size: tuple[float, float], copy: NewsCopy) -> bytes:
    data = io.BytesIO()
    document = BaseDocTemplate(data, pagesize=size, pageTemplates=pages, title=copy.headline, invariant=1)
    document.build(story)
    return data.getvalue()
