"""Indirect statements: what a reporting expression governs, on parses made by hand."""

from __future__ import annotations

import pytest
from made_parses import made_parse
from read_statements import Said, said_in, statements_of

THAT_ENDED = (
    "that/IN/mark/ended the/DT/det/talks talks=talk/NNS/nsubj/ended had=have/VBD/aux/ended ended=end/VBN/ccomp/said"
)

ACCORDING_TO = [
    pytest.param(
        "According to Nagorno Karabakh, the issues will be discussed.",
        """According/VBG/case/Karabakh to/IN/fixed/According Nagorno/NNP/compound/Karabakh/GPE
        Karabakh/NNP/obl/discussed/GPE the/DT/det/issues issues/NNS/nsubj:pass/discussed
        will/MD/aux/discussed be/VB/aux:pass/discussed discussed=discuss/VBN/root""",
        Said("indirect", "the issues will be discussed", "According to", "Nagorno Karabakh"),
        id="first",
    ),
    pytest.param(
        "According to the latest data from the Armenian side, 12 soldiers died.",
        """According/VBG/case/data to/IN/fixed/According the/DT/det/data latest/JJS/amod/data data/NNS/obl/died
        from/IN/case/side the/DT/det/side Armenian/JJ/amod/side/NORP side/NN/nmod/data
        12/CD/nummod/soldiers soldiers/NNS/nsubj/died died=die/VBD/root""",
        Said("indirect", "12 soldiers died", "According to the latest data from", "the Armenian side"),
        id="with a document between",
    ),
    pytest.param(
        "The talks failed, according to Anna Berg, who leads the union.",
        """The/DT/det/talks talks/NNS/nsubj/failed failed=fail/VBD/root according/VBG/case/Anna
        to/IN/fixed/according Anna/NNP/obl/failed/PERSON Berg/NNP/flat/Anna/PERSON who/WP/nsubj/leads
        leads=lead/VBZ/acl:relcl/Anna the/DT/det/union union/NN/obj/leads""",
        Said("indirect", "The talks failed", "according to", "Anna Berg, who leads the union"),
        id="last",
    ),
    pytest.param(
        "The talks, according to the ministry, will end.",
        """The/DT/det/talks talks/NNS/nsubj/end according/VBG/case/ministry to/IN/fixed/according
        the/DT/det/ministry ministry/NN/nmod/talks will/MD/aux/end end/VB/root""",
        Said("indirect", "The talks | will end", "according to", "the ministry"),
        id="in the middle",
    ),
    pytest.param(
        "According to a report, the talks failed.",
        """According/VBG/case/report to/IN/fixed/According a/DT/det/report report/NN/obl/failed
        the/DT/det/talks talks/NNS/nsubj/failed failed=fail/VBD/root""",
        Said("indirect", "the talks failed", "According to", "a report"),
        id="a document",
    ),
]


@pytest.mark.parametrize(("text", "words", "expected"), ACCORDING_TO)
def test_according_to(text: str, words: str, expected: Said) -> None:
    assert said_in(text, words) == [expected]


