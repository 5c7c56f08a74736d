"""Parts in the article of a HTML page that are not of it: other articles, comments, quotations that are repeated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from lxml.html import HtmlElement

from quotes.readers.html_blocks import HEADINGS, PageBlock, links_away
from quotes.readers.html_clutter import PULL_QUOTE, all_names
from quotes.readers.html_notices import is_label, is_last_label
from quotes.readers.paragraphs import ends_sentence

_WORD = re.compile(r"\w+")
_ATTRIBUTION = re.compile(r"(?:[\s\xa0]*[—–-][^“”\"\n]{1,100}|(?:(?<=[”\"»])\s|\n)\s*[^“”\"\n.!?]{1,60})\Z")
_RUN, _SAME = 4, 1.0  # words in a row, and the share of the runs of a quotation that a paragraph has
_RUN_OF_PULL_QUOTE, _SIMILAR = 2, 0.6  # pull quotes are often changed a little
_SMALL = 0.4
_LINKED = 0.6
_ALL_LINKED = 0.9
_LONGEST_TEASER = 600
_FEWEST_WORDS = 3
_LONGEST_HEADING = 60


def without_asides(blocks: Sequence[PageBlock], root: HtmlElement | None) -> list[PageBlock]:
    """Return the blocks of an article, which all lie in an element, without those of its asides."""
    kept = _without_labelled(blocks, root)
    kept = _without_teasers(kept, root)
    kept = _without_lists_of_links(kept)
    return _without_pull_quotes(kept)


def _without_labelled(blocks: Sequence[PageBlock], root: HtmlElement | None) -> list[PageBlock]:
    """Leave out what stands under a heading like "Related stories": all in its element, or the links after it."""
    kept: list[PageBlock] = []
    whole = sum(block.letters for block in blocks)
    number = 0
    while number < len(blocks):
        block = blocks[number]
        if not is_label(block.text):
            kept.append(block)
            number += 1
            continue
        is_last = is_last_label(block.text) and block.link_share < _ALL_LINKED
        if is_last and sum(each.letters for each in blocks[number:]) <= _SMALL * whole:
            break
        end = _end_of(_section(block, blocks[number - 1] if number else None, root), blocks, number)
        if end == number + 1 or sum(each.letters for each in blocks[number:end]) > _SMALL * whole:
            end = _end_of_links(blocks, number + 1)
        number = end
    return kept


def _section(block: PageBlock, previous: PageBlock | None, root: HtmlElement | None) -> HtmlElement:
    """Return the outermost element within the root that begins with a block."""
    taken = {root, *(root.iterancestors() if root is not None else ())}
    if previous is not None:
        taken.update((previous.element, *previous.element.iterancestors()))
    section = block.element
    for element in block.element.iterancestors():
        if element in taken:
            break
        section = element
    return section


def _end_of(element: HtmlElement, blocks: Sequence[PageBlock], number: int) -> int:
    """Return the number of the first block after one that is not in an element."""
    inside = set(element.iter("*"))
    while number < len(blocks) and blocks[number].element in inside:
        number += 1
    return number


def _end_of_links(blocks: Sequence[PageBlock], number: int) -> int:
    """Return the number of the first block that is neither mostly a link nor the teaser under a heading that is one."""
    while number < len(blocks):
        is_teaser = blocks[number - 1].element.tag in HEADINGS and blocks[number - 1].link_share >= _ALL_LINKED
        if blocks[number].link_share < _LINKED and not is_teaser:
            break
        number += 1
    return number


def _without_teasers(blocks: Sequence[PageBlock], root: HtmlElement | None) -> list[PageBlock]:
    """Leave out short items and articles whose heading is a link to another page, and links around blocks."""
    teasers: set[HtmlElement] = set()
    taken = {root, *(root.iterancestors() if root is not None else ())}
    blocks_of: Counter[HtmlElement] = Counter()
    for block in blocks:
        if block.element.tag in HEADINGS and block.link_share >= _ALL_LINKED and _links_away(block.element):
            teasers.update(islice(block.element.iterancestors("article", "li"), 1))
        blocks_of.update(each for each in block.element.iterancestors("a") if links_away(each))
    teasers.update(link for link, count in blocks_of.items() if count > 1)
    teasers -= taken
    small = {each for each in teasers if len("".join(each.itertext())) < _LONGEST_TEASER}
    inside = {element for each in small for element in each.iter("*")}
    return [block for block in blocks if block.element not in inside]


def _links_away(heading: HtmlElement) -> bool:
    return any(map(links_away, (*heading.iter("a"), *heading.iterancestors("a"))))


def _without_lists_of_links(blocks: Sequence[PageBlock]) -> list[PageBlock]:
    """Leave out lists in which each item is a link and nothing else, no sentence, and a short line before them."""
    lists: dict[HtmlElement, list[PageBlock]] = {}
    for block in blocks:
        owner = next(block.element.iterancestors("ul", "ol"), None)
        if owner is not None:
            lists.setdefault(owner, []).append(block)
    dropped = {
        id(item)
        for items in lists.values()
        if all(item.link_share >= _ALL_LINKED and not item.text.endswith(".") for item in items)
        for item in items
    }
    dropped.update(id(one) for one, after in pairwise(blocks) if id(after) in dropped and _is_heading(one))
    return [block for block in blocks if id(block) not in dropped]


def _is_heading(block: PageBlock) -> bool:
    """Tell whether a block is a line above others: short, and no sentence."""
    return len(block.text) <= _LONGEST_HEADING and not ends_sentence(block.text)


def _without_pull_quotes(blocks: Sequence[PageBlock]) -> list[PageBlock]:
    """Leave out quotations set apart that repeat what a paragraph says, with the line that names their speaker."""
    groups: dict[HtmlElement, list[PageBlock]] = {}
    for block in blocks:
        if (element := _set_apart(block)) is not None:
            groups.setdefault(element, []).append(block)
    if not groups:
        return list(blocks)
    said = _all_runs(block for block in blocks if _set_apart(block) is None)
    said_or_quoted = said | _all_runs(
        block for element, group in groups.items() if not _is_pull_quote(element) for block in group
    )
    dropped: set[int] = set()
    for element, group in groups.items():
        size, share, known = _RUN, _SAME, said
        if _is_pull_quote(element):
            size, share, known = _RUN_OF_PULL_QUOTE, _SIMILAR, said_or_quoted
        longest = max(group, key=lambda block: block.letters)
        words = _words(_ATTRIBUTION.sub("", longest.text))
        runs = list(_runs(words, min(size, len(words))))
        if len(words) >= _FEWEST_WORDS and sum(run in known for run in runs) >= share * len(runs):
            dropped.update(map(id, group))
    return [block for block in blocks if id(block) not in dropped]


def _all_runs(blocks: Iterable[PageBlock]) -> set[tuple[str, ...]]:
    return {run for block in blocks for size in (2, 3, 4) for run in _runs(_words(block.text), size)}


def _set_apart(block: PageBlock) -> HtmlElement | None:
    """Return the outermost element around a block that sets a quotation apart."""
    around = (block.element, *block.element.iterancestors())
    return next((each for each in reversed(around) if each.tag == "blockquote" or _is_pull_quote(each)), None)


def _is_pull_quote(element: HtmlElement) -> bool:
    return bool(all_names(element) & PULL_QUOTE)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _runs(words: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(size)), strict=False)
