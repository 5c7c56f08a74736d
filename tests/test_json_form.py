from __future__ import annotations

import copy
import io
import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from drawn_analyses import analyses
from hypothesis import given, settings
from made_analyses import HARBOUR_TEXT, bridge, council, empty, harbour, one_statement, silent

from quotes.errors import ReadError
from quotes.records import Analysis, schema
from quotes.reports.as_json import write_json_array, write_json_lines
from quotes.reports.explanations import explain, explanation_in_one_line
from quotes.reports.tables import TableOptions
from quotes.runtime.whole_file import whole_file

PLAIN = TableOptions(view="extract", format="json")
VALIDATOR = jsonschema.Draft202012Validator(schema())


def test_the_schema_is_a_schema_and_strict_everywhere() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    for name, part in [("top", schema()), *schema()["$defs"].items()]:
        assert part["additionalProperties"] is False, name
        assert sorted(part["required"]) == sorted(part["properties"].keys() - {"explanation", "made_with"}), name


@pytest.mark.parametrize("analysis", [harbour(), bridge(), council(), empty(), silent()])
def test_made_analyses_fit_the_schema_and_come_back(analysis: Analysis) -> None:
    data = analysis.to_dict()
    VALIDATOR.validate(data)
    assert Analysis.from_dict(data) == analysis


@given(analyses())
def test_any_analysis_fits_the_schema_and_comes_back_from_json(analysis: Analysis) -> None:
    data = json.loads(json.dumps(analysis.to_dict()))
    VALIDATOR.validate(data)
    assert Analysis.from_dict(data) == analysis


def test_form_of_the_contract() -> None:
    data = harbour().to_dict()
    assert data["schema_version"] == "3"
    assert data["article"]["text"] == HARBOUR_TEXT
    first = data["statements"][0]
    start = HARBOUR_TEXT.index("“The cranes")
    assert first["content"][0] == {"start": start, "end": start + 13, "text": "“The cranes,”"}
    assert first["content"][1]["text"] == "“are older than I am.”"
    assert first["cue"]["text"] == "said"
    assert (first["speaker"], first["speakers"]) == ("s1", ["s1"])
    assert [*first] == schema()["$defs"]["statement"]["required"]
    assert first["rule"] == "split-quotation"
    assert (data["statements"][3]["speaker"], data["statements"][3]["speakers"]) == (None, [])
    assert (data["statements"][3]["cue"], data["statements"][3]["source"]) == (None, [])
    assert data["warnings"][0]["span"]["text"] == "“Deep Water”"


def test_acts_modalities_and_finders() -> None:
    statements = bridge().to_dict()["statements"]
    assert [one["act"] for one in statements] == ["belief", "speech", "speech", "speech"]
    for name, number in (("negated", 1), ("question", 2), ("hypothetical", 3)):
        assert [one[name] for one in statements] == [place == number for place in range(4)]
    assert [one["finders"] for one in statements] == [["rules"], ["rules"], ["textacy"], ["rules"]]
    assert "explanation" not in statements[0]


def test_joint_speakers_with_their_probability_and_evidence() -> None:
    first, *_, fourth, last = council().to_dict()["statements"]
    assert (first["speaker"], first["speakers"]) == ("s1", ["s1", "s2"])
    assert (fourth["speaker_confidence"], fourth["speaker_evidence"]) == (0.4, ["gender same", "spoke last"])
    assert (last["speakers"], last["speaker_confidence"], last["speaker_evidence"]) == ([], 0.45, [])


def test_json_from_before_speakers_had_a_probability_can_be_read() -> None:
    data = council().to_dict()
    for statement in data["statements"]:
        del statement["speaker_confidence"], statement["speaker_evidence"]
    read = Analysis.from_dict(data)
    assert {(one.speaker_confidence, one.speaker_evidence) for one in read.statements} == {(1.0, ())}
    assert [one.speakers for one in read.statements] == [one.speakers for one in council().statements]


def explained(analysis: Analysis) -> dict[str, Any]:
    stream = io.StringIO()
    write_json_lines([analysis], stream, replace(PLAIN, explained=True))
    data: dict[str, Any] = json.loads(stream.getvalue())
    return data


@given(analyses())
@settings(max_examples=20)
def test_an_explained_analysis_fits_the_schema_and_is_the_same(analysis: Analysis) -> None:
    data = explained(analysis)
    VALIDATOR.validate(data)
    assert all("explanation" in statement for statement in data["statements"])
    assert Analysis.from_dict(data) == analysis


def test_an_explanation() -> None:
    first, _, third, last = (one["explanation"] for one in explained(bridge())["statements"])
    assert first["rule"]["example"] == "The ministry said that the talks had ended."
    assert first["source_rule"]["name"] == "subject"
    assert first["confidence_class"] == "clause/indirect/subject"
    assert third["source_rule"] is None
    assert last["source_rule"] == {
        "name": "neighbour",
        "description": "the noun phrase beside the reporting verb, where no pattern finds a source",
        "example": "“We wait,” said Berg.",
    }
    assert last["confidence_class"] == "noun-clause/indirect"


