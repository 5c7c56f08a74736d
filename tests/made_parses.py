"""Parses made by hand, so that what works on parses can be tested without models.

A parse is made of a text, exactly as an article would have it, and of its words in a compact notation:

    made_parse(
        "The ministry said: “We wait.”",
        "The/DT/det/ministry ministry/NN/nsubj/said said=say/VBD/root We/PRP/nsubj/wait wait/VBP/parataxis/said",
    )

A word is written FORM/TAG/RELATION/HEAD or FORM/TAG/RELATION/HEAD/LABEL: Penn Treebank tag, Universal Dependencies
relation, the nearest word of the sentence with that form as its head (none, or -, for the root), and an entity label,
which neighbouring words of one entity share (B-LABEL begins another one). FORM=LEMMA gives a lemma other than the form
in lower case. "|" parts sentences. Punctuation and white space are not noted: they are taken from the text, and
punctuation is hung on the lowest word that governs both of its sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import spacy
from made_network import found_by_network
from spacy.tokens import Doc
from spacy.vocab import Vocab

from quotes.parsing import Parse
from quotes.readers.paragraphs import split_paragraphs
from quotes.records import Article

POS = {
    "DT": "DET",
    "CD": "NUM",
    "EX": "PRON",
    "IN": "ADP",
    "TO": "PART",
    "POS": "PART",
    "RP": "ADP",
    "MD": "AUX",
    "CC": "CCONJ",
    "NNP": "PROPN",
    "NNPS": "PROPN",
    "PRP": "PRON",
    "PRP$": "PRON",
    "WP": "PRON",
    "WDT": "PRON",
    "WRB": "ADV",
    "FW": "X",
}
POS_BY_INITIALS = {"NN": "NOUN", "JJ": "ADJ", "RB": "ADV", "VB": "VERB"}
AUXILIARY = {"aux", "aux:pass", "cop"}
PUNCTUATION = re.compile(r"''|``|--|\.\.\.|\S")
OPENING = set("“‘«„([") | {"``"}
EITHER_WAY = {'"', "'", "—", "–", "-", "--", "''"}
"""Marks that open something if white space stands before them."""


@dataclass(slots=True)
class _Word:
    text: str
    sentence: int
    start: int = 0
    tag: str = ""
    lemma: str = ""
    relation: str = "punct"
    head_form: str = ""
    label: str = ""
    head: int = -1

    @property
    def is_space(self) -> bool:
        return self.text.isspace()

    @property
    def is_word(self) -> bool:
        return bool(self.tag)

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@cache
def vocab() -> Vocab:
    """The vocabulary of all made parses."""
    return spacy.blank("en").vocab


def made_parse(text: str, words: str, article_id: str = "made.txt") -> Parse:
    """The parse of a text whose words are given in the notation of this module.

    Raises ValueError when the words are not those of the text, or a head is not among them.
    """
    row = _tokens(text, [_noted(word, number) for number, line in enumerate(words.split("|")) for word in line.split()])
    for number in range(words.count("|") + 1):
        _hang(row, [index for index, word in enumerate(row) if word.sentence == number])
    return Parse(Article(text, article_id), _doc(row, text), tuple(split_paragraphs(text)), found_by_network())


def _noted(note: str, sentence: int) -> _Word:
    form, tag, relation, head, label = [*note.split("/"), "", ""][:5]
    text, _, lemma = form.partition("=")
    return _Word(text, sentence, 0, tag, lemma or text.lower(), relation, "" if head == "-" else head, label)


def _tokens(text: str, words: list[_Word]) -> list[_Word]:
    """The words at their places in the text, with the punctuation and the white space between them."""
    row: list[_Word] = []
    waiting = words[::-1]
    position = 0
    while position < len(text):
        if waiting and text.startswith(waiting[-1].text, position):
            token = waiting.pop()
        elif text[position].isspace():
            token = _Word(re.compile(r"\s+").match(text, position).group(), row[-1].sentence if row else 0)  # type: ignore[union-attr]
        else:
            mark = PUNCTUATION.match(text, position).group()  # type: ignore[union-attr]
            if mark.isalnum():
                raise ValueError(f"no word is noted for {text[position : position + 20]!r}")
            token = _Word(mark, _sentence_of_mark(mark, text, position, row, waiting))
        token.start = position
        position = token.end
        row.append(token)
    if waiting:
        raise ValueError(f"{waiting[-1].text!r} is not in the text where it is noted")
    return row


def _sentence_of_mark(mark: str, text: str, position: int, row: list[_Word], waiting: list[_Word]) -> int:
    opens = mark in OPENING or (mark in EITHER_WAY and (position == 0 or text[position - 1].isspace()))
    if waiting and (opens or not row):
        return waiting[-1].sentence
    return row[-1].sentence if row else 0


def _hang(row: list[_Word], indices: list[int]) -> None:
    """Give every token of one sentence its head (index); the root is its own."""
    words = [index for index in indices if row[index].is_word]
    roots = [index for index in words if row[index].relation.lower() == "root"]
    if len(roots) != 1:
        raise ValueError(f"a sentence needs one root, not {[row[index].text for index in roots]}")
    for index in words:
        word = row[index]
        named = [other for other in words if row[other].text == word.head_form and other != index]
        if index == roots[0]:
            word.head, word.relation = index, "ROOT"
        elif not named:
            raise ValueError(f"the head of {word.text!r}, {word.head_form!r}, is not in its sentence")
        else:
            word.head = min(named, key=lambda other: (abs(other - index), -other))
    for index in indices:
        if row[index].is_space:
            row[index].head, row[index].relation = max(index - 1, 0), "dep"
        elif not row[index].is_word:
            row[index].head = _governor(row, words, index)


def _governor(row: list[_Word], words: list[int], mark: int) -> int:
    """The lowest word whose phrase has words on both sides of a punctuation mark, or the root."""
    before = max((index for index in words if index < mark), default=words[0])
    head = before
    while row[head].head != head and not any(index > mark and _depends(row, index, head) for index in words):
        head = row[head].head
    return head


def _depends(row: list[_Word], index: int, head: int) -> bool:
    for _ in row:
        if index == head:
            return True
        index = row[index].head
    return False


def _doc(row: list[_Word], text: str) -> Doc:
    """The spaCy document of the tokens; a single blank belongs to the token before it."""
    kept = [index for index, token in enumerate(row) if not (token.is_space and index and token.text == " ")]
    place = {index: number for number, index in enumerate(kept)}
    place |= {index: place[index - 1] for index in range(len(row)) if index not in place}
    tokens = [row[index] for index in kept]
    texts = [
        token.text[1:] if token.text[:1] == " " and token.is_space and token.start else token.text for token in tokens
    ]
    doc = Doc(
        vocab(),
        words=texts,
        spaces=[text[token.end : token.end + 1] == " " and not token.is_space for token in tokens],
        tags=["_SP" if token.is_space else token.tag for token in tokens],
        pos=[_pos(token) for token in tokens],
        lemmas=[token.lemma or token.text for token in tokens],
        heads=[place[token.head] for token in tokens],
        deps=[token.relation for token in tokens],
        ents=_entity_tags(tokens),
    )
    if doc.text != text:
        raise ValueError(f"the words make another text: {doc.text!r}")
    return doc


def _pos(token: _Word) -> str:
    if token.is_space:
        return "SPACE"
    if not token.is_word:
        return "PUNCT"
    if token.relation in AUXILIARY:
        return "AUX"
    if token.tag == "IN" and token.relation == "mark":
        return "SCONJ"
    return POS.get(token.tag) or POS_BY_INITIALS[token.tag[:2]]


def _entity_tags(tokens: list[_Word]) -> list[str]:
    """BIO tags; the white space inside an entity belongs to it."""
    tags = []
    previous = ""
    for token, following in zip(tokens, [*tokens[1:], _Word("", 0)], strict=True):
        label = (following if token.is_space else token).label
        if token.is_space and label != previous:
            label = ""
        elif label.startswith("B-"):
            label, previous = label.removeprefix("B-"), ""
        tags.append("O" if not label else f"I-{label}" if label == previous else f"B-{label}")
        previous = label
    return tags


class MadeParser:
    """Stands for a `Parser`: every article is parsed as the words that it was told say."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.vocab = vocab()

    def pipe(self, articles: Iterable[Article]) -> Iterator[Parse]:
        """The parses of articles, in order."""
        for article in articles:
            yield made_parse(article.text, self.words, article.id)