CLAUSES = [
    pytest.param(
        "The ministry said that the talks had ended.",
        f"The/DT/det/ministry ministry/NN/nsubj/said said=say/VBD/root {THAT_ENDED}",
        [Said("indirect", "that the talks had ended", "said", "The ministry")],
        id="clause",
    ),
    pytest.param(
        "The talks have ended, the ministry said on Monday.",
        """The/DT/det/talks talks/NNS/nsubj/ended have/VBP/aux/ended ended=end/VBN/ccomp/said
        the/DT/det/ministry ministry/NN/nsubj/said said=say/VBD/root on/IN/case/Monday
        Monday/NNP/obl/said/DATE""",
        [Said("indirect", "The talks have ended", "said", "the ministry")],
        id="clause before its cue",
    ),
    pytest.param(
        "The talks have ended, the ministry said.",
        """The/DT/det/talks talks/NNS/nsubj/ended have/VBP/aux/ended ended=end/VBN/root the/DT/det/ministry
        ministry/NN/nsubj/said said=say/VBD/parataxis/ended""",
        [Said("indirect", "The talks have ended", "said", "the ministry")],
        id="appended",
    ),
    pytest.param(
        "The talks have ended, the ministry said on Monday.",
        """The/DT/det/talks talks/NNS/nsubj/ended have/VBP/aux/ended ended=end/VBN/ccomp/said the/DT/det/ministry
        ministry/NN/nsubj/said said=say/VBD/root on/IN/case/Monday Monday/NNP/obl/ended/DATE""",
        [Said("indirect", "The talks have ended", "said", "the ministry")],
        id="clause before its cue, with the day parsed into it",
    ),
    pytest.param(
        "The crack, she added, could not be repaired under water.",
        """The/DT/det/crack crack/NN/nsubj:pass/repaired she/PRP/nsubj/added added=add/VBD/acl:relcl/crack
        could/MD/aux/repaired not/RB/advmod/repaired be/VB/aux:pass/repaired repaired=repair/VBN/root
        under/IN/case/water water/NN/obl/repaired""",
        [Said("indirect", "The crack | could not be repaired under water", "added", "she")],
        id="inserted, parsed as a relative clause",
    ),
    pytest.param(
        "The crack, the mayor added, could not be repaired.",
        """The/DT/det/crack crack/NN/nsubj:pass/repaired the/DT/det/mayor mayor/NN/nsubj/added
        added=add/VBD/parataxis/repaired could/MD/aux/repaired not/RB/advmod/repaired
        be/VB/aux:pass/repaired repaired=repair/VBN/root""",
        [Said("indirect", "The crack | could not be repaired", "added", "the mayor")],
        id="inserted, parsed as an aside",
    ),
    pytest.param(
        "He left the park, which, the mayor said, is full of people.",
        """He/PRP/nsubj/left left=leave/VBD/root the/DT/det/park park/NN/obj/left which/WDT/nsubj/full
        the/DT/det/mayor mayor/NN/nsubj/said said=say/VBD/parataxis/full is=be/VBZ/cop/full
        full/JJ/acl:relcl/park of/IN/case/people people/NNS/obl/full""",
        [Said("indirect", "which | is full of people", "said", "the mayor")],
        id="inserted in a relative clause",
    ),
    pytest.param(
        "As the minister said, the talks have ended.",
        """As/IN/mark/said the/DT/det/minister minister/NN/nsubj/said said=say/VBD/advcl/ended
        the/DT/det/talks talks/NNS/nsubj/ended have/VBP/aux/ended ended=end/VBN/root""",
        [Said("indirect", "the talks have ended", "said", "the minister")],
        id="as somebody said",
    ),
    pytest.param(
        "The minister promised to end the talks.",
        """The/DT/det/minister minister/NN/nsubj/promised promised=promise/VBD/root to/TO/mark/end
        end/VB/xcomp/promised the/DT/det/talks talks/NNS/obj/end""",
        [Said("indirect", "to end the talks", "promised", "The minister")],
        id="infinitive",
    ),
    pytest.param(
        "The minister told the guards to leave.",
        """The/DT/det/minister minister/NN/nsubj/told told=tell/VBD/root the/DT/det/guards
        guards=guard/NNS/obj/told to/TO/mark/leave leave/VB/xcomp/told""",
        [Said("indirect", "to leave", "told", "The minister")],
        id="request",
    ),
    pytest.param(
        "Azerbaijan confirmed the suspension of its operation.",
        """Azerbaijan/NNP/nsubj/confirmed/GPE confirmed=confirm/VBD/root the/DT/det/suspension
        suspension/NN/obj/confirmed of/IN/case/operation its/PRP$/nmod:poss/operation
        operation/NN/nmod/suspension""",
        [Said("indirect", "the suspension of its operation", "confirmed", "Azerbaijan")],
        id="noun phrase as object",
    ),
    pytest.param(
        "A claim by the ministry that the talks had ended was denied.",
        """A/DT/det/claim claim/NN/nsubj:pass/denied by/IN/case/ministry the/DT/det/ministry
        ministry/NN/nmod/claim that/IN/mark/ended the/DT/det/talks talks/NNS/nsubj/ended
        had=have/VBD/aux/ended ended=end/VBN/acl/claim was=be/VBD/aux:pass/denied denied=deny/VBN/root""",
        [Said("indirect", "that the talks had ended", "claim", "the ministry")],
        id="noun with by",
    ),
    pytest.param(
        "It was said by the council that a room would be built.",
        """It/PRP/expl/said was=be/VBD/aux:pass/said said=say/VBN/root by/IN/case/council the/DT/det/council
        council/NN/obl:agent/said that/IN/mark/built a/DT/det/room room/NN/nsubj:pass/built
        would/MD/aux/built be/VB/aux:pass/built built=build/VBN/ccomp/said""",
        [Said("indirect", "that a room would be built", "was said", "the council")],
        id="passive with by",
    ),
    pytest.param(
        "It was announced that the bridge would close.",
        """It/PRP/expl/announced was=be/VBD/aux:pass/announced announced=announce/VBN/root that/IN/mark/close
        the/DT/det/bridge bridge/NN/nsubj/close would/MD/aux/close close/VB/ccomp/announced""",
        [Said("indirect", "that the bridge would close", "was announced", None)],
        id="passive of nobody",
    ),
    pytest.param(
        "The agency quoted him as saying that the talks had failed.",
        """The/DT/det/agency agency/NN/nsubj/quoted quoted=quote/VBD/root him=he/PRP/obj/quoted
        as/IN/mark/saying saying=say/VBG/advcl/quoted that/IN/mark/failed the/DT/det/talks
        talks/NNS/nsubj/failed had=have/VBD/aux/failed failed=fail/VBN/ccomp/saying""",
        [
            Said("indirect", "him as saying that the talks had failed", "quoted", "The agency"),
            Said("indirect", "that the talks had failed", "saying", "him"),
        ],
        id="quoted as saying",
    ),
    pytest.param(
        "Anna Berg was quoted as saying that the talks had failed.",
        """Anna/NNP/nsubj:pass/quoted/PERSON Berg/NNP/flat/Anna/PERSON was=be/VBD/aux:pass/quoted
        quoted=quote/VBN/root as/IN/mark/saying saying=say/VBG/advcl/quoted that/IN/mark/failed the/DT/det/talks
        talks/NNS/nsubj/failed had=have/VBD/aux/failed failed=fail/VBN/ccomp/saying""",
        [Said("indirect", "that the talks had failed", "saying", "Anna Berg")],
        id="quoted as saying, by nobody knows whom",
    ),
    pytest.param(
        "The minister left early, saying that the talks had ended.",
        f"""The/DT/det/minister minister/NN/nsubj/left left=leave/VBD/root early/RB/advmod/left
        saying=say/VBG/advcl/left {THAT_ENDED.replace("said", "saying")}""",
        [Said("indirect", "that the talks had ended", "saying", "The minister")],
        id="participle",
    ),
    pytest.param(
        "The minister denied the charge and said that the talks had ended.",
        f"""The/DT/det/minister minister/NN/nsubj/denied denied=deny/VBD/root the/DT/det/charge
        charge/NN/obj/denied and/CC/cc/said said=say/VBD/conj/denied {THAT_ENDED}""",
        [
            Said("indirect", "the charge", "denied", "The minister"),
            Said("indirect", "that the talks had ended", "said", "The minister"),
        ],
        id="two reports of one source",
    ),
]


