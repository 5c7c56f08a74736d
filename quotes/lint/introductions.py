"""Ways in which an article makes a person known without a word beside the name: by a list, or by the family."""

from __future__ import annotations

import re
from functools import cache

from quotes.lint.headings import is_heading
from quotes.lint.linted_article import LintedArticle
from quotes.lint.naming import last_name
from quotes.records import Span, Speaker
from quotes.words import load_words

_LISTED = r"(?:such as|including|like|among them|:) (?:[^.;]*(?:,| and) )?\Z"


def is_listed(article: LintedArticle, mention: Span, sentence: Span) -> bool:
    """Tell whether a name stands in a list of persons with a role, or the sentence before counts such persons."""
    before = article.text[sentence.start : mention.start]
    number = article.sentences.index(sentence)
    ahead = article.own_words(article.sentences[number - 1]) if number else ""
    return bool(_plural(_LISTED).search(before) or _counted().search(ahead))


def is_family_known(article: LintedArticle, speaker: Speaker, mention: Span) -> bool:
    """Tell whether the last name stands before the full one: the family, or the person, is known from there."""
    name = last_name(speaker.name)
    earlier = re.compile(rf"(?<!\w){re.escape(name)}(?:s|es|[’']s?)?(?!\w)").finditer(article.text, 0, mention.start)
    return any(not is_heading(article, Span(one.start(), one.end())) for one in earlier)


@cache
def _plural(after: str) -> re.Pattern[str]:
    """Return the pattern of a plural for persons with a role, and of what comes after it: "pilots such as"."""
    return re.compile(rf"\b(?:{'|'.join(sorted(load_words('person_nouns')))})s,? {after}")


@cache
def _counted() -> re.Pattern[str]:
    """Return the pattern of a number of persons with a role: "two former pilots"."""
    nouns = "|".join(sorted(load_words("person_nouns")))
    numbers = "both|two|three|four|five|six|several|many|some|other"
    return re.compile(rf"\b(?i:{numbers}) (?:[\w-]+ ){{0,3}}(?:{nouns})s\b")
