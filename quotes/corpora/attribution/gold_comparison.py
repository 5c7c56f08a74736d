"""Comparison of predicted with annotated attributions in one article.

Scores by their keys (IoU: intersection over union; words: tokens with a letter or digit):

- ``found``: gold and predicted attributions paired one to one, the most alike first, by the words of their contents
  (IoU at least 0.5). ``attributed``: found, and the sources agree (F1 of the words at least 0.5, or neither has one).
  ``attributed_loosely``: found, and the sources share a word that is no function word. ``attributed_with_source``: the
  recall of ``attributed`` for the gold attributions that have a source.
- ``direct``: the same for direct quotations alone, predicted and annotated: contents half of whose words, or more, are
  in quotation marks. ``contained``: at least 0.8 of the words of such a prediction lie in one gold content of any type
  (precision only, for tools that give just the quoted part of a mixed statement); ``contained_…``: its source agrees.
- ``by_type``: the recall of the first three by the type of the gold content: direct (as above), mixed (some token is in
  quotation marks), indirect (none is).
- ``quotes``: of the quoted spans with at least 4 words, 0.8 of them in one gold content whose source is annotated, how
  many are ``covered`` by a prediction that has half of the words, have a ``source_given`` by it, one that is ``right``
  as for ``attributed``, ``right_loosely``, or ``right_by_words``: the source, or another mention of it in the same
  words. Precision is of the quotations for which a source is given.
- ``exact_tokens`` and ``exact_words``: a cue is right if it has the tokens (words) of a gold cue, a source or content
  if it has those of one whose cue overlaps, ``all`` if all three are the same. Citron measures so.
- ``overlap``: tokens in common over all pairs of attributions, so that one that serves several counts several times;
  Citron measures so too. ``overlap_once`` counts each token once.
- ``pieces``: every contiguous piece of a source, cue or content by itself, whatever it is linked to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from quotes.corpora.attribution.counts import AttributionScores, Counts, Key, paired
from quotes.corpora.attribution.gold import Attribution
from quotes.corpora.attribution.matching import (
    CONTENT_TYPES,
    LEAST_AGREEMENT,
    Record,
    pairs,
    record_of,
    records_by_cue,
    same_source,
    same_words_as_source,
    touching_source,
)
from quotes.corpora.attribution.tokens import TokenizedText, Tokens

ROLES = ("cue", "source", "content")
CONTAINED = 0.8
FEWEST_WORDS = 4
"""Least number of words in a quotation that is scored: shorter ones are often names and single words."""

SourceCondition = Callable[[Record, Record], bool]
"""Condition that the source of a gold record, the first argument, is that of a predicted one."""

Agreements = Mapping[str, SourceCondition]
"""Conditions, each under the name of the score that counts it."""


@dataclass(frozen=True, slots=True)
class GoldComparison:
    """Gold and predicted records of an article; ``pairs`` gives the number of the prediction for found gold records.

    ``decided`` are the numbers of the predictions that are known to be right or wrong, None for all of them.
    """

    id: str
    text: TokenizedText
    gold: tuple[Record, ...]
    predicted: tuple[Record, ...]
    pairs: dict[int, int]
    decided: frozenset[int] | None = None

    @property
    def found(self) -> list[tuple[Record, Record]]:
        """Found gold records, each with its prediction."""
        return [(self.gold[i], self.predicted[j]) for i, j in self.pairs.items()]

    @property
    def attributed(self) -> frozenset[int]:
        """Numbers of the predicted records that are right in content and source."""
        return frozenset(j for i, j in self.pairs.items() if same_source(self.gold[i], self.predicted[j]))


def compare(id: str, text: str, gold: Iterable[Attribution], predicted: Iterable[Attribution]) -> GoldComparison:
    """Pair attributions; gold ones without a word in their content and predicted ones without any do not count."""
    tokenized = TokenizedText(text)
    wanted = [record for one in gold if (record := record_of(tokenized, one)).content_words]
    found = records_by_cue(tokenized, (one for one in predicted if tokenized.tokens(one.content)))
    return GoldComparison(id, tokenized, tuple(wanted), tuple(found), pairs(wanted, found))


def scores_of(comparison: GoldComparison) -> AttributionScores:
    """Return all scores of an article; they have the same keys for all articles."""

    def loosely(gold: Record, predicted: Record) -> bool:
        return touching_source(comparison.text, gold, predicted)

    def by_words(gold: Record, predicted: Record) -> bool:
        return same_words_as_source(comparison.text, gold, predicted) or loosely(gold, predicted)

    agreements: Agreements = {
        "found": lambda gold, predicted: True,
        "attributed": same_source,
        "attributed_loosely": loosely,
    }
    return {
        **_attributed(comparison, agreements),
        **_direct(comparison, agreements),
        **_by_type(comparison, agreements),
        **_quotes(comparison, {"right": same_source, "right_loosely": loosely, "right_by_words": by_words}),
        **_exact(comparison, "exact_words", ("cue_words", "source_words", "content_words")),
        **_exact(comparison, "exact_tokens", ROLES),
        **_overlap(comparison),
        **_pieces(comparison),
    }


def sizes_of(comparison: GoldComparison) -> dict[str, int]:
    """Return the numbers of gold and predicted attributions."""
    return {
        "gold": len(comparison.gold),
        "gold_with_source": sum(bool(record.source_words) for record in comparison.gold),
        "predicted": len(comparison.predicted),
        "predicted_before_merging": sum(len(record.attributions) for record in comparison.predicted),
        "predicted_without_source": sum(not record.source for record in comparison.predicted),
    }


def counts_of_pairs(
    prefix: Key, both: Sequence[tuple[Record, Record]], predicted: int, gold: int, agreements: Agreements
) -> AttributionScores:
    """Count the pairs that agree, under the names of the conditions behind `prefix`."""
    return {
        (*prefix, name): paired(sum(agree(*pair) for pair in both), predicted, gold)
        for name, agree in agreements.items()
    }


def _attributed(comparison: GoldComparison, agreements: Agreements) -> AttributionScores:
    gold, found = comparison.gold, comparison.found
    with_source = sum(bool(one.source_words) and same_source(one, predicted) for one, predicted in found)
    return {
        **counts_of_pairs((), found, len(comparison.predicted), len(gold), agreements),
        ("attributed_with_source",): Counts(found=with_source, gold=sum(bool(one.source_words) for one in gold)),
    }


def _direct(comparison: GoldComparison, agreements: Agreements) -> AttributionScores:
    gold = [record for record in comparison.gold if record.type == "direct"]
    predicted = [record for record in comparison.predicted if record.type == "direct"]
    both = [(gold[i], predicted[j]) for i, j in pairs(gold, predicted).items()]
    contained = [
        (around, record)
        for record in predicted
        if (around := _around(record.content_words or record.content, comparison.gold))
    ]
    names = ("contained", "contained_attributed", "contained_attributed_loosely")
    return {
        **counts_of_pairs(("direct",), both, len(predicted), len(gold), agreements),
        **{
            ("direct", name): Counts(sum(agree(*pair) for pair in contained), len(predicted))
            for name, agree in zip(names, agreements.values(), strict=True)
        },
    }


def _by_type(comparison: GoldComparison, agreements: Agreements) -> AttributionScores:
    scores: AttributionScores = {}
    for type in CONTENT_TYPES:
        number = sum(record.type == type for record in comparison.gold)
        both = [pair for pair in comparison.found if pair[0].type == type]
        for name, agree in agreements.items():
            scores["by_type", type, name] = Counts(found=sum(agree(*pair) for pair in both), gold=number)
    return scores


def _quotes(comparison: GoldComparison, agreements: Agreements) -> AttributionScores:
    attributable = [
        (words, gold)
        for span in comparison.text.quotations
        if len(words := comparison.text.words(comparison.text.tokens([span]))) >= FEWEST_WORDS
        and (gold := _around(words, comparison.gold))
        and gold.source_words
    ]
    covered = [
        (gold, predicted) for words, gold in attributable if (predicted := _covering(words, comparison.predicted))
    ]
    given = sum(bool(predicted.source_words) for _, predicted in covered)
    right = {name: sum(agree(*pair) for pair in covered) for name, agree in agreements.items()}
    return {
        ("quotes", "covered"): Counts(found=len(covered), gold=len(attributable)),
        ("quotes", "source_given"): Counts(found=given, gold=len(attributable)),
        **{("quotes", name): paired(number, given, len(attributable)) for name, number in right.items()},
    }


def _around(words: Tokens, gold: Iterable[Record]) -> Record | None:
    """Return the gold record whose content has these words, if there is one."""
    closest = max(gold, key=lambda record: len(record.content & words), default=None)
    return closest if closest and len(closest.content & words) >= CONTAINED * len(words) else None


def _covering(words: Tokens, predicted: Iterable[Record]) -> Record | None:
    """Return the prediction that has most of these words, if one has at least half of them."""
    candidates = [record for record in predicted if len(record.content_words & words) >= LEAST_AGREEMENT * len(words)]
    return max(
        candidates, key=lambda record: (len(record.content_words & words), bool(record.source_words)), default=None
    )


def _exact(comparison: GoldComparison, name: str, fields: tuple[str, str, str]) -> AttributionScores:
    def same(one: Record, other: Record, *names: str) -> bool:
        return all(getattr(one, each) == getattr(other, each) for each in names)

    cue, source, content = fields
    agreements: dict[str, SourceCondition] = {
        "cue": lambda gold, predicted: bool(predicted.cue) and same(gold, predicted, cue),
        "source": lambda gold, predicted: bool(gold.cue & predicted.cue) and same(gold, predicted, source),
        "content": lambda gold, predicted: bool(gold.cue & predicted.cue) and same(gold, predicted, content),
        "all": lambda gold, predicted: bool(predicted.cue) and same(gold, predicted, *fields),
    }
    return {
        (name, role): Counts(
            sum(any(agree(gold, predicted) for gold in comparison.gold) for predicted in comparison.predicted),
            len(comparison.predicted),
            sum(any(agree(gold, predicted) for predicted in comparison.predicted) for gold in comparison.gold),
            len(comparison.gold),
        )
        for role, agree in agreements.items()
    }


def _overlap(comparison: GoldComparison) -> AttributionScores:
    every: AttributionScores = {}
    once: AttributionScores = {}
    for role in ROLES:
        gold = [getattr(record, role) for record in comparison.gold]
        predicted = [getattr(record, role) for record in comparison.predicted]
        shared = sum(len(one & other) for one in gold for other in predicted)
        every["overlap", role] = paired(shared, sum(map(len, predicted)), sum(map(len, gold)))
        all_gold, all_predicted = frozenset[int]().union(*gold), frozenset[int]().union(*predicted)
        once["overlap_once", role] = paired(len(all_gold & all_predicted), len(all_predicted), len(all_gold))
    return {**every, ("overlap", "all"): sum(every.values(), Counts()), **once}


def _pieces(comparison: GoldComparison) -> AttributionScores:
    def pieces(records: Iterable[Record], role: str) -> set[Tokens]:
        attributions = (attribution for record in records for attribution in record.attributions)
        spans = (span for attribution in attributions for span in getattr(attribution, role))
        return {comparison.text.tokens([span]) for span in spans} - {frozenset()}

    scores: AttributionScores = {}
    for role in ROLES:
        gold, predicted = pieces(comparison.gold, role), pieces(comparison.predicted, role)
        scores["pieces", role] = paired(len(gold & predicted), len(predicted), len(gold))
    return scores
