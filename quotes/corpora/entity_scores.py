"""Scores of a model set's entity recognition, with the words given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import add
from typing import TextIO

from tabulate import SEPARATING_LINE, tabulate

from quotes.corpora.gold_score import GoldScore
from quotes.corpora.newswire import TaggedSentence
from quotes.corpora.score_output import write_json
from quotes.parsing import Parser
from quotes.reports.wording import printable

EntityScores = dict[str, GoldScore]
"""Scores by class of entity."""

Entity = tuple[int, int, str]
"""First word, last word (numbers in the sentence) and class."""


def score_entities(parser: Parser, articles: Sequence[Sequence[TaggedSentence]]) -> EntityScores:
    """Compare the entities that the model set finds with the annotated ones: right with the same words and class.

    Each article is read by itself, as in use. Classes that the annotation does not have are left out, since a model set
    may know more.
    """
    gold = (sentence.tags for article in articles for sentence in article)
    predicted = (tags for article in articles for tags in parser.entity_tags(sentence.words for sentence in article))
    return compare_entities(gold, predicted)


def compare_entities(gold: Iterable[Sequence[str]], predicted: Iterable[Sequence[str]]) -> EntityScores:
    """Score the predicted BIOES tags of sentences against the gold ones by class, the most frequent class first."""
    scores: EntityScores = defaultdict(GoldScore)
    pairs = [(entities_of(one), entities_of(other)) for one, other in zip(gold, predicted, strict=True)]
    classes = {kind for wanted, _ in pairs for _, _, kind in wanted}
    for wanted, found in pairs:
        for kind in classes:
            ours, theirs = ({entity for entity in entities if entity[2] == kind} for entities in (wanted, found))
            scores[kind] += GoldScore(len(ours), len(theirs), len(ours & theirs))
    return dict(sorted(scores.items(), key=lambda item: -item[1].gold))


def entities_of(tags: Sequence[str]) -> set[Entity]:
    """Return the entities that BIOES tags mark; a tag inside no entity begins one."""
    entities = set()
    start, kind = None, ""
    for number, tag in enumerate(tags):
        if start is None or tag[0] in "SBO" or tag[2:] != kind:
            start, kind = (None, "") if tag == "O" else (number, tag[2:])
        if tag[0] in "SE" and start is not None:
            entities.add((start, number, kind))
            start = None
    return entities


def write_entity_scores(scores: EntityScores, stream: TextIO, *, format: str, model: str) -> None:
    """Write the scores by class and of all classes together; `model` is the name of the model set."""
    total = reduce(add, scores.values(), GoldScore())
    if format == "json":
        classes = {kind: score.to_dict() for kind, score in scores.items()}
        write_json({"model": model, "classes": classes, "total": total.to_dict()}, stream)
        return
    rows = [*(_cells(kind, score) for kind, score in scores.items()), SEPARATING_LINE, _cells("total", total)]
    table = tabulate(rows, headers=["class", "entities", "P", "R", "F1"], floatfmt=".2f", missingval="-")
    stream.write(f"{table}\n\nModel set: {printable(model)}. Precision, recall and F1 in percent.\n")


def _cells(kind: str, score: GoldScore) -> list[str | int | float | None]:
    return [printable(kind), score.gold, score.precision, score.recall, score.f1]
