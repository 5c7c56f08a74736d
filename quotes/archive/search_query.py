"""Queries of an archive, and the SQL that they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from quotes.archive.day_ranges import ALL_DAYS, Days
from quotes.archive.numbers import MOST_ARTICLES, POSITION_BITS, speaker_word
from quotes.archive.search_words import match_expression
from quotes.records import SpeakerKind, StatementAct, StatementKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Statements to look for; nothing given means all.

    `words` are those of the statement, as of `quotes.archive.search_words`. `speakers` are numbers of speakers, of
    which a statement has one; so it is with `kinds`, `speaker_kinds` and `acts`. `days` are those of its article, and
    `places` patterns of the article's place, with ``*``, ``?`` and ``[a-z]``, of which one has to fit.
    With `negated` or `question`, only such statements are found.
    """

    words: str = ""
    speakers: tuple[int, ...] = ()
    kinds: tuple[StatementKind, ...] = ()
    speaker_kinds: tuple[SpeakerKind, ...] = ()
    acts: tuple[StatementAct, ...] = ()
    days: Days = ALL_DAYS
    places: tuple[str, ...] = ()
    min_confidence: float = 0.0
    negated: bool = False
    question: bool = False

    @property
    def match(self) -> str:
        """The expression of the words, "" without words. Raises `ArchiveError` as `match_expression` does."""
        return match_expression(self.words) if self.words.strip() else ""


ALL_STATEMENTS = Query()

Conditions = list[tuple[str, list[Any]]]
"""Conditions in SQL, each with the values of its marks."""

NO_SECOND_COPY = """
(statements.counted OR NOT EXISTS (
    SELECT 1 FROM articles JOIN statements AS same ON same.article = articles.story
    WHERE articles.id = statements.article AND same.counted AND same.text = statements.text
    AND same.facets = statements.facets AND {}
))
"""


def select_numbers(query: Query, limit: int | None) -> tuple[str, list[Any]]:
    """Return the SQL, with its values, that selects the numbers of the statements of a query, the newest first.

    A statement of a copy is none if the first article of its story has it, too, and the query finds it there.
    """
    conditions = _conditions(query, "statements")
    same, same_values = _joined([("1", []), *_conditions(query, "same")])
    conditions.append((NO_SECOND_COPY.format(same), same_values))
    if expression := _expression(query):
        words: Conditions = [("statement_words MATCH ?", [expression]), *_days(query, "statement_words.rowid")]
        where, values = _joined([*words, *conditions])
        tables, number = "statement_words CROSS JOIN statements ON id = statement_words.rowid", "statement_words.rowid"
    else:
        where, values = _joined(conditions)
        tables, number = "statements", "id"
    return (
        f"SELECT {number} FROM {tables} WHERE {where} ORDER BY {number} DESC LIMIT ?",
        [*values, -1 if limit is None else limit],
    )


def _expression(query: Query) -> str:
    """Return what the index of words finds: the words, and those that stand for speakers, kinds and acts."""
    groups = (
        [speaker_word(number) for number in query.speakers],
        [f"kind{kind}" for kind in query.kinds],
        [f"by{kind}" for kind in query.speaker_kinds],
        [f"act{act}" for act in query.acts],
    )
    words = [f"text : ({match})"] if (match := query.match) else []
    return " AND ".join(words + [f"facets : ({' OR '.join(group)})" for group in groups if group])


def _days(query: Query, column: str) -> Conditions:
    low, high = query.days.numbers
    found: Conditions = [(f"{column} >= ?", [low])] if low else []
    return found if high is None else [*found, (f"{column} < ?", [high])]


def _conditions(query: Query, table: str) -> Conditions:
    """Return the conditions for rows of ``statements``, or of another name of that table."""
    conditions = _days(query, f"{table}.id")
    if query.places:
        patterns = " OR ".join(["place GLOB ?"] * len(query.places))
        article = f"({table}.id >> {POSITION_BITS} & {MOST_ARTICLES - 1})"
        conditions.append((f"{article} IN (SELECT id FROM articles WHERE {patterns})", list(query.places)))
    if query.min_confidence:
        conditions.append((f"{table}.confidence >= ?", [query.min_confidence]))
    return conditions + [(f"{table}.{flag}", []) for flag in ("negated", "question") if getattr(query, flag)]


def _joined(conditions: Conditions) -> tuple[str, list[Any]]:
    return " AND ".join(sql for sql, _ in conditions), [value for _, values in conditions for value in values]
