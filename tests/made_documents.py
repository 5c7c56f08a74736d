"""Stanza documents made by hand, as the tokenizer (or the whole pipeline) would give them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stanza.models.common.doc import Document, Token


@dataclass(frozen=True, slots=True)
class Tok:
    """A token: its characters in the article, its words (one, of the same form, if none are given), and an entity tag.

    `form` is what the model calls it, where that is not its characters; `heads` are the heads of its words, counted
    in words of the sentence, 0 being the root.
    """

    surface: str
    words: tuple[str, ...] = ()
    form: str | None = None
    entity: str = "O"
    heads: tuple[int, ...] = ()


def made_document(text: str, *sentences: Sequence[Tok | str], parsed: bool = True) -> Document:
    """The document of a text with these tokens in these sentences.

    With `parsed`, every word hangs on the first one of its sentence, where its token does not say otherwise.
    """
    rows = []
    position = 0
    for sentence in sentences:
        row: list[dict[str, object]] = []
        number = 0
        for token in (Tok(token) if isinstance(token, str) else token for token in sentence):
            start = text.index(token.surface, position)
            position = start + len(token.surface)
            place: dict[str, object] = {"start_char": start, "end_char": position}
            if parsed:
                place["ner"] = token.entity
            form = token.form or token.surface
            if token.words:
                row.append({"id": (number + 1, number + len(token.words)), "text": form, **place})
            for index, word in enumerate(token.words or (form,)):
                number += 1
                head = token.heads[index] if token.heads else int(number > 1)
                entry: dict[str, object] = {"id": number, "text": word, **({} if token.words else place)}
                if parsed:
                    entry |= {"upos": "X", "xpos": "FW", "lemma": word, "head": head}
                    entry["deprel"] = "dep" if head else "root"
                row.append(entry)
        rows.append(row)
    return Document(rows, text=text)


def read_parse(parse: str) -> Document:
    """The document of a parse in the notation of repairs, `quotes.parsing.repairs.repair`; lemmas are in lower case."""
    rows: list[list[dict[str, object]]] = []
    text = ""
    for sentence in parse.split(" / "):
        row: list[dict[str, object]] = []
        number = 0
        for token in sentence.split():
            form, head, relation, upos, xpos, entity = [*token.split("|"), *[""] * 5][:6]
            words = form.split("+")
            place = {"start_char": len(text), "end_char": len(text) + len("".join(words)), "ner": entity or "O"}
            text += "".join(words) + " "
            if len(words) > 1:
                row.append({"id": (number + 1, number + len(words)), "text": "".join(words), **place})
            for word in words:
                number += 1
                entry: dict[str, object] = {"id": number, "text": word, "lemma": word.lower()}
                entry |= {"upos": upos or None, "xpos": xpos or None, **({} if len(words) > 1 else place)}
                row.append({**entry, "head": int(head) if head else None, "deprel": relation or None})
        rows.append(row)
    return Document(rows, text=text)


def write_parse(document: Document) -> str:
    """A document in the notation of repairs."""
    return " / ".join(" ".join(map(_written, sentence.tokens)) for sentence in document.sentences)


def _written(token: Token) -> str:
    word = token.words[0]
    head = "" if word.head is None else str(word.head)
    fields = ["+".join(each.text for each in token.words), head, word.deprel, word.upos, word.xpos]
    return "|".join(field or "" for field in [*fields, (token.ner or "").removeprefix("O")]).rstrip("|")
