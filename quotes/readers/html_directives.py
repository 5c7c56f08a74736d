"""Directives in comments of a HTML page, given to the elements of the blocks that they stand in or before."""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlElement

from quotes.readers.directives import one_line
from quotes.readers.html_blocks import is_block
from quotes.readers.html_tree import DIRECTIVE

_ATTRIBUTE = "data-quotes-directives"
_BETWEEN = "\n"
_NOT_SHOWN = frozenset(["script", "style", "title", "noscript", "template"])


def take_directives(tree: HtmlElement) -> None:
    """Take the elements of directives out of a tree; `directives_at` then has those of each element."""
    marks = list(tree.iter(DIRECTIVE))
    if not marks:
        return
    owners = [tree]
    pending: list[str] = []
    in_text = False

    def see(text: str | None) -> None:
        nonlocal in_text
        if text and text.strip():
            in_text = True
            _give(owners[-1], pending)

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if is_block(element):
            in_text = False
        if event == "start":
            if element.tag == DIRECTIVE:
                pending.append(one_line(element.get("title", "")))
                if in_text:
                    _give(owners[-1], pending)
            elif is_block(element):
                owners.append(element)
            see(None if element.tag in _NOT_SHOWN else element.text)
        else:
            if is_block(element):
                owners.pop()
            see(element.tail if element is not tree else None)
    for mark in marks:
        mark.drop_tree()


def directives_at(element: HtmlElement) -> tuple[str, ...]:
    """Return the directives of the text of an element."""
    return tuple(element.get(_ATTRIBUTE, "").split(_BETWEEN)) if _ATTRIBUTE in element.attrib else ()


def _give(element: HtmlElement, directives: list[str]) -> None:
    if directives:
        element.set(_ATTRIBUTE, _BETWEEN.join([*directives_at(element), *directives]))
        directives.clear()
