"""Findings for people: one line each, and below it the line of the article with the words underlined."""

from __future__ import annotations

import click
from wcwidth import wcswidth

from quotes.lint.lint_rule import Severity
from quotes.lint.placing import ArticleFindings, Place, PlacedFinding
from quotes.reports.wording import printable

_COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow", "note": "cyan"}
_STANDARD_INPUT = "-"
_CUT = "…"
_FEWEST_COLUMNS = 20


def text_of(article: ArticleFindings, width: int) -> str:
    """Return the findings about an article, coloured, with lines of the article cut to a width in columns."""
    return "".join(_text_of(placed, width) for placed in article.findings)


def place_in_words(place: Place) -> str:
    """Return a place: "harbour.txt:3:14", or "harbour.html, paragraph 2 (body > p:nth-of-type(2))" without lines."""
    path = "standard input" if place.path == _STANDARD_INPUT else place.path
    if place.line is not None:
        return f"{path}:{place.line}" + (f":{place.column}" if place.column is not None else "")
    pointer = f" ({place.pointer})" if place.pointer else ""
    return f"{path}, paragraph {place.paragraph}{pointer}"


def _text_of(placed: PlacedFinding, width: int) -> str:
    finding, place = placed.finding, placed.place
    colour = _COLOURS[finding.severity]
    head = f"{click.style(printable(place_in_words(place)), bold=True)}: {click.style(finding.code, fg=colour)}"
    number = str(place.line) if place.column is not None else ""
    gutter = max(4, len(number) + 1)
    before, words, behind = _window(place, max(_FEWEST_COLUMNS, width - gutter - 3))
    line = f"{number:>{gutter}} | {before}{words}{behind}"
    marks = " " * _columns(before) + click.style("^" * max(1, _columns(words)), fg=colour)
    return f"{head} {printable(finding.message)}\n{line}\n{'':>{gutter}} | {marks}\n"


def _window(place: Place, width: int) -> tuple[str, str, str]:
    """Return what is shown of a line: before the words, the words, and behind them, with a mark where it is cut."""
    before, words, behind = (
        printable(part)
        for part in (place.shown[: place.start], place.shown[place.start : place.end], place.shown[place.end :])
    )
    room = max(0, width - _columns(words) - 2 * len(_CUT))
    if _columns(before) + _columns(words) + _columns(behind) <= width:
        return before, words, behind
    before_width = max(room // 2, room - _columns(behind))
    if _columns(before) > before_width:
        before = _CUT + _end(before, before_width)
    room = max(0, width - _columns(before))
    if _columns(words) > room:
        return before, _beginning(words, room - len(_CUT)), _CUT
    room -= _columns(words)
    return before, words, behind if _columns(behind) <= room else _beginning(behind, room - len(_CUT)) + _CUT


def _beginning(text: str, columns: int) -> str:
    """Return the beginning of a text that takes so many columns at most."""
    kept = text[: max(0, columns)]
    while _columns(kept) > columns > 0:
        kept = kept[:-1]
    return kept


def _end(text: str, columns: int) -> str:
    return _beginning(text[::-1], columns)[::-1]


def _columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    columns: int = wcswidth(text)
    return columns if columns >= 0 else len(text)
