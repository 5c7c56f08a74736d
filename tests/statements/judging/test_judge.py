"""The judgement of candidates that the rules and the learned model find."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from made_parses import made_parse, vocab

from quotes.parsing.joint.attribution_decoding import DecodedScores
from quotes.records import Span
from quotes.statements.candidate import Candidate, ModelScores
from quotes.statements.engines import RuleFinder
from quotes.statements.judging.confidence import confidence_of
from quotes.statements.judging.judge import judge
from quotes.statements.marked_article import MarkedArticle, mark_article
from quotes.statements.rule import Rule
from quotes.statements.rules.rule_tables import content_rule, own_rules

CLAUSE, CUE_BEHIND, CUE_FIRST = map(content_rule, ("clause", "quotation-then-cue", "cue-then-quotation"))
TEXT = "Berg told reporters on Monday that it rained, but Olsen denied it."
MARKED = mark_article(
    made_parse(
        TEXT,
        "Berg/NNP/nsubj/told told=tell/VBD/root reporters/NNS/obj/told on/IN/case/Monday Monday/NNP/obl/told "
        "that/IN/mark/rained it/PRP/nsubj/rained rained=rain/VBD/ccomp/told but/CC/cc/denied Olsen/NNP/nsubj/denied "
        "denied=deny/VBD/conj/told it/PRP/obj/denied",
    )
)
SURE = ModelScores(DecodedScores(cue=-0.01, ends=-0.01, link=-0.01, source=-0.01))


def span(words: str, text: str = TEXT) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


BY_RULES = Candidate((span("that it rained"),), CLAUSE, span("told"), span("Berg"), (span("reporters"),), anchor=1)
BY_MODEL = Candidate(
    (span("it rained"),), content_rule("model"), span("told"), span("Berg"), (), 1, finders=("model",), scores=SURE
)


def by_rules(text: str, content: tuple[str, ...], cue: str, rule: Rule = CLAUSE) -> Candidate:
    """A candidate of the rules that says of Berg, in words of the text, what she says."""
    return Candidate(tuple(span(piece, text) for piece in content), rule, span(cue, text), span("Berg", text))


def by_model(like: Candidate, *content: Span) -> Candidate:
    """A candidate of the model with the cue and the source of another one."""
    return replace(BY_MODEL, content=content or like.content, cue=like.cue, source=like.source)


def test_a_statement_of_both_has_the_spans_of_the_model_and_the_name_of_the_rule() -> None:
    (both,) = judge(MARKED, [BY_RULES], [BY_MODEL])
    assert (both.content, both.rule, both.finders) == (BY_MODEL.content, CLAUSE, ("rules", "model"))
    assert both.circumstances == BY_RULES.circumstances
    assert both.scores and both.scores.same_source and 1 < both.scores.similarity < 2


def test_a_source_that_only_the_rules_know() -> None:
    (both,) = judge(MARKED, [BY_RULES], [replace(BY_MODEL, source=None)])
    assert both.source == span("Berg")


def test_a_layout_is_kept_around_a_statement_of_the_model_but_not_across_one() -> None:
    text = "MINISTER: We acted. I said it rained."
    words = "MINISTER/NN/root We/PRP/nsubj/acted acted=act/VBD/parataxis/MINISTER | I/PRP/nsubj/said said=say/VBD/root "
    marked = MarkedArticle(made_parse(text, words + "it/PRP/nsubj/rained rained=rain/VBD/ccomp/said"), [])
    turn = Candidate((Span(10, 37),), content_rule("headline"), Span(8, 9), Span(0, 8), kind="direct")
    inner = replace(BY_MODEL, content=(Span(27, 36),), cue=Span(22, 26), source=Span(20, 21), anchor=5)
    assert turn in judge(marked, [turn], [inner])
    across = replace(inner, content=(Span(10, 18),), cue=Span(0, 8), source=None)
    assert judge(marked, [turn], [across]) == [across]


def test_statements_with_different_cues_are_two() -> None:
    other = replace(BY_MODEL, cue=span("denied"), content=(span("it."),))
    assert len(judge(MARKED, [BY_RULES], [other, BY_MODEL])) == 2


def test_a_source_in_another_sentence_is_not_taken() -> None:
    text = "Berg said it rained. Olsen slept."
    marked = mark_article(
        made_parse(
            text,
            """Berg/NNP/nsubj/said said=say/VBD/root it/PRP/nsubj/rained rained=rain/VBD/ccomp/said |
            Olsen/NNP/nsubj/slept slept=sleep/VBD/root""",
        )
    )
    found = by_model(by_rules(text, ("it rained",), "said"), span("it rained", text))
    sources = [judge(marked, [], [replace(found, source=span(name, text))])[0].source for name in ("Berg", "Olsen")]
    assert sources == [span("Berg", text), None]


@pytest.mark.parametrize(("answer", "parts"), [("“Ask your fans,”", 2), ("“Ask your fans.”", 1)])
def test_a_quotation_with_a_tag_of_its_own_is_a_statement_of_its_own(answer: str, parts: int) -> None:
    text = f"“Which three?” Berg asked. {answer} Amann answered."
    marked = mark_article(
        made_parse(
            text,
            """Which/WDT/det/three three/CD/ccomp/asked Berg/NNP/nsubj/asked asked=ask/VBD/root |
            Ask/VB/ccomp/answered your/PRP$/nmod:poss/fans fans/NNS/obj/Ask Amann/NNP/nsubj/answered
            answered=answer/VBD/root""",
        )
    )
    pieces = [span("“Which three?”", text), span(answer, text)]
    rules = [
        Candidate((piece,), CUE_BEHIND, span(cue, text), span(source, text))
        for piece, cue, source in zip(pieces, ("asked", "answered"), ("Berg", "Amann"), strict=True)
    ]
    judged = judge(marked, rules, [by_model(rules[0], *pieces)])
    assert [(one.content, one.cue, one.source) for one in judged] == (
        [(one.content, one.cue, one.source) for one in rules]
        if parts == 2
        else [(tuple(pieces), rules[0].cue, rules[0].source)]
    )


def test_who_is_told_is_no_end_of_a_quotation() -> None:
    text = "“Go home,” the crew was told."
    words = """Go/VB/ccomp/told home/RB/advmod/Go the/DT/det/crew crew/NN/nsubj:pass/told was=be/VBD/aux:pass/told
    told=tell/VBN/root"""
    found = replace(BY_MODEL, content=(span("“Go home,” the crew", text),), cue=span("was told", text), source=None)
    (judged,) = judge(mark_article(made_parse(text, words)), [], [found])
    assert judged.content == (span("“Go home,”", text),)


@pytest.mark.parametrize(
    ("text", "words", "cue"),
    [
        (
            "The court heard that it rained.",
            """The/DT/det/court court/NN/nsubj/heard heard=hear/VBD/root that/IN/mark/rained it/PRP/nsubj/rained
            rained=rain/VBD/ccomp/heard""",
            "heard",
        ),
        (
            "The court was told that it rained.",
            """The/DT/det/court court/NN/nsubj:pass/told was=be/VBD/aux:pass/told told=tell/VBN/root
            that/IN/mark/rained it/PRP/nsubj/rained rained=rain/VBD/ccomp/told""",
            "was told",
        ),
        (
            "That it rained, the court told.",
            """That/IN/mark/rained it/PRP/nsubj/rained rained=rain/VBD/ccomp/told the/DT/det/court
            court/NN/nsubj/told told=tell/VBD/root""",
            "told",
        ),
    ],
)
def test_who_hears_something_is_no_source(text: str, words: str, cue: str) -> None:
    marked = mark_article(made_parse(text, words))
    content = span("it rained", text)
    found = replace(BY_MODEL, content=(content,), cue=span(cue, text), source=span("he court", text))
    assert [(one.content, one.source) for one in judge(marked, [], [found])] == [((content,), None)]


def test_a_source_of_the_rule_is_no_piece_of_the_content() -> None:
    said = replace(BY_MODEL, content=(span("Berg"), span("that it rained")), source=None)
    (both,) = judge(MARKED, [BY_RULES], [said])
    assert (both.content, both.source) == ((span("that it rained"),), span("Berg"))


RULES = list(own_rules().content.values())
OTHER_PLACE = replace(BY_MODEL, cue=span("on"))
"""A candidate of the model with the same content and another cue."""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_alone_is_believed_where_it_declares_so(rule: Rule) -> None:
    candidate = replace(BY_RULES, rule=rule)
    assert judge(MARKED, [candidate], []) == ([] if rule.alone == "drop" else [candidate])
    assert (candidate in judge(MARKED, [candidate], [OTHER_PLACE])) is (rule.alone == "keep")


def test_a_statement_and_one_inside_it_are_two() -> None:
    answer = Candidate((Span(0, len(TEXT)),), content_rule("interview-answer"))
    assert judge(MARKED, [answer], [BY_MODEL]) == [BY_MODEL, answer]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_whose_content_a_statement_of_both_has(rule: Rule) -> None:
    (both,) = judge(MARKED, [replace(BY_RULES, rule=rule)], [BY_MODEL])
    assert both.rule is rule
    assert both.content == (BY_RULES if rule.content_by == "rule" else BY_MODEL).content


@pytest.mark.parametrize(
    ("rule", "same", "text", "words"),
    [
        (
            "according-to-root",
            "according-to",
            "The talks failed, according to the ministry.",
            """The/DT/det/talks talks/NNS/nsubj/failed failed=fail/VBD/root according/VBG/advcl/failed
            to/IN/case/ministry the/DT/det/ministry ministry/NN/obl/according""",
        ),
        (
            "noun-clause-as-relative",
            "noun-clause",
            "The ministry's claim that the talks had ended on Monday was denied.",
            """The/DT/det/ministry ministry/NN/nmod:poss/claim 's/POS/case/ministry claim/NN/nsubj:pass/denied
            that/WDT/obj/ended the/DT/det/talks talks/NNS/nsubj/ended had=have/VBD/aux/ended
            ended=end/VBN/acl:relcl/claim on/IN/case/Monday Monday/NNP/obl/claim/DATE was=be/VBD/aux:pass/denied
            denied=deny/VBN/root""",
        ),
    ],
)
def test_both_parses_are_one_construction(rule: str, same: str, text: str, words: str) -> None:
    assert decisions(content_rule(rule)) == decisions(content_rule(same))
    marked, finder = mark_article(made_parse(text, words)), RuleFinder(vocab())
    (found,) = finder.attributed(marked, finder.sources(marked))
    assert found.rule.name == rule


def decisions(rule: Rule) -> dict[str, object]:
    """All that is decided by a rule, without its tree and its texts."""
    texts = {"name", "description", "examples", "near_misses", "nodes"}
    return {each.name: getattr(rule, each.name) for each in fields(rule) if each.name not in texts}


def test_a_statement_within_a_statement_stays() -> None:
    inner = replace(BY_RULES, cue=span("denied"), content=(Span(len(TEXT) - 3, len(TEXT) - 1),))
    outer = replace(BY_MODEL, content=(Span(TEXT.index("that"), len(TEXT)),))
    outer_by_rules = replace(BY_RULES, content=outer.content)
    assert judge(MARKED, [outer_by_rules, inner], [outer])[1:] == [inner]
    assert judge(MARKED, [inner], [outer]) == [outer]


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (("Berg", "that it rained"), ("that it rained",)),
        (("Berg", "to go"), ("Berg", "to go")),
        (("that it rained",), ("that it rained",)),
    ],
)
def test_who_is_told_is_no_content(content: tuple[str, ...], kept: tuple[str, ...]) -> None:
    text = f"Berg was told {content[-1]}."
    words = "Berg/NNP/nsubj:pass/told was=be/VBD/aux:pass/told told=tell/VBN/root "
    that_it_rained = "that/IN/mark/rained it/PRP/nsubj/rained rained=rain/VBD/ccomp/told"
    words += "to/TO/mark/go go/VB/xcomp/told" if content[-1] == "to go" else that_it_rained
    marked = mark_article(made_parse(text, words))
    found = replace(
        BY_MODEL, content=tuple(span(piece, text) for piece in content), cue=span("was told", text), source=None
    )
    (judged,) = judge(marked, [], [found])
    assert judged.content == tuple(span(piece, text) for piece in kept)


def test_what_somebody_says_of_a_statement_has_the_cue_of_that() -> None:
    text = "Berg said it rained, the agency of Olsen said."
    marked = mark_article(
        made_parse(
            text,
            """Berg/NNP/nsubj/said said=say/VBD/ccomp/said it/PRP/nsubj/rained rained=rain/VBD/ccomp/said
            the/DT/det/agency agency/NN/nsubj/said of/IN/case/Olsen Olsen/NNP/nmod/agency said=say/VBD/root""",
        )
    )
    berg = by_rules(text, ("it rained",), "said")
    agency = Candidate(
        (span("Berg said it rained", text),),
        CLAUSE,
        Span(len(text) - 5, len(text) - 1),
        span("the agency of Olsen", text),
    )
    found = by_model(agency, *berg.content)
    outer, inner = judge(marked, [agency, berg], [found])
    assert (outer.content, outer.source) == (agency.content, agency.source)
    assert inner == berg
    assert judge(marked, [agency], [found])[0].content == berg.content


@pytest.mark.parametrize(("source", "kept"), [("it", None), ("Berg", "Berg"), (None, None)])
def test_a_source_within_the_content_is_none(source: str | None, kept: str | None) -> None:
    of_rule = replace(BY_RULES, source=source and span(source))
    (both,) = judge(MARKED, [of_rule], [replace(BY_MODEL, source=None)])
    assert both.source == (span(kept) if kept else None)


def decoded(**scores: float) -> ModelScores:
    """Scores of the model that are sure, but for those that are given."""
    return replace(SURE, decoded=replace(SURE.decoded, **scores))


def test_higher_scores_are_more_confidence() -> None:
    doubtful = replace(BY_MODEL, scores=decoded(cue=-1.5, link=-1.5))
    (both,) = judge(MARKED, [replace(BY_RULES, content=BY_MODEL.content)], [BY_MODEL])
    confidences = [confidence_of(each, "indirect") for each in (doubtful, BY_MODEL, both)]
    assert confidences == sorted(confidences) and len(set(confidences)) == 3
    assert all(0 < each < 1 for each in confidences)


@pytest.mark.parametrize("extreme", [-1e9, float("-inf")])
def test_impossible_scores_do_no_harm(extreme: float) -> None:
    assert 0 <= confidence_of(replace(BY_MODEL, scores=decoded(ends=extreme)), "direct") < 0.5


AS = "The pier, which Berg described as “mad”, is as he left it."
AS_MARKED = mark_article(
    made_parse(
        AS,
        """The/DT/det/pier pier/NN/nsubj/is which/WDT/obj/described Berg/NNP/nsubj/described
        described=describe/VBD/acl:relcl/pier as/IN/case/mad mad/JJ/obl/described is=be/VBZ/root as/IN/mark/left
        he/PRP/nsubj/left left=leave/VBD/advcl/is it/PRP/obj/left""",
    )
)


@pytest.mark.parametrize(
    ("content", "cue", "expected_content", "expected_cue"),
    [
        (("which", "“mad”"), "described as", ("which", "as “mad”"), "described"),
        (("which", "as “mad”"), "described", ("which", "as “mad”"), "described"),
        (("“mad”",), "described as", ("“mad”",), "described as"),
        (("which", "it"), "described as", ("which", "it"), "described as"),
    ],
    ids=["moved", "there", "no object", "elsewhere"],
)
def test_what_something_is_described_as_belongs_to_what_is_said(
    content: tuple[str, ...], cue: str, expected_content: tuple[str, ...], expected_cue: str
) -> None:
    given = by_model(by_rules(AS, content, cue))
    (found,) = judge(AS_MARKED, [], [given])
    assert [AS_MARKED.text_of(piece) for piece in found.content] == list(expected_content)
    assert found.cue == span(expected_cue, AS)


CONDITION = "It rained, Berg told us on condition that she stay."


@pytest.mark.parametrize(("content", "kept"), [("that she stay", "It rained"), ("It rained", "It rained")])
def test_a_condition_is_not_what_is_said(content: str, kept: str) -> None:
    marked = mark_article(
        made_parse(
            CONDITION,
            """It/PRP/nsubj/rained rained=rain/VBD/ccomp/told Berg/NNP/nsubj/told told=tell/VBD/root us/PRP/iobj/told
            on/IN/case/condition condition/NN/obl/told that/IN/mark/stay she/PRP/nsubj/stay stay/VB/acl/condition""",
        )
    )
    rule = by_rules(CONDITION, ("It rained",), "told")
    found = by_model(rule, span(content, CONDITION))
    (both,) = judge(marked, [rule], [found])
    assert both.content == (span(kept, CONDITION),)
    assert len(judge(marked, [], [found])) == (content == kept)
