"""Nouns describe the names behind them. Sentences are written as FORM|HEAD|RELATION|UPOS|XPOS[|ENTITY]."""

from __future__ import annotations

import pytest
from stanza.models.common.doc import Document

from quotes.parsing.description_repair import describe_names


def tree(sentence: str) -> str:
    """The heads and relations of a sentence after the repair."""
    words = []
    for number, part in enumerate(sentence.split(), start=1):
        text, head, relation, upos, xpos, *entity = part.split("|")
        words.append(
            {"id": number, "text": text, "head": int(head), "deprel": relation, "upos": upos, "xpos": xpos}
            | {"start_char": 0, "end_char": 1, "ner": entity[0] if entity else "O"}
        )
    (repaired,) = Document([words]).sentences
    describe_names(repaired)
    return " ".join(f"{word.head}:{word.deprel}" for word in repaired.words)


SAID = "said|0|root|VERB|VBD"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            f"mayor|4|nsubj|NOUN|NN Anna|4|nsubj|PROPN|NNP|B-PERSON Berg|2|flat|PROPN|NNP|E-PERSON {SAID}",
            "2:nmod:desc 4:nsubj 2:flat 0:root",
        ),
        (
            f"mayor|3|nsubj|NOUN|NN Berg|1|flat|PROPN|NNP|S-PERSON {SAID}",
            "2:nmod:desc 3:nsubj 0:root",
        ),
        (
            "House|2|compound|PROPN|NNP Speaker|5|nsubj|PROPN|NNP Anna|5|nsubj|PROPN|NNP|B-PERSON "
            f"Berg|3|flat|PROPN|NNP|E-PERSON {SAID}",
            "2:compound 3:nmod:desc 5:nsubj 3:flat 0:root",
        ),
        (
            "candidate|5|nsubj|NOUN|NN Texas|4|compound|PROPN|NNP|S-LOC Sen.|4|compound|PROPN|NNP "
            f"Berg|5|nsubj|PROPN|NNP|S-PERSON {SAID}",
            "4:nmod:desc 4:compound 4:compound 5:nsubj 0:root",
        ),
        (
            "Secretary|5|nsubj|PROPN|NNP of|3|case|ADP|IN State|1|nmod|PROPN|NNP "
            f"Berg|5|nsubj|PROPN|NNP|S-PERSON {SAID}",
            "4:nmod:desc 3:case 1:nmod 5:nsubj 0:root",
        ),
        (
            "his|2|nmod:poss|PRON|PRP$ son|5|nsubj|NOUN|NN Jon|5|nsubj|PROPN|NNP|B-PERSON "
            f"Berg|3|flat|PROPN|NNP|E-PERSON {SAID}",
            "2:nmod:poss 3:nmod:desc 5:nsubj 3:flat 0:root",
        ),
        (
            "Denied|0|root|VERB|VBN by|3|case|ADP|IN spokesman|1|obl|NOUN|NN Berg|1|obl|PROPN|NNP|S-PERSON",
            "0:root 4:case 4:nmod:desc 1:obl",
        ),
        (
            f"Goldman|3|nsubj|PROPN|NNP|B-ORG Sachs|3|nsubj|PROPN|NNP|E-ORG {SAID}",
            "3:nsubj 1:flat 0:root",
        ),
        (
            f"Labor|2|compound|PROPN|NNP Department|4|nsubj|PROPN|NNP officials|4|nsubj|NOUN|NNS {SAID}",
            "2:compound 3:compound 4:nsubj 0:root",
        ),
    ],
)
def test_what_is_repaired(sentence: str, expected: str) -> None:
    assert tree(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        # a clause without "that"
        "the|2|det|DET|DT judge|4|nsubj|NOUN|NN Berg|4|nsubj|PROPN|NNP|S-PERSON named|0|root|VERB|VBD",
        "whose|2|nmod:poss|PRON|WP$ sentence|5|nsubj|NOUN|NN Anna|5|nsubj|PROPN|NNP|B-PERSON "
        "Berg|3|flat|PROPN|NNP|E-PERSON cut|0|root|VERB|VBD",
        # not one behind the other
        f"Berg|4|nsubj|PROPN|NNP|S-PERSON ,|3|punct|PUNCT|, Lund|4|nsubj|PROPN|NNP|S-PERSON {SAID}",
        f"week|4|nsubj|NOUN|NN the|3|det|DET|DT Senate|4|nsubj|PROPN|NNP|S-ORG {SAID}",
        # what the noun is not
        f"people|3|nsubj|NOUN|NNS Republicans|3|nsubj|PROPN|NNPS|S-NORP {SAID}",
        # several things may be joined to one
        "mayor|0|root|NOUN|NN Lund|1|conj|PROPN|NNP|S-PERSON Berg|1|conj|PROPN|NNP|S-PERSON",
    ],
)
def test_what_stays(sentence: str) -> None:
    before = " ".join(":".join(part.split("|")[1:3]) for part in sentence.split())
    assert tree(sentence) == before
