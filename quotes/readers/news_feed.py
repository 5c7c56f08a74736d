"""Reader of feeds: RSS and Atom, one article for each entry."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from typing import Any

import feedparser

from quotes.errors import MissingExtraError, ReadError
from quotes.readers.article_fields import with_headline
from quotes.readers.extract import Extract
from quotes.readers.html_body import body_extract, without_tags
from quotes.readers.raw_document import RawDocument

_HARMLESS = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)


def extracts(document: RawDocument) -> Iterator[Extract | ReadError]:
    """Yield the article of each entry, or an error for one without a text.

    After the entries of a feed that is cut off or otherwise broken comes an error that says so. Raises `ReadError` if
    it is no feed or has no entries. Nothing is loaded from the addresses in the feed.
    """
    headers = {"content-type": "application/xml; charset=utf-8"}
    data = document.text.strip().encode("utf-8", "replace")
    feed = feedparser.parse(io.BytesIO(data), response_headers=headers)
    problem = _problem(feed)
    if not feed.entries:
        reason = (
            f"is a broken feed: {problem}" if problem else "is no feed" if not feed.get("version") else "has no entries"
        )
        raise ReadError(f"{document.name} {reason}")
    for number, entry in enumerate(feed.entries, start=1):
        try:
            yield _extract(entry, document, number, feed.feed.get("language"))
        except MissingExtraError:
            raise
        except ReadError as error:
            yield error
    if problem:
        yield ReadError(f"{document.name} is a broken feed, which may have more entries: {problem}")


def _extract(entry: Any, document: RawDocument, number: int, language: str | None) -> Extract:
    place = f"entry {number}"
    title = without_tags(entry.get("title", "")) or None
    body = _body(entry, document, place)
    pieces = with_headline(title, body.pieces if body else (), place)
    if not any(piece.text.strip() for piece in pieces):
        raise ReadError(f"{document.name}, {place}: no text")
    return Extract(
        pieces=pieces,
        name=entry.get("id") or entry.get("link") or str(number),
        title=title,
        author=entry.get("author") or None,
        date=_date(entry, "published") or _date(entry, "updated"),
        url=entry.get("link") or None,
        language=language or None,
    )


def _body(entry: Any, document: RawDocument, place: str) -> Extract | None:
    """Return the longest of the contents and the summary of an entry: one may be the caption of a picture."""
    found = [each for each in [*entry.get("content", []), entry.get("summary_detail")] if each and each.value.strip()]
    if not found:
        return None
    longest = max(found, key=lambda each: len(each.value))
    return body_extract(longest.value, document, place, markup=longest.get("type") != "text/plain")


def _date(entry: Any, name: str) -> str | None:
    """Return a date in the form of ISO 8601, in UTC, or as it is written if that cannot be understood."""
    parsed = entry.get(f"{name}_parsed")
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", parsed) if parsed else entry.get(name) or None


def _problem(feed: Any) -> str | None:
    """Return what is wrong with a feed, None if it is well-formed or lacks only the definition of an entity."""
    error = feed.get("bozo_exception")
    if error is None or isinstance(error, _HARMLESS) or "undefined entity" in str(error):
        return None
    message = error.getMessage() if hasattr(error, "getMessage") else str(error)
    line = error.getLineNumber() if hasattr(error, "getLineNumber") else None
    return f"{message} in line {line}" if line else message
