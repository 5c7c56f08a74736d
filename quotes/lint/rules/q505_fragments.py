"""Q505: a sentence pieced together from quoted scraps."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.lint.lint_rule import Authority, Example, Flaw, LintRule
from quotes.lint.lint_settings import LintSettings
from quotes.lint.linted_article import LintedArticle
from quotes.marks.quotation_marks import Quotation
from quotes.records import Span

_MOST = 5
"""Words of a scrap, at most."""
_NAMING = re.compile(r"\b(?:classif|categor|defin|designat|known as\b|terms\b)")
_OR_BEFORE = re.compile(r"[”\"’'»],?\s+or\s+\Z")
_OR_AFTER = re.compile(r",?\s+or\s+[“\"‘'«]")
_MARKS = " “”‘’\"'«».,;:"


def _find(article: LintedArticle, settings: LintSettings) -> Iterator[Flaw]:
    for sentence in article.sentences:
        scraps = [
            one
            for one in article.quotations
            if not one.depth and sentence.contains(one.span) and _is_scrap(article, one)
        ]
        if len(scraps) >= settings.scraps and not _NAMING.search(article.text, sentence.start, sentence.end):
            yield Flaw(sentence, (("count", str(len(scraps))),))


def _is_scrap(article: LintedArticle, quotation: Quotation) -> bool:
    """Tell whether a quotation is a few words of a statement: no name, no sentence, no answer that can be ticked."""
    span = quotation.span
    words = article.text[span.start : span.end].strip(_MARKS).split()
    stated = any(piece.overlaps(span) for one in article.statements for piece in one.content)
    return stated and 0 < len(words) <= _MOST and not words[0][0].isupper() and not _is_choice(article.text, span)


def _is_choice(text: str, span: Span) -> bool:
    """Tell whether a quotation is one of two that "or" joins."""
    return bool(_OR_BEFORE.search(text[: span.start]) or _OR_AFTER.match(text, span.end))


RULE = LintRule(
    code="Q505",
    name="fragments",
    summary="a sentence with three or more quoted scraps",
    message="{count} scraps of quotation in one sentence: quote a whole sentence, or paraphrase",
    severity="note",
    authorities=(
        Authority(
            "Associated Press Stylebook",
            "Quotations in the news",
            "https://writingexplained.org/ap-style/ap-style-quotes",
        ),
    ),
    why=(
        "Scraps of a few words read like doubt or mockery, and tear what was said out of its sentence. One whole "
        "sentence, or a fair paraphrase, says more."
    ),
    find=_find,
    triggers=(
        Example(
            "The mayor said the quay was “old”, the crane “beyond repair” and the board “asleep”.",
            "The mayor said the quay was “old”, the crane “beyond repair” and the board “asleep”.",
        ),
        Example(
            "The report is out. Anna Berg, a pilot, told the board its plan was “vague”, “far too late” and “a risk to "
            "all crews”. It meets on Monday.",
            "Anna Berg, a pilot, told the board its plan was “vague”, “far too late” and “a risk to all crews”.",
        ),
        Example(
            'Petrov described the crane as "rusty", the rails as "bent" and the foreman as "never there".',
            'Petrov described the crane as "rusty", the rails as "bent" and the foreman as "never there".',
        ),
    ),
    passes=(
        "The mayor said the quay was “old” and the crane “beyond repair”.",
        "The mayor said the quay was “old”. The crane was “beyond repair”, he said, and the board “asleep”.",
        "The harbour office said the berths were classified as “dry”, “in use” or “closed”.",
        "Petrov said that 7 pilots were “happy” or “very happy” and that 2 were “unhappy” or “very unhappy”.",
        "Anna Berg said she had piloted the “Aurora”, the “Northern Star” and the “Ivan Petrov” that week.",
        "“We go,” said Anna Berg, “because we must, and we come back when the tide lets us,” and she laughed.",
    ),
)
