"""Reader of mail: the subject as headline, the text without signature and replies, and attached articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from email.policy import compat32, default
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import PurePath
from typing import Any

from quotes.errors import ReadError
from quotes.readers.extract import Extract, Piece
from quotes.readers.input_formats import extracts as extracts_of
from quotes.readers.input_formats import format_named, format_of
from quotes.readers.mail_parts import file_name, header, one_line, part_bytes, part_text, part_type, raw_header, safely
from quotes.readers.mail_text import body_paragraphs, lined_paragraphs, sent_paragraphs, without_replies
from quotes.readers.press_release import copy_of, without_label
from quotes.readers.raw_document import RawDocument
from quotes.records import ArticleWarning

_PREFIXES = re.compile(r"(?:\s*(?:re|aw|sv|fwd?|wg|tr)\s*(?:\[\d+\])?:)+\s*", re.IGNORECASE)
_FORWARD_PREFIX = re.compile(r"\s*(?:fwd?|wg|tr)\s*:", re.IGNORECASE)
_ARTICLE_SUFFIXES = (".docx", ".pdf", ".txt", ".eml")
_ARTICLE_TYPES = ("application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
_MUCH_SHORTER = 0.5
_NOT_VISIBLE = re.compile(r"<(head|style|script)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>|&\w+;|\s+", re.DOTALL | re.IGNORECASE)


def extracts(document: RawDocument) -> Iterator[Extract | ReadError]:
    """Yield the article in a mail, then those attached to it (docx, pdf, txt, eml), or errors in their place.

    Raises `ReadError` for parts that lie in each other too deeply.
    """
    try:
        yield from _extracts(_parsed(document.data), document)
    except RecursionError:
        raise ReadError(f"the parts of {document.name} lie in each other too deeply") from None


def _parsed(data: bytes) -> Message:
    try:
        return message_from_bytes(data, policy=default)
    except RecursionError:
        raise
    except Exception:  # some broken headers break the parser of the library, too
        return message_from_bytes(data, policy=compat32)


def _extracts(message: Message, document: RawDocument) -> Iterator[Extract | ReadError]:
    leaves = list(_leaves(message))
    attached = [part for part in leaves if _is_article(part)]
    try:
        article = _article(message, [part for part in leaves if _is_body(part)], document)
        if not attached or any(piece.kind != "headline" for piece in article.pieces):
            yield article
    except ReadError as error:
        yield error
    names: list[str] = []
    for number, part in enumerate(attached, start=1):
        name = file_name(part) or str(number)
        names.append(name)
        unique = f"{name} ({names.count(name)})" if names.count(name) > 1 else name
        yield from _attached(part, unique, document)


def _article(message: Message, bodies: Sequence[Message], document: RawDocument) -> Extract:
    """Return the article that a mail itself is. Raises `ReadError`."""
    written = header(message, "subject")
    is_forward = _FORWARD_PREFIX.match(written) is not None
    subject = without_label(_PREFIXES.sub("", written, count=1) if _PREFIXES.match(written) else written)
    pieces: list[Piece] = []
    warnings: list[ArticleWarning] = []
    language = None
    for part in bodies:
        found = part_text(part, document.options.encoding)
        warnings.extend(found.warnings)
        if part_type(part) == "text/html":
            page = _page(found.text, document, is_forward)
            sent = sent_paragraphs([piece.text for piece in page.pieces], is_forward)
            pieces.extend(page.pieces[number] for number in sent)
            language = language or page.language
        else:
            pieces.extend(map(Piece, body_paragraphs(found.text, is_forward)))
    return Extract(
        pieces=_with_headline(subject, copy_of(pieces)),
        title=subject or None,
        author=_sender(message),
        date=_date(message),
        language=language,
        warnings=tuple(dict.fromkeys(warnings)),
    )


def _leaves(part: Message) -> Iterator[Message]:
    """Yield the parts of a message that have no parts; of alternatives the best one."""
    parts: Any = part.get_payload() if part.is_multipart() else []
    if part_type(part).startswith("message/") or not part.is_multipart():
        yield part
    elif part_type(part) == "multipart/alternative":
        found = [leaf for each in parts for leaf in _leaves(each)]
        plain = [leaf for leaf in found if part_type(leaf) == "text/plain" and _is_body(leaf)]
        page = [leaf for leaf in found if part_type(leaf) == "text/html" and _is_body(leaf)]
        length = sum(len("".join(part_text(leaf).text.split())) for leaf in plain)
        visible = sum(len(_NOT_VISIBLE.sub("", part_text(leaf).text)) for leaf in page)
        yield from (page if page and (not length or length < _MUCH_SHORTER * visible) else plain)
        yield from (leaf for leaf in found if not _is_body(leaf))
    else:
        for each in parts:
            yield from _leaves(each)


def _is_body(part: Message) -> bool:
    is_attached = safely(part.get_content_disposition, None) == "attachment" or bool(file_name(part))
    is_text = part_type(part) in ("text/plain", "text/html") or part_type(part).startswith("multipart/")
    return is_text and not is_attached


def _is_article(part: Message) -> bool:
    if _is_body(part):
        return False
    is_known = PurePath(file_name(part)).suffix.lower() in _ARTICLE_SUFFIXES or part_type(part) in _ARTICLE_TYPES
    return is_known or part_type(part) in ("message/rfc822", "text/plain")


def _attached(part: Message, name: str, mail: RawDocument) -> Iterator[Extract | ReadError]:
    """Yield the articles of an attachment, with its name, or errors in their place."""
    inner: Any = part.get_payload() if part.is_multipart() else []
    document_name = f"{name} in {mail.name}"
    options = replace(mail.options, format=None, encoding=None)
    try:
        if part_type(part).startswith("message/") and inner:
            found = _extracts(inner[0], RawDocument(b"", document_name, options))
        else:
            encoding = safely(part.get_content_charset, None)
            found = _read(RawDocument(part_bytes(part), document_name, options, encoding))
        for each in found:
            own = not isinstance(each, ReadError) and each.name
            yield each if isinstance(each, ReadError) else replace(each, name=f"{name}/{own}" if own else name)
    except ReadError as error:
        yield error


def _read(document: RawDocument) -> Iterator[Extract | ReadError]:
    format = format_of(document)
    if format is None:
        pieces = [Piece(paragraph) for paragraph in lined_paragraphs(document.text)]
        yield Extract(pieces=pieces, warnings=document.decoded.warnings)
    else:
        yield from extracts_of(document, format)


def _page(html: str, document: RawDocument, is_forward: bool) -> Extract:
    """Return what the reader of HTML makes of a part. Raises `ReadError`."""
    options = replace(document.options, format="html", encoding="utf-8")
    name = f"the text of {document.name}"
    with suppress(ImportError):  # the reader says what is missing
        html = without_replies(html, is_forward)
    for found in extracts_of(RawDocument(html.encode(), name, options, "utf-8"), format_named("html")):
        if isinstance(found, ReadError):
            raise found
        return found
    return Extract(pieces=())


def _with_headline(subject: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces of a mail with the subject as headline, unless they begin with it."""
    if not subject:
        return list(pieces)
    key = _folded(subject)
    if pieces and _folded(pieces[0].text) == key:
        return [replace(pieces[0], kind="headline"), *pieces[1:]]
    if pieces and _folded(pieces[0].text).startswith(key):
        return list(pieces)
    others = (replace(each, kind="heading") if each.kind == "headline" else each for each in pieces)
    return [Piece(subject, "headline"), *others]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _sender(message: Message) -> str | None:
    def display_name() -> str:
        address: Any = message["from"].addresses[0]  # type: ignore[union-attr]
        return str(address.display_name or address.addr_spec)

    name, address = parseaddr(header(message, "from"))
    written = safely(display_name, "") if raw_header(message, "from").isascii() else ""
    return one_line(written or name or address).strip(' "') or None


def _date(message: Message) -> str | None:
    return safely(lambda: parsedate_to_datetime(header(message, "date")).date().isoformat(), None)
