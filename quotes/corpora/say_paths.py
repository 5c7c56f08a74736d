"""Places of files of lines: ``ARTICLE.say`` beside the article, or in a folder beside a file with several articles.

``page.html`` has ``page.say``; the article ``12`` of ``news.jsonl``, which has the id ``news.jsonl#12``, has
``news.jsonl.corrections/12.say``.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from quotes.article import Article
from quotes.errors import CorpusError, ReadError
from quotes.readers.input_formats import SUFFIXES
from quotes.readers.raw_document import ReadingOptions
from quotes.readers.reading import read_articles

SUFFIX, FOLDER_SUFFIX = ".say", ".corrections"
LONGEST_NAME = 200
"""Bytes of the name of an article in a file, without the suffix; file systems allow 255."""


def say_path(article: Article) -> Path | None:
    """Return the path of the lines of an article by its id, None if it comes from no file (standard input, the web)."""
    found = _place_and_name(article.id)
    if found is None:
        return None
    place, name = found
    return _in_folder(place, name) if name else place.with_suffix(SUFFIX)


def article_with_id(id: str, options: ReadingOptions | None = None) -> Article:
    """Return the article that has this id when its file is read. Raises `CorpusError` if there is none."""
    found = _place_and_name(id)
    if found is not None:
        for article in read_articles(found[0], options):
            if isinstance(article, ReadError) and not found[1]:
                raise CorpusError(str(article))
            if isinstance(article, Article) and article.id == id:
                return article
    raise CorpusError(f"no article {id!r} can be read from here")


def article_of_say(path: Path, options: ReadingOptions | None = None) -> Article:
    """Return the article that a file of lines is about. Raises `CorpusError` if there is none, or more than one."""
    if path.parent.suffix == FOLDER_SUFFIX and (container := path.parent.with_suffix("")).is_file():
        candidates = [container]
    else:
        candidates = sorted(
            each
            for each in path.parent.glob(f"{_escaped(path.stem)}.*")
            if each.suffix.lower() in SUFFIXES and each.stem == path.stem and each.is_file()
        )
    found: list[Article] = []
    for candidate in candidates:
        for article in read_articles(candidate, options):
            if isinstance(article, ReadError):
                raise CorpusError(str(article))
            if say_path(article) == path:
                found.append(article)
    if len(found) != 1:
        what = "several articles have" if found else "no article has"
        raise CorpusError(f"{path}: {what} this file of lines: expected ARTICLE.txt, or another format, beside it")
    return found[0]


def _place_and_name(id: str) -> tuple[Path, str] | None:
    """Return the file of an article by its id, and its name in this file, "" if it is the only one there."""
    parts = id.split("#")
    for number in range(len(parts), 0, -1):
        place = "#".join(parts[:number])
        if place and Path(place).is_file():
            return Path(place), "#".join(parts[number:])
    return None


def _in_folder(place: Path, name: str) -> Path:
    return place.with_name(place.name + FOLDER_SUFFIX) / f"{_file_name(name)}{SUFFIX}"


def _escaped(name: str) -> str:
    return "".join(f"[{character}]" if character in "[*?" else character for character in name)


def _file_name(name: str) -> str:
    """Return the name of an article as a name of a file, one for each: escaped, a long one shortened with a hash."""
    escaped = quote(name, safe=" ", errors="backslashreplace").replace(".", "%2E")
    if len(escaped) <= LONGEST_NAME:
        return escaped
    return f"{escaped[: LONGEST_NAME - 17]}-{sha256(escaped.encode()).hexdigest()[:16]}"
