"""Parts of a HTML page that are not its article, told by tags and by the names that pages give to their parts."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from lxml.html import HtmlElement

from quotes.readers.html_blocks import HEADINGS, is_block, page_blocks
from quotes.readers.html_notices import is_request, words_of_clutter

_NOT_TEXT = frozenset(words_of_clutter()["tags"]["not_text"].split())
_NAMES = {kind: frozenset(names) for kind, names in words_of_clutter()["names"].items()}
DATELINE, PULL_QUOTE, STANDFIRST = _NAMES["dateline"], _NAMES["pull_quote"], _NAMES["standfirst"]
_HIDDEN, _ALWAYS, _IF_SMALL = _NAMES["hidden"], _NAMES["always"], _NAMES["if_small"]

_TAGS_THAT_NAME = frozenset(["aside", "footer", "form"])
_NAMING = frozenset(
    ["class", "id", "role", "itemprop", "data-testid", "data-component", "data-component-name", "aria-label"]
)
_NAME = re.compile(r"[^\s,;/]+")
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_MODIFIER = re.compile(
    r"(?:no|not|has|have|with|without|hide|show|is|can|js|supports|category|tag(?!-?(?:s|list|cloud)))[-_]",
    re.IGNORECASE,
)
_LONGEST_NAMES = 400
_LONGEST_NAME = 60
_STYLED_AWAY = re.compile(r"\b(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_TEXT_BLOCKS = HEADINGS | {"p", "li", "td", "th", "dd", "dt", "blockquote", "pre", "summary"}
OF_SITE = frozenset(["logo", "site-title", "site-name", "brand", "sitename"])
_SMALL = 0.4
_NEARLY_ALL = 0.9
_PROSE = 40  # letters
_LONGEST_REQUEST = 130  # letters
_LONGEST_BOX = 600
_TEXT_INPUTS = frozenset(["email", "text"])
_FLOATS = re.compile(r"\bfloat\s*:\s*(?:left|right)\b", re.IGNORECASE)


def clutter(tree: HtmlElement) -> set[HtmlElement]:
    """Return the outermost elements of a page whose text is not its article's."""
    found = {element for element in tree.iter(*_NOT_TEXT, "figure", "figcaption") if _is_no_text(element)}
    text, prose, core = _amounts(tree, found)
    whole = prose[tree] or 1
    named: dict[HtmlElement, frozenset[str]] = {}
    of_name: Counter[str] = Counter()
    for element in tree.iter("*"):
        names = all_names(element)
        if core[element] or element.tag in ("html", "body"):
            continue
        if _is_hidden(element, names) or (
            text[element] < min(_LONGEST_BOX, _SMALL * whole) and _is_beside(element, prose)
        ):
            found.add(element)
        if _is_control(element) and (box := _request_around(element, text, core)) is not None:
            found.add(box)
        names &= _ALWAYS | _IF_SMALL
        if names and _stands_alone(element):
            named[element] = names
            of_name.update(dict.fromkeys(names - named.get(element.getparent(), frozenset()), prose[element]))
    for element, names in named.items():
        if names & _ALWAYS:
            is_clutter = prose[element] < _NEARLY_ALL * whole
        else:
            is_clutter = all(of_name[name] < _SMALL * whole for name in names)
        if is_clutter:
            found.add(element)
    return found


def all_names(element: HtmlElement) -> frozenset[str]:
    """Return the words in the names of an element, alone and two or three together: "pull", "quote", "pull-quote"."""
    naming = " ".join(value for attribute, value in element.items() if attribute in _NAMING)
    of_tag = element.tag in _TAGS_THAT_NAME and not _has_ancestor(element, "blockquote")
    names = _names(naming[:_LONGEST_NAMES])
    return names | {element.tag} if of_tag else names


