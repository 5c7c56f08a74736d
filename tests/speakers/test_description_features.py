"""Features of what a description may mean: its noun, who is in it, who has the role, and an entity of its own."""

from __future__ import annotations

import pytest
from made_references import entities_of, features_of, named, phrase_at, possible, reference_at, word

from quotes.speakers.description_features import class_of, definiteness, holds_another_office, kind_of, noun_class

SLEPT = "slept=sleep/VBD/root"
ANNA = "Anna/NNP/nsubj/slept/PERSON Berg/NNP/flat/Anna/PERSON"
DOCTOR = f"{ANNA} a/DT/det/doctor doctor/NN/appos/Anna {SLEPT}"
JOHN = f"John/NNP/nsubj/slept/PERSON Lang/NNP/flat/John/PERSON {SLEPT}"
THE_DOCTOR = f"The/DT/det/doctor doctor/NN/nsubj/slept {SLEPT}"
AQUAVAR = f"Aquavar/NNP/nsubj/slept/ORG {SLEPT}"
ROLES = "Anna Berg, a doctor, slept. John Lang slept. The doctor slept."
ROLE_WORDS = f"{DOCTOR} | {JOHN} | {THE_DOCTOR}"
RAIN_FELL = "Rain/NN/nsubj/fell fell=fall/VBD/root"


def spokesman(relation: str) -> tuple[str, str]:
    """A spokesman of Aquavar, in this relation to it."""
    slept = f"spokesman/NN/nsubj/slept {SLEPT}"
    before = "Aquavar/NNP/{}/spokesman/ORG"
    return {
        "for": (
            "A spokesman for Aquavar slept.",
            f"A/DT/det/spokesman spokesman/NN/nsubj/slept for/IN/case/Aquavar Aquavar/NNP/nmod/spokesman/ORG {SLEPT}",
        ),
        "compound": ("An Aquavar spokesman slept.", f"An/DT/det/spokesman {before.format('compound')} {slept}"),
        "poss": ("Aquavar's spokesman slept.", f"{before.format('nmod:poss')} 's/POS/case/Aquavar {slept}"),
    }[relation]


