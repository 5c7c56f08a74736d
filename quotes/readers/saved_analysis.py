"""Articles of this program's own analyses in JSON, so that they can be analysed again."""

from __future__ import annotations

from collections.abc import Iterator

from quotes.errors import ReadError
from quotes.readers.article_fields import Record
from quotes.readers.extract import Extract, Piece
from quotes.readers.raw_document import RawDocument
from quotes.records import Article, article_from_json


def is_analysis(record: Record) -> bool:
    """True if a record is the JSON form of an analysis."""
    return "schema_version" in record and isinstance(record.get("article"), dict)


def analysis_extract(record: Record, document: RawDocument, name: str) -> Extract:
    """Return the article of an analysis; the name is for one without an id. Raises `ReadError`."""
    try:
        article = article_from_json(record["article"])
    except KeyError as error:
        raise ReadError(f"{document.name}: analysis {name} has an article without {error.args[0]}") from None
    except (TypeError, ValueError) as error:
        raise ReadError(f"{document.name}: analysis {name} has no article: {error}") from None
    return Extract(
        pieces=tuple(_pieces(article)),
        name=article.id or name,
        title=article.title,
        author=article.author,
        date=article.date,
        url=article.url,
        language=article.language,
        saved=record,
    )


def _pieces(article: Article) -> Iterator[Piece]:
    """Yield the blocks of an article, and what stands between them."""
    position = 0
    for block in sorted(article.blocks, key=lambda block: block.start):
        yield Piece(article.text[position : max(position, block.start)])
        yield Piece(article.text[max(position, block.start) : block.end], block.kind, block.pointer, block.directives)
        position = max(position, block.end)
    yield Piece(article.text[position:])
