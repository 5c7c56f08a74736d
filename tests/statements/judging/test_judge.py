"""The judgement of candidates that the rules and the learned model find."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from made_parses import made_parse, vocab

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
SURE = ModelScores(cue=-0.01, ends=-0.01, link=-0.01, source=-0.01)


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
    turn = Candidate((Span(10, 37),), content_rule("headline"), Span(8, 9), Span(0, 8), kind="direct")
    inner = replace(BY_MODEL, content=(Span(27, 36),), cue=Span(22, 26), source=Span(20, 21), anchor=5)
    assert turn in judge(marked, [turn], [inner])
    across = replace(inner, content=(Span(10, 18),), cue=Span(0, 8), source=None)
    assert judge(marked, [turn], [across]) == [across]


def test_statements_with_different_cues_are_two() -> None:
    other = replace(BY_MODEL, cue=span("denied"), content=(span("it."),))
    assert len(judge(MARKED, [BY_RULES], [other, BY_MODEL])) == 2


def test_a_piece_with_a_cue_in_its_own_sentence_is_another_statement() -> None:
    text = "Berg said it rained. Olsen noted he slept."
    marked = mark_article(
        made_parse(
            text,
            """Berg/NNP/nsubj/said said=say/VBD/root it/PRP/nsubj/rained rained=rain/VBD/ccomp/said |
            Olsen/NNP/nsubj/noted noted=note/VBD/root he/PRP/nsubj/slept slept=sleep/VBD/ccomp/noted""",
        )
    )
    first = by_rules(text, ("it rained",), "said")
    second = replace(by_rules(text, ("he slept",), "noted"), source=span("Olsen", text))
    joined = by_model(first, *first.content, *second.content)
    found = judge(marked, [first, second], [joined])
    assert [(one.content, one.cue, one.source) for one in found] == [
        (one.content, one.cue, one.source) for one in (first, second)
    ]
    assert judge(marked, [first], [joined])[0].content == joined.content


TWICE = "“Too late,” said Berg before asking him, “Who knew?”"
SAID = by_rules(TWICE, ("“Too late,”",), "said", CUE_BEHIND)
ASKED = by_rules(TWICE, ("“Who knew?”",), "asking", CUE_FIRST)


def twice(text: str = TWICE) -> MarkedArticle:
    return mark_article(
        made_parse(
            text,
            "Too/RB/advmod/late late/JJ/ccomp/said said=say/VBD/root Berg/NNP/nsubj/said before/IN/mark/asking "
            "asking=ask/VBG/advcl/said him/PRP/obj/asking Who/WP/nsubj/knew knew=know/VBD/ccomp/asking",
        )
    )


def test_a_quotation_right_behind_a_cue_of_its_own_is_another_statement() -> None:
    joined = by_model(SAID, *SAID.content, *ASKED.content)
    found = judge(twice(), [SAID, ASKED], [joined])
    assert [(one.content, one.cue) for one in found] == [(one.content, one.cue) for one in (SAID, ASKED)]
    assert judge(twice(), [SAID, replace(ASKED, rule=CUE_BEHIND)], [joined])[0].content == joined.content


def test_a_whole_sentence_before_a_cue_that_leads_up_to_another_is_not_said_there() -> None:
    joined = by_model(ASKED, *SAID.content, *ASKED.content)
    assert judge(twice(), [ASKED], [joined])[0].content == joined.content
    assert judge(twice(TWICE.replace("late,", "late.")), [ASKED], [joined])[0].content == ASKED.content


def test_second_halves_are_nobody_elses() -> None:
    text = "“Wait,” said Berg, meaning the delay, “and you lose.”"
    marked = mark_article(
        made_parse(
            text,
            "Wait/VB/ccomp/said said=say/VBD/root Berg/NNP/nsubj/said meaning=mean/VBG/advcl/said the/DT/det/delay "
            "delay/NN/obj/meaning and/CC/cc/lose you/PRP/nsubj/lose lose/VBP/conj/Wait",
        )
    )
    both = by_rules(text, ("“Wait,”", "“and you lose.”"), "said", CUE_BEHIND)
    found = by_model(both, both.content[0])
    other = replace(found, content=(span("the delay, “and you lose.”", text),), cue=span("meaning", text))
    first, second = judge(marked, [both], [found, other])
    assert first.content == both.content
    assert second.content == (span("the delay", text),)
    untouched = replace(other, content=(span(",", text[:18]), span("delay", text)))
    assert judge(marked, [both], [found, untouched])[1].content == untouched.content


def test_a_word_that_is_cut_is_no_title() -> None:
    assert not twice().is_title(span("erg", TWICE))


def test_a_content_that_breaks_off_at_an_aside_is_taken_as_the_rules_have_it() -> None:
    text = "Berg said he would sell – the price is low – and leave."
    marked = mark_article(
        made_parse(
            text,
            """Berg/NNP/nsubj/said said=say/VBD/root he/PRP/nsubj/sell would/MD/aux/sell sell/VB/ccomp/said
            the/DT/det/price price/NN/nsubj/low is/VBZ/cop/low low/JJ/parataxis/sell and/CC/cc/leave
            leave/VB/conj/sell""",
        )
    )
    whole = by_rules(text, ("he would sell – the price is low – and leave",), "said")
    beginning = by_model(whole, span("he would sell", text))
    assert judge(marked, [whole], [beginning])[0].content == whole.content
    before_the_end = by_rules(text, ("he would sell – the price is low",), "said")
    assert judge(marked, [before_the_end], [beginning])[0].content == beginning.content


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
        *("according-to", "headline", "headline-tail", "headline-verb", "headline-quotation")
    }


def test_a_statement_and_one_inside_it_are_two() -> None:
    answer = Candidate((Span(0, len(TEXT)),), content_rule("interview-answer"))
    assert judge(MARKED, [answer], [BY_MODEL]) == [BY_MODEL, answer]


def test_a_rule_that_is_kept_in_any_case_has_no_rival() -> None:
    house = replace(BY_RULES, rule=Rule("house", alone="keep"))
    assert judge(MARKED, [house], [OTHER_PLACE]) == [house]
    inside = replace(OTHER_PLACE, cue=Span(house.content[0].start, house.content[0].start + 4))
    assert judge(MARKED, [house], [inside]) == [inside, house]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_whose_words_a_statement_of_both_has(rule: Rule) -> None:
    of_rule = replace(
        BY_RULES, rule=rule, content=(span("rained"),), cue=span("told reporters"), source=Span(1, 4), anchor=1
    )
    (both,) = judge(MARKED, [of_rule], [BY_MODEL])
    assert both.rule is rule
    assert both.content == (of_rule if rule.content_by == "rule" else BY_MODEL).content
    assert both.cue == (of_rule if rule.cue_by == "rule" else BY_MODEL).cue
    assert both.source == (BY_MODEL if rule.source_by == "model" else of_rule).source
    elsewhere = replace(of_rule, source=span("Olsen"))
    (both,) = judge(MARKED, [elsewhere], [BY_MODEL])
    assert both.source == (elsewhere if rule.source_by == "rule" else BY_MODEL).source


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
    (found,) = RuleFinder(vocab()).attributed(mark_article(made_parse(text, words)))
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


RELAYED = "Berg said it rained, the agency of Olsen said."
RELAYED_MARKED = mark_article(
    made_parse(
        RELAYED,
        """Berg/NNP/nsubj/said said=say/VBD/ccomp/said it/PRP/nsubj/rained rained=rain/VBD/ccomp/said
        the/DT/det/agency agency/NN/nsubj/said of/IN/case/Olsen Olsen/NNP/nmod/agency said=say/VBD/root""",
    )
)
AGENCY = Candidate(
    (span("Berg said it rained", RELAYED),),
    CLAUSE,
    Span(len(RELAYED) - 5, len(RELAYED) - 1),
    span("the agency of Olsen", RELAYED),
)
BERG = by_rules(RELAYED, ("it rained",), "said")


@pytest.mark.parametrize(
    ("inner", "source", "expected"),
    [
        ([BERG], "the agency of Olsen", (AGENCY.content, "the agency of Olsen")),
        ([BERG], "Berg", (AGENCY.content, "the agency of Olsen")),  # lies in what the agency said
        ([], "the agency of Olsen", (BERG.content, "the agency of Olsen")),
        ([replace(BERG, cue=span("of", RELAYED))], "the agency of Olsen", (BERG.content, "the agency of Olsen")),
    ],
)
def test_words_of_two_statements_are_those_of_the_inner_one(
    inner: list[Candidate], source: str, expected: tuple[tuple[Span, ...], str]
) -> None:
    agency = replace(by_model(AGENCY, *BERG.content), source=span(source, RELAYED))
    found = judge(RELAYED_MARKED, [AGENCY, *inner], [agency])
    content, source = expected
    assert (found[0].content, found[0].source) == (content, span(source, RELAYED))
    assert found[1:] == [each for each in inner if AGENCY.encloses(each)]


@pytest.mark.parametrize(("source", "kept"), [("it", None), ("Berg", "Berg"), (None, None)])
def test_a_source_within_the_content_is_none(source: str | None, kept: str | None) -> None:
    of_rule = replace(BY_RULES, source=source and span(source))
    (both,) = judge(MARKED, [of_rule], [replace(BY_MODEL, source=None)])
    assert both.source == (span(kept) if kept else None)


CALLED = "A man, who calls himself ‘Berg,’ told us that it rained."
CALLED_MARKED = mark_article(
    made_parse(
        CALLED,
        """A/DT/det/man man/NN/nsubj/told who/WP/nsubj/calls calls=call/VBZ/acl:relcl/man himself/PRP/obj/calls
        Berg/NNP/xcomp/calls told=tell/VBD/root us/PRP/obj/told that/IN/mark/rained it/PRP/nsubj/rained
        rained=rain/VBD/ccomp/told""",
    )
)


@pytest.mark.parametrize(
    ("source", "pieces"), [("A man, who calls himself ‘Berg,’", 1), ("A man, who calls himself ‘Berg", 1), ("A man", 2)]
)
def test_a_quotation_in_the_source_does_not_join_the_content(source: str, pieces: int) -> None:
    nickname = by_rules(CALLED, ("‘Berg,’",), "told", CUE_BEHIND)
    found = replace(by_model(nickname, span("that it rained", CALLED)), source=span(source, CALLED))
    (both,) = judge(CALLED_MARKED, [nickname], [found])
    assert len(both.content) == pieces


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
WON_MARKED = mark_article(
    made_parse(
        WON,
        "We/PRP/nsubj/won won=win/VBD/ccomp/said said=say/VBD/root Berg/NNP/nsubj/said about/IN/case/cup "
        "the/DT/det/cup cup/NN/obl/said and/CC/cc/win we/PRP/nsubj/win will/MD/aux/win win/VB/conj/won | "
        "Her/PRP$/nmod:poss/year golden/JJ/amod/year year/NN/nsubj/ended ended=end/VBD/root",
    )
)


@pytest.mark.parametrize(
    ("piece", "kept"),
    [
        ("“and we will win.” Her “golden year” ended", "“and we will win.”"),
        ("the cup, “and we will win.”", "“and we will win.”"),
        ("said Berg about the cup, “and we will win.”", "said Berg about the cup, “and we will win.”"),
    ],
)
def test_beside_a_quotation_the_articles_own_words_are_no_content(piece: str, kept: str) -> None:
    quoted = by_rules(WON, ("“We won,”", "“and we will win.”"), "said", CUE_BEHIND)
    (both,) = judge(WON_MARKED, [quoted], [by_model(quoted, quoted.content[0], span(piece, WON))])
    assert both.content == (quoted.content[0], span(kept, WON))
