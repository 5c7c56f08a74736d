"""Whole corpora: intervals, reporting cues, reliability, agreement of annotators."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_analyses import HARBOUR_TEXT, harbour
from made_attributions import (
    COACH,
    FOUND,
    GOLD,
    MINISTER,
    OFFICIALS,
    TEXT,
    UNION,
    attribution,
    gold_article,
    prediction,
)

from quotes.corpora.attribution.bootstrap import intervals
from quotes.corpora.attribution.counts import Counts, paired
from quotes.corpora.attribution.evaluation import evaluate
from quotes.corpora.attribution.gold import Annotation, Attribution, GoldArticle
from quotes.corpora.attribution.predictions import predictions
from quotes.corpora.attribution.reporting import is_reporting, only_reporting
from quotes.records import Span


def test_reporting_cues() -> None:
    reporting = ["said", "has DENIED", "According\n to", "was quipping", "argues", "noting", "replies"]
    others = ["", "thinks", "according", "observed", "belief that", "essay", ":"]
    assert list(filter(is_reporting, reporting + others)) == reporting


def test_both_sides_are_cut_to_reporting_cues() -> None:
    assert only_reporting(TEXT, GOLD) == (COACH, MINISTER, UNION)
    evaluation = evaluate([gold_article(*GOLD)], [FOUND], reporting=True)
    assert evaluation.scores["found",] == paired(2, 3, 3)


def test_a_corpus_is_scored_as_one() -> None:
    articles = [gold_article(*GOLD), gold_article(OFFICIALS)]
    evaluation = evaluate(articles, [FOUND, [prediction("Officials", "think", "that it may rain")]])
    assert evaluation.scores["found",] == paired(3, 5, 5)
    assert evaluation.sizes["gold"] == 5
    assert evaluation.intervals == {}
    with pytest.raises(ValueError):
        evaluate(articles, [FOUND])


def test_intervals_hold_the_rates_of_the_corpus_and_shrink_with_it() -> None:
    good, bad = {("found",): paired(3, 4, 4)}, {("found",): paired(1, 4, 4)}
    few = intervals([good, bad] * 4, 500)["found",].f1
    many = intervals([good, bad] * 64, 500)["found",].f1
    assert few and many
    assert few[0] < many[0] < 50 < many[1] < few[1]
    assert intervals([good, bad] * 4, 500)["found",].f1 == few


def test_intervals_of_articles_that_are_all_alike_have_no_width() -> None:
    alike = [{("found",): paired(3, 4, 6), ("quotes",): Counts(found=1, gold=2), ("direct",): paired(0, 1, 1)}] * 5
    around = intervals(alike, 100)
    assert (around["found",].precision, around["found",].recall) == ((75, 75), (50, 50))
    assert around["found",].f1 == pytest.approx((60, 60))
    assert (around["quotes",].precision, around["quotes",].recall) == (None, (50, 50))
    assert around["direct",].f1 == (0, 0)
    assert intervals(alike[:1], 100) == intervals(alike, 0) == {}


def test_intervals_hold_95_percent() -> None:
    right, wrong = {("found",): paired(1, 1, 1)}, {("found",): paired(0, 1, 1)}
    around = intervals([right, wrong] * 50, 4000)["found",].precision  # of a mean whose standard error is 5
    assert around and around == pytest.approx((50 - 1.96 * 5, 50 + 1.96 * 5), abs=1)


def test_reliability() -> None:
    sure = prediction("the union", "According to", "workers are tired", confidence=1)
    result = evaluate([gold_article(*GOLD), gold_article(UNION)], [FOUND, [sure]]).reliability
    assert [(each.low, each.high, each.count) for each in result.bins] == [(0.3, 0.4, 1), (0.8, 0.9, 2), (0.9, 1.0, 2)]
    assert [each.confidence for each in result.bins] == pytest.approx([0.35, 0.85, 0.975])
    assert [each.precision for each in result.bins] == [0, 0, 1]
    assert result.expected_calibration_error == pytest.approx((0.35 + 2 * 0.85 + 2 * 0.025) / 5)
    nothing = evaluate([gold_article(*GOLD)], [[]]).reliability
    assert (nothing.bins, nothing.expected_calibration_error) == ((), None)


def test_predictions_with_one_cue_have_the_mean_of_their_confidences() -> None:
    pieces = [
        prediction("the union", "According to", one, confidence=sure) for one, sure in (("workers", 1), ("are", 0.5))
    ]
    (only,) = evaluate([gold_article(UNION)], [pieces]).reliability.bins
    assert (only.count, only.confidence, only.precision) == (1, 0.75, 1)


def test_annotators_against_each_other_and_the_tool_against_each() -> None:
    three = tuple(Annotation(name, gold) for name, gold in (("a", (COACH, UNION)), ("b", (COACH,)), ("c", (UNION,))))
    article = GoldArticle("three", TEXT, three)
    result = evaluate([article, gold_article(*GOLD)], [FOUND[:1], FOUND])
    assert result.scores["found",] == paired(3, 5, 6)
    agreement = result.agreement
    assert agreement and (agreement.articles, agreement.pairs) == (1, 6)
    assert agreement.humans["attributed",] == paired(4, 8, 8)
    assert agreement.tool["attributed",] == paired(2, 3, 4)
    assert evaluate([gold_article(*GOLD)], [FOUND]).agreement is None


def test_statements_become_predictions() -> None:
    found = list(predictions(harbour()))
    assert (found[0].confidence, found[0].rule, len(found[0].content)) == (0.975, "split-quotation", 2)
    assert found[2].source == (Span(HARBOUR_TEXT.index("He"), HARBOUR_TEXT.index("He") + 2),)
    assert (found[3].source, found[3].cue) == ((), ())


def test_a_quotation_without_source_has_the_last_mention_of_its_speaker() -> None:
    analysis = harbour()
    *others, floating = analysis.statements
    analysis = replace(analysis, statements=(*others, replace(floating, speakers=analysis.speakers[:1])))
    assert list(predictions(analysis))[3].source == analysis.statements[2].source
    early = replace(floating, speakers=analysis.speakers[1:], content=(Span(0, 4),))
    analysis = replace(analysis, statements=(early, *others))
    assert next(predictions(analysis)).source == analysis.speakers[1].mentions
    with_cue = replace(early, cue=Span(5, 7))
    assert next(predictions(replace(analysis, statements=(with_cue, *others)))).source == ()


def test_gold_and_predictions_of_the_same_thing_agree() -> None:
    gold = attribution(
        "the Black Sea Pilots' Union", "According to the latest data from", "14 ships are waiting", text=HARBOUR_TEXT
    )
    article = gold_article(gold, text=HARBOUR_TEXT)
    assert evaluate([article], [list(predictions(harbour()))]).scores["exact_words", "all"] == Counts(1, 4, 1, 1)


def test_statements_within_others_are_left_out_where_nobody_annotates_them() -> None:
    analysis = harbour()
    first, second, *rest = analysis.statements
    nested = replace(analysis, statements=(first, replace(second, nested_in=first.id), *rest))
    assert len(list(predictions(nested))) == len(analysis.statements)
    left = list(predictions(nested, nested=False))
    assert len(left) == len(analysis.statements) - 1
    assert second.content not in [each.content for each in left]


def test_whether_annotations_are_nested() -> None:
    outer = Attribution(cue=(Span(0, 4),), content=(Span(5, 30),))
    inner = Attribution(cue=(Span(10, 14),), content=(Span(15, 30),))
    apart = Attribution(cue=(Span(31, 35),), content=(Span(36, 39),))
    for attributions, expected in (((outer, inner), True), ((outer, apart), False), ((outer,), False)):
        assert GoldArticle("a", " " * 40, (Annotation("", attributions),)).has_nested is expected
