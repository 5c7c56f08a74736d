"""Reader of Markdown, with the metadata that YAML or TOML in front of it gives."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import yaml

from quotes.errors import ReadError
from quotes.readers.article_fields import AUTHOR, DATE, LANGUAGE, TITLE, URL, Record, field_text, with_headline
from quotes.readers.directives import directives_of
from quotes.readers.extract import Extract, Piece
from quotes.readers.markup_blocks import html_pieces
from quotes.readers.raw_document import RawDocument
from quotes.records import ArticleWarning, BlockKind

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"(---|\+\+\+)[ \t]*\r?\n(.*?)^(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_CELLS = " | "


def extracts(document: RawDocument) -> Iterator[Extract | ReadError]:
    """Yield the one article of a Markdown document.

    The first heading of the first level is its headline, or else the title of its front matter. Code blocks, images,
    tags and comments are left out; of emphasis and links, what is shown stays.
    """
    front, end, warnings = _front_matter(document.text)
    pieces = tuple(_pieces(document, end))
    headline = next((piece.text for piece in pieces if piece.kind == "headline" and piece.text), None)
    title = field_text(front, TITLE)
    yield Extract(
        pieces=pieces if headline else with_headline(title, pieces, "front matter"),
        title=title or headline,
        author=field_text(front, AUTHOR, between=", "),
        date=field_text(front, DATE),
        url=field_text(front, URL),
        language=field_text(front, LANGUAGE),
        warnings=warnings,
    )


def _front_matter(text: str) -> tuple[Record, int, tuple[ArticleWarning, ...]]:
    """Return what the front matter says, the offset of its end, and a warning if it cannot be understood.

    Lines between rules that are no mapping, such as a paragraph, are no front matter.
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, 0, ()
    kind = "TOML" if match[1] == "+++" else "YAML"
    warnings: tuple[ArticleWarning, ...] = ()
    try:
        found: Any = tomllib.loads(match[2].replace("\r\n", "\n")) if kind == "TOML" else yaml.safe_load(match[2])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())
        message = f"the front matter is not {kind}, and is left out: {reason}"
        found, warnings = {}, (ArticleWarning("broken-front-matter", message),)
    return (found, match.end(), warnings) if isinstance(found, dict) else ({}, 0, ())


def _pieces(document: RawDocument, start: int) -> Iterator[Piece]:
    """Yield the paragraphs of Markdown from an offset on, with the numbers of their lines in the whole document."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("code")
    text = document.text
    skipped = text.count("\n", 0, start)
    kinds: list[BlockKind] = ["body"]
    row: list[str] | None = None
    in_row: tuple[str, ...] = ()
    line, headlines = skipped + 1, 0
    for token in parser.parse(text[start:]):
        line = token.map[0] + skipped + 1 if token.map else line
        if token.type == "blockquote_open":
            kinds.append("quotation")
        elif token.type == "heading_open":
            is_headline = token.tag == "h1" and not headlines and kinds[-1] == "body"
            headlines += is_headline
            kinds.append("headline" if is_headline else "heading")
        elif token.type in ("blockquote_close", "heading_close"):
            kinds.pop()
        elif token.type == "tr_open":
            row, in_row = [], ()
        elif token.type == "tr_close":
            yield Piece(_CELLS.join(filter(None, row or [])), kinds[-1], f"line {line}", in_row)
            row = None
        elif token.type == "inline":
            shown = _shown(token.children or [])
            directives = _directives(token.children or [])
            if row is None:
                yield Piece(shown, kinds[-1], f"line {line}", directives)
            else:
                row.append(shown)
                in_row += directives
        elif token.type == "html_block":
            for piece in html_pieces(token.content, f"{document.name}, line {line}"):
                kind = kinds[-1] if piece.kind == "body" else piece.kind
                yield replace(piece, kind=kind, pointer=f"line {line}")


def _shown(tokens: Iterable[Token]) -> str:
    """Return what is shown of the tokens of a paragraph, all but its images."""
    return "".join(map(_shown_of, tokens))


def _directives(tokens: Iterable[Token]) -> tuple[str, ...]:
    return tuple(each for token in tokens if token.type == "html_inline" for each in directives_of(token.content))


def _shown_of(token: Token) -> str:
    if token.type == "html_inline":
        return "\n" if token.content.lower().startswith("<br") else ""
    return {"softbreak": " ", "hardbreak": "\n", "image": ""}.get(token.type, token.content)
