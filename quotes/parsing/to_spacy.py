"""Bridge from Stanza to spaCy: the analysis of an article's paragraphs as one ``Doc``.

Words become spaCy tokens with exact offsets: ``doc.text == text`` and, for every token,
``text[token.idx : token.idx + len(token)] == token.text``. The words of a multi-word token ("do" + "n't") share out
its characters. White space that is more than one blank becomes tokens of its own, as in spaCy. Entities that are
persons have the label PERSON, whatever the recognizer calls them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from quotes.parsing.entity_labels import standard_label

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab
    from stanza.models.common.doc import Document, Token, Word

WHITE_SPACE_TAG = "_SP"


@dataclass(slots=True)
class _Row:
    """Arguments of ``Doc`` for one token; ``head`` is the number of a row."""

    word: str
    tag: str
    pos: str
    morph: str
    lemma: str
    dep: str
    ent: str = "O"
    head: int = 0
    space: bool = False


def build_doc(vocab: Vocab, text: str, parts: Iterable[tuple[int, Document]]) -> Doc:
    """Put the Stanza documents of an article's paragraphs together into one spaCy ``Doc``.

    `parts` are (offset of the paragraph in `text`, its document), in order; they are taken one at a time, so that a
    long article's documents need not be in memory together. Sentence starts follow from the dependency trees. Raises
    ValueError when the documents do not fit the text.
    """
    from spacy.tokens import Doc

    rows: list[_Row] = []
    end = 0
    for offset, document in parts:
        for sentence in document.sentences:
            end = _add_sentence(rows, text, offset, end, sentence.tokens)
    _add_white_space(rows, text[end:])
    for row, following in pairwise(rows):
        if row.pos == "SPACE" and following.ent.startswith("I-"):
            row.ent = following.ent  # a name broken at the end of a line is one entity
    doc = Doc(
        vocab,
        words=[row.word for row in rows],
        spaces=[row.space for row in rows],
        tags=[row.tag for row in rows],
        pos=[row.pos for row in rows],
        morphs=[row.morph for row in rows],
        lemmas=[row.lemma for row in rows],
        heads=[row.head for row in rows],
        deps=[row.dep for row in rows],
        ents=[row.ent for row in rows],
    )
    if doc.text != text:
        raise ValueError("the analysis does not cover the text exactly")
    return doc


def _add_sentence(rows: list[_Row], text: str, offset: int, end: int, tokens: Sequence[Token]) -> int:
    """Add a sentence behind the offset `end`, up to which the text is covered; return the new end."""
    numbers_of: dict[int, int] = {}
    heads: dict[int, int] = {}
    crowded = any(len(token.words) > token.end_char - token.start_char for token in tokens)
    depths = _depths(word for token in tokens for word in token.words) if crowded else {}
    for token in tokens:
        start = offset + token.start_char
        if start > end:
            _add_white_space(rows, text[end:start])
        end = offset + token.end_char
        words = token.words
        for numbers, surface in share_out([word.text for word in words], text[start:end]):
            sharing = [words[number] for number in numbers] if len(words) > 1 else words
            for word in sharing:
                numbers_of[word.id] = len(rows)
            word = min(sharing, key=lambda word: depths[word.id]) if len(sharing) > 1 else sharing[0]
            heads[len(rows)] = word.head or word.id
            entity = _entity_tag(token.ner or "O", first=words[0] is sharing[0])
            lemma, relation = word.lemma or surface, word.deprel or "dep"
            rows.append(_Row(surface, word.xpos or "", word.upos or "X", word.feats or "", lemma, relation, entity))
    for number, head in heads.items():
        rows[number].head = numbers_of[head]
        if numbers_of[head] == number:
            rows[number].dep = "ROOT"
    return end


def _add_white_space(rows: list[_Row], gap: str) -> None:
    """Add a gap between tokens: one blank belongs to the token before, the rest is a token of its own."""
    if gap.startswith(" ") and rows:
        rows[-1].space = True
        gap = gap[1:]
    if gap:
        head = max(len(rows) - 1, 0)
        rows.append(_Row(gap, WHITE_SPACE_TAG, "SPACE", "", gap, "dep" if rows else "ROOT", head=head))


def share_out(forms: Sequence[str], surface: str) -> Iterator[tuple[range, str]]:
    """Yield the numbers of a token's words, of these `forms`, with their shares of its characters, the `surface`.

    Where the words spell the token ("do" + "n't") each gets its own letters; where they do not ("won't" as "will" +
    "not") all but the last get as many characters as they are long, at least one being left for each. If there are
    more words than characters, the last ones share one.
    """
    rest = surface
    alone = min(len(forms), len(surface)) - 1
    for number in range(alone):
        share = rest[: max(min(len(forms[number]), len(rest) - (alone - number)), 1)]
        rest = rest[len(share) :]
        yield range(number, number + 1), share
    yield range(alone, len(forms)), rest


def _depths(words: Iterable[Word]) -> dict[int, int]:
    """Return the number of heads above each word, by its id; words in a circle of heads count as deepest."""
    by_id = {word.id: word for word in words}
    depths = {}
    for word in by_id.values():
        above, depth = word, 0
        while above.head and depth <= len(by_id):
            above, depth = by_id[above.head], depth + 1
        depths[word.id] = depth
    return depths


def _entity_tag(tag: str, first: bool) -> str:
    """Return the BIO tag of a word for the BIOES tag of its token, of which it is the `first` or not."""
    if tag == "O":
        return "O"
    prefix, label = tag.split("-", 1)
    begins = first and prefix in ("B", "S")
    return f"{'B' if begins else 'I'}-{standard_label(label)}"
