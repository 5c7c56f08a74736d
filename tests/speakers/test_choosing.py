"""Choice of what a reference means by given weights: the best one, how probable it is, and what spoke for it."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from made_references import entities_of, named, reference_at

from quotes.speakers.antecedents import Antecedent
from quotes.speakers.choosing import LINK_WEIGHT, best, own_weights
from quotes.speakers.references import Reference

TEXT = "Anna Berg met John Lang. She slept."
WORDS = """Anna/NNP/nsubj/met/PERSON Berg/NNP/flat/Anna/PERSON met=meet/VBD/root John/NNP/obj/met/PERSON
    Lang/NNP/flat/John/PERSON | She/PRP/nsubj/slept slept=sleep/VBD/root"""
ENTITIES = entities_of(TEXT, WORDS)
SHE = reference_at(ENTITIES, "She")
ANNA = Antecedent("known", named(ENTITIES, "Anna Berg"), ("subject", " near", "named"))
JOHN = Antecedent("known", named(ENTITIES, "John Lang"), ("object", "named"))
OWN = Antecedent("own", None, ("own",))
NOBODY = Antecedent("nobody", None, ("nobody",))


@pytest.mark.parametrize(
    ("weights", "chosen"),
    [
        ({"subject": 1.0}, ANNA),
        ({"object": 1.0}, JOHN),
        ({"own": 1.0}, OWN),
        ({"nobody": 1.0}, NOBODY),
        ({"subject": 1.0, "object": 2.0}, JOHN),
        ({"subject": 1.0, " near": 1.5, "object": 2.0}, ANNA),  # the sum counts
        ({"subject": -1.0, "own": -1.0, "nobody": -1.0}, JOHN),
        ({"named": 1.0}, ANNA),  # the first of equals
        ({"of no candidate": 5.0}, ANNA),
        ({}, ANNA),
    ],
)
def test_the_highest_sum_of_weights_is_chosen(weights: dict[str, float], chosen: Antecedent) -> None:
    found = best([ANNA, JOHN, OWN, NOBODY], SHE, {"person": weights})
    assert found and found.antecedent is chosen


@pytest.mark.parametrize(("link", "chosen"), [(-3.0, "John Lang"), (-4.0, "Anna Berg")])
def test_what_the_vectors_say_counts_beside_the_features(link: float, chosen: str) -> None:
    john = replace(JOHN, link=link)  # Anna's is 0
    found = best([ANNA, john], SHE, {"person": {"object": 3.5 * LINK_WEIGHT}})
    assert found and found.antecedent.entity and found.antecedent.entity.name == chosen


def test_each_kind_of_reference_has_its_own_weights() -> None:
    weights = {"thing": {"object": 1.0}, "person": {"subject": 1.0}}
    of_thing = best([ANNA, JOHN], Reference("thing", SHE.phrase), weights)
    of_person = best([JOHN, ANNA], SHE, weights)
    assert of_thing and of_thing.antecedent is JOHN and of_person and of_person.antecedent is ANNA
    of_another = best([JOHN, ANNA], Reference("plural", SHE.phrase), weights)
    assert of_another and of_another.antecedent is JOHN and of_another.probability == 0.5


def test_where_there_is_no_candidate_nothing_is_chosen() -> None:
    assert best([], SHE, {"person": {"subject": 1.0}}) is None


@pytest.mark.parametrize(
    ("weights", "probability"),
    [
        ({}, 1 / 3),
        ({"subject": math.log(2)}, 2 / 4),
        ({"subject": math.log(2), "object": math.log(2)}, 2 / 5),
        ({"subject": -1000.0, "own": -1000.0}, 1.0),
        ({"subject": 1000.0}, 1.0),
    ],
)
def test_the_probability_is_the_share_of_the_powers(weights: dict[str, float], probability: float) -> None:
    found = best([ANNA, JOHN, OWN], SHE, {"person": weights})
    assert found and found.probability == pytest.approx(probability)


def test_one_candidate_is_certain() -> None:
    found = best([NOBODY], SHE, {"person": {"nobody": -5.0}})
    assert found and found.probability == 1.0 and found.evidence == ()


@pytest.mark.parametrize(
    ("weights", "evidence"),
    [
        ({"subject": 1.0, " near": 3.0, "named": 2.0}, ("near", "named", "subject")),  # the strongest first
        ({"subject": 3.0, " near": 0.0, "named": -1.0}, ("subject",)),  # only what speaks for it
        ({"object": -1.0}, ()),
    ],
)
def test_the_evidence_is_what_speaks_most_for_the_choice(weights: dict[str, float], evidence: tuple[str, ...]) -> None:
    found = best([ANNA, JOHN], SHE, {"person": weights})
    assert found and found.antecedent is ANNA and found.evidence == evidence


def test_at_most_three_features_are_told() -> None:
    many = Antecedent("own", None, tuple("abcde"))
    found = best([many], SHE, {"person": dict(zip("abcde", (1.0, 2.0, 3.0, 4.0, 5.0), strict=True))})
    assert found and found.evidence == ("e", "d", "c")


def test_the_weights_of_the_package() -> None:
    weights = own_weights()
    assert set(weights) == {"person", "thing", "plural", "description", "descriptions", "nothing"}
    assert all(own and all(map(math.isfinite, own.values())) for own in weights.values())
    assert own_weights() is weights


def test_one_thing_is_told_once_of_what_spoke_for_the_choice() -> None:
    names = (" role person", "the role person", "is  near", "person role person", "gender same")
    weights = {"the role person": 3.0, " role person": 2.0, "is  near": 1.0, "gender same": 0.5}
    found = best([Antecedent("known", named(ENTITIES, "Anna Berg"), names)], SHE, {"person": weights})
    assert found and found.evidence == ("the role person", "is near", "gender same")
