"""The headline of an article among the blocks of its page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quotes.readers.html_blocks import HEADINGS, PageBlock, letters
from quotes.readers.html_clutter import OF_SITE, all_names

_NO_LETTER = re.compile(r"[\W_]+")
_HEADLINE_NAMES = frozenset(["headline", "entry-title", "article-title", "post-title", "story-title", "page-title"])
_FEWEST = 8  # letters
_LONGEST = 400
_PROSE = 80


def titles_apart(blocks: Sequence[PageBlock], titles: Sequence[str]) -> list[PageBlock]:
    """Return the blocks of a page, those whose first line is one of its titles without it, which stands before them."""
    keys = [_key(title) for title in titles]
    apart = []
    for block in blocks:
        first, line_break, rest = block.text.partition("\n")
        lines = [first, rest] if line_break and _key(first) in keys else [block.text]
        for line in lines:
            count = letters(line)
            apart.append(replace(block, text=line, letters=count, linked=min(count, block.linked)))
    return apart


def headline_of(blocks: Sequence[PageBlock], titles: Sequence[str]) -> PageBlock | None:
    """Return the block that shows the headline of a page with these titles, None if it shows none.

    It is a heading, or the first block, that is one of the titles or how one begins; or else the last first-level
    heading before the text, or a block that the page names so.
    """
    keys = [_key(title) for title in titles]
    shown = [
        (block, key)
        for block in blocks
        if block.letters < _LONGEST and (key := _key(block.text)) and not _is_of_site(block)
    ]
    whole = [block for block, key in shown if key in keys]
    begun = [block for block, key in shown if len(key) >= _FEWEST and any(each.startswith(key) for each in keys)]
    for fitting in (whole, begun):
        if fitting:
            return min(fitting, key=lambda block: block.element.tag if block.element.tag in HEADINGS else "none")
    before_text: list[PageBlock] = []
    for block in blocks:
        if block.element.tag == "h1" or all_names(block.element) & _HEADLINE_NAMES:
            if not _is_of_site(block):
                before_text.append(block)
        elif before_text and block.letters >= _PROSE and block.link_share < 0.5:
            break
    return before_text[-1] if before_text else None


def _is_of_site(block: PageBlock) -> bool:
    return bool(all_names(block.element) & OF_SITE)


def _key(text: str) -> str:
    return _NO_LETTER.sub("", text).casefold()
