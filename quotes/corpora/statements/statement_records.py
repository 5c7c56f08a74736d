"""Records of statements, annotated or found: joined where a quotation goes on, and typed by their own marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from quotes.corpora.attribution.gold import Attribution
from quotes.corpora.attribution.matching import LEAST_AGREEMENT, ContentType, Record, record_of
from quotes.corpora.attribution.tokens import TokenizedText, count_words
from quotes.corpora.speakers.same_name import is_same_name
from quotes.records import Span

MOST_BETWEEN = 400
"""Number of characters between a statement and a quotation from which on the quotation does not go on with it."""

_OPENING = r"[“\"«‘]|''|``|(?<!\w)'"
_CLOSING = r"[”\"»]|''|[’'](?!\w)"
_MARK = re.compile(r"[“”\"«»]|''|``|(?<!\w)[‘']|[’'](?!\w)")
"""Quotation marks; a single one counts where it stands at the edge of a word."""
_QUOTED = re.compile(rf"(?:{_OPENING})(.*?)(?:{_CLOSING}|$)", re.DOTALL)


def statement_records(text: TokenizedText, attributions: Iterable[Attribution]) -> tuple[Record, ...]:
    """Return one record for each statement, together with the quotations that go on with it.

    These have neither source nor cue, the same speaker as the statement before, and begin soon after it. A corpus, or a
    tool, may count them as parts of that statement or as statements of their own.
    """
    groups: list[list[Attribution]] = []
    outer: list[Attribution] = []
    for one in attributions:
        if outer and _goes_on(outer, one):
            outer.append(one)
            continue
        groups.append([one])
        if not one.nested:
            outer = groups[-1]
    return tuple(_record(text, group) for group in groups)


def is_nested(record: Record) -> bool:
    """True for a statement within another one."""
    return record.attributions[0].nested


def content_type(text: str, content: Iterable[Span]) -> ContentType:
    """Return the type of a content by its own marks.

    It is "direct" if half of its words, or more, are in quotation marks, and "indirect" if there is no mark. Its pieces
    are read as one text, without anything between them, and a quotation that is not closed ends with it.
    """
    written = "".join(text[span.start : span.end] for span in content)
    if not _MARK.search(written):
        return "indirect"
    quoted = sum(map(count_words, _QUOTED.findall(written)))
    return "direct" if quoted >= LEAST_AGREEMENT * max(1, count_words(written)) else "mixed"


def _goes_on(statement: Sequence[Attribution], one: Attribution) -> bool:
    if one.nested or one.cue or one.source or not one.speaker:
        return False
    end = max(span.end for part in statement for span in (*part.content, *part.cue, *part.source))
    return one.content[0].start - end < MOST_BETWEEN and is_same_name(statement[0].speaker, one.speaker)


def _record(text: TokenizedText, parts: Sequence[Attribution]) -> Record:
    content = sorted(span for part in parts for span in part.content)
    return replace(record_of(text, *parts), type=content_type(text.text, content))
