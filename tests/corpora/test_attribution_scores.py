"""Scores of attributions on a made article, whose scores can be counted by hand."""

from __future__ import annotations

import pytest
from made_attributions import COACH, FOUND, GOLD, MINISTER, TEXT, UNION, attribution, prediction, spans

from quotes.corpora.attribution.counts import Counts, Key, paired, total
from quotes.corpora.attribution.gold import Attribution
from quotes.corpora.attribution.gold_comparison import GoldComparison, compare, scores_of, sizes_of
from quotes.records import Span

NOTHING = Counts()

AGREEMENTS = ("found", "attributed", "attributed_loosely")
CUE_TO_ALL = ("cue", "source", "content", "all")
EXPECTED: dict[Key, Counts] = {
    ("found",): paired(2, 4, 4),
    ("attributed",): paired(1, 4, 4),
    ("attributed_loosely",): paired(1, 4, 4),
    ("attributed_with_source",): Counts(found=1, gold=4),
    **{("direct", name): paired(1, 1, 1) for name in AGREEMENTS},
    **{("direct", f"contained{name}"): Counts(1, 1) for name in ("", "_attributed", "_attributed_loosely")},
    **{("by_type", "direct", name): Counts(found=1, gold=1) for name in AGREEMENTS},
    **{("by_type", "mixed", name): Counts(found=int(name == "found"), gold=1) for name in AGREEMENTS},
    **{("by_type", "indirect", name): Counts(found=0, gold=2) for name in AGREEMENTS},
    **{("quotes", name): Counts(found=1, gold=1) for name in ("covered", "source_given")},
    **{("quotes", name): paired(1, 1, 1) for name in ("right", "right_loosely", "right_by_words")},
    **{("exact_words", role): paired(right, 4, 4) for role, right in zip(CUE_TO_ALL, (3, 1, 1, 0), strict=True)},
    **{("exact_tokens", role): paired(right, 4, 4) for role, right in zip(CUE_TO_ALL, (3, 1, 1, 0), strict=True)},
    ("overlap", "cue"): paired(4, 4, 5),
    ("overlap", "source"): paired(6, 6, 10),  # Anna Berg twice, in one gold source: 4 of 4
    ("overlap", "content"): paired(14, 14, 23),
    ("overlap", "all"): paired(24, 24, 38),
    ("overlap_once", "cue"): paired(4, 4, 5),
    ("overlap_once", "source"): paired(4, 4, 10),
    ("overlap_once", "content"): paired(14, 14, 23),
    ("pieces", "cue"): paired(3, 3, 4),
    ("pieces", "source"): paired(1, 2, 4),
    ("pieces", "content"): paired(1, 4, 4),
}


def made(gold: tuple[Attribution, ...], *found: Attribution) -> GoldComparison:
    return compare("made", TEXT, gold, found)


def counts(key: Key, gold: tuple[Attribution, ...], *found: Attribution) -> Counts:
    return scores_of(made(gold, *found))[key]


def test_every_score() -> None:
    assert scores_of(made(GOLD, *FOUND)) == EXPECTED
    assert sizes_of(made(GOLD, *FOUND)) == {
        "gold": 4, "gold_with_source": 4, "predicted": 4, "predicted_before_merging": 4, "predicted_without_source": 1,
    }  # fmt: skip


def test_gold_against_itself_is_perfect() -> None:
    for key, score in scores_of(made(GOLD, *GOLD)).items():
        assert score.precision in (100, None) and score.recall in (100, None), key
        assert score.precision or score.recall, key


def test_nothing_found_and_nothing_to_find() -> None:
    nothing = scores_of(made(GOLD))
    assert nothing["found",] == paired(0, 0, 4)
    assert (nothing["found",].precision, nothing["found",].recall, nothing["found",].f1) == (None, 0, None)
    assert scores_of(made((), *FOUND))["found",] == paired(0, 4, 0)
    assert list(nothing) == list(EXPECTED) == list(scores_of(made(())))


