"""News for the teacher to label: articles as sentences of words, and lemmas for what has been labelled."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from quotes.parsing.sentence_repair import repair_sentences
from quotes.readers.paragraphs import split_paragraphs
from quotes.training.treebanks import FORM, LEMMA, UPOS, Tree

CHUNK_PARAGRAPHS = 200


def sentences_of(texts: Iterable[str], tokenizer: Path, expander: Path) -> Iterator[list[list[str]]]:
    """The sentences of articles, as words, by a tokenizer and an expander of multi-word tokens; many at a time."""
    pipeline = _pipeline("tokenize,mwt", tokenize_model_path=tokenizer, mwt_model_path=expander)
    chunk: list[str] = []
    for text in texts:
        chunk += [" ".join(span_text.split()) for span_text in _paragraphs(text)]
        if len(chunk) >= CHUNK_PARAGRAPHS:
            yield list(_words(pipeline, chunk))
            chunk = []
    if chunk:
        yield list(_words(pipeline, chunk))


def lemmatized(trees: Sequence[Tree], lemmatizer: Path) -> Iterator[Tree]:
    """The trees with lemmas by a lemmatizer, which goes by their tags."""
    from stanza.utils.conll import CoNLL

    pipeline = _pipeline("lemma", lemma_model_path=lemmatizer, lemma_pretagged=True, tokenize_pretokenized=True)
    document = pipeline(CoNLL.conll2doc(input_str="".join(map(str, trees))))
    for tree, sentence in zip(trees, document.sentences, strict=True):
        rows = [
            (*row[:LEMMA], word.lemma or row[FORM], *row[UPOS:])
            for row, word in zip(tree.rows, sentence.words, strict=True)
        ]
        yield Tree(tree.comments, tuple(rows))


def _words(pipeline: Any, paragraphs: list[str]) -> Iterator[list[str]]:
    for document in pipeline.bulk_process(paragraphs):
        for sentence in repair_sentences(document).sentences:
            yield [word.text for word in sentence.words]


def _paragraphs(text: str) -> Iterator[str]:
    for span in split_paragraphs(text):
        yield text[span.start : span.end]


def _pipeline(processors: str, **options: object) -> Any:
    """A Stanza pipeline of model files that belong to no set: it wants an index all the same, be it empty."""
    import stanza

    with TemporaryDirectory() as directory:
        Path(directory, "resources.json").write_text(json.dumps({"en": {}}), encoding="utf-8")
        return stanza.Pipeline(
            "en",
            dir=directory,
            processors=processors,
            download_method=None,
            allow_unknown_language=True,
            use_gpu=False,
            verbose=False,
            **{name: str(value) if isinstance(value, Path) else value for name, value in options.items()},
        )
