"""Negated and hypothetical cues, and questions, on parses made by hand."""

from __future__ import annotations

import pytest
from made_parses import made_parse

from quotes.records import Span
from quotes.statements.candidate import Candidate
from quotes.statements.labels.modality import Modality, modality_in
from quotes.statements.marked_article import mark_article
from quotes.statements.rules.rule_tables import content_rule

LOW = "that/IN/mark/low the/DT/det/river river/NN/nsubj/low was=be/VBD/cop/low low/JJ/ccomp/{}"
MAYOR = "The/DT/det/mayor mayor/NN/nsubj/{}"

NEGATED, HYPOTHETICAL, QUESTION = Modality(negated=True), Modality(hypothetical=True), Modality(question=True)


def modality(text: str, words: str, cue: str | None, *content: str) -> Modality:
    """The modality of a statement whose cue and content are given as words of the text."""

    def at(part: str) -> Span:
        start = text.index(part)
        return Span(start, start + len(part))

    marked = mark_article(made_parse(text, words))
    where = at(cue) if cue else None
    named = marked.doc.char_span(where.start, where.end) if where else None
    anchor = named.root.i if named else None
    return modality_in(marked, Candidate(tuple(map(at, content)), content_rule("clause"), where, anchor=anchor))


def of_mayor(text: str, before: str, verb: str, cue: str, subject_of: str = "") -> Modality:
    """The modality of "The mayor … that the river was low." """
    words = f"{MAYOR.format(subject_of or verb)} {before} {LOW.format(verb)}"
    return modality(f"The mayor {text} that the river was low.", words, cue, "that the river was low")


SAID = "said=say/VBD/root"

ABOUT_THE_MAYOR = [
    ("said", SAID, "said", Modality()),
    ("denied", "denied=deny/VBD/root", "denied", Modality()),
    ("did not say", "did=do/VBD/aux/say not/RB/advmod/say say/VB/root", "did not say", NEGATED),
    ("did not deny", "did=do/VBD/aux/deny not/RB/advmod/deny deny/VB/root", "did not deny", NEGATED),
    ("never said", "never/RB/advmod/said said=say/VBD/root", "never said", NEGATED),
    ("no longer said", "no/RB/advmod/longer longer/RBR/advmod/said said=say/VBD/root", "said", NEGATED),
    ("not only said", "not/RB/advmod/said only/RB/advmod/said said=say/VBD/root", "said", Modality()),
    ("would say", "would/MD/aux/say say/VB/root", "would say", HYPOTHETICAL),
    ("might say", "might/MD/aux/say say/VB/root", "might say", HYPOTHETICAL),
    ("could have said", "could/MD/aux/said have/VB/aux/said said=say/VBN/root", "could have said", HYPOTHETICAL),
    ("will say", "will/MD/aux/say say/VB/root", "will say", Modality()),
    ("would not say", "would/MD/aux/say not/RB/advmod/say say/VB/root", "would not say", NEGATED),
    ("might not say", "might/MD/aux/say not/RB/advmod/say say/VB/root", "might not say", Modality(True, True)),
    ("would later say", "would/MD/aux/say later/RB/advmod/say say/VB/root", "would later say", Modality()),
]


@pytest.mark.parametrize(("text", "words", "cue", "expected"), ABOUT_THE_MAYOR, ids=[row[0] for row in ABOUT_THE_MAYOR])
def test_negation_and_modals(text: str, words: str, cue: str, expected: Modality) -> None:
    verb = next(word.split("/")[0].split("=")[0] for word in words.split() if word.endswith("/root"))
    assert of_mayor(text, words, verb, cue) == expected


@pytest.mark.parametrize(
    ("governor", "words", "expected"),
    [
        ("refused", "refused=refuse/VBD/root", NEGATED),
        ("failed", "failed=fail/VBD/root", NEGATED),
        ("is expected", "is=be/VBZ/aux:pass/expected expected=expect/VBN/root", HYPOTHETICAL),
        ("wants", "wants=want/VBZ/root", HYPOTHETICAL),
        ("went on", "went=go/VBD/root on/RP/compound:prt/went", Modality()),
        ("did not fail", "did=do/VBD/aux/fail not/RB/advmod/fail fail/VB/root", Modality()),
        ("did not want", "did=do/VBD/aux/want not/RB/advmod/want want/VB/root", NEGATED),
        ("would go on", "would/MD/aux/go go/VB/root on/RP/compound:prt/go", Modality()),
    ],
)
def test_what_the_cue_hangs_on_counts(governor: str, words: str, expected: Modality) -> None:
    verb = next(word.split("/")[0].split("=")[0] for word in words.split() if word.endswith("/root"))
    before = f"{words} to/TO/mark/say say/VB/xcomp/{verb}"
    assert of_mayor(f"{governor} to say", before, "say", "say", subject_of=verb) == expected
    assert of_mayor(f"{governor} to say", before, "say", f"{governor} to say", subject_of=verb) == expected


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("Nobody", "Nobody/NN/nsubj/said"),
        ("No one", "No/DT/det/one one/NN/nsubj/said"),
        ("No official", "No/DT/det/official official/NN/nsubj/said"),
        ("Not one official", "Not/RB/advmod/official one/CD/nummod/official official/NN/nsubj/said"),
        ("Neither mayor", "Neither/DT/det/mayor mayor/NN/nsubj/said"),
    ],
)
def test_what_nobody_says_is_negated(subject: str, words: str) -> None:
    text = f"{subject} said that the river was low."
    assert modality(text, f"{words} {SAID} {LOW.format('said')}", "said", "that the river was low") == NEGATED


