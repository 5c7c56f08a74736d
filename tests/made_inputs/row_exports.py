"""Exports of databases: JSON Lines and CSV, with columns that are not the article's text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence

from made_inputs.furniture import Furniture
from made_inputs.inline_markup import InlineMarkup
from made_inputs.news_copy import NewsCopy


def json_lines(copies: Sequence[NewsCopy], furniture: Furniture) -> bytes:
    """Return one object for each article, with its text as plain text."""
    rows = [
        {
            "id": f"A-{furniture.random.randint(10_000, 99_999)}",
            "title": copy.headline,
            "author": furniture.person(),
            "date": furniture.when.strftime("%Y-%m-%d"),
            "url": furniture.address(copy.headline),
            "caption": furniture.caption(),
            "text": copy.body,
            "related": [furniture.related_title(), furniture.related_title()],
        }
        for copy in copies
    ]
    escaped = furniture.random.random() < 0.5
    return "".join(json.dumps(row, ensure_ascii=escaped) + "\n" for row in rows).encode()


def json_lines_with_html(copies: Sequence[NewsCopy], furniture: Furniture) -> bytes:
    """Return one object for each article, as the export of a content management system: the body is HTML."""
    rows = [
        {
            "uuid": f"{furniture.random.getrandbits(64):016x}",
            "headline": copy.headline,
            "teaser": furniture.teaser(),
            "body": _paragraphs(copy, furniture, InlineMarkup("raw", 0.4)),
            "published": furniture.when.isoformat() + "Z",
            "byline": f"By {furniture.person()}",
        }
        for copy in copies
    ]
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def csv_with_semicolons(copies: Sequence[NewsCopy], furniture: Furniture) -> bytes:
    """Return what a European Excel saves: semicolons, cp1252, line breaks inside of quoted cells."""
    return _csv(copies, furniture, ";", "cp1252", lambda copy: copy.body)


def csv_with_commas(copies: Sequence[NewsCopy], furniture: Furniture) -> bytes:
    """Return a CSV with commas in UTF-8 with a byte order mark, one line break between paragraphs."""
    return _csv(copies, furniture, ",", "utf-8-sig", lambda copy: "\n".join(copy.paragraphs))


def _csv(
    copies: Sequence[NewsCopy], furniture: Furniture, delimiter: str, encoding: str, body: Callable[[NewsCopy], str]
) -> bytes:
    table = io.StringIO()
    writer = csv.writer(table, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(["ID", "Headline", "Author", "Published", "Caption", "Body"])
    for number, copy in enumerate(copies):
        caption = furniture.caption().encode("cp1252", "replace").decode("cp1252")
        writer.writerow(
            [4100 + number, copy.headline, furniture.person(), f"{furniture.when:%d/%m/%Y}", caption, body(copy)]
        )
    return table.getvalue().encode(encoding)


def _paragraphs(copy: NewsCopy, furniture: Furniture, markup: InlineMarkup) -> str:
    lines = (f"<p>{markup.paragraph(each, furniture.random, furniture.address(each))}</p>" for each in copy.paragraphs)
    return "\n".join(lines)
