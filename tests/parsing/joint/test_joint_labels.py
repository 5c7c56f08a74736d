"""Labels and their numbers."""

from __future__ import annotations

from made_network import sentence

from quotes.parsing.joint.joint_labels import INSIDE, SENTENCE, TOKEN, UNKNOWN, WORD, Labels, boundary_numbers
from quotes.parsing.joint.windows import TaggedWords, window_of


def test_what_ends_with_units() -> None:
    window = window_of([sentence("U.S. ca n't .", ["", "+", "", " "])], {})
    assert " ".join(unit.text for unit in window.stretch.units) == "U . S . ca n ' t ."
    right = [INSIDE, INSIDE, INSIDE, TOKEN, WORD, INSIDE, INSIDE, TOKEN, SENTENCE]
    assert boundary_numbers(window).tolist() == right
    assert boundary_numbers(window_of([sentence("It rained .")], {})).tolist() == [UNKNOWN] * 3


def test_labels_of_sentences() -> None:
    some = TaggedWords(("It", "rained"), ("PRON", "VERB"), ("PRP", "VBD"), ("-0+", "-2+"), (2, 0), ("nsubj", "root"))
    other = TaggedWords(("Berg",), entities=("S-PERSON",))
    cannot = TaggedWords(("can", "not"), lemmas=("=", "="), after=("+", " "))
    labels = Labels.of([some, other, some, *[cannot] * 3])
    assert labels == Labels(
        ("PRON", "VERB"), ("PRP", "VBD"), ("-0+", "-2+", "="), ("nsubj", "root"), ("S-PERSON",), {"cannot": 3}
    )
    assert Labels.from_json(labels.to_json()) == labels
    rare = TaggedWords(("geese", "ran"), ("NOUN", "VERB"), ("NN", "VBD"), ("!goose", "-2+"), (2, 0), ("nsubj", "root"))
    known = Labels.of([some, rare])
    assert known.lemmas == ("-2+",)
    numbers = known.tree_numbers(window_of([rare], {}))
    assert [part.tolist() for part in numbers] == [[0, 2], [0, 2], [UNKNOWN, 0], [2, 0], [0, 1]]
    hyphen = TaggedWords(("X-ray", "is"), ("NOUN", "VERB"), ("NN", "VBD"), ("-2+", "-2+"), (2, 0), ("nsubj", "root"))
    numbers = known.tree_numbers(window_of([some, hyphen], {}))
    none = UNKNOWN
    assert numbers[3].tolist() == [2, 0, 6, none, none, 0] and numbers[4].tolist() == [0, 1, 0, none, none, 1]
    assert labels.entity_numbers(window_of([other], {})).tolist() == [0]