@lru_cache(maxsize=4096)
def _names(naming: str) -> frozenset[str]:
    found: set[str] = set()
    for name in _NAME.findall(naming):
        if len(name) > _LONGEST_NAME or _MODIFIER.match(name):
            continue
        parts = [part.lower() for part in _PART.findall(name)]
        for size in (1, 2, 3):
            found.update("-".join(parts[at : at + size]) for at in range(len(parts) - size + 1))
    return frozenset(found)


def _is_no_text(element: HtmlElement) -> bool:
    """Tell whether an element is a picture or its caption, or of a kind that has no text; a quotation has a caption."""
    if element.tag == "figure":
        return next(element.iter("blockquote", "table", "pre"), None) is None
    if element.tag == "figcaption":
        parent = element.getparent()
        return parent is None or next(parent.iter("blockquote"), None) is None
    return True


def _amounts(tree: HtmlElement, without: set[HtmlElement]) -> tuple[Counter[HtmlElement], ...]:
    """Return for each element its letters, those of its prose, and its headlines or marked bodies of articles."""
    text: Counter[HtmlElement] = Counter()
    prose: Counter[HtmlElement] = Counter()
    core: Counter[HtmlElement] = Counter()
    for block in page_blocks(tree, without):
        text[block.element] += block.letters
        if block.letters >= _PROSE and block.link_share < 0.5:
            prose[block.element] += block.letters
    elements = list(tree.iter("*"))
    for element in reversed(elements):
        is_headline = element.tag == "h1" and not all_names(element) & OF_SITE
        is_main = element.tag == "main" or element.get("role") == "main" or element.get("itemprop") == "articleBody"
        core[element] += is_headline or is_main
        parent = element.getparent()
        if parent is not None:
            for amount in (text, prose, core):
                amount[parent] += amount[element]
    return text, prose, core


def _is_control(element: HtmlElement) -> bool:
    """Tell whether an element is a button or field for readers to subscribe, sign in, or leave their address."""
    if element.tag == "input":
        return element.get("type", "text").lower() in _TEXT_INPUTS
    return element.tag in ("a", "button") and is_request("".join(element.itertext())) and _stands_alone(element)


def _request_around(control: HtmlElement, text: Counter[HtmlElement], core: Counter[HtmlElement]) -> HtmlElement | None:
    """Return the largest element around a control that has few words and a small part of the page's."""
    box, largest = None, min(_LONGEST_REQUEST, _SMALL * text[control.getroottree().getroot()])
    for element in control.iterancestors():
        if core[element] or text[element] > largest or element.tag == "body":
            break
        box = element
    return box


def _is_beside(element: HtmlElement, prose: Counter[HtmlElement]) -> bool:
    """Tell whether an element floats beside the text around it, and is a box of one column or a picture."""
    parent = element.getparent()
    if parent is None or not _floats(element) or prose[parent] <= sum(prose[each] for each in parent if _floats(each)):
        return False
    if next(element.iter("img"), None) is not None:
        return True
    return element.tag == "table" and all(len(row) == 1 for row in element.iter("tr"))


def _floats(element: HtmlElement) -> bool:
    is_aligned = element.tag == "table" and element.get("align", "").lower() in ("left", "right")
    return is_aligned or (is_block(element) and _FLOATS.search(element.get("style", "")) is not None)


def _is_hidden(element: HtmlElement, names: frozenset[str]) -> bool:
    if not element.attrib:
        return False
    is_marked = element.get("hidden") is not None or not names.isdisjoint(_HIDDEN)
    return is_marked or _STYLED_AWAY.search(element.get("style", "")) is not None


def _stands_alone(element: HtmlElement) -> bool:
    """Tell whether an element is not a part of a sentence."""
    while not is_block(element):
        parent = element.getparent()
        if parent is None or (parent.tag not in _TEXT_BLOCKS and is_block(parent)):
            return True
        if not is_only_child(element) or (parent.text or "").strip() or (element.tail or "").strip():
            return False
        element = parent
    return True


def is_only_child(element: HtmlElement) -> bool:
    """Tell whether an element has no others beside it."""
    return element.getprevious() is None and element.getnext() is None


def _has_ancestor(element: HtmlElement, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None
