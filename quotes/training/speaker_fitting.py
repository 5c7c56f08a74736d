"""Weights of the features by which references are resolved, learned from annotated speakers and coreference.

    python -m quotes.training speakers --news NEWS --news DRILLS --gum TRAIN.conllu --out WEIGHTS

The model is log-linear over the candidates of each reference, with a penalty on large weights. In news whose
statements have annotated speakers it learns from all statements whose speaker is among the candidates; in text with
annotated coreference, from pronouns of the third person. Earlier references of a text are resolved as annotated in the
first round, and by the weights of the round before in the others, as they are in use.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click
import numpy as np

from quotes.article import overlap_length
from quotes.corpora.attribution.gold import Attribution, GoldArticle
from quotes.corpora.say import read_say
from quotes.corpora.speakers.answers import with_sources
from quotes.corpora.speakers.gum import CoreferenceDocument, read_coreference
from quotes.corpora.speakers.questions import questions
from quotes.corpora.speakers.same_name import is_same_name, likeness
from quotes.parsing import Parse, Parser
from quotes.records import Article, Statement
from quotes.speakers import attribute
from quotes.speakers.antecedents import Antecedent, antecedents
from quotes.speakers.choosing import Chosen, Weights, best
from quotes.speakers.described import description_of
from quotes.speakers.entities import Entities
from quotes.speakers.phrase import Phrase
from quotes.speakers.pronouns import pronoun_class
from quotes.speakers.references import Reference, ReferenceKind, reference_of
from quotes.statements.finding import FoundStatements, StatementFinder

ROUNDS = 3
PENALTY = 24.0
"""Strength with which weights are drawn to zero."""

OF_A_SOURCE = 2.0
"""Weight in training of a reference that is the source of a statement; of others it is 1."""

FEWEST = 9
"""Number of times that a feature is seen at least, in all rounds, so that it gets a weight."""

LEAST_SIMILARITY = 0.5
"""Least IoU of the contents of a statement and of the annotated one that it is."""

OTHER_CLASSES = {"thing", "plural"}
"""Classes of pronouns that are resolved only where they are sources; training takes all subjects."""

PREPOSITIONS = {"at", "by", "for", "from", "in", "of", "on", "to", "who", "with"}
"""Words that end the part of a speaker's name in which its head is."""

Found = tuple[Parse, FoundStatements]

LEAST_WEIGHT = 0.03
"""Least weight, up or down, that is kept."""


@dataclass(frozen=True, slots=True)
class Case:
    """A reference: the features of each candidate, whether it is right, and its weight in training."""

    kind: ReferenceKind
    features: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    weight: float


