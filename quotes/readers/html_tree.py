"""Trees of HTML pages: bytes to text, markup to elements as a browser makes them, and selectors of elements."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Callable
from html import escape

from lxml import html
from lxml.html import HtmlElement, defs

from quotes.errors import ReadError
from quotes.readers.directives import COMMENT
from quotes.readers.raw_document import RawDocument
from quotes.readers.text_encoding import BYTE_ORDER_MARKS, decoded

_DECLARED = re.compile(rb"""<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARED_WITHIN = 4096  # bytes
_LATIN_1 = frozenset(["iso8859-1", "ascii"])  # browsers read both as cp1252

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(script|style|textarea|title|svg|noscript)\b.*?(?:</\1\s*>|\Z)"
    r"|<(/?)([a-z][a-z0-9:-]*)((?:[^<>\"']|\"[^\"]{0,20000}+\"|'[^']{0,20000}+'){0,2000}+)>",
    re.IGNORECASE | re.DOTALL,
)
_CLOSED_BY_OTHERS = frozenset(
    ["body", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", *defs.table_tags]
) - {"table"}
_BLOCKS = """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table
    tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset(_BLOCKS.split())
"""Tags of elements that browsers show as blocks, and that end a paragraph."""

_HEAD = frozenset(["html", "head", *defs.head_tags]) - {"body"}
_DEEPEST = 400
_DEPTH_OF_TABLE = 12
_PARAGRAPH = "x-p"
DIRECTIVE = "x-directive"
"""Tag of the empty elements that stand for comments with a directive, which is their title."""

_PLAIN_TAG = re.compile("[a-z][a-z0-9-]*")
_PLAIN_ID = re.compile("[A-Za-z_][A-Za-z0-9_-]*")
_MOST_STEPS = 100


def page_text(document: RawDocument) -> str:
    """Return the text of a page: in the encoding of the options, its byte order mark, its transport, or its markup.

    Without any of these, or where it is not in the encoding that is declared, it is UTF-8, or else cp1252. Raises
    `ReadError` if it is not text, or not in the encoding that the options name.
    """
    data, named = document.data, document.options.encoding
    if named or data.startswith(tuple(mark for mark, _ in BYTE_ORDER_MARKS)):
        return decoded(data, document.name, named).text
    in_markup = _DECLARED.search(data[:_DECLARED_WITHIN])
    for encoding in (document.declared_encoding, in_markup and in_markup[1].decode("ascii"), "utf-8"):
        codec = _codec(encoding) if encoding else None
        if codec is None:
            continue
        try:
            data.decode(codec)
        except (UnicodeDecodeError, LookupError):
            continue
        return decoded(data, document.name, codec).text
    return decoded(data.decode("cp1252", "replace").encode(), document.name, "utf-8").text


def _codec(encoding: str) -> str | None:
    """Return the name of the codec of an encoding that a page declares, as browsers understand it."""
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        return None
    if name.startswith("utf-16"):  # a page whose declaration can be read in bytes is none
        return "utf-8"
    return "cp1252" if name in _LATIN_1 else name


def page_tree(text: str, name: str) -> HtmlElement:
    """Return the outermost element of a page or of a piece of one. Raises `ReadError` if there is none.

    It may have elements `DIRECTIVE`, which are to be taken out.
    """
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    data = _mended(text).encode("utf-8", "replace")
    try:
        tree = html.document_fromstring(data, parser=parser)
    except (ValueError, html.etree.ParserError):
        raise ReadError(f"{name} has no text: it is an empty page") from None
    for element in tree.iter(_PARAGRAPH):
        element.tag = "p"
    for table in tree.iter("table"):
        _add_body(table)
    return tree


def _mended(markup: str) -> str:
    """Return markup in which paragraphs end where browsers end them, and no element lies deeper than they allow.

    libxml2 keeps no ``</p>`` without its ``<p>``, of which browsers make an empty paragraph, ends a heading at a
    paragraph in it, takes elements of HTML 5 into the head, and gives up where elements are nested too deep. Paragraphs
    are elements of another name for it, and so are comments with directives.
    """
    in_body = in_paragraph = False
    depth = 0

    def mended(tag: re.Match[str]) -> str:
        nonlocal in_body, in_paragraph, depth
        whole, end, name = tag[0], tag[2], (tag[3] or "").lower()
        if in_body and (comment := COMMENT.fullmatch(whole)):
            return f'<{DIRECTIVE} title="{escape(comment[1])}"></{DIRECTIVE}>'
        if not name or name in _HEAD:
            return whole
        begins_body = not in_body and not end
        in_body = in_body or begins_body
        if name == "body":
            return whole if begins_body else ""
        before = "<body>" if begins_body else ""
        if name in BLOCKS:
            before += f"</{_PARAGRAPH}>" if in_paragraph else ""
            in_paragraph = name == "p" and not end
        if name == "p":
            if end:
                return before or f"<{_PARAGRAPH}></{_PARAGRAPH}>"
            return f"{before}<{_PARAGRAPH}{tag[4].rstrip('/')}>"
        if name in _CLOSED_BY_OTHERS or name in defs.empty_tags or tag[4].endswith("/"):
            return before + whole
        weight = _DEPTH_OF_TABLE if name == "table" else 1
        depth += 0 if end else weight
        kept = whole if depth <= _DEEPEST else ""
        depth = max(0, depth - weight) if end else depth
        return before + kept

    return _TAG.sub(mended, markup)


def _add_body(table: HtmlElement) -> None:
    """Put rows that lie directly in a table into bodies of it, as browsers do."""
    body = None
    for child in list(table):
        if child.tag != "tr":
            body = None
            continue
        if body is None:
            body = table.makeelement("tbody")
            child.addprevious(body)
        body.append(child)


def selectors(tree: HtmlElement) -> Callable[[HtmlElement], str | None]:
    """Return a function from an element of a tree to the CSS selector that finds it and nothing else.

    The selector is its id, or the way to it from the nearest element with an id that no other has. It is None for an
    element that is too deep.
    """
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
    steps: dict[HtmlElement, str] = {}

    def step(element: HtmlElement, parent: HtmlElement) -> str:
        if element not in steps:
            count: Counter[str] = Counter()
            for place, child in enumerate(parent, 1):
                tag = str(child.tag)
                count[tag] += 1
                plain = _PLAIN_TAG.fullmatch(tag)
                steps[child] = f"{tag}:nth-of-type({count[tag]})" if plain else f":nth-child({place})"
        return steps[element]

    def selector(element: HtmlElement) -> str | None:
        path: list[str] = []
        while len(path) <= _MOST_STEPS:
            id, parent = element.get("id"), element.getparent()
            if id and ids[id] == 1:
                return " > ".join([_of_id(id), *reversed(path)])
            if parent is None or element.tag == "body":
                return " > ".join([str(element.tag), *reversed(path)])
            path.append(step(element, parent))
            element = parent
        return None

    return selector


def _of_id(id: str) -> str:
    if _PLAIN_ID.fullmatch(id):
        return f"#{id}"
    escaped = "".join(f"\\{ord(c):x} " if c in '"\\' or not c.isprintable() else c for c in id)
    return f'[id="{escaped}"]'
