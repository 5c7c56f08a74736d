"""Negated and hypothetical cues, and questions, on parses made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_parses import made_parse

from quotes.records import Span
from quotes.statements.candidate import Candidate
from quotes.statements.labels.modality import Modality, goes_on_behind_a_stop, modality_in
from quotes.statements.marked_article import mark_article
from quotes.statements.rules.rule_tables import content_rule

LOW = "that/IN/mark/low the/DT/det/river river/NN/nsubj/low was=be/VBD/cop/low low/JJ/ccomp/{}"
MAYOR = "The/DT/det/mayor mayor/NN/nsubj/{}"
THAT = "that the river was low"

FACT, NEGATED, HYPOTHETICAL, QUESTION = Modality(), Modality(True), Modality(False, True), Modality(question=True)


def modality(text: str, words: str, cue: str | None, *content: str) -> Modality:
    """The modality of a statement whose cue and content are given as words of the text."""

    def at(part: str) -> Span:
        return Span(text.index(part), text.index(part) + len(part))

    marked = mark_article(made_parse(text, words))
    where = at(cue) if cue else None
    named = marked.doc.char_span(where.start, where.end) if where else None
    anchor = named.root.i if named else None
    return modality_in(marked, Candidate(tuple(map(at, content)), content_rule("clause"), where, anchor=anchor))


def root_of(words: str) -> str:
    return next(word.split("/")[0].split("=")[0] for word in words.split() if word.endswith("/root"))


@pytest.mark.parametrize(
    ("cue", "words", "expected"),
    [
        ("said", "said=say/VBD/root", FACT),
        ("denied", "denied=deny/VBD/root", FACT),
        ("did not say", "did=do/VBD/aux/say not/RB/advmod/say say/VB/root", NEGATED),
        ("did not deny", "did=do/VBD/aux/deny not/RB/advmod/deny deny/VB/root", NEGATED),
        ("never said", "never/RB/advmod/said said=say/VBD/root", NEGATED),
        ("no longer said", "no/RB/advmod/longer longer/RBR/advmod/said said=say/VBD/root", NEGATED),
        ("not only said", "not/RB/advmod/said only/RB/advmod/said said=say/VBD/root", FACT),
        ("told nobody", "told=tell/VBD/root nobody/NN/obj/told", NEGATED),
        ("would say", "would/MD/aux/say say/VB/root", HYPOTHETICAL),
        ("might say", "might/MD/aux/say say/VB/root", HYPOTHETICAL),
        ("could have said", "could/MD/aux/said have/VB/aux/said said=say/VBN/root", HYPOTHETICAL),
        ("will say", "will/MD/aux/say say/VB/root", HYPOTHETICAL),
        ("will not say", "will/MD/aux/say not/RB/advmod/say say/VB/root", NEGATED),
        ("would not say", "would/MD/aux/say not/RB/advmod/say say/VB/root", NEGATED),
        ("might not say", "might/MD/aux/say not/RB/advmod/say say/VB/root", Modality(True, True)),
        ("would later say", "would/MD/aux/say later/RB/advmod/say say/VB/root", FACT),
    ],
)
def test_negation_and_modals(cue: str, words: str, expected: Modality) -> None:
    verb = root_of(words)
    words = f"{MAYOR.format(verb)} {words} {LOW.format(verb)}"
    assert modality(f"The mayor {cue} {THAT}.", words, cue, THAT) == expected


@pytest.mark.parametrize(
    ("governor", "words", "expected"),
    [
        ("refused", "refused=refuse/VBD/root", NEGATED),
        ("failed", "failed=fail/VBD/root", NEGATED),
        ("is expected", "is=be/VBZ/aux:pass/expected expected=expect/VBN/root", HYPOTHETICAL),
        ("wants", "wants=want/VBZ/root", HYPOTHETICAL),
        ("went on", "went=go/VBD/root on/RP/compound:prt/went", FACT),
        ("did not fail", "did=do/VBD/aux/fail not/RB/advmod/fail fail/VB/root", FACT),
        ("did not want", "did=do/VBD/aux/want not/RB/advmod/want want/VB/root", NEGATED),
        ("would go on", "would/MD/aux/go go/VB/root on/RP/compound:prt/go", FACT),
    ],
)
def test_the_governor_of_the_cue_counts(governor: str, words: str, expected: Modality) -> None:
    verb = root_of(words)
    words = f"{MAYOR.format(verb)} {words} to/TO/mark/say say/VB/xcomp/{verb} {LOW.format('say')}"
    for cue in ("say", f"{governor} to say"):
        assert modality(f"The mayor {governor} to say {THAT}.", words, cue, THAT) == expected


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("Nobody", "Nobody/NN/nsubj/said"),
        ("No one", "No/DT/det/one one/NN/nsubj/said"),
        ("Not one official", "Not/RB/advmod/official one/CD/nummod/official official/NN/nsubj/said"),
        ("Neither mayor", "Neither/DT/det/mayor mayor/NN/nsubj/said"),
    ],
)
def test_a_statement_of_nobody_is_negated(subject: str, words: str) -> None:
    assert (
        modality(f"{subject} said {THAT}.", f"{words} said=say/VBD/root {LOW.format('said')}", "said", THAT) == NEGATED
    )


CLAUSES = [
    (
        "No change, he said, “hides what it is.”",
        """No/DT/det/change change/NN/nsubj/said he/PRP/nsubj/said said=say/VBD/root hides=hide/VBZ/ccomp/said
        what/WP/obj/hides it/PRP/nsubj/is is=be/VBZ/acl:relcl/what""",
        "said",
        "“hides what it is.”",
        FACT,
    ),
    (
        f"The mayor left without saying {THAT}.",
        f"""{MAYOR.format("left")} left=leave/VBD/root without/IN/mark/saying saying=say/VBG/advcl/left
        {LOW.format("saying")}""",
        "saying",
        THAT,
        NEGATED,
    ),
    (
        f"The mayor made no claim {THAT}.",
        f"""{MAYOR.format("made")} made=make/VBD/root no/DT/det/claim claim/NN/obj/made
        {LOW.format("claim").replace("ccomp", "acl")}""",
        "claim",
        THAT,
        NEGATED,
    ),
    ("“No,” said Berg.", "No/RB/advmod/said said=say/VBD/root Berg/NNP/nsubj/said", "said", "“No,”", FACT),
    (
        f"If the mayor says {THAT}, we wait.",
        f"""If/IN/mark/says the/DT/det/mayor mayor/NN/nsubj/says says=say/VBZ/advcl/wait {LOW.format("says")}
        we/PRP/nsubj/wait wait/VBP/root""",
        "says",
        THAT,
        HYPOTHETICAL,
    ),
    (
        f"Did the mayor say {THAT}?",
        f"Did=do/VBD/aux/say the/DT/det/mayor mayor/NN/nsubj/say say/VB/root {LOW.format('say')}",
        "say",
        THAT,
        HYPOTHETICAL,
    ),
    ("“Who pays?”", "Who/WP/nsubj/pays pays=pay/VBZ/root", None, "“Who pays?”", QUESTION),
    (
        "“Who pays Mr. Berg?”",
        "Who/WP/nsubj/pays pays=pay/VBZ/root Mr./NNP/compound/Berg Berg/NNP/obj/pays",
        None,
        "“Who pays Mr. Berg?”",
        QUESTION,
    ),
    (
        "“They left. Who pays?”",
        "They/PRP/nsubj/left left=leave/VBD/root | Who/WP/nsubj/pays pays=pay/VBZ/root",
        None,
        "“They left. Who pays?”",
        FACT,
    ),
    ("“They left.”", "They/PRP/nsubj/left left=leave/VBD/root", None, "“They left.”", FACT),
]


@pytest.mark.parametrize(("text", "words", "cue", "content", "expected"), CLAUSES, ids=[row[0] for row in CLAUSES])
def test_modality(text: str, words: str, cue: str | None, content: str, expected: Modality) -> None:
    assert modality(text, words, cue, content) == expected


@pytest.mark.parametrize(
    ("verb", "mark", "expected"),
    [
        ("asked=ask", "whether", QUESTION),
        ("wondered=wonder", "if", QUESTION),
        ("asked=ask", "that", FACT),
        ("said=say", "whether", FACT),
    ],
)
def test_a_clause_that_is_asked_is_a_question(verb: str, mark: str, expected: Modality) -> None:
    cue = verb.split("=")[0]
    words = f"{verb}/VBD/root {mark}/IN/mark/rained it/PRP/nsubj/rained rained=rain/VBD/ccomp/{cue}"
    text = f"The mayor {cue} {mark} it rained."
    assert modality(text, f"{MAYOR.format(cue)} {words}", cue, f"{mark} it rained") == expected


def test_pieces_of_a_split_question() -> None:
    words = "Who/WP/nsubj/pays Berg/NNP/nsubj/said said=say/VBD/root pays=pay/VBZ/ccomp/said"
    assert modality("“Who,” Berg said, “pays?”", words, "said", "“Who,”", "“pays?”") == QUESTION


def test_a_quotation_that_says_something_before_it_asks_is_no_question() -> None:
    words = "I/PRP/nsubj/wait wait/VBP/ccomp/said Berg/NNP/nsubj/said said=say/VBD/root | "
    words += "Who/WP/nsubj/pays pays=pay/VBZ/root"
    assert modality("“I wait,” Berg said. “Who pays?”", words, "said", "“I wait,”", "“Who pays?”") == FACT
    words = "My/PRP$/nmod:poss/staff staff/NN/nsubj/ask ask/VBP/ccomp/said Who/WP/nsubj/pays pays=pay/VBZ/ccomp/ask "
    words += "said=say/VBD/root Berg/NNP/nsubj/said"
    text = "“My staff ask, ‘Who pays?’” said Berg."
    assert modality(text, words, "said", "“My staff ask, ‘Who pays?’”") == FACT
    text = text.replace("ask, ‘Who pays?’", "ask ‘Who’ pays?")
    assert modality(text, words, "said", "“My staff ask ‘Who’ pays?”") == QUESTION


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("Is it late?” Go.", True),
        ("Is it late?... (“Go!", True),
        ("Is it late, Mr. Berg", False),
        ("Is it late? it is", False),
        ("Is it 10.30 – St. Anne's", False),
        ("." * 100_000 + "? Go", True),
        ("? " * 100_000 + "Go", True),
        ("? " * 100_000, False),
    ],
)
def test_a_sentence_goes_on_behind_a_stop(text: str, goes_on: bool) -> None:
    assert goes_on_behind_a_stop(text) is goes_on


def test_a_question_of_an_interview_is_one_also_behind_another_sentence() -> None:
    marked = mark_article(made_parse("It rained. Why?", "It/PRP/nsubj/rained rained=rain/VBD/root | Why/WRB/root"))
    asked = Candidate((Span(0, 15),), content_rule("interview-question"), kind="direct")
    assert modality_in(marked, asked) == QUESTION
    assert modality_in(marked, replace(asked, rule=content_rule("interview-answer"))) == FACT
    alone = replace(asked, content=(Span(11, 15),), rule=content_rule("interview-answer"))
    assert modality_in(marked, alone) == QUESTION
