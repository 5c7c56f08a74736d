"""Q103: quotations of two speakers that are run together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from quotes.lint.lint_rule import Authority, Example, Flaw, LintRule
from quotes.lint.lint_settings import LintSettings
from quotes.lint.linted_article import LintedArticle
from quotes.lint.speaker_names import is_named, share_speakers
from quotes.records import Span, Statement

_SENTENCE = re.compile(r"\w\W*\s\w.*[.!?]\W*\Z", re.DOTALL)


def _find(article: LintedArticle, settings: LintSettings) -> Iterator[Flaw]:
    quotations = [one for one in article.statements if one.kind == "direct" and article.quotations_of(one)]
    for one, other in pairwise(quotations):
        if _may_seem_one(article, one, other, settings.doubt) and not _is_introduced(article, one, other):
            names = {"before": one.speakers[0].name, "speaker": other.speakers[0].name}
            yield Flaw(other.content[0], tuple(names.items()))


def _may_seem_one(article: LintedArticle, one: Statement, other: Statement, doubt: float) -> bool:
    """Tell whether two quotations of two speakers stand in one paragraph, the second no answer to a question."""
    if one.question or not one.speakers or not other.speakers or share_speakers(one, other):
        return False
    sure = min(one.speaker_confidence, other.speaker_confidence) >= doubt
    return sure and article.paragraph_of(_end(one)) == article.paragraph_of(other.content[0])


def _is_introduced(article: LintedArticle, one: Statement, other: Statement) -> bool:
    """Tell whether a sentence stands before the second quotation, or words that tell of its speaker."""
    start = other.content[0].start
    between = article.text[_end(one).end : start]
    attribution = [each for each in (other.cue, *other.source) if each]
    return (
        bool(_SENTENCE.search(between))
        or any(each.start < start for each in attribution)
        or any(is_named(each, between) for each in other.speakers)
    )


def _end(statement: Statement) -> Span:
    return max((*statement.content, *statement.source, *filter(None, [statement.cue])), key=lambda one: one.end)


RULE = LintRule(
    code="Q103",
    name="speakers-run-together",
    summary="quotations of two speakers in one paragraph, with no word between of the second",
    message="this seems to be {before} still, but {speaker} speaks: name the new speaker first or begin a paragraph",
    severity="warning",
    authorities=(
        Authority(
            "Reuters Handbook of Journalism",
            "The Essentials of Reuters sourcing: when to source",
            "http://www.aalep.eu/essentials-sourcing-journalists",
        ),
    ),
    why=(
        "Within a paragraph readers take a quotation for the words of whoever spoke last. A new speaker is named "
        "before the first word, or gets a paragraph."
    ),
    find=_find,
    triggers=(
        Example(
            "“The quay is sinking,” Ivan Petrov said. “It has never been as dry as now,” Olaf Hansen said.",
            "“It has never been as dry as now,”",
        ),
        Example(
            "“We want the ferry back,” said Vera Lind, a baker. “There is no money for a ferry,” said Jan Roos of the "
            "council.",
            "“There is no money for a ferry,”",
        ),
        Example(
            "Ivan Petrov said: “The pilots will strike on Monday.” “Then we shall sail without pilots,” replied Olaf "
            "Hansen, the harbour master.",
            "“Then we shall sail without pilots,”",
        ),
    ),
    passes=(
        "“The quay is sinking,” Ivan Petrov said.\n\n“It has never been as dry as now,” Olaf Hansen said.",
        "“The quay is sinking,” Ivan Petrov said. Olaf Hansen said: “It has never been as dry as now.”",
        "“Who measured it?” Ivan Petrov asked. “Nobody did,” Olaf Hansen answered.",
        "“The quay is sinking,” Ivan Petrov said. “It was measured in May,” he said.",
        "“The quay is sinking,” Ivan Petrov said. Olaf Hansen shook his head. “It has never been as dry as now,” he "
        "said.",
    ),
)
