"""The three engines on made parses, with made attributions of the learned model."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest
from made_network import found_by_network
from made_parses import made_parse, vocab
from read_statements import Said, said

from quotes.errors import ModelError
from quotes.parsing import Parse
from quotes.parsing.joint.attribution_decoding import DecodedAttribution, DecodedScores
from quotes.parsing.joint.attribution_tags import SCHEMES
from quotes.records import Engine, Scope, Span, StatementAct
from quotes.statements import StatementFinder
from quotes.statements.engines import engine_for
from quotes.statements.finding import FoundStatements
from quotes.statements.model_candidates import OF_SCOPES
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


def attribution(parse: Parse, cue: int, source: int, content: tuple[int, int], ends: float = 0.0) -> DecodedAttribution:
    """An attribution in words of a parse, given by their numbers; `ends` is the score of the ends of its parts."""

    def span(first: int, end: int) -> Span:
        return Span(parse.doc[first].idx, parse.doc[end - 1].idx + len(parse.doc[end - 1]))

    scores = DecodedScores(0, ends, 0, 0)
    return DecodedAttribution(span(cue, cue + 1), span(source, source + 1), (span(*content),), scores)


def found(parse: Parse, engine: Engine, *everyday: DecodedAttribution) -> FoundStatements:
    """What an engine finds in a parse in which the model has found attributions by the scheme of everyday news."""
    return StatementFinder(vocab(), engine).find(replace(parse, found=found_by_network(everyday=everyday)))


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
    statements = found(RAIN, engine, attribution(RAIN, 1, 0, (2, 4), ends)).statements
    assert [one.finders for one in statements] == finders
    assert [said(RAIN.article, one) for one in statements] == [Said("indirect", "it rained", "said", "Berg")][
        : len(finders)
    ]


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
    everyday = [attribution(parse, 1, 0, (2, 4))]
    polnear = [attribution(parse, 1, 0, (3, 4)), attribution(parse, 6, 5, (7, 9))]
    parse = replace(parse, found=found_by_network(everyday=everyday, polnear=polnear))
    statements = StatementFinder(vocab(), "model", scope=scope).find(parse).statements
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
    finder = StatementFinder(vocab(), "all", tables)
    parse = made_parse("Berg snubbed it rained.", words)
    with words_added(tables.words):
        assert len(finder.find(parse).statements) == count


@pytest.mark.parametrize(
    ("engine", "pieces", "continuations"), [("all", [2], {}), ("model", [1], {}), ("rules", [1, 1], {"q2": "q1"})]
)
def test_second_halves(engine: Engine, pieces: list[int], continuations: dict[str, str]) -> None:
    result = found(HALVES, engine, attribution(HALVES, 8, 7, (0, 7)))
    assert [len(one.content) for one in result.statements] == pieces
    assert result.continuations == continuations


@pytest.mark.parametrize(("content", "count"), [((2, 3), 0), ((2, 5), 1), ((3, 4), 1)])
def test_a_conjunction_alone_is_no_content(content: tuple[int, int], count: int) -> None:
    words = "Berg/NNP/nsubj/said/PERSON said=say/VBD/root that/IN/mark/rained it/PRP/nsubj/rained rained/VBD/ccomp/said"
    parse = made_parse("Berg said that it rained.", words)
    assert len(found(parse, "model", attribution(parse, 1, 0, content)).statements) == count


@pytest.mark.parametrize(
    ("language", "asked", "engine"),
    [
        ("en", None, "all"),
        ("en-GB", None, "all"),
        ("en", "rules", "rules"),
        ("en", "model", "model"),
        ("hy", None, "rules"),
        ("hy", "rules", "rules"),
    ],
)
def test_the_model_is_used_where_it_knows_the_language(language: str, asked: Engine | None, engine: Engine) -> None:
    assert engine_for(language, asked) == engine


@pytest.mark.parametrize("engine", ["model", "all"])
def test_an_engine_for_a_language_that_the_model_does_not_know(engine: Engine) -> None:
    with pytest.raises(ModelError, match="the learned model knows no hy, only en: use --engine rules"):
        engine_for("hy", engine)


def test_every_scope_is_read_by_a_scheme() -> None:
    assert set(OF_SCOPES) == set(get_args(Scope))
    assert {scheme for schemes in OF_SCOPES.values() for scheme in schemes} == set(SCHEMES)


def test_the_rules_ask_for_no_attributions() -> None:
    without = replace(found_by_network(), attributions={})
    assert StatementFinder(vocab(), "rules").find(replace(RAIN, found=without)).statements


def test_warnings_are_those_of_the_marks() -> None:
    parse = made_parse("“It rained.", "It/PRP/nsubj/rained rained=rain/VBD/root")
    assert [warning.code for warning in found(parse, "rules").warnings] == ["unbalanced-quotation-mark"]
