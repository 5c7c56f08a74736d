"""Reader of HTML pages: the article in a page, without what stands around it."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

import trafilatura
from lxml.html import HtmlElement

from quotes.errors import ReadError
from quotes.readers.extract import Extract, Piece
from quotes.readers.html_asides import without_asides
from quotes.readers.html_blocks import HEADINGS, PageBlock, page_blocks
from quotes.readers.html_clutter import DATELINE, STANDFIRST, all_names, clutter, is_only_child
from quotes.readers.html_directives import directives_at, take_directives
from quotes.readers.html_headline import headline_of, titles_apart
from quotes.readers.html_metadata import page_metadata
from quotes.readers.html_notices import is_notice
from quotes.readers.html_tree import page_text, page_tree, selectors
from quotes.readers.paragraphs import ends_sentence
from quotes.readers.raw_document import RawDocument
from quotes.records import BlockKind

_MOST_OF_THE_ARTICLE = 0.9
_PARAGRAPHS = HEADINGS | {"p", "li", "dt", "dd", "blockquote", "pre"}
_TEXT_ELEMENTS = _PARAGRAPHS | {"td", "th"}
_NO_ROOTS = _PARAGRAPHS | {"ul", "ol", "dl", "tr", "tbody", "th"}
_NO_LETTER = re.compile(r"[\W_]+")
_FEW_WORDS = 4
_LONG = 80  # letters
_MARK = "data-left-out"

for _each in ("trafilatura", "htmldate", "justext", "courlan"):
    logging.getLogger(_each).setLevel(logging.CRITICAL)


def extracts(document: RawDocument) -> Iterator[Extract | ReadError]:
    """Yield the article of a HTML page, or of a part of one. Raises `ReadError` if there is none in it."""
    tree = page_tree(page_text(document), document.name)
    take_directives(tree)
    left_out = clutter(tree)
    blocks = list(page_blocks(tree, left_out))
    known = page_metadata(tree, blocks)
    blocks = titles_apart(blocks, known.titles)
    headline = headline_of(blocks, known.titles)
    body = _body(tree, blocks, headline, left_out)
    selector = selectors(tree)
    pieces = [_piece(block, _kind(block), selector(block.element)) for block in body]
    if not pieces and known.body:
        pieces = [Piece(paragraph) for paragraph in re.split(r"\s*\n\s*", known.body)]
    if not pieces:
        raise ReadError(f"{document.name} has no text of an article: it is a page of menus, links or scripts")
    if headline is not None:
        pieces.insert(0, _piece(headline, "headline", selector(headline.element)))
    yield Extract(
        pieces=pieces,
        title=headline.text.replace("\n", " ") if headline else next(iter(known.titles), None),
        author=known.author,
        date=known.date,
        url=known.url,
        language=known.language,
    )


def _piece(block: PageBlock, kind: BlockKind, pointer: str | None) -> Piece:
    return Piece(block.text, kind, pointer, directives_at(block.element))


def _body(
    tree: HtmlElement, blocks: Sequence[PageBlock], headline: PageBlock | None, left_out: Iterable[HtmlElement]
) -> list[PageBlock]:
    """Return the blocks of the article after its headline."""
    after = blocks[blocks.index(headline) + 1 :] if headline else blocks
    likely = [block for block in after if not is_notice(block)]
    known = _found_by_trafilatura(tree, left_out)
    found = [block for block in likely if _key(block.text) in known]
    sure = [block for block in found if _is_prose(block)] or [block for block in likely if _is_prose(block)] or likely
    root = _root(_in_column(sure, headline))
    inside = set(root.iter("*")) if root is not None else set()
    opening = next((block for block in likely if _is_long(block)), None) if headline else None
    first = next((number for number, block in enumerate(after) if block.element in inside), 0)
    chosen = [
        block
        for number, block in enumerate(after)
        if block.element in inside or (number < first and (block in sure or _is_before_body(block, opening)))
    ]
    kept = without_asides(chosen, root)
    holders = {block.element for block in (*found, *sure)}
    return _without_last_headings(
        [block for block in kept if not is_notice(block) and (_is_text(block) or block.element in holders)]
    )


def _found_by_trafilatura(tree: HtmlElement, left_out: Iterable[HtmlElement]) -> set[str]:
    """Return the keys of the texts that trafilatura takes for the article's."""
    for element in left_out:
        element.set(_MARK, "")
    found = None
    with suppress(Exception):  # its faults are no reason to give up
        found = trafilatura.bare_extraction(
            tree, fast=True, include_comments=False, favor_precision=True, prune_xpath=f"//*[@{_MARK}]"
        )
    body = getattr(found, "body", None)
    return set() if body is None else {_key("".join(element.itertext())) for element in body.iter("*")}


