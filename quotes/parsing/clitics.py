"""Entities of words rather than tokens: in "Kenya's" the name is one word and its clitic another.

Recognizers learn from texts in which both are tokens; in Universal Dependencies they are words of one token.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stanza.models.common.doc import Document, Token
    from stanza.pipeline.ner_processor import NERProcessor


def recognize_in_words(recognizer: NERProcessor, documents: Sequence[Document]) -> list[Document]:
    """Let Stanza's recognizer tag the words of documents, and give their tokens the tags; return the documents.

    Tokens that are not written as their words are ("du" for "de" and "le") count as one word.
    """
    from stanza.models.common.doc import Document

    documents = list(documents)
    of_words = [Document([[{"text": form} for token in sentence.tokens for form in _forms(token)]
                          for sentence in document.sentences]) for document in documents]  # fmt: skip
    tags = (token.ner for document in recognizer.bulk_process(of_words) for token in document.iter_tokens())
    for document in documents:
        for token in document.iter_tokens():
            token.ner = joint_tag([next(tags) for _ in _forms(token)])
            token.multi_ner = (token.ner,)
        document.build_ents()
    return documents


def joint_tag(tags: Sequence[str]) -> str:
    """Return the BIOES tag of a token whose words have these tags."""
    if len(tags) == 1:
        return tags[0]
    inside = [tag for tag in tags if tag != "O"]
    if not inside:
        return "O"
    begins, ends = inside[0][0] in "BS", inside[-1][0] in "ES"
    return ("S" if begins and ends else "B" if begins else "E" if ends else "I") + inside[0][1:]


def _forms(token: Token) -> list[str]:
    """Return the forms of a token's words if they spell the token, else the form of the token."""
    forms = [word.text for word in token.words]
    return forms if "".join(forms) == token.text else [token.text]
