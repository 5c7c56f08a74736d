"""Word documents: a reporter's copy with the desk's changes in it, and a press release on letterhead."""

from __future__ import annotations

import io
import re
import zipfile
from copy import deepcopy
from typing import TYPE_CHECKING

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from made_inputs.furniture import Furniture
from made_inputs.news_copy import NewsCopy, is_subhead

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_TIME = (2025, 1, 6, 5, 30, 0)


def reporters_copy(copy: NewsCopy, furniture: Furniture) -> bytes:
    """Return a manuscript with a slug in the header, tracked changes, a link and a comment in the margin."""
    document = docx.Document()
    _set_properties(document, copy, furniture)
    section = document.sections[0]
    section.header.paragraphs[0].text = f"{furniture.section.upper()}\t{furniture.author}\t{furniture.when:%d/%m/%y}"
    section.footer.paragraphs[0].text = f"{furniture.site} – not for publication before it is subbed"
    document.add_heading(copy.headline, level=0)
    document.add_paragraph(f"By {furniture.author}")
    places = furniture.random.sample(range(len(copy.paragraphs)), min(3, len(copy.paragraphs)))
    for number, text in enumerate(copy.paragraphs):
        if is_subhead(text):
            document.add_heading(text, level=2)
            continue
        paragraph = document.add_paragraph()
        words = re.findall(r"\S+\s*", text)
        middle = furniture.random.randrange(len(words))
        before, word, after = "".join(words[:middle]), words[middle], "".join(words[middle + 1 :])
        paragraph.add_run(before)
        match places.index(number) if number in places else -1:
            case 0:
                _add_change(
                    paragraph, "w:del", furniture.random.choice(("allegedly ", "very ", "yesterday ")), furniture
                )
                _add_change(paragraph, "w:ins", word, furniture)
            case 1:
                _add_link(paragraph, word, furniture.address(text))
            case 2:
                run = paragraph.add_run(word)
                note = furniture.comment()[1]
                document.add_comment(run, text=note, author=furniture.editor, initials="ED")
            case _:
                paragraph.add_run(word).italic = furniture.random.random() < 0.2
        paragraph.add_run(after)
    return _bytes(document)


def release_on_letterhead(copy: NewsCopy, furniture: Furniture) -> bytes:
    """Return a press release: a letterhead in a table, justified text, a table of contacts at its end."""
    document = docx.Document()
    _set_properties(document, copy, furniture)
    document.styles["Normal"].font.name = "Calibri"
    head = document.add_table(rows=1, cols=2)
    head.cell(0, 0).text = f"{furniture.random.choice(('Ministry of', 'Department for'))} {furniture.section}"
    head.cell(0, 1).text = f"{furniture.when:%d %B %Y}"
    label = document.add_paragraph()
    label.add_run("FOR IMMEDIATE RELEASE").bold = True
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(copy.headline)
    run.bold, run.font.size = True, Pt(16)
    for text in copy.paragraphs:
        paragraph = document.add_paragraph(style="Heading 3" if is_subhead(text) else None)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        words = text.split(" ")
        middle = furniture.random.randint(0, len(words))
        paragraph.add_run(" ".join(words[:middle]) + (" " if 0 < middle < len(words) else ""))
        paragraph.add_run(" ".join(words[middle:])).bold = furniture.random.random() < 0.1
    document.add_paragraph("ENDS").alignment = WD_ALIGN_PARAGRAPH.CENTER
    contacts = document.add_table(rows=2, cols=2, style="Table Grid")
    for row, (name, value) in zip(
        contacts.rows,
        (("Press office", "01632 960 077"), ("Email", furniture.mail_address(furniture.author))),
        strict=True,
    ):
        row.cells[0].text, row.cells[1].text = name, value
    return _bytes(document)


def _set_properties(document: Document, copy: NewsCopy, furniture: Furniture) -> None:
    properties = document.core_properties
    properties.title, properties.author = copy.headline[:250], furniture.author
    properties.created = properties.modified = furniture.when


def _add_change(paragraph: Paragraph, kind: str, text: str, furniture: Furniture) -> None:
    """Add text that the desk has put in (``w:ins``) or taken out (``w:del``) with tracked changes."""
    run = paragraph.add_run(text)
    change = OxmlElement(kind)
    for name, value in (
        ("w:id", "7"),
        ("w:author", furniture.editor),
        ("w:date", f"{furniture.when:%Y-%m-%dT%H:%M:00Z}"),
    ):
        change.set(qn(name), value)
    run._r.addprevious(change)
    change.append(run._r)
    if kind == "w:del":
        for element in run._r.findall(qn("w:t")):
            element.tag = qn("w:delText")


def _add_link(paragraph: Paragraph, text: str, address: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run._r.addprevious(link)
    link.append(deepcopy(run._r))
    run._r.getparent().remove(run._r)


def _bytes(document: Document) -> bytes:
    """Return a document as bytes without the times of its making."""
    data, fixed = io.BytesIO(), io.BytesIO()
    document.save(data)
    with zipfile.ZipFile(data) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/comments.xml":
                content = re.sub(rb' w:date="[^"]*"', b"", content)
            target.writestr(zipfile.ZipInfo(name, _TIME), content, zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
