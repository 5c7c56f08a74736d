"""Stanza documents made by hand, as the tokenizer (or the whole pipeline) would give them."""

from __future__ import annotations

from stanza.models.common.doc import Document, Token


def read_parse(parse: str, text: str = "") -> Document:
    """The document of a parse in the notation of repairs, `quotes.parsing.repairs.repair`; lemmas are in lower case.

    Tokens stand where they are found in a `text`, or with blanks between them if there is none. "du=de+le" is a token
    that is not written as its words, and "du=de+le|4+1" gives them different heads.
    """
    sentences = [list(filter(None, sentence.split(" "))) for sentence in parse.split(" / ") if sentence]
    text = text or " ".join(_surface(token) for sentence in sentences for token in sentence)
    rows = []
    end = 0
    for sentence in sentences:
        row: list[dict[str, object]] = []
        number = 0
        for token in sentence:
            form, head, relation, upos, xpos, entity = [*token.split("|"), *[""] * 5][:6]
            words, heads = form.split("=")[-1].split("+"), head.split("+")
            start = text.index(_surface(token), end)
            end = start + len(_surface(token))
            place = {"start_char": start, "end_char": end, "ner": entity or "O"}
            if len(words) > 1:
                row.append({"id": (number + 1, number + len(words)), "text": _surface(token), **place})
            for index, word in enumerate(words):
                number += 1
                own_head = heads[min(index, len(heads) - 1)]
                entry: dict[str, object] = {"id": number, "text": word, "lemma": word.lower()}
                entry |= {"upos": upos or None, "xpos": xpos or None, **({} if len(words) > 1 else place)}
                row.append({**entry, "head": int(own_head) if own_head else None, "deprel": relation or None})
        rows.append(row)
    return Document(rows, text=text)


def _surface(token: str) -> str:
    surface, _, words = token.partition("|")[0].rpartition("=")
    return surface or words.replace("+", "")


def write_parse(document: Document) -> str:
    """A document in the notation of repairs."""
    return " / ".join(" ".join(map(_written, sentence.tokens)) for sentence in document.sentences)


def _written(token: Token) -> str:
    word = token.words[0]
    head = "" if word.head is None else str(word.head)
    fields = ["+".join(each.text for each in token.words), head, word.deprel, word.upos, word.xpos]
    return "|".join(field or "" for field in [*fields, (token.ner or "").removeprefix("O")]).rstrip("|")
