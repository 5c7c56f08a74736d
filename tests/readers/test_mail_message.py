"""Mail: headers, the part that is read, encodings, attachments, and broken messages."""

from __future__ import annotations

import base64
import sys
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_office_files import pdf_file, read, read_one, rows, texts, word_file

from quotes.errors import ReadError
from quotes.readers.extract import Extract, Piece
from quotes.readers.raw_document import RawDocument
from quotes.readers.reading import read_articles
from quotes.records import Article

BODY = "“They are old,” said Ivan Petrov — the harbour master.\n\nHe denied that the port was shut.\n"
PARAGRAPHS = ["“They are old,” said Ivan Petrov — the harbour master.", "He denied that the port was shut."]
PAGE = f"<html><head><style>p {{}}</style></head><body><p>{'</p><p>'.join(PARAGRAPHS)}</p></body></html>"


def made(subject: str = "Cranes to be tested", text: str | None = BODY, **headers: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = headers.get("From", "Jané Doe <jane@example.org>")
    mail["Subject"] = subject
    mail["Date"] = headers.get("Date", "Sun, 03 May 2026 23:15:00 +0200")
    mail["Message-ID"] = "<1@example.org>"
    if text is not None:
        mail.set_content(text)
    return mail


class PageReader(ModuleType):
    """A reader of HTML that notes what it was given, and reads its paragraphs."""

    def __init__(self) -> None:
        super().__init__("quotes.readers.html_page")
        self.given: list[RawDocument] = []

    def extracts(self, document: RawDocument) -> Iterator[Extract]:
        self.given.append(document)
        paragraphs = document.text.replace("</p>", "").split("<p>")[1:]
        yield Extract(pieces=[Piece(each.partition("<")[0], pointer="p") for each in paragraphs], language="en")


class NoReader(ModuleType):
    """A reader of HTML whose library is not installed."""

    def __getattr__(self, name: str) -> object:
        raise ImportError(name="some_library")


@pytest.fixture(scope="module", autouse=True)
def html_page() -> Iterator[PageReader]:
    with pytest.MonkeyPatch.context() as patch:
        reader = PageReader()
        patch.setitem(sys.modules, reader.__name__, reader)
        yield reader


@pytest.fixture
def page_reader(html_page: PageReader) -> list[RawDocument]:
    html_page.given.clear()
    return html_page.given


def test_headers_and_text() -> None:
    mail = made()
    mail.replace_header("From", '"Doe, Jané" <jane@example.org>')
    extract = read_one(mail.as_bytes())
    assert rows(extract) == [("headline", "Cranes to be tested", None), *(("body", each, None) for each in PARAGRAPHS)]
    assert (extract.title, extract.author, extract.date) == ("Cranes to be tested", "Doe, Jané", "2026-05-03")


@pytest.mark.parametrize(
    ("subject", "text", "kinds"),
    [
        ("Old cranes", f"OLD  cranes\n\n{BODY}", ["headline", "body", "body"]),
        ("Old cranes", f"Old cranes in the harbour\n\n{BODY}", ["body", "body", "body"]),
        ("", BODY, ["body", "body"]),
        ("PRESS RELEASE: Old cranes", f"Old cranes\n\n{BODY}", ["headline", "body", "body"]),
        ("Old cranes", f"PRESS RELEASE\n\nOld cranes\n\n{BODY}", ["headline", "body", "body"]),
        ("Old cranes", f"{BODY}\nJane Doe\nPress officer\nTel. 01632 960077\n", ["headline", "body", "body"]),
        ("Fwd: RE: Old cranes", f"Old cranes\n\n{BODY}", ["headline", "body", "body"]),
    ],
)
def test_a_subject_that_the_text_begins_with(subject: str, text: str, kinds: list[str]) -> None:
    assert [piece.kind for piece in read_one(made(subject, text).as_bytes()).pieces] == kinds


def test_headers_that_say_nothing() -> None:
    extract = read_one(b"From: jane@example.org\nDate: soon\nMIME-Version: 1.0\n\nOld.\n")
    assert (extract.title, extract.author, extract.date, texts(extract)) == (None, "jane@example.org", None, ["Old."])


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64", "8bit"])
def test_transfer_encodings(transfer: str) -> None:
    mail = made(text=None)
    mail.set_content(BODY, cte=transfer)
    assert texts(read_one(mail.as_bytes()))[1:] == PARAGRAPHS


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("utf-8", "cp1252"),
        ("us-ascii", "utf-8"),
        ("iso-8859-1", "utf-8"),
        ("iso-8859-1", "cp1252"),
        ("no-such-encoding", "utf-8"),
        ("koi8-r", "koi8-r"),
        ("utf-16", "utf-16"),
    ],
)
def test_encodings_declared_wrongly(declared: str, written: str) -> None:
    text = "Иван said: old." if written == "koi8-r" else PARAGRAPHS[0]
    head = f"From: a@b.org\nMIME-Version: 1.0\nContent-Type: text/plain; charset={declared}\n"
    data = head.encode() + b"Content-Transfer-Encoding: 8bit\n\n" + text.encode(written)
    if written == "utf-16":
        data = head.encode() + b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(text.encode(written))
    assert texts(read_one(data)) == [text]


