"""Weights of the features by which pronouns are resolved, learned from annotated coreference and speakers.

    python -m quotes.training pronouns --gum TRAIN.conllu --gum DEV.conllu --everyday NEWS --out WEIGHTS

The model is log-linear over the candidates of each pronoun, with a penalty on large weights. It learns from all
pronouns of the third person that the resolver meets and that have their entity among the candidates; in news whose
statements have annotated speakers, from those that are sources. Earlier pronouns
of a text are resolved as annotated in the first round, and by the weights of the round before in the others, as they
are in use. ``--folds 3`` prints the share of right ones in documents that the weights were not learned from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

import click
import numpy as np

from quotes.corpora.attribution.gold import GoldArticle
from quotes.corpora.say import read_say
from quotes.corpora.speakers.answers import with_sources
from quotes.corpora.speakers.gum import CoreferenceDocument, read_coreference
from quotes.corpora.speakers.questions import questions
from quotes.corpora.speakers.same_name import is_same_name
from quotes.parsing import Parse, Parser
from quotes.records import Article, Statement
from quotes.speakers import attribute
from quotes.speakers.entities import Entities
from quotes.speakers.entity import Entity
from quotes.speakers.pronoun_features import Antecedent, antecedents
from quotes.speakers.pronouns import PronounClass, pronoun_class
from quotes.statements.candidate import Candidate
from quotes.statements.finding import FoundStatements, StatementFinder
from quotes.statements.labels.kind import kind_of
from quotes.statements.marked_article import mark_article
from quotes.statements.rules.rule_tables import content_rule

if TYPE_CHECKING:
    from spacy.tokens import Token

ROUNDS = 3
STEPS = 400
PENALTY = 15.0
"""Strength with which weights are drawn to the expected ones: the text is too little for the rare features."""

EXPECTED: dict[str, float] = {
    "person gender same": 0.5,
    "person gender other": -2.5,
    "person called same": 0.5,
    "person called other": -2.0,
    "person kind person": 2.0,
    "person kind anonymous": 1.0,
    "person kind unknown": -0.5,
    "person kind group": -1.5,
    "person kind organization": -0.5,
    "person kind place": -2.0,
    "person kind document": -2.0,
    "thing kind organization": 1.5,
    "thing kind document": 1.0,
    "thing kind place": 0.5,
    "thing kind person": -4.0,
    "plural kind group": 1.5,
    "plural kind organization": 1.0,
    "plural kind person": -0.5,
    "plural plural": 1.0,
    "person quoted mention": -2.0,
    "thing quoted mention": -2.0,
    "plural quoted mention": -2.0,
    "plural kind unknown": -1.0,
    "thing kind unknown": -0.5,
    "plural kind document": -1.0,
    **{
        f"{kind} sentences {number}": 1.0 / (1 + number)
        for kind in ("thing", "plural")
        for number in (0, 1, 2, 3, 5, 9)
    },
    **{f"{kind} named in what it says": -5.0 for kind in ("person", "thing", "plural")},
    **{f"{kind} spoke last and says": 1.0 for kind in ("person", "thing", "plural")},
}
"""Weights before anything is learned."""

OF_A_SOURCE = 2.0
"""Weight in training of a pronoun that is the source of a statement; of others it is 1."""

OTHER_CLASSES = {"thing", "plural"}
"""Classes of pronouns that are resolved only where they are sources; training takes all subjects."""

CLAUSE = content_rule("clause")
"""The rule that annotated statements are given; none of its declarations matters here."""

Found = tuple[Parse, FoundStatements]
Weights = Mapping[str, float]

HEADER = """\
# Weights of the features (quotes/speakers/pronoun_features.py) of what a pronoun may refer to, one table for each class
# of pronouns. Learned from the coreference of the English treebank GUM (train and dev) and the speakers of everyday
# news (train) by python -m quotes.training pronouns
"""


@dataclass(frozen=True, slots=True)
class PronounCase:
    """A pronoun: the features of each candidate, whether it is right, and the weight of the pronoun in training."""

    features: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    weight: float


@click.command()
@click.option("--gum", "paths", type=click.Path(exists=True, path_type=Path), multiple=True, required=True)
@click.option("--everyday", type=click.Path(exists=True, path_type=Path), help="News with annotated speakers.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the weights here.")
@click.option("--folds", type=click.IntRange(min=2), help="Cross-validate: learn from all but each of so many parts.")
def pronouns(paths: tuple[Path, ...], everyday: Path | None, out: Path | None, folds: int | None) -> None:
    """Learn the weights by which pronouns are resolved from treebanks with coreference, and from news."""
    if out is None and folds is None:
        raise click.UsageError("nothing to do: give --out, --folds or both")
    documents = [document for path in paths for document in read_coreference(path)]
    parser = Parser()
    finder = StatementFinder(parser.vocab)
    parses = parser.pipe(Article(document.gold.text, id=document.gold.id) for document in documents)
    found = [(parse, finder.find(parse)) for parse in parses]
    if folds:
        right, count = cross_validated(documents, found, folds)
        click.echo(f"{folds} folds: {right} of {count} pronouns right ({right / max(count, 1):.1%})")
    if out:
        articles = read_say(everyday) if everyday else []
        parses = parser.pipe(Article(article.text, id=article.id) for article in articles)
        news = list(zip(articles, parses, strict=True))
        out.write_text(as_toml(learn(documents, found, news)), encoding="utf-8")


def cross_validated(documents: Sequence[CoreferenceDocument], found: Sequence[Found], folds: int) -> tuple[int, int]:
    """Return the numbers of right and of all pronouns, each resolved by weights learned from the other parts.

    Every `folds`-th document belongs to one part. Only pronouns whose entity is among the candidates count.
    """
    outcomes: list[bool] = []
    for fold in range(folds):
        kept = [number for number in range(len(documents)) if number % folds != fold]
        weights = learn([documents[number] for number in kept], [found[number] for number in kept])
        for document, one in zip(documents[fold::folds], found[fold::folds], strict=True):
            outcomes += [case.right[_best(case, weights)] for case in cases(document, one, weights)]
    return sum(outcomes), len(outcomes)


def learn(
    documents: Sequence[CoreferenceDocument], found: Sequence[Found], news: Sequence[tuple[GoldArticle, Parse]] = ()
) -> Weights:
    """Learn weights from documents, whose parses and statements are given in the same order, and from parsed news."""
    weights: Weights | None = None
    collected: list[PronounCase] = []
    for number in range(ROUNDS):
        for document, one in zip(documents, found, strict=True):
            collected += cases(document, one, weights)
        for article, parse in news:
            collected += cases_in_news(article, parse, weights)
        weights = fit(collected)
        click.echo(f"round {number + 1}: {len(collected)} pronouns, {share_right(collected, weights):.1%} right")
    assert weights is not None
    return weights


def cases(document: CoreferenceDocument, found: Found, weights: Weights | None) -> list[PronounCase]:
    """Return the pronouns of a document; without `weights` earlier pronouns are resolved as annotated."""
    collector = _Collector(document, weights)
    parse, of_text = found
    sourced, _ = with_sources(of_text.statements, list(questions(document)))
    attribute(parse, sourced, of_text.continuations, collector.refer)
    if collector.known:
        for token in parse.doc:
            kind = pronoun_class(token)
            if kind in OTHER_CLASSES and token.dep_.startswith("nsubj") and token.i not in collector.known.source_heads:
                collector.note(collector.known, token, antecedents(collector.known, token, kind))
    return collector.cases


def cases_in_news(article: GoldArticle, parse: Parse, weights: Weights | None) -> list[PronounCase]:
    """Return the pronouns of an article that are annotated sources; without `weights` all are resolved as annotated."""
    marked = mark_article(parse)
    statements = []
    speakers: dict[int, str | None] = {}
    for number, attribution in enumerate(article.attributions):
        candidate = Candidate(attribution.content, CLAUSE)
        statements.append(
            Statement(
                id=f"q{number}",
                kind=kind_of(marked, candidate),
                content=attribution.content,
                rule=CLAUSE.name,
                confidence=1.0,
                cue=attribution.cue[0] if attribution.cue else None,
                source=attribution.source[:1],
            )
        )
        speakers |= {span.start: attribution.speaker for span in attribution.source[:1]}
    collected: list[PronounCase] = []

    def refer(known: Entities, token: Token, kind: PronounClass) -> Entity | None:
        found = antecedents(known, token, kind) if kind != "description" else []
        is_source = token.idx in speakers
        right = [is_source and is_same_name(speakers[token.idx], one.entity.name) for one in found]
        if any(right) and token.pos_ == "PRON":
            collected.append(PronounCase(tuple(one.features for one in found), tuple(right), OF_A_SOURCE))
        if weights is None and any(right):
            return found[right.index(True)].entity
        return _highest(found, weights or EXPECTED)

    attribute(parse, statements, {}, refer)
    return collected


def _highest(found: Sequence[Antecedent], weights: Weights) -> Entity | None:
    best = max(found, key=lambda one: sum(weights.get(name, 0.0) for name in one.features), default=None)
    return best.entity if best else None


@dataclass
class _Collector:
    """Resolver of pronouns that notes each with its candidates."""

    document: CoreferenceDocument
    weights: Weights | None
    cases: list[PronounCase] = field(default_factory=list)
    entities: dict[int, str] = field(default_factory=dict)
    known: Entities | None = None

    def __post_init__(self) -> None:
        for mention in self.document.mentions:
            sentence = self.document.gold.sentences[mention.head.sentence]
            self.entities[sentence.words[mention.head.word].span.start] = mention.entity

    def refer(self, known: Entities, token: Token, kind: PronounClass) -> Entity | None:
        """Resolve a pronoun as annotated, or by the weights if there are some."""
        self.known = known
        found = antecedents(known, token, kind)
        right = self.note(known, token, found)
        if self.weights is None:
            return next((one.entity for one, is_right in zip(found, right, strict=True) if is_right), None)
        return _highest(found, self.weights)

    def note(self, known: Entities, token: Token, found: Sequence[Antecedent]) -> list[bool]:
        """Return which of the candidates are right; if any is, note the pronoun as a case."""
        meant = self.entities.get(token.idx)
        right = [meant is not None and self.entity_of(known, one, token.i) == meant for one in found]
        if any(right) and token.pos_ == "PRON":
            weight = OF_A_SOURCE if token.i in known.source_heads else 1.0
            self.cases.append(PronounCase(tuple(one.features for one in found), tuple(right), weight))
        return right

    def entity_of(self, known: Entities, candidate: Antecedent, before: int) -> str | None:
        """Return the annotated entity of the first mention of a candidate: later ones may be resolved wrongly."""
        mentions = [known.doc[index].idx for index in sorted(candidate.entity.mentions) if index < before]
        return next((self.entities[offset] for offset in mentions if offset in self.entities), None)


def fit(collected: Sequence[PronounCase]) -> dict[str, float]:
    """Return the weights under which the right candidates are most probable, by gradient descent (Adam)."""
    names = sorted({name for case in collected for one in case.features for name in one})
    column = {name: number for number, name in enumerate(names)}
    rows = [(case, number) for case in collected for number in range(len(case.features))]
    group = np.cumsum([number == 0 for _, number in rows]) - 1
    starts = np.flatnonzero([number == 0 for _, number in rows])
    right = np.array([case.right[number] for case, number in rows])
    importance = np.array([case.weight for case in collected])
    flat = np.array([column[name] for case, number in rows for name in case.features[number]])
    row_of = np.repeat(np.arange(len(rows)), [len(case.features[number]) for case, number in rows])
    expected_weights = np.array([EXPECTED.get(name, 0.0) for name in names])
    weights = expected_weights.copy()
    moment, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = np.bincount(row_of, weights[flat], minlength=len(rows))
        expected = _shares(scores, group, starts)
        wanted = _shares(np.where(right, scores, -np.inf), group, starts)
        slope = (expected - wanted) * importance[group]
        gradient = np.bincount(flat, slope[row_of], minlength=len(names)) + PENALTY * (weights - expected_weights)
        moment = 0.9 * moment + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        weights -= 0.05 * (moment / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return EXPECTED | dict(zip(names, weights.tolist(), strict=True))


def _shares(scores: np.ndarray, group: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Return the probability of each candidate among those of its pronoun."""
    top = np.maximum.reduceat(scores, starts)[group]
    powers = np.exp(scores - top)
    shares: np.ndarray = powers / np.add.reduceat(powers, starts)[group]
    return shares


def share_right(collected: Sequence[PronounCase], weights: Weights) -> float:
    """Return the share of pronouns that get a right candidate, 0 to 1."""
    return float(np.mean([case.right[_best(case, weights)] for case in collected]))


def _best(case: PronounCase, weights: Weights) -> int:
    scores = [sum(weights.get(name, 0.0) for name in names) for names in case.features]
    return max(range(len(scores)), key=scores.__getitem__)


def as_toml(weights: Weights) -> str:
    """Return the weights as the file that the resolver reads."""
    lines = [HEADER]
    for kind, features in groupby(sorted(map(str.split, weights)), key=itemgetter(0)):
        names = [" ".join(words) for _, *words in features]
        lines += [f"[{kind}]", *(f'"{name}" = {weights[f"{kind} {name}"]:.2f}' for name in names), ""]
    return "\n".join(lines)
