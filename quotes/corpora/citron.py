"""Attributions in the annotation format of BBC's Citron: a folder of JSON files, one for each article.

The format is described in ``docs/data_format.md`` of https://github.com/bbc/citron. An article is an object with
``text`` and ``quotes``; a quote has a span ``cue`` and lists of spans ``sources`` and ``contents``; a span has
``start``, ``end`` (code points) and ``text``, the words that stand there. ``coreference_groups`` of an article, and
``coreferences``, ``confidence`` and ``id`` of a quote, are optional and not read. Anything else is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from quotes.corpora.attribution.gold import Annotation, Attribution, GoldArticle, files_in, read_exactly, span_in
from quotes.errors import CorpusError
from quotes.records import Span


def read_citron(path: Path) -> list[GoldArticle]:
    """Read the articles of a folder of ``.json`` files, or of one such file; their ids are the names of the files.

    Raises `CorpusError` when a file cannot be read or deviates from the format.
    """
    return [_article(each) for each in files_in(path, ".json", "expected ARTICLE.json")]


def _article(path: Path) -> GoldArticle:
    try:
        document = json.loads(read_exactly(path))
    except (ValueError, RecursionError) as error:
        raise CorpusError(f"{path} is not JSON: {error}") from None
    fields = _fields(document, ("text", "quotes"), ("coreference_groups",), path)
    text = fields["text"]
    if not isinstance(text, str):
        raise CorpusError(f"{path}: text should be a string")
    attributions = [
        _attribution(quote, text, f"{path}, quote {number}")
        for number, quote in enumerate(_list(fields, "quotes", path), start=1)
    ]
    return GoldArticle(path.stem, text, (Annotation("", tuple(attributions)),))


def _attribution(quote: object, text: str, where: str) -> Attribution:
    fields = _fields(quote, ("cue", "sources", "contents"), ("coreferences", "confidence", "id"), where)
    return Attribution(
        _spans(_list(fields, "sources", where), text, f"{where}, sources"),
        _spans([fields["cue"]], text, f"{where}, cue"),
        _spans(_list(fields, "contents", where), text, f"{where}, contents"),
    )


def _spans(spans: Iterable[object], text: str, where: str) -> tuple[Span, ...]:
    found = []
    for each in spans:
        fields = _fields(each, ("start", "end", "text"), (), where)
        start, end = fields["start"], fields["end"]
        if type(start) is not int or type(end) is not int:
            raise CorpusError(f"{where}: start and end should be whole numbers")
        span = span_in(text, start, end, where)
        if text[start:end] != fields["text"]:
            raise CorpusError(f"{where}: the words from {start} to {end} are not those of its text")
        found.append(span)
    return tuple(sorted(found))


def _fields(value: object, required: tuple[str, ...], optional: tuple[str, ...], where: object) -> dict[str, Any]:
    """Return the properties of an object. Raises `CorpusError` for unknown ones and missing required ones."""
    if not isinstance(value, dict):
        raise CorpusError(f"{where}: expected an object with {', '.join(required)}")
    missing = [name for name in required if name not in value]
    unknown = [name for name in value if name not in required + optional]
    if missing or unknown:
        reason = f"has no {missing[0]}" if missing else f"has the unknown property {unknown[0]!r}"
        raise CorpusError(f"{where}: {reason}; expected {', '.join(required)}")
    return value


def _list(fields: dict[str, Any], name: str, where: object) -> list[object]:
    if not isinstance(fields[name], list):
        raise CorpusError(f"{where}: {name} should be a list")
    return list(fields[name])
