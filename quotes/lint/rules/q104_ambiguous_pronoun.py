"""Q104: a pronoun as source that may mean two persons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.lint.lint_rule import Example, Flaw, LintRule
from quotes.lint.lint_settings import LintSettings
from quotes.lint.linted_article import LintedArticle
from quotes.lint.named_persons import NamedPerson, named_in, persons_of
from quotes.lint.speaker_names import is_named, share_speakers
from quotes.records import Span, Statement

_FORMS = {
    False: re.compile(r"\b(?:he|him|his)\b", re.IGNORECASE),
    True: re.compile(r"\b(?:she|hers?)\b", re.IGNORECASE),
}
_ASKED = re.compile(r"\b(?:ask|asked|asks|questioned|quizzed)\b")
_FEMALE = {"he": False, "she": True}


def _find(article: LintedArticle, settings: LintSettings) -> Iterator[Flaw]:
    for number, statement in enumerate(article.statements):
        pronoun = statement.source[0] if statement.source else None
        if pronoun is None or pronoun.text.lower() not in _FEMALE or statement.speaker_confidence >= settings.pronouns:
            continue
        persons = _plausible(article, pronoun, article.statements[:number], statement)
        if len(persons) > 1:
            names = " or ".join(one.surname for one in persons[:2])
            yield Flaw(pronoun, (("pronoun", pronoun.text), ("names", names)))


def _plausible(
    article: LintedArticle, pronoun: Span, before: tuple[Statement, ...], statement: Statement
) -> tuple[NamedPerson, ...]:
    """Return whom a pronoun may mean: those named in its sentence before it, or else in the sentence before.

    Nobody is in doubt where the speaker has spoken in that sentence already.
    """
    female = _FEMALE[pronoun.text.lower()]
    everybody = persons_of(article)
    own = [one for one in everybody if any(is_named(each, one.surname) for each in statement.speakers)]
    persons = tuple(one for one in everybody if one.female is female or one in own)
    if article.quotations_of(statement) and _FORMS[female].search(statement.text):
        return ()  # it speaks of the other one
    for span in _before(article, pronoun):
        if _ASKED.search(article.text, span.start, span.end):
            return ()  # an answer
        if any(span.contains(one.source[0]) and share_speakers(one, statement) for one in before if one.source):
            return ()
        if named := named_in(article, persons, span):
            return named if any(one in own for one in named) else ()
    return ()


def _before(article: LintedArticle, pronoun: Span) -> Iterator[Span]:
    sentence = article.sentence_of(pronoun)
    if sentence.start < pronoun.start:
        yield Span(sentence.start, pronoun.start)
    earlier = [one for one in article.sentences if one.end <= sentence.start]
    yield from earlier[-1:]


RULE = LintRule(
    code="Q104",
    name="ambiguous-pronoun",
    summary="“he” or “she” as the source, with two persons whom it may mean",
    message="“{pronoun}” may be {names}: name the speaker",
    severity="warning",
    authorities=(),
    why=(
        "Where two men, or two women, were named just before, “he said” leaves readers to guess who did. A name costs "
        "one word. The setting pronouns is the probability under which the speaker of a pronoun is in doubt."
    ),
    find=_find,
    default=False,
    off_because=(
        "the sense mostly tells readers what grammar leaves open: of 22 places read in articles annotated by hand, six "
        "were in doubt"
    ),
    triggers=(
        Example("Ivan Petrov met Olaf Hansen on Monday. He said the quay was sinking.", "He"),
        Example("Peter Lind handed the keys to John Roos. He said the boat would not sail again.", "He"),
        Example("Mary Lind wrote to Anna Roos in May. She called the plan a scandal.", "She"),
    ),
    passes=(
        "Ivan Petrov met Vera Lind on Monday. He said the quay was sinking.",
        "Ivan Petrov said he had met Olaf Hansen. He said the quay was sinking.",
        "Ivan Petrov met Olaf Hansen on Monday. Petrov said the quay was sinking.",
        "John Lind asked Peter Roos about the anchor. “I never saw it,” he said.",
        "Ivan Petrov, director of the Anna Ferry Authority, wrote to the town. He said the quay was sinking.",
        "Ivan Petrov read Olaf Hansen’s letter on Monday. He said the quay was sinking.",
    ),
)
