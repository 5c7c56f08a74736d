"""Comparison of the statements found in one article with those that are annotated in lines.

Scores by their keys (IoU: intersection over union; words: tokens with a letter or digit). ``TYPE`` is ``all``, or the
type of the content by its own marks: ``direct`` (half of the words, or more, are in quotation marks), ``indirect`` (no
mark) or ``mixed``. A quotation without source and cue belongs to the statement before it if both have one speaker.

- ``TYPE, found``: statements paired one to one, the most alike first, by the words of their contents (IoU at least
  0.5). ``attributed``: found, and the sources agree (F1 of the words at least 0.5, or neither has one). ``speaker``:
  found, and the speakers have the same name or description, or there is none on both sides. ``claims``: found, and the
  source or the speaker agrees. Of a type, what is annotated and what is found counts by its own content.
- ``TYPE, exact``: of the statements found, those with all words of the ``content`` or of the ``cue`` right.
- ``TYPE, nested``: recall of statements within others, which are neither missed nor spurious anywhere else.
- ``quotes, right``: of the pieces of annotated contents that are direct and have at least 4 words, those half of whose
  words lie in a piece that is found with the right speaker.
- ``speakers``: of the statements found (``all``; by what is ``written`` of the speaker; by ``kind``), those with the
  right speaker (``right``), with all the right ones and no others (``strictly``), and of the right ones those with the
  right ``kind``.
- ``below, LIMIT``: of the statements found that are ``wrong`` (not annotated, or with another speaker) and of those
  that are ``right``, those whose confidence is below the limit.

In an article that is not annotated completely, statements found that are neither annotated nor rejected count nowhere,
and the others only for recall, speakers and limits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from quotes.corpora.attribution.counts import AttributionScores, Counts, Key
from quotes.corpora.attribution.gold import Attribution
from quotes.corpora.attribution.gold_comparison import (
    FEWEST_WORDS,
    Agreements,
    GoldComparison,
    SourceCondition,
    counts_of_pairs,
)
from quotes.corpora.attribution.matching import CONTENT_TYPES, LEAST_AGREEMENT, Record, pairs, same_source
from quotes.corpora.attribution.reliability import confidence_of
from quotes.corpora.attribution.tokens import TokenizedText, Tokens
from quotes.corpora.speakers.same_name import is_same_name
from quotes.corpora.statements.speaker_judgements import (
    WRITTEN,
    same_kind,
    same_speaker,
    strictly_same_speaker,
    written_form,
)
from quotes.corpora.statements.statement_records import content_type, is_nested, statement_records
from quotes.records import SPEAKER_KINDS

TYPES = ("all", *CONTENT_TYPES)
LIMITS = (0.5, 0.7, 0.9)
"""Limits of confidence that are weighed."""

KINDS = (*SPEAKER_KINDS, "none")
"""Kinds of annotated speakers; none: no kind is given."""

SPEAKER_CLASSES: tuple[Key, ...] = (
    ("all",),
    *(("written", written) for written in WRITTEN),
    *(("kind", kind) for kind in KINDS),
)
"""Classes of the statements found, by their annotated speakers."""

AGREEMENTS: Agreements = {
    "found": lambda gold, predicted: True,
    "attributed": same_source,
    "speaker": same_speaker,
    "claims": lambda gold, predicted: same_source(gold, predicted) or same_speaker(gold, predicted),
}

Pair = tuple[Record, Record]
"""A gold record and its prediction."""


def compare_statements(
    id: str,
    text: str,
    gold: Iterable[Attribution],
    predicted: Iterable[Attribution],
    *,
    complete: bool = True,
    rejected: Iterable[Attribution] = (),
) -> GoldComparison:
    """Pair annotated statements with those found.

    In an article that is not annotated `complete`, only those of the others are known to be wrong that are like
    `rejected` ones.
    """
    tokenized = TokenizedText(text)
    wanted, found = statement_records(tokenized, gold), statement_records(tokenized, predicted)
    paired = pairs(wanted, found)
    if complete:
        return GoldComparison(id, tokenized, wanted, found, paired)
    others = [number for number in range(len(found)) if number not in paired.values()]
    wrong = pairs(statement_records(tokenized, rejected), [found[number] for number in others])
    decided = frozenset(paired.values()) | {others[number] for number in wrong.values()}
    return GoldComparison(id, tokenized, wanted, found, paired, decided)


def counted_predictions(comparison: GoldComparison) -> list[int]:
    """Return the numbers of the predictions that are right or spurious: all but the nested ones, as the gold has it.

    Those that are not known to be either do not count.
    """
    known = comparison.decided
    is_extra = {j: is_nested(record) for j, record in enumerate(comparison.predicted) if known is None or j in known}
    is_extra |= {j: is_nested(comparison.gold[i]) for i, j in comparison.pairs.items()}
    return [j for j in is_extra if not is_extra[j]]


def statement_scores(comparison: GoldComparison) -> AttributionScores:
    """Return all scores of an article; they have the same keys for all articles."""
    gold = [record for record in comparison.gold if not is_nested(record)]
    predicted = [comparison.predicted[j] for j in counted_predictions(comparison)]
    both = [pair for pair in comparison.found if not is_nested(pair[0])]
    scores: AttributionScores = {}
    for type in TYPES:
        found, annotated = (sum(type in ("all", record.type) for record in records) for records in (predicted, gold))
        of_type = [pair for pair in both if type in ("all", pair[0].type)]
        scores |= counts_of_pairs((type,), of_type, found, annotated, AGREEMENTS)
        scores |= _exact(comparison.text, type, of_type)
        scores[type, "nested"] = _nested(comparison, type)
    if comparison.decided is not None:
        scores = {key: replace(counts, right=0, predicted=0) for key, counts in scores.items()}
    return {
        **scores,
        ("quotes", "right"): _quotes(comparison),
        **_speakers(comparison.text.text, both),
        **_limits(comparison),
    }


def _limits(comparison: GoldComparison) -> AttributionScores:
    """Return how many of the right and the wrong statements have less than a confidence."""
    right = {j for i, j in comparison.pairs.items() if same_speaker(comparison.gold[i], comparison.predicted[j])}
    counted = [
        (confidence_of(comparison.predicted[j].attributions), "right" if j in right else "wrong")
        for j in counted_predictions(comparison)
    ]
    return {
        ("below", f"{limit}", name): Counts(
            found=sum(confidence < limit for confidence, which in counted if which == name),
            gold=sum(which == name for _, which in counted),
        )
        for limit in LIMITS
        for name in ("wrong", "right")
    }


def _exact(text: TokenizedText, type: str, both: Sequence[Pair]) -> AttributionScores:
    agreements: dict[str, SourceCondition] = {
        "content": lambda gold, predicted: gold.content_words == predicted.content_words,
        "cue": lambda gold, predicted: text.words(gold.cue) == text.words(predicted.cue),
    }
    return {
        (type, "exact", role): Counts(found=sum(agree(*pair) for pair in both), gold=len(both))
        for role, agree in agreements.items()
    }


def _nested(comparison: GoldComparison, type: str) -> Counts:
    nested = [i for i, record in enumerate(comparison.gold) if is_nested(record) and type in ("all", record.type)]
    return Counts(found=sum(i in comparison.pairs for i in nested), gold=len(nested))


def _quotes(comparison: GoldComparison) -> Counts:
    text = comparison.text
    quotations = [
        (one.speaker, words)
        for one, words in _pieces(text, comparison.gold, direct_only=True)
        if not one.nested and len(words) >= FEWEST_WORDS
    ]
    found = list(_pieces(text, comparison.predicted))
    right = 0
    for speaker, words in quotations:
        nearest, piece = max(found, key=lambda each: len(each[1] & words), default=(Attribution(), Tokens()))
        is_covered = len(piece & words) >= LEAST_AGREEMENT * len(words)
        right += is_covered and is_same_name(speaker, nearest.speaker)
    return Counts(found=right, gold=len(quotations))


def _pieces(
    text: TokenizedText, records: Iterable[Record], direct_only: bool = False
) -> Iterator[tuple[Attribution, Tokens]]:
    """Yield the attribution and the words of each piece of the contents."""
    for record in records:
        for one in record.attributions:
            for span in one.content:
                if not direct_only or content_type(text.text, [span]) == "direct":
                    yield one, text.words(text.tokens([span]))


def _speakers(text: str, both: Sequence[Pair]) -> AttributionScores:
    classes = [_classes(text, gold) for gold, _ in both]
    scores: AttributionScores = {}
    for name in SPEAKER_CLASSES:
        of_class = [pair for pair, names in zip(both, classes, strict=True) if name in names]
        right = [pair for pair in of_class if same_speaker(*pair)]
        named = [pair for pair in right if pair[0].attributions[0].speaker]
        strictly = sum(strictly_same_speaker(*pair) for pair in of_class)
        scores["speakers", *name, "right"] = Counts(found=len(right), gold=len(of_class))
        scores["speakers", *name, "strictly"] = Counts(found=strictly, gold=len(of_class))
        scores["speakers", *name, "kind"] = Counts(found=sum(same_kind(*pair) for pair in named), gold=len(named))
    return scores


def _classes(text: str, gold: Record) -> set[Key]:
    one = gold.attributions[0]
    source = " ".join(text[span.start : span.end] for span in one.source)
    classes: set[Key] = {("all",), ("written", written_form(one.speaker, source))}
    return classes | {("kind", one.speaker_kind or "none")} if one.speaker else classes