def test_rates() -> None:
    score = paired(1, 4, 2)
    assert (score.precision, score.recall) == (25, 50)
    assert score.f1 == pytest.approx(100 / 3)
    assert paired(0, 4, 2).f1 == 0
    assert total([{("a",): paired(1, 2, 3)}, {("a",): Counts(1, 1)}]) == {("a",): Counts(2, 3, 1, 3)}


def test_half_of_the_words_is_found_and_less_is_not() -> None:
    gold = (attribution("the union", "According to", "workers are tired", "According"),)
    assert counts(("found",), gold, prediction("", "", "workers are")) == paired(1, 1, 1)
    assert counts(("found",), gold, prediction("", "", "workers")) == paired(0, 1, 1)


def test_each_gold_content_is_found_once_by_the_most_alike() -> None:
    whole, most = prediction("the union", "", "workers are tired"), prediction("the coach", "", "workers are")
    assert counts(("attributed",), (UNION,), most, whole) == paired(1, 2, 1)
    assert counts(("found",), (UNION, UNION), most, whole) == paired(2, 2, 2)


def test_predictions_with_one_cue_are_one_and_gold_ones_are_not() -> None:
    pieces = [prediction("the union", "According to", piece) for piece in ("workers", "are tired")]
    assert counts(("found",), (UNION,), *pieces) == paired(1, 1, 1)
    assert sizes_of(made((UNION,), *pieces))["predicted_before_merging"] == 2
    assert counts(("found",), (UNION, UNION), UNION) == paired(1, 1, 2)
    without_cue = [prediction("the union", "", piece) for piece in ("workers", "are tired")]
    assert counts(("found",), (UNION,), *without_cue) == paired(1, 2, 1)


def test_a_source_is_the_same_with_half_of_its_words() -> None:
    coach = [
        prediction(source, "said", "“We will win the next match,”") for source in ("Anna Berg", "Anna", "the coach")
    ]
    assert [counts(("attributed",), (COACH,), one).right for one in coach] == [1, 0, 1]
    assert [counts(("attributed_loosely",), (COACH,), one).right for one in coach] == [1, 1, 1]


def test_a_function_word_in_common_is_not_even_loosely_a_source() -> None:
    place = TEXT.index("the coach")
    gold = (Attribution(spans(TEXT, "the coach"), COACH.cue, COACH.content),)
    article, noun = (
        Attribution((span,), COACH.cue, COACH.content) for span in (Span(place, place + 3), Span(place + 4, place + 9))
    )
    assert [counts(("attributed",), gold, one).right for one in (article, noun)] == [1, 1]
    assert [counts(("attributed_loosely",), gold, one).right for one in (article, noun)] == [0, 1]
    only = (Attribution(article.source, COACH.cue, COACH.content),)
    assert counts(("attributed_loosely",), only, article).right == 1


def test_no_source_is_right_where_none_is_annotated() -> None:
    nobody = (Attribution((), UNION.cue, UNION.content),)
    assert counts(("attributed",), nobody, prediction("", "", "workers are tired")) == paired(1, 1, 1)
    assert counts(("attributed",), nobody, prediction("the union", "", "workers are tired")) == paired(0, 1, 1)
    assert counts(("attributed_with_source",), nobody, prediction("", "", "workers are tired")) == NOTHING
    assert counts(("attributed",), (UNION,), prediction("", "", "workers are tired")) == paired(0, 1, 1)


def test_marks_at_the_edges_make_no_difference_to_words() -> None:
    bare = prediction("Anna Berg, the coach", "said", "We will win the next match")
    assert counts(("exact_words", "all"), (COACH,), bare) == paired(1, 1, 1)
    assert counts(("exact_tokens", "content"), (COACH,), bare) == paired(0, 1, 1)


