"""Learning how much evidence on pronouns weighs: from a handful of cases, and from a small text with coreference."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from made_coreference import WORDS
from made_parses import MadeParser

from quotes.corpora.attribution.gold import Annotation, Attribution, GoldArticle
from quotes.corpora.speakers.gum import CoreferenceDocument
from quotes.records import Article, Span
from quotes.statements import StatementFinder
from quotes.training import pronoun_fitting
from quotes.training.pronoun_fitting import (
    EXPECTED,
    Found,
    PronounCase,
    as_toml,
    cases,
    cases_in_news,
    cross_validated,
    fit,
    share_right,
)


@pytest.fixture
def found(quay: CoreferenceDocument) -> Found:
    parser = MadeParser(WORDS)
    (parse,) = parser.pipe([Article(quay.gold.text)])
    return parse, StatementFinder(parser.vocab).find(parse)


def test_what_stands_with_the_right_candidate_weighs_more() -> None:
    near, far = ("person near", "person named"), ("person far", "person named")
    collected = [PronounCase((near, far), (True, False), 1.0)] * 50 + [PronounCase((near, far), (False, True), 1.0)] * 5
    weights = fit(collected)
    assert weights["person near"] > 0.3 > -0.3 > weights["person far"]
    assert weights["person named"] == pytest.approx(0.0, abs=0.01)
    assert share_right(collected, weights) == pytest.approx(50 / 55)


def test_evidence_that_was_not_met_keeps_the_weight_that_is_expected() -> None:
    weights = fit([PronounCase((("person near",), ("person far",)), (True, False), 1.0)])
    assert weights["thing kind person"] == EXPECTED["thing kind person"]


def test_a_case_is_a_pronoun_with_its_entity_among_the_candidates(quay: CoreferenceDocument, found: Found) -> None:
    she, he = cases(quay, found, weights=None)  # "She said that he knew"
    # the mayor is Berg by the annotation only: two candidates are right, John Lang and the company are not
    assert (she.right, he.right) == ((True, True, False, False), (False, False, True, False))
    assert (she.weight, he.weight) == (pronoun_fitting.OF_A_SOURCE, 1.0)
    assert "person kind person" in he.features[2] and "person kind organization" in he.features[3]
    by_weights = cases(quay, found, weights=EXPECTED)
    assert [case.right for case in by_weights] == [she.right, he.right]


def test_a_case_in_news_is_a_pronoun_that_is_a_source(quay: CoreferenceDocument, found: Found) -> None:
    text = quay.gold.text
    parse, _ = found
    she = text.index("She")
    said = Attribution(
        (Span(she, she + 3),), (), (Span(text.index("that he knew"), text.index("that he knew") + 12),), speaker="Berg"
    )
    article = GoldArticle("a", text, (Annotation("", (said,)),))
    (case,) = cases_in_news(article, parse, None)
    assert case.right.count(True) == 1 and case.weight == pronoun_fitting.OF_A_SOURCE
    nobody = GoldArticle("a", text, (Annotation("", (replace(said, speaker=None),)),))
    assert cases_in_news(nobody, parse, None) == []


def test_each_part_is_resolved_by_what_the_others_teach(quay: CoreferenceDocument, found: Found) -> None:
    assert cross_validated([quay] * 2, [found] * 2, folds=2) == (4, 4)


def test_weights_are_written_as_the_resolver_reads_them() -> None:
    tables = tomllib.loads(as_toml({"thing kind person": -4.0, "person named": 0.5, "person kind person": 2.0}))
    assert tables == {"person": {"kind person": 2.0, "named": 0.5}, "thing": {"kind person": -4.0}}


def test_the_command(quay_treebank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pronoun_fitting, "Parser", lambda: MadeParser(WORDS))
    arguments = ["--gum", str(quay_treebank), "--gum", str(quay_treebank)]
    result = CliRunner().invoke(
        pronoun_fitting.pronouns, [*arguments, "--out", str(tmp_path / "weights.toml"), "--folds", "2"]
    )
    assert result.exit_code == 0, result.output
    assert "2 folds: 4 of 4 pronouns right (100.0%)" in result.output
    assert tomllib.loads((tmp_path / "weights.toml").read_text(encoding="utf-8"))["person"]["kind person"] > 0
    assert CliRunner().invoke(pronoun_fitting.pronouns, arguments).exit_code == 2
