"""Labels, pieces and output of a small joint network, and sentences for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from quotes.networks.viterbi import tag_transitions
from quotes.networks.word_pieces import WordPieces
from quotes.parsing.joint.attribution_decoding import AttributionParameters, Attributions, DecodedAttribution
from quotes.parsing.joint.attribution_scores import DISTANCES, POINTER_SIZE, Floats
from quotes.parsing.joint.attribution_tags import SCHEMES, TAGS
from quotes.parsing.joint.findings import Findings
from quotes.parsing.joint.joint_labels import Labels
from quotes.parsing.joint.mention_vectors import MENTION_SIZE, MentionVectors
from quotes.parsing.joint.windows import TaggedWords

LABELS = Labels(
    upos=("NOUN", "PROPN", "VERB"),
    xpos=("NN", "NNP", "VBD"),
    lemmas=("-0+", "="),
    relations=("nsubj", "obj", "root"),
    entities=("B-PERSON", "E-PERSON", "I-PERSON", "O", "S-ORG", "S-PERSON"),
    splits={"cannot": 3},
)
TABLE = WordPieces(Tokenizer(WordLevel({"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "[MASK]": 3, "rain": 4}, "[UNK]")))

SURE = float(np.log(0.9))
"""Score of the tag of each unit, and of where it points, in `made_output`."""

PLAIN = AttributionParameters(
    tag_transitions(TAGS, np.zeros((len(TAGS), len(TAGS)))),
    np.eye(1, POINTER_SIZE, dtype=np.float32).repeat(2, axis=0),
    np.zeros((2, DISTANCES), np.float32),
)
"""Parameters by which all tags follow each other as well, and all distances are as good."""


class Pieces(WordPieces):
    """A table in which a word has as many pieces as letters."""

    def __init__(self) -> None:
        super().__init__(Tokenizer(WordLevel({"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "[MASK]": 3}, "[UNK]")))

    def pieces(self, word: str) -> tuple[int, ...]:
        return (0,) * len(word)


def sentence(text: str, after: Sequence[str] | None = None, begins: bool = True) -> TaggedWords:
    return TaggedWords(tuple(text.split()), after=None if after is None else tuple(after), begins=begins)


def made_pointers(units: int, targets: Mapping[int, int]) -> Floats:
    """Scores of units that point at others: rows of scores of nothing, and then of each unit of the window.

    A unit that is not among the keys of `targets` points at nothing.
    """
    rows = np.full((units, units + 1), np.log(0.1 / units))
    rows[range(units), [targets.get(unit, -1) + 1 for unit in range(units)]] = SURE
    return rows


def made_output(tags: Sequence[int], cues: Floats, sources: Floats) -> Floats:
    """The network's output by one scheme for a window whose units have these tags and pointers, for `PLAIN`.

    `cues` and `sources` are rows as `made_pointers` makes them. A window has at most `POINTER_SIZE` - 1 units.
    """
    of_tags = np.full((len(tags), len(TAGS)), np.log(0.1 / (len(TAGS) - 1)))
    of_tags[range(len(tags)), tags] = SURE
    pointed = np.eye(POINTER_SIZE)[1 : len(tags) + 1]
    pointing = [np.pad(rows, ((0, 0), (0, POINTER_SIZE - rows.shape[1]))) for rows in (cues, sources)]
    citing, cited = (rows * np.sqrt(POINTER_SIZE) for rows in pointing)
    return np.concatenate([of_tags, citing, pointed, cited, pointed], axis=1).astype(np.float32)


def made_vectors(means: Mapping[int, int | None]) -> MentionVectors:
    """Vectors of words by which the one at an offset means the one at another, or nobody."""
    starts = sorted({0, *means, *(other for other in means.values() if other is not None)})
    vectors = np.zeros((len(starts), 2, MENTION_SIZE), np.float16)
    for number, start in enumerate(starts):
        meant = means.get(start)
        vectors[number, 0, 0 if meant is None else 1 + starts.index(meant)] = 50
        vectors[number, 1, 1 + number] = 1
    return MentionVectors(np.asarray(starts), vectors, np.eye(MENTION_SIZE)[0])


def found_by_network(**attributions: Sequence[DecodedAttribution]) -> Findings:
    """Attributions of a text by their schemes, with vectors that prefer nobody."""
    vectors = np.zeros((1, 2, MENTION_SIZE), np.float16)
    by_scheme: Attributions = {scheme: attributions.get(scheme, ()) for scheme in SCHEMES}
    return Findings(by_scheme, MentionVectors(np.zeros(1, np.int64), vectors, vectors[0, 0]))


class MadeReading:
    """Stands for the `Reading` of a text whose attributions are known, by their schemes, and maybe sentences."""

    def __init__(self, found: Attributions, sentences: Sequence[Sequence[TaggedWords]] = ()) -> None:
        self.sentences = sentences
        self.mention_vectors = made_vectors({})
        self._found = found

    def findings(self) -> Findings:
        return Findings(self._found, self.mention_vectors)
