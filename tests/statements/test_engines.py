"""The three engines on made parses, with a learned model that gives made attributions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from made_parses import made_parse, vocab
from read_statements import Said, said

from quotes.parsing import Parse
from quotes.records import Engine, Scope, StatementAct
from quotes.statements import StatementFinder
from quotes.statements.candidate import ModelScores
from quotes.statements.finding import FoundStatements
from quotes.statements.learned.attribution_decoding import DecodedAttribution
from quotes.statements.rules.rule_tables import load_rules
from quotes.words import words_added

RAIN = made_parse(
    "Berg said it rained.",
    "Berg/NNP/nsubj/said/PERSON said=say/VBD/root it/PRP/nsubj/rained rained=rain/VBD/ccomp/said",
)
HALVES = made_parse(
    "“It is late now,” she snubbed. “We go home now.”",
    """It/PRP/nsubj/late is/VBZ/cop/late late/JJ/ccomp/snubbed now/RB/advmod/late she/PRP/nsubj/snubbed
    snubbed/VBD/root |
    We/PRP/nsubj/go go/VBP/root home/RB/advmod/go now/RB/advmod/go""",
)


class MadeModel:
    """Stands for an `AttributionModel`: it finds one attribution, with `ends` as the score of the ends of its parts."""

    table = SimpleNamespace(pieces=lambda word: (1,))

    def __init__(self, cue: int, source: int, content: tuple[int, int], ends: float = 0.0) -> None:
        self._found = [DecodedAttribution((cue, cue + 1), (source, source + 1), (content,), ModelScores(0, ends, 0, 0))]

    def attributions(self, articles: Iterable[Any]) -> Iterator[list[DecodedAttribution]]:
        return (self._found for _ in articles)


def found(parse: Parse, engine: Engine, model: MadeModel | None = None) -> FoundStatements:
    return StatementFinder(vocab(), engine, model).find(parse)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("engine", "ends", "finders"),
    [
        ("rules", 0.0, [("rules",)]),
        ("model", 0.0, [("model",)]),
        ("model", -2.0, []),
        ("all", 0.0, [("rules", "model")]),
        ("all", -3.0, []),
    ],
)
def test_finders_and_the_least_confidence(engine: Engine, ends: float, finders: list[Any]) -> None:
    statements = found(RAIN, engine, MadeModel(1, 0, (2, 4), ends)).statements
    assert [one.finders for one in statements] == finders
    assert [said(RAIN.article, one) for one in statements] == [Said("indirect", "it rained", "said", "Berg")][
        : len(finders)
    ]


class TwoSchemes:
    """Stands for an `AttributionModel` whose answers differ by scheme: everyday "it rained", polnear both contents."""

    table = MadeModel.table

    def attributions(self, articles: Iterable[Any]) -> Iterator[list[DecodedAttribution]]:
        scores = ModelScores(0, 0, 0, 0)
        said = DecodedAttribution((1, 2), (0, 1), ((2, 4),), scores)
        said_otherwise = DecodedAttribution((1, 2), (0, 1), ((3, 4),), scores)
        hoped = DecodedAttribution((6, 7), (5, 6), ((7, 9),), scores)
        return ([said] if article.scheme == "everyday" else [said_otherwise, hoped] for article in articles)


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("speech", [("it rained", "speech")]),
        ("all", [("it rained", "speech"), ("it snowed", "attitude")]),
        ("polnear", [("rained", "speech"), ("it snowed", "attitude")]),
    ],
)
def test_scopes(scope: Scope, expected: list[tuple[str, StatementAct]]) -> None:
    parse = made_parse(
        "Berg said it rained. Smith hoped it snowed.",
        """Berg/NNP/nsubj/said/PERSON said=say/VBD/root it/PRP/nsubj/rained rained=rain/VBD/ccomp/said |
        Smith/NNP/nsubj/hoped/PERSON hoped=hope/VBD/root it/PRP/nsubj/snowed snowed=snow/VBD/ccomp/hoped""",
    )
    finder = StatementFinder(vocab(), "model", TwoSchemes(), scope=scope)  # type: ignore[arg-type]
    statements = finder.find(parse).statements
    texts = [" ".join(parse.article.text[span.start : span.end] for span in one.content) for one in statements]
    assert list(zip(texts, [one.act for one in statements], strict=True)) == expected


@pytest.mark.parametrize(("scope", "count"), [("speech", 0), ("all", 1), ("polnear", 1)])
def test_the_rules_find_other_acts_if_they_are_asked_for(scope: Scope, count: int) -> None:
    words = """Berg/NNP/nsubj/confident was=be/VBD/cop/confident confident/JJ/root that/IN/mark/rained
    it/PRP/nsubj/rained rained=rain/VBD/ccomp/confident"""
    finder = StatementFinder(vocab(), "rules", scope=scope)
    assert len(finder.find(made_parse("Berg was confident that it rained.", words)).statements) == count


@pytest.mark.parametrize(("word", "count"), [("snub", 1), ("shrug", 0)])
def test_a_word_of_the_house_stands_alone_like_its_rules(word: str, count: int) -> None:
    words = "Berg/NNP/nsubj/snubbed/PERSON snubbed=snub/VBD/root it/PRP/nsubj/rained rained=rain/VBD/ccomp/snubbed"
    tables = replace(load_rules(), words=(("reporting_verbs", frozenset([word])),))
    finder = StatementFinder(
        vocab(), "all", SimpleNamespace(table=MadeModel.table, attributions=lambda _: iter([[]])), tables
    )
    parse = made_parse("Berg snubbed it rained.", words)
    with words_added(tables.words):
        assert len(finder.find(parse).statements) == count


@pytest.mark.parametrize(
    ("engine", "pieces", "continuations"), [("all", [2], {}), ("model", [1], {}), ("rules", [1, 1], {"q2": "q1"})]
)
def test_second_halves(engine: Engine, pieces: list[int], continuations: dict[str, str]) -> None:
    result = found(HALVES, engine, MadeModel(8, 7, (0, 7)))
    assert [len(one.content) for one in result.statements] == pieces
    assert result.continuations == continuations


@pytest.mark.parametrize(("content", "count"), [((2, 3), 0), ((2, 5), 1), ((3, 4), 1)])
def test_a_conjunction_alone_is_no_content(content: tuple[int, int], count: int) -> None:
    words = "Berg/NNP/nsubj/said/PERSON said=say/VBD/root that/IN/mark/rained it/PRP/nsubj/rained rained/VBD/ccomp/said"
    parse = made_parse("Berg said that it rained.", words)
    assert len(found(parse, "model", MadeModel(1, 0, content)).statements) == count


@pytest.mark.parametrize("engine", ["model", "all"])
def test_an_engine_without_its_model(engine: Engine) -> None:
    with pytest.raises(ValueError, match="needs the learned model"):
        StatementFinder(vocab(), engine)


def test_warnings_are_those_of_the_marks() -> None:
    parse = made_parse("“It rained.", "It/PRP/nsubj/rained rained=rain/VBD/root")
    assert [warning.code for warning in found(parse, "rules").warnings] == ["unbalanced-quotation-mark"]
