"""The sources of an article: who is meant by a name, who was asked, and which articles are interviews or obituaries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes import Analysis, Article, Speaker
from quotes.lint.article_sources import is_headline, is_interview, is_meant, is_obituary, name_words, replies
from quotes.lint.linted_article import LintedArticle
from quotes.lint.linting import lint
from quotes.lint.rule_book import all_rules

NAMES = ["Olaf Brandt", "Brandt", "Mara Lind", "Sundqvist Shipping", "the Gull Island Society"]
ACCUSATIONS = [
    "The mayor accused {} of theft.",
    "{}, 44, was charged with theft on Friday.",
    "The growers blamed {} for the leak.",
    "There are allegations against {}.",
    "Holm alleged that {} had sold the lock.",
]
REPLIES = [
    "{} did not respond to requests for comment.",
    "{} declined to comment.",
    "{} has denied it.",
    "A lawyer for {} called.",
]


def _article(text: str) -> LintedArticle:
    return LintedArticle(Analysis(Article(text)))


@pytest.mark.parametrize(
    ("name", "speaker"),
    [
        ("Brandt", Speaker("s1", "Olaf Brandt", "person")),
        ("BCH", Speaker("s1", "Baltic Council of Harbours", "organization")),
        ("Baltic Council of Harbours", Speaker("s1", "BCH", "organization")),
        ("Sundqvist Shipping", Speaker("s1", "Johan Ek", "person", speaks_for="Sundqvist Shipping")),
        ("Sundquist", Speaker("s1", "Karin Sundqvist", "person")),
    ],
)
def test_a_name_means_a_speaker(name: str, speaker: Speaker) -> None:
    assert is_meant(name, speaker)


@pytest.mark.parametrize(
    ("name", "speaker"),
    [
        ("Olaf Brandt", Speaker("s1", "Mara Lind", "person")),
        ("Harbour Council", Speaker("s1", "Town Council", "organization")),
        ("General", Speaker("s1", "General Ek", "person")),
    ],
)
def test_a_title_or_a_kind_in_common_is_not_enough(name: str, speaker: Speaker) -> None:
    assert not is_meant(name, speaker)


def test_words_of_a_name() -> None:
    assert name_words("the North Sea Company") == {"north", "sea"}
    assert name_words("General") == frozenset()


def test_replies_are_words_and_not_refused_bail() -> None:
    found = [one.group() for one in replies(_article("Ek did not respond. Lind was denied bail, and denied it."))]
    assert found == ["not respond", "denied"]


def test_kinds_of_articles() -> None:
    assert is_interview(_article("Why?\n\nBecause.\n\nWhy not?\n\nBecause.\n\nWhen?\n\nNever."))
    assert not is_interview(_article("Why? Because.\n\nThe lock is closed.\n\nWhen will it open?"))
    assert is_obituary(_article("Johan Ek died on Tuesday.\n\nHe was born on an island."))
    assert not is_obituary(_article("Two sailors died on Tuesday.\n\nThe coastguard said the wind was strong."))


def test_headlines_have_no_full_stop() -> None:
    article = _article("Lock is late, says Brandt\n\n“It is late,” said Brandt.")
    assert [is_headline(article, one) for one in article.paragraphs] == [True, False]


@given(st.sampled_from(NAMES), st.sampled_from(ACCUSATIONS), st.sampled_from(REPLIES))
def test_whoever_is_accused_is_reported_until_an_answer_is(name: str, accusation: str, reply: str) -> None:
    rule = all_rules()["Q303"]
    text = accusation.format(name)
    (found,) = lint(Analysis(Article(text)), [rule])
    assert found.span.text == name.removeprefix("the ")
    assert lint(Analysis(Article(f"{text}\n\n{reply.format(name)}")), [rule]) == ()


@given(st.text(alphabet="Aab .,“”'\n", max_size=40), st.sampled_from(ACCUSATIONS))
def test_findings_are_stretches_of_the_text(noise: str, accusation: str) -> None:
    text = f"{noise} {accusation.format('Ek')} {noise}"
    for one in lint(Analysis(Article(text)), all_rules().values()):
        assert text[one.span.start : one.span.end] == one.span.text
