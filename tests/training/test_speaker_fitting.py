"""Learning what references mean: from a handful of cases, from annotated articles, and from text with coreference."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from made_attributions import spans
from made_coreference import WORDS
from made_parses import MadeParser, made_parse
from read_statements import statements_of

from quotes.corpora.attribution.gold import Annotation, Attribution, GoldArticle
from quotes.corpora.speakers.gum import CoreferenceDocument
from quotes.records import Article
from quotes.speakers.references import ReferenceKind
from quotes.statements import StatementFinder
from quotes.statements.finding import FoundStatements
from quotes.training import speaker_fitting
from quotes.training.speaker_fitting import (
    FEWEST,
    LEAST_WEIGHT,
    OF_A_SOURCE,
    ROUNDS,
    Case,
    Found,
    as_json,
    cases_in_news,
    cases_of_document,
    fit,
    learn,
    share_right,
)

SAID_THAT = "said=say/VBD/root that/IN/mark/fell"
TEXT = """\
Anna Berg, the mayor, said that rain fell. John Lang said that hail fell. She said that snow fell.

The mayor said that fog fell. An old doctor said that ash fell.

“The roof fell.”
"""
NEWS_WORDS = f"""
    Anna/NNP/nsubj/said/PERSON Berg/NNP/flat/Anna/PERSON the/DT/det/mayor mayor/NN/appos/Anna {SAID_THAT}
    rain/NN/nsubj/fell fell=fall/VBD/ccomp/said |
    John/NNP/nsubj/said/PERSON Lang/NNP/flat/John/PERSON {SAID_THAT} hail/NN/nsubj/fell fell=fall/VBD/ccomp/said |
    She/PRP/nsubj/said {SAID_THAT} snow/NN/nsubj/fell fell=fall/VBD/ccomp/said |
    The/DT/det/mayor mayor/NN/nsubj/said {SAID_THAT} fog/NN/nsubj/fell fell=fall/VBD/ccomp/said |
    An/DT/det/doctor old/JJ/amod/doctor doctor/NN/nsubj/said {SAID_THAT} ash/NN/nsubj/fell fell=fall/VBD/ccomp/said |
    The/DT/det/roof roof/NN/nsubj/fell fell=fall/VBD/root
