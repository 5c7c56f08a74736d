"""Repair sentence boundaries that cut a quotation from its cue, and cut endless sentences, before the parse.

“So what?” said Harry.        is one sentence, not “So what?” and said Harry.
He said so. ”                 the closing mark belongs to what it closes
Mrs. Clinton                  a title's full stop ends no sentence
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quotes.words import load_words

if TYPE_CHECKING:
    from stanza.models.common.doc import Document, Sentence

CLOSING_MARKS = {"”", '"', "’", "'", "»", "''", "“"}
LONGEST_SENTENCE = 250
"""Words; the parser's time and memory grow faster than the square of a sentence's length."""

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
    if not any(joined) and all(len(sentence.words) <= LONGEST_SENTENCE for sentence in document.sentences):
        return document
    sentences: list[list[dict[str, object]]] = []
    for follows, sentence in zip(joined, document.to_dict(), strict=True):
        if follows:
            sentences[-1].extend(_renumbered(sentence, sentences[-1]))
        else:
            sentences.append(list(sentence))
    return Document([piece for sentence in sentences for piece in _pieces(sentence)], text=document.text)


def _belong_together(before: Sentence, after: Sentence) -> bool:
    last = before.tokens[-1].text
    words = [token.text for token in after.tokens]
    if all(word in CLOSING_MARKS for word in words):
        return True
    if last == "." and len(before.tokens) > 1 and before.tokens[-2].text.lower() + "." in load_words("abbreviations"):
        return True
    if last.lower() in load_words("abbreviations"):
        return True
    return last in CLOSING_MARKS and (words[0][0].islower() or _is_attribution(words))


def _pieces(sentence: list[dict[str, object]]) -> Iterator[list[dict[str, object]]]:
    """A sentence, or its pieces if it has more words than can be parsed at once, cut after punctuation if possible."""
    while len(sentence) > LONGEST_SENTENCE:
        cuts = [
            number
            for number, token in enumerate(sentence[:LONGEST_SENTENCE], start=1)
            if number > LONGEST_SENTENCE // 2 and token["text"] in {".", ";", ",", ":", "?", "!"}
        ]
        cut = cuts[-1] if cuts else LONGEST_SENTENCE
        while cut < len(sentence) and cut > 1 and _is_inside_a_token(sentence, cut):
            cut -= 1
        yield _renumbered(sentence[:cut], [])
        sentence = sentence[cut:]
    yield _renumbered(sentence, [])


def _is_inside_a_token(sentence: list[dict[str, object]], cut: int) -> bool:
    """Would this cut part the words of a multi-word token, which follow it in the list?"""
    last = 0
    for token in sentence[:cut]:
        number = token["id"]
        last = number[-1] if isinstance(number, tuple | list) and len(number) > 1 else last
    following = sentence[cut]["id"]
    number = following[0] if isinstance(following, tuple | list) else following
    return isinstance(number, int) and number <= last


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
    """The tokens of a sentence with ids that go on after those of another (from 1 on if that is empty)."""
    shift = (_number(onto[-1]) if onto else 0) - (_number(sentence[0], first=True) - 1)
    shifted = []
    for token in sentence:
        number = token["id"]
        if isinstance(number, tuple | list):
            shifted.append({**token, "id": tuple(part + shift for part in number)})
        else:
            assert isinstance(number, int)
            shifted.append({**token, "id": number + shift})
    return shifted


def _number(token: dict[str, object], first: bool = False) -> int:
    """The number of a token's last (or first) word."""
    number = token["id"]
    number = number[0 if first else -1] if isinstance(number, tuple | list) else number
    assert isinstance(number, int)
    return number