def test_another_subject_before_an_inserted_cue_is_of_the_content() -> None:
    found = modality(
        "No change, he said, “hides what it is.”",
        """No/DT/det/change change/NN/nsubj/said he/PRP/nsubj/said said=say/VBD/root hides=hide/VBZ/ccomp/said
        what/WP/obj/hides it/PRP/nsubj/is is=be/VBZ/acl:relcl/what""",
        "said",
        "“hides what it is.”",
    )
    assert found == Modality()


def test_told_nobody_is_negated() -> None:
    assert of_mayor("told nobody", "told=tell/VBD/root nobody/NN/obj/told", "told", "told") == NEGATED


def test_without_saying_is_negated() -> None:
    words = f"left=leave/VBD/root without/IN/mark/saying saying=say/VBG/advcl/left {LOW.format('saying')}"
    found = modality(
        "The mayor left without saying that the river was low.",
        f"{MAYOR.format('left')} {words}",
        "saying",
        "that the river was low",
    )
    assert found == NEGATED


def test_a_noun_with_no_is_negated() -> None:
    found = modality(
        "The mayor made no claim that the river was low.",
        f"""{MAYOR.format("made")} made=make/VBD/root no/DT/det/claim claim/NN/obj/made
        {LOW.format("claim").replace("ccomp", "acl")}""",
        "claim",
        "that the river was low",
    )
    assert found == NEGATED


def test_a_negation_in_the_content_is_not_of_the_cue() -> None:
    assert (
        modality(
            "“No,” the mayor said.",
            "No/RB/advmod/said the/DT/det/mayor mayor/NN/nsubj/said said=say/VBD/root",
            "said",
            "“No,”",
        )
        == Modality()
    )


def test_a_condition_makes_it_hypothetical() -> None:
    found = modality(
        "If the mayor says that the river is low, we wait.",
        """If/IN/mark/says the/DT/det/mayor mayor/NN/nsubj/says says=say/VBZ/advcl/wait that/IN/mark/low
        the/DT/det/river river/NN/nsubj/low is=be/VBZ/cop/low low/JJ/ccomp/says we/PRP/nsubj/wait wait/VBP/root""",
        "says",
        "that the river is low",
    )
    assert found == HYPOTHETICAL


def test_a_question_of_the_article_makes_it_hypothetical() -> None:
    found = modality(
        "Did the mayor say that the river was low?",
        f"Did=do/VBD/aux/say the/DT/det/mayor mayor/NN/nsubj/say say/VB/root {LOW.format('say')}",
        "say",
        "that the river was low",
    )
    assert found == HYPOTHETICAL


@pytest.mark.parametrize(
    ("text", "verb", "content", "expected"),
    [
        ("The mayor asked whether it rained.", "asked=ask", "whether it rained", QUESTION),
        ("The mayor wondered if it rained.", "wondered=wonder", "if it rained", QUESTION),
        ("The mayor asked that it rained.", "asked=ask", "that it rained", Modality()),
        ("The mayor said that it rained.", "said=say", "that it rained", Modality()),
        ("The mayor said whether it rained.", "said=say", "whether it rained", Modality()),
    ],
)
def test_what_is_asked_is_a_question(text: str, verb: str, content: str, expected: Modality) -> None:
    form = verb.split("=")[0]
    mark = content.split()[0]
    words = (
        f"{MAYOR.format(form)} {verb}/VBD/root {mark}/IN/mark/rained it/PRP/nsubj/rained rained=rain/VBD/ccomp/{form}"
    )
    assert modality(text, words, form, content) == expected


@pytest.mark.parametrize(
    ("content", "words", "expected"),
    [
        ("“Who pays?”", "Who/WP/nsubj/pays pays=pay/VBZ/root", QUESTION),
        (
            "“Who pays Mr. Berg?”",
            "Who/WP/nsubj/pays pays=pay/VBZ/root Mr./NNP/compound/Berg Berg/NNP/obj/pays",
            QUESTION,
        ),
        (
            "“They left. Who pays?”",
            "They/PRP/nsubj/left left=leave/VBD/root | Who/WP/nsubj/pays pays=pay/VBZ/root",
            Modality(),
        ),
        ("“They left.”", "They/PRP/nsubj/left left=leave/VBD/root", Modality()),
    ],
)
def test_a_quotation_that_is_one_question_is_a_question_without_any_cue(
    content: str, words: str, expected: Modality
) -> None:
    assert modality(content, words, None, content) == expected


def test_pieces_of_a_split_question() -> None:
    found = modality(
        "“Who,” the mayor said, “pays?”",
        "Who/WP/nsubj/pays the/DT/det/mayor mayor/NN/nsubj/said said=say/VBD/root pays=pay/VBZ/ccomp/said",
        "said",
        "“Who,”",
        "“pays?”",
    )
    assert found == QUESTION