def _key(text: str) -> str:
    return _NO_LETTER.sub("", text)


def _is_prose(block: PageBlock) -> bool:
    return (
        block.link_share < 0.5
        and len(block.text.split()) >= _FEW_WORDS
        and (ends_sentence(block.text) or block.letters > 80)
    )


def _is_text(block: PageBlock) -> bool:
    """Tell whether a block is text of an article by itself: in an element for text, or more than a few words."""
    is_by_tag = block.element.tag in _TEXT_ELEMENTS or _kind(block) == "quotation"
    return is_by_tag or _is_long(block)


def _is_long(block: PageBlock) -> bool:
    return len(block.text.split()) > _FEW_WORDS or ends_sentence(block.text)


def _is_before_body(block: PageBlock, opening: PageBlock | None) -> bool:
    """Tell whether a block between the headline and the body is of the article: a standfirst or a dateline."""
    is_opening = block is opening and (block.element.tag == "p" or block.element.tag in HEADINGS)
    return is_opening or bool(_names(block) & (STANDFIRST | DATELINE))


def _names(block: PageBlock) -> frozenset[str]:
    parent = block.element.getparent()
    return all_names(block.element) | (
        all_names(parent) if parent is not None and is_only_child(block.element) else frozenset()
    )


def _in_column(blocks: Sequence[PageBlock], headline: PageBlock | None) -> Sequence[PageBlock]:
    """Return those of the blocks in the column of a page that the headline is in, if it has most of their text."""
    for cell in headline.element.iterancestors("td") if headline else ():
        inside = set(cell.iter("*"))
        column = [block for block in blocks if block.element in inside]
        is_most = 2 * sum(block.letters for block in column) > sum(block.letters for block in blocks)
        if is_most and not is_only_child(cell):
            return column
    return blocks


def _root(blocks: Sequence[PageBlock]) -> HtmlElement | None:
    """Return the innermost element that has most of the text of blocks."""
    amount: Counter[HtmlElement] = Counter()
    for block in blocks:
        amount[block.element] += block.letters
        for element in block.element.iterancestors():
            amount[element] += block.letters
    if not amount:
        return None
    most = _MOST_OF_THE_ARTICLE * max(amount.values())
    with_most = [element for element, letters in amount.items() if letters >= most]
    root = min(with_most, key=amount.__getitem__)
    while (root.tag in _NO_ROOTS or next(iter(root), None) is None) and root.getparent() is not None:
        root = root.getparent()
    return root


def _kind(block: PageBlock) -> BlockKind:
    if block.element.tag in HEADINGS:
        return "heading"
    if _names(block) & DATELINE:
        return "dateline"
    is_quoted = (
        block.element.tag in ("blockquote", "figcaption")
        or next(block.element.iterancestors("blockquote"), None) is not None
    )
    return "quotation" if is_quoted else "body"


def _without_last_headings(blocks: list[PageBlock]) -> list[PageBlock]:
    while blocks and blocks[-1].element.tag in HEADINGS:
        blocks.pop()
    return blocks
