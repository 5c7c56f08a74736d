from __future__ import annotations

import pytest
from made_told import PlainVectors, pairs_in, told

from quotes.claims.candidates import SAME_EVENT, Pair
from quotes.claims.claim_comparison import Comparison, stance_between
from quotes.claims.word_vectors import word_vectors

DOUBTFUL = SAME_EVENT - 0.2
WORDS = PlainVectors("harbour port", "closed shut", "ferry ferries")


@pytest.mark.parametrize(
    ("one", "other", "stance"),
    [
        ("the harbour will be closed until March", "that the port will be shut until March", "repeats"),
        ("the harbour will be closed until March", "the harbour will not be closed until March", "denies"),
        ("the harbour will not be closed until March", "until March the port will not be shut", "repeats"),
        ("the harbour is unsafe for ferries", "the harbour is safe for ferries", "denies"),
        ("the harbour is not safe for ferries", "the port is unsafe for ferries", "repeats"),
        ("three sailors died in the harbour fire", "four sailors died in the harbour fire", None),
        ("the wrecked tanker came from Norway", "the wrecked tanker came from Denmark", None),
        ("the wrecked tanker spilled oil", "the wrecked tanker spilled paint", None),
        ("the harbour will be closed until March", "the brewery sells beer on the quay", None),
    ],
)
def test_statements_that_repeat_or_deny_each_other(one: str, other: str, stance: str | None) -> None:
    assert stance_between(told("a", "Anna Berg", one), told("b", "Olav Rinne", other), WORDS) == stance
    assert stance_between(told("b", "Olav Rinne", other), told("a", "Anna Berg", one), WORDS) == stance


def test_a_cue_may_deny_what_the_statement_says() -> None:
    claim = told("a", "Anna Berg", "the firm paid bribes to the harbour master")
    assert stance_between(claim, told("b", "Olav Rinne", claim.text, "has denied that"), WORDS) == "denies"
    assert stance_between(claim, told("b", "Olav Rinne", f"{claim.text}, it is said", "confirmed"), WORDS) == "repeats"


@pytest.mark.parametrize(
    ("cue", "text", "other_cue", "other_text", "stance"),
    [
        ("endorsed", "the Mayor Olav Rinne", "backed", "the Mayor Olav Rinne", "repeats"),
        ("endorsed", "the Mayor Olav Rinne", "praised", "the Mayor Olav Rinne", None),
        ("endorsed", "the Mayor Olav Rinne", "refused to endorse", "the Mayor Olav Rinne", None),
        ("greeted", "the Mayor Olav Rinne", "greeted", "the Mayor Olav Rinne", None),
        ("called for", "the closure of the harbour", "urged", "the harbour's closure", "repeats"),
        ("calls", "to close the harbour", "asked", "the port to close", "repeats"),
        ("called", "the closure a folly", "urged", "the closure", None),
        ("condemned", "the new fish tax of Nordvik", "supported", "the new fish tax of Nordvik", None),
        ("condemned", "the new fish tax of Nordvik", "denounced", "the new fish tax of Nordvik", "repeats"),
        ("said", "the old pier may collapse soon", "warned", "the old pier may collapse soon", "repeats"),
        ("said", "the ferry is late", "said", "the ferry is full of tourists", None),
    ],
)
def test_two_speakers_share_words_that_are_no_names_or_cues_that_mean_the_same(
    cue: str, text: str, other_cue: str, other_text: str, stance: str | None
) -> None:
    assert stance_between(
        told("a", "Anna Berg", text, cue), told("b", "Inga Brandt", other_text, other_cue), WORDS
    ) == (stance)


@pytest.mark.parametrize(
    ("other", "stance"),
    [
        ("of the fishermen of Nordvik 48 percent want the old quay and 41 percent the new one", "repeats"),
        ("of the fishermen of Nordvik 48 percent want the old quay", "repeats"),
        ("of the fishermen of Nordvik 37 percent want the old quay and 33 percent the new one", None),
        ("of the fishermen of Nordvik 48 percent want the old quay and 33 percent the new one", None),
    ],
)
def test_two_polls_with_other_figures_are_two_claims(other: str, stance: str | None) -> None:
    poll = told(
        "a", "Anna Berg", "among the fishermen of Nordvik 48 percent want the old quay and 41 percent the new one"
    )
    assert stance_between(poll, told("b", "Olav Rinne", other), WORDS) == stance


@pytest.mark.parametrize(
    ("speaker", "event", "met"),
    [("Olav Rinne", SAME_EVENT, True), ("Olav Rinne", DOUBTFUL, False), ("Anna Berg", DOUBTFUL, True)],
)
def test_articles_that_have_less_in_common_and_two_speakers_need_more_alike(
    speaker: str, event: float, met: bool
) -> None:
    one = told("a", "Anna Berg", "sailors repaired the old lighthouse of the harbour")
    other = told("b", speaker, "the pier of the harbour was repaired by sailors")
    comparison = Comparison([one, other], WORDS)
    assert comparison.is_met(Pair(0, 1, event), comparison.of(0, 1)) == met


def test_one_statement_that_is_less_alike_joins_a_group_but_one_that_is_opposed_does_not() -> None:
    texts = ["sailors repaired the old lighthouse"] * 2 + ["in a storm sailors repaired the pier"]
    texts.append("sailors did not repair the old lighthouse")
    comparison = Comparison([told(str(n), f"Speaker {n}", text) for n, text in enumerate(texts)], WORDS)
    assert comparison.are_alike([(0, 1)])
    assert not comparison.are_alike([(0, 2)])
    assert comparison.are_alike([(0, 1), (0, 2)])
    assert not comparison.are_alike([(0, 1), (0, 3)])


@pytest.mark.models
def test_no_near_miss_is_joined_and_most_paraphrases_are() -> None:
    words = word_vectors()
    joined = [kind for one, other, kind in pairs_in("negated.tsv") if stance_between(one, other, words) == "repeats"]
    assert joined == []
    same = [stance_between(one, other, words) == "repeats" for one, other, _ in pairs_in("paraphrases.tsv")]
    assert sum(same) >= 18
    assert len(same) == 30