def test_what_is_said_on_a_day_is_not_said_about_the_day() -> None:
    found = said_in(
        "The mayor said Tuesday that two people had died.",
        """The/DT/det/mayor mayor/NN/nsubj/said said=say/VBD/root Tuesday/NNP/obl:unmarked/said/DATE that/WDT/obj/died
        two/CD/nummod/people people/NNS/nsubj/died had=have/VBD/aux/died died=die/VBN/acl:relcl/Tuesday""",
    )
    assert found == [Said("indirect", "that two people had died", "said", "The mayor")]


def test_the_conjunction_of_another_clause_is_no_content() -> None:
    found = said_in(
        "The Times reported that the mayor had said the bridge was safe.",
        """The/DT/det/Times Times/NNPS/nsubj/reported/ORG reported=report/VBD/root that/IN/mark/safe the/DT/det/mayor
        mayor/NN/nsubj/said had=have/VBD/aux/said said=say/VBN/ccomp/reported the/DT/det/bridge
        bridge/NN/nsubj/safe was=be/VBD/cop/safe safe/JJ/ccomp/said""",
    )
    assert sorted(found) == [
        Said("indirect", "that the mayor had said the bridge was safe", "reported", "The Times"),
        Said("indirect", "the bridge was safe", "had said", "the mayor"),
    ]


