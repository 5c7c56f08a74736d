"""Articles in an output that may have been cut off, and whether the output is a valid document."""

from __future__ import annotations

import csv
import json
from io import StringIO
from itertools import groupby

FORMATS = ("jsonl", "json", "csv")


def whole_articles(format: str, data: bytes) -> tuple[dict[str, str], bool]:
    """Return the articles that are in an output, each by its id with all that is said of it, in order.

    Beside them stands whether the output is a valid document of its format. One that is not may have been cut: what it
    has of its last article is left out, as far as it can be seen that this is not all.
    """
    text = data.decode("utf-8", errors="replace")
    return {"jsonl": _of_json_lines, "json": _of_json_array, "csv": _of_csv}[format](text)


def _of_json_lines(text: str) -> tuple[dict[str, str], bool]:
    *lines, rest = text.split("\n")
    articles: dict[str, str] = {}
    for line in lines:
        try:
            articles[json.loads(line)["article"]["id"]] = line
        except ValueError:
            return articles, False
    return articles, not rest


def _of_json_array(text: str) -> tuple[dict[str, str], bool]:
    articles: dict[str, str] = {}
    decoder = json.JSONDecoder()
    place = text.find("{")
    while place != -1:
        try:
            analysis, end = decoder.raw_decode(text, place)
        except ValueError:
            break
        articles[analysis["article"]["id"]] = text[place:end]
        place = text.find("{", end)
    try:
        return articles, isinstance(json.loads(text), list)
    except ValueError:
        return articles, False


def _of_csv(text: str) -> tuple[dict[str, str], bool]:
    """Return the rows of each article; the rows of the last may be fewer than those that it should have."""
    header, *rows = list(csv.reader(StringIO(text, newline=""))) or [[]]
    valid = text.endswith("\n") and all(len(row) == len(header) for row in rows)
    if rows and not valid:
        rows.pop()
    return {article: repr(list(group)) for article, group in groupby(rows, key=lambda row: row[0])}, valid
