"""What the judge makes of the statements that the rules and the learned model find."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from made_parses import made_parse, vocab

from quotes.records import Span
from quotes.statements.candidate import Candidate, ModelScores
from quotes.statements.engines import RuleFinder
from quotes.statements.judging.confidence import confidence_of
from quotes.statements.judging.judge import judge
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.marks.quotation_marks import find_quotations
from quotes.statements.rule import Rule
from quotes.statements.rules.rule_tables import content_rule, own_rules

CLAUSE, CUE_BEHIND, CUE_FIRST = map(content_rule, ("clause", "quotation-then-cue", "cue-then-quotation"))
TEXT = "Berg told reporters on Monday that it rained, but Olsen denied it."
MARKED = MarkedArticle(
    made_parse(
        TEXT,
        "Berg/NNP/nsubj/told told=tell/VBD/root reporters/NNS/obj/told on/IN/case/Monday Monday/NNP/obl/told "
        "that/IN/mark/rained it/PRP/nsubj/rained rained=rain/VBD/ccomp/told but/CC/cc/denied Olsen/NNP/nsubj/denied "
        "denied=deny/VBD/conj/told it/PRP/obj/denied",
    ),
    [],
)
SURE = ModelScores(cue=-0.01, ends=-0.01, link=-0.01, source=-0.01)


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


BY_RULES = Candidate(
    (span("that it rained"),),
    CLAUSE,
    span("told"),
    span("Berg"),
    (span("reporters"),),
    anchor=1,
    kind=None,
)
BY_MODEL = Candidate(
    (span("it rained"),), content_rule("model"), span("told"), span("Berg"), (), 1, finders=("model",), scores=SURE
)


def test_a_statement_of_both_has_the_spans_of_the_model_and_the_name_of_the_rule() -> None:
    (both,) = judge(MARKED, [BY_RULES], [BY_MODEL])
    assert (both.content, both.rule, both.finders) == (BY_MODEL.content, CLAUSE, ("rules", "model"))
    assert both.circumstances == BY_RULES.circumstances
    assert both.scores and both.scores.same_source and 1 < both.scores.similarity < 2


def test_the_same_words_are_taken_as_the_rules_have_cut_them() -> None:
    with_comma = replace(BY_RULES, content=(span("it rained,"),))
    (both,) = judge(MARKED, [with_comma], [BY_MODEL])
    assert both.content == with_comma.content


def test_a_source_that_only_the_rules_know() -> None:
    (both,) = judge(MARKED, [BY_RULES], [replace(BY_MODEL, source=None)])
    assert both.source == span("Berg")


def test_a_layout_is_kept_around_a_statement_of_the_model_but_not_across_one() -> None:
    text = "MINISTER: We acted. I said it rained."
    words = "MINISTER/NN/root We/PRP/nsubj/acted acted=act/VBD/parataxis/MINISTER | I/PRP/nsubj/said said=say/VBD/root "
    marked = MarkedArticle(made_parse(text, words + "it/PRP/nsubj/rained rained=rain/VBD/ccomp/said"), [])
    turn = Candidate((Span(10, 37),), content_rule("transcript"), Span(8, 9), Span(0, 8), kind="direct")
    inner = replace(BY_MODEL, content=(Span(27, 36),), cue=Span(22, 26), source=Span(20, 21), anchor=5)
    assert turn in judge(marked, [turn], [inner])
    across = replace(inner, content=(Span(10, 18),), cue=Span(0, 8), source=None)
    assert judge(marked, [turn], [across]) == [across]


def test_statements_with_different_cues_are_two() -> None:
    other = replace(BY_MODEL, cue=span("denied"), content=(span("it."),))
    assert len(judge(MARKED, [BY_RULES], [other, BY_MODEL])) == 2


def test_a_piece_with_a_cue_in_its_own_sentence_is_another_statement() -> None:
    text = "Berg said it rained. Olsen said he slept."
    marked = MarkedArticle(
        made_parse(
            text,
            """Berg/NNP/nsubj/said said=say/VBD/root it/PRP/nsubj/rained rained=rain/VBD/ccomp/said |
            Olsen/NNP/nsubj/said said=say/VBD/root he/PRP/nsubj/slept slept=sleep/VBD/ccomp/said""",
        ),
        [],
    )
    first, second = (
        Candidate((Span(start, start + len(words)),), CLAUSE, Span(start - 5, start - 1), source, (), anchor)
        for words, source, anchor in (("it rained", Span(0, 4), 1), ("he slept", Span(21, 26), 7))
        for start in [text.index(words)]
    )
    joined = replace(BY_MODEL, content=(*first.content, *second.content), cue=first.cue, source=first.source)
    found = judge(marked, [first, second], [joined])
    assert [(one.content, one.cue, one.source) for one in found] == [
        (one.content, one.cue, one.source) for one in (first, second)
    ]
    assert judge(marked, [first], [joined])[0].content == joined.content


TWICE = "“Too late,” said Berg before asking him, “Who knew?”"


def twice(text: str = TWICE) -> MarkedArticle:
    parse = made_parse(
        text,
        "Too/RB/advmod/late late/JJ/ccomp/said said=say/VBD/root Berg/NNP/nsubj/said before/IN/mark/asking "
        "asking=ask/VBG/advcl/said him/PRP/obj/asking Who/WP/nsubj/knew knew=know/VBD/ccomp/asking",
    )
    return MarkedArticle(parse, find_quotations(text, parse.paragraphs)[0])


def in_twice(words: str) -> Span:
    return Span(TWICE.index(words), TWICE.index(words) + len(words))


def test_a_quotation_right_behind_a_cue_of_its_own_is_another_statement() -> None:
    said = Candidate((in_twice("“Too late,”"),), CUE_BEHIND, in_twice("said"), in_twice("Berg"), (), 4)
    asked = Candidate((in_twice("“Who knew?”"),), CUE_FIRST, in_twice("asking"), in_twice("Berg"), (), 7)
    joined = replace(BY_MODEL, content=(*said.content, *asked.content), cue=said.cue, source=said.source)
    found = judge(twice(), [said, asked], [joined])
    assert [(one.content, one.cue) for one in found] == [(said.content, said.cue), (asked.content, asked.cue)]
    before = replace(asked, rule=CUE_BEHIND)
    assert judge(twice(), [said, before], [joined])[0].content == joined.content


def test_a_whole_sentence_before_a_cue_that_leads_up_to_another_is_not_said_there() -> None:
    asked = Candidate((in_twice("“Who knew?”"),), CUE_FIRST, in_twice("asking"), in_twice("Berg"), (), 7)
    joined = replace(BY_MODEL, content=(in_twice("“Too late,”"), *asked.content), cue=asked.cue, source=asked.source)
    assert judge(twice(), [asked], [joined])[0].content == joined.content
    assert judge(twice(TWICE.replace("late,", "late.")), [asked], [joined])[0].content == asked.content


def test_second_halves_are_nobody_elses() -> None:
    text = "“Wait,” said Berg, meaning the delay, “and you lose.”"
    parse = made_parse(
        text,
        "Wait/VB/ccomp/said said=say/VBD/root Berg/NNP/nsubj/said meaning=mean/VBG/advcl/said the/DT/det/delay "
        "delay/NN/obj/meaning and/CC/cc/lose you/PRP/nsubj/lose lose/VBP/conj/Wait",
    )
    marked = MarkedArticle(parse, find_quotations(text, parse.paragraphs)[0])
    wait, lose, delay = (
        Span(text.index(words), text.index(words) + len(words))
        for words in ("“Wait,”", "“and you lose.”", "the delay, “and you lose.”")
    )
    cue, source = Span(8, 12), Span(13, 17)
    by_rules = Candidate((wait, lose), CUE_BEHIND, cue, source, (), 3)
    by_model = replace(BY_MODEL, content=(wait,), cue=cue, source=source)
    other = replace(BY_MODEL, content=(delay,), cue=Span(19, 26), source=source)
    first, second = judge(marked, [by_rules], [by_model, other])
    assert first.content == (wait, lose)
    assert [text[one.start : one.end] for one in second.content] == ["the delay"]
    untouched = replace(other, content=(Span(17, 18), Span(31, 36)))  # a comma, and "delay"
    assert judge(marked, [by_rules], [by_model, untouched])[1].content == untouched.content


def test_what_begins_inside_a_word_is_no_title() -> None:
    assert not twice().is_title(in_twice("erg"))


def test_what_breaks_off_at_an_aside_is_taken_as_the_rules_have_it() -> None:
    text = "Berg said he would sell – the price is low – and leave."
    marked = MarkedArticle(
        made_parse(
            text,
            """Berg/NNP/nsubj/said said=say/VBD/root he/PRP/nsubj/sell would/MD/aux/sell sell/VB/ccomp/said
            the/DT/det/price price/NN/nsubj/low is/VBZ/cop/low low/JJ/parataxis/sell and/CC/cc/leave
            leave/VB/conj/sell""",
        ),
        [],
    )
    start = text.index("he would")
    by_rules = Candidate((Span(start, len(text) - 1),), CLAUSE, Span(5, 9), Span(0, 4), (), 1)
    by_model = replace(BY_MODEL, content=(Span(start, text.index(" –")),), cue=by_rules.cue, source=by_rules.source)
    assert judge(marked, [by_rules], [by_model])[0].content == by_rules.content
    before_the_end = replace(by_rules, content=(Span(start, text.index(" – and")),))
    assert judge(marked, [before_the_end], [by_model])[0].content == by_model.content


RULES = list(own_rules().content.values())
OTHER_PLACE = replace(BY_MODEL, cue=span("on"))
"""A candidate of the model with the same content and another cue."""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_alone_is_believed_where_it_declares_so(rule: Rule) -> None:
    candidate = replace(BY_RULES, rule=rule)
    assert judge(MARKED, [candidate], []) == ([] if rule.alone == "drop" else [candidate])
    assert (candidate in judge(MARKED, [candidate], [OTHER_PLACE])) is (rule.alone == "keep")


def test_the_rules_that_are_believed_alone() -> None:
    assert {rule.group for rule in RULES if rule.alone == "keep-if-free"} == {
        *("according-to", "transcript", "dash-byline", "colon-byline", "headline", "headline-tail", "headline-verb")
    }


def test_a_rule_that_is_kept_in_any_case_has_no_rival() -> None:
    house = replace(BY_RULES, rule=Rule("house", alone="keep"))
    assert judge(MARKED, [house], [OTHER_PLACE]) == [house]
    inside = replace(OTHER_PLACE, cue=Span(house.content[0].start, house.content[0].start + 4))
    assert judge(MARKED, [house], [inside]) == [inside, house]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_whose_words_a_statement_of_both_has(rule: Rule) -> None:
    by_rules = replace(
        BY_RULES, rule=rule, content=(span("rained"),), cue=span("told reporters"), source=Span(1, 4), anchor=1
    )
    (both,) = judge(MARKED, [by_rules], [BY_MODEL])
    assert both.rule is rule
    assert both.content == (by_rules if rule.content_by == "rule" else BY_MODEL).content
    assert both.cue == (by_rules if rule.cue_by == "rule" else BY_MODEL).cue
    assert both.source == (BY_MODEL if rule.source_by == "model" else by_rules).source
    elsewhere = replace(by_rules, source=span("Olsen"))
    (both,) = judge(MARKED, [elsewhere], [BY_MODEL])
    assert both.source == (elsewhere if rule.source_by == "rule" else BY_MODEL).source


@pytest.mark.parametrize("name", ["according-to", "according-to-root"])
def test_both_parses_of_according_to_are_one_construction(name: str) -> None:
    rule = content_rule(name)
    assert vars_of(rule) == vars_of(content_rule("according-to"))
    parse = made_parse(
        "The talks failed, according to the ministry.",
        "The/DT/det/talks talks/NNS/nsubj/failed failed=fail/VBD/root according/VBG/"
        + (
            "advcl/failed to/IN/case/ministry the/DT/det/ministry ministry/NN/obl/according"
            if name == "according-to-root"
            else "case/ministry to/IN/fixed/according the/DT/det/ministry ministry/NN/obl/failed"
        ),
    )
    marked = MarkedArticle(parse, [])
    by_rules = RuleFinder(vocab()).attributed(marked)
    assert [one.rule for one in by_rules] == [rule]
    assert judge(marked, by_rules, []) == by_rules


@pytest.mark.parametrize("that", ["that/IN/mark", "that/WDT/obj"])
def test_both_parses_of_a_noun_with_its_clause_are_one_construction(that: str) -> None:
    relative = content_rule("noun-clause-as-relative")
    assert vars_of(relative) == vars_of(content_rule("noun-clause"))
    text = "The ministry's claim that the talks had ended on Monday was denied."
    parse = made_parse(
        text,
        f"""The/DT/det/ministry ministry/NN/nmod:poss/claim 's/POS/case/ministry claim/NN/nsubj:pass/denied {that}/ended
        the/DT/det/talks talks/NNS/nsubj/ended had=have/VBD/aux/ended ended=end/VBN/acl:relcl/claim on/IN/case/Monday
        Monday/NNP/obl/claim/DATE was=be/VBD/aux:pass/denied denied=deny/VBN/root""",
    )
    (found,) = RuleFinder(vocab()).attributed(MarkedArticle(parse, []))
    assert (found.rule is relative) is ("WDT" in that)
    assert [text[one.start : one.end] for one in found.content] == ["that the talks had ended"]


def vars_of(rule: Rule) -> dict[str, object]:
    """All that is decided by a rule, without its tree and its texts."""
    texts = {"name", "description", "examples", "near_misses", "nodes"}
    return {each.name: getattr(rule, each.name) for each in fields(rule) if each.name not in texts}


def test_a_statement_within_a_statement_stays() -> None:
    inner = replace(BY_RULES, cue=span("denied"), content=(Span(len(TEXT) - 3, len(TEXT) - 1),))
    outer = replace(BY_MODEL, content=(Span(TEXT.index("that"), len(TEXT)),))
    outer_by_rules = replace(BY_RULES, content=outer.content)
    assert judge(MARKED, [outer_by_rules, inner], [outer])[1:] == [inner]
    assert judge(MARKED, [inner], [outer]) == [outer]


def test_higher_scores_are_more_confidence() -> None:
    doubtful = replace(BY_MODEL, scores=replace(SURE, cue=-1.5, link=-1.5))
    (both,) = judge(MARKED, [replace(BY_RULES, content=BY_MODEL.content)], [BY_MODEL])
    confidences = [confidence_of(each, "indirect") for each in (doubtful, BY_MODEL, both)]
    assert confidences == sorted(confidences) and len(set(confidences)) == 3
    assert all(0 < each < 1 for each in confidences)


@pytest.mark.parametrize("extreme", [-1e9, float("-inf")])
def test_impossible_scores_do_no_harm(extreme: float) -> None:
    assert 0 <= confidence_of(replace(BY_MODEL, scores=replace(SURE, ends=extreme)), "direct") < 0.5


WON = "“We won,” said Berg about the cup, “and we will win.” Her “golden year” ended."
WON_PARSE = made_parse(
    WON,
    "We/PRP/nsubj/won won=win/VBD/ccomp/said said=say/VBD/root Berg/NNP/nsubj/said about/IN/case/cup the/DT/det/cup "
    "cup/NN/obl/said and/CC/cc/win we/PRP/nsubj/win will/MD/aux/win win/VB/conj/won | "
    "Her/PRP$/nmod:poss/year golden/JJ/amod/year year/NN/nsubj/ended ended=end/VBD/root",
)
WON_MARKED = MarkedArticle(WON_PARSE, find_quotations(WON, WON_PARSE.paragraphs)[0])


@pytest.mark.parametrize(
    ("piece", "kept"),
    [
        ("“and we will win.” Her “golden year” ended", "“and we will win.”"),
        ("the cup, “and we will win.”", "“and we will win.”"),
        ("said Berg about the cup, “and we will win.”", "said Berg about the cup, “and we will win.”"),
    ],
)
def test_beside_a_quotation_the_articles_own_words_are_no_content(piece: str, kept: str) -> None:
    def at(words: str) -> Span:
        return Span(WON.index(words), WON.index(words) + len(words))

    by_rules = replace(
        BY_RULES,
        content=(at("“We won,”"), at("“and we will win.”")),
        rule=CUE_BEHIND,
        cue=at("said"),
        source=at("Berg"),
        anchor=2,
    )
    by_model = replace(BY_MODEL, content=(at("“We won,”"), at(piece)), cue=at("said"), source=at("Berg"), anchor=2)
    (both,) = judge(WON_MARKED, [by_rules], [by_model])
    assert both.content == (at("“We won,”"), at(kept))
