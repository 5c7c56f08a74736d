"""Source audit: who speaks in some articles, how often, in how many words, how, and where first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import fmean

from quotes.records import Analysis, Speaker, Statement
from quotes.reports.cells import Column, SortKey, sorted_by
from quotes.reports.selection import EVERYTHING, Selection
from quotes.reports.statement_columns import distinct, words_in
from quotes.speakers.across import Appearances, SpeakersAcross


@dataclass(slots=True)
class AuditTotals:
    """Numbers of articles, of statements, each counted once, and of the words in these."""

    articles: int = 0
    statements: int = 0
    words: int = 0


@dataclass(slots=True)
class AuditRow:
    """A speaker over all articles (None: nobody named) with the numbers of its statements by kind, and of their words.

    `firsts` has for each article the place of the first statement: the part of the text before it, from 0 to 1.
    """

    speaker: Speaker | None
    totals: AuditTotals
    aliases: set[str] = field(default_factory=set)
    kinds: dict[str, int] = field(default_factory=lambda: {"direct": 0, "indirect": 0, "mixed": 0})
    words: int = 0
    firsts: list[float] = field(default_factory=list)

    @property
    def statements(self) -> int:
        """The number of statements."""
        return sum(self.kinds.values())

    @property
    def naming(self) -> str:
        """The word "anonymous" for a speaker whose name is withheld, "named" for others, "" for nobody."""
        if self.speaker is None:
            return ""
        return "anonymous" if is_anonymous(self.speaker) else "named"

    def count(self, statement: Statement) -> None:
        """Count one more statement."""
        self.kinds[statement.kind] += 1
        self.words += words_in(statement.text)


class SourceAudit:
    """Audit of articles that are added one after the other; speakers are one over several articles as `SpeakersAcross`.

    A statement of several speakers counts for each of them, so that shares may add up to more than 1. Shares are of all
    statements, also where only some speakers are shown, as a `Selection` has them.
    """

    def __init__(self, selection: Selection = EVERYTHING) -> None:
        self.selection = selection
        self.totals = AuditTotals()
        self.anonymous = AuditRow(None, self.totals)
        """All anonymous speakers together, each of their statements counted once."""
        self._across = SpeakersAcross()
        self._rows: dict[Appearances | None, AuditRow] = {}

    def add(self, analysis: Analysis) -> None:
        """Count the speakers and statements of one more article."""
        self.totals.articles += 1
        for statement in analysis.statements:
            self.totals.statements += 1
            self.totals.words += words_in(statement.text)
            if any(map(is_anonymous, statement.speakers)):
                self.anonymous.count(statement)
        for found, statements in self._across.add(analysis):
            row = self._rows.setdefault(found, AuditRow(found.speaker if found else None, self.totals))
            row.aliases |= found.names - {found.speaker.name} if found else set()
            row.firsts.append(min(map(_start, statements)) / len(analysis.article.text))
            for statement in statements:
                row.count(statement)

    def rows(self, sort: Sequence[SortKey] = ()) -> list[AuditRow]:
        """Return one row for each speaker, most statements first unless sorted otherwise, and then one for nobody."""
        order = sort or (SortKey("statements", descending=True), SortKey("words", descending=True))
        shown = (row for row in self._rows.values() if self.selection.shows(row.speaker, row.aliases))
        rows = sorted_by(shown, AUDIT_COLUMNS, order)
        return sorted(rows, key=lambda row: row.speaker is None)


def is_anonymous(speaker: Speaker) -> bool:
    """Tell whether the name of a speaker is withheld."""
    return speaker.kind == "anonymous" or bool(speaker.anonymity)


def _start(statement: Statement) -> int:
    return min(span.start for span in (*statement.content, *statement.source))


def share(part: int, whole: int) -> float:
    """Return the part of a whole, from 0 to 1; 0 of nothing."""
    return part / whole if whole else 0.0


def _fact(name: str) -> Column[AuditRow]:
    return Column(name, "text", lambda row: getattr(row.speaker, name, None))


def _kind(name: str) -> Column[AuditRow]:
    return Column(name, "count", lambda row: row.kinds[name])


AUDIT_COLUMNS: dict[str, Column[AuditRow]] = {
    column.name: column
    for column in (
        Column[AuditRow]("speaker", "text", lambda row: row.speaker.name if row.speaker else None),
        Column[AuditRow]("kind", "text", lambda row: row.speaker.kind if row.speaker else None),
        _fact("role"),
        Column[AuditRow]("named", "text", lambda row: row.naming),
        Column[AuditRow]("statements", "count", lambda row: row.statements),
        Column[AuditRow]("share", "share", lambda row: share(row.statements, row.totals.statements)),
        Column[AuditRow]("words", "count", lambda row: row.words),
        Column[AuditRow]("word_share", "share", lambda row: share(row.words, row.totals.words)),
        *map(_kind, ("direct", "indirect", "mixed")),
        Column[AuditRow]("first", "share", lambda row: fmean(row.firsts)),
        Column[AuditRow]("articles", "count", lambda row: len(row.firsts)),
        *map(_fact, ("affiliation", "speaks_for", "anonymity")),
        Column[AuditRow]("aliases", "text", lambda row: distinct(sorted(row.aliases))),
    )
}
"""Columns of the audit; shares are of all statements, and of all words in them, and the first position is a share."""
