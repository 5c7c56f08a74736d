"""Sentences without end, as in lists without full stops."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quotes.parsing.repairs.repair import Entry, remade, repairs_documents

if TYPE_CHECKING:
    from stanza.models.common.doc import Document, Sentence

LONGEST_SENTENCE = 250
"""In words: time and memory of the parser grow faster than the square of a sentence's length."""

ANNOTATIONS = frozenset({"upos", "xpos", "lemma", "head", "deprel", "ner", "multi_ner"})
"""What is found anew for a sentence with other words."""

STOPS = {".", ";", ",", ":", "?", "!"}


@repairs_documents(
    after="mwt",
    examples=[
        "very " * 250 + ">/ long",
        "very " * 200 + ", >/ " + "very " * 100 + "long",
        "very " * 247 + "long >/ do+n't do+n't",
    ],
    near_misses=["very " * 249 + "long"],
)
def cut_endless_sentences(document: Document) -> Document:
    """Return the document with sentences of at most `LONGEST_SENTENCE` words, cut behind punctuation if possible."""
    if all(len(sentence.words) <= LONGEST_SENTENCE for sentence in document.sentences):
        return document
    sentences: list[tuple[Sequence[Entry], Sentence | None]] = []
    for sentence, entries in zip(document.sentences, document.to_dict(), strict=True):
        if len(sentence.words) <= LONGEST_SENTENCE:
            sentences.append((entries, sentence))
        else:
            sentences += [(piece, None) for piece in _pieces(entries)]
    return remade(document, sentences)


def renumbered(sentence: Sequence[Entry], behind: Sequence[Entry] = ()) -> list[Entry]:
    """Return the entries of a sentence, not tagged yet, with ids that go on behind those of others, or begin at 1."""
    shift = (_ids(behind[-1])[-1] if behind else 0) - (_ids(sentence[0])[0] - 1)
    kept = ({name: value for name, value in entry.items() if name not in ANNOTATIONS} for entry in sentence)
    return [{**entry, "id": tuple(number + shift for number in _ids(entry))} for entry in kept]


def _pieces(sentence: list[Entry]) -> Iterator[list[Entry]]:
    while len(sentence) > LONGEST_SENTENCE:
        cuts = [
            number
            for number, entry in enumerate(sentence[:LONGEST_SENTENCE], start=1)
            if number > LONGEST_SENTENCE // 2 and entry["text"] in STOPS
        ]
        cut = cuts[-1] if cuts else LONGEST_SENTENCE
        while 1 < cut < len(sentence) and _parts_a_token(sentence, cut):
            cut -= 1
        yield renumbered(sentence[:cut])
        sentence = sentence[cut:]
    yield renumbered(sentence)


def _parts_a_token(sentence: Sequence[Entry], cut: int) -> bool:
    """Tell whether a cut before entry `cut` would part the words of a multi-word token, whose entry precedes them."""
    last = max((_ids(entry)[-1] for entry in sentence[:cut] if len(_ids(entry)) > 1), default=0)
    return _ids(sentence[cut])[0] <= last


def _ids(entry: Entry) -> tuple[int, ...]:
    """Return the number of a word, or the numbers of the first and last word of a multi-word token."""
    number = entry["id"]
    return tuple(number) if isinstance(number, tuple | list) else (number,)
