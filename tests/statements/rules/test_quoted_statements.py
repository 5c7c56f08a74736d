"""Direct and mixed statements: quotations with and without a reporting expression, on parses made by hand."""

from __future__ import annotations

import pytest
from made_parses import made_parse
from read_statements import Said, names_in, said_in, statements_of

CLOSED = "The/DT/det/bridge bridge/NN/nsubj:pass/closed is=be/VBZ/aux:pass/closed closed=close/VBN"
BERG = "Anna/NNP/nsubj/said/PERSON Berg/NNP/flat/Anna/PERSON"
LANG = "John/NNP/nsubj/said/PERSON Lang/NNP/flat/John/PERSON"
ROAD_OPEN = "The/DT/det/road road/NN/nsubj/open is=be/VBZ/cop/open open/JJ"
WAITED = "We/PRP/nsubj/waited have/VBP/aux/waited waited=wait/VBN"

DIRECT = [
    pytest.param(
        "“The talks have ended,” said the Azeri Ministry of Defense on Monday.",
        """The/DT/det/talks talks/NNS/nsubj/ended have/VBP/aux/ended ended=end/VBN/ccomp/said said=say/VBD/root
        the/DT/det/Ministry Azeri/JJ/amod/Ministry/ORG Ministry/NNP/nsubj/said/ORG of/IN/case/Defense/ORG
        Defense/NNP/nmod/Ministry/ORG on/IN/case/Monday Monday/NNP/obl/said/DATE""",
        [Said("direct", "“The talks have ended,”", "said", "the Azeri Ministry of Defense")],
        id="inverted",
    ),
    pytest.param(
        '"The bridge is closed," John Lang said.',
        f"{CLOSED}/ccomp/said {LANG} said=say/VBD/root",
        [Said("direct", '"The bridge is closed,"', "said", "John Lang")],
        id="straight marks",
    ),
    pytest.param(
        "The mayor said: “The bridge is closed.”",
        f"The/DT/det/mayor mayor/NN/nsubj/said said=say/VBD/root {CLOSED}/parataxis/said",
        [Said("direct", "“The bridge is closed.”", "said", "The mayor")],
        id="after its cue",
    ),
    pytest.param(
        "The mayor wrote:\n\n“The bridge is closed.”",
        f"The/DT/det/mayor mayor/NN/nsubj/wrote wrote=write/VBD/root | {CLOSED}/root",
        [Said("direct", "“The bridge is closed.”", "wrote", "The mayor")],
        id="in a paragraph of its own",
    ),
    pytest.param(
        "“The bridge is closed,” he said, “and the road is open.”",
        f"""{CLOSED}/ccomp/said he/PRP/nsubj/said said=say/VBD/root and/CC/cc/open the/DT/det/road
        road/NN/nsubj/open is=be/VBZ/cop/open open/JJ/conj/closed""",
        [Said("direct", "“The bridge is closed,” | “and the road is open.”", "said", "he")],
        id="split",
    ),
    pytest.param(
        "“The bridge is closed,” he said. “The road is open.”",
        f"{CLOSED}/ccomp/said he/PRP/nsubj/said said=say/VBD/root | {ROAD_OPEN}/root",
        [Said("direct", "“The bridge is closed,” | “The road is open.”", "said", "he")],
        id="split between sentences",
    ),
    pytest.param(
        "“The bridge is closed,” said Anna Berg. “The road is open,” said John Lang.",
        f"""{CLOSED}/ccomp/said said=say/VBD/root {BERG} |
        {ROAD_OPEN}/ccomp/said said=say/VBD/root {LANG}""",
        [
            Said("direct", "“The bridge is closed,”", "said", "Anna Berg"),
            Said("direct", "“The road is open,”", "said", "John Lang"),
        ],
        id="of two in turn",
    ),
    pytest.param(
        "“We have waited.\n\n“The bridge is closed,” said Anna Berg.",
        f"{WAITED}/root | {CLOSED}/ccomp/said said=say/VBD/root {BERG}",
        [Said("direct", "“We have waited. | “The bridge is closed,”", "said", "Anna Berg")],
        id="of two paragraphs",
    ),
    pytest.param(
        "“The bridge is closed,” the minister of trade, speaking softly, said.",
        f"""{CLOSED}/ccomp/said the/DT/det/minister minister/NN/nsubj/said of/IN/case/trade
        trade/NN/nmod/minister speaking=speak/VBG/acl/minister softly/RB/advmod/speaking said=say/VBD/root""",
        [Said("direct", "“The bridge is closed,”", "said", "the minister of trade")],
        id="with an aside before the cue",
    ),
    pytest.param(
        "“The bridge is closed,” he said, but “the road is open.”",
        f"""{CLOSED}/ccomp/said he/PRP/nsubj/said said=say/VBD/root but/CC/cc/open the/DT/det/road
        road/NN/nsubj/open is=be/VBZ/cop/open open/JJ/conj/closed""",
        [Said("direct", "“The bridge is closed,” | “the road is open.”", "said", "he")],
        id="in halves that a conjunction joins",
    ),
    pytest.param(
        "“We have waited.” To which he said, “The bridge is closed.”",
        f"""{WAITED}/root | To/IN/case/which which/WDT/obl/said he/PRP/nsubj/said said=say/VBD/root
        {CLOSED}/ccomp/said""",
        [Said("direct", "“The bridge is closed.”", "said", "he")],
        id="after its cue, which follows another one",
    ),
    pytest.param(
        "“The bridge is closed,” when the mayor blamed John Lang.",
        f"""{CLOSED}/root when/WRB/advmod/blamed the/DT/det/mayor mayor/NN/nsubj/blamed
        blamed=blame/VBD/advcl/closed John/NNP/obj/blamed/PERSON Lang/NNP/flat/John/PERSON""",
        [Said("direct", "“The bridge is closed,”", None, None)],
        id="before what tells when",
    ),
    pytest.param(
        "In his book, “Make a Bridge,” the mayor suggested waiting.",
        """In/IN/case/book his/PRP$/nmod:poss/book book/NN/obl/suggested Make/VB/appos/book a/DT/det/Bridge
        Bridge/NNP/obj/Make the/DT/det/mayor mayor/NN/nsubj/suggested suggested=suggest/VBD/root
        waiting=wait/VBG/xcomp/suggested""",
        [],
        id="no title",
    ),
    pytest.param(
        "The bridge is known as the “Grand Old Lady,” the mayor said.",
        """The/DT/det/bridge bridge/NN/nsubj:pass/known is=be/VBZ/aux:pass/known known=know/VBN/ccomp/said
        as/IN/case/Lady the/DT/det/Lady Grand/NNP/compound/Lady Old/NNP/compound/Lady Lady/NNP/obl/known
        the/DT/det/mayor mayor/NN/nsubj/said said=say/VBD/root""",
        [Said("mixed", "The bridge is known as the “Grand Old Lady,”", "said", "the mayor")],
        id="no name",
    ),
    pytest.param(
        "John Lang waved before asking the hall, “The bridge is closed?”",
        """John/NNP/nsubj/waved/PERSON Lang/NNP/flat/John/PERSON waved=wave/VBD/root before/IN/mark/asking
        asking=ask/VBG/advcl/closed the/DT/det/hall hall/NN/iobj/asking The/DT/det/bridge
        bridge/NN/nsubj:pass/closed is=be/VBZ/aux:pass/closed closed=close/VBN/ccomp/waved""",
        [Said("direct", "“The bridge is closed?”", "asking", "John Lang")],
        id="asked by the subject of the main clause",
    ),
]


