"""Analysis of articles on Spark: a function for ``DataFrame.mapInArrow``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from quotes.archive.article_tables import analysed_table, load_analyze
from quotes.archive.building import configuration_of
from quotes.records import Coref, Engine, Scope

if TYPE_CHECKING:
    import pyarrow

SCHEMA = (
    "id string, title string, date string, author string, url string, language string, version string, model string, "
    "options string, analysis string, error string, statements bigint, speakers array<string>"
)
"""Columns of what `analyses_in` yields, as Spark wants them."""

_loaded = cache(load_analyze)


def analyses_in(
    articles: Iterable[pyarrow.RecordBatch],
    model: str | None = None,
    scope: Scope = "speech",
    engine: Engine | None = None,
    coref: Coref = "own",
) -> Iterator[pyarrow.RecordBatch]:
    """Yield a row for each article, as ``articles.mapInArrow(analyses_in, SCHEMA)`` asks for them.

    Each Python process of Spark loads the models once. The options are those of `Analyzer`; ``functools.partial``
    gives them. Raises `quotes.QuotesError` as `Analyzer` does.
    """
    analyze = _loaded(model, scope, engine, coref)
    options = configuration_of(model, engine, coref, scope, (), None).options
    for batch in articles:
        yield from analysed_table(batch, analyze, options).to_batches()
