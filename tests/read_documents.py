"""Documents read in memory, and what must hold of every article that a reader makes."""

from __future__ import annotations

from quotes.errors import ReadError
from quotes.readers.extract import article_of
from quotes.readers.input_formats import extracts, format_of
from quotes.readers.raw_document import RawDocument, ReadingOptions
from quotes.records import Article


def articles_of(data: str | bytes, name: str, **options: object) -> list[Article | str]:
    """The articles of a document, and the messages of those that cannot be read or of the document itself."""
    document = RawDocument(data.encode() if isinstance(data, str) else data, name, ReadingOptions(**options))  # type: ignore[arg-type]
    format = format_of(document)
    assert format is not None, "read as plain text"
    found: list[Article | str] = []
    try:
        for each in extracts(document, format):
            found.append(str(each) if isinstance(each, ReadError) else checked(article_of(each, name)))
    except ReadError as error:
        found.append(str(error))
    assert all("\n" not in each for each in found if isinstance(each, str))
    return found


def article_in(data: str | bytes, name: str, **options: object) -> Article:
    """The one article of a document."""
    (found,) = articles_of(data, name, **options)
    assert isinstance(found, Article), found
    return found


def blocks_of(article: Article) -> list[tuple[str, str]]:
    """The kind and the text of each block."""
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


def checked(article: Article) -> Article:
    """The article, whose blocks cover all of its text but the blank lines between them."""
    position = 0
    for block in article.blocks:
        assert article.text[position : block.start] == ("\n\n" if position else "")
        inside = article.text[block.start : block.end]
        assert inside and inside == inside.strip()
        position = block.end
    assert position == len(article.text)
    return article
