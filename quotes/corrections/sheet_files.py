"""Spreadsheets imported into the corrections beside the articles that they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from quotes.corrections.applying import apply_corrections
from quotes.corrections.say_file import load_corrections, save_corrections, say_path
from quotes.corrections.sheet import SheetRow
from quotes.corrections.sheet_import import import_rows
from quotes.errors import CorrectionsError, QuotesError
from quotes.records import Article
from quotes.runtime.workers import SupportsPipe


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """Result of the rows about one article: the file of its corrections, counts of decisions, and problems.

    ``path`` is None, and there is one problem, where nothing could be imported.
    """

    id: str
    path: Path | None
    counts: dict[str, int]
    problems: tuple[str, ...]


def import_sheet(
    rows: Iterable[SheetRow],
    analyzer: SupportsPipe,
    read: Callable[[str], Article],
    *,
    accept_rest: bool = False,
) -> Iterator[ImportedArticle]:
    """Import the rows of a sheet, article by article, as `import_rows` does; an article that fails costs itself alone.

    `read` returns an article by its id, or raises `QuotesError`. The file of an article is written if a row decides
    anything. A sheet with the column ``decided`` was made with earlier corrections applied, and is compared so.
    """
    by_article: dict[str, list[SheetRow]] = {}
    for row in rows:
        by_article.setdefault(row.cells["article"], []).append(row)
    for id, of_article in by_article.items():
        try:
            yield _import_article(id, of_article, analyzer, read, accept_rest)
        except QuotesError as error:
            numbers = ", ".join(str(row.number) for row in of_article)
            yield ImportedArticle(id, None, {}, (f"rows {numbers}: {error}",))


def _import_article(
    id: str, rows: list[SheetRow], analyzer: SupportsPipe, read: Callable[[str], Article], accept_rest: bool
) -> ImportedArticle:
    article = read(id)
    path = say_path(article)
    if path is None:
        raise CorrectionsError(f"{id} is in no file, so it has no place for corrections")
    corrections, revision = load_corrections(path, article.text)
    (analysis,) = analyzer.pipe([article])
    if "decided" in rows[0].cells:
        analysis = apply_corrections(analysis, corrections)
    imported = import_rows(rows, analysis, corrections, accept_rest=accept_rest)
    if imported.corrections != corrections:
        save_corrections(imported.corrections, path, revision)
    return ImportedArticle(id, path, imported.counts, imported.problems)
