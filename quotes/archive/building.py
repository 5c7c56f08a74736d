"""Building of an archive: what is to be analysed and what is there already, and the storage of outcomes in their order.

Rows depend on the articles and their order only, not on how often a build was interrupted: each article is stored in
one transaction, in the order in which articles are read, after all that come before it.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

import quotes
from quotes.archive.database import transaction
from quotes.archive.days import day_of
from quotes.archive.storing import configuration_number, insert, remove, store, store_failure, stored_place
from quotes.errors import ArchiveError, QuotesError, ReadError
from quotes.json_form import to_json
from quotes.models.model_set import find_model_set
from quotes.readers.raw_document import ReadingOptions
from quotes.readers.reading import ADDRESS, read_articles
from quotes.records import Analysis, Article, Coref, Engine, Scope
from quotes.runtime.containment import AnalysisError
from quotes.runtime.given_files import read_given_text

MOST_ERRORS = 20
"""Errors about the rows of one file that are recorded."""

TWICE = "another article with this id was read before; only that one is stored"


@dataclass(frozen=True, slots=True)
class Configuration:
    """Properties of analyses that decide, beside the article, what they are; ``options`` are JSON."""

    version: str
    model: str
    options: str


def configuration_of(
    model: str | None, engine: Engine | None, coref: Coref, scope: Scope, patterns: Sequence[Path], roster: Path | None
) -> Configuration:
    """Return the configuration of an analyzer with these options; files and models are known by their content.

    Raises `QuotesError` if a file cannot be read or there is no such model.
    """
    found = find_model_set(model)
    options = {
        "coref": coref,
        "engine": engine,
        "model": _digest(sorted(checksum for _, checksums in found.files for checksum in checksums)),
        "patterns": [_digest(read_given_text(path, QuotesError)) for path in patterns],
        "roster": _digest(read_given_text(roster, QuotesError)) if roster else None,
        "scope": scope,
    }
    return Configuration(quotes.__version__, found.name, json.dumps(options, sort_keys=True))


def content_hash(article: Article) -> str:
    """Return a hash of what was read of an article, by which a changed one is known."""
    values = (article.text, article.title, article.date, article.author, article.url, article.language)
    return _digest([*values, [to_json(block) for block in article.blocks]])


class Building:
    """One run over articles, which are stored in an archive, or are there already, and counted."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        configuration: Configuration,
        *,
        retry: bool = False,
        on_error: Callable[[AnalysisError], object] = lambda _: None,
        on_progress: Callable[[int], object] = lambda _: None,
    ) -> None:
        """Begin a run. With `retry`, articles that have failed before are tried again even if nothing has changed.

        `on_error` is told of each article that fails, `on_progress` how many are done, after each.
        """
        self.stored = self.unchanged = self.failed = self.failed_before = 0
        self._connection = connection
        self._configuration = configuration
        self._retry = retry
        self._on_error = on_error
        self._on_progress = on_progress
        self._hashes: dict[str, str] = {}
        self._given = self._finished = 0
        self._unread: deque[tuple[int, str, str]] = deque()
        connection.execute("CREATE TEMP TABLE IF NOT EXISTS read_now (place TEXT PRIMARY KEY, hash TEXT) WITHOUT ROWID")
        connection.execute("DELETE FROM read_now")
        started = {"configuration": self._number(configuration.model), "started": _now()}
        self._run = insert(connection, "runs", [started])

    def read(self, place: str, options: ReadingOptions) -> Iterator[Article | ReadError]:
        """Yield what `read_articles` does of one file, and record that it, or rows of it, cannot be read."""
        errors: list[str] = []
        is_article = False
        for found in read_articles(place, options):
            if isinstance(found, ReadError):
                self.failed += 1
                errors += [str(found)] if len(errors) < MOST_ERRORS else []
            else:
                is_article = is_article or found.id == place
            yield found
        is_there = ADDRESS.match(place) or os.path.exists(place)
        if is_there and not is_article:
            self._unread.append((self._given, place, str(QuotesError("; ".join(errors)))))

    def to_do(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Yield the articles that are to be analysed: new and changed ones."""
        for article in articles:
            place, hash = stored_place(article.id), content_hash(article)
            before = self._connection.execute("SELECT hash FROM read_now WHERE place = ?", [place]).fetchone()
            self._connection.execute("INSERT OR IGNORE INTO read_now VALUES (?, ?)", [place, hash])
            if before:
                if before["hash"] == hash:
                    self.unchanged += 1
                else:
                    self._tell(AnalysisError(article, TWICE))
            elif (state := self._state(place, hash)) is None:
                self._hashes[article.id] = hash
                self._given += 1
                yield article
                continue
            elif state:
                self.failed_before += 1
            else:
                self.unchanged += 1
            self._show_progress()

    def store(self, analysis: Analysis) -> None:
        """Store the analysis of the next one of the articles to do."""
        article = analysis.article
        number = self._number(analysis.model)
        try:
            with transaction(self._connection):
                self._record_unread()
                store(self._connection, analysis, day_of(article.date), number, hash=self._hashes[article.id])
        except ArchiveError as error:
            self.fail(AnalysisError(article, str(error)))
            return
        self.stored += 1
        self._finish(article)

    def fail(self, error: AnalysisError) -> None:
        """Record that the next one of the articles to do cannot be analysed."""
        article = error.article
        with transaction(self._connection):
            self._record_unread()
            number = self._number(self._configuration.model)
            store_failure(self._connection, article.id, error.reason, number, hash=self._hashes[article.id])
        self._tell(error)
        self._finish(article)

    def end(self) -> None:
        """Record what the run has done."""
        with transaction(self._connection):
            self._record_unread()
            self._connection.execute(
                "UPDATE runs SET ended = ?, stored = ?, unchanged = ?, failed = ? WHERE id = ?",
                [_now(), self.stored, self.unchanged, self.failed + self.failed_before, self._run],
            )

    def _state(self, place: str, hash: str) -> str | None:
        """Return None if an article is to be analysed, "" if it is there already, else why that has failed before."""
        row = self._connection.execute(
            "SELECT error FROM articles JOIN configurations ON configurations.id = configuration"
            " WHERE place = ? AND hash = ? AND version = ? AND options = ?",
            [place, hash, self._configuration.version, self._configuration.options],
        ).fetchone()
        if row is None or (row["error"] and self._retry):
            return None
        return row["error"] or ""

    def _record_unread(self) -> None:
        """Record the files that were read before the next outcome was due: with their errors, or that they have none.

        An article that was stored when its file could still be read stays as it is.
        """
        while self._unread and self._unread[0][0] <= self._finished:
            _, place, error = self._unread.popleft()
            row = self._connection.execute(
                "SELECT id, error, hash FROM articles WHERE place = ?", [stored_place(place)]
            ).fetchone()
            is_unread = row is not None and row["error"] and not row["hash"]
            if error and (row is None or (is_unread and row["error"] != stored_place(error))):
                store_failure(self._connection, place, error, self._number(self._configuration.model))
            elif is_unread and not error:
                remove(self._connection, row["id"])

    def _tell(self, error: AnalysisError) -> None:
        self.failed += 1
        self._on_error(error)

    def _finish(self, article: Article) -> None:
        del self._hashes[article.id]
        self._finished += 1
        self._show_progress()

    def _show_progress(self) -> None:
        self._on_progress(self.stored + self.unchanged + self.failed + self.failed_before)

    def _number(self, model: str) -> int:
        configuration = self._configuration
        return configuration_number(self._connection, configuration.version, model, configuration.options)


def _digest(value: object) -> str:
    return blake2b(json.dumps(value).encode(), digest_size=16).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
