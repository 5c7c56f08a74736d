"""Lemmas by rule, and as they are known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.parsing.joint.lemmas import best_lemma, inflections_of, known_lemma, lemma_of, rule_of
from quotes.parsing.joint.windows import shape_of


@pytest.mark.parametrize(
    ("word", "lemma", "rule"),
    [("Baku", "Baku", "="), ("The", "the", "-0+"), ("making", "make", "-3+e"), ("Americans", "American", "^-1+"),
     ("was", "be", "!be"), ("’s", "'s", "!'s"), ("went", "go", "!go"), ("ran", "run", "-2+un")],
)  # fmt: skip
def test_rules_of_lemmas(word: str, lemma: str, rule: str) -> None:
    assert rule_of(word, lemma) == rule and lemma_of(word, rule) == lemma


@given(st.text(min_size=1), st.text(min_size=1))
def test_every_rule_leads_to_its_lemma(word: str, lemma: str) -> None:
    assert lemma_of(word, rule_of(word, lemma)) == lemma


@given(st.text(min_size=1), st.text(min_size=1), st.text(min_size=1))
def test_a_rule_makes_something_of_every_word(word: str, lemma: str, other: str) -> None:
    assert lemma_of(other, rule_of(word, lemma))


@pytest.mark.parametrize(
    ("word", "shape"),
    [("said", "lower"), ("Baku", "Capitalized"), ("A", "Capitalized"), ("IMF", "UPPER"), ("McCain", "miXed"),
     ("27", "number"), ("“", "other")],
)  # fmt: skip
def test_shapes(word: str, shape: str) -> None:
    assert shape_of(word) == shape


@pytest.mark.parametrize(
    ("word", "upos", "rule", "lemma"),
    [("Mice", "NOUN", "-3+e", "mouse"), ("rats", "NOUN", "-1+", "rat"), ("GISB", "NOUN", "-0+", "GISB"),
     ("New", "ADJ", "=", "New"), ("New", "ADJ", "-0+", "new"), ("THE", "DET", "-0+", "the"),
     ("Neeeew", "ADJ", "-0+", "new"), ("THEEEE", "DET", "-0+", "the"), ("sooo", "ADV", "=", "sooo"),
     ("VIII", "PROPN", "=", "VIII"), ("iii", "NUM", "=", "iii"),
     ("rubies", "NOUN", "-1+", "ruby"), ("ties", "NOUN", "-3+y", "ty"), ("Partners", "PROPN", "-1+", "Partner")],
)  # fmt: skip
def test_the_best_lemma(word: str, upos: str, rule: str, lemma: str) -> None:
    inflections = {"NOUN": {"mice": "mouse"}, "ADJ": {"new": "new"}, "DET": {"the": "the"}}
    inflections |= {"PROPN": {"VII": "VII"}, "NUM": {"ii": "ii"}}
    assert best_lemma(word, upos, rule, inflections) == lemma


def test_inflections_that_are_nearly_always_the_same() -> None:
    lessons = [("Mice", "NOUN", "mouse"), ("mice", "NOUN", "mouse"), ("saw", "VERB", "see"), ("saw", "VERB", "saw")]
    others = [("mice", "NOUN", "mice"), ("geese", "NOUN", "goose"), ("axes", "NOUN", "ax"), ("axes", "NOUN", "axis")]
    known = inflections_of([*lessons, ("States", "PROPN", "State")], others)
    assert known == {"NOUN": {"mice": "mouse", "geese": "goose"}, "PROPN": {"States": "State"}}
    assert known_lemma("MICE", "NOUN", known) == "mouse" and known_lemma("mice", "VERB", known) is None
    assert known_lemma("States", "PROPN", known) == "State" and known_lemma("STATES", "PROPN", known) is None
    assert known_lemma("states", "PROPN", known) == "State"
    assert known_lemma("3,500", "NUM", known) == "3500" and known_lemma("3.5", "NUM", known) is None
    most = [("'s", "AUX", "be")] * 9 + [("'s", "AUX", "have")]
    assert inflections_of(most) == {"AUX": {"'s": "be"}} and inflections_of(most[1:]) == {}
