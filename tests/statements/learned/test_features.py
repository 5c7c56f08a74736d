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
    NO_FEATURES,
    PARTS_OF_SPEECH,
    RELATIONS,
    ROWS,
    VALUES,
    FeatureTable,
    row,
    word_features,
)
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.rules.rule_tables import content_rule

CLAUSE = content_rule("clause")
TEXT = "Berg said it rained."
PARSE = made_parse(TEXT, "Berg/NNP/nsubj/said/PERSON said=say/VBD/root it/PRP/nsubj/rained rained=rain/VBD/ccomp/said")


def features_in(text: str, *candidates: Candidate) -> list[tuple[int, ...]]:
    """The features of the words Berg, said, it, rained."""
    features = word_features(MarkedArticle(PARSE, []), candidates)
    return [features.at(text.index(word)) for word in ("Berg", "said", "it", "rained")]


def test_part_of_speech_relation_entity_and_depth() -> None:
    first, second, third, _ = features_in(TEXT)
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
    assert [each[-1] for each in features_in(TEXT, inner, outer)] == tags
    assert [each[-1] for each in features_in(TEXT)] == [row(5, 0)] * 4


def test_rows_of_different_features_do_not_meet() -> None:
    rows = [row(kind, value) for kind in range(KINDS) for value in range(VALUES[kind])]
    assert rows == list(range(1, ROWS))
    assert VALUES[-1] == len(TAGS) and VALUES[4] == DEEPEST + 1


def test_an_unknown_subtype_of_a_relation_counts_as_the_relation() -> None:
    parse = made_parse("It rained.", "It/PRP/nsubj:odd/rained rained=rain/VBD/root")
    assert word_features(MarkedArticle(parse, []), []).at(0)[1] == row(2, RELATIONS.index("nsubj"))


def test_a_place_before_the_first_word_is_unknown() -> None:
    assert FeatureTable([3], [NO_FEATURES]).at(0) == NO_FEATURES