@click.command()
@click.option(
    "--news",
    "folders",
    type=click.Path(exists=True, path_type=Path),
    multiple=True,
    required=True,
    help="A folder with annotated articles (.say).",
)
@click.option(
    "--gum",
    "treebanks",
    type=click.Path(exists=True, path_type=Path),
    multiple=True,
    help="A treebank with coreference.",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Write the weights here.")
def speakers(folders: tuple[Path, ...], treebanks: tuple[Path, ...], out: Path) -> None:
    """Learn the weights by which references are resolved from annotated speakers and coreference."""
    parser = Parser()
    finder = StatementFinder(parser.vocab, "all")

    def found(articles: Iterable[Article]) -> list[Found]:
        return [(parse, finder.find(parse)) for parse in parser.pipe(articles)]

    documents = [document for path in treebanks for document in read_coreference(path)]
    articles = [article for folder in folders for article in read_say(folder)]
    of_documents = found(Article(document.gold.text, id=document.gold.id) for document in documents)
    of_articles = found(Article(article.text, id=article.id) for article in articles)
    weights = learn(list(zip(articles, of_articles, strict=True)), documents, of_documents)
    out.write_text(as_json(weights), encoding="utf-8")


def learn(
    news: Sequence[tuple[GoldArticle, Found]],
    documents: Sequence[CoreferenceDocument] = (),
    found: Sequence[Found] = (),
) -> Weights:
    """Learn weights from parsed news, and documents whose parses and statements are given in the same order."""
    weights: Weights | None = None
    collected: list[Case] = []
    for number in range(ROUNDS):
        for document, one in zip(documents, found, strict=True):
            collected += cases_of_document(document, one, weights)
        for article, one in news:
            collected += cases_in_news(article, one, weights)
        weights = fit(collected)
        click.echo(f"round {number + 1}: {len(collected)} references, {share_right(collected, weights):.1%} right")
    assert weights is not None
    return weights


def cases_in_news(article: GoldArticle, found: Found, weights: Weights | None) -> list[Case]:
    """Return the references at an article's statements; without `weights` all are resolved as annotated."""
    parse, of_text = found
    annotated = _annotated(article, of_text.statements)
    collected: list[Case] = []

    def choose(known: Entities, reference: Reference) -> Chosen | None:
        possible = antecedents(known, reference)
        first = reference.phrase.tokens[0] if reference.phrase.tokens else reference.head
        attribution = annotated.get((reference.kind == "nothing", first.idx))
        right = _are_right(possible, reference, attribution) if attribution else [False] * len(possible)
        if any(right):
            features = tuple(one.features for one in possible)
            collected.append(Case(reference.kind, features, tuple(right), OF_A_SOURCE))
        if weights is None and any(right):
            return Chosen(possible[right.index(True)], 1.0)
        return best(possible, reference, weights or {})

    attribute(parse, of_text.statements, choose, of_text.continuations)
    return collected


def _annotated(article: GoldArticle, statements: Sequence[Statement]) -> dict[tuple[bool, int], Attribution]:
    """Return the annotated attribution for each statement that is one, by whether it has no source, and its start.

    They are paired by their contents, the most similar ones first. A source that is not the annotated one is left out.
    """
    pairs = sorted(
        ((_similarity(one, gold), number, other) for number, one in enumerate(statements)
         for other, gold in enumerate(article.attributions)),
        key=lambda pair: (-pair[0], pair[1:]),
    )  # fmt: skip
    taken: set[int] = set()
    paired: dict[int, int] = {}
    for similarity, number, other in pairs:
        if similarity >= LEAST_SIMILARITY and number not in paired and other not in taken:
            paired[number] = other
            taken.add(other)
    found = {}
    for number, other in paired.items():
        one, gold = statements[number], article.attributions[other]
        if not one.source:
            found[True, one.content[0].start] = gold
        elif any(span.overlaps(other) for span in one.source for other in gold.source):
            found[False, one.source[0].start] = gold
    return found


def _similarity(one: Statement, gold: Attribution) -> float:
    """Return the IoU of two contents in characters."""
    both = overlap_length(one.content, gold.content)
    return both / (sum(map(len, one.content)) + sum(map(len, gold.content)) - both)


def _are_right(found: Sequence[Antecedent], reference: Reference, attribution: Attribution) -> list[bool]:
    """Return which antecedents are the annotated speaker: those whose names are most like it.

    A description is no name and a name no description, as long as there is another that fits.
    """
    speaker = attribution.speaker
    names = [_name(one, reference) for one in found]
    alike = [likeness(speaker, name) if is_same_name(speaker, name) else 0.0 for name in names]
    if speaker is not None:
        named = _is_proper(speaker)
        fitting = [
            value if (one.entity is not None and one.entity.is_named) == named else 0.0
            for one, value in zip(found, alike, strict=True)
        ]
        alike = fitting if any(fitting) else alike
    return [value > 0 and value == max(alike) for value in alike]


def _is_proper(name: str) -> bool:
    """Tell whether a speaker's name is a proper one: its head has a capital."""
    words = name.split()
    end = next((number for number, word in enumerate(words) if number and word in PREPOSITIONS), len(words))
    return words[end - 1][:1].isupper()


def _name(antecedent: Antecedent, reference: Reference) -> str | None:
    if antecedent.choice == "nobody":
        return None
    return antecedent.entity.name if antecedent.entity else description_of(reference.phrase)


def cases_of_document(document: CoreferenceDocument, found: Found, weights: Weights | None) -> list[Case]:
    """Return the pronouns of a document; without `weights` earlier pronouns are resolved as annotated."""
    collector = _Collector(document, weights)
    parse, of_text = found
    sourced, _ = with_sources(of_text.statements, list(questions(document)))
    attribute(parse, sourced, collector.choose, of_text.continuations)
    if collector.known:
        for token in parse.doc:
            kind = pronoun_class(token)
            if kind in OTHER_CLASSES and token.dep_.startswith("nsubj") and token.i not in collector.known.source_heads:
                reference = reference_of(Phrase(token, [token]))
                collector.note(collector.known, reference, antecedents(collector.known, reference))
    return collector.cases


@dataclass
class _Collector:
    """Resolver of references that notes each pronoun with its candidates."""

    document: CoreferenceDocument
    weights: Weights | None
    cases: list[Case] = field(default_factory=list)
    entities: dict[int, str] = field(default_factory=dict)
    known: Entities | None = None

    def __post_init__(self) -> None:
        for mention in self.document.mentions:
            sentence = self.document.gold.sentences[mention.head.sentence]
            self.entities[sentence.words[mention.head.word].span.start] = mention.entity

    def choose(self, known: Entities, reference: Reference) -> Chosen | None:
        """Resolve a reference as annotated, or by the weights if there are some."""
        self.known = known
        found = antecedents(known, reference)
        right = self.note(known, reference, found)
        if self.weights is None and any(right):
            return Chosen(found[right.index(True)], 1.0)
        return best(found, reference, self.weights or {})

    def note(self, known: Entities, reference: Reference, found: Sequence[Antecedent]) -> list[bool]:
        """Return which of the candidates are right; if any is, note the pronoun as a case."""
        token = reference.head
        meant = self.entities.get(token.idx)
        right = [meant is not None and self.entity_of(known, one, token.i) == meant for one in found]
        if any(right) and token.pos_ == "PRON":
            weight = OF_A_SOURCE if token.i in known.source_heads else 1.0
            self.cases.append(Case(reference.kind, tuple(one.features for one in found), tuple(right), weight))
        return right

    def entity_of(self, known: Entities, candidate: Antecedent, before: int) -> str | None:
        """Return the annotated entity of the first mention of a candidate: later ones may be resolved wrongly."""
        if candidate.entity is None:
            return None
        mentions = [known.doc[index].idx for index in sorted(candidate.entity.mentions) if index < before]
        return next((self.entities[offset] for offset in mentions if offset in self.entities), None)


def fit(collected: Sequence[Case], penalty: float = PENALTY) -> Weights:
    """Return the weights under which the right candidates are most probable."""
    kinds = dict.fromkeys(case.kind for case in collected)
    return {kind: _fit_kind([case for case in collected if case.kind == kind], penalty) for kind in kinds}


def _fit_kind(collected: Sequence[Case], penalty: float) -> dict[str, float]:
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    seen = Counter(name for case in collected for one in case.features for name in one)
    names = sorted(name for name, count in seen.items() if count >= FEWEST)
    column = {name: number for number, name in enumerate(names)}
    sizes = np.array([len(case.features) for case in collected])
    starts = np.cumsum(sizes) - sizes
    group = np.repeat(np.arange(len(collected)), sizes)
    right = np.array([one for case in collected for one in case.right])
    importance = np.array([case.weight for case in collected])
    rows = [[name for name in one if name in column] for case in collected for one in case.features]
    ends = np.cumsum([0, *map(len, rows)])
    columns = np.array([column[name] for row in rows for name in row])
    matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(names)))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        expected, total = _shares(scores, group, starts)
        wanted, total_right = _shares(np.where(right, scores, -np.inf), group, starts)
        slope = (expected - wanted) * importance[group]
        value = importance @ (total - total_right) + penalty / 2 * weights @ weights
        return value, matrix.T @ slope + penalty * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return dict(zip(names, found.x.tolist(), strict=True))


def _shares(scores: np.ndarray, group: np.ndarray, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the probability of each candidate among those of its reference, and the log of each sum of powers."""
    top = np.maximum.reduceat(scores, starts)
    powers = np.exp(scores - top[group])
    sums = np.add.reduceat(powers, starts)
    return powers / sums[group], np.log(sums) + top


def share_right(collected: Sequence[Case], weights: Weights) -> float:
    """Return the share of references that get a right candidate, 0 to 1."""
    return float(np.mean([case.right[_best(case, weights[case.kind])] for case in collected]))


def _best(case: Case, weights: Mapping[str, float]) -> int:
    scores = [sum(weights.get(name, 0.0) for name in names) for names in case.features]
    return max(range(len(scores)), key=scores.__getitem__)


def as_json(weights: Weights) -> str:
    """Return the weights as the file that the resolver reads, one in a line; those near 0 are left out."""
    kept = {
        kind: {name: round(weight, 2) for name, weight in sorted(own.items()) if abs(weight) >= LEAST_WEIGHT}
        for kind, own in sorted(weights.items())
    }
    return json.dumps(kept, indent=0, ensure_ascii=False) + "\n"
