"""Escaping of text for spreadsheets, JSON and markup, so that articles, names of files and rosters stay text."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Callable, Mapping

from quotes.reports.wording import CONTROLS_BEYOND_ASCII, printable

_LEFT_RAW_BY_JSON = re.compile(f"[{CONTROLS_BEYOND_ASCII}]")

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

_FORMULA = re.compile(r"""(?:^|;)[\s"]*(?='*[=+\-@＝＋－＠])""")
"""Beginning of a formula in a cell, or after a semicolon, which separates cells where the comma is the decimal mark."""


def json_text(value: object, indent: int | None = None) -> str:
    """Return `value` as JSON with every control escaped, also DEL, C1 and bidi controls, which may be raw in JSON.

    Raises ValueError for a number that JSON does not have.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return _LEFT_RAW_BY_JSON.sub(lambda control: f"\\u{ord(control[0]):04x}", text)


def spreadsheet_cell(text: str) -> str:
    """Return `text`, printable, with an apostrophe before each formula: "'=1+1" for "=1+1", "''=1" for "'=1".

    It is the convention of OWASP and CWE-1236; to remove one apostrophe at these places gives the text back.
    """
    return _FORMULA.sub(r"\g<0>'", printable(text))


def without_surrogates(text: str) -> str:
    """Return `text` with � for each half of a surrogate pair, which no encoding has."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def xml_text(text: str) -> str:
    """Return `text`, printable, with � for each character that XML cannot hold."""
    return xml_characters(printable(text))


def xml_characters(text: str) -> str:
    """Return `text` with � for each character that XML cannot hold."""
    return _NOT_IN_XML.sub("\ufffd", text)


def _references(characters: str) -> dict[int, str]:
    """Return a table that replaces these characters by references to their numbers, which no markup takes for marks."""
    return str.maketrans({character: f"&#{ord(character)};" for character in characters})


def _backslashes(characters: str) -> dict[int, str]:
    """Return a table that puts a backslash before each of these characters."""
    return str.maketrans({character: f"\\{character}" for character in characters})


_MARKDOWN = _references("&<>|{}~$^@") | _backslashes("\\`*_[]")
_MARKDOWN_ADDRESS = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)
_WIKI = _references("".join(sorted(set(string.punctuation) - set(',-./;?%"'))))
_RST = _backslashes("\\*`|_:@")
_RST_BLOCK = re.compile(r"[!-/:-@\[-`{-~•‣⁃]|\w+[.)](?:\s|$)")
"""Beginning of a line that may be a list, a directive, a ruler or the like."""


def _markdown(text: str) -> str:
    return _MARKDOWN_ADDRESS.sub(lambda mark: f"&#{ord(mark[0])};", text.translate(_MARKDOWN))


def _wiki(text: str) -> str:
    return text.translate(_WIKI)


def _rst(text: str) -> str:
    before = "\\ " if _RST_BLOCK.match(text) else ""  # a blank that is not shown
    return before + text.translate(_RST)


MARKUP: Mapping[str, Callable[[str], str]] = {
    "html": str,
    "github": _markdown,
    "pipe": _markdown,
    "mediawiki": _wiki,
    "asciidoc": _wiki,
    "rst": _rst,
    "latex": str,
    "latex_booktabs": str,
    "latex_longtable": str,
}
"""Formats for documents, each with the escaping of cells; tabulate itself escapes HTML and LaTeX.

Formats of tabulate that are not here have no escaping that every reader of them understands.
"""
