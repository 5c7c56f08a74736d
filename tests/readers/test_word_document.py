"""Word documents: what is read of them, in which order, and what is left out."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from hypothesis import given, settings
from hypothesis import strategies as st
from made_office_files import (
    WORDS_ONLY,
    error_of,
    read_one,
    rows,
    texts,
    word_bytes,
    word_file,
    word_file_of_xml,
)

from quotes.readers import word_document
from quotes.readers.reading import read_articles
from quotes.records import Article


def test_styles_are_kinds_of_blocks() -> None:
    data = word_file(
        ("Title", "Harbour to buy cranes"),
        "By Jane Doe, Political Editor",
        "",
        "The harbour is old.",
        ("Heading 1", "Money"),
        ("Quote", "We have no money."),
        ("Intense Quote", "None at all."),
        ("Caption", "The harbour. Photo: Jo Doe"),
        ("Heading 2", "More money"),
        "It is short.",
    )
    extract = read_one(data)
    assert rows(extract) == [
        ("headline", "Harbour to buy cranes", "paragraph 1"),
        ("body", "The harbour is old.", "paragraph 4"),
        ("heading", "Money", "paragraph 5"),
        ("quotation", "We have no money.", "paragraph 6"),
        ("quotation", "None at all.", "paragraph 7"),
        ("heading", "More money", "paragraph 9"),
        ("body", "It is short.", "paragraph 10"),
    ]
    assert (extract.title, extract.author) == ("Harbour to buy cranes", "Jane Doe")


@pytest.mark.parametrize(
    ("paragraphs", "kinds"),
    [
        ([("Heading 1", "Cranes"), "Old."], ["headline", "body"]),
        (["Old.", ("Heading 1", "Cranes"), "New."], ["body", "heading", "body"]),
        (
            [("Heading 1", "Port"), ("Title", "Cranes"), "Old.", ("Title", "Ferries")],
            ["heading", "headline", "body", "heading"],
        ),
        ([("Heading 2", "Cranes"), "Old."], ["heading", "body"]),
    ],
)
def test_the_headline_is_the_first_title_or_a_first_heading_before_all_text(
    paragraphs: list[str | tuple[str, str]], kinds: list[str]
) -> None:
    assert [piece.kind for piece in read_one(word_file(*paragraphs)).pieces] == kinds


def test_styles_made_from_others() -> None:
    word = docx.Document()
    for name, base in (("House head", "Title"), ("House byline", "Normal"), ("Byline", "Normal")):
        word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = word.styles[base]
    for style, text in (("House head", "Cranes"), ("Byline", "Jane Doe"), ("House byline", "They are old.")):
        word.add_paragraph(text, style=style)
    extract = read_one(word_bytes(word))
    assert [(piece.kind, piece.text) for piece in extract.pieces] == [("headline", "Cranes"), ("body", "They are old.")]
    assert extract.author == "Jane Doe"


def test_styles_made_from_each_other_end() -> None:
    word = docx.Document()
    first, second = (word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH) for name in ("First", "Second"))
    first.base_style, second.base_style = second, first
    word.add_paragraph("Cranes", style="First")
    assert texts(read_one(word_bytes(word))) == ["Cranes"]


def test_a_sentence_with_by_is_no_byline() -> None:
    paragraphs = ["By Tuesday the port was open.", "By the way, they are old", "By 2030 they are gone"]
    extract = read_one(word_file(*paragraphs))
    assert (texts(extract), extract.author) == (paragraphs, None)


def test_properties() -> None:
    created = datetime(2026, 5, 3, 10, 15)
    data = word_file("Old.", title=" Old cranes ", author="Jane Doe", created=created, language="en-GB")
    extract = read_one(data)
    assert (extract.title, extract.author, extract.date, extract.language) == (
        "Old cranes",
        "Jane Doe",
        "2026-05-03",
        "en-GB",
    )


def test_properties_that_say_nothing() -> None:
    extract = read_one(word_file("Old.", title="Document1", author="Microsoft Office User"))
    assert (extract.title, extract.author, extract.language) == (None, None, None)


def test_tables_are_read_in_their_place() -> None:
    word = docx.Document()
    word.add_paragraph("Before.")
    table = word.add_table(2, 2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"Cell {number}."
    table.cell(1, 1).add_paragraph("More.")
    table.cell(1, 1).add_table(1, 1).cell(0, 0).text = "Inside."
    word.add_paragraph("After.")
    assert [(piece.text, piece.pointer) for piece in read_one(word_bytes(word)).pieces] == [
        ("Before.", "paragraph 1"),
        ("Cell 0.", "table 1, row 1, cell 1"),
        ("Cell 1.", "table 1, row 1, cell 2"),
        ("Cell 2.", "table 1, row 2, cell 1"),
        ("Cell 3.", "table 1, row 2, cell 2"),
        ("More.", "table 1, row 2, cell 2"),
        ("Inside.", "table 1, row 2, cell 2, table 1, row 1, cell 1"),
        ("After.", "paragraph 2"),
    ]


def test_a_merged_cell_is_read_once() -> None:
    word = docx.Document()
    table = word.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "All."
    assert texts(read_one(word_bytes(word))) == ["All."]


FIELD = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"


@pytest.mark.parametrize(
    ("shown", "xml"),
    [
        ("They are very old.", "{They are }<w:ins w:id='1'>{very }</w:ins>{old.}"),
        ("They are old.", "{They are }<w:del w:id='1'><w:r><w:delText>not </w:delText></w:r></w:del>{old.}"),
        ("See it here.", "{See it }<w:hyperlink w:anchor='x'>{here.}</w:hyperlink>"),
        ("Page 3.", f"{{Page }}{FIELD}<w:r><w:instrText>PAGE</w:instrText></w:r>{FIELD}{{3.}}"),
        ("3 May", "<w:fldSimple w:instr='DATE'>{3 May}</w:fldSimple>"),
        ("One\nTwo", "<w:r><w:t>One</w:t><w:br/><w:t>Two</w:t></w:r>"),
        ("OneTwo", "<w:r><w:t>One</w:t><w:br w:type='page'/><w:t>Two</w:t></w:r>"),
        ("One\tTwo-Three", "<w:r><w:t>One</w:t><w:tab/><w:t>Two</w:t><w:noBreakHyphen/><w:t>Three</w:t></w:r>"),
        ("Shown.", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden.</w:t></w:r>{Shown.}"),
        ("Shown.", "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>Shown.</w:t></w:r>"),
        ("Old.", "{Old.}<w:r><w:footnoteReference w:id='2'/><w:commentReference w:id='1'/></w:r>"),
        ("Old.", "<w:r><w:pict><w:p>{Box}</w:p></w:pict></w:r>{Old.}"),
        ("A 😀", "{A }{😀}"),
        (
            "☺.",
            "<w:r><mc:AlternateContent><mc:Choice Requires='x'><w:t>?</w:t></mc:Choice>"
            "<mc:Fallback><w:t>☺.</w:t></mc:Fallback></mc:AlternateContent></w:r>",
        ),
    ],
)  # fmt: skip
def test_what_is_shown_in_a_paragraph(shown: str, xml: str) -> None:
    xml = re.sub(r"\{(.*?)\}", r"<w:r><w:t xml:space='preserve'>\1</w:t></w:r>", xml)
    assert texts(read_one(word_file_of_xml(f"<w:p>{xml}</w:p>"))) == [shown]


def test_a_deleted_end_of_a_paragraph_joins_it_to_the_next() -> None:
    deleted = "<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>"
    xml = f"<w:p>{deleted}<w:r><w:t xml:space='preserve'>They </w:t></w:r></w:p><w:p><w:r><w:t>are.</w:t></w:r></w:p>"
    assert rows(read_one(word_file_of_xml(xml))) == [("body", "They are.", "paragraph 1")]
    assert texts(read_one(word_file_of_xml(f"<w:p>{deleted}<w:r><w:t>Last.</w:t></w:r></w:p>"))) == ["Last."]


def test_content_controls_are_read() -> None:
    paragraph = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    control = f"<w:sdt><w:sdtContent>{paragraph.format('Inside.')}</w:sdtContent></w:sdt>"
    extract = read_one(word_file_of_xml(paragraph.format("A.") + control + paragraph.format("B.")))
    assert [(piece.text, piece.pointer) for piece in extract.pieces] == [
        ("A.", "paragraph 1"),
        ("Inside.", "content control 1, paragraph 1"),
        ("B.", "paragraph 2"),
    ]


def test_headers_and_footers_are_left_out() -> None:
    word = docx.Document()
    word.add_paragraph("Old.")
    word.sections[0].header.paragraphs[0].text = "The Gazette"
    word.sections[0].footer.paragraphs[0].text = "Page 1"
    word.add_comment(word.paragraphs[0].runs, text="Check this.", author="Jo")
    assert texts(read_one(word_bytes(word))) == ["Old."]


def _rewritten(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(old, new) if name == part else content)
    return stream.getvalue()


MAIN = b"openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (word_file("Old.")[:2000], "damaged"),
        (_rewritten(word_file("Old."), "word/document.xml", b"</w:body>", b""), "damaged"),
        (_rewritten(word_file("Old."), "word/document.xml", b"w:body", b"w:nobody"), "damaged"),
        (_rewritten(word_file("Old."), "[Content_Types].xml", b"ml.document.main", b"ml.template.main"), "template"),
        (_rewritten(word_file("Old."), "[Content_Types].xml", MAIN, b"ms-word.document.macroEnabled"), "macros"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"just text", "no office document"),
    ],
)  # fmt: skip
def test_documents_that_cannot_be_read(data: bytes, problem: str) -> None:
    message = error_of(data, "a.docx", format="docx")
    assert message.startswith("a.docx ")
    assert problem in message


def test_a_document_that_unpacks_to_very_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_document, "MOST_UNPACKED", 1_000_000)
    data = _rewritten(word_file("Old."), "word/document.xml", b"Old.", b"Old. " * 400_000)
    assert len(data) < 100_000
    assert error_of(data, "a.docx", max_size=100_000) == "a.docx unpacks to 2 MB: raise --max-size"
    assert texts(read_one(data, max_size=3_000_000)) == [("Old. " * 400_000).strip() + " "]


def test_an_article_is_told_by_content_and_has_exact_offsets(tmp_path: Path) -> None:
    (tmp_path / "article.bin").write_bytes(word_file(("Title", "Cranes"), "", WORDS_ONLY, WORDS_ONLY))
    (article,) = read_articles(str(tmp_path / "article.bin"))
    assert isinstance(article, Article)
    assert [(block.kind, article.text[block.start : block.end], block.pointer) for block in article.blocks] == [
        ("headline", "Cranes", "paragraph 1"),
        ("body", WORDS_ONLY.strip(), "paragraph 3"),
        ("body", WORDS_ONLY.strip(), "paragraph 4"),
    ]


VISIBLE = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=30).filter(
    lambda text: "\x7f" not in text
)


@settings(max_examples=30)
@given(
    st.lists(st.tuples(st.sampled_from(["Normal", "Title", "Heading 1", "Quote", "List Bullet"]), VISIBLE), max_size=6)
)
def test_all_text_comes_out_with_its_paragraph(paragraphs: list[tuple[str, str]]) -> None:
    word = docx.Document()
    for style, text in paragraphs:
        word.add_paragraph(f"x{text}" if text else "", style=style)
    extract = read_one(word_bytes(word))
    expected = [(f"x{text}", f"paragraph {number}") for number, (_, text) in enumerate(paragraphs, start=1) if text]
    assert [(piece.text, piece.pointer) for piece in extract.pieces] == expected
