"""Cue-subject arcs: the arcs of a dependency tree that name the speaker.

A cue-subject arc leads from a verb that reports (UPOS ``VERB``, its lemma in the list ``reporting_verbs``) to its
subject (``nsubj`` or a subtype of it such as ``nsubj:outer``, but not ``nsubj:pass``: the one who is told).

Each side counts by its own tags and lemmas, as in use: a subject whose verb has the wrong tag or lemma is missed, and
that of a noun taken for a reporting verb is spurious. An arc is right when verb and subject cover the same characters
in both trees.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quotes.corpora.gold_score import GoldScore
from quotes.corpora.trees import Sentence
from quotes.records import Span
from quotes.words import load_words

Arc = tuple[Span, Span]
"""Spans of verb and subject."""


def cue_subject_score(gold: Iterable[Sentence], predicted: Iterable[Sentence]) -> GoldScore:
    """Compare the cue-subject arcs of two parses of one text, both with offsets in it."""
    gold_arcs, predicted_arcs = set(cue_subject_arcs(gold)), set(cue_subject_arcs(predicted))
    return GoldScore(len(gold_arcs), len(predicted_arcs), len(gold_arcs & predicted_arcs))


def cue_subject_arcs(sentences: Iterable[Sentence]) -> Iterator[Arc]:
    """Yield the cue-subject arcs of some sentences."""
    verbs = load_words("reporting_verbs")
    for sentence in sentences:
        for place, verb in sentence.subjects:
            if verb.upos == "VERB" and verb.lemma.lower() in verbs:
                yield verb.span, sentence.words[place].span
