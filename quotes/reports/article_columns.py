"""Columns of tables of articles."""

from __future__ import annotations

from quotes.records import Analysis
from quotes.reports.cells import Column
from quotes.reports.statement_columns import distinct, words_in

ARTICLE_COLUMNS: dict[str, Column[Analysis]] = {
    column.name: column
    for column in (
        Column[Analysis]("article", "text", lambda analysis: analysis.article.id),
        Column[Analysis]("title", "text", lambda analysis: analysis.article.title),
        Column[Analysis]("date", "text", lambda analysis: analysis.article.date),
        Column[Analysis]("author", "text", lambda analysis: analysis.article.author),
        Column[Analysis]("url", "text", lambda analysis: analysis.article.url),
        Column[Analysis]("language", "text", lambda analysis: analysis.article.language),
        Column[Analysis]("words", "count", lambda analysis: words_in(analysis.article.text)),
        Column[Analysis]("statements", "count", lambda analysis: len(analysis.statements)),
        Column[Analysis]("speakers", "count", lambda analysis: len(analysis.speakers)),
        Column[Analysis]("model", "text", lambda analysis: analysis.model),
        Column[Analysis]("warnings", "text", lambda analysis: distinct(one.message for one in analysis.warnings)),
    )
}
