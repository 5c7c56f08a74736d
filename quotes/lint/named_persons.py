"""Persons whom an article names, and where: its speakers, and who has a known first name. The linter has no parse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from quotes.lint.linted_article import LintedArticle
from quotes.records import Span, Speaker
from quotes.speakers.gender import gender_of_name
from quotes.words import load_words

_FULL_NAME = re.compile(
    r"\b([A-Z][\w-]+) (?:[A-Z]\. )?((?:(?:al|ben|bin|da|de|del|der|di|du|el|ibn|la|le|van|von) )*[A-Z][\w’'-]+)"
)
_PRONOUN_GENDERS = {"she": True, "he": False}


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person: the name by which others call it, and whether it is a woman (None where nothing tells)."""

    surname: str
    female: bool | None


def persons_of(article: LintedArticle) -> tuple[NamedPerson, ...]:
    """Return the persons whom an article names, each surname once."""
    found = {one.surname: one for one in map(_of_speaker, article.analysis.speakers) if one}
    for match in _FULL_NAME.finditer(article.text):
        female = gender_of_name(match[1])
        surname = _surname(match[2])
        if surname.lower() in load_words("organization_nouns", "company_words"):
            continue
        if female is not None and (surname not in found or found[surname].female is None):
            found[surname] = NamedPerson(surname, female)
    return tuple(found.values())


def named_in(article: LintedArticle, persons: tuple[NamedPerson, ...], span: Span) -> tuple[NamedPerson, ...]:
    """Return those persons who are named in a stretch, outside of quotation marks and not as owners ("Petrov's")."""
    return tuple(one for one in persons if any(not article.is_quoted(place) for place in _places(article, one, span)))


def _places(article: LintedArticle, person: NamedPerson, span: Span) -> Iterator[Span]:
    for match in _named(person.surname).finditer(article.text, span.start, span.end):
        yield Span(match.start(), match.end())


@cache
def _named(surname: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(surname)}\b(?![’']s?\b)(?! [A-Z])")


def _of_speaker(speaker: Speaker) -> NamedPerson | None:
    words = speaker.name.split()
    if speaker.kind != "person" or not words or not words[-1][:1].isupper():
        return None
    genders = {_PRONOUN_GENDERS.get(one.text.lower()) for one in speaker.mentions} - {None}
    female = genders.pop() if len(genders) == 1 else gender_of_name(speaker.name)
    return NamedPerson(_surname(speaker.name), female)


def _surname(name: str) -> str:
    return re.sub(r"[’']s?$", "", name.rpartition(" ")[2])
