"""Verified quotations as rows of tables, JSON values and test cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quotes.records import Article
from quotes.reports.cells import Column
from quotes.reports.found_quotations import (
    SCHEMA_VERSION,
    FoundQuotations,
    check_to_dict,
    counted,
    diff_in_words,
    here_to_dict,
    names,
    passed_or_failed,
    place_in_words,
    place_to_dict,
    verdict_in_words,
    written,
)
from quotes.verification.verdicts import VERDICTS, NearestSentence, QuotationCheck, SourcePlace, Verification


@dataclass(frozen=True, slots=True)
class VerifiedRow:
    """A row about a quotation of an article, or about an indirect statement of it."""

    article: Article
    one: QuotationCheck | NearestSentence

    @property
    def check(self) -> QuotationCheck | None:
        """The quotation, None for an indirect statement."""
        return self.one if isinstance(self.one, QuotationCheck) else None


def _source_place(place: SourcePlace | None) -> str:
    return f"{place.article.id}, {place_in_words(place.line, place.pointer)}" if place else ""


def _source_speaker(row: VerifiedRow) -> str | None:
    return names(row.one.place.speakers) if row.one.place else None


def _shown(row: VerifiedRow) -> str:
    own = written(row.one.spans, row.article)
    if isinstance(row.one, NearestSentence):
        place = row.one.place
        return f"{own} ≈ {written(place.spans, place.article)} ({row.one.similarity:.2f})"
    return diff_in_words(row.one.changes) or own


VERIFIED_COLUMNS: Mapping[str, Column[VerifiedRow]] = {
    column.name: column
    for column in (
        Column[VerifiedRow]("article", "text", lambda row: row.article.id),
        Column[VerifiedRow]("place", "text", lambda row: place_in_words(row.one.line, row.one.pointer)),
        Column[VerifiedRow]("id", "text", lambda row: row.one.statement),
        Column[VerifiedRow]("verdict", "text", lambda row: verdict_in_words(row.check) if row.check else "hint"),
        Column[VerifiedRow]("wording", "text", lambda row: row.check.wording if row.check else None),
        Column[VerifiedRow]("attribution", "text", lambda row: row.check.attribution if row.check else None),
        Column[VerifiedRow]("similarity", "number", lambda row: row.one.similarity),
        Column[VerifiedRow]("speaker", "text", lambda row: names(row.one.speakers)),
        Column[VerifiedRow]("quotation", "text", lambda row: written(row.one.spans, row.article)),
        Column[VerifiedRow]("spans", "spans", lambda row: row.one.spans),
        Column[VerifiedRow]("source", "text", lambda row: row.one.place.article.id if row.one.place else None),
        Column[VerifiedRow]("source_place", "text", lambda row: _source_place(row.one.place)),
        Column[VerifiedRow]("source_speaker", "text", _source_speaker),
        Column[VerifiedRow](
            "source_text", "text",
            lambda row: written(row.one.place.spans, row.one.place.article) if row.one.place else None,
        ),
        Column[VerifiedRow]("source_spans", "spans", lambda row: row.one.place.spans if row.one.place else None),
        Column[VerifiedRow]("diff", "text", lambda row: diff_in_words(row.check.changes) if row.check else None),
        Column[VerifiedRow]("shown", "text", _shown),
    )
}  # fmt: skip
"""Columns of verifications; ``shown`` is the word diff, or the quotation where there is none."""


def _rows(verification: Verification) -> list[VerifiedRow]:
    found: list[QuotationCheck | NearestSentence] = [*verification.quotations, *verification.hints]
    return [VerifiedRow(verification.article, one) for one in sorted(found, key=lambda one: one.spans)]


def found_by_verification(verifications: Sequence[Verification]) -> FoundQuotations[VerifiedRow]:
    """Return what verifications have found, article by article in the order of the text."""
    rows = [row for one in verifications for row in _rows(one)]
    checks = [row.check for row in rows if row.check]
    counts = Counter(check.verdict for check in checks)
    parts = [f"{counts[verdict]} {verdict}" for verdict in VERDICTS if counts[verdict]]
    also = sum(check.attribution == "other" and check.verdict != "misattributed" for check in checks)
    parts += [f"{also} of these misattributed, too"] if also else []
    return FoundQuotations(
        "quotes verify",
        rows,
        VERIFIED_COLUMNS,
        (*(["article"] if len(verifications) > 1 else []), "place", "verdict", "speaker", "shown", "source_place",
         "source_speaker"),
        [_verification_to_dict(one) for one in verifications],
        [
            passed_or_failed(
                row.article.id,
                f"{place_in_words(check.line, check.pointer)}: {written(check.spans, row.article)}",
                None if check.is_sound else verdict_in_words(check),
                _details(row),
            )
            for row in rows
            if (check := row.check)
        ],
        counted(len(checks), parts),
    )  # fmt: skip


def _details(row: VerifiedRow) -> str:
    columns = ("speaker", "source_place", "source_speaker", "diff")
    texts = [(name, VERIFIED_COLUMNS[name].text(row)) for name in columns]
    return "\n".join(f"{name}: {text}" for name, text in texts if text)


def _verification_to_dict(verification: Verification) -> dict[str, Any]:
    article = verification.article
    return {
        "schema_version": SCHEMA_VERSION,
        "article": article.id,
        "sound": verification.is_sound,
        "quotations": [check_to_dict(one, article) for one in verification.quotations],
        "hints": [
            here_to_dict(one, article) | {"similarity": one.similarity, "source": place_to_dict(one.place)}
            for one in verification.hints
        ],
    }
