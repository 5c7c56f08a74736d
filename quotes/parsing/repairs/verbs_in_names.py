"""Names that are also verbs: in "Hamid Said told us", the recognizer of entities knows better than the tagger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quotes.parsing.entity_labels import PEOPLE
from quotes.parsing.repairs.repair import repairs_documents

if TYPE_CHECKING:
    from stanza.models.common.doc import Document, Word

VERBS = {"VERB", "AUX"}


@repairs_documents(
    after="entities",
    examples=[
        "Hamid||||NNP|B-PERSON Said|||VERB>PROPN|VBD>NNP|E-PERSON told us so .",
        "Hamid|||||B-PER Said|||AUX>PROPN|VBD>NNP|E-PER told us so .",
    ],
    near_misses=[
        "Hamid|||||S-PERSON Said|||VERB|VBD told us so .",
        "Hamid|||||B-PERSON said|||VERB|VBD|E-PERSON he was ill .",
        "Hamid|||||B-PERSON Said|||VERB|VBD|E-PERSON Tax Must Fall soon .",
        "Quay|||||B-ORG Holds|||VERB|VBZ|E-ORG told us so .",
    ],
)
def tag_verbs_in_names(document: Document) -> Document:
    """Tag as names the words behind the first of a person's name that are tagged as verbs.

    Headlines with capitals everywhere stay as they are, because there the recognizer errs, too.
    """
    for sentence in document.sentences:
        if sentence.ents and not _is_headline(sentence.words):
            for entity in sentence.ents:
                for word in entity.words[1:]:
                    if entity.type in PEOPLE and word.upos in VERBS and word.text.istitle():
                        word.upos, word.xpos, word.feats, word.lemma = "PROPN", "NNP", None, word.text
    return document


def _is_headline(words: Sequence[Word]) -> bool:
    """Tell whether more than half of the words have a capital."""
    letters = [word.text for word in words if word.text.isalpha()]
    return bool(2 * sum(text[0].isupper() for text in letters) > len(letters))
