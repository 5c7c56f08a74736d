"""Documents in bodies: what is sent is what is read, and nonsense is a problem."""

from __future__ import annotations

import json
import string
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import ReadError
from quotes.readers.raw_document import ReadingOptions
from quotes.service.documents import FORMATS, MULTIPART, ContentType, content_type, document_of
from quotes.service.media_types import chosen_type
from quotes.service.problems import ProblemError
from quotes.service.work import read_document

JSON = ContentType("application/json")
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(lambda text: text.lstrip("\ufeff"))
NAMES = st.text(string.printable[:95], min_size=1)


@given(TEXTS, NAMES)
def test_the_text_of_json_is_read_as_it_is(text: str, name: str) -> None:
    article = read_document(document_of(json.dumps({"text": text, "id": name}).encode(), JSON), ReadingOptions())
    assert (article.text, article.id) == (text, name)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda each: st.lists(each) | st.dictionaries(st.sampled_from(["text", "html", "id", "title", "x"]), each),
    )
)
def test_any_json_is_an_article_or_a_problem(value: object) -> None:
    with suppress(ProblemError, ReadError):
        assert read_document(document_of(json.dumps(value).encode(), JSON), ReadingOptions()).text is not None


@given(st.binary(max_size=300), st.sampled_from([*FORMATS, MULTIPART]), st.sampled_from([None, "utf-8", "utf-16"]))
def test_any_bytes_are_an_article_or_a_problem(data: bytes, media_type: str, charset: str | None) -> None:
    with suppress(ProblemError, ReadError):
        read_document(document_of(data, ContentType(media_type, charset, "x")), ReadingOptions())


@given(st.text())
def test_any_headers_are_understood_or_a_problem(value: str) -> None:
    with suppress(ProblemError):
        assert content_type(value).media_type in {*FORMATS, MULTIPART}
    with suppress(ProblemError):
        assert chosen_type(value, ["text/html"]) == "text/html"


def test_parts_of_forms_have_types_and_names_of_their_own() -> None:
    part = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="../../a b.txt"\r\n'
        b"Content-Type: text/plain; charset=windows-1252\r\n\r\ncaf\xe9\r\n--x\r\n"
        b'Content-Disposition: form-data; name="author"\r\n\r\nMina Okafor\r\n--x--\r\n'
    )
    document = document_of(part, ContentType(MULTIPART, None, "x"))
    assert (document.name, document.format, document.charset) == ("a b.txt", "text", "windows-1252")
    assert document.fields == {"author": "Mina Okafor"}
    assert read_document(document, ReadingOptions()).text == "café"
