"""Reading of articles in any format, from files, folders, patterns of names, standard input and the web."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from quotes.errors import ReadError
from quotes.readers.extract import Extract, article_of
from quotes.readers.input_formats import SUFFIXES, extracts, format_of
from quotes.readers.raw_document import RawDocument, ReadingOptions
from quotes.readers.text_file import STDIN, document_name, plain_article, read_bytes
from quotes.records import Analysis, Article
from quotes.runtime.containment import described

Made = TypeVar("Made")

ADDRESS = re.compile(r"[a-z][a-z\d+.-]+://", re.IGNORECASE)
"""Beginning of an address on the web, also of one that is not http or https."""


def read_articles(source: str | Path, options: ReadingOptions | None = None) -> Iterator[Article | ReadError]:
    """Yield the articles of a source, or `ReadError`s in the place of those that cannot be read; nothing is raised.

    A source is a file, a folder (all files in it and in its folders that have a suffix of a known format), a pattern of
    names ("2024/*.html"), ``-`` for standard input, or, where the options allow it, an address on the web.
    """
    return _read(source, options or ReadingOptions(), article_of)


def read_analyses(
    source: str | Path, options: ReadingOptions | None = None
) -> Iterator[Article | Analysis | ReadError]:
    """Yield what `read_articles` does, but analyses in JSON as they were saved, in the place of their articles."""
    return _read(source, options or ReadingOptions(), _analysis_or_article)


def _analysis_or_article(extract: Extract, source: str) -> Analysis | Article:
    return article_of(extract, source) if extract.saved is None else Analysis.from_dict(extract.saved)


def _read(
    source: str | Path, options: ReadingOptions, make: Callable[[Extract, str], Made]
) -> Iterator[Article | Made | ReadError]:
    try:
        for place in places(str(source)):
            try:
                yield from _articles(place, options, make)
            except Exception as error:
                yield _unreadable(place, error)
    except Exception as error:
        yield _unreadable(str(source), error)


def document_articles(document: RawDocument, source: str) -> Iterator[Article | ReadError]:
    """Yield the articles of a document that comes from a source, and errors in the place of those that cannot be read.

    Raises `ReadError` if nothing in it can be read.
    """
    return _of_document(document, source, article_of)


def source_files(sources: Iterable[str]) -> Iterator[str]:
    """Yield the files that `read_articles` reads of these sources, and ``-`` and addresses as they are."""
    for source in sources:
        with suppress(ReadError):
            yield from places(source)


def places(source: str) -> Iterator[str]:
    """Yield the files that a source stands for, in the order of their names. Raises `ReadError` if there are none."""
    if ADDRESS.match(source):
        yield source
    elif source != STDIN and os.path.isdir(source):
        files = sorted(path for path in Path(source).rglob("*") if _is_readable(path.relative_to(source), path))
        if not files:
            raise ReadError(f"no articles in {document_name(source)}: their names end in {_suffixes()}")
        yield from map(str, files)
    elif glob.has_magic(source) and not os.path.lexists(source):
        found = sorted(path for path in glob.glob(source, recursive=True) if not os.path.isdir(path))
        if not found:
            raise ReadError(f"no file has a name like {document_name(source)}")
        yield from found
    else:
        yield source


def _unreadable(source: str, error: Exception) -> ReadError:
    """Return the error about a source, which names it; it is the error itself if that does."""
    reason, name = described(error), document_name(source)
    if isinstance(error, ReadError) and (not source or re.search(rf"(?<!\S){re.escape(name)}(?![^\s:;,])", reason)):
        return error
    unreadable = ReadError(f"{name}: {reason}")
    unreadable.__cause__ = error
    return unreadable


def _is_readable(name: Path, path: Path) -> bool:
    hidden = any(part.startswith(".") for part in name.parts)
    return not hidden and path.suffix.lower() in SUFFIXES and path.is_file()


def _suffixes() -> str:
    *others, last = sorted(SUFFIXES)
    return f"{', '.join(others)} or {last}"


def _articles(
    place: str, options: ReadingOptions, make: Callable[[Extract, str], Made]
) -> Iterator[Article | Made | ReadError]:
    """Yield what is made of the extracts of one file, of standard input or of an address. Raises `ReadError`."""
    return _of_document(_document(place, options), place, make)


def _of_document(
    document: RawDocument, place: str, make: Callable[[Extract, str], Made]
) -> Iterator[Article | Made | ReadError]:
    options = document.options
    format = format_of(document)
    if format is None:
        article = plain_article(document.decoded, place, options.repair)
        yield replace(article, url=place) if ADDRESS.match(place) else article
        return
    url = place if ADDRESS.match(place) else None
    warnings = document.decoded.warnings if format.is_text else ()
    for found in extracts(document, format):
        if isinstance(found, ReadError):
            yield found
        else:
            found = replace(found, url=found.url or url, warnings=(*warnings, *found.warnings))
            try:
                made = make(_repaired(found) if options.repair else found, place)
            except ReadError as error:
                yield _unreadable(place, error)
            else:
                yield made


def _repaired(extract: Extract) -> Extract:
    from quotes.readers.text_repair import repaired

    pieces = [replace(piece, text=repaired(piece.text)) for piece in extract.pieces]
    title, author = (repaired(each) if each else each for each in (extract.title, extract.author))
    return replace(extract, pieces=pieces, title=title, author=author)


def _document(place: str, options: ReadingOptions) -> RawDocument:
    if ADDRESS.match(place):
        if not options.fetch:
            raise ReadError(f"{document_name(place)} is an address on the web: --fetch loads it")
        from quotes.readers.web import fetched

        return fetched(place, options)
    name = document_name(place)
    return RawDocument(read_bytes(place, name, options.max_size), name, options)
