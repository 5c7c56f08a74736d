"""Entities are recognized in words, not in tokens: in "Kenya's" the name is one word and its clitic another.

So they stand in the texts from which recognizers learn; tokenizers of Universal Dependencies leave them together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stanza.models.common.doc import Document, Token


@contextmanager
def clitics_apart(documents: Sequence[Document]) -> Iterator[None]:
    """While it lasts, each word is a token in the sentences of documents; then tokens get the entity tags of words.

    Tokens that are not written as their words are ("du" for "de" and "le") stay whole.
    """
    changed = []
    for document in documents:
        for sentence in document.sentences:
            tokens = sentence.tokens
            parts = [_parts(token) for token in tokens]
            if len(tokens) < sum(map(len, parts)):
                changed.append((document, sentence, tokens, parts))
                sentence.tokens = [part for some in parts for part in some]
    try:
        yield
    finally:
        for _, sentence, tokens, parts in changed:
            sentence.tokens = tokens
            for token, some in zip(tokens, parts, strict=True):
                if len(some) > 1 and all(part.ner for part in some):
                    token.ner = joint_tag([part.ner for part in some])
                    token.multi_ner = (token.ner,)
        for document in {id(document): document for document, *_ in changed}.values():
            document.build_ents()


def joint_tag(tags: Sequence[str]) -> str:
    """The BIOES tag of one word made of some."""
    inside = [tag for tag in tags if tag != "O"]
    if not inside:
        return "O"
    begins, ends = inside[0][0] in "BS", inside[-1][0] in "ES"
    return ("S" if begins and ends else "B" if begins else "E" if ends else "I") + inside[0][1:]


def _parts(token: Token) -> list[Token]:
    """A token as one for each of its words, if they are written as the token is."""
    from stanza.models.common.doc import Token

    words = token.words
    if len(words) < 2 or "".join(word.text for word in words) != token.text:
        return [token]
    parts = []
    start = token.start_char
    for word in words:
        end = None if start is None else start + len(word.text)
        entry = {"id": (word.id,), "text": word.text, "start_char": start, "end_char": end}
        parts.append(Token(token.sent, entry, words=[word]))
        start = end
    return parts
