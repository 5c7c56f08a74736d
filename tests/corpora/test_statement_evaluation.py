"""Evaluations of statements: folders, intervals, reliability, errors, and the reports of all that."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from made_analyses import harbour
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
    found,
)

from quotes.corpora.attribution.attribution_report import Setting
from quotes.corpora.attribution.counts import paired
from quotes.corpora.attribution.gold import Annotation, Attribution, GoldArticle
from quotes.corpora.attribution.predictions import Prediction, speaker_predictions
from quotes.corpora.statements.statement_errors import (
    STATEMENT_CLASSES,
    statement_errors,
    write_statement_errors,
)
from quotes.corpora.statements.statement_evaluation import StatementEvaluation, evaluate_statements
from quotes.corpora.statements.statement_report import write_statement_evaluation
from quotes.corpora.statements.statement_scores import compare_statements


def article(id: str, *attributions: Attribution) -> GoldArticle:
    return GoldArticle(id, SPOKEN_TEXT, (Annotation("", attributions),))


ARTICLES = [article("news/one", *ANNOTATED), article("sport/two", SHUT, RAIN), article("news/three", SHUT)]
FOUND = [FOUND_SAID, (FOUND_SHUT,), ()]


def written(evaluation: StatementEvaluation, format: str, *, reporting: bool = False, by_folder: bool = False) -> str:
    stream = io.StringIO()
    setting = Setting("say", "news", "embedded", "all", reporting, 50, by_folder)
    write_statement_evaluation(evaluation, setting, stream, format=format)
    return stream.getvalue()


def cells(table: str) -> list[list[str]]:
    return [line.split() for line in table.splitlines()]


def test_a_corpus_and_its_folders() -> None:
    evaluation = evaluate_statements(ARTICLES, FOUND)
    assert evaluation.scores["all", "found"] == paired(4, 5, 7)
    assert {name: scores["all", "found"] for name, scores in evaluation.folders.items()} == {
        "news": paired(3, 4, 5),
        "sport": paired(1, 1, 2),
    }
    assert evaluation.intervals == {}
    with pytest.raises(ValueError):
        evaluate_statements(ARTICLES, FOUND[1:])
    assert list(evaluate_statements([article("one", SHUT)], [()]).folders) == ["."]


def test_intervals() -> None:
    around = evaluate_statements(ARTICLES, FOUND, resamples=200).intervals
    low, high = around["all", "found"].f1 or (0, 0)
    assert low < 200 * 4 / 12 < high
    assert around["speakers", "all", "right"].recall and around["quotes", "right"].recall


def test_both_sides_are_cut_to_reporting_cues() -> None:
    denies = replace(FOUND_SHUT, cue=found(None, "", "worse", "it").cue)
    evaluation = evaluate_statements([article("one", SHUT, replace(DENIED, cue=()))], [[denies]], reporting=True)
    assert evaluation.scores["all", "found"] == paired(0, 0, 1)


def test_reliability_of_those_that_count() -> None:
    nested = replace(FOUND_TIRED, nested=True, content=SAFE.content, confidence=0.1)
    result = evaluate_statements(ARTICLES[:1], [(*FOUND_SAID, nested)]).reliability
    assert [(each.low, each.count, each.precision) for each in result.bins] == [(0.3, 1, 0), (0.7, 1, 0), (0.9, 2, 1)]


def test_statements_become_predictions_with_their_speakers() -> None:
    analysis = harbour()
    petrov, pilots = analysis.speakers
    first, second, third, last = analysis.statements
    joint = replace(second, speakers=(petrov, pilots))
    floating = replace(last, speakers=(petrov,), nested_in="q1")
    predicted = list(speaker_predictions(replace(analysis, statements=(first, joint, third, floating))))
    assert [one.names for one in predicted] == [
        ("Ivan Petrov",), ("Ivan Petrov", "Black Sea Pilots' Union"), ("Ivan Petrov",), ("Ivan Petrov",),
    ]  # fmt: skip
    assert (predicted[1].speaker, predicted[1].speaker_kind) == ("Ivan Petrov and Black Sea Pilots' Union", "person")
    assert [one.nested for one in predicted] == [False, False, False, True]
    assert predicted[3].source == (), "the source of a quotation is what is written"
    (nobody,) = speaker_predictions(replace(analysis, statements=(last,)))
    assert (nobody.speaker, nobody.speaker_kind, nobody.names) == (None, None, ())


@pytest.mark.parametrize(
    ("gold", "predicted", "kinds"),
    [
        (SHUT, FOUND_SHUT, []),
        (SHUT, None, ["missed"]),
        (None, FOUND_SHUT, ["spurious"]),
        (RAIN, FOUND_RAIN, ["wrong speaker"]),
        (RAIN, replace(FOUND_RAIN, source=()), ["wrong speaker"]),
        (TIRED, FOUND_TIRED, ["wrong source"]),
        (SHUT, replace(FOUND_SHUT, speaker=None), ["wrong speaker"]),
        (SHUT, found("Anna Berg", "", "", "old bridge"), ["missed", "spurious"]),
        (SAFE, None, []),
        (None, replace(FOUND_SHUT, nested=True), []),
    ],
)
def test_errors(gold: Attribution | None, predicted: Prediction | None, kinds: list[str]) -> None:
    comparison = compare_statements("", SPOKEN_TEXT, [gold] if gold else [], [predicted] if predicted else [])
    assert [error.kind for error in statement_errors(comparison)] == kinds


def test_the_nearest_is_shown_with_what_was_missed() -> None:
    near, nearer = (found("B", "", "said", content) for content in ("bridge would", "old bridge would"))
    errors = list(statement_errors(compare_statements("", SPOKEN_TEXT, [SHUT], [near, nearer])))
    assert errors[0].predicted and errors[0].predicted.attributions == (nearer,)
    assert [error.kind for error in errors] == ["missed", "spurious", "spurious"]


def test_errors_for_reading() -> None:
    stream = io.StringIO()
    write_statement_errors(evaluate_statements(ARTICLES, FOUND).comparisons, stream)
    text = stream.getvalue()
    assert all(kind in text for kind in STATEMENT_CLASSES)
    assert "   gold   Anna Berg | she | told | “The rain of Monday made it worse,” […] “Nobody knows.”\n" in text
    assert "   found  union | she | told reporters | “The rain" in text and "(made; 0.90)" in text
    assert "   gold   engineer | An engineer | denied | it.\n" in text
    assert "   found  - | - | told | reporters   (made; 0.30)\n" in text
    places = [text.index(title) for title in ("missed (3)", "wrong speaker (1)", "wrong source (1)", "spurious (1)")]
    assert places == sorted(places)


def test_tables() -> None:
    table = written(evaluate_statements(ARTICLES, FOUND), "table")
    heading = "news: 3 articles, 7 statements and 1 within others, 5 found; model embedded, engine all\n\n"
    assert table.startswith(heading)
    rows = cells(table)
    assert ["all:", "found", "7", "80.0", "57.1", "66.7"] in rows
    assert ["indirect:", "claims", "3", "33.3", "33.3", "33.3"] in rows
    assert ["quotes", "right", "3", "33.3"] in rows
    assert ["all", "4", "75.0", "75.0", "0", "of", "1"] in rows
    assert ["direct", "1", "100.0", "0.0"] in rows
    assert ["written:", "full", "name", "2", "100.0", "100.0", "100.0"] in rows
    assert ["kind:", "organization", "1", "100.0", "100.0", "0.0"] in rows
    assert "kind: place" not in table and "written: nobody" not in table and "folder" not in table


def test_tables_with_intervals_and_folders() -> None:
    evaluation = evaluate_statements(ARTICLES, FOUND, resamples=50)
    table = written(evaluation, "table", reporting=True, by_folder=True)
    assert "only attributions with a reporting cue" in table
    rows = cells(table)
    assert ["folder", "gold", "found", "P", "R", "F1", "attributed", "speaker", "claims", "quotes", "right"] in rows
    assert ["sport", "2", "100.0", "50.0", "66.7", "66.7", "66.7", "66.7", "0.0"] in rows
    assert any(row[:2] == ["all:", "found"] and row[-2] == "to" for row in rows)


def test_json() -> None:
    evaluation = evaluate_statements(ARTICLES, FOUND, resamples=50)
    result = json.loads(written(evaluation, "json", by_folder=True))
    assert (result["corpus"], result["articles"], result["bootstrap"]["resamples"]) == ("say", 3, 50)
    scores = result["scores"]
    claims = scores["all"]["claims"]
    assert (claims["precision"], claims["right"], claims["predicted"], claims["gold"]) == (80, 4, 5, 7)
    assert set(claims["intervals"]) == {"precision", "recall", "f1"}
    assert scores["direct"]["exact"]["content"]["recall"] == 100
    assert scores["all"]["nested"]["gold"] == 1
    assert scores["quotes"]["right"]["gold"] == 3
    assert scores["speakers"]["written"]["full name"]["strictly"]["recall"] == 100
    assert scores["speakers"]["kind"]["place"]["right"]["recall"] is None
    assert result["folders"]["sport"]["all"]["found"]["gold"] == 2
    assert result["reliability"]["bins"]
    assert "folders" not in json.loads(written(evaluation, "json"))
