"""Articles in records: mappings of names to values, such as rows of CSV, JSON objects and front matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from quotes.errors import ReadError
from quotes.readers.bylines import byline
from quotes.readers.extract import Extract, Piece
from quotes.readers.html_body import body_extract, without_tags
from quotes.readers.raw_document import RawDocument, ReadingOptions

Record = Mapping[str, Any]

TEXT = (
    *("text", "body", "content", "article"),
    *("body_text", "body_html", "body_xhtml", "bodies", "articleBody", "content_text", "content_html"),
)
ID = ("id", "guid", "url", "uri", "@id")
TITLE = ("title", "headline", "headlines")
DATE = ("date", "published", "pubdate", "versioncreated", "datePublished", "date_published", "published_at")
AUTHOR = ("author", "authors", "byline", "by", "creator")
URL = ("url", "link", "uri")
LANGUAGE = ("language", "lang", "inLanguage")
"""Names of fields, tried in this order: common ones, then those of ninjs, schema.org and JSON Feed."""


def check_names(options: ReadingOptions, names: Iterable[str], document: str, kind: str) -> None:
    """Raise `ReadError` if a field that the options name, or one for the text, is not among these names.

    The kind of name ("column") and the name of the document are for the message.
    """
    found = list(dict.fromkeys(names))
    known = {name.casefold() for name in found}
    its = f"its {kind}s are {', '.join(found)}" if found else f"it has no {kind}s"
    for given in (options.text_field, options.id_field, options.title_field, options.date_field):
        if given is not None and given.casefold() not in known:
            raise ReadError(f"{document} has no {kind} {given}: {its}")
    if options.text_field is None and not known & {name.casefold() for name in TEXT}:
        raise ReadError(f"{document} has no {kind} text, body, content or article: {its}; name one with --text-field")


def field_text(record: Record, names: Sequence[str], given: str | None = None, between: str = "\n\n") -> str | None:
    """Return the text of the first of some fields that has one, or of the field that is given, or None.

    Upper and lower case do not matter. What is `between` stands between the texts of a list.
    """
    if given is not None and given in record:
        return _text(record[given], between)
    by_name = {str(name).casefold(): value for name, value in record.items()}
    values = (by_name.get(name.casefold()) for name in (names if given is None else (given,)))
    return next((text for value in values if (text := _text(value, between)) is not None), None)


def record_extract(record: Record, document: RawDocument, name: str, place: str) -> Extract:
    """Return the article of a record of a document; the name is for a record without an id.

    The place ("line 12") becomes the pointer of its text, and stands in messages. Raises `ReadError` if the record has
    no text, or text in HTML that cannot be read.
    """
    options = document.options
    text = field_text(record, TEXT, options.text_field)
    if text is None:
        raise ReadError(f"{document.name}, {place}: no text")
    body = body_extract(text, document, place)
    title = field_text(record, TITLE, options.title_field)
    title = without_tags(title) if title else None
    author = field_text(record, AUTHOR, between=", ")
    url = field_text(record, URL)
    return replace(
        body,
        pieces=with_headline(title, body.pieces, place),
        name=field_text(record, ID, options.id_field) or name,
        title=title or body.title,
        date=field_text(record, DATE, options.date_field) or body.date,
        author=(byline(author) or author) if author else body.author,
        url=url if url and url.startswith(("http://", "https://")) else body.url,
        language=field_text(record, LANGUAGE) or body.language,
    )


def with_headline(title: str | None, pieces: Sequence[Piece], pointer: str | None = None) -> tuple[Piece, ...]:
    """Return the pieces of an article with its title as the headline in front, unless they begin with it already."""
    if not title or not title.strip() or any(piece.kind == "headline" for piece in pieces):
        return tuple(pieces)
    title = title.strip()
    headline = Piece(title, "headline", pointer)
    first, *others = pieces or (Piece(""),)
    line, _, rest = first.text.lstrip().partition("\n")
    if " ".join(line.split()) == " ".join(title.split()):
        return (replace(first, text=line, kind="headline"), replace(first, text=rest, directives=()), *others)
    return (headline, *pieces)


def _text(value: object, between: str = "\n\n") -> str | None:
    """Return the text of a value, None if it has none that can be seen.

    An object has it in `rendered` (WordPress), `value` (ninjs) or `name` (schema.org). Of a list of values by role, the
    main one counts.
    """
    if isinstance(value, list):
        by_role = [each for each in value if isinstance(each, Mapping) and "value" in each]
        if by_role:
            return _text(next((each for each in by_role if each.get("role") == "main"), by_role[0]))
        return between.join(filter(None, (_text(each) for each in value if not isinstance(each, list)))) or None
    if isinstance(value, Mapping):
        value = next((value[key] for key in ("rendered", "value", "name") if isinstance(value.get(key), str)), None)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) and value.strip() else None
