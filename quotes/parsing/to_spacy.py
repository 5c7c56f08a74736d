"""Bridge from Stanza to spaCy: the analysis of an article's paragraphs as one ``Doc``.

Words become spaCy tokens with exact offsets: ``doc.text == text`` and, for every token,
``text[token.idx : token.idx + len(token)] == token.text``. The words of a multi-word token ("do" + "n't") share out
its characters. White space that is more than one blank becomes tokens of its own, as in spaCy. Entities that are
persons have the label PERSON, whatever the recognizer calls them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quotes.parsing.entity_labels import standard_label

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab
    from stanza.models.common.doc import Document, Token, Word

WHITE_SPACE_TAG = "_SP"


@dataclass(slots=True)
class _Columns:
    """Arguments of ``Doc``, one item a token."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    ents: list[str] = field(default_factory=list)


def build_doc(vocab: Vocab, text: str, parts: Iterable[tuple[int, Document]]) -> Doc:
    """Put the Stanza documents of an article's paragraphs together into one spaCy ``Doc``.

    `parts` are (offset of the paragraph in `text`, its document), in order; they are taken one at a time, so that a
    long article's documents need not be in memory together. Sentence starts follow from the dependency trees. Raises
    ValueError when the documents do not fit the text.
    """
    from spacy.tokens import Doc

    columns = _Columns()
    end = 0
    for offset, document in parts:
        for sentence in document.sentences:
            end = _add_sentence(columns, text, offset, end, sentence.tokens)
    _add_white_space(columns, text[end:])
    for row, following in enumerate(columns.ents[1:]):
        if columns.pos[row] == "SPACE" and following.startswith("I-"):
            columns.ents[row] = following  # a name broken at the end of a line is one entity
    doc = Doc(
        vocab,
        words=columns.words,
        spaces=columns.spaces,
        tags=columns.tags,
        pos=columns.pos,
        morphs=columns.morphs,
        lemmas=columns.lemmas,
        heads=columns.heads,
        deps=columns.deps,
        ents=columns.ents,
    )
    if doc.text != text:
        raise ValueError("the analysis does not cover the text exactly")
    return doc


def _add_sentence(columns: _Columns, text: str, offset: int, end: int, tokens: Sequence[Token]) -> int:
    """Add a sentence behind the offset `end`, up to which the text is covered; return the new end."""
    rows: dict[int, int] = {0: -1}
    words: list[tuple[Word, int]] = []
    crowded = any(len(token.words) > token.end_char - token.start_char for token in tokens)
    depths = _depths(word for token in tokens for word in token.words) if crowded else {}
    for token in tokens:
        start = offset + token.start_char
        if start > end:
            _add_white_space(columns, text[end:start])
        end = offset + token.end_char
        entity = token.ner or "O"
        for numbers, surface in share_out([word.text for word in token.words], text[start:end]):
            sharing = [token.words[number] for number in numbers]
            rows |= {word.id: len(columns.words) for word in sharing}
            word = min(sharing, key=lambda word: depths[word.id]) if len(sharing) > 1 else sharing[0]
            words.append((word, len(columns.words)))
            columns.words.append(surface)
            columns.spaces.append(False)
            columns.tags.append(word.xpos or "")
            columns.pos.append(word.upos or "X")
            columns.morphs.append(word.feats or "")
            columns.lemmas.append(word.lemma or surface)
            columns.heads.append(-1)
            columns.deps.append(word.deprel or "dep")
            columns.ents.append(_entity_tag(entity, first=token.words[0] in sharing))
    for word, row in words:
        head = rows[word.head or 0]
        columns.heads[row] = row if head < 0 else head
        if columns.heads[row] == row:
            columns.deps[row] = "ROOT"
    return end


def _add_white_space(columns: _Columns, gap: str) -> None:
    """Add a gap between tokens: one blank belongs to the token before, the rest is a token of its own."""
    if gap.startswith(" ") and columns.words:
        columns.spaces[-1] = True
        gap = gap[1:]
    if not gap:
        return
    row = len(columns.words)
    columns.words.append(gap)
    columns.spaces.append(False)
    columns.tags.append(WHITE_SPACE_TAG)
    columns.pos.append("SPACE")
    columns.morphs.append("")
    columns.lemmas.append(gap)
    columns.heads.append(max(row - 1, 0) if row else 0)
    columns.deps.append("dep" if row else "ROOT")
    columns.ents.append("O")


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
