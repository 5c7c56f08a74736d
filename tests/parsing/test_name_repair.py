"""Words that end a person's name are names, whatever the tagger says; others keep their tags."""

from __future__ import annotations

import pytest
from made_documents import Tok, made_document

from quotes.parsing.name_repair import repair_names

CASES = [
    ("Hamid Said told us so .", "B-PERSON E-PERSON", "PROPN"),
    ("Hamid Said told us so .", "S-PERSON", "VERB"),
    ("Hamid said he was ill .", "B-PERSON E-PERSON", "VERB"),
    ("Hamid Said Tax Must Fall soon .", "B-PERSON E-PERSON", "VERB"),
    ("Quay Holds told us so .", "B-ORG E-ORG", "VERB"),
]


@pytest.mark.parametrize(("text", "entities", "tag"), CASES)
def test_the_tag_of_the_second_word(text: str, entities: str, tag: str) -> None:
    tags = [*entities.split(), *["O"] * len(text.split())]
    document = made_document(text, [Tok(word, entity=entity) for word, entity in zip(text.split(), tags, strict=False)])
    second = document.sentences[0].words[1]
    second.upos, second.xpos, second.lemma = "VERB", "VBD", "say"
    document.build_ents()
    repair_names(document)
    assert second.upos == tag
    assert (second.xpos, second.lemma) == (("NNP", second.text) if tag == "PROPN" else ("VBD", "say"))
    assert {word.upos for word in document.sentences[0].words if word is not second} == {"X"}
