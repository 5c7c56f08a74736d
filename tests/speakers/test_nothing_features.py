"""Features of who speaks a statement without a source, and of nobody speaking it."""

from __future__ import annotations

from made_references import entities_of, named, word

from quotes.speakers.entities import Entities
from quotes.speakers.entity import Entity
from quotes.speakers.nothing_features import nobody_features, nothing_features
from quotes.speakers.references import Reference, nothing_at

TEXT = "Anna Berg met John Lang. Berg slept. The mayor slept. Rain fell."
WORDS = """Anna/NNP/nsubj/met/PERSON Berg/NNP/flat/Anna/PERSON met=meet/VBD/root John/NNP/obj/met/PERSON
    Lang/NNP/flat/John/PERSON | Berg/NNP/nsubj/slept/PERSON slept=sleep/VBD/root |
    The/DT/det/mayor mayor/NN/nsubj/slept slept=sleep/VBD/root | Rain/NN/nsubj/fell fell=fall/VBD/root"""
TRAITS = ("direct", "without a cue")


def rain(entities: Entities, *neighbours: tuple[Entity | None, tuple[str, ...]]) -> Reference:
    return nothing_at(word(entities, "Rain"), TRAITS, neighbours)


def introduced(where: str) -> set[str]:
    """What is told of somebody mentioned in the sentence before, alone and with each trait."""
    return {where, *(f"{where} {trait}" for trait in TRAITS)}


def test_what_is_told_of_the_sentence_before() -> None:
    entities = entities_of(f"{TEXT}\n\nSnow fell.", f"{WORDS} | Snow/NN/nsubj/fell fell=fall/VBD/root")
    anna, mayor = named(entities, "Anna Berg"), named(entities, "mayor")
    reference = rain(entities)
    assert not {one for one in nothing_features(entities, reference, anna) if "the sentence" in one}
    entities.add_speaker(word(entities, "mayor"), mayor)
    assert introduced("speaks introduced the sentence before") <= set(nothing_features(entities, reference, mayor))
    entities.add_mention(mayor, word(entities, "Rain"))
    later = nothing_at(word(entities, "Snow"), TRAITS, ())
    assert introduced("is mentioned the sentence, a paragraph before") <= set(nothing_features(entities, later, mayor))


def test_who_speaks_beside_has_the_places_alone_and_with_each_trait() -> None:
    entities = entities_of(TEXT, WORDS)
    john = named(entities, "John Lang")
    reference = rain(entities, (john, ("before adjacent",)), (None, ("after apart",)))
    assert set(nothing_features(entities, reference, john)) == {
        "before adjacent", "before adjacent direct", "before adjacent without a cue", "is person",
        "speaks by name 0",
    }  # fmt: skip


def test_who_speaks_before_and_after() -> None:
    entities = entities_of(TEXT, WORDS)
    john, anna = named(entities, "John Lang"), named(entities, "Anna Berg")
    around = rain(entities, (john, ("before adjacent",)), (john, ("after apart",)))
    assert {"before and after", "before adjacent", "after apart"} <= set(nothing_features(entities, around, john))
    between = rain(entities, (john, ("before adjacent",)), (anna, ("after apart",)))
    assert "before and after" not in set(nothing_features(entities, between, john))


def test_who_speaks_elsewhere() -> None:
    entities = entities_of(TEXT, WORDS)
    anna, mayor = named(entities, "Anna Berg"), named(entities, "mayor")
    reference = rain(entities, (None, ("before adjacent",)))
    assert {"not beside", "main person direct", "main person without a cue"} <= set(
        nothing_features(entities, reference, anna)
    )
    assert set(nothing_features(entities, reference, mayor)) == {
        "not beside", "is described person", "speaks by name 0", *introduced("is introduced the sentence before")
    }  # fmt: skip
    entities.add_speaker(word(entities, "mayor"), mayor)
    entities.named_sources[mayor] += 4
    assert {"speaks somewhere", "speaks by name 3"} <= set(nothing_features(entities, reference, mayor))


def test_nobody() -> None:
    entities = entities_of(TEXT, WORDS)
    reference = rain(entities, (None, ("before adjacent",)), (named(entities, "Anna Berg"), ("after apart",)))
    assert set(nobody_features(reference)) == {
        "nobody direct",
        "nobody without a cue",
        "nobody is before adjacent direct",
        "nobody is before adjacent without a cue",
        "nobody not after apart direct",
        "nobody not after apart without a cue",
    }
    assert set(nobody_features(rain(entities))) == {"nobody direct", "nobody without a cue", "nobody alone"}
