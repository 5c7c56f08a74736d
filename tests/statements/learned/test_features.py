"""Features of words for the learned model, from a made parse and made candidates."""

from __future__ import annotations

from made_parses import made_parse

from quotes.records import Span
from quotes.statements.candidate import Candidate
from quotes.statements.learned.attribution_tags import CONTENT, CUE, SOURCE, TAGS
from quotes.statements.learned.features import (
    DEEPEST,
    ENTITIES,
    KINDS,
    PARTS_OF_SPEECH,
    RELATIONS,
    ROWS,
    VALUES,
    row,
    word_features,
)
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.rules.rule_tables import content_rule

CLAUSE = content_rule("clause")
PARSE = made_parse(
    "Berg said it rained.",
    "Berg/NNP/nsubj/said/PERSON said=say/VBD/root it/PRP/nsubj/rained rained=rain/VBD/ccomp/said",
)


def features_of_words(*candidates: Candidate) -> list[tuple[int, ...]]:
    """The features of the words Berg, said, it, rained."""
    return word_features(MarkedArticle(PARSE, []), candidates)[:4]


def test_part_of_speech_relation_entity_and_depth() -> None:
    first, second, third, _ = features_of_words()
    assert first[:4] == (
        row(1, PARTS_OF_SPEECH.index("PROPN")),
        row(2, RELATIONS.index("nsubj")),
        row(3, ENTITIES.index("PERSON")),
        row(4, 1),
    )
    assert second[:4] == (row(1, PARTS_OF_SPEECH.index("VERB")), row(2, RELATIONS.index("ROOT")), 0, row(4, 0))
    assert third[3] == row(4, 2)


def test_tags_by_the_rules_and_the_inner_of_two_contents_wins() -> None:
    outer = Candidate((Span(0, 19),), CLAUSE)
    inner = Candidate((Span(10, 19),), CLAUSE, cue=Span(5, 9), source=Span(0, 4))
    tags = [row(5, tag) for tag in (SOURCE, CUE, CONTENT, CONTENT + 1)]
    assert [each[-1] for each in features_of_words(inner, outer)] == tags
    assert [each[-1] for each in features_of_words()] == [row(5, 0)] * 4


def test_rows_of_different_features_do_not_meet() -> None:
    rows = [row(kind, value) for kind in range(KINDS) for value in range(VALUES[kind])]
    assert rows == list(range(1, ROWS))
    assert VALUES[-1] == len(TAGS) and VALUES[4] == DEEPEST + 1


def test_an_unknown_subtype_of_a_relation_counts_as_the_relation() -> None:
    parse = made_parse("It rained.", "It/PRP/nsubj:odd/rained rained=rain/VBD/root")
    assert word_features(MarkedArticle(parse, []), [])[0][1] == row(2, RELATIONS.index("nsubj"))
