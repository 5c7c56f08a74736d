"""Q402: a cue that reads minds, or that is no speech at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from quotes.lint.article_sources import name_words
from quotes.lint.lint_rule import Authority, Example, Flaw, LintRule
from quotes.lint.lint_settings import LintSettings
from quotes.lint.linted_article import LintedArticle
from quotes.records import Span
from quotes.words import load_words

_NO_CLAUSE = r"(?!\s*[.,;:!?)—–]|\s+(?:in|to|of|about|back|through|up|twice|again|hard|it over|so|otherwise|better)\b)"
_MIND = re.compile(
    r"(?P<who>\b(?:[Hh]e|[Ss]he|[A-Z][\w’'-]+))\s+(?:also\s+|still\s+|now\s+|firmly\s+|strongly\s+)?"
    rf"(?P<cue>(?:believes|thinks){_NO_CLAUSE}|feels(?=\s+(?:that|he|she|it|they|we|there)\b)|"
    r"(?:hopes|fears)(?=\s+(?:that|the|he|she|it|they|we|there)\b))"
)
_PRONOUNS = frozenset({"he", "she"})


def _find(article: LintedArticle, settings: LintSettings) -> Iterator[Flaw]:
    yield from _nonverbal(article)
    yield from _mind_reading(article)


def _nonverbal(article: LintedArticle) -> Iterator[Flaw]:
    for statement in article.statements:
        if statement.cue and statement.kind != "indirect":
            match = _nonverbal_pattern().fullmatch(article.text, statement.cue.start, statement.cue.end)
            if match:
                yield _flaw(match, "is no way to speak")


def _mind_reading(article: LintedArticle) -> Iterator[Flaw]:
    said = [content for one in article.analysis.statements if one.act == "speech" for content in one.content]
    people = {word for one in article.analysis.speakers if one.kind == "person" for word in name_words(one.name)}
    for match in _MIND.finditer(article.text):
        who, place = match["who"].lower(), Span(match.start("cue"), match.end("cue"))
        if who not in _PRONOUNS and who not in people:
            continue
        if not article.is_quoted(place) and not any(one.contains(place) for one in said):
            yield _flaw(match, "reads a mind")


def _flaw(match: re.Match[str], why: str) -> Flaw:
    group = "cue" if "cue" in match.re.groupindex else 0
    instead = "says" if match[group].endswith("s") else "said"
    return Flaw(Span(match.start(group), match.end(group)), (("cue", match[group]), ("why", why), ("instead", instead)))


@cache
def _nonverbal_pattern() -> re.Pattern[str]:
    stems = "|".join(verb.removesuffix("e") for verb in load_words("nonverbal_cues"))
    return re.compile(rf"(?:\w+ly )?(?:wept|(?:{stems})(?:.?ed|.?ing|e?s|e)?)(?: \w+ly)?", re.I)


RULE = LintRule(
    code="Q402",
    name="mind-reading-cue",
    summary="a cue that reads minds (“believes”), or that is no speech (“smiled”)",
    message="“{cue}” {why}: write “{instead}”",
    severity="warning",
    authorities=(
        Authority(
            "Bender and others, Writing and Reporting for the Media, 12th edition",
            "Student resources: Verbs to avoid for attribution",
            "https://learninglink.oup.com/access/content/bender12e-student-resources/"
            "bender12e-verbs-to-avoid-for-attribution",
        ),
        Authority(
            "Reuters Handbook of Journalism",
            "Freedom from bias: Take no side, tell all sides",
            "https://handbook.reuters.com/index.php?title=Freedom_from_bias",
        ),
    ),
    why=(
        "A reporter hears what people say, and sees what they do; what they believe, feel or hope is known from their "
        "words alone. And nobody can smile a sentence: the smile goes beside the speaking, not in its place."
    ),
    find=_find,
    triggers=(
        Example("“The lock will open in May,” Mara Lind smiled.", "smiled"),
        Example("“We sank the old pier ourselves,” laughed Olaf Brandt, the harbour master.", "laughed"),
        Example(
            "“The lock is late,” said Olaf Brandt, the harbour master. Brandt believes the council is to blame for it.",
            "believes",
        ),
        Example("“The ferry is full,” said Ida Holm, its captain. She feels that the town has forgotten her.", "feels"),
        Example("Ida Holm said the ferry was full. Holm fears the new timetable will empty it.", "fears"),
    ),
    passes=(
        "“The lock is late,” said Olaf Brandt. He thought of the winter in which he had built it.",
        "Mara Lind, a painter, believed that the sea was a mirror, and filled eleven notebooks with it.",
        "“The lock will open in May,” Mara Lind said with a smile.",
        "Olaf Brandt laughed. “We sank the old pier ourselves,” he said.",
        "Olaf Brandt, the harbour master, said he believes the council is to blame.",
        "“She thinks the ferry is hers,” said Ida Holm, its captain.",
        "The lock is believed to be the oldest on the coast, said Olaf Brandt.",
        "Ida Holm, a captain, believes in mermaids. “I have seen two,” she said.",
        "Ida Holm said the ferry rolled. She felt the deck move under her boots.",
    ),
)