def test_the_confidence_in_a_statement_of_the_model_is_the_judges() -> None:
    statement = replace(bridge().statements[0], finders=("rules", "model"))
    assert explain(statement).confidence_class == "judge"
    in_words = explanation_in_one_line(bridge().article, statement)
    assert in_words.startswith("rules and model: ") and in_words.endswith(" by the judge of rules and model")


def test_offsets_are_code_points() -> None:
    data = one_statement("🙂🙂 “Yes 🙂”").to_dict()
    assert data["statements"][0]["content"] == [{"start": 0, "end": 10, "text": "🙂🙂 “Yes 🙂”"}]
    assert data["statements"][0]["cue"] == {"start": 15, "end": 19, "text": "said"}


def change(data: dict[str, Any], *path: str | int, to: object) -> dict[str, Any]:
    changed = copy.deepcopy(data)
    place: Any = changed
    for key in path[:-1]:
        place = place[key]
    if to is KeyError:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return changed


@pytest.mark.parametrize(
    ("path", "to", "message"),
    [
        (["schema_version"], "1", "schema_version is '1'"),
        (["article"], KeyError, "'article' is missing"),
        (["article", "language"], KeyError, "'language' is missing"),
        (["statements", 0, "kind"], "guess", "'guess' is not one of direct, indirect, mixed"),
        (["statements", 0, "act"], "song", "'song' is not one of speech, belief"),
        (["statements", 0, "negated"], "no", "'no' is not true or false"),
        (["statements", 0, "negated"], "no", "'no' is not true or false"),
        (["statements", 0, "finders"], ["nobody"], "'nobody' is not one of rules, textacy"),
        (["statements", 0, "content", 0, "text"], "another", "does not have 'another' at"),
        (["statements", 0, "content", 0, "end"], 0, "a span needs"),
        (["statements", 0, "speakers"], ["s1", "s9"], "'s9', who is not listed"),
        (["statements", 0, "speaker"], "s2", "'s2', who is not the first of speakers"),
        (["speakers", 0, "kind"], "robot", "'robot' is not one of"),
        (["speakers"], None, "not iterable"),
        (["speakers", 0], "s1", "not an analysis in JSON form"),
        (["speakers", 0, "listed"], 1, "1 is not true or false"),
        (["speakers", 0, "aliases"], "Petrov", "'Petrov' is not a list"),
        (["statements", 0, "content", 0, "start"], True, "True is not a whole number"),
        (["statements", 0, "confidence"], "high", "'high' is not a number"),
        (["statements", 0, "confidence"], KeyError, "'confidence' is missing"),
        (["statements", 0, "speaker_confidence"], "high", "'high' is not a number"),
        (["statements", 0, "speaker_evidence"], "name", "'name' is not a list"),
        (["statements", 0, "content", 1, "end"], 9999, "does not have"),
    ],
)
def test_damaged_json_is_refused(path: list[str | int], to: object, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        Analysis.from_dict(change(harbour().to_dict(), *path, to=to))


@pytest.mark.parametrize(
    ("path", "to"),
    [
        (["statements", 0, "confidence"], 1.5),
        (["statements", 0, "speaker_confidence"], -0.1),
        (["statements", 0, "speaker_evidence"], [1]),
        (["statements", 0, "content"], []),
        (["statements", 0, "act"], "song"),
        (["statements", 0, "act"], KeyError),
        (["statements", 0, "question"], 1),
        (["statements", 0, "finders"], ["rules", "rules"]),
        (["statements", 0, "explanation"], {}),
        (["statements", 0, "mood"], "speech"),
        (["statements", 0, "speaker"], KeyError),
        (["statements", 0, "speakers"], ["s1", "s1"]),
        (["article", "text"], None),
        (["speakers", 0, "mentions", 0, "start"], -1),
        (["extra"], 1),
    ],
)
def test_the_schema_refuses(path: list[str | int], to: object) -> None:
    assert not VALIDATOR.is_valid(change(harbour().to_dict(), *path, to=to))


def test_array_and_lines() -> None:
    array, lines = io.StringIO(), io.StringIO()
    write_json_array([harbour("a"), silent("b")], array, PLAIN)
    write_json_lines([harbour("a"), silent("b")], lines, PLAIN)
    read = [Analysis.from_dict(data) for data in json.loads(array.getvalue())]
    assert read == [harbour("a"), silent("b")]
    assert [Analysis.from_dict(json.loads(line)) for line in lines.getvalue().splitlines()] == read
    assert "“The cranes,”" in array.getvalue()
    write_json_array([], empty_array := io.StringIO(), PLAIN)
    assert empty_array.getvalue() == "[]\n"


def test_numbers_that_json_does_not_have_are_refused() -> None:
    doubtful = replace(harbour(), statements=(replace(harbour().statements[0], confidence=float("nan")),))
    for write in (write_json_array, write_json_lines):
        with pytest.raises(ValueError, match="JSON"):
            write([doubtful], io.StringIO(), PLAIN)


@given(analyses())
def test_files_hold_valid_json_whatever_the_text(tmp_path_factory: pytest.TempPathFactory, analysis: Analysis) -> None:
    path = tmp_path_factory.getbasetemp() / "a.json"
    with whole_file(path) as stream:
        write_json_array([analysis, analysis], stream, PLAIN)
    assert [Analysis.from_dict(data) for data in json.loads(path.read_text("utf-8"))] == [analysis] * 2
