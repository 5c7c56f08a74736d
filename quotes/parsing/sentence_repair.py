"""Repair sentence boundaries that cut a quotation from its cue, before the sentences are parsed.

“So what?” said Harry.        is one sentence, not “So what?” and said Harry.
He said so. ”                 the closing mark belongs to what it closes
Mrs. Clinton                  a title's full stop ends no sentence
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.words import load_words

if TYPE_CHECKING:
    from stanza.models.common.doc import Document, Sentence

CLOSING_MARKS = {"”", '"', "’", "'", "»", "''", "“"}
ENDS = set(".?!:;…”\"'’»)]}|*—–-")
"""Characters that can end a sentence inside a paragraph; a boundary after anything else is a mistake."""

MOST_WORDS_OF_A_NAME = 4


def repair_sentences(document: Document) -> Document:
    """The same document with sentences joined where a boundary parts a quotation from its cue.

    `document` is tokenized, with multi-word tokens expanded, and nothing more. It is returned as it is
    when nothing is wrong with it.
    """
    from stanza.models.common.doc import Document

    joined = [False] + [
        _belong_together(before, after)
        for before, after in zip(document.sentences, document.sentences[1:], strict=False)
    ]
    if not any(joined):
        return document
    sentences: list[list[dict[str, object]]] = []
    for follows, sentence in zip(joined, document.to_dict(), strict=True):
        if follows:
            sentences[-1].extend(_renumbered(sentence, sentences[-1]))
        else:
            sentences.append(list(sentence))
    return Document(sentences, text=document.text)


def _belong_together(before: Sentence, after: Sentence) -> bool:
    last = before.tokens[-1].text
    words = [token.text for token in after.tokens]
    if all(word in CLOSING_MARKS for word in words) or last[-1] not in ENDS:
        return True
    if last == "." and len(before.tokens) > 1 and before.tokens[-2].text.lower() + "." in load_words("abbreviations"):
        return True
    if last.lower() in load_words("abbreviations"):
        return True
    return last in CLOSING_MARKS and (words[0][0].islower() or _is_attribution(words))


def _is_attribution(words: list[str]) -> bool:
    """Is this "Harry said.", "President Harry Potter said on Monday." or "said Harry.", all by itself?"""
    verbs = load_words("reporting_verb_forms")
    for position, word in enumerate(words[: MOST_WORDS_OF_A_NAME + 1]):
        if word.lower() in verbs:
            rest = words[position + 1 :]
            return not rest or rest[0] in {".", ",", "in", "on", "at", "after", "to", "during"}
        if not (word[0].isupper() or word.lower() in {"the", "a", "an", "of"}):
            return False
    return False


def _renumbered(sentence: list[dict[str, object]], onto: list[dict[str, object]]) -> list[dict[str, object]]:
    """The tokens of a sentence with ids that go on after those of another."""
    last = onto[-1]["id"]
    shift = last[-1] if isinstance(last, tuple | list) else last
    assert isinstance(shift, int)
    shifted = []
    for token in sentence:
        number = token["id"]
        if isinstance(number, tuple | list):
            shifted.append({**token, "id": tuple(part + shift for part in number)})
        else:
            assert isinstance(number, int)
            shifted.append({**token, "id": number + shift})
    return shifted
