"""Many names in one article: how often they are compared, and that each finds its own."""

from __future__ import annotations

from itertools import product

import pytest
from made_parses import vocab
from spacy.tokens import Doc

from quotes.speakers import entities as entities_module
from quotes.speakers.entities import Entities

LETTERS = "bdfgklmnprst"
NAMES = ["".join(letters).title() for letters in product(LETTERS, "aeiou", LETTERS, "aeiou")][::7]


def doc_of(names: list[str], label: str) -> Doc:
    """A text in which each of some names, and then each once more, runs."""
    sentences = [[*name.split(), "ran"] for name in names * 2]
    return Doc(
        vocab(),
        words=[word for words in sentences for word in words],
        pos=["VERB" if word == "ran" else "PROPN" for words in sentences for word in words],
        heads=[last for last, words in zip(_lasts(sentences), sentences, strict=True) for _ in words],
        deps=["ROOT" if word == "ran" else "nsubj" for words in sentences for word in words],
        lemmas=[word for words in sentences for word in words],
        ents=[
            f"{'I' if n else 'B'}-{label}" if word != "ran" else "O"
            for words in sentences
            for n, word in enumerate(words)
        ],
    )


def _lasts(sentences: list[list[str]]) -> list[int]:
    ends = [0]
    for words in sentences:
        ends.append(ends[-1] + len(words))
    return [end - 1 for end in ends[1:]]


@pytest.mark.parametrize(
    ("form", "label"),
    [("John {}", "PERSON"), ("{} Smith", "PERSON"), ("{}", "PERSON"), ("University of {}", "ORG"), ("{}", "GPE")],
)
def test_names_are_compared_with_few_others(form: str, label: str, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0
    is_variant = entities_module.is_variant

    def counted(*names: object) -> bool:
        nonlocal compared
        compared += 1
        return is_variant(*names)  # type: ignore[arg-type]

    monkeypatch.setattr(entities_module, "is_variant", counted)
    names = [form.format(name) for name in NAMES]
    entities = Entities(doc_of(names, label))
    assert sorted(entity.name for entity in entities) == sorted(names)
    assert all(len(entity.mentions) == 2 for entity in entities)
    assert compared < 4 * len(names)


def test_acronyms_and_slips_find_the_one_that_they_mean_among_many() -> None:
    funds = [f"{one} {other} Fund" for one, other in zip(NAMES[:20], NAMES[50:70], strict=True)]
    entities = Entities(doc_of([*funds, "International Monetary Fund", "IMF"], "ORG"))
    (fund,) = (entity for entity in entities if "IMF" in entity.names)
    assert fund.name == "International Monetary Fund" and len(fund.mentions) == 4
    assert entities.with_acronym("IMF") is fund and entities.with_words("imf") == [fund]
    people = [f"Anna {name}son" for name in NAMES[:300]]
    misspelled = Entities(doc_of([*people, NAMES[5] + "sn"], "PERSON"))
    assert [entity.name for entity in misspelled if len(entity.names) > 1] == [people[5]]