FEATURES: list[tuple[tuple[str, str], str, str, set[str], set[str]]] = [
    # whom the article gives the role of that noun
    (
        (ROLES, ROLE_WORDS),
        "doctor",
        "Anna Berg",
        {"doctor is person", " role person", "the role person", "person role person", "the role before 2",
         "the one of 1 with the role", "the near as 1 of 2", " main person"},
        {"the introduced in the sentence before", "the no role person", "the others have the role"},
    ),
    (
        (ROLES, ROLE_WORDS),
        "doctor",
        "John Lang",
        {"doctor is person", "the no role person", "the others have the role", "the near as 0 of 2",
         "the introduced in the sentence before", "the without a role before 1"},
        {"the role person"},
    ),
    # itself
    (
        (ROLES, ROLE_WORDS),
        "doctor",
        "own",
        {"own doctor", "own  is", "own the new", "own person new", "own the 2 words", "own the 1 with the role",
         "own the 2 persons", "own the 0 organizations", "own the in the lead"},
        {"own the described before", "own the with a complement"},
    ),
    # who is mentioned only later
    (
        ("The doctor slept. John Lang slept.", f"{THE_DOCTOR} | {JOHN}"),
        "doctor",
        "John Lang",
        {"the after 1 person", "the introduced 1 after", "the is the only person"},
        {"the introduced in the sentence before", "kind person"},
    ),
    # organizations, outlets and places
    (
        ("Aquavar slept. The company slept.", f"{AQUAVAR} | The/DT/det/company company/NN/nsubj/slept {SLEPT}"),
        "company",
        "Aquavar",
        {"company is organization", "organization no role organization", "the is the only organization",
         " main organization"},
        {"company is outlet", " main person"},
    ),
    (
        (
            "The Varda Times slept. The company slept.",
            f"""The/DT/det/Times Varda/NNP/compound/Times/ORG Times/NNPS/nsubj/slept/ORG {SLEPT} |
            The/DT/det/company company/NN/nsubj/slept {SLEPT}""",
        ),
        "company",
        "Varda Times",
        {"company is outlet"},
        {"company is organization"},
    ),
    # a noun that is in the name
    (
        (
            "The Defense Ministry slept. The ministry slept.",
            f"""The/DT/det/Ministry Defense/NNP/compound/Ministry/ORG Ministry/NNP/nsubj/slept/ORG {SLEPT} |
            The/DT/det/ministry ministry/NN/nsubj/slept {SLEPT}""",
        ),
        "ministry",
        "Defense Ministry",
        {"the name organization", "organization name before 1"},
        {"the no role organization"},
    ),
    # a noun of which no list tells the class is known by its last letters
    (
        ("John Lang slept. The oak slept.", f"{JOHN} | The/DT/det/oak oak/NN/nsubj/slept {SLEPT}"),
        "oak",
        "John Lang",
        {"oak is person", "-ak is person", "other no role person"},
        {"person no role person"},
    ),
    # who is in the description
    (spokesman("for"), "spokesman", "Aquavar",
     {"inside nmod for spokesman", "indefinite inside nmod for", "spokesperson inside nmod for organization"},
     {"spokesman is organization", "kind organization"}),
    (spokesman("compound"), "spokesman", "Aquavar", {"inside compound spokesman", "indefinite inside compound"}, set()),
    (spokesman("poss"), "spokesman", "Aquavar", {"inside poss 's spokesman", "whose inside poss 's"}, set()),
    (
        spokesman("for"),
        "spokesman",
        "own",
        {"own spokesman", "own indefinite with nmod for", "own spokesperson with nmod for organization",
         "own  with a complement", "own  3 words"},
        set(),
    ),
    # two genders
    (
        ("Anna Berg slept. The chairwoman slept.", f"{ANNA} {SLEPT} | The/DT/det/chairwoman chairwoman/NN/nsubj/slept "
         f"{SLEPT}"),
        "chairwoman",
        "Anna Berg",
        {"the gender same"},
        {"the gender other"},
    ),
    (
        ("John Lang slept. The chairwoman slept.", f"{JOHN} | The/DT/det/chairwoman chairwoman/NN/nsubj/slept {SLEPT}"),
        "chairwoman",
        "John Lang",
        {"the gender other"},
        {"the gender same"},
    ),
    # names in the description
    (
        (
            "Egypt slept. Chad slept. The Egyptian government slept.",
            f"""Egypt/NNP/nsubj/slept/GPE {SLEPT} | Chad/NNP/nsubj/slept/GPE {SLEPT} |
            The/DT/det/government Egyptian/JJ/amod/government/NORP government/NN/nsubj/slept {SLEPT}""",
        ),
        "government",
        "Egypt",
        {"the names in it known no role", "the words in common none no role"},
        {"the names in it unknown no role"},
    ),
    (
        (
            "Egypt slept. Chad slept. The Egyptian government slept.",
            f"""Egypt/NNP/nsubj/slept/GPE {SLEPT} | Chad/NNP/nsubj/slept/GPE {SLEPT} |
            The/DT/det/government Egyptian/JJ/amod/government/NORP government/NN/nsubj/slept {SLEPT}""",
        ),
        "government",
        "Chad",
        {"the names in it unknown no role"},
        {"the names in it known no role"},
    ),
    # words of the role
    (
        (
            "Anna Berg, a school doctor, slept. The school doctor slept.",
            f"""{ANNA} a/DT/det/doctor school/NN/compound/doctor doctor/NN/appos/Anna {SLEPT} |
            The/DT/det/doctor school/NN/compound/doctor doctor/NN/nsubj/slept {SLEPT}""",
        ),
        "doctor",
        "Anna Berg",
        {"the words in common all role"},
        {"the words in common none role"},
    ),
    # to whom it is said
    (
        ("The doctor told Anna Berg.", "The/DT/det/doctor doctor/NN/nsubj/told told=tell/VBD/root "
         "Anna/NNP/obj/told/PERSON Berg/NNP/flat/Anna/PERSON"),
        "doctor",
        "Anna Berg",
        {"the hearer"},
        set(),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("written", "head", "name", "has", "lacks"), FEATURES)
def test_features(written: tuple[str, str], head: str, name: str, has: set[str], lacks: set[str]) -> None:
    found = features_of(entities_of(*written), head, name)
    assert has - found == set() and lacks & found == set()


def test_who_said_something_before() -> None:
    entities = entities_of(ROLES, ROLE_WORDS)
    anna, john = named(entities, "Anna Berg"), named(entities, "John Lang")
    assert not {"the spoke last person", "the spoke before"} & features_of(entities, "doctor", "Anna Berg")
    entities.add_speaker(word(entities, "Anna"), anna)
    assert "the spoke last person" in features_of(entities, "doctor", "Anna Berg")
    entities.add_speaker(word(entities, "John"), john)
    assert "the spoke before" in features_of(entities, "doctor", "Anna Berg")
    assert "the spoke last person" in features_of(entities, "doctor", "John Lang")


def test_whom_the_noun_meant_before() -> None:
    entities = entities_of(ROLES, ROLE_WORDS)
    assert not any("meant by the noun" in feature for feature in features_of(entities, "doctor", "own"))
    entities.meant_by["doctor"] = named(entities, "Anna Berg")
    assert "the meant by the noun before" in features_of(entities, "doctor", "Anna Berg")
    assert "the meant by the noun before" not in features_of(entities, "doctor", "John Lang")
    assert "own the not meant by the noun before" in features_of(entities, "doctor", "own")
    entities.meant_by["doctor"] = named(entities, "doctor")
    assert "own the is meant by the noun before" in features_of(entities, "doctor", "own")


def test_an_entity_described_before() -> None:
    entities = entities_of(
        "The doctor slept. Rain fell. The doctor slept.", f"{THE_DOCTOR} | {RAIN_FELL} | {THE_DOCTOR}"
    )
    assert "own the described before" in features_of(entities, "doctor", "own")
    entities.add_speaker(next(token for token in entities.doc if token.text == "doctor"), named(entities, "doctor"))
    assert "own the spoke last" in features_of(entities, "doctor", "own")


PHRASES = [
    ("The doctor", "The/DT/det/doctor doctor/NN/root", "the", "person"),
    ("A doctor", "A/DT/det/doctor doctor/NN/root", "indefinite", "person"),
    ("Doctors", "Doctors=doctor/NNS/root", "indefinite", "group"),
    ("Another doctor", "Another/DT/det/doctor doctor/NN/root", "another", "person"),
    ("His doctor", "His/PRP$/nmod:poss/doctor doctor/NN/root", "his", "person"),
    ("My doctor", "My/PRP$/nmod:poss/doctor doctor/NN/root", "my", "person"),
    ("Berg's doctor", "Berg/NNP/nmod:poss/doctor/PERSON 's/POS/case/Berg doctor/NN/root", "whose", "person"),
    ("A spokesman", "A/DT/det/spokesman spokesman/NN/root", "indefinite", "spokesperson"),
    ("A source", "A/DT/det/source source/NN/root", "indefinite", "anonymous"),
    ("The statement", "The/DT/det/statement statement/NN/root", "the", "issued"),
    ("The study", "The/DT/det/study study/NN/root", "the", "document"),
    ("The ministry", "The/DT/det/ministry ministry/NN/root", "the", "organization"),
    ("The oak", "The/DT/det/oak oak/NN/root", "the", "other"),
    (
        "The 46-year-old baker",
        "The/DT/det/baker 46/CD/nummod/old year/NN/compound/old old/JJ/amod/baker baker/NN/root",
        "the",
        "age",
    ),
]


@pytest.mark.parametrize(("text", "words", "article", "noun"), PHRASES, ids=[text for text, *_ in PHRASES])
def test_articles_and_classes_of_nouns(text: str, words: str, article: str, noun: str) -> None:
    phrase = phrase_at(entities_of(text, words), text.split()[-1])
    assert (definiteness(phrase), class_of(phrase)) == (article, noun)
    assert noun in {"age", noun_class(phrase.head)}


def test_kinds_of_entities() -> None:
    text = "Anna Berg slept. Varda Times slept. Aquavar slept. The doctor slept. Omar and Ben slept."
    times = f"Varda/NNP/compound/Times/ORG Times/NNPS/nsubj/slept/ORG {SLEPT}"
    both = f"Omar/NNP/nsubj/slept/PERSON and/CC/cc/Ben Ben/NNP/conj/Omar/PERSON {SLEPT}"
    entities = entities_of(text, " | ".join([f"{ANNA} {SLEPT}", times, AQUAVAR, THE_DOCTOR, both]))
    assert {entity.name: kind_of(entity) for entity in entities} == {
        "Anna Berg": "person",
        "Varda Times": "outlet",
        "Aquavar": "organization",
        "doctor": "described person",
        "Omar": "person",
        "Ben": "person",
        "Omar and Ben": "several",
    }


PREMIER = """Prime/NNP/amod/Minister Minister/NNP/nmod:desc/Anna Anna/NNP/nsubj/slept/PERSON
    Berg/NNP/flat/Anna/PERSON slept=sleep/VBD/root"""


@pytest.mark.parametrize(
    ("before", "another"),
    [
        ("Prime", False),
        ("prime", False),
        ("Foreign", True),
        ("foreign", False),
        ("deputy prime", True),
        ("Deputy Prime", True),
        ("former prime", False),
        ("", False),
    ],
)
def test_whether_an_office_is_another(before: str, another: bool) -> None:
    adjectives = " ".join(f"{one}/JJ/amod/minister" for one in before.split())
    text = f"Prime Minister Anna Berg slept. The {before} minister slept.".replace("  ", " ")
    words = f"{PREMIER} | The/DT/det/minister {adjectives} minister/NN/nsubj/slept {SLEPT}"
    entities = entities_of(text, words)
    assert holds_another_office(phrase_at(entities, "minister"), named(entities, "Anna Berg")) is another
    assert ("Anna Berg" in possible(entities, reference_at(entities, "minister"))) is not another


def test_a_number_is_no_part_of_a_name() -> None:
    air_force = "Air/NNP/compound/One/ORG Force/NNP/compound/One/ORG One/NNP/nsubj/slept/ORG slept=sleep/VBD/root"
    entities = entities_of(
        "Air Force One slept. The one slept.", f"{air_force} | The/DT/det/one one/NN/nsubj/slept {SLEPT}"
    )
    assert not {one for one in features_of(entities, "one", "Air Force One") if one.startswith(" name ")}


def test_a_member_and_an_office_in_capitals_are_persons() -> None:
    entities = entities_of(
        "The Republican slept. The MCE slept.",
        f"The/DT/det/Republican Republican/NNP/nsubj/slept/NORP {SLEPT} | The/DT/det/MCE MCE/NNP/nsubj/slept {SLEPT}",
    )
    assert [class_of(phrase_at(entities, one)) for one in ("Republican", "MCE")] == ["person", "person"]
