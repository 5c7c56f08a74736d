"""Scores of entities, as numbers, as a table and as JSON."""

from __future__ import annotations

import io
import json

import pytest

from quotes.corpora.entity_scores import compare_entities, entities_of, score_entities, write_entity_scores
from quotes.corpora.gold_score import GoldScore
from quotes.corpora.newswire import TaggedSentence
from quotes.parsing import Parser

GOLD = [["B-ORG", "E-ORG", "O", "S-PERSON"], ["S-ORG", "O"]]
FOUND = [["B-ORG", "E-ORG", "O", "S-ORG"], ["O", "S-PRODUCT"]]


@pytest.mark.parametrize(
    ("tags", "entities"),
    [
        ("O O", set()),
        ("S-ORG B-ORG I-ORG E-ORG", {(0, 0, "ORG"), (1, 3, "ORG")}),
        ("B-ORG S-PERSON", {(1, 1, "PERSON")}),
        ("I-ORG E-ORG", {(0, 1, "ORG")}),
        ("B-ORG E-PERSON", {(1, 1, "PERSON")}),
        ("E-ORG E-ORG", {(0, 0, "ORG"), (1, 1, "ORG")}),
        ("B-ORG O E-ORG", {(2, 2, "ORG")}),
    ],
)
def test_entities_of_tags(tags: str, entities: set[tuple[int, int, str]]) -> None:
    assert entities_of(tags.split()) == entities


def test_an_entity_is_right_with_its_words_and_class() -> None:
    scores = compare_entities(GOLD, FOUND)
    assert list(scores) == ["ORG", "PERSON"]  # what the annotation does not know is left out
    assert (scores["ORG"], scores["PERSON"]) == (GoldScore(2, 2, 1), GoldScore(1, 0, 0))


def test_the_table_and_the_json_have_the_same_figures() -> None:
    table, data = io.StringIO(), io.StringIO()
    for stream, form in ((table, "table"), (data, "json")):
        write_entity_scores(compare_entities(GOLD, FOUND), stream, format=form, model="embedded")
    assert "total" in table.getvalue() and "40.00" in table.getvalue() and "embedded" in table.getvalue()
    result = json.loads(data.getvalue())
    assert result["total"]["f1"] == pytest.approx(40.0)
    assert result["classes"]["PERSON"] == {
        "gold": 1, "predicted": 0, "correct": 0, "precision": None, "recall": 0.0, "f1": 0.0,
    }  # fmt: skip


def test_the_embedded_models(parser: Parser) -> None:
    obama = TaggedSentence(("Barack", "Obama", "visited", "us", "."), ("B-PERSON", "E-PERSON", "O", "O", "O"))
    rain = TaggedSentence(("It", "rained", "."), ("O", "O", "O"))
    assert score_entities(parser, [[obama, rain], [obama]]) == {"PERSON": GoldScore(2, 2, 2)}
    assert [len(tags) for tags in parser.entity_tags([obama.words, rain.words])] == [5, 3]
