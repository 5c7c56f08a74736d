"""Extracts of documents: pieces of text and what is known about them, and articles made of these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quotes.records import Article, ArticleWarning, Block, BlockKind

BETWEEN_PIECES = "\n\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph of a document, or another part of it; kind, pointer and directives are those of its `Block`.

    Without visible text it is no block, and its directives are those of the next one.
    """

    text: str
    kind: BlockKind = "body"
    pointer: str | None = None
    directives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """An article in a document. ``name`` tells it from others in the same document ("12"), "" if there are none.

    ``saved`` is the JSON form of the analysis that the article is from, if it is.
    """

    pieces: Sequence[Piece]
    name: str = ""
    title: str | None = None
    author: str | None = None
    date: str | None = None
    url: str | None = None
    language: str | None = None
    warnings: tuple[ArticleWarning, ...] = ()
    saved: Mapping[str, Any] | None = None


def article_of(extract: Extract, source: str) -> Article:
    """Return the article of an extract from a source: its pieces with blank lines between them, each a block.

    Its id is the source, and the name of the extract after ``#``. Pieces without visible text are left out.
    """
    text, blocks, idle = _joined(extract.pieces)
    return Article(
        text,
        id=f"{source}#{extract.name}" if extract.name else source,
        title=extract.title,
        date=extract.date,
        author=extract.author,
        url=extract.url,
        language=extract.language,
        blocks=tuple(blocks),
        warnings=(*extract.warnings, *map(_idle, idle)),
    )


def _joined(pieces: Iterable[Piece]) -> tuple[str, list[Block], list[str]]:
    """Return the text of pieces, its blocks, and the directives that stand before none."""
    parts: list[str] = []
    blocks: list[Block] = []
    directives: list[str] = []
    end = 0
    for piece in pieces:
        text = piece.text.strip()
        directives += piece.directives
        if not text:
            continue
        start = end + len(BETWEEN_PIECES) if parts else 0
        end = start + len(text)
        parts.append(text)
        blocks.append(Block(start, end, piece.kind, piece.pointer, tuple(directives)))
        directives.clear()
    return BETWEEN_PIECES.join(parts), blocks, directives


def _idle(directive: str) -> ArticleWarning:
    return ArticleWarning("idle-directive", f"the comment “quotes: {directive}” stands in no text, nor before any")
