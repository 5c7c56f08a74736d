"""Blocks of a HTML page: runs of text between the edges of its elements, with the white space that a browser shows."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from html import unescape

from lxml import etree
from lxml.html import HtmlElement

from quotes.readers.html_tree import BLOCKS

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])

_WHITE_SPACE = re.compile("[ \t\n\f\r]+")
_LINE_ENDS = re.compile("\r\n?")
_AROUND_BREAKS = re.compile("[ \t]*\n[ \t]*")
_BLANKS = re.compile(" +")
_BETWEEN_PARAGRAPHS = re.compile("\n(?:[ \xa0]*\n)+")
_OPENS_WITH_MARK = re.compile("\\s*[\"“„«‘'‹]")
_STYLED_AS_BLOCK = re.compile(r"\bdisplay\s*:\s*(?:block|flex|grid|table|list-item)\b", re.IGNORECASE)
_ENTITY = re.compile("&(?:amp;)*(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A run of text of an element, with no edge of another block in it.

    ``linked`` is how many of its letters and digits are in links, ``links`` how many links it has.
    """

    element: HtmlElement
    text: str
    letters: int
    linked: int
    links: int

    @property
    def link_share(self) -> float:
        """The share of the letters that are in links, 0 to 1."""
        return self.linked / self.letters if self.letters else 0.0


def letters(text: str) -> int:
    """Return how many letters and digits a text has."""
    return len(_LETTER.findall(text))


def page_blocks(tree: HtmlElement, left_out: Container[HtmlElement]) -> Iterator[PageBlock]:
    """Yield the blocks of a tree, without those of elements that are left out.

    Line breaks are those of ``<br>``; two in a row separate blocks. Text of ``<q>`` gets the marks that browsers show.
    """
    owners: list[HtmlElement] = [tree]
    run = _Run()
    in_links = in_pre = in_quotations = 0
    events = etree.iterwalk(tree, events=("start", "end"))
    for event, element in events:
        tag = element.tag
        if event == "start":
            if element in left_out:
                events.skip_subtree()
                continue
            if is_block(element):
                yield from run.blocks(owners[-1])
                run = _Run(in_links)
                owners.append(element)
            elif tag == "br":
                is_second = run.ends_line()
                run.parts.append("\n")
                if is_second:
                    yield from run.blocks(owners[-1])
                    run = _Run(in_links)
            elif tag == "q":
                in_quotations += 1
                if not _OPENS_WITH_MARK.match(element.text or ""):
                    run.add("“" if in_quotations % 2 else "‘", in_links)
            elif links_away(element):
                in_links += 1
                run.links += 1
            in_pre += tag == "pre"
            if element.text:
                run.add(_shown(element.text, in_pre), in_links)
        else:
            if element not in left_out:
                if is_block(element):
                    yield from run.blocks(owners.pop())
                    run = _Run(in_links)
                elif tag == "q":
                    if not _OPENS_WITH_MARK.match(element.text or ""):
                        run.add("”" if in_quotations % 2 else "’", in_links)
                    in_quotations -= 1
                elif links_away(element):
                    in_links -= 1
                in_pre -= tag == "pre"
            if element.tail and element is not tree:
                run.add(_shown(element.tail, in_pre), in_links)
    yield from run.blocks(tree)


def is_block(element: HtmlElement) -> bool:
    """Tell whether a browser shows an element as a block of its own."""
    return element.tag in BLOCKS or bool(_STYLED_AS_BLOCK.search(element.get("style", "")))


def links_away(element: HtmlElement) -> bool:
    """Tell whether an element is a link to another page, or for a script, and not to a place in its page."""
    address = element.get("href")
    return element.tag == "a" and address is not None and (address == "#" or not address.startswith("#"))


def _shown(text: str, in_pre: int) -> str:
    if "&" in text:  # it was escaped twice
        text = _ENTITY.sub(lambda entity: unescape(unescape(entity[0])), text)
    return _LINE_ENDS.sub("\n", text) if in_pre else _WHITE_SPACE.sub(" ", text)


class _Run:
    """Text that is collected until the edge of a block."""

    def __init__(self, in_links: int = 0) -> None:
        self.parts: list[str] = []
        self.linked = 0
        self.links = min(in_links, 1)

    def add(self, text: str, in_links: int) -> None:
        self.parts.append(text)
        if in_links:
            self.linked += letters(text)

    def ends_line(self) -> bool:
        """Tell whether there is nothing after a line break."""
        for part in reversed(self.parts):
            if part == "\n" or part.strip():
                return part == "\n"
        return False

    def blocks(self, owner: HtmlElement) -> Iterator[PageBlock]:
        if not self.parts:
            return
        text = _AROUND_BREAKS.sub("\n", _BLANKS.sub(" ", "".join(self.parts)))
        for paragraph in _BETWEEN_PARAGRAPHS.split(text):
            shown = paragraph.strip(" \n")
            if shown.strip():
                count = letters(shown)
                yield PageBlock(owner, shown, count, min(self.linked, count), self.links)
