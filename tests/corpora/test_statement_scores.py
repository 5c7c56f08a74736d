"""Scores of statements on a made article, which can be counted by hand, and each of their rules."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_statements import (
    ANNOTATED,
    DENIED,
    FOUND_RAIN,
    FOUND_SAID,
    FOUND_SHUT,
    FOUND_TIRED,
    RAIN,
    SAFE,
    SHUT,
    SPOKEN_TEXT,
    TIRED,
    TODAY,
    annotated,
    found,
)

from quotes.corpora.attribution.counts import Counts, Key, paired
from quotes.corpora.attribution.gold import Attribution
from quotes.corpora.attribution.predictions import Prediction
from quotes.corpora.statements.statement_scores import compare_statements, counted_predictions, statement_scores

NOTHING = Counts()

EXPECTED: dict[Key, Counts] = {
    ("all", "found"): paired(3, 4, 4),
    ("all", "attributed"): paired(2, 4, 4),
    ("all", "speaker"): paired(2, 4, 4),
    ("all", "claims"): paired(3, 4, 4),
    ("all", "exact", "content"): Counts(found=2, gold=3),
    ("all", "exact", "cue"): Counts(found=2, gold=3),
    ("all", "nested"): Counts(gold=1),
    **{("direct", name): paired(int(name != "speaker"), 1, 1) for name in ("found", "attributed", "speaker", "claims")},
    ("direct", "exact", "content"): Counts(found=1, gold=1),
    ("direct", "exact", "cue"): Counts(gold=1),
    ("direct", "nested"): NOTHING,
    ("mixed", "found"): paired(2, 1, 2),
    ("mixed", "attributed"): paired(1, 1, 2),
    ("mixed", "speaker"): paired(2, 1, 2),
    ("mixed", "claims"): paired(2, 1, 2),
    ("mixed", "exact", "content"): Counts(found=1, gold=2),
    ("mixed", "exact", "cue"): Counts(found=2, gold=2),
    ("mixed", "nested"): NOTHING,
    **{("indirect", name): paired(0, 2, 1) for name in ("found", "attributed", "speaker", "claims")},
    ("indirect", "exact", "content"): NOTHING,
    ("indirect", "exact", "cue"): NOTHING,
    ("indirect", "nested"): Counts(gold=1),
    ("quotes", "right"): Counts(found=1, gold=2),
}
"""The mixed prediction of two annotated ones is the joined one: the other lacks the word in marks."""

EXPECTED_SPEAKERS: dict[Key, tuple[int, int, int, int, int]] = {
    ("all",): (3, 2, 2, 2, 1),
    ("written", "full name"): (1, 1, 1, 1, 1),
    ("written", "description of nobody named"): (1, 1, 1, 1, 0),
    ("written", "pronoun"): (1, 0, 0, 0, 0),
    ("kind", "person"): (2, 1, 1, 1, 1),
    ("kind", "organization"): (1, 1, 1, 1, 0),
}
"""Numbers of statements found, of right, strictly right and right named speakers, and of these of the right kind."""


def scores(gold: tuple[Attribution, ...], *predicted: Prediction) -> dict[Key, Counts]:
    return statement_scores(compare_statements("made", SPOKEN_TEXT, gold, predicted))


def test_every_score() -> None:
    result = scores(ANNOTATED, *FOUND_SAID)
    assert {key: counts for key, counts in result.items() if key[0] not in ("speakers", "below")} == EXPECTED
    for key, counts in result.items():
        if key[0] == "speakers":
            number, right, strictly, named, kind = EXPECTED_SPEAKERS.get(key[1:-1], (0, 0, 0, 0, 0))
            wanted = {"right": (right, number), "strictly": (strictly, number), "kind": (kind, named)}[key[-1]]
            assert (counts.found, counts.gold) == wanted, key


def test_gold_against_itself_is_perfect() -> None:
    same = [
        Prediction(
            one.source,
            one.cue,
            one.content,
            speaker=one.speaker,
            speaker_kind=one.speaker_kind,
            nested=one.nested,
            names=(one.speaker,) if one.speaker else (),
        )
        for one in ANNOTATED
    ]
    for key, counts in scores(ANNOTATED, *same).items():
        assert key[0] == "below" or (counts.recall in (100, None) and counts.precision in (100, None)), key


def test_the_same_keys_for_all_articles() -> None:
    assert list(scores(())) == list(scores(ANNOTATED, *FOUND_SAID))


@pytest.mark.parametrize(
    ("source", "speaker", "right"),
    [
        ("she", "Anna Berg", {"attributed", "speaker", "claims"}),
        ("she", "union", {"attributed", "claims"}),
        ("", "Anna Berg", {"speaker", "claims"}),
        ("The union", "union", set[str]()),
    ],
)
def test_sources_and_speakers(source: str, speaker: str, right: set[str]) -> None:
    predicted = replace(FOUND_RAIN, source=found(None, source, "", "it").source, speaker=speaker)
    result = scores((RAIN,), predicted)
    assert result["all", "found"] == paired(1, 1, 1)
    assert {name for name in ("attributed", "speaker", "claims") if result["all", name].right} == right


def test_no_source_on_both_sides_agrees() -> None:
    result = scores((replace(SHUT, source=()),), replace(FOUND_SHUT, source=()))
    assert result["all", "attributed"] == paired(1, 1, 1)


def test_half_of_the_words_are_enough() -> None:
    half = found("Anna Berg", "she", "told", "The rain of Monday made")  # 5 of 9 words
    assert scores((RAIN,), half)["all", "found"] == paired(1, 1, 1)
    less = found("Anna Berg", "she", "told", "The rain of Monday")
    assert scores((RAIN,), less)["all", "found"] == paired(0, 1, 1)


def test_the_most_similar_are_paired_first_and_the_first_of_equals() -> None:
    long = found("A", "", "", "that the old bridge would be shut")
    short = found("B", "", "", "old bridge would be shut")
    assert compare_statements("", SPOKEN_TEXT, [SHUT], [short, long]).pairs == {0: 1}
    assert compare_statements("", SPOKEN_TEXT, [SHUT, SHUT], [FOUND_SHUT, FOUND_SHUT]).pairs == {0: 0, 1: 1}


def test_what_is_joined_on_one_side_only_is_still_found() -> None:
    whole = found(
        "Anna Berg", "Mayor Anna Berg", "said", "that the old bridge would be shut", "“We will close it today.”"
    )
    assert scores((SHUT, TODAY), whole)["all", "found"] == paired(1, 1, 1)
    assert scores((SHUT, TODAY), whole)["all", "exact", "content"] == Counts(found=1, gold=1)


@pytest.mark.parametrize(
    ("gold", "predicted", "counts", "nested"),
    [
        ((TIRED, SAFE), (), paired(0, 0, 1), Counts(gold=1)),
        ((TIRED,), (found("men", "men", "had called", "the bridge", nested=True),), paired(0, 0, 1), NOTHING),
        ((TIRED, SAFE), (found("men", "men", "", "the bridge safe"),), paired(0, 0, 1), Counts(found=1, gold=1)),
        (
            (TIRED, SAFE),
            (found(None, "", "", "the bridge safe", nested=True),),
            paired(0, 0, 1),
            Counts(found=1, gold=1),
        ),
        ((TIRED,), (replace(FOUND_TIRED, nested=True),), paired(1, 1, 1), NOTHING),
    ],
    ids=["not found", "not annotated", "found as an outer one", "found", "outer one found as nested"],
)
def test_nested_statements_are_neither_missed_nor_spurious(
    gold: tuple[Attribution, ...], predicted: tuple[Prediction, ...], counts: Counts, nested: Counts
) -> None:
    result = scores(gold, *predicted)
    assert (result["all", "found"], result["all", "nested"]) == (counts, nested)
    assert result["speakers", "all", "right"].gold == counts.found


def test_contents_without_words_count_and_are_never_found() -> None:
    text = "“…” — said he. “?”"
    gold = annotated(None, "", "", "“…”", text=text)
    comparison = compare_statements("", text, [gold], [found(None, "", "", "“…”", text=text)])
    assert statement_scores(comparison)["all", "found"] == paired(0, 1, 1)
    assert counted_predictions(comparison) == [0]


def test_cues_without_words_are_as_good_as_none() -> None:
    colon = replace(FOUND_SHUT, cue=found(None, "", ".", "it").cue)
    assert scores((replace(SHUT, cue=()),), colon)["all", "exact", "cue"] == Counts(found=1, gold=1)
    assert scores((SHUT,), colon)["all", "exact", "cue"] == Counts(found=0, gold=1)


@pytest.mark.parametrize(
    ("gold", "predicted", "right", "number"),
    [
        (RAIN, (), 0, 1),  # “Nobody knows.” is too short
        (RAIN, (replace(FOUND_RAIN, speaker="Berg"),), 1, 1),
        (RAIN, (FOUND_RAIN,), 0, 1),
        (RAIN, (found("Anna Berg", "", "", "The rain of Monday"),), 1, 1),
        (RAIN, (found("Anna Berg", "", "", "The rain of"),), 0, 1),
        (
            RAIN,
            (found("Anna Berg", "", "", "The rain of Monday"), found("union", "", "", "The rain of Monday made")),
            0,
            1,
        ),
        (RAIN, (found("Anna Berg", "", "", "The rain of Monday", nested=True),), 1, 1),
        (SHUT, (FOUND_SHUT,), 0, 0),
        (replace(RAIN, nested=True), (), 0, 0),
        (replace(TODAY, speaker=None), (found(None, "", "", "“We will close it today.”"),), 1, 1),
    ],
)
def test_quotations_of_four_words(
    gold: Attribution, predicted: tuple[Prediction, ...], right: int, number: int
) -> None:
    assert scores((gold,), *predicted)["quotes", "right"] == Counts(found=right, gold=number)


@pytest.mark.parametrize(("content", "number"), [("“We will not go.”", 1), ("“We won’t go.”", 0)])
def test_four_words_are_enough(content: str, number: int) -> None:
    gold = annotated("Berg", "", "", content, text=content)
    comparison = compare_statements("", content, [gold], [])
    assert statement_scores(comparison)["quotes", "right"] == Counts(gold=number)


def test_a_joined_quotation_is_right_by_its_own_speaker() -> None:
    other = replace(FOUND_SHUT, speaker="union", content=TODAY.content)
    assert scores((SHUT, TODAY), FOUND_SHUT, other)["quotes", "right"] == Counts(found=0, gold=1)


def test_speakers_without_kind() -> None:
    result = scores((replace(SHUT, speaker_kind=None),), FOUND_SHUT)
    assert result["speakers", "kind", "none", "right"] == Counts(found=1, gold=1)
    assert result["speakers", "kind", "none", "kind"] == Counts(found=0, gold=1)


def test_where_nobody_can_be_named_no_kind_is_wanted() -> None:
    nobody = replace(DENIED, speaker=None, speaker_kind=None)
    result = scores((nobody,), found(None, "An engineer", "denied", "it."))
    assert result["speakers", "written", "nobody", "right"] == Counts(found=1, gold=1)
    assert result["speakers", "all", "kind"] == NOTHING
    assert all(not counts.gold for key, counts in result.items() if key[:2] == ("speakers", "kind"))


def test_limits_of_confidence_catch_wrong_statements_and_lose_right_ones() -> None:
    doubtful, sure = replace(FOUND_SHUT, confidence=0.6), replace(FOUND_RAIN, confidence=0.95)
    result = scores((SHUT,), doubtful, sure)
    caught = {limit: [result["below", limit, name].found for name in ("wrong", "right")] for limit in ("0.5", "0.7")}
    assert caught == {"0.5": [0, 0], "0.7": [0, 1]}
    wrong = scores((SHUT,), replace(doubtful, speaker="Otto Lind"), sure)
    assert (wrong["below", "0.7", "wrong"], wrong["below", "0.9", "right"]) == (Counts(found=1, gold=2), Counts())


def test_of_an_open_article_only_what_is_decided_counts() -> None:
    found = (FOUND_SHUT, FOUND_RAIN)
    of_open = compare_statements("made", SPOKEN_TEXT, (SHUT,), found, complete=False)
    result = statement_scores(of_open)
    assert (result["all", "found"], result["below", "0.9", "wrong"].gold) == (Counts(found=1, gold=1), 0)
    rejected = compare_statements("made", SPOKEN_TEXT, (SHUT,), found, complete=False, rejected=(RAIN,))
    result = statement_scores(rejected)
    assert (result["all", "found"], result["below", "0.9", "wrong"].gold) == (Counts(found=1, gold=1), 1)
