"""Features of what a pronoun may mean: where it was mentioned, how it compares with the others, and who spoke last."""

from __future__ import annotations

import pytest
from made_references import entities_of, features_of, named, possible, reference_at, word

from quotes.speakers.mention_features import bucket, history_features, path_between, path_features, syntactic_role

MET = """Anna/NNP/nsubj/met/PERSON Berg/NNP/flat/Anna/PERSON met=meet/VBD/root John/NNP/obj/met/PERSON
    Lang/NNP/flat/John/PERSON"""
SLEPT = "slept=sleep/VBD/root"
SHE, HE, IT = (f"{pronoun}/PRP/nsubj/slept {SLEPT}" for pronoun in ("She", "He", "It"))
RAIN_FELL = "Rain/NN/nsubj/fell fell=fall/VBD/root"
MET_AND_SLEPT = "Anna Berg met John Lang. She slept."

FEATURES: list[tuple[str, str, str, str, set[str], set[str]]] = [
    # a subject in the sentence before, which is of the gender of the pronoun
    (
        MET_AND_SLEPT,
        f"{MET} | {SHE}",
        "She",
        "Anna Berg",
        {"kind person", "named person", "sentences 1", "subject 1 sentences before", "both subjects 1", "gender same",
         "first of its sentence", "fits alone", "fits as 0 named", "main person", "names 1", "order 1"},
        {"paragraph before", "plural", "fits not", "spoke last", "gender other"},
    ),
    # an object nearer by, which is not
    (
        MET_AND_SLEPT,
        f"{MET} | {SHE}",
        "She",
        "John Lang",
        {"object 1 sentences before", "gender other", "fits not", "order 0"},
        {"both subjects 1", "first of its sentence", "fits alone", "main person"},
    ),
    # of two who fit, each knows its place
    (
        "Anna Berg met Maria Lang. She slept.",
        f"{MET} | {SHE}".replace("John", "Maria"),
        "She",
        "Anna Berg",
        {"fits as 1 named", "fits as 1 of 2", "subject as 0", "order 1"},
        {"fits alone", "fits not"},
    ),
    # sentences and paragraphs between
    (
        "Anna Berg met John Lang. Rain fell. Rain fell.\n\nRain fell. He slept.",
        f"{MET} | {RAIN_FELL} | {RAIN_FELL} | {RAIN_FELL} | {HE}",
        "He",
        "John Lang",
        {"sentences 3", "object 3 sentences before", "noun 3 sentences before", "paragraph before", "recent 0"},
        {"sentences 5", "recent 1"},
    ),
    # what is no person is no "she" either
    (
        "Quay Homes met John Lang. It slept.",
        f"""Quay/NNP/compound/Homes/ORG Homes/NNP/nsubj/met/ORG met=meet/VBD/root John/NNP/obj/met/PERSON
        Lang/NNP/flat/John/PERSON | {IT}""",
        "It",
        "Quay Homes",
        {"kind organization", "named organization", "gender unknown", "fits alone"},
        {"kind person", "main person", "fits not"},
    ),
    # somebody who is only described
    (
        "A doctor met us. She slept.",
        f"A/DT/det/doctor doctor/NN/nsubj/met met=meet/VBD/root us/PRP/obj/met | {SHE}",
        "She",
        "doctor",
        {"described person", "gender unknown", "fits as 0 described"},
        {"named person", "names 0", "main person"},
    ),
    # several
    (
        "Residents met us. They slept.",
        f"Residents=resident/NNS/nsubj/met met=meet/VBD/root us/PRP/obj/met | They/PRP/nsubj/slept {SLEPT}",
        "They",
        "residents",
        {"plural", "described group", "kind group"},
        {"kind person"},
    ),
    # a name of which no list tells the gender has its last letter
    *(
        (
            f"Xuqo{letter} Berg slept. {pronoun} slept.",
            f"Xuqo{letter}/NNP/nsubj/slept/PERSON Berg/NNP/flat/Xuqo{letter}/PERSON {SLEPT} | "
            f"{pronoun}/PRP/nsubj/slept {SLEPT}",
            pronoun,
            f"Xuqo{letter} Berg",
            {f"{pronoun.lower()} for a name in -{letter}", "gender unknown"},
            {"gender same", "gender other"},
        )
        for letter, pronoun in (("a", "She"), ("o", "He"))
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "pronoun", "name", "has", "lacks"), FEATURES)
def test_features(text: str, words: str, pronoun: str, name: str, has: set[str], lacks: set[str]) -> None:
    found = features_of(entities_of(text, words), pronoun, name)
    assert has - found == set() and lacks & found == set()


@pytest.mark.parametrize(("pronoun", "series", "other"), [("She", "same", "other"), ("He", "other", "same")])
def test_the_pronoun_before_is_of_the_same_series_or_of_another(pronoun: str, series: str, other: str) -> None:
    text = f"Anna Berg met John Lang. She slept. Rain fell. {pronoun} slept."
    entities = entities_of(text, f"{MET} | {SHE} | {RAIN_FELL} | {pronoun}/PRP/nsubj/slept {SLEPT}")
    entities.add_mention(named(entities, "Anna Berg"), next(token for token in entities.doc if token.text == "She"))
    found = features_of(entities, pronoun, "Anna Berg")
    assert {f"{series} pronoun before", f"called {series}", "noun 3 sentences before", "sentences 2"} <= found
    assert not {f"{other} pronoun before", f"called {other}"} & found


