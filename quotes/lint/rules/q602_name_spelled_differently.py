"""Q602: one speaker whose name is spelled in different ways."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from quotes.lint.lint_rule import Authority, Example, Flaw, LintRule
from quotes.lint.lint_settings import LintSettings
from quotes.lint.linted_article import LintedArticle
from quotes.lint.naming import NAME_WORD, is_full_name, last_name, persons, titles_before
from quotes.records import Span
from quotes.words import load_words

_RUN = re.compile(rf"{NAME_WORD}(?:[ \u00a0]{NAME_WORD})*")
_WORD = re.compile(NAME_WORD)
_POSSESSIVE = re.compile(r"['’]s?\Z")
_SHORTEST = 5
"""Letters of the shortest last name of which a similar one is taken for a slip."""
_MOST = 2
"""Letters that may be wrong in a long last name."""
_LONG = 7
"""Letters of a last name that counts as long."""
_DIMINUTIVES = ("a", "i", "o", "y")
_INTERCHANGED = str.maketrans("ycz", "iks")


def _find(article: LintedArticle, settings: LintSettings) -> Iterator[Flaw]:
    words = [_without_possessive(one) for one in article.places(_WORD)]
    counts = Counter(one.text for one in words)
    reported: set[str] = set()
    for speaker in persons(article):
        forms = [one for one in (speaker.name, *speaker.aliases) if is_full_name(one)]
        for full in forms:
            first, last = full.partition(" ")[0], last_name(full)
            for variant, known in (*_beside(words, first, last), *_alone(article, words, first, last)):
                wrong, right = (variant, known) if counts[variant] <= counts[known] else (known, variant)
                if reported & {wrong, right}:
                    continue
                reported |= {wrong, right}
                place = next(one for one in words if one.text == wrong)
                yield Flaw(place, (("variant", wrong), ("name", right)))


def _without_possessive(span: Span) -> Span:
    text = _POSSESSIVE.sub("", span.text.rstrip("."))
    return Span(span.start, span.start + len(text), text) if text else span


def _beside(words: list[Span], first: str, last: str) -> Iterator[tuple[str, str]]:
    """Yield other spellings of one part of a full name beside its other part, each with the spelling in the name."""
    pairs = {(one.text, other.text) for one, other in pairwise(words) if other.start == one.end + 1}
    for one, other in sorted(pairs):
        if one == first and _is_slip(other, last):
            yield other, last
        if other == last and one != first and _is_slip_of_first(one, first):
            yield one, first


def _alone(article: LintedArticle, words: list[Span], first: str, last: str) -> Iterator[tuple[str, str]]:
    """Yield other spellings of a last name that stand alone as the name of somebody who speaks, or after a title."""
    if len(last) < _SHORTEST:
        return
    near = {one.text for one in words if one.text[0] == last[0] and abs(len(one.text) - len(last)) <= _MOST}
    for word in sorted(near):
        if _is_slip(word, last) and not _has_first_name(words, word, first):
            places = [one for one in words if one.text == word]
            if any(_is_source(article, one) or titles_before(article, one) for one in places):
                yield word, last


def _has_first_name(words: list[Span], word: str, first: str) -> bool:
    """Tell whether a word stands somewhere after a name other than `first`, and so is somebody else's last name."""
    pairs = pairwise(words)
    return any(one.text != first and other.text == word and other.start == one.end + 1 for one, other in pairs)


def _is_source(article: LintedArticle, word: Span) -> bool:
    """Tell whether a word is the whole source of a statement."""
    sources = (source for one in article.statements for source in one.source)
    return any(one.start <= word.start and word.end <= one.end and len(one) <= len(word) + 2 for one in sources)


def _is_slip(word: str, name: str) -> bool:
    """Tell whether a word is a name with a letter or two wrong, or with other accents: no plural and no feminine."""
    from rapidfuzz.distance import OSA

    one, other = _folded(word), _folded(name)
    if one == other:
        return _plain(word) != _plain(name)
    shorter, longer = sorted((one, other), key=len)
    inflected = longer.startswith(shorter) and longer[len(shorter) :] in {"s", "es", "a", "n", "an", "ian", "son"}
    if len(shorter) < _SHORTEST or inflected or one[0] != other[0]:
        return False
    return OSA.distance(one, other) <= (1 if len(shorter) < _LONG else _MOST)


def _is_slip_of_first(word: str, name: str) -> bool:
    """Tell whether a first name is another one with a letter more, or one that sounds the same, of the same sex."""
    one, other = _folded(word), _folded(name)
    if one == other:
        return _plain(word) != _plain(name)
    if one.translate(_INTERCHANGED) == other.translate(_INTERCHANGED):
        return True
    shorter, longer = sorted((one, other), key=len)
    sexes = [{kind for kind in ("female_names", "male_names") if form in load_words(kind)} for form in (one, other)]
    if len(shorter) < 3 or len(longer) - len(shorter) != 1 or (all(sexes) and not sexes[0] & sexes[1]):
        return False
    is_longer = any(longer[:number] + longer[number + 1 :] == shorter for number in range(1, len(longer)))
    return is_longer and not longer.endswith(_DIMINUTIVES)


def _plain(word: str) -> str:
    """Return a word in lower case with straight apostrophes."""
    return word.casefold().replace("’", "'")


def _folded(word: str) -> str:
    """Return a word in lower case, with neither accents nor apostrophes."""
    split = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in split if letter.isalnum())


RULE = LintRule(
    code="Q602",
    name="name-spelled-differently",
    summary="one speaker's name spelled in different ways",
    message="{variant} is spelled {name} elsewhere",
    severity="error",
    authorities=(
        Authority(
            "Reuters Handbook of Journalism",
            "Reporting and Writing Basics",
            "https://www.scribd.com/document/106130305/Reuters-News-Writing-Guide",
        ),
        Authority(
            "Poynter",
            "Why misspelled names are so common and what journalists are doing to prevent them",
            "https://www.poynter.org/news/why-misspelled-names-are-so-common-what-journalists-are-doing-prevent-them",
        ),
    ),
    why=(
        "A name with two spellings is wrong once, and readers trust neither. The spelling that is rarer in the article "
        "is reported; which one is right, only the bearer knows."
    ),
    find=_find,
    triggers=(
        Example(
            "“The dredger is late,” said Ivan Petrenko, a pilot. Petrenko blamed the board.\n\n"
            "“It sleeps,” Petrenlo said.",
            "Petrenlo",
        ),
        Example(
            "“The dredger is late,” said John Hollis, a pilot. John Hollis blamed the board.\n\n"
            "“It sleeps,” Jon Hollis said.",
            "Jon",
        ),
        Example(
            "“The dredger is late,” said Inés Núñez, a pilot. Núñez blamed the board. “It sleeps,” Nuñez said.", "Nuñez"
        ),
    ),
    passes=(
        "“The dredger is late,” said Ivan Petrenko, a pilot. The Petrenkos live on the quay. “It sleeps,” "
        "Petrenko said.",
        "“The dredger is late,” said Ivan Petrov, a pilot. His sister Maria Petrova, a captain, agreed. “It sleeps,” "
        "Petrova said.",
        "“The dredger is late,” said Samuel Hollis, a pilot. “It sleeps,” said Sam Hollis. “It always did,” "
        "S. Hollis said.",
        "“The dredger is late,” said Tim Hollis, a pilot. “It sleeps,” said his brother Jim Hollis.",
    ),
)
