"""Q102: an attribution that comes only after several sentences of quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.lint.lint_rule import Authority, Example, Flaw, LintRule
from quotes.lint.lint_settings import LintSettings
from quotes.lint.linted_article import LintedArticle
from quotes.lint.speaker_names import PRONOUNS, is_named, share_speakers
from quotes.records import Span, Statement

_CROWD = re.compile(
    r"\b(?:commenters|critics|everybody|everyone|fans|many|netizens|others|readers|residents|some|users|viewers)\b",
    re.IGNORECASE,
)
"""Words that lead readers to expect voices from a crowd, before one of them is quoted."""


def _find(article: LintedArticle, settings: LintSettings) -> Iterator[Flaw]:
    for number, statement in enumerate(article.statements):
        attribution = _attribution_behind(article, statement)
        if attribution is None:
            continue
        row = _row(article, number)
        before = [one for each in row for one in each.content if one.end <= attribution.start]
        sentences = sum(len(list(article.sentences_of(one))) for one in before)
        if sentences >= settings.late_sentences and not _is_introduced(article, row):
            yield Flaw(attribution, (("sentences", str(sentences)),))


def _attribution_behind(article: LintedArticle, statement: Statement) -> Span | None:
    """Return cue and source of a quotation that begins before them, or None."""
    words = [one for one in (statement.cue, *statement.source) if one]
    is_pronoun = any(one.text.lower() in PRONOUNS for one in statement.source)
    if statement.kind != "direct" or not words or is_pronoun or not article.quotations_of(statement):
        return None
    attribution = Span(min(words).start, max(one.end for one in words))
    return attribution if statement.content[0].end <= attribution.start else None


def _row(article: LintedArticle, number: int) -> list[Statement]:
    """Return a quotation and those with no words of their own that stand right before it, in order."""
    row = [article.statements[number]]
    for one in reversed(article.statements[:number]):
        gap = article.text[one.content[-1].end : row[0].content[0].start]
        if one.cue or one.source or gap.strip(" \r\n.,") or not share_speakers(one, row[0]):
            break
        row.insert(0, one)
    return row


def _is_introduced(article: LintedArticle, row: list[Statement]) -> bool:
    """Tell whether the readers know the speaker already, from the paragraph before or the statement before."""
    start = row[0].content[0].start
    number = article.paragraphs.index(article.paragraph_of(row[0].content[0]))
    near = article.text[article.paragraphs[max(number - 1, 0)].start : start]
    before = [one for one in article.statements if one.content[0].start < start][-1:]
    if all(one.kind in {"anonymous", "group"} for one in row[-1].speakers):
        ahead = [one for one in article.sentences if one.end <= start][-1:]
        if any(_CROWD.search(article.own_words(one)) for one in ahead):
            return True
    return any(is_named(one, near) for one in row[-1].speakers) or any(share_speakers(one, row[-1]) for one in before)


RULE = LintRule(
    code="Q102",
    name="late-attribution",
    summary="an attribution that comes only after several sentences of quotation",
    message="the speaker comes only after {sentences} quoted sentences: name whoever speaks after the first",
    severity="warning",
    authorities=(
        Authority(
            "Reuters Handbook of Journalism",
            "The Essentials of Reuters sourcing: when to source",
            "http://www.aalep.eu/essentials-sourcing-journalists",
        ),
        Authority(
            "The Guardian style guide",
            "quotes",
            "http://anyotherbusiness.blogspot.com/2004/09/guardian-unlimited-style-guide-quotes.html",
        ),
    ),
    why=(
        "Readers weigh words by who says them, and should not have to read on to learn it. A speaker whom the "
        "paragraph before names, or who spoke last, is known already. The setting late_sentences is the number of "
        "quoted sentences from which it is late."
    ),
    find=_find,
    triggers=(
        Example(
            "The harbour was closed. “The quay is sinking. We have measured it twice. Nobody listens to us,” said Ivan "
            "Petrov, a pilot.",
            "said Ivan Petrov, a pilot",
        ),
        Example(
            "“We waited in the rain. The children were cold. No ferry came all night. We went home on foot,” Vera Lind "
            "told the Gazette.",
            "Vera Lind told",
        ),
        Example(
            "Nobody sleeps in Sandvik.\n\n“The horn sounds every ten minutes. It shakes the windows.\n\n“We wrote to "
            "the port. It never answered,” said Olaf Hansen, a baker.",
            "said Olaf Hansen, a baker",
        ),
    ),
    passes=(
        "“The quay is sinking,” said Ivan Petrov, a pilot. “We have measured it twice. Nobody listens to us.”",
        "Ivan Petrov is a pilot.\n\n“The quay is sinking. We have measured it twice. Nobody listens to us,” Petrov "
        "said.",
        "Nobody listened to the pilots. “The quay is sinking. We have measured it twice. It is late,” they said.",
        "Ivan Petrov said: “The quay is sinking. We have measured it twice. Nobody listens to us. It is late.”",
        "Not everyone agreed. “The quay is sinking. We have measured it twice. Nobody listens,” one resident wrote.",
        "“The quay is sinking. We have measured it,” said Ivan Petrov, a pilot.",
    ),
)
