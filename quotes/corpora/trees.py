"""Dependency trees with exact offsets, in one form for treebanks and parsers.

All offsets are code points in the text of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.parsing.to_spacy import share_out
from quotes.records import Span

if TYPE_CHECKING:
    from stanza.models.common.doc import Document as StanzaDocument
    from stanza.models.common.doc import Sentence as StanzaSentence
    from stanza.models.common.doc import Word as StanzaWord


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word. ``head`` is the number of its head in the sentence, counted from 1, or 0 for the root.

    The words of a token divide its characters as their spans; ``form`` is the word in the treebank or the parse ("will"
    and "not" for "won't").
    """

    form: str
    span: Span
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Token:
    """A surface token and its words ("won't": "will", "not")."""

    span: Span
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens of a sentence, with its tree."""

    tokens: tuple[Token, ...]

    @property
    def words(self) -> list[Word]:
        """Words of all tokens, in order; heads are numbers in this list, counted from 1."""
        return [word for token in self.tokens for word in token.words]

    @property
    def subjects(self) -> Iterator[tuple[int, Word]]:
        """Numbers in `words` (from 0) of the subjects, without those of the passive voice, each with its head."""
        words = self.words
        for number, word in enumerate(words):
            relation, _, subtype = word.deprel.partition(":")
            if relation == "nsubj" and subtype != "pass" and word.head:
                yield number, words[word.head - 1]


def word_spans(token: Span, surface: str, forms: Sequence[str]) -> list[Span]:
    """Return the spans of the words of a token written as `surface`, which the parse divides among them."""
    spans: list[Span] = []
    start = token.start
    for numbers, share in share_out(forms, surface):
        spans += [Span(start, start + len(share))] * len(numbers)
        start += len(share)
    return spans


def parsed_sentences(parts: Iterable[tuple[int, StanzaDocument]], text: str) -> Iterator[Sentence]:
    """Yield the sentences of an article's paragraphs, given as (offset of the paragraph in `text`, its analysis).

    Forms are taken from `text`: Stanza has ``<UNK>`` in place of very long ones.
    """
    for offset, document in parts:
        for sentence in document.sentences:
            tokens = []
            for token in sentence.tokens:
                span = Span(offset + token.start_char, offset + token.end_char)
                surface = text[span.start : span.end]
                forms = [_form(word, offset, text) for word in token.words]
                spans = word_spans(span, surface, forms)
                tokens.append(Token(span, tuple(map(_word, forms, spans, token.words))))
            yield Sentence(tuple(tokens))


def annotated_sentence(gold: Sentence, parsed: StanzaSentence) -> Sentence:
    """Return the tokens of `gold` with the tags, lemmas and tree of `parsed`, which has the same words."""
    words = iter(parsed.words)
    return Sentence(
        tuple(
            Token(token.span, tuple(_word(word.form, word.span, next(words)) for word in token.words))
            for token in gold.tokens
        )
    )


def _form(word: StanzaWord, offset: int, text: str) -> str:
    """Return a word as it is written, or as the parse has it where it is not ("will" and "not" in "won't")."""
    if word.start_char is None or word.end_char is None:
        return str(word.text)
    return text[offset + word.start_char : offset + word.end_char]


def _word(form: str, span: Span, parsed: StanzaWord) -> Word:
    tags = (parsed.lemma or form, parsed.upos or "X", parsed.xpos or "")
    return Word(form, span, *tags, parsed.head or 0, parsed.deprel or "dep")


_NOT_COMPARED = re.compile(r"[\s\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]")
"""Characters that are not compared: white space, which may stand in a token ("1 000"), and characters without width,
which the tool removes from the edges of paragraphs. The scorer wants the same characters on both sides.
"""


def as_conllu(sentences: Iterable[Sentence], text: str) -> str:
    """Return sentences in CoNLL-U for scoring: without comments and features, and without white space in forms."""
    lines: list[str] = []
    for sentence in sentences:
        number = 0
        for token in sentence.tokens:
            if len(token.words) > 1:
                numbers = f"{number + 1}-{number + len(token.words)}"
                lines.append(_line(numbers, _compared(text[token.span.start : token.span.end])))
            for word in token.words:
                number += 1
                form = _compared(word.form)
                lines.append(_line(number, form, word.lemma, word.upos, word.xpos, "", word.head, word.deprel))
        lines.append("")
    return "\n".join(lines) + "\n"


def _compared(form: str) -> str:
    return _NOT_COMPARED.sub("", form)


def _line(*fields: object) -> str:
    """Return a line of ten fields; an empty field is an underscore."""
    cells = [" ".join(str(field).split()) or "_" for field in fields]
    return "\t".join(cells + ["_"] * (10 - len(cells)))