@pytest.mark.parametrize(("text", "words", "expected"), CLAUSES)
def test_clauses(text: str, words: str, expected: list[Said]) -> None:
    assert said_in(text, words) == expected


NOT_STATEMENTS = [
    pytest.param(
        "The officer asked not to be named.",
        """The/DT/det/officer officer/NN/nsubj/asked asked=ask/VBD/root not/RB/advmod/named to/TO/mark/named
        be/VB/aux:pass/named named=name/VBN/xcomp/asked""",
        id="a name withheld",
    ),
    pytest.param(
        "The officer asked the paper not to be named.",
        """The/DT/det/officer officer/NN/nsubj/asked asked=ask/VBD/root the/DT/det/paper paper/NN/obj/asked
        not/RB/advmod/named to/TO/mark/named be/VB/aux:pass/named named=name/VBN/xcomp/asked""",
        id="a name withheld by request",
    ),
    pytest.param(
        "It should be noted that the bridge is old.",
        """It/PRP/expl/noted should/MD/aux/noted be/VB/aux:pass/noted noted=note/VBN/root that/IN/mark/old
        the/DT/det/bridge bridge/NN/nsubj/old is=be/VBZ/cop/old old/JJ/ccomp/noted""",
        id="said by nobody yet",
    ),
    pytest.param(
        "The minister wants to end the talks.",
        """The/DT/det/minister minister/NN/nsubj/wants wants=want/VBZ/root to/TO/mark/end end/VB/xcomp/wants
        the/DT/det/talks talks/NNS/obj/end""",
        id="a verb that reports nothing",
    ),
    pytest.param(
        "The minister read the letter.",
        """The/DT/det/minister minister/NN/nsubj/read read/VBD/root the/DT/det/letter letter/NN/obj/read""",
        id="an object that is not asserted",
    ),
    pytest.param(
        "The idea that the talks had ended was new.",
        """The/DT/det/idea idea/NN/nsubj/new that/IN/mark/ended the/DT/det/talks talks/NNS/nsubj/ended
        had=have/VBD/aux/ended ended=end/VBN/acl/idea was=be/VBD/cop/new new/JJ/root""",
        id="a noun of nobody",
    ),
]


@pytest.mark.parametrize(("text", "words"), NOT_STATEMENTS)
def test_what_is_no_statement(text: str, words: str) -> None:
    assert said_in(text, words) == []


CUES = [
    ("has said", "has=have/VBZ/aux/said said=say/VBN/root"),
    ("did not say", "did=do/VBD/aux/say not/RB/advmod/say say/VB/root"),
    ("pointed out", "pointed=point/VBD/root out/RP/compound:prt/pointed"),
    ("said", "said=say/VBD/root"),
]


@pytest.mark.parametrize(("cue", "words"), CUES)
def test_the_cue_is_the_verb_with_its_auxiliaries_negation_and_particle(cue: str, words: str) -> None:
    verb = "say" if cue.endswith("say") else "pointed" if cue.endswith("out") else "said"
    found = said_in(
        f"The mayor {cue} that the river was low.",
        f"""The/DT/det/mayor mayor/NN/nsubj/{verb} {words} that/IN/mark/low the/DT/det/river
        river/NN/nsubj/low was=be/VBD/cop/low low/JJ/ccomp/{verb}""",
    )
    assert found == [Said("indirect", "that the river was low", cue, "The mayor")]


def test_an_adverb_before_the_verb_is_part_of_the_cue() -> None:
    found = said_in(
        "The mayor also said that the river was low.",
        """The/DT/det/mayor mayor/NN/nsubj/said also/RB/advmod/said said=say/VBD/root that/IN/mark/low
        the/DT/det/river river/NN/nsubj/low was=be/VBD/cop/low low/JJ/ccomp/said""",
    )
    assert [one.cue for one in found] == ["also said"]