def test_exact_sources_belong_to_their_cue() -> None:
    elsewhere = prediction("Anna Berg, the coach", "stated", "“We will win the next match,”")
    assert counts(("exact_words", "source"), (COACH,), elsewhere) == paired(0, 1, 1)
    assert counts(("pieces", "source"), (COACH,), elsewhere) == paired(1, 1, 1)


def test_a_mark_can_be_a_cue() -> None:
    comma = (Attribution((), spans(TEXT, ","), COACH.content),)
    assert counts(("exact_words", "cue"), comma, comma[0]) == paired(1, 1, 1)
    mark = Attribution((), spans(TEXT, "."), COACH.content)
    assert counts(("exact_words", "cue"), comma, mark) == paired(0, 1, 1)


def test_direct_predictions_in_part_of_a_gold_content() -> None:
    part = prediction("Anna Berg", "said", "We will")
    assert counts(("direct", "found"), (COACH,), part) == paired(0, 1, 1)
    assert counts(("direct", "contained_attributed"), (COACH,), part) == Counts(1, 1)
    assert counts(("direct", "contained"), (MINISTER,), part) == Counts(0, 1)
    most = attribution("", "", "will win the next match,” said")
    assert counts(("direct", "contained"), (COACH,), most) == Counts(1, 1)
    assert counts(("direct", "contained"), (COACH,), attribution("", "", "next match,” said")) == Counts(0, 1)


def test_half_in_quotation_marks_is_direct() -> None:
    half, less = attribution("", "", "next match,” said Anna"), attribution("", "", "match,” said Anna")
    assert counts(("by_type", "direct", "found"), (half, less)) == Counts(gold=1)
    assert counts(("by_type", "mixed", "found"), (half, less)) == Counts(gold=1)


def test_contents_without_a_word() -> None:
    mark = attribution("", "", "“")
    assert counts(("found",), (mark,), mark, attribution("the coach", "said")) == paired(0, 1, 0)


def test_roles_without_a_token_are_no_pieces() -> None:
    space = Span(TEXT.index(" "), TEXT.index(" ") + 1)
    blank = Attribution((space,), (space,), COACH.content)
    assert counts(("pieces", "source"), (blank,), blank) == NOTHING


def test_quotations_by_nobody_and_those_that_are_not_covered() -> None:
    nobody = Attribution((), COACH.cue, COACH.content)
    assert counts(("quotes", "covered"), (nobody,), COACH) == NOTHING
    little = prediction("Anna Berg, the coach", "said", "“We will")
    assert counts(("quotes", "covered"), (COACH,), little) == Counts(gold=1)
    part = Attribution(COACH.source, COACH.cue, spans(TEXT, "will win the next"))
    assert counts(("quotes", "covered"), (part,), COACH) == NOTHING


def test_a_quotation_has_the_source_of_the_prediction_that_covers_most_of_it() -> None:
    half = prediction("The minister", "stated", "will win the next")
    whole = prediction("Anna Berg", "said", "“We will win the next match,”")
    nobody = Attribution((), (), whole.content)
    assert counts(("quotes", "right"), (COACH,), half, whole) == paired(1, 1, 1)
    assert counts(("quotes", "right"), (COACH,), nobody, whole) == paired(1, 1, 1)
    assert counts(("quotes", "right"), (COACH,), nobody, half) == Counts(gold=1)


def test_another_mention_in_the_same_words() -> None:
    text = "“I am very tired now,” said Berg. Berg left."
    content = spans(text, "“I am very tired now,”")
    gold = Attribution(spans(text, "Berg"), spans(text, "said"), content)
    scores = [
        scores_of(compare("made", text, (gold,), (Attribution(source, (), content),)))
        for source in ((Span(text.rindex("Berg"), text.rindex("Berg") + 4),), spans(text, "tired"))
    ]
    for name, right in (("right", [0, 0]), ("right_loosely", [0, 0]), ("right_by_words", [1, 0])):
        assert [one["quotes", name].found for one in scores] == right
    assert scores[0]["quotes", "source_given"] == Counts(found=1, gold=1)
