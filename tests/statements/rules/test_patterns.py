"""The declared patterns: that the table is sound, and that each pattern fits the sentence that it is for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from made_parses import made_parse, vocab
from spacy.tokens import Doc

import quotes.words
from quotes import Analyzer
from quotes.statements.rules.pattern_matching import PatternMatcher, load_patterns

TABLES = load_patterns()
PATTERNS = [
    pytest.param(table, pattern, id=f"{table}-{pattern['name']}")
    for table, patterns in TABLES.items()
    for pattern in patterns
]
NODES = {"name", "example"}

PARSED_BY_HAND = {
    "according-to-root": """The/DT/det/talks talks/NNS/nsubj/failed failed=fail/VBD/root according/VBG/advcl/failed
        to/IN/case/ministry the/DT/det/ministry ministry/NN/obl/according""",
    "juxtaposed-clause": """The/DT/det/ministry ministry/NN/nsubj/said said=say/VBD/root the/DT/det/talks
        talks/NNS/nsubj/ended have/VBP/aux/ended ended=end/VBN/parataxis/said""",
    "noun-is-clause": """The/DT/det/minister minister/NN/nmod:poss/view 's/POS/case/minister view/NN/nsubj/is
        is=be/VBZ/root that/IN/mark/ended the/DT/det/talks talks/NNS/nsubj/ended have/VBP/aux/ended
        ended=end/VBN/ccomp/is""",
    "told-somebody": """The/DT/det/ministry ministry/NN/nsubj/told told=tell/VBD/root local/JJ/amod/radio
        radio/NN/obj/told that/IN/mark/ended the/DT/det/talks talks/NNS/nsubj/ended had=have/VBD/aux/ended
        ended=end/VBN/acl/radio""",
    "said-on-a-day": """The/DT/det/mayor mayor/NN/nsubj/said said=say/VBD/root
        Tuesday/NNP/obl:unmarked/said/DATE that/IN/mark/died two/CD/nummod/people people/NNS/nsubj/died
        had=have/VBD/aux/died died=die/VBN/acl:relcl/Tuesday""",
    "appended-clause": """The/DT/det/dam dam/NN/nsubj:pass/emptied will/MD/aux/emptied be/VB/aux:pass/emptied
        emptied=empty/VBN/root for/IN/case/repairs repairs/NNS/obl/emptied the/DT/det/ministry
        ministry/NN/nsubj/says says=say/VBZ/parataxis/emptied""",
    "noun-clause": """The/DT/det/ministry ministry/NN/nmod:poss/claim 's/POS/case/ministry claim/NN/nsubj:pass/denied
        that/IN/mark/ended the/DT/det/talks talks/NNS/nsubj/ended had=have/VBD/aux/ended ended=end/VBN/acl/claim
        was=be/VBD/aux:pass/denied denied=deny/VBN/root""",
    "noun-clause-as-relative": """The/DT/det/ministry ministry/NN/nmod:poss/claim 's/POS/case/ministry
        claim/NN/nsubj:pass/denied that/WDT/obj/ended the/DT/det/talks talks/NNS/nsubj/ended had=have/VBD/aux/ended
        ended=end/VBN/acl:relcl/claim was=be/VBD/aux:pass/denied denied=deny/VBN/root""",
    "said-by-somebody": """It/PRP/nsubj:pass/said was=be/VBD/aux:pass/said said=say/VBN/root by/IN/case/council
        the/DT/det/council council/NN/obl:agent/said that/IN/mark/built a/DT/det/room new/JJ/amod/room
        room/NN/nsubj:pass/built would/MD/aux/built be/VB/aux:pass/built built=build/VBN/acl/council""",
}
"""Examples of analyses that models trained on other treebanks give and the embedded ones do not."""


def matches(table: str, doc: Doc) -> dict[str, list[dict[str, str]]]:
    """The matches in a document by pattern: the word of every node."""
    found: dict[str, list[dict[str, str]]] = {}
    for cue_matches in PatternMatcher(doc.vocab, table).by_cue(doc).values():
        for match in cue_matches:
            words = {node: doc[index].text for node, index in match.nodes.items()}
            found.setdefault(match.pattern, []).append(words)
    return found


@pytest.mark.parametrize(("table", "pattern"), PATTERNS)
def test_a_pattern_fits_its_example(analyzer: Analyzer, table: str, pattern: dict[str, Any]) -> None:
    name, example = pattern["name"], pattern["example"]
    if name in PARSED_BY_HAND:
        doc = made_parse(example, PARSED_BY_HAND[name]).doc
    else:
        doc = analyzer.parse(example).doc
    assert name in matches(table, doc)


def test_the_examples_parsed_by_hand_are_examples() -> None:
    assert set(PARSED_BY_HAND) <= {pattern["name"] for pattern in TABLES["content"]}


@pytest.mark.parametrize(("table", "pattern"), PATTERNS)
def test_a_pattern_is_a_tree_of_named_nodes(table: str, pattern: dict[str, Any]) -> None:
    nodes = [key for key in pattern if key not in NODES]
    assert pattern["name"] and pattern["example"]
    assert {"cue", table} <= set(nodes)
    assert "of" not in pattern[nodes[0]]
    for position, node in enumerate(nodes[1:], start=1):
        assert pattern[node]["of"] in nodes[:position]
        assert pattern[node]["rel"]


def test_no_two_patterns_of_a_table_have_one_name() -> None:
    for patterns in TABLES.values():
        names = [pattern["name"] for pattern in patterns]
        assert len(names) == len(set(names))


def word_lists(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {name for item in value.values() for name in word_lists(item)}
    if isinstance(value, list):
        return {name for item in value for name in word_lists(item)}
    return {value[1:]} if isinstance(value, str) and value.startswith("@") else set()


def test_patterns_name_only_word_lists_that_exist() -> None:
    existing = {path.stem for path in Path(quotes.words.__file__).parent.glob("*.txt")}
    named = word_lists(TABLES)
    assert named
    assert named <= existing


def test_matches_come_in_the_order_of_the_table() -> None:
    doc = made_parse(
        "The minister said that the talks had ended.",
        """The/DT/det/minister minister/NN/nsubj/said said=say/VBD/root that/IN/mark/ended the/DT/det/talks
        talks/NNS/nsubj/ended had=have/VBD/aux/ended ended=end/VBN/ccomp/said""",
    ).doc
    found = matches("content", doc)
    assert found["clause"] == [{"cue": "said", "content": "ended"}]
    assert matches("source", doc)["subject"][0] == {"cue": "said", "source": "minister"}
    ranks = {pattern["name"]: rank for rank, pattern in enumerate(TABLES["source"])}
    for cue_matches in PatternMatcher(vocab(), "source").by_cue(doc).values():
        order = [ranks[match.pattern] for match in cue_matches]
        assert order == sorted(order)
