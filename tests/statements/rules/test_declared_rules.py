"""What is told of rules: that it is declared for all of them, and that the examples are examples."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest
from made_parses import made_parse
from quotes.statements.rules.declared_rules import Rule, declared_rules, rules_of
from read_statements import statements_of

from quotes import Analyzer
from quotes.records import STATEMENT_KINDS, Span
from quotes.statements.candidate import Candidate
from quotes.statements.judging.confidence import PATH, confidence_of, measured_class, rule_keys

OTHERS = tomllib.loads(resources.files("quotes.statements.rules").joinpath("rules.toml").read_text(encoding="utf-8"))
IN_PLACE = {
    "colon-byline": "The port is closed.\n\n{}",
    "transcript": "{0}\n\nREPORTER: Why did you wait?\n\n{0}",
}
"""Around examples of rules that look at more than one paragraph."""

MISPARSED = {
    "headline-verb": """Opposition/NN/compound/fraud alleges/NNS/compound/fraud fraud/NN/root in/IN/case/vote
        vote/NN/nmod/fraud""",
    "inserted-clause": """The/DT/det/crack crack/NN/nsubj:pass/repaired she/PRP/nsubj/added added=add/VBD/acl/crack
        could/MD/aux/repaired not/RB/advmod/repaired be/VB/aux:pass/repaired repaired=repair/VBN/root
        under/IN/case/water water/NN/obl/repaired""",
}
"""Examples that need a rule only where a model misreads them, as other models than the embedded ones do."""


def test_a_rule_and_the_rule_of_its_source() -> None:
    clause, subject = rules_of("clause/subject")
    assert clause == Rule("clause", None, "The ministry said that the talks had ended.")
    assert subject is not None and subject.name == "subject"
    assert rules_of("transcript")[1] is None
    assert rules_of("unheard-of/subject")[0] == Rule("unheard-of")


def test_every_rule_that_was_measured_is_declared() -> None:
    declared = declared_rules()
    for key in tomllib.loads(PATH.read_text(encoding="utf-8")):
        content, *others = key.split("/")
        assert not content or content in declared["content"], key
        assert len(others) < 2 or others[-1] in declared["source"], key


@pytest.mark.parametrize("rule", OTHERS["content"], ids=lambda rule: rule["name"])
def test_the_rule_finds_its_example(analyzer: Analyzer, rule: dict[str, str]) -> None:
    text = IN_PLACE.get(rule["name"], "{}").format(rule["example"])
    misparsed = MISPARSED.get(rule["name"])
    found = statements_of(made_parse(text, misparsed)) if misparsed else analyzer.analyze(text).statements
    assert rule["name"] in {statement.rule.split("/")[0] for statement in found}


@pytest.mark.parametrize("kind", STATEMENT_KINDS)
@pytest.mark.parametrize("rule", ["clause/subject", "clause/unheard-of", "unheard-of"])
def test_the_class_is_where_the_confidence_comes_from(rule: str, kind: str) -> None:
    measured = measured_class(rule, kind)  # type: ignore[arg-type]
    assert measured in list(rule_keys(rule, kind))  # type: ignore[arg-type]
    candidate = Candidate((Span(0, 1),), rule)
    assert confidence_of(candidate, kind) == tomllib.loads(PATH.read_text(encoding="utf-8"))[measured]  # type: ignore[arg-type]
