"""The speakers of several articles, and whom spokespeople speak for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_analyses import one_statement, silent

from quotes.records import Analysis, Speaker
from quotes.speakers.across import SpeakersAcross
from quotes.speakers.renaming import replace_spokespeople


def article(speaker: Speaker) -> Analysis:
    return replace(one_statement("it rains"), speakers=(replace(speaker, id="s1"),))


def person(name: str, role: str | None = None, affiliation: str | None = None, *, listed: bool = False) -> Speaker:
    return Speaker("s1", name, "person", role, affiliation, listed=listed)


FUND = Speaker("s1", "International Monetary Fund", "organization", aliases=("IMF",))

SAME = [
    (person("Anna Berg"), person("Anna Berg")),
    (person("Anna Berg", "mayor of Varda"), person("Anna Berg", "mayor")),
    (person("Anna Berg", "mayor"), person("Anna Berg")),
    (FUND, Speaker("s1", "IMF", "organization")),
    (Speaker("s1", "Baku", "place"), Speaker("s1", "Baku", "place")),
    (person("Smith", listed=True), person("Smith", listed=True)),
    (person("Anna Berg", "mayor", listed=True), person("Anna Berg", "baker", listed=True)),
]
DIFFERENT = [
    (person("Smith"), person("Smith")),
    (person("Anna Smith"), person("Smith")),
    (person("John Smith", "mayor of Varda"), person("John Smith", "baker")),
    (person("John Smith", None, "Aquavar"), person("John Smith", None, "Quay Homes")),
    (Speaker("s1", "ministry", "organization"), Speaker("s1", "ministry", "organization")),
    (Speaker("s1", "residents", "group"), Speaker("s1", "residents", "group")),
    (Speaker("s1", "senior official", "anonymous"), Speaker("s1", "senior official", "anonymous")),
    (Speaker("s1", "Varda", "place"), Speaker("s1", "Varda", "person")),
    (person("Smith", listed=True), person("Smith")),
]


@pytest.mark.parametrize(("one", "other", "number"), [(*pair, 1) for pair in SAME] + [(*pair, 2) for pair in DIFFERENT])
def test_who_is_the_same_in_two_articles(one: Speaker, other: Speaker, number: int) -> None:
    across = SpeakersAcross()
    for analysis in (article(one), silent(), article(other)):
        across.add(analysis)
    assert len(across.found) == number
    assert sum(each.statements for each in across.found) == 2
    assert [each.articles for each in across.found] == ([2] if number == 1 else [1, 1])


def test_namesakes_in_one_article_stay_two() -> None:
    two = replace(one_statement("it rains"), speakers=(person("Anna Berg"), replace(person("Anna Berg"), id="s2")))
    two = replace(two, statements=(*two.statements, replace(two.statements[0], id="q2", speakers=two.speakers[1:])))
    across = SpeakersAcross()
    across.add(two)
    assert len(across.found) == 2


def test_statements_of_nobody_are_counted_apart() -> None:
    analysis = one_statement("it rains")
    analysis = replace(analysis, statements=(replace(analysis.statements[0], speakers=()),), speakers=())
    across = SpeakersAcross()
    across.add(analysis)
    assert (across.found, across.unnamed) == ([], 1)


def test_statements_of_spokespeople_may_be_of_whom_they_speak_for() -> None:
    spokesman = replace(person("John Lang", "Aquavar spokesman", "Aquavar"), speaks_for="Aquavar")
    company = Speaker("s2", "Aquavar", "organization")
    analysis = replace(one_statement("it rains"), speakers=(spokesman, company))
    others = (replace(analysis.statements[0], id="q2", speakers=(company,)),)
    analysis = replace(analysis, statements=(*analysis.statements, *others))
    grouped = replace_spokespeople(analysis)
    assert [(one.name, one.kind) for one in grouped.speakers] == [("Aquavar", "organization")]
    assert len({one.speaker for one in grouped.statements}) == 1
    assert replace_spokespeople(article(person("Anna Berg"))) == article(person("Anna Berg"))
