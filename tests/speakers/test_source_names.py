"""Words with a capital at a source: which name somebody, and which only describe."""

from __future__ import annotations

import pytest
from made_references import entities_of, phrase_at

from quotes.speakers.phrase import Phrase
from quotes.speakers.source_names import resolve_name

SLEPT = "slept=sleep/VBD/root"
BERG = "Anna/NNP/nsubj/slept/PERSON Berg/NNP/flat/Anna/PERSON"

NAMED: list[tuple[str, str, str, str | None]] = [
    # a member or a countryman, who is one
    ("The Republican slept.", f"The/DT/det/Republican Republican/NNP/nsubj/slept/ORG {SLEPT}", "Republican", None),
    ("The American slept.", f"The/DT/det/American American/NNP/nsubj/slept/NORP {SLEPT}", "American", None),
    (
        "The Americans slept.",
        f"The/DT/det/Americans Americans=American/NNPS/nsubj/slept/NORP {SLEPT}",
        "Americans",
        "Americans",
    ),
    # an office in capitals: held by somebody, or of nobody known, and no organization
    (
        "UNO Anna Berg slept. The UNO slept.",
        f"UNO/NNP/compound/Anna {BERG} {SLEPT} | The/DT/det/UNO UNO/NNP/nsubj/slept/ORG {SLEPT}",
        "UNO",
        None,
    ),
    ("The MCE slept.", f"The/DT/det/MCE MCE/NNP/nsubj/slept {SLEPT}", "MCE", None),
    ("PM slept.", f"PM/NNP/nsubj/slept {SLEPT}", "PM", None),
    ("The FBI slept.", f"The/DT/det/FBI FBI/NNP/nsubj/slept/ORG {SLEPT}", "FBI", "FBI"),
    (
        "The Ministry of Agriculture slept. The MA slept.",
        f"""The/DT/det/Ministry Ministry/NNP/nsubj/slept/ORG of/IN/case/Agriculture/ORG
        Agriculture/NNP/nmod/Ministry/ORG {SLEPT} | The/DT/det/MA MA/NNP/nsubj/slept {SLEPT}""",
        "MA",
        "Ministry of Agriculture",
    ),
    # an office after the place where it is
    (
        "The Odisha CM slept.",
        f"The/DT/det/CM Odisha/NNP/compound/CM/GPE CM/NNP/nsubj/slept {SLEPT}",
        "CM",
        None,
    ),
    # but a name in which an office stands
    (
        "Anna Berg slept. Governor Berg slept.",
        f"{BERG} {SLEPT} | Governor/NNP/compound/Berg Berg/NNP/nsubj/slept/PERSON {SLEPT}",
        "Berg",
        "Anna Berg",
    ),
]


@pytest.mark.parametrize(("text", "words", "head", "expected"), NAMED, ids=[text for text, *_ in NAMED])
def test_what_a_source_names(text: str, words: str, head: str, expected: str | None) -> None:
    entities = entities_of(text, words)
    assert getattr(resolve_name(entities, phrase_at(entities, head)), "name", None) == expected


@pytest.mark.parametrize(("mark", "expected"), [(":", "Anna Berg"), (",", "John Lang")])
def test_a_label_before_a_turn_is_not_who_is_spoken_to(mark: str, expected: str) -> None:
    entities = entities_of(
        f"Anna Berg met John Lang. BERG{mark} Mr Lang slept.",
        """Anna/NNP/nsubj/met/PERSON Berg/NNP/flat/Anna/PERSON met=meet/VBD/root John/NNP/obj/met/PERSON
        Lang/NNP/flat/John/PERSON | BERG/NNP/root Mr/NNP/compound/Lang Lang/NNP/appos/BERG/PERSON
        slept=sleep/VBD/parataxis/BERG""",
    )
    label = next(token for token in entities.doc if token.text == "BERG")
    found = resolve_name(entities, Phrase(label, [label]))
    assert found is not None and found.name == expected
