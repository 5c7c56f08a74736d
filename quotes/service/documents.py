"""Documents in the bodies of requests: texts, files, JSON and forms."""

from __future__ import annotations

import codecs
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from email.message import Message
from typing import Any
from urllib.parse import parse_qsl

from quotes.reports.wording import in_one_line
from quotes.service.problems import ProblemError

ARTICLE_FIELDS = ("id", "title", "date", "url", "author", "language")
"""Fields of an article that a request can set."""

FORMATS: Mapping[str, str | None] = {
    "text/plain": "text",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "text/csv": "csv",
    "application/x-ndjson": "jsonl",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "message/rfc822": "mail",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/vnd.iptc.g2.newsitem+xml": "newsml",
    "application/json": "json",
    "application/ld+json": "json",
    "application/feed+json": "json",
    "application/xml": None,
    "text/xml": None,
    "application/octet-stream": None,
}
"""Media types that are read, each with its format in `quotes.readers.input_formats`, None if the content tells it."""

MULTIPART = "multipart/form-data"

UNNAMED = "article"
"""Name of a document that has none."""

_CONTENTS = ("text", "html")
"""Fields of JSON and of forms that have an article as text, and the formats that it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that holds one article: its bytes, and its name, which is the id of an article that has none.

    ``format`` is that of `quotes.readers.input_formats`, None if the content tells it. ``charset`` is the encoding that
    the request declares. ``fields`` are those of `ARTICLE_FIELDS` that the request sets.
    """

    data: bytes
    name: str = UNNAMED
    format: str | None = None
    charset: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ContentType:
    """Media type of a content, its charset, and the boundary of its parts."""

    media_type: str
    charset: str | None = None
    boundary: str | None = None


def content_type(value: str) -> ContentType:
    """Return what a Content-Type says. Raises `ProblemError` 415 if it is none that is read, or names no charset."""
    header = Message()
    header["Content-Type"] = in_one_line(value) or "application/octet-stream"
    media_type = header.get_content_type()
    if media_type not in FORMATS and media_type != MULTIPART:
        known = ", ".join([*FORMATS, MULTIPART])
        raise ProblemError(415, f"articles of the type {media_type} are not read: send {known}")
    charset = header.get_content_charset()
    if charset:
        with suppress(LookupError, ValueError):
            if not codecs.lookup(charset)._is_text_encoding:
                raise LookupError
            return ContentType(media_type, charset, header.get_boundary())
        raise ProblemError(415, f"unknown charset {charset}: use a name such as utf-8 or windows-1252")
    return ContentType(media_type, None, header.get_boundary())


def document_of(data: bytes, kind: ContentType, query: str = "") -> Document:
    """Return the document in the body of a request; a query can set fields of the article.

    Raises `ProblemError` 400, 415 or 422 if there is none in it.
    """
    fields = _article_fields(dict(parse_qsl(query)))
    if kind.media_type == MULTIPART:
        found = _of_form(data, kind)
    elif kind.media_type == "application/json":
        found = _of_json(data, kind)
    else:
        found = Document(data=data, format=FORMATS[kind.media_type], charset=kind.charset)
    return _named(replace(found, fields={**fields, **found.fields}))


def _named(document: Document) -> Document:
    if name := document.fields.get("id"):
        return replace(document, name=name)
    return document


def _of_json(data: bytes, kind: ContentType) -> Document:
    """Return the document of an object with `ARTICLE_FIELDS` and a text, or of JSON in other forms as readers know it.

    JSON is UTF-8 as of RFC 8259; another charset that is declared holds all the same.
    """
    try:
        value = json.loads(data.decode(kind.charset or "utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ProblemError(400, f"the body is not {(kind.charset or 'utf-8').upper()}: {error.reason}") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise ProblemError(400, f"the body is not JSON: {error.msg} in {place}") from None
    except (ValueError, RecursionError):
        raise ProblemError(400, "the body is not JSON that can be read: too deep, or a number too long") from None
    own = {*_CONTENTS, *ARTICLE_FIELDS}
    if isinstance(value, dict) and value.keys() <= own and value.keys() & {*_CONTENTS}:
        return _of_fields(value)
    return Document(data=data, format="json", charset=kind.charset)


def _of_fields(value: Mapping[str, Any]) -> Document:
    given = {name: each for name, each in value.items() if each is not None}
    if wrong := [name for name, each in given.items() if not isinstance(each, str)]:
        raise ProblemError(422, f"{wrong[0]} is not a string")
    contents = [name for name in _CONTENTS if name in given]
    if len(contents) != 1:
        raise ProblemError(422, "an article has either text or html")
    data = _encoded(given[contents[0]], contents[0])
    return Document(data=data, format=contents[0], charset="utf-8", fields=_article_fields(given))


def _of_form(data: bytes, kind: ContentType) -> Document:
    """Return the document of a form: that of its one file, or of its field `text` or `html`."""
    from python_multipart.exceptions import FormParserError
    from python_multipart.multipart import File, FormParser

    if not kind.boundary:
        raise ProblemError(400, "the form has no boundary")
    fields: dict[str, str] = {}
    files: list[File] = []

    def take_field(one: Any) -> None:
        fields[_text(one.field_name)] = _text(one.value)

    in_memory = {"MAX_MEMORY_FILE_SIZE": float("inf")}
    try:
        parser = FormParser(MULTIPART, take_field, files.append, boundary=kind.boundary, config=in_memory)
        parser.write(data)
        parser.finalize()
    except (FormParserError, ValueError) as error:
        raise ProblemError(400, f"the form cannot be read: {error}") from None
    if not files:
        return _of_fields({name: value for name, value in fields.items() if name in {*_CONTENTS, *ARTICLE_FIELDS}})
    if len(files) > 1:
        raise ProblemError(422, f"the form has {len(files)} files: send each by itself")
    file = files[0]
    file.file_object.seek(0)
    part = content_type(_text(getattr(file, "content_type", None)))
    name = in_one_line(_text(file.file_name)).rpartition("/")[2].rpartition("\\")[2] or UNNAMED
    return Document(
        data=file.file_object.read(),
        name=name,
        format=FORMATS.get(part.media_type),
        charset=part.charset,
        fields=_article_fields(fields),
    )


def _text(value: bytes | str | None) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value or ""


def _article_fields(given: Mapping[str, str]) -> dict[str, str]:
    """Return those of some values that are fields of an article, each in one line."""
    found = {name: given[name] for name in ARTICLE_FIELDS if given.get(name)}
    for name, value in found.items():
        _encoded(value, name)
        if not value.isprintable():
            raise ProblemError(422, f"{name} has control characters: leave them out")
    return found


def _encoded(text: str, name: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise ProblemError(422, f"{name} has halves of surrogate pairs, which are no characters") from None