SOURCES = [
    pytest.param(
        "Hugh Hill, a doctor at the clinic,",
        """Hugh/NNP/nsubj/said/PERSON Hill/NNP/flat/Hugh/PERSON a/DT/det/doctor doctor/NN/appos/Hugh
        at/IN/case/clinic the/DT/det/clinic clinic/NN/nmod/doctor""",
        "Hugh Hill, a doctor at the clinic",
        id="an apposition belongs to it",
    ),
    pytest.param(
        "The bank, for its part,",
        "The/DT/det/bank bank/NN/nsubj/said for/IN/case/part its/PRP$/nmod:poss/part part/NN/nmod/bank",
        "The bank",
        id="an aside does not",
    ),
    pytest.param(
        "The bank's director, Anna Berg,",
        """The/DT/det/bank bank/NN/nmod:poss/director 's/POS/case/bank director/NN/nsubj/said
        Anna/NNP/appos/director/PERSON Berg/NNP/flat/Anna/PERSON""",
        "The bank's director, Anna Berg",
        id="a possessive inside",
    ),
    pytest.param(
        "The ministry, which owns the bank,",
        """The/DT/det/ministry ministry/NN/nsubj/said which/WDT/nsubj/owns owns=own/VBZ/acl:relcl/ministry
        the/DT/det/bank bank/NN/obj/owns""",
        "The ministry, which owns the bank",
        id="a relative clause",
    ),
    pytest.param(
        "A senior official of the Azeri Ministry of Defense",
        """A/DT/det/official senior/JJ/amod/official official/NN/nsubj/said of/IN/case/Ministry
        the/DT/det/Ministry Azeri/JJ/amod/Ministry/ORG Ministry/NNP/nmod/official/ORG
        of/IN/case/Defense/ORG Defense/NNP/nmod/Ministry/ORG""",
        "A senior official of the Azeri Ministry of Defense",
        id="everything that modifies the noun",
    ),
    pytest.param(
        "Prime Minister Anna Berg on Monday",
        """Prime/NNP/amod/Minister Minister/NNP/nmod:desc/Anna Anna/NNP/nsubj/said/PERSON
        Berg/NNP/flat/Anna/PERSON on/IN/case/Monday Monday/NNP/nmod/Anna/DATE""",
        "Prime Minister Anna Berg",
        id="no date",
    ),
    pytest.param(
        "John “Rocky” Lang",
        """John/NNP/nsubj/said/PERSON Rocky/NNP/flat/John/PERSON Lang/NNP/flat/John/PERSON""",
        "John “Rocky” Lang",
        id="a nickname in marks",
    ),
]


@pytest.mark.parametrize(("subject", "words", "source"), SOURCES)
def test_the_source_is_the_whole_noun_phrase(subject: str, words: str, source: str) -> None:
    found = said_in(f"{subject} said that the talks had ended.", f"{words} said=say/VBD/root {THAT_ENDED}")
    assert found == [Said("indirect", "that the talks had ended", "said", source)]


def test_a_boy_in_a_yellow_coat_is_one_source_after_the_verb() -> None:
    found = said_in(
        "“We have to run,” said a boy in a yellow coat.",
        """We/PRP/nsubj/have have/VBP/ccomp/said to/TO/mark/run run/VB/xcomp/have said=say/VBD/root
        a/DT/det/boy boy/NN/nsubj/said in/IN/case/coat a/DT/det/coat yellow/JJ/amod/coat
        coat/NN/obl/said""",
    )
    assert [one.source for one in found] == ["a boy in a yellow coat"]


