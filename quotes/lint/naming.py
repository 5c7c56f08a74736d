"""Names of persons in an article: where they stand, what stands beside them, and who needs no description."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from quotes.lint.headings import is_heading
from quotes.lint.linted_article import LintedArticle
from quotes.records import Span, Speaker
from quotes.words import load_words

NAME_WORD = r"[^\W\d_a-z][\w’'-]*\.?"
"""Pattern of a word of a name: a capital, and letters, apostrophes and hyphens."""

COURTESY = frozenset({"mr", "mrs", "ms", "miss", "mx", "mme", "m"})
"""Forms of address that describe nobody."""

_PARTICLES = r"(?:al|bin|da|de|del|della|den|der|di|dos|du|el|la|le|ten|ter|van|von)"
_NO_FIRST_NAMES = frozenset({"de", "den", "der", "ten", "ter", "von"})
_PARTICLE = re.compile(_PARTICLES, re.IGNORECASE)
_FULL_NAME = re.compile(rf"{NAME_WORD}(?:\s(?:{_PARTICLES}\s)*{NAME_WORD})+")
_WORD_BEFORE = re.compile(r"([\w’'.-]+)[ \u00a0]\Z")
_REACH = 60
_ONLINE = re.compile(
    r"\b(?:netizens|(?:facebook|instagram|internet|online|reddit|social media|tiktok|twitter|web) users"
    r"|took to (?:facebook|instagram|reddit|social media|tiktok|twitter|x)"
    r"|(?:here|these|below|following) (?:are|were) (?:\w+ ){0,3}"
    r"(?:comments|posts|reactions|replies|responses|tweets))\b",
    re.I,
)


def persons(article: LintedArticle) -> Iterator[Speaker]:
    """Yield the persons who make statements of the article, each once."""
    speaking = {speaker.id for one in article.statements for speaker in one.speakers}
    return (one for one in article.analysis.speakers if one.kind == "person" and one.id in speaking)


def is_full_name(name: str) -> bool:
    """Tell whether a name has a first and a last name."""
    return _FULL_NAME.fullmatch(name) is not None and name.split()[0].lower() not in _NO_FIRST_NAMES


def is_particle(word: str) -> bool:
    """Tell whether a word is one of those that stand before a last name and belong to it: "van"."""
    return _PARTICLE.fullmatch(word) is not None


def is_reaction(article: LintedArticle, mention: Span) -> bool:
    """Tell whether the paragraph of a name, or the one before, gives comments of people on the net."""
    number = article.paragraphs.index(article.paragraph_of(mention))
    start = article.paragraphs[max(number - 1, 0)].start
    return _ONLINE.search(article.text, start, article.sentence_of(mention).start) is not None


def last_name(name: str) -> str:
    """Return the last word of a name: "Petrov" for "Ivan Petrov"."""
    return name.rpartition(" ")[2]


def in_text(article: LintedArticle, name: str) -> Iterator[Span]:
    """Yield where a name stands in the text, headings left out, in order."""
    return (one for one in article.places(_whole(name)) if not is_heading(article, one))


def word_before(article: LintedArticle, span: Span) -> str:
    """Return the word before a span in its paragraph, "" at the beginning or after a mark."""
    start = max(article.paragraph_of(span).start, span.start - _REACH)
    found = _WORD_BEFORE.search(article.text[start : span.start])
    return found.group(1) if found else ""


def titles_before(article: LintedArticle, span: Span) -> tuple[str, ...]:
    """Return the titles before a name, the nearest one first, in lower case without full stops."""
    before = article.text[max(article.paragraph_of(span).start, span.start - _REACH) : span.start]
    words = [word.lower().replace(".", "") for word in before.split()]
    found: list[str] = []
    while words:
        length = next((count for count in (2, 1) if " ".join(words[-count:]) in _titles()), 0)
        if not length:
            break
        found.append(" ".join(words[-length:]))
        del words[-length:]
    return tuple(found)


def is_well_known(speaker: Speaker) -> bool:
    """Tell whether news names a person without a description."""
    known = load_words("well_known_people")
    name = speaker.name.lower().replace(".", "")
    return name in known or name in _last_names(known)


@lru_cache(maxsize=64)
def _whole(name: str) -> re.Pattern[str]:
    pattern = re.sub("[’']", "[’']", re.escape(name))
    return re.compile(rf"(?<![\w’'-]){pattern}(?![\w-])")


def _titles() -> frozenset[str]:
    return _without_stops(load_words("titles")) | load_words("heads_of_state")


@lru_cache(maxsize=4)
def _without_stops(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.replace(".", "") for word in words)


@lru_cache(maxsize=4)
def _last_names(names: frozenset[str]) -> frozenset[str]:
    return frozenset(last_name(name) for name in names)
