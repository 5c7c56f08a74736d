from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from made_archive import archive_of
from made_told import PlainVectors, told

from quotes.archive.database import opened, opened_to_write
from quotes.claims.archived import ArchivedStatements
from quotes.claims.finding_claims import find_claims
from quotes.claims.told import Claim, Told, told_in
from quotes.records import Analysis, Article, Span, Speaker, Statement

WORDS = PlainVectors("closed shut", "harbour port", "storm gale")
CLOSED = "the harbour at Nordvik will be closed until March because of storm damage"
FIRST = told("a.txt", "Anna Berg", CLOSED, day="2026-01-02")
REPEATED = told(
    "b.txt", "Olav Rinne", "the port at Nordvik will be shut until March because of gale damage", day="2026-01-03"
)
DENIED = told("c.txt", "Inga Brandt", CLOSED.replace("will be", "will not be"), day="2026-01-04")
OTHER = told(
    "d.txt", "Moira Tait", "the brewery at Sandvik sells beer on the quay every Sunday in summer", day="2026-01-05"
)


def _voices(claim: Claim) -> list[tuple[str, str | None, list[str]]]:
    return [
        (voice.stance, voice.speaker.name if voice.speaker else None, [one.article for one in voice.told])
        for voice in claim.voices
    ]


def test_who_said_it_first_who_repeats_it_and_who_denies_it() -> None:
    (claim,) = find_claims([FIRST, REPEATED, DENIED, OTHER], WORDS)
    assert _voices(claim) == [
        ("first", "Anna Berg", ["a.txt"]),
        ("repeats", "Olav Rinne", ["b.txt"]),
        ("denies", "Inga Brandt", ["c.txt"]),
    ]
    assert claim.articles == 3
    assert 0.8 < claim.likeness <= 1


@pytest.mark.parametrize("order", permutations(range(4)))
def test_the_same_statements_are_together_in_any_order(order: tuple[int, ...]) -> None:
    statements = [FIRST, REPEATED, DENIED, OTHER]
    (claim,) = find_claims([statements[number] for number in order], WORDS)
    assert {(stance == "denies", name) for stance, name, _ in _voices(claim)} == {
        (False, "Anna Berg"),
        (False, "Olav Rinne"),
        (True, "Inga Brandt"),
    }


def test_one_speaker_in_two_articles_is_one_voice_and_shown_on_request() -> None:
    short_name = told("e.txt", "Berg", CLOSED, day="2026-01-06")
    assert find_claims([FIRST, short_name], WORDS) == []
    (claim,) = find_claims([FIRST, short_name], WORDS, one_speaker=True)
    assert _voices(claim) == [("first", "Anna Berg", ["a.txt", "e.txt"])]


def test_nobody_named_is_no_second_mouth_and_never_the_first() -> None:
    unnamed = told("0.txt", None, CLOSED, day="2026-01-01")
    assert find_claims([unnamed, FIRST], WORDS) == []
    (claim,) = find_claims([unnamed, FIRST, REPEATED], WORDS)
    assert [name for _, name, _ in _voices(claim)] == ["Anna Berg", None, "Olav Rinne"]


def test_two_speakers_of_one_article_make_no_claim() -> None:
    assert find_claims([FIRST, told("a.txt", "Olav Rinne", CLOSED)], WORDS) == []


def test_statements_that_say_little_are_not_put_together() -> None:
    some = [told("a.txt", "Anna Berg", "“Yes,”"), told("b.txt", "Olav Rinne", "“Yes,”")]
    some += [told("c.txt", "Inga Brandt", "It is over."), told("d.txt", "Moira Tait", "it is over")]
    assert find_claims(some, WORDS) == []


def test_only_claims_that_are_made_since_a_day() -> None:
    statements = [FIRST, REPEATED, OTHER]
    assert len(find_claims(statements, WORDS, since=date(2026, 1, 3))) == 1
    assert find_claims(statements, WORDS, since=date(2026, 1, 4)) == []
    assert find_claims(statements, WORDS, since=date(2027, 1, 1)) == []


def test_nothing_makes_no_claims() -> None:
    assert find_claims([], WORDS) == []


def _analysis(one: Told, **flags: bool) -> Analysis:
    text = f"{one.speakers[0].name} said {one.text}."
    start = text.index(one.text)
    source = Span(0, len(one.speakers[0].name))
    statement = Statement(
        id="q1",
        kind="indirect",
        content=(Span(start, start + len(one.text)),),
        cue=Span(source.end + 1, source.end + 5),
        source=(source,),
        speakers=one.speakers,
        confidence=1.0,
        rule="made",
        **flags,
    )
    article = Article(text, one.article, date=one.day.isoformat() if one.day else None)
    return Analysis(article, (statement,), tuple(Speaker(each.id, each.name, each.kind) for each in one.speakers))


@pytest.mark.parametrize("flag", ["negated", "hypothetical", "question"])
def test_what_is_not_claimed_is_left_out(flag: str) -> None:
    assert told_in([_analysis(FIRST)]) == [FIRST]
    assert told_in([_analysis(FIRST, **{flag: True})]) == []


def _article(place: str, speaker: str, *texts: str) -> Analysis:
    text = " ".join(texts)
    spans = [Span(text.index(each), text.index(each) + len(each)) for each in texts]
    by = Speaker("s1", speaker, "person")
    statements = tuple(
        Statement(id=f"q{number}", kind="indirect", content=(span,), speakers=(by,), confidence=1.0, rule="made")
        for number, span in enumerate(spans, 1)
    )
    return Analysis(Article(text, place), statements, (by,))


def test_articles_with_most_of_their_text_in_common_are_copies_of_one() -> None:
    texts = (f"{CLOSED}.", "The brewery sells beer.", "The ferry is late!", "Nobody was hurt.")
    agency, paper = _article("agency.txt", "Anna Berg", *texts), _article("paper.txt", "Olav Rinne", *texts[:3])
    told_once = told_in([agency, paper])
    assert [(one.article, one.copies) for one in told_once] == [("agency.txt", ("paper.txt",))] * 4
    assert find_claims(told_once, WORDS) == []
    assert len(told_in([agency, _article("other.txt", "Olav Rinne", texts[0], "It rains.")])) == 6


def test_an_archive_has_the_same_claims_as_its_articles_and_counts_copies_once(tmp_path: Path) -> None:
    analyses = [_analysis(one) for one in (DENIED, REPEATED, FIRST, OTHER)]
    path = archive_of(tmp_path / "news.db", [*analyses, _analysis(told("copy.txt", "Anna Berg", CLOSED))])
    with opened_to_write(path) as connection:
        connection.execute("UPDATE articles SET story = 3 WHERE place = 'copy.txt'")
        connection.execute("UPDATE statements SET counted = 0 WHERE article = 5")
    with opened(path) as connection:
        (claim,) = find_claims(ArchivedStatements(connection), WORDS)
    (expected,) = find_claims(told_in(analyses), WORDS)
    assert _voices(claim) == _voices(expected)
    assert claim.voices[0].told[0].copies == ("copy.txt",)
