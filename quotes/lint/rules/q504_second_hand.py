"""Q504: a statement at second hand with no word of where it was made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from quotes.lint.lint_rule import Authority, Example, Flaw, LintRule
from quotes.lint.lint_settings import LintSettings
from quotes.lint.linted_article import LintedArticle
from quotes.records import Span
from quotes.words import load_words

_SECOND_HAND = re.compile(
    r"\b(?:quoted|cited|reported) as (?:saying|telling|warning|adding)\b"
    r"|\b(?:reported|said|rumou?red|alleged|understood|believed) to have (?:said|told|called|warned|added|written)\b"
    r"|\breportedly (?:said|told|called|warned|added|wrote)\b"
)
_PASSED_ON = re.compile(r"\baccording to\b|\b(?:by|told|in|on|to) (?:the )?[^\W\d_a-z]|\bmedia\b|\bnews\b")
_BEFORE = 2
"""Paragraphs before a quotation in which the origin may be named."""
_CAPITALIZED = re.compile(r"\b[^\W\d_a-z]\w+")
_PREPOSITIONS = r"\b(?i:in|on|at|to|from|during|via|by) (?:[\w’'-]+ ){0,3}"


def _find(article: LintedArticle, settings: LintSettings) -> Iterator[Flaw]:
    for place in article.places(_SECOND_HAND):
        sentence = article.sentence_of(place)
        quoted = any(one.span.overlaps(sentence) for one in article.quotations)
        if quoted and not article.is_quoted(place) and not _has_origin(article, sentence, place):
            yield Flaw(place)


def _has_origin(article: LintedArticle, sentence: Span, place: Span) -> bool:
    """Tell whether an outlet, an occasion or somebody who passed the words on is named there or before."""
    if _PASSED_ON.search(article.text, place.end, sentence.end):
        return True
    number = article.paragraphs.index(article.paragraph_of(place))
    own = article.own_words(Span(article.paragraphs[max(number - _BEFORE, 0)].start, article.paragraphs[number].end))
    return _occasion().search(own) is not None or any(
        word.lower() in load_words("outlet_words") for word in _CAPITALIZED.findall(own)
    )


@cache
def _occasion() -> re.Pattern[str]:
    return re.compile(rf"{_PREPOSITIONS}(?:{'|'.join(sorted(load_words('circumstance_nouns')))})\b")


RULE = LintRule(
    code="Q504",
    name="second-hand",
    summary="a second-hand quotation with no word of where it came from",
    message="the quotation is at second hand: say who had it first",
    severity="warning",
    authorities=(
        Authority(
            "Guardian style guide",
            "Quotes",
            "http://anyotherbusiness.blogspot.com/2004/09/guardian-unlimited-style-guide-quotes.html",
        ),
        Authority("NPR Ethics Handbook", "Accuracy: attribute everything", "http://ethics.npr.org/full-handbook/"),
    ),
    why=(
        "Words in quotation marks are taken for words that the reporter heard. If another outlet, a witness or a paper "
        "had them first, readers must be told which, for they trust some more than others. Only quotations that say of "
        "themselves that they were passed on are reported: others cannot be told from the text."
    ),
    find=_find,
    triggers=(
        Example("Ivan Petrov, a pilot, was quoted as saying: “The dredger is late.”", "quoted as saying"),
        Example("Anna Berg reportedly told her crew that the board was “fast asleep”.", "reportedly told"),
        Example(
            "The harbour is closed. Ivan Petrov is said to have called the plan “a joke”. The board meets on Monday.",
            "said to have called",
        ),
    ),
    passes=(
        "Ivan Petrov, a pilot, was quoted as saying by the Walleye Herald: “The dredger is late.”",
        "The Harbour Gazette asked the pilots first. Ivan Petrov was quoted as saying: “The dredger is late.”",
        "Anna Berg reportedly told her crew that the board was asleep.",
        "“Petrov is said to have called it a joke,” said Anna Berg, a captain.",
        "In an interview last week Anna Berg was quoted as saying that the board was “fast asleep”.",
    ),
)