@pytest.mark.parametrize(
    ("declared", "codes"),
    [("", ["guessed-encoding"]), ("; charset=utf-8", ["guessed-encoding"]), ("; charset=cp1252", [])],
)
def test_a_guessed_encoding_is_said(declared: str, codes: list[str]) -> None:
    head = f"From: a@b.org\nMIME-Version: 1.0\nContent-Type: text/plain{declared}\nContent-Transfer-Encoding: 8bit\n\n"
    extract = read_one(head.encode() + PARAGRAPHS[0].encode("cp1252"))
    assert (texts(extract), [each.code for each in extract.warnings]) == ([PARAGRAPHS[0]], codes)


def test_halves_of_surrogate_pairs_are_not_read() -> None:
    head = "From: =?utf-7?q?+2AA-?= <a@b.org>\nSubject: =?utf-7?q?+2AA-?=\nMIME-Version: 1.0\n"
    extract = read_one(f"{head}Content-Type: text/plain; charset=utf-7\n\nOld +2AA-.".encode())
    "".join([*texts(extract), extract.title or "", extract.author or ""]).encode()
    assert len(extract.pieces) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_headers_that_are_not_encoded(encoding: str) -> None:
    data = "From: Jané <a@b.org>\nSubject: “Old” cranes\nMIME-Version: 1.0\n\nThey are.".encode(encoding)
    extract = read_one(data)
    assert (extract.title, extract.author) == ("“Old” cranes", "Jané")


def test_flowed_text_is_joined() -> None:
    mail = made(text="They are \nold.\n\nVery \nold.\n")
    mail.set_param("format", "flowed")
    assert texts(read_one(mail.as_bytes()))[1:] == ["They are old.", "Very old."]


def test_plain_text_is_read_rather_than_html(page_reader: list[RawDocument]) -> None:
    mail = made()
    mail.add_alternative(PAGE, subtype="html")
    assert texts(read_one(mail.as_bytes()))[1:] == PARAGRAPHS
    assert page_reader == []


@pytest.mark.parametrize("plain", ["", "View this in a browser."])
def test_html_is_read_where_the_plain_text_is_short(plain: str, page_reader: list[RawDocument]) -> None:
    mail = made(text=plain)
    mail.add_alternative(PAGE, subtype="html")
    extract = read_one(mail.as_bytes(), "a.eml")
    assert rows(extract)[1:] == [("body", each, "p") for each in PARAGRAPHS]
    assert (extract.language, extract.author) == ("en", "Jané Doe")
    assert [document.name for document in page_reader] == ["the text of a.eml"]


def test_html_in_another_encoding_without_replies(page_reader: list[RawDocument]) -> None:
    pytest.importorskip("lxml")
    reply = "<div class='gmail_quote'><p>Are they?</p></div><blockquote type='cite'><p>Are they?</p></blockquote>"
    mail = made(text=None)
    mail.set_content(PAGE.replace("</body>", f"{reply}</body>"), subtype="html", charset="cp1252")
    assert texts(read_one(mail.as_bytes()))[1:] == PARAGRAPHS
    mail = made("Fwd: Cranes", text=None)
    mail.set_content(PAGE.replace("</body>", f"{reply}</body>"), subtype="html")
    assert texts(read_one(mail.as_bytes()))[1:] == [*PARAGRAPHS, "Are they?", "Are they?"]


def test_without_the_reader_of_html_the_attachments_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "quotes.readers.html_page", NoReader("quotes.readers.html_page"))
    mail = made(text=None)
    mail.set_content(PAGE, subtype="html")
    mail.add_attachment("Old.\n", filename="old.txt")
    error, attached = read(mail.as_bytes(), "a.eml")
    needs = "the text of a.eml is HTML, which needs the extra html: pip install '.[html]' in the folder of quotes"
    assert str(error) == needs
    assert isinstance(attached, Extract)
    assert (attached.name, texts(attached)) == ("old.txt", ["Old."])


