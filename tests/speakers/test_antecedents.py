"""What a reference may mean: who was mentioned before, who comes soon after, itself, or nobody."""

from __future__ import annotations

import math

import pytest
from made_network import made_vectors
from made_references import entities_of, named, possible, reference_at

from quotes.speakers.antecedents import FARTHEST_SENTENCE, antecedents
from quotes.speakers.references import nothing_at

SLEPT = "slept=sleep/VBD/root"
ANNA = "Anna/NNP/nsubj/met/PERSON Berg/NNP/flat/Anna/PERSON met=meet/VBD/root"
JOHN = "John/NNP/obj/met/PERSON Lang/NNP/flat/John/PERSON"
MET = f"{ANNA} {JOHN}"
SHE = f"She/PRP/nsubj/slept {SLEPT}"
THE_DOCTOR = f"The/DT/det/doctor doctor/NN/nsubj/slept {SLEPT}"
OMAR_SLEPT = f"Omar/NNP/nsubj/slept/PERSON Madbouli/NNP/flat/Omar/PERSON {SLEPT}"
RAIN_FELL = "Rain/NN/nsubj/fell fell=fall/VBD/root"
OFTEN = " Ada slept. Ben slept. Cleo slept." * 2
OFTEN_WORDS = [f"{name}/NNP/nsubj/slept/PERSON {SLEPT}" for name in ("Ada", "Ben", "Cleo")] * 2
"""The persons named most often, who are always candidates for a description."""

