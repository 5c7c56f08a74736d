"""The tiny set of Stanza's networks, on which other tests rely, in a pipeline of Stanza's."""

from __future__ import annotations

from pathlib import Path

import pytest
import stanza
from tiny_stanza import SENTENCES, text_of

pytestmark = pytest.mark.models


def test_the_tiny_set_parses_its_treebank(tiny_set: Path) -> None:
    assert sum(path.stat().st_size for path in tiny_set.rglob("*") if path.is_file()) < 1_000_000
    pipeline = stanza.Pipeline("en", str(tiny_set), download_method=None, use_gpu=False, logging_level="ERROR")
    document = pipeline("\n\n".join(map(text_of, SENTENCES)))
    assert [
        [
            [
                ("" if word is token.words[0] else "+") + word.text,
                word.lemma,
                word.upos,
                word.xpos,
                str(word.head),
                word.deprel,
            ]
            for token in sentence.tokens
            for word in token.words
        ]
        for sentence in document.sentences
    ] == [[fields[:6] for fields in sentence] for sentence in SENTENCES]
    assert [(entity.text, entity.type) for entity in document.ents] == [
        ("Ivan Petrov", "PERSON"),
        ("Ivan Petrov", "PERSON"),
        ("Anna Berg", "PERSON"),
        ("Baku", "GPE"),
        ("Monday", "DATE"),
    ]
    assert len(list(pipeline("“So,” it wrote on 3 May.\n\nNobody asked").iter_words())) >= 9