CIRCUMSTANCES = [
    pytest.param(
        "The minister told reporters that the talks had ended.",
        """The/DT/det/minister minister/NN/nsubj/told told=tell/VBD/root reporters=reporter/NNS/obj/told
        that/IN/mark/ended the/DT/det/talks talks/NNS/nsubj/ended had=have/VBD/aux/ended
        ended=end/VBN/ccomp/told""",
        ["reporters"],
        id="to whom",
    ),
    pytest.param(
        "The ministry said in a statement that the talks had ended.",
        f"""The/DT/det/ministry ministry/NN/nsubj/said said=say/VBD/root in/IN/case/statement
        a/DT/det/statement statement/NN/obl/said {THAT_ENDED}""",
        ["in a statement"],
        id="in what",
    ),
    pytest.param(
        "The ministry said on Tuesday that the talks had ended.",
        f"""The/DT/det/ministry ministry/NN/nsubj/said said=say/VBD/root on/IN/case/Tuesday
        Tuesday/NNP/obl/said/DATE {THAT_ENDED}""",
        [],
        id="not the day",
    ),
]


@pytest.mark.parametrize(("text", "words", "circumstances"), CIRCUMSTANCES)
def test_circumstances(text: str, words: str, circumstances: list[str]) -> None:
    (statement,) = statements_of(made_parse(text, words))
    assert [text[span.start : span.end] for span in statement.circumstances] == circumstances
    assert [text[span.start : span.end] for span in statement.content] == ["that the talks had ended"]


DATELINES = [
    ("VARDA, 17 July – ", "VARDA/NNP/dislocated/said/GPE 17/CD/nmod/VARDA/DATE July/NNP/flat/17/DATE"),
    ("Varda (Reuters) – ", "Varda/NNP/dislocated/said/GPE Reuters/NNP/appos/Varda/ORG"),
    ("VARDA - 21 July 2022: ", "VARDA/NNP/dislocated/said/GPE 21/CD/nmod/VARDA July/NNP/flat/21 2022/CD/nmod/July"),
    ("", ""),
]


@pytest.mark.parametrize(("dateline", "words"), DATELINES)
def test_a_dateline_is_not_part_of_the_content(dateline: str, words: str) -> None:
    words = words.replace("dislocated/said", "dislocated/risen")
    found = said_in(
        f"{dateline}The river has risen, the mayor said.",
        f"""{words} The/DT/det/river river/NN/nsubj/risen has=have/VBZ/aux/risen risen=rise/VBN/ccomp/said
        the/DT/det/mayor mayor/NN/nsubj/said said=say/VBD/root""",
    )
    assert found == [Said("indirect", "The river has risen", "said", "the mayor")]


def test_brackets_and_dashes_do_not_make_a_dateline() -> None:
    found = said_in(
        "The head of the fund (IMF) – the oldest one – has left, she said.",
        """The/DT/det/head head/NN/nsubj/left of/IN/case/fund the/DT/det/fund fund/NN/nmod/head IMF/NNP/appos/fund/ORG
        the/DT/det/one oldest/JJS/amod/one one/NN/appos/head has=have/VBZ/aux/left left=leave/VBN/ccomp/said
        she/PRP/nsubj/said said=say/VBD/root""",
    )
    assert [one.content for one in found] == ["The head of the fund (IMF) – the oldest one – has left"]


def test_a_dateline_does_not_hold_the_cue() -> None:
    found = said_in(
        "Tal said he wants a DRX licence – which is cheap – soon.",
        """Tal/NNP/nsubj/said/PERSON said=say/VBD/root he/PRP/nsubj/wants wants=want/VBZ/ccomp/said a/DT/det/licence
        DRX/NNP/compound/licence licence/NN/obj/wants which/WDT/nsubj/cheap is=be/VBZ/cop/cheap
        cheap/JJ/acl:relcl/licence soon/RB/advmod/wants""",
    )
    assert [one.content for one in found] == ["he wants a DRX licence – which is cheap – soon"]


def test_a_report_in_a_report_is_nested_in_it() -> None:
    statements = statements_of(
        made_parse(
            "The mayor said that Anna Berg claimed that the bridge was safe.",
            """The/DT/det/mayor mayor/NN/nsubj/said said=say/VBD/root that/IN/mark/claimed
            Anna/NNP/nsubj/claimed/PERSON Berg/NNP/flat/Anna/PERSON claimed=claim/VBD/ccomp/said
            that/IN/mark/safe the/DT/det/bridge bridge/NN/nsubj/safe was=be/VBD/cop/safe
            safe/JJ/ccomp/claimed""",
        )
    )
    assert [(one.id, one.nested_in) for one in statements] == [("q1", None), ("q2", "q1")]


