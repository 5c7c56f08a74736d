"""Named entities in news: the English Worldwide Newswire data as sentences of words with BIOES tags.

The data (Shan et al., EMNLP 2023) are articles with one word and its tag per line. A blank line sometimes ends a
sentence and often does not, so long stretches are cut at full stops. Articles are divided into three parts by their
names, so that the parts never change.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from quotes.errors import CorpusError

CLASSES = {
    "Person": "PERSON",
    "Organization": "ORG",
    "Location": "LOC",
    "NORP": "NORP",
    "Facility": "FAC",
    "Date": "DATE",
    "Money": "MONEY",
    "Product": "PRODUCT",
    "Misc": "MISC",
    "Miscellaneous": "MISC",
}
"""Classes of the data, and the labels that are usual for them."""

ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st gen col lt sen rep gov no vs jr sr inc co ltd u.s sgt rev hon".split()  # noqa: SIM905
)
LONGEST_SENTENCE = 200
"""Number of words from which on a sentence is left out: such stretches are mostly lists."""

PARTS = ("train", "dev", "test")
TEST_PART, DEVELOPMENT_PART = 12, 20
"""Every so many-th article belongs to the part."""

DIVISION_SEED = 7


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """Words of a sentence, each with its entity tag: O, or S, B, I or E with a class ("B-ORG")."""

    words: tuple[str, ...]
    tags: tuple[str, ...]


def article_parts(annotated: Path) -> dict[str, list[str]]:
    """Return the names of the articles (``af_afrol_1.txt``) in each of the `PARTS` of the data.

    Raises `CorpusError` if the folder `annotated` has none.
    """
    names = sorted(path.name for path in annotated.glob("*.tsv"))
    if not names:
        raise CorpusError(f"{annotated} has no annotated articles (*.tsv)")
    random.Random(DIVISION_SEED).shuffle(names)
    test = len(names) // TEST_PART
    dev = test + len(names) // DEVELOPMENT_PART
    parts = {"test": names[:test], "dev": names[test:dev], "train": names[dev:]}
    return {part: [name.removesuffix(".tsv") for name in chosen] for part, chosen in parts.items()}


def read_tagged_sentences(annotated: Path, names: Iterable[str]) -> Iterator[TaggedSentence]:
    """Yield the sentences of some articles."""
    for name in names:
        for stretch in _stretches(annotated / f"{name}.tsv"):
            for sentence in _sentences(stretch):
                if len(sentence) < LONGEST_SENTENCE:
                    yield _with_boundaries(sentence)


def with_typographic_marks(sentence: TaggedSentence) -> TaggedSentence:
    """Replace straight quotation marks and apostrophes by typographic ones."""
    words = []
    opening = True
    for word in sentence.words:
        if word == '"':
            words.append("“" if opening else "”")
            opening = not opening
        else:
            words.append(word.replace("'", "’"))
    return TaggedSentence(tuple(words), sentence.tags)


Tagged = list[tuple[str, str]]


def _stretches(path: Path) -> Iterator[Tagged]:
    """Yield the stretches between blank lines, with tags O, B-CLASS and I-CLASS."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    for _, group in groupby(lines, key=lambda line: not line.strip()):
        stretch: Tagged = []
        for line in group:
            fields = [field.strip() for field in line.split("\t")]
            if len(fields) > 1 and fields[0] and not line.startswith("# "):
                boundary, _, label = fields[1].partition("-")
                tag = "O"
                if label in CLASSES:
                    inside = boundary in ("I", "E") and stretch and stretch[-1][1][2:] == CLASSES[label]
                    tag = ("I-" if inside else "B-") + CLASSES[label]
                stretch.append((fields[0].replace(" ", "_"), tag))
        if stretch:
            yield stretch


def _sentences(stretch: Tagged) -> Iterator[Tagged]:
    sentence = stretch[:1]
    for following in stretch[1:]:
        if _ends_sentence(sentence, following):
            yield sentence
            sentence = []
        sentence.append(following)
    yield sentence


def _ends_sentence(sentence: Tagged, following: tuple[str, str]) -> bool:
    if len(sentence) < 4 or following[1].startswith("I-"):
        return False
    word, before = sentence[-1][0], sentence[-2][0]
    stops = word in ".?!" or (word in ('"', "”", "''") and before[0] in ".?!")
    starts = following[0] not in ('"', "”", "''", ")", "’") and (following[0][0].isupper() or following[0] in '“"‘`')
    return stops and starts and before.lower() not in ABBREVIATIONS


def _with_boundaries(sentence: Tagged) -> TaggedSentence:
    """Convert BIO tags into BIOES tags, which mark ends of entities, too."""
    words, tags = zip(*sentence, strict=True)
    ends = {"B": "S", "I": "E"}
    return TaggedSentence(
        words,
        tuple(
            tag if tag == "O" or following == "I" + tag[1:] else ends[tag[0]] + tag[1:]
            for tag, following in zip(tags, (*tags[1:], "O"), strict=True)
        ),
    )
