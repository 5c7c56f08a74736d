"""Tables read back from markup, with readers that are not ours where there are any.

Each reader gives the rows of the one table in a text, the heading first, as what a person sees in each cell, and fails
if there is anything else in it than cells of plain text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from html.parser import HTMLParser

import mwparserfromhell
from docutils import nodes
from docutils.core import publish_doctree
from markdown_it import MarkdownIt
from mwparserfromhell.nodes import HTMLEntity, Tag, Text

Rows = list[list[str]]


class _Table(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.rows: Rows = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert tag in {"table", "thead", "tbody", "tr", "th", "td"}, tag
        assert attrs in ([], [("style", "text-align: right;")])
        if tag == "tr":
            self.rows.append([])
        elif tag in {"th", "td"}:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def from_html(text: str) -> Rows:
    """Read HTML with the parser of the standard library."""
    table = _Table()
    table.feed(text)
    assert table.tags.count("table") == 1
    return [[cell.strip() for cell in row] for row in table.rows]


def from_markdown(text: str) -> Rows:
    """Read Markdown as GitHub does, with markdown-it-py."""
    rows: Rows = []
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    assert [token.type for token in tokens].count("table_open") == 1 and tokens[-1].type == "table_close"
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            assert {child.type for child in token.children or []} <= {"text", "text_special"}
            assert not re.search(r"://|www\.", token.content, re.IGNORECASE), "becomes a link on GitHub"
            rows[-1].append("".join(child.content for child in token.children or []))
    return rows


def from_mediawiki(text: str) -> Rows:
    """Read the markup of MediaWiki with mwparserfromhell."""
    code = mwparserfromhell.parse(text)
    (table,) = [node for node in code.nodes if isinstance(node, Tag)]
    rows: Rows = []
    for row in table.contents.filter_tags(recursive=False, matches=lambda tag: tag.tag == "tr"):
        cells = [node for node in row.contents.nodes if isinstance(node, Tag)]
        assert all(isinstance(node, Text | HTMLEntity) for cell in cells for node in cell.contents.nodes)
        rows.append([cell.contents.strip_code(normalize=True, collapse=False).strip() for cell in cells])
    return rows


def from_rst(text: str) -> Rows:
    """Read reStructuredText with docutils, which fails on every warning."""
    tree = publish_doctree(text, settings_overrides={"halt_level": 1, "report_level": 1})
    plain = (nodes.table, nodes.tgroup, nodes.colspec, nodes.thead, nodes.tbody, nodes.row, nodes.entry)
    assert all(isinstance(node, (*plain, nodes.document, nodes.paragraph, nodes.Text)) for node in tree.findall())
    return [[entry.astext() for entry in row.findall(nodes.entry)] for row in tree.findall(nodes.row)]


def from_asciidoc(text: str) -> Rows:
    """Read AsciiDoc, whose marks in cells have to be references to characters."""
    head, rule, *lines, end = text.splitlines()
    assert head.startswith("[cols=") and rule == end == "|===="
    assert not [line for line in lines if re.search(r"[<>{}\[\]()*_`~^+:@=\\']|&(?!#\d+;)|(?<!&)#", line)]
    return [[html.unescape(cell.strip()) for cell in line.removeprefix("|").split("|")] for line in lines]


_LATEX = {
    r"\textbackslash{}": "\\",
    r"\textasciitilde{}": "~",
    r"\^{}": "^",
    r"\ensuremath{<}": "<",
    r"\ensuremath{>}": ">",
    **{f"\\{mark}": mark for mark in "&%$#_{}"},
}
_LATEX_PIECE = re.compile("|".join(map(re.escape, _LATEX)) + r"|[^\\&%$#_{}~^<>]")


def from_latex(text: str) -> Rows:
    """Read the rows of a LaTeX table, in which nothing but escaped characters may have a meaning."""
    rows = [line for line in text.splitlines() if line.endswith(r"\\")]
    assert not [line for line in rows if re.match(r" *[\[*]", line)], "an argument of the command before"
    cells = [re.split(r"(?<!\\)&", line.removesuffix(r"\\")) for line in rows]
    return [[_plain(re.sub(r"^( *)\{\}", r"\1", cell).strip()) for cell in row] for row in cells]


def _plain(cell: str) -> str:
    assert re.fullmatch(f"(?:{_LATEX_PIECE.pattern})*", cell, re.DOTALL), cell
    return _LATEX_PIECE.sub(lambda piece: _LATEX.get(piece[0], piece[0]), cell)


READERS: dict[str, Callable[[str], Rows]] = {
    "html": from_html,
    "github": from_markdown,
    "pipe": from_markdown,
    "mediawiki": from_mediawiki,
    "asciidoc": from_asciidoc,
    "rst": from_rst,
    "latex": from_latex,
    "latex_booktabs": from_latex,
    "latex_longtable": from_latex,
}
