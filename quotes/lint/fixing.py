"""Edits of findings made in the files of articles, which stay otherwise as they are, to the byte."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.errors import QuotesError
from quotes.lint.lint_rule import Finding
from quotes.lint.placing import ArticlePlaces, Change, changed
from quotes.readers.input_formats import format_of
from quotes.readers.raw_document import RawDocument
from quotes.records import Article
from quotes.runtime.whole_file import whole_file

_MARKED = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Fix:
    """Bytes of a file after edits, the edits as changes of its text, and the findings that they mend."""

    data: bytes
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]


def fix(article: Article, findings: Sequence[Finding], document: RawDocument) -> Fix:
    """Return what the edits of findings make of the document that an article was read from.

    The edits of a finding are made all or not at all: not if they overlap with those of an earlier one, or if the words
    are not in the document as they are in the article. Raises `QuotesError` if the document is neither plain text nor
    Markdown, is no longer that article, or cannot be written in its encoding.
    """
    format = format_of(document)
    if format is not None and format.name != _MARKDOWN:
        raise QuotesError(f"{document.name}: --fix changes plain text and Markdown only, and this is {format.kind}")
    source = document.text
    if format is None and source != article.text:
        raise QuotesError(f"{document.name}: not fixed, for the file is not the text that was read")
    places = ArticlePlaces(article, source)
    changes: list[Change] = []
    mended: list[Finding] = []
    for finding in findings:
        wanted = _changes(finding, article, places, source)
        if wanted and not any(_clash(one, other) for one in wanted for other in changes):
            changes += (one for one in wanted if one not in changes)
            mended.append(finding)
    return Fix(_encoded(changed(source, changes), document), tuple(changes), tuple(mended))


def write_fix(path: str, data: bytes) -> None:
    """Replace a file, whole or not at all. Raises `OutputError`."""
    from pathlib import Path

    with whole_file(Path(path)) as stream:
        stream.buffer.write(data)


def _changes(finding: Finding, article: Article, places: ArticlePlaces, source: str) -> list[Change]:
    """Return the edits of a finding as changes of the document, none if one of them cannot be made there."""
    found: list[Change] = []
    for edit in finding.edits:
        place = places.in_source(edit.span)
        if place is None or source[place.start : place.end] != article.text_of(edit.span):
            return []
        found.append((place.start, place.end, edit.text))
    return found


def _clash(one: Change, other: Change) -> bool:
    return one != other and one[0] < other[1] and other[0] < one[1]


def _encoded(text: str, document: RawDocument) -> bytes:
    """Return a text as the bytes of a document, in its encoding and with its byte order mark. Raises `QuotesError`."""
    given = document.decoded
    mark, codec = next(
        ((mark, codec) for mark, codec in _MARKED if document.data.startswith(mark)), (b"", given.encoding)
    )
    try:
        if mark + given.text.encode(codec) != document.data:
            raise QuotesError(f"{document.name}: not fixed, for not all of it can be written back as it is")
        return mark + text.encode(codec)
    except UnicodeEncodeError as error:
        character = error.object[error.start]
        raise QuotesError(
            f"{document.name}: not fixed, for its encoding, {codec}, has no {character}: save it as UTF-8"
        ) from None
