"""PDF files: paragraphs of lines, headlines, what repeats on pages, scans, and files that cannot be read."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_office_files import (
    BODY,
    LARGE,
    WORDS_ONLY,
    error_of,
    long_paragraphs,
    pdf_file,
    read_one,
    rows,
    texts,
)
from PIL import Image as Picture
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Image, PageBreak

from quotes.readers.reading import read_articles
from quotes.records import Article

BOLD = ParagraphStyle("bold", parent=BODY, fontName="Times-Bold")
INDENTED = ParagraphStyle("indented", parent=BODY, firstLineIndent=14, spaceAfter=0)
RAGGED = ParagraphStyle("ragged", parent=BODY, spaceAfter=0)
JUSTIFIED = ParagraphStyle("justified", parent=INDENTED, alignment=4)
CENTRED = ParagraphStyle("centred", parent=LARGE, alignment=1)


def picture() -> Image:
    stream = io.BytesIO()
    Picture.new("RGB", (30, 30), "navy").save(stream, "PNG")
    stream.seek(0)
    return Image(stream, 200, 200)


@pytest.mark.parametrize(
    ("style", "columns"),
    [
        (BODY, 1),
        (BODY, 2),
        *((style, columns) for style in (INDENTED, JUSTIFIED) for columns in (1, 2, 3)),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_paragraphs(style: ParagraphStyle, columns: int) -> None:
    paragraphs = [*long_paragraphs(12), "They are old.", "“Very old,” he said."]
    data = pdf_file(*((each, style) for each in paragraphs), columns=columns)
    assert texts(read_one(data)) == paragraphs


def test_paragraphs_that_only_their_short_last_lines_tell_apart() -> None:
    long = f"{WORDS_ONLY * 3}Nobody knows what the port will do about them."
    paragraphs = [long, "They are old.", f"Very old. {long}", "“Very old,” he said."]
    assert texts(read_one(pdf_file(*((each, RAGGED) for each in paragraphs)))) == paragraphs


def test_short_indented_paragraphs_are_each_their_own() -> None:
    paragraphs = [
        *long_paragraphs(1),
        "Of these, 14 are old",
        "Nobody knows how many of the others will fall or when",
        long_paragraphs(2)[1],
    ]
    assert texts(read_one(pdf_file(*((each, JUSTIFIED) for each in paragraphs)))) == paragraphs


def test_double_spaced_text() -> None:
    style = ParagraphStyle("double", parent=BODY, leading=26, spaceAfter=26)
    assert texts(read_one(pdf_file(*((each, style) for each in long_paragraphs(6))))) == long_paragraphs(6)


def test_a_headline_in_larger_type_with_a_byline_and_headings() -> None:
    headline = "Harbour to buy new cranes after years of delay and a long dispute about the money"
    first, second, third = long_paragraphs(3)
    data = pdf_file(
        "Harbour Authority of Vorland",
        ("PRESS RELEASE – 3 May 2026", LARGE),
        (headline, CENTRED),
        "By Jane Doe, Political Editor",
        first,
        ("Money is short", BOLD),
        second,
        ("The mayor answers", LARGE),
        third,
    )
    extract = read_one(data)
    assert rows(extract) == [
        ("headline", headline, "page 1"),
        ("body", first, "page 1"),
        ("heading", "Money is short", "page 1"),
        ("body", second, "page 1"),
        ("heading", "The mayor answers", "page 1"),
        ("body", third, "page 1"),
    ]
    assert (extract.title, extract.author) == (headline, "Jane Doe")


def test_text_in_one_size_has_no_headline() -> None:
    extract = read_one(pdf_file("Cranes are old", *long_paragraphs(2)))
    assert [piece.kind for piece in extract.pieces] == ["body"] * 3
    assert extract.title is None


def test_bold_sentences_are_no_headings() -> None:
    first, second = long_paragraphs(2)
    extract = read_one(pdf_file((first, BOLD), ("They are old.", BOLD), second))
    assert [piece.kind for piece in extract.pieces] == ["body"] * 3


def test_what_repeats_at_the_edges_of_pages_is_left_out() -> None:
    def on_page(canvas: Any, template: Any) -> None:
        canvas.setFont("Times-Roman", 9)
        canvas.drawString(60, 810, "Harbour Authority of Vorland")
        canvas.drawString(60, 798, f"Release {template.page} of May")
        canvas.drawString(60, 40, "Dock Road 1, Selm")
        canvas.drawRightString(530, 28, f"Page {template.page} of 3")

    paragraphs = long_paragraphs(12) * 2
    extract = read_one(pdf_file(*paragraphs, on_page=on_page))
    assert texts(extract) == paragraphs
    assert {piece.pointer for piece in extract.pieces} > {"page 1", "page 2"}


def test_a_page_number_alone_is_left_out_and_other_numbers_stay() -> None:
    def on_page(canvas: Any, template: Any) -> None:
        canvas.drawCentredString(300, 28, f"- {template.page} -")
        canvas.drawCentredString(300, 810, ["First edge", "Second edge", "Third edge"][template.page - 1])

    paragraphs = ["Cranes: 14", "1999", *long_paragraphs(12)]
    found = texts(read_one(pdf_file(*paragraphs, on_page=on_page)))
    assert set(found) >= {"Cranes: 14", "1999", "First edge", "Second edge"}
    assert not any(re.fullmatch(r"- \d+ -", text) for text in found)


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("4 SPORT Harbour News | Sunday 3 May 2026", "17"),
        ("Harbour News, May 3, 2026 – Sport 4", "p. 17"),
        ("5/3/26, 10:15 AM Harbour shut - Harbour News", "https://news.example/harbour/shut 1/1"),
    ],
)
def test_a_running_head_on_the_only_page_is_left_out(head: str, foot: str) -> None:
    def on_page(canvas: Any, template: Any) -> None:
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(60, 822, head)
        canvas.drawString(60, 20, foot)

    paragraphs = long_paragraphs(2)
    assert texts(read_one(pdf_file(*paragraphs, on_page=on_page))) == paragraphs


def test_lines_of_the_text_that_look_like_running_heads_stay() -> None:
    paragraphs = ["14 ships were here on 3 May 2026", "They left on 4 May 2026, all 14", *long_paragraphs(1)]
    assert texts(read_one(pdf_file(*((each, RAGGED) for each in paragraphs)))) == paragraphs


def test_captions_below_pictures_are_left_out_and_paragraphs_go_on_behind_them() -> None:
    small = ParagraphStyle("small", parent=BODY, fontSize=8, leading=10)
    begun, end = "“The cranes,” said Jo Lind on Monday of the harbour’s cranes, “are older than", "anybody there.”"
    fact = "The cranes are as old as the mayor, which nobody knows."
    first, second = long_paragraphs(2)
    inserted = ("A crane of the harbour, as Mina Okafor said it would look.", small)
    extract = read_one(pdf_file(first, (begun, RAGGED), picture(), inserted, (end, RAGGED), (fact, small), second))
    assert texts(extract) == [first, f"{begun} {end}", fact, second]


def test_pull_quotes_are_left_out_and_other_quotations_in_larger_type_stay() -> None:
    first, second = "“The cranes of the harbour are old,” the mayor said on Monday.", long_paragraphs(1)[0]
    repeated, said = "“The cranes of the harbour are old”", "“The cranes of the council are old”"
    both, named = f"{repeated} {said}", f"{repeated} – The mayor"
    data = pdf_file(("Cranes", LARGE), first, (repeated, CENTRED), second, (said, CENTRED), second)
    assert texts(read_one(data)) == ["Cranes", first, second, said, second]
    data = pdf_file(("Cranes", LARGE), first, (named, CENTRED), second, (both, CENTRED), second)
    assert texts(read_one(data)) == ["Cranes", first, second, both, second]


def test_a_line_above_the_text_of_a_page_does_not_cut_a_paragraph() -> None:
    def on_page(canvas: Any, template: Any) -> None:
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(60, 810, "Selm" if template.page == 1 else "Vorland")

    long = (
        "They are old, and "
        + "the cranes of the harbour are older than anybody who works with them and " * 70
        + "fall."
    )
    assert texts(read_one(pdf_file(long, on_page=on_page))) == ["Selm", long, "Vorland"]


def test_pages_that_are_all_the_same_stay() -> None:
    data = pdf_file("They are old.", "The port is shut.", PageBreak(), "They are old.", "The port is shut.")
    assert texts(read_one(data)) == ["They are old.", "The port is shut."] * 2
    assert texts(read_one(pdf_file("They are old.", PageBreak(), "They are old."))) == ["They are old."] * 2


def test_a_paragraph_goes_on_over_a_page_and_begins_where_it_begins() -> None:
    sentence = "The cranes of the harbour are older than anybody who works with them and nobody knows when "
    long = "They are old, and " + sentence * 60 + "they fall."
    extract = read_one(pdf_file(("Cranes", LARGE), *long_paragraphs(4), long, "The port is shut."))
    assert rows(extract)[-2:] == [("body", long, "page 1"), ("body", "The port is shut.", "page 2")]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("The cranes are interna-<br/>tional and old.", "The cranes are international and old."),
        ("The cranes are well-<br/>known and old.", "The cranes are well-known and old."),
        ("The Franco-<br/>German cranes are old.", "The Franco-German cranes are old."),
        ("The wind-<br/>swept port is old, it is wind-swept.", "The wind-swept port is old, it is wind-swept."),
        ("The co-<br/>lossal port is colossal.", "The colossal port is colossal."),
        ("The ex-<br/>pression is old.", "The expression is old."),
        ("The ex-<br/>pilot is old, a pilot of 70.", "The ex-pilot is old, a pilot of 70."),
        ("The two-<br/>hour test is old.", "The two-hour test is old."),
        ("The cut across-<br/>the-board is old.", "The cut across-the-board is old."),
        ("The time-consum-<br/>ing test is old.", "The time-consuming test is old."),
        (
            "The time-<br/>consuming test is old, it is time-consuming.",
            "The time-consuming test is old, it is time-consuming.",
        ),
        ("The back-and-<br/>forth is old, and dull.", "The back-and-forth is old, and dull."),
        ("The port –<br/>shut since May – is old.", "The port – shut since May – is old."),
        ("The port is in-between, sort of.", "The port is in-between, sort of."),
    ],
)
def test_words_broken_at_the_end_of_a_line(written: str, read: str) -> None:
    from reportlab.platypus import Paragraph

    assert texts(read_one(pdf_file(Paragraph(written, BODY)))) == [read]


def test_ligatures_and_soft_hyphens() -> None:
    import reportlab

    pdfmetrics.registerFont(TTFont("Vera", str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")))
    style = ParagraphStyle("vera", parent=BODY, fontName="Vera")
    assert texts(read_one(pdf_file(("The ﬁrst ﬂood hit the of\u00adﬁce.", style)))) == [
        "The first flood hit the office."
    ]


def test_raised_characters_and_lists() -> None:
    from reportlab.platypus import Paragraph

    raised = Paragraph("It was the 1<super>st</super> of May, he said, and the port was shut on that day.", BODY)
    items = ["• They are old.", "• they are few, and", "2. They fall."]
    assert texts(read_one(pdf_file(raised, *((each, RAGGED) for each in items)))) == [
        "It was the 1st of May, he said, and the port was shut on that day.",
        *items,
    ]


def test_a_large_initial_belongs_to_its_word() -> None:
    def on_page(canvas: Any, template: Any) -> None:
        canvas.setFont("Times-Roman", 36)
        canvas.drawString(66, 725, "T")
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(90, 740, "he cranes of the harbour are older than all who work there,")
        canvas.drawString(90, 726, "and nobody knows when they fall.")

    found = texts(read_one(pdf_file(ParagraphSpace(), *long_paragraphs(2), on_page=on_page)))
    assert "The cranes of the harbour are older than all who work there, and nobody knows when they fall." in found


def ParagraphSpace() -> Any:
    from reportlab.platypus import Spacer

    return Spacer(1, 100)


def test_text_at_another_angle_is_left_out_and_turned_pages_are_read() -> None:
    def stamp(canvas: Any, template: Any) -> None:
        canvas.saveState()
        canvas.rotate(90)
        canvas.drawString(300, -30, "DRAFT")
        canvas.restoreState()

    assert texts(read_one(pdf_file(*long_paragraphs(3), on_page=stamp))) == long_paragraphs(3)

    def turn(canvas: Any, template: Any) -> None:
        canvas.translate(595, 0)
        canvas.rotate(90)

    assert texts(read_one(pdf_file(*long_paragraphs(2), on_page=turn))) == long_paragraphs(2)


def test_scanned_pages_are_said() -> None:
    first, second = long_paragraphs(2)
    data = pdf_file(first, PageBreak(), picture(), PageBreak(), second, picture(), PageBreak(), picture())
    extract = read_one(data)
    assert texts(extract) == [first, second]
    (warning,) = extract.warnings
    assert (warning.code, warning.message) == (
        "scanned-page",
        "pages 2 and 4 are pictures without text, which was not read",
    )
    (warning,) = read_one(pdf_file(first, PageBreak(), picture())).warnings
    assert warning.message == "page 2 is a picture without text, which was not read"
    assert read_one(pdf_file(first)).warnings == ()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (pdf_file(picture()), "is a scan"),
        (pdf_file("Old.", encrypt="secret"), "password"),
        (pdf_file("Old.")[:200], "damaged"),
        (b"%PDF-1.7\n" + b"\0" * 1000, "damaged"),
        (b"%PDF-1.7\n", "damaged"),
    ],
)
def test_files_that_cannot_be_read(data: bytes, problem: str) -> None:
    message = error_of(data, "a.pdf")
    assert message.startswith("a.pdf ")
    assert problem in message


def test_properties() -> None:
    extract = read_one(pdf_file(("Cranes are old", LARGE), *long_paragraphs(1), title="Old cranes", author="Jane Doe"))
    assert (extract.title, extract.author) == ("Old cranes", "Jane Doe")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", extract.date or "")
    extract = read_one(
        pdf_file(("Cranes are old", LARGE), *long_paragraphs(1), title="Microsoft Word - a.docx", author="Admin")
    )
    assert (extract.title, extract.author) == ("Cranes are old", None)


def test_an_article_is_told_by_content_and_has_exact_offsets(tmp_path: Path) -> None:
    (tmp_path / "article.bin").write_bytes(pdf_file(("Cranes", LARGE), *long_paragraphs(3)))
    (article,) = read_articles(str(tmp_path / "article.bin"))
    assert isinstance(article, Article)
    assert [(block.kind, article.text[block.start : block.end], block.pointer) for block in article.blocks] == [
        ("headline", "Cranes", "page 1"),
        *(("body", text, "page 1") for text in long_paragraphs(3)),
    ]


WORDS = st.lists(st.text("abcdefghijklmnoprstuwy", min_size=1, max_size=12), min_size=1, max_size=80)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, min_size=1, max_size=5), st.integers(1, 3), st.sampled_from([BODY, INDENTED, JUSTIFIED]))
def test_all_words_come_out_in_order(paragraphs: list[list[str]], columns: int, style: ParagraphStyle) -> None:
    written = [" ".join(words).capitalize() + "." for words in paragraphs]
    extract = read_one(pdf_file(*((each, style) for each in written), columns=columns))
    assert " ".join(texts(extract)).split() == " ".join(written).split()


@settings(max_examples=40)
@given(st.integers(0, 2000), st.binary(min_size=1, max_size=40))
def test_damage_never_crashes(at: int, junk: bytes) -> None:
    from made_office_files import read

    data = pdf_file(WORDS_ONLY)
    at = 9 + at % (len(data) - 9)
    assert len(read(data[:at] + junk + data[at + len(junk) :])) == 1