def test_coordinated_reports_do_not_contain_each_other() -> None:
    text = "He denied that it was so and stressed that the road was open."
    words = """He/PRP/nsubj/denied denied=deny/VBD/root that/IN/mark/so it/PRP/nsubj/so was=be/VBD/cop/so
        so/RB/ccomp/denied and/CC/cc/stressed stressed=stress/VBD/conj/so that/IN/mark/open the/DT/det/road
        road/NN/nsubj/open was=be/VBD/cop/open open/JJ/ccomp/stressed"""
    assert said_in(text, words) == [
        Said("indirect", "that it was so", "denied", "He"),
        Said("indirect", "that the road was open", "stressed", "He"),
    ]
    assert said_in(text, words.replace("conj/so", "conj/denied")) == said_in(text, words)


def test_what_somebody_else_says_beside_it_is_no_part_of_a_report() -> None:
    text = "The mayor said that dogs had come, while Anna argued that cats had."
    words = """The/DT/det/mayor mayor/NN/nsubj/said said=say/VBD/root that/IN/mark/come dogs/NNS/nsubj/come
        had=have/VBD/aux/come come/VBN/ccomp/said while/IN/mark/argued Anna/NNP/nsubj/argued/PERSON
        argued=argue/VBD/advcl/come that/IN/mark/had cats/NNS/nsubj/had had=have/VBD/ccomp/argued"""
    assert said_in(text, words) == [
        Said("indirect", "that dogs had come", "said", "The mayor"),
        Said("indirect", "that cats had", "argued", "Anna"),
    ]


def test_the_clause_of_a_passive_may_be_its_subject() -> None:
    found = said_in(
        "The court was told by Berg that dogs had come.",
        """The/DT/det/court court/NN/nsubj:pass/told was=be/VBD/aux:pass/told told=tell/VBN/root by/IN/case/Berg
        Berg/NNP/obl:agent/told/PERSON that/IN/mark/come dogs/NNS/nsubj/come had=have/VBD/aux/come
        come/VBN/csubj:pass/told""",
    )
    assert found == [Said("indirect", "that dogs had come", "was told", "Berg")]


def test_a_clause_of_circumstance_is_not_what_is_said() -> None:
    found = said_in(
        "Varda confirmed the ceasefire after the talks had ended.",
        """Varda/NNP/nsubj/confirmed/GPE confirmed=confirm/VBD/root the/DT/det/ceasefire ceasefire/NN/obj/confirmed
        after/IN/mark/ended the/DT/det/talks talks/NNS/nsubj/ended had=have/VBD/aux/ended
        ended=end/VBN/ccomp/confirmed""",
    )
    assert [(one.content, one.source) for one in found] == [("the ceasefire", "Varda")]


def test_what_is_added_behind_a_cue_is_not_what_was_said_by_the_cue() -> None:
    found = said_in(
        "The office moves, Berg told a conference in Varda, adding that the rent was high.",
        """The/DT/det/office office/NN/nsubj/moves moves=move/VBZ/root Berg/NNP/nsubj/told/PERSON
        told=tell/VBD/parataxis/moves a/DT/det/conference conference/NN/obj/told in/IN/case/Varda
        Varda/NNP/nmod/conference/GPE adding=add/VBG/advcl/told that/IN/mark/high the/DT/det/rent
        rent/NN/nsubj/high was=be/VBD/cop/high high/JJ/ccomp/adding""",
    )
    assert [(one.cue, one.content) for one in found] == [
        ("told", "The office moves"),
        ("adding", "that the rent was high"),
    ]


def test_a_clause_behind_a_dash_that_tells_the_time_reports_nothing() -> None:
    found = said_in(
        "The family sues — after the funeral for Mona Berg has concluded.",
        """The/DT/det/family family/NN/nsubj/sues sues=sue/VBZ/root after/IN/case/funeral the/DT/det/funeral
        funeral/NN/obl/concluded for/IN/case/Mona Mona/NNP/nsubj/concluded/PERSON Berg/NNP/flat/Mona/PERSON
        has=have/VBZ/aux/concluded concluded=conclude/VBN/parataxis/sues""",
    )
    assert found == []
