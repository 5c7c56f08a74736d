"""The matcher finds what spaCy's DependencyMatcher finds with the same patterns."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_parses import vocab
from spacy.matcher import DependencyMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from quotes.parsing import Parser
from quotes.readers import read_article
from quotes.statements.rule import Role, Rule
from quotes.statements.rules.pattern_matching import Match, PatternMatcher
from quotes.statements.rules.rule_tables import ROLES, own_rules
from quotes.words import load_words

FIXTURES = Path(__file__).parents[3] / "fixtures"


def by_spacy(doc: Doc, table: Role) -> dict[int, list[Match]]:
    rules, matcher = rules_of_table(table), spacy_matcher(doc.vocab, table)
    found = sorted((int(doc.vocab.strings[key]), tokens) for key, tokens in matcher(doc))
    matches: dict[int, list[Match]] = {}
    for rank, tokens in found:
        match = Match(rules[rank], dict(zip(rules[rank].nodes, tokens, strict=True)))
        matches.setdefault(match.nodes["cue"], []).append(match)
    return matches


@cache
def spacy_matcher(vocab: Vocab, table: Role) -> DependencyMatcher:
    matcher = DependencyMatcher(vocab)
    for rank, rule in enumerate(rules_of_table(table)):
        matcher.add(str(rank), [[spacy_node(name, node) for name, node in rule.nodes.items()]])
    return matcher


@cache
def own_matcher(vocab: Vocab, table: Role) -> PatternMatcher:
    return PatternMatcher(vocab, rules_of_table(table))


def rules_of_table(table: Role) -> list[Rule]:
    return [rule for rule in own_rules().of(table).values() if rule.nodes]


def spacy_node(name: str, node: Mapping[str, Any]) -> dict[str, Any]:
    attributes = {key: spacy_values(value) for key, value in node.items() if key not in {"of", "rel"}}
    place = {"LEFT_ID": node["of"], "REL_OP": node["rel"]} if "of" in node else {}
    return {"RIGHT_ID": name, "RIGHT_ATTRS": attributes, **place}


def spacy_values(value: Any) -> Any:
    if isinstance(value, str) and value.startswith("@"):
        return {"IN": sorted(load_words(value[1:]))}
    return {"IN": value} if isinstance(value, list) else value


@pytest.mark.models
def test_the_fixtures(parser: Parser) -> None:
    found = 0
    for parse in parser.pipe(map(read_article, sorted(FIXTURES.glob("*.txt"))[::2])):
        for table in ROLES:
            matches = own_matcher(parse.doc.vocab, table).by_cue(parse.doc)
            assert matches == by_spacy(parse.doc, table)
            found += sum(map(len, matches.values()))
    assert found > 100


VALUES = ("say", "quote", "view", "be", "promise", "tell", "point", "out", "that", "to", "by", "as", "according", "and")
TAGS = ("VBD", "VBG", "VBN", "VB", "NN")
POS = ("VERB", "AUX", "NOUN", "ADJ", "PROPN", "SPACE")
RELATIONS = (
    *("ccomp", "parataxis", "nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "obl:unmarked", "acl", "mark", "case"),
    *("xcomp", "conj", "cc", "advcl", "nmod", "nmod:poss", "cop", "aux:pass", "punct", "dep"),
)


@st.composite
def documents(draw: st.DrawFn) -> Doc:
    """Sentences of words that patterns ask for, in trees of any shape."""
    words, heads = [], []
    for _ in range(draw(st.integers(1, 3))):
        start, size = len(words), draw(st.integers(1, 7))
        order = draw(st.permutations(range(size)))
        above = {order[0]: order[0]}
        for position, word in enumerate(order[1:], start=1):
            above[word] = order[draw(st.integers(0, position - 1))]
        heads += [start + above[word] for word in range(size)]
        words += [draw(st.sampled_from(VALUES)) for _ in range(size)]
    several = {"min_size": len(words), "max_size": len(words)}
    return Doc(
        vocab(),
        words=words,
        lemmas=words,
        tags=draw(st.lists(st.sampled_from(TAGS), **several)),
        pos=draw(st.lists(st.sampled_from(POS), **several)),
        deps=draw(st.lists(st.sampled_from(RELATIONS), **several)),
        ents=draw(st.lists(st.sampled_from(["O", "B-DATE"]), **several)),
        heads=heads,
    )


@settings(deadline=None)
@given(documents(), st.sampled_from(["content", "source"]))
def test_trees_of_any_shape(doc: Doc, table: Role) -> None:
    assert own_matcher(doc.vocab, table).by_cue(doc) == by_spacy(doc, table)