def test_attached_articles() -> None:
    mail = made()
    mail.add_attachment(
        word_file(("Title", "Ferries")), maintype="application", subtype="octet-stream", filename="a.docx"
    )
    mail.add_attachment(pdf_file("They sail."), maintype="application", subtype="pdf", filename="b.pdf")
    mail.add_attachment("They sail\n", filename="ç.txt", charset="cp1252")
    mail.add_attachment("They sink\n", filename="../ç.txt")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="c.png")
    inner = made("Trains", "They run.\n")
    inner.add_attachment("They stop.\n", filename="d.txt")
    mail.add_attachment(inner)
    mail.add_attachment(b"%PDF-1.7\n", maintype="application", subtype="pdf", filename="broken.pdf")
    mail.add_attachment("Planes fly.\n", filename="e.txt")
    found = read(mail.as_bytes(), "m.eml")
    assert [(each.name, texts(each)) if isinstance(each, Extract) else str(each) for each in found] == [
        ("", ["Cranes to be tested", *PARAGRAPHS]),
        ("a.docx", ["Ferries"]),
        ("b.pdf", ["They sail."]),
        ("ç.txt", ["They sail"]),
        ("ç.txt (2)", ["They sink"]),
        ("5", ["Trains", "They run."]),
        ("5/d.txt", ["They stop."]),
        "broken.pdf in m.eml is a damaged PDF file, or none: open it and save it again",
        ("e.txt", ["Planes fly."]),
    ]


def test_a_mail_with_attachments_only() -> None:
    mail = made(text="")
    mail.add_attachment("They sail.\n", filename="a.txt")
    assert [each.name for each in read(mail.as_bytes()) if isinstance(each, Extract)] == ["a.txt"]


def test_articles_are_told_by_content_and_have_exact_offsets(tmp_path: Path) -> None:
    mail = made()
    mail.add_attachment("They sail.\n", filename="a.txt")
    path = tmp_path / "mail.bin"
    path.write_bytes(b"From - Sun May 03 2026\nX-Empty:\nX-2: b\n" + mail.as_bytes())
    first, second = read_articles(str(path))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert [(block.kind, first.text[block.start : block.end]) for block in first.blocks] == [
        ("headline", "Cranes to be tested"),
        *(("body", each) for each in PARAGRAPHS),
    ]
    assert (first.id, second.id, second.text) == (str(path), f"{path}#a.txt", "They sail.")


def test_parts_that_lie_in_each_other_very_deeply() -> None:
    part = "Content-Type: multipart/mixed; boundary=b{0}\n\n--b{0}\n"
    data = "From: a@b.org\nMIME-Version: 1.0\n" + "".join(part.format(number) for number in range(1500)) + "\nOld."
    found = read(data.encode())
    assert len(found) == 1


@pytest.mark.parametrize(
    "head",
    [
        "Content-Type: multipart/mixed",
        "Content-Type: multipart/mixed; boundary=x",
        "Content-Type: ;;;",
        "Content-Type: text/plain; charset*=''%FF",
        "Content-Transfer-Encoding: base64",
        "Content-Transfer-Encoding: x-nonsense",
        "Content-Disposition: inline; filename*0*=",
        "Subject: =?utf-8?b?!!!?= =?x?q?y?=",
        "From: <<<>>>@,;:",
        "Date: Mon, 99 Foo 99999 99:99:99 +9999",
        "Content-Type: message/rfc822",
    ],
)
def test_broken_headers(head: str) -> None:
    found = read(f"From: a@b.org\nMIME-Version: 1.0\n{head}\n\nThey are old.\n".encode())
    assert found
    if "base64" not in head and "rfc822" not in head:
        assert any("They are old." in texts(each) for each in found if isinstance(each, Extract))


def _whole() -> bytes:
    mail = made()
    mail.add_alternative(PAGE, subtype="html")
    mail.add_attachment("They sail.\n", filename="ç.txt")
    mail.add_attachment(made("Trains", "They run.\n"))
    return mail.as_bytes()


WHOLE = _whole()


@settings(max_examples=100)
@given(st.integers(0, len(WHOLE)), st.integers(0, 40), st.binary(max_size=20))
def test_damage_never_crashes(at: int, length: int, junk: bytes) -> None:
    found = read(WHOLE[:at] + junk + WHOLE[at + length :], format="mail")
    assert all(isinstance(each, Extract | ReadError) for each in found)


LINES = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=30).map(lambda text: f"x{text}.")


@given(st.lists(LINES, min_size=1, max_size=5))
def test_all_paragraphs_come_out(paragraphs: list[str]) -> None:
    extract = read_one(made("", "\n\n".join(paragraphs) + "\n").as_bytes())
    assert texts(extract) == paragraphs