@pytest.mark.parametrize(("text", "words", "expected"), DIRECT)
def test_direct_statements(text: str, words: str, expected: list[Said]) -> None:
    assert said_in(text, words) == expected


MIXED = [
    pytest.param(
        "The minister said the plan was “dead and buried” after the vote.",
        """The/DT/det/minister minister/NN/nsubj/said said=say/VBD/root the/DT/det/plan plan/NN/nsubj/dead
        was=be/VBD/cop/dead dead/JJ/ccomp/said and/CC/cc/buried buried=bury/VBN/conj/dead after/IN/case/vote
        the/DT/det/vote vote/NN/obl/dead""",
        "the plan was “dead and buried” after the vote",
        id="quotation in a clause",
    ),
    pytest.param(
        "The minister said the plan was “dead as a stone by now.”",
        """The/DT/det/minister minister/NN/nsubj/said said=say/VBD/root the/DT/det/plan plan/NN/nsubj/dead
        was=be/VBD/cop/dead dead/JJ/ccomp/said as/IN/case/stone a/DT/det/stone stone/NN/obl/dead by/IN/case/now
        now/RB/punct/said""",
        "the plan was “dead as a stone by now.”",
        id="taken whole though the parse breaks it",
    ),
    pytest.param(
        "The minister explained that “the bridge is closed.”",
        """The/DT/det/minister minister/NN/nsubj/explained explained=explain/VBD/root that/IN/mark/closed
        the/DT/det/bridge bridge/NN/nsubj:pass/closed is=be/VBZ/aux:pass/closed
        closed=close/VBN/ccomp/explained""",
        "that “the bridge is closed.”",
        id="that before a quotation",
    ),
    pytest.param(
        "The minister explained that “the bridge is closed.”",
        """The/DT/det/minister minister/NN/nsubj/explained explained=explain/VBD/root that/DT/obj/explained
        the/DT/det/bridge bridge/NN/nsubj:pass/closed is=be/VBZ/aux:pass/closed closed=close/VBN/conj/explained""",
        "that “the bridge is closed.”",
        id="that before a quotation, parsed apart",
    ),
    pytest.param(
        "The plan was “dead and buried,” the minister said.",
        """The/DT/det/plan plan/NN/nsubj/dead was=be/VBD/cop/dead dead/JJ/ccomp/said and/CC/cc/buried
        buried=bury/VBN/conj/dead the/DT/det/minister minister/NN/nsubj/said said=say/VBD/root""",
        "The plan was “dead and buried,”",
        id="before the cue",
    ),
]


