"""Articles as tables of Arrow and Parquet, and what a cluster makes of them: a row for each, with its analysis."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import quotes
from quotes.archive.record_rows import Row, article_of, article_row, warnings_of
from quotes.errors import ReadError
from quotes.records import Article, Coref, Engine, Scope
from quotes.reports.escaping import json_text, without_surrogates
from quotes.runtime.containment import Analyze, described

if TYPE_CHECKING:
    import pyarrow

ARTICLES_IN_A_FILE = 1000

ARTICLE_FACTS = ("title", "date", "author", "url", "language")

NEEDED_COLUMNS = ("id", "text")
PACKED_COLUMNS = (*NEEDED_COLUMNS, *ARTICLE_FACTS, "blocks", "warnings")
"""Columns of articles, all of text; all but the first two may be missing. The last two are JSON."""

Load = Callable[[], Analyze]
"""Function that makes the function that analyses an article; it loads the models, and can be sent to a worker."""


def load_analyze(model: str | None, scope: Scope, engine: Engine | None, coref: Coref) -> Analyze:
    """Load the models, for one thread, and return the function that analyses an article by them.

    Raises `quotes.QuotesError` as `Analyzer` does.
    """
    from quotes.analysis import Analyzer
    from quotes.runtime.forked_worker import use_one_thread

    analyzer = Analyzer(model, engine=engine, scope=scope, coref=coref)
    _ = analyzer.parser
    use_one_thread()
    return analyzer.analyze


def write_packed(articles: Iterable[Article], folder: Path) -> int:
    """Write articles into files of Parquet in a folder, so many in each, and return their number."""
    from pyarrow import Table
    from pyarrow.parquet import write_table

    rows = map(_packed, articles)
    number = files = 0
    while some := list(islice(rows, ARTICLES_IN_A_FILE)):
        write_table(Table.from_pylist(some, _text_schema(PACKED_COLUMNS)), folder / f"part-{files:06}.parquet")
        number, files = number + len(some), files + 1
    return number


def analysed_table(articles: pyarrow.Table | pyarrow.RecordBatch, analyze: Analyze, options: str) -> pyarrow.Table:
    """Return a row for each article of a table: its analysis as JSON, or the error that says why there is none."""
    from pyarrow import Table

    return Table.from_pylist([_analysed(row, analyze, options) for row in articles.to_pylist()], analysed_schema())


def analysed_schema() -> pyarrow.Schema:
    """Return the columns of `analysed_table`."""
    import pyarrow

    schema = _text_schema(("id", *ARTICLE_FACTS, "version", "model", "options", "analysis", "error"))
    return schema.append(pyarrow.field("statements", pyarrow.int64())).append(
        pyarrow.field("speakers", pyarrow.list_(pyarrow.string()))
    )


def _text_schema(names: Iterable[str]) -> pyarrow.Schema:
    import pyarrow

    return pyarrow.schema([(name, pyarrow.string()) for name in names])


def _packed(article: Article) -> Row:
    row = article_row(article, article.warnings)
    row = {"id": row.pop("place"), **row}
    return {name: value and without_surrogates(value) for name, value in row.items()}


def _analysed(row: Row, analyze: Analyze, options: str) -> Row:
    facts = {name: _text(row.get(name)) for name in ("id", *ARTICLE_FACTS)}
    facts |= {"version": quotes.__version__, "options": options}
    try:
        analysis = analyze(_unpacked(row))
        return facts | {
            "model": analysis.model,
            "statements": len(analysis.statements),
            "speakers": [without_surrogates(one.name) for one in analysis.speakers],
            "analysis": json_text(analysis.to_dict()).encode(errors="backslashreplace").decode(),
        }
    except Exception as error:
        return facts | {"error": f"cannot be analysed: {described(error)}"}


def _unpacked(row: Row) -> Article:
    """Return the article of a row. Raises `ReadError` if it has no id or no text."""
    if missing := [name for name in NEEDED_COLUMNS if row.get(name) is None]:
        raise ReadError(f"the article has no {missing[0]}")
    known = {name: _text(row.get(name)) for name in PACKED_COLUMNS}
    known |= {"place": known["id"], **{name: known[name] or "[]" for name in ("blocks", "warnings")}}
    return replace(article_of(known), warnings=warnings_of(known))


def _text(value: object) -> str | None:
    return None if value is None else str(value)
