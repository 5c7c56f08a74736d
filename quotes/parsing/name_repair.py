"""Names that are also verbs: in "Hamid Said told us", the recognizer of entities knows better than the tagger."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stanza.models.common.doc import Document, Sentence, Word

PEOPLE = {"PERSON", "PER"}
"""Labels of entities that are persons, of the embedded models and of others."""
VERBS = {"VERB", "AUX"}


def repair_names(document: Document) -> Document:
    """Tag as names the words that end a person's name and are tagged as verbs; before the document is parsed.

    Headlines with capitals everywhere stay as they are, because there the recognizer errs, too. Changes the document.
    """
    for sentence in document.sentences:
        if not _is_headline(sentence):
            for entity in sentence.ents:
                if entity.type in PEOPLE:
                    for word in entity.words[1:]:
                        if word.upos in VERBS and word.text.istitle():
                            _make_name(word)
    return document


def _is_headline(sentence: Sentence) -> bool:
    words = [word.text for word in sentence.words if word.text.isalpha()]
    return bool(2 * sum(word[0].isupper() for word in words) > len(words))


def _make_name(word: Word) -> None:
    word.upos, word.xpos, word.feats, word.lemma = "PROPN", "NNP", None, word.text