@pytest.mark.parametrize(("text", "words", "content"), MIXED)
def test_mixed_statements(text: str, words: str, content: str) -> None:
    ((kind, found, _, source),) = said_in(text, words)
    assert (kind, found, source and source.lower()) == ("mixed", content, "the minister")


NO_QUOTATIONS = [
    pytest.param(
        "The general spoke of restoring “constitutional order” in the province.",
        """The/DT/det/general general/NN/nsubj/spoke spoke=speak/VBD/root of/IN/mark/restoring
        restoring=restore/VBG/advcl/spoke constitutional/JJ/amod/order order/NN/obj/restoring
        in/IN/case/province the/DT/det/province province/NN/obl/restoring""",
        id="scare quotes",
    ),
    pytest.param(
        "The film “Thirteen Days” won a prize.",
        """The/DT/det/film film/NN/nsubj/won Thirteen/CD/nummod/Days Days/NNPS/appos/film won=win/VBD/root
        a/DT/det/prize prize/NN/obj/won""",
        id="a title",
    ),
    pytest.param(
        "The yard of the “Great Northern Bridge and Tunnel Company” was empty.",
        """The/DT/det/yard yard/NN/nsubj/empty of/IN/case/Company the/DT/det/Company Great/NNP/amod/Company
        Northern/NNP/amod/Company Bridge/NNP/compound/Company and/CC/cc/Tunnel Tunnel/NNP/conj/Bridge
        Company/NNP/nmod/yard was=be/VBD/cop/empty empty/JJ/root""",
        id="a long name",
    ),
    pytest.param(
        "John “Rocky” Lang was there.",
        """John/NNP/nsubj/there/PERSON Rocky/NNP/flat/John/PERSON Lang/NNP/flat/John/PERSON was=be/VBD/cop/there
        there/RB/root""",
        id="a nickname",
    ),
]


@pytest.mark.parametrize(("text", "words"), NO_QUOTATIONS)
def test_words_in_marks_that_nobody_is_said_to_have_said(text: str, words: str) -> None:
    assert said_in(text, words) == []


def test_a_title_in_marks_beside_the_cue_is_not_what_was_said() -> None:
    found = said_in(
        "On the “Morning Show,” the minister said that the talks had ended.",
        """On/IN/case/Show the/DT/det/Show Morning/NNP/compound/Show Show/NNP/obl/said the/DT/det/minister
        minister/NN/nsubj/said said=say/VBD/root that/IN/mark/ended the/DT/det/talks talks/NNS/nsubj/ended
        had=have/VBD/aux/ended ended=end/VBN/ccomp/said""",
    )
    assert found == [Said("indirect", "that the talks had ended", "said", "the minister")]


def test_a_floating_quotation_has_the_speaker_of_what_it_continues() -> None:
    text = "“The bridge is closed,” said Anna Berg.\n\n“We have waited for ten years.”"
    words = f"""{CLOSED}/ccomp/said said=say/VBD/root {BERG} |
        {WAITED}/root for/IN/case/years ten/CD/nummod/years years/NNS/obl/waited"""
    assert said_in(text, words)[1] == Said("direct", "“We have waited for ten years.”")
    assert names_in(text, words) == ["Anna Berg", "Anna Berg"]