POSSIBLE: list[tuple[str, str, str, list[str]]] = [
    # a pronoun: who was mentioned before, the nearest first, and nobody who comes after
    (
        "Anna Berg met John Lang. She slept. Omar Madbouli slept.",
        f"{MET} | {SHE} | {OMAR_SLEPT}",
        "She",
        ["John Lang", "Anna Berg"],
    ),
    ("She slept. Omar Madbouli slept.", f"{SHE} | {OMAR_SLEPT}", "She", []),
    # not who does something to whom the pronoun means
    (
        "John Lang slept. Anna Berg met him.",
        f"John/NNP/nsubj/slept/PERSON Lang/NNP/flat/John/PERSON {SLEPT} | {ANNA} him/PRP/obj/met",
        "him",
        ["John Lang"],
    ),
    # but who owns something may do something to it
    (
        "Anna Berg met her doctor.",
        f"{ANNA} her/PRP$/nmod:poss/doctor doctor/NN/obj/met",
        "her",
        ["Anna Berg"],
    ),
    # "another": nobody who had the role before
    (
        "Anna Berg, a doctor, slept. Another doctor slept.",
        f"""Anna/NNP/nsubj/slept/PERSON Berg/NNP/flat/Anna/PERSON a/DT/det/doctor doctor/NN/appos/Anna {SLEPT} |
        Another/DT/det/doctor doctor/NN/nsubj/slept {SLEPT}""",
        "doctor",
        ["own"],
    ),
    (
        "A doctor, Anna Berg, slept. A doctor slept.",
        f"""A/DT/det/doctor doctor/NN/nmod:desc/Anna Anna/NNP/nsubj/slept/PERSON Berg/NNP/flat/Anna/PERSON {SLEPT} |
        A/DT/det/doctor doctor/NN/nsubj/slept {SLEPT}""",
        "doctor",
        ["Anna Berg", "own"],
    ),
    # a description: who is in it, then who was mentioned before, and who comes soon after; always its own entity
    (
        "Anna Berg met John Lang. The doctor slept. Omar Madbouli slept.",
        f"{MET} | {THE_DOCTOR} | {OMAR_SLEPT}",
        "doctor",
        ["John Lang", "Anna Berg", "Omar Madbouli", "own"],
    ),
    (
        "Anna Berg met us. John Lang's doctor slept.",
        f"""{ANNA} us/PRP/obj/met | John/NNP/nmod:poss/doctor/PERSON Lang/NNP/flat/John/PERSON 's/POS/case/John
        doctor/NN/nsubj/slept {SLEPT}""",
        "doctor",
        ["John Lang", "Anna Berg", "own"],
    ),
    ("The doctor slept.", THE_DOCTOR, "doctor", ["own"]),
    # an indefinite one: nobody who was named
    *(
        (
            f"Anna Berg met John Lang. {article} doctor slept. Omar Madbouli slept.",
            f"{MET} | {article}/DT/det/doctor doctor/NN/nsubj/slept {SLEPT} | {OMAR_SLEPT}",
            "doctor",
            ["own"],
        )
        for article in ("A", "Another")
    ),
    # but who has that role
    (
        "Anna Berg, a doctor, met John Lang. A doctor slept.",
        f"{ANNA.replace(' met=', ' a/DT/det/doctor doctor/NN/appos/Anna met=')} {JOHN} | "
        f"A/DT/det/doctor doctor/NN/nsubj/slept {SLEPT}",
        "doctor",
        ["Anna Berg", "own"],
    ),
    # a spokesperson with a name inside: nobody else
    (
        "Anna Berg met John Lang. A spokesman for Aquavar slept. Omar Madbouli slept.",
        f"""{MET} | A/DT/det/spokesman spokesman/NN/nsubj/slept for/IN/case/Aquavar
        Aquavar/NNP/nmod/spokesman/ORG {SLEPT} | {OMAR_SLEPT}""",
        "spokesman",
        ["Aquavar", "own"],
    ),
    (
        "Anna Berg met John Lang. The Aquavar spokesman slept. Omar Madbouli slept.",
        f"""{MET} | The/DT/det/spokesman Aquavar/NNP/compound/spokesman/ORG spokesman/NN/nsubj/slept {SLEPT} |
        {OMAR_SLEPT}""",
        "spokesman",
        ["Aquavar", "own"],
    ),
    # one without a name inside may be of any
    (
        "Anna Berg met John Lang. The spokesman slept. Omar Madbouli slept.",
        f"{MET} | The/DT/det/spokesman spokesman/NN/nsubj/slept {SLEPT} | {OMAR_SLEPT}",
        "spokesman",
        ["John Lang", "Anna Berg", "Omar Madbouli", "own"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "form", "expected"), POSSIBLE, ids=[text for text, *_ in POSSIBLE])
def test_what_a_reference_may_mean(text: str, words: str, form: str, expected: list[str]) -> None:
    entities = entities_of(text, words)
    assert list(possible(entities, reference_at(entities, form))) == expected


def test_an_entity_of_its_own_is_the_one_that_was_described_before_if_there_is_one() -> None:
    entities = entities_of("The doctor slept. The doctor slept.", f"{THE_DOCTOR} | {THE_DOCTOR}")
    (own,) = antecedents(entities, reference_at(entities, "doctor"))
    assert own.choice == "own" and own.entity is named(entities, "doctor")
    assert "own  described before" in own.features and "own  new" not in own.features
    entities = entities_of("Rain fell.", RAIN_FELL)
    (own,) = antecedents(entities, reference_at(entities, "Rain"))
    assert own.choice == "own" and own.entity is None and "own  new" in own.features


@pytest.mark.parametrize(
    ("sentences", "expected"), [(FARTHEST_SENTENCE - 1, ["John Lang", "Anna Berg"]), (FARTHEST_SENTENCE, [])]
)
def test_who_was_mentioned_long_before_is_not_meant(sentences: int, expected: list[str]) -> None:
    text = f"Anna Berg met John Lang.{' Rain fell.' * sentences} She slept."
    entities = entities_of(text, " | ".join([MET, *[RAIN_FELL] * sentences, SHE]))
    assert list(possible(entities, reference_at(entities, "She"))) == expected


@pytest.mark.parametrize(("sentences", "is_soon"), [(1, True), (2, False)])
def test_who_comes_soon_after_a_description(sentences: int, is_soon: bool) -> None:
    text = f"The doctor slept.{' Rain fell.' * sentences} Omar Madbouli slept.{OFTEN}"
    entities = entities_of(text, " | ".join([THE_DOCTOR, *[RAIN_FELL] * sentences, OMAR_SLEPT, *OFTEN_WORDS]))
    found = list(possible(entities, reference_at(entities, "doctor")))
    assert ("Omar Madbouli" in found) is is_soon and {"Ada", "Ben", "Cleo"} <= set(found)


@pytest.mark.parametrize(("noun", "is_found"), [("doctor", True), ("writer", False)])
def test_a_role_is_found_however_long_before_it_was_told(noun: str, is_found: bool) -> None:
    text = f"Anna Berg, a {noun}, slept.{OFTEN}{' Rain fell.' * FARTHEST_SENTENCE} The doctor slept."
    anna = f"Anna/NNP/nsubj/slept/PERSON Berg/NNP/flat/Anna/PERSON a/DT/det/{noun} {noun}/NN/appos/Anna {SLEPT}"
    entities = entities_of(text, " | ".join([anna, *OFTEN_WORDS, *[RAIN_FELL] * FARTHEST_SENTENCE, THE_DOCTOR]))
    assert ("Anna Berg" in possible(entities, reference_at(entities, "doctor"))) is is_found


def test_nothing_may_mean_who_speaks_beside_who_was_mentioned_who_comes_soon_and_nobody() -> None:
    text = "Anna Berg met us. Rain fell. John Lang slept." + " Rain fell." * 3 + " Omar Madbouli slept."
    john = f"John/NNP/nsubj/slept/PERSON Lang/NNP/flat/John/PERSON {SLEPT}"
    words = [f"{ANNA} us/PRP/obj/met", RAIN_FELL, john, *[RAIN_FELL] * 3, OMAR_SLEPT]
    entities = entities_of(text, " | ".join(words))
    first = next(token for token in entities.doc if token.text == "Rain")
    assert list(possible(entities, nothing_at(first, (), ()))) == ["Anna Berg", "John Lang", "nobody"]
    omar = named(entities, "Omar Madbouli")
    beside = nothing_at(first, (), ((omar, ("after apart",)), (None, ("before near",))))
    assert list(possible(entities, beside)) == ["Anna Berg", "Omar Madbouli", "John Lang", "nobody"]


@pytest.mark.parametrize(
    ("text", "words", "form", "kind"),
    [
        ("She slept.", SHE, "She", "person"),
        ("It slept.", f"It/PRP/nsubj/slept {SLEPT}", "It", "thing"),
        ("They slept.", f"They/PRP/nsubj/slept {SLEPT}", "They", "plural"),
        ("The doctor slept.", THE_DOCTOR, "doctor", "description"),
        ("The doctors slept.", f"The/DT/det/doctors doctors=doctor/NNS/nsubj/slept {SLEPT}", "doctors", "descriptions"),
    ],
)
def test_kinds_of_references(text: str, words: str, form: str, kind: str) -> None:
    assert reference_at(entities_of(text, words), form).kind == kind


TWICE = "Anna Berg met John Lang. Anna Berg met John Lang. She slept. John Lang slept."
TWICE_WORDS = f"{MET} | {MET} | {SHE} | John/NNP/nsubj/slept/PERSON Lang/NNP/flat/John/PERSON {SLEPT}"
HER = TWICE.index("She")


@pytest.mark.parametrize(
    ("mention", "name"),
    [(0, "Anna Berg"), (25, "Anna Berg"), (14, "John Lang"), (39, "John Lang"), (TWICE.rindex("John"), None)],
)
def test_an_entity_is_as_probable_as_its_most_similar_mention_before_the_reference(
    mention: int, name: str | None
) -> None:
    vectors = made_vectors(dict.fromkeys((14, 25, 39, TWICE.rindex("John"))) | {0: None, HER: mention})
    entities = entities_of(TWICE, TWICE_WORDS, vectors)
    found = possible(entities, reference_at(entities, "She"))
    links = {one: found[one].link for one in ("John Lang", "Anna Berg")}
    if name is None:
        assert links["John Lang"] == links["Anna Berg"]
    else:
        assert max(links, key=links.__getitem__) == name
    assert sum(map(math.exp, links.values())) == pytest.approx(1, abs=1e-5)


def test_who_is_not_mentioned_before_is_compared_by_the_first_mention_behind_and_what_is_new_with_nobody() -> None:
    text, words = "The doctor slept. Omar Madbouli slept.", f"{THE_DOCTOR} | {OMAR_SLEPT}"
    for meant, name in ((18, "Omar Madbouli"), (None, "own")):
        entities = entities_of(text, words, made_vectors({4: meant, 18: None}))
        found = possible(entities, reference_at(entities, "doctor"))
        assert max(found, key=lambda one: found[one].link) == name


def test_without_vectors_and_without_a_choice_nothing_is_compared() -> None:
    entities = entities_of(TWICE, TWICE_WORDS)
    assert {one.link for one in possible(entities, reference_at(entities, "She")).values()} == {0.0}
    entities = entities_of("Rain fell.", RAIN_FELL, made_vectors({}))
    assert [one.link for one in antecedents(entities, reference_at(entities, "Rain"))] == [0.0]
