"""Treebanks in CoNLL-U: their documents, with the text that they annotate.

The format is described at https://universaldependencies.org/format.html.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from quotes.corpora.trees import Sentence, Token, Word, word_spans
from quotes.corpora.udtools_scorer import load_udeval
from quotes.errors import CorpusError, file_problem
from quotes.records import Span

NO_GENRE = "other"

_NEW_DOCUMENT = re.compile(r"# newdoc\b(?: id = (.*))?")
_NEW_PARAGRAPH = re.compile(r"# newpar\b")
_SENTENCE_ID = re.compile(r"# sent_id = (.*)")
_GENRE = re.compile(r"(?:[A-Z]+_)?([a-z]+)[-_]")
_LONGEST_REASON = 160


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document of a treebank. The offsets of its sentences are code points in ``text``."""

    id: str
    text: str
    sentences: tuple[Sentence, ...]

    @property
    def genre(self) -> str:
        """Beginning of the id, as in ``GUM_news_homeopathic`` and ``weblog-juancole.com``; else `NO_GENRE`."""
        match = _GENRE.match(self.id)
        return match[1] if match else NO_GENRE


def read_conllu(path: Path) -> list[GoldDocument]:
    """Read the documents of a CoNLL-U file: one from each ``# newdoc`` to the next, the whole file if there is none.

    Their text has blank lines between paragraphs (``# newpar``), and one blank between tokens and between sentences
    except after ``SpaceAfter=No``, as ``# text`` has in a valid treebank. A document without an id has that of its
    first sentence. Empty nodes are left out.

    Raises `CorpusError` when the file cannot be read, is not CoNLL-U with one tree for each sentence, or has no
    sentences, and `QuotesError` when udtools is not installed.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CorpusError(f"cannot read {file_problem(path, error)}") from None
    except ValueError:
        raise CorpusError(f"{path} is not CoNLL-U: it is not UTF-8") from None
    content = content.strip("\n")
    _validate(content, path)
    return list(map(_document, _documents(block.split("\n") for block in content.split("\n\n"))))


def _validate(content: str, path: Path) -> None:
    """Check columns, numbers and trees by the scorer's reader."""
    udeval = load_udeval()
    try:
        sentences = udeval.load_conllu(io.StringIO(content + "\n\n" if content else ""), str(path), {}).sentences
    except (udeval.UDError, ValueError, IndexError) as error:
        reason = " ".join(str(error).split())
        if len(reason) > _LONGEST_REASON:
            reason = reason[:_LONGEST_REASON] + "…"
        raise CorpusError(f"{path} is not CoNLL-U: {reason}") from None
    if not sentences:
        raise CorpusError(f"{path} has no sentences: it should be a treebank in CoNLL-U")


def _documents(blocks: Iterable[list[str]]) -> Iterator[list[list[str]]]:
    """Yield the sentences of each document; a sentence is the list of its lines."""
    sentences: list[list[str]] = []
    for lines in blocks:
        if sentences and _first(_NEW_DOCUMENT, lines):
            yield sentences
            sentences = []
        sentences.append(lines)
    yield sentences


def _document(blocks: list[list[str]]) -> GoldDocument:
    new_document, sentence_id = (_first(pattern, blocks[0]) for pattern in (_NEW_DOCUMENT, _SENTENCE_ID))
    id = (new_document and new_document[1]) or (sentence_id and sentence_id[1]) or ""
    text = ""
    sentences: list[Sentence] = []
    for lines in blocks:
        if sentences and _first(_NEW_PARAGRAPH, lines):
            text = text.removesuffix(" ") + "\n\n"
        tokens = []
        for rows in _token_rows([line.split("\t") for line in lines if line and not line.startswith("#")]):
            surface = rows[0][1]
            span = Span(len(text), len(text) + len(surface))
            words = rows[1:] or rows
            spans = word_spans(span, surface, [row[1] for row in words])
            tokens.append(Token(span, tuple(map(_word, words, spans))))
            text += surface if "SpaceAfter=No" in rows[0][9].split("|") else surface + " "
        sentences.append(Sentence(tuple(tokens)))
    return GoldDocument(id.strip(), text.rstrip(), tuple(sentences))


def _first(pattern: re.Pattern[str], lines: list[str]) -> re.Match[str] | None:
    return next((match for match in map(pattern.match, lines) if match), None)


def _token_rows(rows: list[list[str]]) -> Iterator[list[list[str]]]:
    """Yield the row of each token, followed by the rows of its words if it has several."""
    remaining = (row for row in rows if "." not in row[0])
    for row in remaining:
        first, _, last = row[0].partition("-")
        yield [row, *(next(remaining) for _ in range(int(last) - int(first) + 1 if last else 0))]


def _word(row: list[str], span: Span) -> Word:
    _, form, lemma, upos, xpos, _, head, deprel, *_ = row
    return Word(form, span, lemma, upos, xpos, int(head), deprel)
