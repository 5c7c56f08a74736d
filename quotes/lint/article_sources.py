"""The sources of an article: who speaks in it, for whom, and who is said to have been asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz import fuzz

from quotes.lint.linted_article import LintedArticle
from quotes.records import Span, Speaker, Statement
from quotes.words import load_words

_QUESTIONS = 3
_OPENING = 2
_FULL_STOP = re.compile(r"[.!?…:,][\"”’')\]]*\s*\Z|[.!?…,]\s*[\"”]")
_SPELLED_ALIKE = 85
_IN_VAIN = re.compile(
    r"\b(?:could|was|were|did|has|have|had)(?: not|n[’']t) (?:\w+ly |yet |be |been )*"
    r"(?:contact|find|locate|reach|reached|return|returned|trace|contacted|located) "
    r"(?:\w+[ ’']){0,4}?(?:calls?|contact|details|emails?|e-mails?|messages?|numbers?|for comment|[A-Z]\w+)\b"
    r"|\b(?:unable|failed|tried|attempted|unsuccessful) (?:\w+ )?to (?:contact|locate|reach|trace)\b"
    r"|\b(?:calls?|emails?|e-mails?|messages?|requests?|letters?)\b[^.]{0,80}"
    r"\b(?:unanswered|unreturned|not (?:\w+ly )?(?:answered|returned)|n[’']t (?:\w+ly )?(?:answered|returned))\b"
    r"|\b(?:could|can)(?: not|n[’']t) (?:\w+ly )?be (?:contacted|located|reached|traced)\b"
)
_INTERVIEW = re.compile(r"\b(?:the|full|this|exclusive|recent) interview\b|\binterviewed\b", re.IGNORECASE)
_DEATH = re.compile(r"\b(?:died|dies|dead at|passed away|death of|obituary|breathed (?:his|her) last)\b", re.IGNORECASE)
_LIFE = re.compile(
    r"\b(?:survived by|leaves? behind|left behind|was born|condolences?|funeral|memorial service|mourned)\b",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"\b[^\W\d_a-z][\w-]+")
_GENERIC = ("titles", "organization_nouns", "company_words", "group_nouns", "days")


def statements_by_source(article: LintedArticle) -> dict[str, list[Statement]]:
    """Return the statements of each source, by its name: what it said, not what it declined to say.

    A spokesperson and whom that person speaks for are one source.
    """
    found: dict[str, list[Statement]] = {}
    for statement in article.statements:
        for speaker in () if statement.negated else statement.speakers:
            found.setdefault(speaker.speaks_for or speaker.name, []).append(statement)
    return found


def replies(article: LintedArticle) -> Iterator[re.Match[str]]:
    """Yield the words by which the article says that somebody was heard, or was asked in vain."""
    yield from _reply_pattern().finditer(article.text)
    yield from _IN_VAIN.finditer(article.text)


@cache
def _reply_pattern() -> re.Pattern[str]:
    phrases = sorted(load_words("reply_phrases"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)(?! (?:bail|boarding))", re.IGNORECASE)


def dispute_words(article: LintedArticle) -> list[str]:
    """Return the words of dispute in an article, without those that somebody else is quoted with."""
    words = _dispute_pattern().finditer(article.text)
    return [one.group() for one in words if not article.is_quoted(Span(one.start(), one.end()))]


@cache
def _dispute_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load_words('dispute_words'))})\b", re.IGNORECASE)


def is_headline(article: LintedArticle, paragraph: Span) -> bool:
    """Tell whether a paragraph is a headline: its format says so, or it has no full stop."""
    blocks = article.analysis.article.blocks
    named = any(one.kind in {"headline", "heading"} and one.start <= paragraph.start < one.end for one in blocks)
    return named or not _FULL_STOP.search(article.text[paragraph.start : paragraph.end])


def is_interview(article: LintedArticle) -> bool:
    """Tell whether an article is an interview: it calls itself so, or several of its paragraphs ask."""
    asking = [one for one in article.paragraphs if article.text[one.start : one.end].rstrip("”\"’' ").endswith("?")]
    return len(asking) >= _QUESTIONS or bool(_INTERVIEW.search(article.text))


def is_obituary(article: LintedArticle) -> bool:
    """Tell whether an article opens with a death and goes on about a life."""
    opening = article.paragraphs[:_OPENING]
    return bool(opening and _DEATH.search(article.text, 0, opening[-1].end) and _LIFE.search(article.text))


def name_words(name: str) -> frozenset[str]:
    """Return the words of a name that tell who it is, in lower case: "north" and "sea" of "the North Sea Company"."""
    return frozenset(word.lower() for word in _NAME_WORD.findall(name)) - load_words(*_GENERIC) - {"the"}


def is_meant(name: str, speaker: Speaker) -> bool:
    """Tell whether a name may be that of a speaker, of whom it speaks for, or of what it belongs to."""
    words = name_words(name)
    known = [speaker.name, speaker.speaks_for, speaker.affiliation, speaker.role, *speaker.aliases]
    return any(_share_a_word(words, name_words(one)) or _shortened(name, one) for one in known if one)


def _share_a_word(some: frozenset[str], others: frozenset[str]) -> bool:
    return any(fuzz.ratio(one, other) >= _SPELLED_ALIKE for one in some for other in others)


def _shortened(one: str, other: str) -> bool:
    return one.isupper() != other.isupper() and (_initials(one) in (other, _initials(other)) or _initials(other) == one)


def _initials(name: str) -> str:
    return name.replace(".", "") if name.isupper() else "".join(word[0] for word in _NAME_WORD.findall(name))
