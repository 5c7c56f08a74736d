"""Quotations that were verified or compared: their wording for people, and what every output of them needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic

from quotes.records import BETWEEN_PIECES, Article, Span, Speaker
from quotes.reports.cells import Column, Subject
from quotes.reports.junit import JunitCase
from quotes.reports.wording import in_one_line, names_in_words
from quotes.verification.verdicts import NearestSentence, QuotationCheck, SourcePlace, WordChange

SCHEMA_VERSION = "1"

WORDS_OF_CONTEXT = 6
"""Words that a diff shows of a stretch without a change, on each side of it."""


@dataclass(frozen=True, slots=True)
class FoundQuotations(Generic[Subject]):
    """Result of a command: rows with their columns, those that people see, documents for programs, and test cases."""

    command: str
    rows: Sequence[Subject]
    columns: Mapping[str, Column[Subject]]
    for_people: tuple[str, ...]
    documents: Sequence[dict[str, Any]]
    cases: Sequence[JunitCase]
    summary: str


def passed_or_failed(suite: str, name: str, failure: str | None, details: str) -> JunitCase:
    """Return a quotation as a test of a suite, with why it fails, None if it does not."""
    if failure is None:
        return JunitCase(suite=suite, name=name)
    return JunitCase(suite=suite, name=name, outcome="failure", message=failure, type=failure, details=details)


def verdict_in_words(check: QuotationCheck) -> str:
    """Return a verdict for people: "verbatim", "altered, misattributed"."""
    both = check.attribution == "other" and check.verdict not in ("misattributed", "not found")
    return f"{check.verdict}, misattributed" if both else check.verdict


def diff_in_words(changes: Iterable[WordChange]) -> str:
    """Return a word diff in one line: "We will [-shut-] {+close+} it", only in the source between [- and -]."""
    words = []
    for change in changes:
        if change.kind == "same":
            words.append(_shortened(change.text))
            continue
        here = "…" if change.kind == "left out" else change.text
        words += [f"[-{_shortened(change.source)}-]"] if change.source else []
        words += [f"{{+{here}+}}"] if here else []
    return in_one_line(" ".join(words))


def _shortened(text: str) -> str:
    words = text.split()
    if len(words) <= 2 * WORDS_OF_CONTEXT + 2:
        return text
    return " ".join([*words[:WORDS_OF_CONTEXT], "[...]", *words[-WORDS_OF_CONTEXT:]])


def place_in_words(line: int, pointer: str | None) -> str:
    """Return where something is: "page 2", or "line 14" in a text without such places."""
    return pointer or f"line {line}"


def written(spans: Iterable[Span], article: Article) -> str:
    """Return the words of some spans in one line."""
    return BETWEEN_PIECES.join(in_one_line(article.text_of(span)) for span in spans)


def names(speakers: Iterable[Speaker]) -> str:
    """Return the names of speakers as one phrase."""
    return names_in_words([in_one_line(speaker.name) for speaker in speakers])


def counted(number: int, parts: Sequence[str]) -> str:
    """Return a number of quotations, and of which kinds they are: "2 quotations: 1 verbatim, 1 altered", in words."""
    counted = f"{number} quotation" if number == 1 else f"{number} quotations"
    return f"{counted}: {', '.join(parts)}." if parts else f"{counted}."


def check_to_dict(check: QuotationCheck, article: Article) -> dict[str, Any]:
    """Return a verified quotation of an article as JSON values."""
    return here_to_dict(check, article) | {
        "verdict": check.verdict,
        "wording": check.wording,
        "attribution": check.attribution,
        "similarity": check.similarity,
        "changes": changes_to_list(check.changes),
        "source": place_to_dict(check.place) if check.place else None,
    }


def here_to_dict(one: QuotationCheck | NearestSentence, article: Article) -> dict[str, Any]:
    """Return where a quotation or statement stands in its article, and who says it, as JSON values."""
    return {
        "statement": one.statement,
        "spans": spans_to_list(one.spans, article),
        "line": one.line,
        "pointer": one.pointer,
        "speakers": [speaker.name for speaker in one.speakers],
    }


def place_to_dict(place: SourcePlace) -> dict[str, Any]:
    """Return a place of a source as JSON values."""
    return {
        "article": place.article.id,
        "spans": spans_to_list(place.spans, place.article),
        "line": place.line,
        "pointer": place.pointer,
        "speakers": [speaker.name for speaker in place.speakers],
    }


def spans_to_list(spans: Iterable[Span], article: Article) -> list[dict[str, Any]]:
    """Return spans as JSON values, with their texts."""
    return [{"start": span.start, "end": span.end, "text": article.text_of(span)} for span in spans]


def changes_to_list(changes: Iterable[WordChange]) -> list[dict[str, str]]:
    """Return a word diff as JSON values."""
    return [{"kind": one.kind, "text": one.text, "source": one.source} for one in changes]