def test_who_spoke_last() -> None:
    entities = entities_of(MET_AND_SLEPT, f"{MET} | {SHE}")
    anna, john, she = named(entities, "Anna Berg"), named(entities, "John Lang"), word(entities, "She")
    assert set(history_features(entities, she, john)) == set()
    entities.add_speaker(word(entities, "John"), john)
    assert set(history_features(entities, she, john)) == {"spoke last", "person spoke last"}
    assert "spoke last, fits as 0" not in features_of(entities, "She", "John Lang")  # as "she" he does not
    entities.source_heads.add(she.i)
    assert {"spoke last and says", "person spoke last and says"} <= set(history_features(entities, she, john))
    assert set(history_features(entities, she, anna)) == set()
    entities.add_speaker(word(entities, "Anna"), anna)  # the one noted last
    assert "spoke last and says" in features_of(entities, "She", "Anna Berg")
    assert "spoke last, fits as 0" in features_of(entities, "She", "Anna Berg")


def test_who_is_named_in_what_is_said() -> None:
    text = "Anna Berg met John Lang. “Lang slept,” he said."
    words = f"""{MET} | Lang/NNP/nsubj/slept/PERSON slept=sleep/VBD/ccomp/said he/PRP/nsubj/said said=say/VBD/root"""
    entities = entities_of(text, words)
    he, lang = word(entities, "he"), word(entities, "Lang")
    entities.content_of[he.i] = {lang.i, lang.i + 1}
    john, anna = named(entities, "John Lang"), named(entities, "Anna Berg")
    assert "named in what it says" in set(history_features(entities, he, john))
    assert "named in what it says" not in set(history_features(entities, he, anna))


def test_quotations_in_which_reference_and_mention_stand() -> None:
    text = "Anna Berg met John Lang. “Berg slept. She slept.”"
    words = f"{MET} | Berg/NNP/nsubj/slept/PERSON {SLEPT} | {SHE}"
    entities = entities_of(text, words)
    assert not any(feature.startswith("quoted") for feature in features_of(entities, "She", "Anna Berg"))
    entities.quoted_by = dict.fromkeys(range(word(entities, "She").i, len(entities.doc)), word(entities, "John").i)
    assert "quoted reference" in features_of(entities, "She", "Anna Berg")
    assert "John Lang" not in possible(entities, reference_at(entities, "She"))  # who speaks is "I"
    entities.quoted_by |= {word(entities, "Berg").i: None}
    assert "quoted both" in features_of(entities, "She", "Anna Berg")


@pytest.mark.parametrize(
    ("text", "words", "form", "role"),
    [
        ("Berg slept.", f"Berg/NNP/nsubj/slept/PERSON {SLEPT}", "Berg", "subject"),
        ("Berg slept.", f"Berg/NNP/nsubj:pass/slept/PERSON {SLEPT}", "Berg", "subject"),
        ("She slept Berg.", f"She/PRP/nsubj/slept {SLEPT} Berg/NNP/obj/slept/PERSON", "Berg", "object"),
        ("She slept at Berg.", f"She/PRP/nsubj/slept {SLEPT} at/IN/case/Berg Berg/NNP/obl/slept/GPE", "Berg", "other"),
        ("Berg's dog slept.", f"Berg/NNP/nmod:poss/dog/PERSON 's/POS/case/Berg dog/NN/nsubj/slept {SLEPT}", "Berg",
         "possessive"),
        ("The doctor, Berg, slept.", f"The/DT/det/doctor doctor/NN/nsubj/slept Berg/NNP/appos/doctor/PERSON {SLEPT}",
         "Berg", "subject"),
    ],
)  # fmt: skip
def test_syntactic_roles(text: str, words: str, form: str, role: str) -> None:
    assert syntactic_role(word(entities_of(text, words), form)) == role


def test_numbers_are_rounded_down() -> None:
    assert [bucket(number) for number in (0, 1, 2, 3, 4, 5, 8, 9, 100)] == ["0", "1", "2", "3", "3", "5", "5", "9", "9"]


ASKED = """Asked=ask/VBN/advcl/said by/IN/case/Anna Anna/NNP/obl:agent/Asked/PERSON Berg/NNP/flat/Anna/PERSON
    he/PRP/nsubj/said said=say/VBD/root"""
TOLD = """Anna/NNP/nsubj/told/PERSON Berg/NNP/flat/Anna/PERSON told=tell/VBD/root John/NNP/obj/told/PERSON
    Lang/NNP/flat/John/PERSON | He/PRP/nsubj/slept slept=sleep/VBD/root"""


def test_the_way_to_a_mention_in_the_sentence() -> None:
    entities = entities_of("Asked by Anna Berg he said.", ASKED)
    he, anna = word(entities, "he"), word(entities, "Anna")
    assert path_between(he, anna) == "nsubj^advcl>obl"
    assert path_between(anna, he) == "obl<advcl^nsubj"
    assert list(path_features(entities, he, anna)) == ["path nsubj^advcl>obl"]


def test_what_a_mention_was_in_the_sentence_before() -> None:
    entities = entities_of("Anna Berg told John Lang. He slept.", TOLD)
    he = word(entities, "He")
    assert list(path_features(entities, he, word(entities, "John"))) == ["was obj  reporting"]
    assert list(path_features(entities, he, word(entities, "Anna"))) == []
    assert path_between(he, word(entities, "John")) == "none"


def test_a_long_way_is_far() -> None:
    words = "a/NN/root b/NN/nmod/a c/NN/nmod/b d/NN/nmod/c e/NN/nmod/d f/NN/nmod/e"
    entities = entities_of("a b c d e f", words)
    assert path_between(word(entities, "f"), word(entities, "b")) == "nmod<nmod<nmod<nmod^"
    assert path_between(word(entities, "f"), word(entities, "a")) == "far"
