"""The documents by which readers are measured hold whole articles, are the same each time, and open in libraries."""

from __future__ import annotations

import csv
import email
import email.policy
import hashlib
import html
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from typing import get_args

import docx
import lxml.etree
import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_inputs import LAYOUTS, MadeDocument, make_documents
from made_inputs.furniture import Furniture
from made_inputs.inline_markup import Entities, InlineMarkup
from made_inputs.news_copy import NewsCopy, news_copy
from made_inputs.text_exports import mojibake_text
from made_inputs.web_pages import SKELETONS

ROOT = Path(__file__).parents[1]
ARTICLES = sorted((ROOT / "fixtures").glob("*.txt"))
OWN = """Café Zoë’s “pasta tax” is back

“We’ll pay £3 – or €4 – more from Monday…” said Zoë Núñez, who owns the café.

The council answered: “Nobody asked her to.” [It] added that 5 < 6 & “rules are rules”.
"""
TEXTS = [*(path.read_text(encoding="utf-8") for path in ARTICLES), OWN]


def _made(seed: int, count: int = len(LAYOUTS)) -> list[MadeDocument]:
    return list(islice(make_documents(TEXTS, seed), count))


@pytest.fixture(scope="module")
def documents() -> list[MadeDocument]:
    return _made(1, 2 * len(LAYOUTS))


def _digest(documents: Sequence[MadeDocument]) -> str:
    return hashlib.sha256(b"".join(document.name.encode() + document.data for document in documents)).hexdigest()


def test_the_same_seed_gives_the_same_bytes_in_another_process_and_another_seed_others() -> None:
    program = "import test_made_inputs as t; print(t._digest(t._made(1)))"
    environment = os.environ | {"PYTHONHASHSEED": "77", "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    other = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert other.stdout.strip() == _digest(_made(1)) != _digest(_made(2))


def test_names_of_documents_differ_and_there_are_ten_skeletons_of_pages(documents: list[MadeDocument]) -> None:
    assert len({document.name for document in documents}) == len(documents)
    assert len(SKELETONS) >= 10
    assert {path.stem for path in (ROOT / "tests" / "made_inputs" / "skeletons").iterdir()} == {
        each.name for each in SKELETONS
    }


def _of_page(data: bytes | str) -> str:
    tree = lxml.html.fromstring(data)
    for element in tree.xpath("//script | //style | //head"):
        element.drop_tree()
    return str(tree.text_content())


def _of_word(data: bytes) -> str:
    body = docx.Document(io.BytesIO(data)).element.body
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return "\n".join("".join(each.text or "" for each in p.iter(name + "t")) for p in body.iter(name + "p"))


def _of_mail(data: bytes) -> str:
    mail = email.message_from_bytes(data, policy=email.policy.default)
    parts = []
    for part in mail.walk():
        if part.get_content_type() == "text/plain":
            parts.append(part.get_content().replace(" \n", " "))
        elif part.get_content_type() == "text/html":
            parts.append(_of_page(part.get_content()))
    return "\n".join([str(mail["Subject"]), *parts])


def _of_rows(data: bytes) -> str:
    rows = [json.loads(line) for line in data.decode().splitlines()]
    return "\n".join(_of_page(f"<p>{value}</p>") for row in rows for value in row.values())


def _of_table(data: bytes) -> str:
    encoding = "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "cp1252"
    text = data.decode(encoding)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in text.splitlines()[0] else ","))
    assert len({len(row) for row in rows}) == 1
    return "\n".join(cell for row in rows for cell in row)


def _of_xml(data: bytes) -> str:
    text = "\n".join(map(str, lxml.etree.fromstring(data).itertext()))
    return text if b"application/xhtml+xml" in data else _of_page(f"<div>{text}</div>")


def _of_item(data: bytes) -> str:
    item = json.loads(data)
    bodies = item.get("bodies", [{"value": item.get("body_html")}])
    headlines = item.get("headlines", [{"value": item.get("headline")}])
    return headlines[0]["value"] + "\n" + _of_page(bodies[0]["value"].replace("</p>", "</p>\n"))


def _of_pdf(data: bytes) -> str:
    pdfium = pytest.importorskip("pypdfium2")
    pages = [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(data)]
    text = re.sub("(?:\x02|\ufffe|-)\\s+", "", "\n".join(pages))
    return text.replace("ﬁ", "fi").replace("ﬂ", "fl")


def _of_markdown(data: bytes) -> str:
    return re.sub(r"\\(?=\W)", "", re.sub(r"\]\(http[^)]*\)|(?<!\\)[\[*_]", "", data.decode()))


def _of_text(data: bytes) -> str:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252")
    text = html.unescape(html.unescape(text))
    return _sloppy(text) if "â€" in text or "Ã" in text else text


def _sloppy(text: str) -> str:
    """Return the text that was read as cp1252, the closing mark restored where a byte was lost."""
    text = re.sub("â€(?![\x9d\u0080-\uffff])", "â€\x9d", text)
    return b"".join(c.encode("cp1252") if ord(c) > 255 else c.encode("latin-1") for c in text).decode()