def test_a_quotation_after_somebody_else_came_is_not_part_of_the_one_before() -> None:
    text = "“The bridge is closed,” said Anna Berg. John Lang arrived. “We have waited for ten years.”"
    words = f"""{CLOSED}/ccomp/said said=say/VBD/root {BERG} |
        {LANG.replace("said", "arrived")} arrived=arrive/VBD/root |
        {WAITED}/root for/IN/case/years ten/CD/nummod/years years/NNS/obl/waited"""
    assert said_in(text, words) == [
        Said("direct", "“The bridge is closed,”", "said", "Anna Berg"),
        Said("direct", "“We have waited for ten years.”"),
    ]
    assert names_in(text, words) == ["Anna Berg", None]


def test_a_floating_quotation_paragraphs_after_somebody_else_came_has_no_speaker() -> None:
    text = "“The bridge is closed,” said Anna Berg.\n\nJohn Lang arrived.\n\n“We have waited for ten years.”"
    words = f"""{CLOSED}/ccomp/said said=say/VBD/root {BERG} |
        {LANG.replace("said", "arrived")} arrived=arrive/VBD/root |
        {WAITED}/root for/IN/case/years ten/CD/nummod/years years/NNS/obl/waited"""
    assert said_in(text, words)[1] == Said("direct", "“We have waited for ten years.”")
    assert names_in(text, words) == ["Anna Berg", None]


def test_a_floating_quotation_with_nothing_before_it_has_no_speaker() -> None:
    assert names_in("“The bridge is closed.”\n\nThe road is open.", f"{CLOSED}/root | {ROAD_OPEN}/root") == [None]


def test_a_quotation_in_a_quotation_is_nested_in_it() -> None:
    text = "“The chief engineer told me, ‘Run at once or drown!’ and left,” said Anna Berg."
    statements = statements_of(
        made_parse(
            text,
            f"""The/DT/det/engineer chief/JJ/amod/engineer engineer/NN/nsubj/told told=tell/VBD/ccomp/said
            me=I/PRP/iobj/told Run/VB/ccomp/told at/IN/case/once once/RB/obl/Run or/CC/cc/drown
            drown/VB/conj/Run and/CC/cc/left left=leave/VBD/conj/told said=say/VBD/root {BERG}""",
        )
    )
    assert [(one.id, one.nested_in) for one in statements] == [("q1", None), ("q2", "q1")]
    assert [text[span.start : span.end] for span in statements[1].content] == ["‘Run at once or drown!’"]
    assert [text[span.start : span.end] for span in statements[1].source] == ["The chief engineer"]


def test_a_cue_makes_one_statement_even_where_two_finders_see_it() -> None:
    """The pattern finds the clause, the neighbourhood the quotation, textacy both."""
    found = said_in(
        "The mayor said “the bridge is closed” and that the road was open.",
        """The/DT/det/mayor mayor/NN/nsubj/said said=say/VBD/root the/DT/det/bridge bridge/NN/nsubj:pass/closed
        is=be/VBZ/aux:pass/closed closed=close/VBN/ccomp/said and/CC/cc/open that/IN/mark/open the/DT/det/road
        road/NN/nsubj/open was=be/VBD/cop/open open/JJ/conj/closed""",
    )
    assert [(one.kind, one.cue, one.source) for one in found] == [("mixed", "said", "The mayor")]


def test_statements_come_in_the_order_of_the_text_with_ids_in_that_order() -> None:
    text = "“The bridge is closed,” said Anna Berg.\n\nThe mayor said that the road is open."
    statements = statements_of(
        made_parse(
            text,
            f"""{CLOSED}/ccomp/said said=say/VBD/root {BERG} | The/DT/det/mayor mayor/NN/nsubj/said
            said=say/VBD/root that/IN/mark/open the/DT/det/road road/NN/nsubj/open is=be/VBZ/cop/open
            open/JJ/ccomp/said""",
        )
    )
    assert [one.id for one in statements] == ["q1", "q2"]
    assert statements[0].content[0] < statements[1].content[0]
    assert all(one.rule and 0 < one.confidence < 1 for one in statements)


def test_what_nobody_answers_is_not_said_by_nobody() -> None:
    text = "“We have waited for ten years.” Nobody answered."
    words = f"""{WAITED}/root for/IN/case/years ten/CD/nummod/years years/NNS/obl/waited |
        Nobody/NN/nsubj/answered answered=answer/VBD/root"""
    assert names_in(text, words) == [None]
