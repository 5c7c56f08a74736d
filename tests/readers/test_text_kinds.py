"""Kinds of text that are not plain, and articles that only look a little like them."""

from __future__ import annotations

import json
from email.message import EmailMessage

import pytest

from quotes.readers.text_kinds import binary_kind, is_mail, other_kind

PARAGRAPH = "“The cranes,” said Ivan Petrov, the harbour master, “are older than I am.” He denied it. "
PAGE = f"<div class='top'><h1>Cranes</h1>\n<p>{PARAGRAPH * 9}</p>\n<p>{PARAGRAPH * 9}</p></div>\n"
RECORD = {"title": "Cranes", "text": PARAGRAPH, "tags": ["harbour"]}
CUT_FROM_A_PAGE = f"Cranes\n<p class='first'>{PARAGRAPH}</p>\n" + f"<p>{PARAGRAPH}<br/></p>\n" * 5 + "Share this"
ROWS = 'id,title,text\n1,Cranes,"“The cranes,” said Ivan\nPetrov, the master."\n2,Ferries,They sail.\n'


def mail() -> str:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "press@example.org", "news@example.org", "Cranes " * 20
    message.set_content(PARAGRAPH)
    return message.as_string()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("HTML", PAGE),
        ("HTML", CUT_FROM_A_PAGE),
        ("HTML", f"\n<!DOCTYPE html>\n<title>Cranes</title>\n<p>{PARAGRAPH}"),
        ("HTML", f'<html lang="en">{PARAGRAPH}'),
        ("XML", f'<?xml version="1.0" encoding="UTF-8"?>\n<news><item>{PARAGRAPH}</item></news>'),
        ("XML", f"<news><item>{PARAGRAPH}</item><item>{PARAGRAPH}</item></news>\n"),
        ("JSON", json.dumps(RECORD)),
        ("JSON", json.dumps([RECORD, RECORD], indent=2)),
        ("JSON Lines", f"{json.dumps(RECORD)}\n{json.dumps(RECORD)}\n"),
        ("mail", mail()),
        ("CSV", ROWS),
        ("CSV", ROWS.replace(",", "\t")),
        ("RTF", "{\\rtf1\\ansi\\ansicpg1252 " + PARAGRAPH + "}"),
    ],
)
def test_text_that_is_not_plain(kind: str, text: str) -> None:
    assert other_kind(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        PARAGRAPH,
        f"<b>Cranes to be tested</b>\n\n{PARAGRAPH * 20}",
        f"“Put it between <p> and </p>,” she said. {PARAGRAPH}",
        f"{PARAGRAPH * 20}\n" + "<br>\n" * 6,
        f"{PARAGRAPH}\n\n<tweet id='1'>The port is shut</tweet>\n" * 8,
        "3 < 4, and 5 > 4, he said. " * 50,
        f"[Photo: the harbour] {PARAGRAPH}",
        f"[1]\n\n{PARAGRAPH}",
        f"{{{{ headline }}}}\n\n{PARAGRAPH}",
        "{}",
        "[" * 100_000,
        f"From: the press office\nDate: 3 May\nSubject: cranes\n\n{PARAGRAPH}",
        f"From: our own correspondent\nReceived: with thanks.\n{PARAGRAPH}",
        "Doria, Varda, Selm\nAnna, Jo, Mina\nOne, two, three\n",
        "One, said Jo.\nTwo,\nThree, said Jo.\n",
        f"# Cranes\n\n- *{PARAGRAPH}*\n\n- [link](https://example.org)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> x",
        "---\ntitle: Cranes\n---\n\nThey are old.",
    ],
)
def test_plain_text(text: str) -> None:
    assert other_kind(text) is None


HEADERS = "Received: from here\n\tby there\nX-Empty:\nX-Level-2: b\nFrom: a@b.org\nSubject: Crâne\n\nOld — “very”.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("first", ["", "From a@b.org Sun May  3 10:15:00 2026\n"])
def test_mail_in_any_encoding(encoding: str, line_end: str, first: str) -> None:
    assert is_mail((first + HEADERS).replace("\n", line_end).encode(encoding))


@pytest.mark.parametrize(
    "text", ["", "From the port\n\nOld.", HEADERS.replace("Received", "Taken"), f"Dear all,\n{HEADERS}", PAGE]
)
def test_what_is_no_mail(text: str) -> None:
    assert not is_mail(text.encode())


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04....word/document.xml", "a Word document"),
        (b"PK\x03\x04....word/document2.xml", "a Word document"),
        (b"PK\x03\x04....xl/workbook.xml", "a zip archive or an office document (odt, epub)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..", "an office document (doc)"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1.." + "EncryptedPackage".encode("utf-16-le"),
            "an office document protected with a password",
        ),
        (b"word/document.xml", None),
    ],
)
def test_binary_kinds(data: bytes, kind: str | None) -> None:
    assert binary_kind(data) == kind