WHOLE: dict[str, Callable[[bytes], str]] = {
    "html": _of_page,
    "docx": _of_word,
    "pdf": _of_pdf,
    "mail": _of_mail,
    "jsonl": _of_rows,
    "csv": _of_table,
    "feed": _of_xml,
    "newsml": _of_xml,
    "json": _of_item,
    "markdown": _of_markdown,
    "text": _of_text,
}
"""All text in a document of a format, what belongs to no article among it."""


@pytest.mark.parametrize("number", range(len(LAYOUTS)), ids=[f"{each.format}-{each.name}" for each in LAYOUTS])
def test_each_document_opens_and_holds_whole_articles(number: int, documents: list[MadeDocument]) -> None:
    for document in (documents[number], documents[number + len(LAYOUTS)]):
        assert document.layout is LAYOUTS[number]
        assert len(document.texts) == document.layout.articles
        found = _letters(WHOLE[document.layout.format](document.data))
        for text in document.texts:
            for paragraph in text.split("\n\n"):
                whole = document.layout.format != "pdf" or document.layout.name != "newspaper"
                pieces = [paragraph] if whole else re.findall(r"\w{5,}", paragraph)  # a column may end anywhere
                assert all(_letters(piece) in found for piece in pieces), f"{document.name}: {paragraph}"


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w", text))


def test_what_stands_around_an_article_is_never_in_it(documents: list[MadeDocument]) -> None:
    for document in documents:
        texts = [_letters(text) for text in document.texts]
        for place, furniture in document.furniture:
            assert (place == "pull quote") == any(_letters(furniture) in text for text in texts), furniture


def test_pages_have_furniture_with_quotations_and_claims(documents: list[MadeDocument]) -> None:
    for document in documents:
        if document.layout.format == "html":
            found = _letters(_of_page(document.data))
            shown = [(place, text) for place, text in document.furniture if _letters(text) in found]
            places = {place for place, _ in shown}
            assert {"caption", "related", "footer"} <= places, document.name
            assert sum(re.search("[“‘'\"]| say| said| told", text) is not None for _, text in shown) >= 4


def test_declared_encodings_are_those_of_the_bytes() -> None:
    declared = set()
    for document in _made(3, len(SKELETONS)):
        name = re.search(rb"charset=\"?([\w-]+)", document.data, re.IGNORECASE)
        assert name is not None
        declared.add(name[1].decode().lower())
        document.data.decode("utf-8" if name[1].lower() == b"utf-8" else "cp1252")
        assert b"\xef\xbf\xbd" not in document.data
    assert declared >= {"utf-8", "iso-8859-1"} or declared >= {"utf-8", "windows-1252"}


@given(
    st.lists(st.text(st.sampled_from("aé“”’\"'&<>—…8;"), min_size=1, max_size=4), min_size=1, max_size=12),
    st.sampled_from(get_args(Entities)),
    st.integers(0, 99),
)
def test_inline_markup_changes_no_character_but_blanks(words: list[str], entities: Entities, seed: int) -> None:
    text = " ".join(words)
    marked = InlineMarkup(entities, 1).paragraph(text, Random(seed), "https://paper.example/a")
    assert html.unescape(re.sub("<[^>]*>", "", marked)).replace("\xa0", " ") == text
    assert "\n" not in marked and (entities in ("raw", "marks") or marked.isascii())


def test_a_short_first_paragraph_is_the_headline_and_an_address_is_left_out() -> None:
    copy = news_copy("https://example.org/a\n\nRain at last\n\nIt rained on Monday.\n", Random(0))
    assert copy == NewsCopy("Rain at last", ("It rained on Monday.",))
    without = news_copy("It rained on Monday.\n\nIt did not on Tuesday.", Random(0))
    assert without.headline and without.paragraphs == ("It rained on Monday.", "It did not on Tuesday.")


def test_a_long_quotation_is_split_with_its_mark_repeated() -> None:
    long = "“" + " ".join(["We have seen nothing like this before in the whole valley."] * 6) + "”"
    copies = [news_copy(f"A headline\n\nShe said: {long}", Random(seed)) for seed in range(20)]
    split = [copy for copy in copies if len(copy.paragraphs) == 2]
    assert 0 < len(split) < 20
    for copy in split:
        assert copy.paragraphs[1].startswith("“We have") and not copy.paragraphs[0].endswith("”")
        assert f"{copy.paragraphs[0]} {copy.paragraphs[1].removeprefix('“')}" == f"She said: {long}"


def test_articles_that_an_encoding_lacks_go_into_other_layouts() -> None:
    made = list(islice(make_documents(["Łódź votes\n\n“Yes,” said Łukasz.", OWN], 5), len(LAYOUTS)))
    assert all(document.texts == (OWN.strip(),) for document in made if document.layout.name == "newspaper")
    with pytest.raises(ValueError, match="cp1252"):
        list(islice(make_documents(["Łódź votes\n\n“Yes,” said Łukasz."], 5), len(LAYOUTS)))


def test_mojibake_loses_a_byte_of_closing_marks_in_half_of_the_documents() -> None:
    copy = NewsCopy("Rain", ("“Rain,” said Zoë.",))
    made = {mojibake_text(copy, Furniture(Random(seed))).decode() for seed in range(12)}
    assert made == {"Rain\n\nâ€œRain,â€\x9d said ZoÃ«.", "Rain\n\nâ€œRain,â€ said ZoÃ«."}
