"""Q203: a source without a name that attacks or judges a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from quotes.lint.lint_rule import Authority, Example, Flaw, LintRule
from quotes.lint.lint_settings import LintSettings
from quotes.lint.linted_article import LintedArticle
from quotes.lint.unnamed_sources import unnamed_speaker
from quotes.records import Statement
from quotes.words import load_words

_PERSON = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Hh]im|[Hh]er|[Hh]is|(?:Mr|Mrs|Ms|Dr|Sir|President|Minister|Mayor|Senator|Captain)\.?)\b"
    r"|\b[A-Z][\w’'-]+ [A-Z][\w’'-]+"
)
_NEGATED = re.compile(r"\b(?:not|never|no)\s(?:\w+\s){0,2}\Z|n[’']t\s(?:\w+\s){0,2}\Z", re.IGNORECASE)


def _find(article: LintedArticle, settings: LintSettings) -> Iterator[Flaw]:
    for statement in article.statements:
        is_attack = not statement.negated and (_attacks(statement) or _judges(article, statement))
        if is_attack and (speaker := unnamed_speaker(article, statement)):
            yield Flaw(statement.content[0], (("source", speaker.name),))


def _attacks(statement: Statement) -> bool:
    cue = statement.cue.text.split() if statement.cue else []
    return any(_accusing().fullmatch(word) for word in cue) and bool(_PERSON.search(statement.text))


def _judges(article: LintedArticle, statement: Statement) -> bool:
    around = article.text_of(article.sentence_of(statement.source[0])) if statement.source else ""
    return bool(_PERSON.search(statement.text) or _PERSON.search(around)) and any(
        not _NEGATED.search(statement.text[: match.start()]) for match in _disparaging().finditer(statement.text)
    )


@cache
def _disparaging() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(load_words('disparaging_words')))})\b", re.IGNORECASE)


@cache
def _accusing() -> re.Pattern[str]:
    stems = "|".join(sorted(verb.removesuffix("e") for verb in load_words("accusing_verbs")))
    return re.compile(rf"(?:{stems})(?:e|ed|es|s|ing|ped|ping|med|ming)?", re.IGNORECASE)


RULE = LintRule(
    code="Q203",
    name="unnamed-attack",
    summary="an attack or a hard judgement on a person by a source without a name",
    message="{source} attacks a person without being named",
    severity="error",
    authorities=(
        Authority(
            "Reuters Handbook of Journalism",
            "The Essentials of Reuters sourcing: attacks under the cover of anonymity",
            "https://handbook.reuters.com/index.php?title=The_Essentials_of_Reuters_sourcing",
        ),
        Authority(
            "AP News Values and Principles",
            "Anonymous sources: information, not opinion",
            "https://blog.ap.org/behind-the-news/when-is-it-ok-to-use-anonymous-sources",
        ),
    ),
    why=(
        "Who is attacked must be able to answer somebody. An unnamed source may give facts; for a judgement on a "
        "person it has to stand with its name, or the judgement goes."
    ),
    find=_find,
    triggers=(
        Example(
            "“He is a coward and a liar,” a source close to Mayor Ivo Hansen said.", "“He is a coward and a liar,”"
        ),
        Example(
            "Harbour master Olaf Hansen was incompetent, according to one official who declined to be named.",
            "Harbour master Olaf Hansen was incompetent",
        ),
        Example(
            "A senior port official accused Captain Ivan Petrov of selling the anchor.",
            "Captain Ivan Petrov of selling the anchor",
        ),
    ),
    passes=(
        "“He is a coward and a liar,” said Vera Lind, a pilot, of Mayor Ivo Hansen.",
        "A senior port official said Captain Ivan Petrov had left the bridge at noon.",
        "“The weather was terrible,” a source close to the rescuers said.",
        "“She was never reckless,” a source close to the captain said.",
        "Anger grew in the port. Olaf Hansen was incompetent, said two pilots, Vera Lind and Jan Roos.",
    ),
)