"""


def annotated(speaker: str | None, source: str, content: str) -> Attribution:
    return Attribution(spans(TEXT, source), (), spans(TEXT, content), speaker=speaker)


RAIN = annotated("Anna Berg", "Anna Berg, the mayor", "that rain fell")
HAIL = annotated("John Lang", "John Lang", "that hail fell")
SNOW = annotated("Anna Berg", "She", "that snow fell")
FOG = annotated("Anna Berg", "The mayor", "that fog fell")
ASH = annotated("old doctor", "An old doctor", "that ash fell")
ROOF = annotated(None, "", "“The roof fell.”")
ALL = (RAIN, HAIL, SNOW, FOG, ASH, ROOF)


def news(*attributions: Attribution) -> tuple[GoldArticle, Found]:
    parse = made_parse(TEXT, NEWS_WORDS)
    found = FoundStatements(statements_of(parse), {}, ())
    return GoldArticle("a", TEXT, (Annotation("", attributions),)), (parse, found)


def kinds(*attributions: Attribution) -> list[ReferenceKind]:
    return [case.kind for case in cases_in_news(*news(*attributions), None)]


def right_features(case: Case) -> list[tuple[str, ...]]:
    return [features for features, right in zip(case.features, case.right, strict=True) if right]


@pytest.fixture
def found(quay: CoreferenceDocument) -> Found:
    parser = MadeParser(WORDS)
    (parse,) = parser.pipe([Article(quay.gold.text)])
    return parse, StatementFinder(parser.vocab).find(parse)


NEAR_OR_FAR = (("near", "named"), ("far", "named"))


def test_what_stands_with_the_right_candidate_weighs_more() -> None:
    collected = [Case("person", NEAR_OR_FAR, (True, False), 1.0)] * 50
    collected += [Case("person", NEAR_OR_FAR, (False, True), 1.0)] * 5
    weights = fit(collected)
    assert weights["person"]["near"] > 0.3 > -0.3 > weights["person"]["far"]
    assert weights["person"]["named"] == pytest.approx(0.0, abs=0.01)
    assert share_right(collected, weights) == pytest.approx(50 / 55)


def test_each_kind_learns_for_itself() -> None:
    collected = [Case("person", NEAR_OR_FAR, (True, False), 1.0)] * 10
    collected += [Case("thing", NEAR_OR_FAR, (False, True), 1.0)] * 10
    weights = fit(collected)
    assert weights["person"]["near"] > 0 > weights["thing"]["near"] and share_right(collected, weights) == 1.0


def test_a_weighty_case_outweighs_a_light_one() -> None:
    near, far = Case("person", NEAR_OR_FAR, (True, False), 1.0), Case("person", NEAR_OR_FAR, (False, True), 1.0)
    assert fit([near, far] * 5)["person"]["near"] == pytest.approx(0.0, abs=0.01)
    assert fit([replace(near, weight=3.0), far] * 5)["person"]["near"] > 0.1


def test_of_several_right_candidates_any_may_win() -> None:
    three = (("near", "a"), ("near", "b"), ("far",))
    weights = fit([Case("person", three, (True, True, False), 1.0)] * 20)["person"]
    assert weights["near"] > 0 > weights["far"] and weights["a"] == pytest.approx(weights["b"], abs=0.01)


def test_a_strong_penalty_keeps_weights_small() -> None:
    collected = [Case("person", NEAR_OR_FAR, (True, False), 1.0)] * 10
    assert 0 < fit(collected, penalty=100.0)["person"]["near"] < fit(collected, penalty=1.0)["person"]["near"]


def test_what_is_seldom_seen_gets_no_weight() -> None:
    once = Case("person", (("near", "odd"), ("far",)), (True, False), 1.0)
    assert "odd" not in fit([once] * (FEWEST - 1) + [Case("person", NEAR_OR_FAR, (True, False), 1.0)] * 5)["person"]
    assert "odd" in fit([once] * FEWEST)["person"]


def test_a_case_in_news_is_a_reference_with_its_annotated_speaker_among_the_candidates() -> None:
    she, mayor, doctor, roof = cases_in_news(*news(*ALL), None)
    assert [case.kind for case in (she, mayor, doctor, roof)] == ["person", "description", "description", "nothing"]
    assert {case.weight for case in (she, mayor, doctor, roof)} == {OF_A_SOURCE}
    assert all(case.right.count(True) == 1 for case in (she, mayor, doctor, roof))
    assert "gender same" in right_features(she)[0]
    assert "the role person" in right_features(mayor)[0]  # Anna Berg, rather than a mayor who is somebody else
    assert "own doctor" in right_features(doctor)[0]
    assert "nobody direct" in right_features(roof)[0]


CASES: list[tuple[tuple[Attribution, ...], list[ReferenceKind]]] = [
    ((), []),
    ((RAIN, HAIL), []),  # a name is no question
    ((SNOW,), ["person"]),
    ((replace(SNOW, speaker="Berg"),), ["person"]),
    ((replace(SNOW, speaker="Omar Madbouli"),), []),  # who is no candidate
    ((replace(SNOW, speaker=None),), []),  # nobody is none of a pronoun
    ((replace(SNOW, source=spans(TEXT, "John Lang")),), []),  # another source than was found
    ((replace(SNOW, content=spans(TEXT, "said that snow")),), []),  # another content
    ((replace(SNOW, content=spans(TEXT, "snow fell")),), ["person"]),
    ((replace(ROOF, speaker="Anna Berg"),), ["nothing"]),
    ((replace(ROOF, source=spans(TEXT, "An old doctor")),), ["nothing"]),  # where none was found
]


@pytest.mark.parametrize(("attributions", "expected"), CASES)
def test_which_references_are_cases(attributions: Sequence[Attribution], expected: list[ReferenceKind]) -> None:
    assert kinds(*attributions) == expected


def test_a_name_is_right_for_a_named_speaker_and_a_description_for_a_described_one() -> None:
    (by_name,) = cases_in_news(*news(FOG), None)
    (by_description,) = cases_in_news(*news(replace(FOG, speaker="mayor of Varda")), None)
    assert "own mayor" not in right_features(by_name)[0] and "own mayor" in right_features(by_description)[0]
    (nobody,) = cases_in_news(*news(ROOF), None)
    (somebody,) = cases_in_news(*news(replace(ROOF, speaker="John Lang")), None)
    assert "nobody direct" in right_features(nobody)[0] and "nobody direct" not in right_features(somebody)[0]


def test_earlier_references_are_as_annotated_in_the_first_round_and_by_weights_later() -> None:
    wrong = {"person": {"gender other": 1.0}}  # "she" is John
    annotated_before = cases_in_news(*news(SNOW, ROOF), None)
    by_weights = cases_in_news(*news(SNOW, ROOF), wrong)
    assert [case.right for case in annotated_before[:1]] == [case.right for case in by_weights[:1]]
    assert annotated_before[0].features == by_weights[0].features
    assert annotated_before[1].features != by_weights[1].features  # where they were mentioned last


def test_a_case_of_a_document_is_a_pronoun_with_its_entity_among_the_candidates(
    quay: CoreferenceDocument, found: Found
) -> None:
    she, he = cases_of_document(quay, found, weights=None)  # "She said that he knew"
    assert [case.kind for case in (she, he)] == ["person", "person"]
    assert (she.weight, he.weight) == (OF_A_SOURCE, 1.0)
    assert all("gender other" not in features for case in (she, he) for features in right_features(case))
    assert any("kind organization" in features for features in he.features)
    by_weights = cases_of_document(quay, found, {"person": {"gender same": 1.0, "gender other": -1.0}})
    assert [case.right for case in by_weights] == [she.right, he.right]


def test_learning_tells_each_round(quay: CoreferenceDocument, found: Found, capsys: pytest.CaptureFixture[str]) -> None:
    weights = learn([news(*ALL)] * 3, [quay] * 3, [found] * 3)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == ROUNDS and set(weights) == {"person", "description", "nothing"}
    # four references of each article and two of each document, and those of the rounds before
    assert [line.partition(" references")[0] for line in lines] == [
        f"round {number}: {18 * number}" for number in range(1, ROUNDS + 1)
    ]
    assert lines[-1].endswith(", 100.0% right")
    assert weights["person"]["gender same"] > 0 > weights["person"]["gender other"]


def test_weights_are_written_as_the_resolver_reads_them() -> None:
    text = as_json({"thing": {"kind person": -4.123}, "person": {"b ü": 0.5, "a": 2.0, "c": LEAST_WEIGHT / 2}})
    assert json.loads(text) == {"person": {"a": 2.0, "b ü": 0.5}, "thing": {"kind person": -4.12}}
    assert list(json.loads(text)["person"]) == ["a", "b ü"]  # in order, so that a change shows
    assert '\n"b ü": 0.5\n' in text and text.endswith("}\n")


def write_news(folder: Path) -> Path:
    """Write the article, with its statements in lines beside it."""
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    lines = [" | ".join([one.speaker or "-", words(one.source), "-", words(one.content)]) for one in ALL]
    (folder / "one.say").write_text("\n".join(lines), encoding="utf-8")
    return folder


def words(places: Sequence[object]) -> str:
    return "".join(TEXT[place.start : place.end] for place in places) or "-"  # type: ignore[attr-defined]


class MadeModels:
    """Parsers of the article and of the treebank, by what is to be read."""

    vocab = MadeParser("").vocab

    def pipe(self, articles: Sequence[Article]) -> list[object]:
        of_text = {TEXT: MadeParser(NEWS_WORDS)}
        return [parse for one in articles for parse in of_text.get(one.text, MadeParser(WORDS)).pipe([one])]


@pytest.fixture
def no_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speaker_fitting, "Parser", MadeModels)
    monkeypatch.setattr(speaker_fitting, "StatementFinder", lambda vocab, *_: StatementFinder(vocab, scope="all"))


@pytest.mark.usefixtures("no_models")
def test_the_command_writes_the_weights_of_news_and_of_treebanks(quay_treebank: Path, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    write_news(folder)
    arguments = ["--news", str(folder), "--gum", str(quay_treebank), "--out", str(tmp_path / "weights.json")]
    result = CliRunner().invoke(speaker_fitting.speakers, arguments)
    assert result.exit_code == 0, result.output
    assert "round 1: 6 references" in result.output
    weights = json.loads((tmp_path / "weights.json").read_text(encoding="utf-8"))
    assert set(weights) == {"person", "description", "nothing"} and weights["person"]["gender other"] < 0


@pytest.mark.usefixtures("no_models")
def test_the_command_needs_news_and_a_place_for_the_weights(tmp_path: Path) -> None:
    folder = write_news(tmp_path)
    out = tmp_path / "weights.json"
    alone = CliRunner().invoke(speaker_fitting.speakers, ["--news", str(folder), "--out", str(out)])
    assert alone.exit_code == 0 and "round 1: 4 references" in alone.output
    for arguments in (["--out", str(out)], ["--news", str(folder)], ["--news", str(tmp_path / "none"), "--out", "x"]):
        assert CliRunner().invoke(speaker_fitting.speakers, arguments).exit_code == 2
