"""The one matcher that runs the declared dependency patterns.

It finds what spaCy's ``DependencyMatcher`` finds, but walks along the arcs from the words that can be a pattern's first
node, instead of trying all combinations of words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from quotes.statements.rule import Rule
from quotes.statements.rules.entry_checks import ATTRIBUTES
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


@dataclass(frozen=True, slots=True)
class Match:
    """One place where a rule's tree fits: the token index of each node."""

    rule: Rule
    nodes: Mapping[str, int]


class PatternMatcher:
    """The rules of one table that have a tree, compiled for a vocabulary."""

    def __init__(self, vocab: Vocab, rules: Iterable[Rule]) -> None:
        """Compile `rules`, which are tried in this order, with the words that are in force at this time."""
        self._patterns = [(rule, _compile(vocab, rule)) for rule in rules if rule.nodes]

    def by_cue(self, doc: Doc) -> dict[int, list[Match]]:
        """The matches for each cue token, in the order of the rules, then of the text."""
        trees = _Trees(doc)
        matches: dict[int, list[Match]] = {}
        for rule, nodes in self._patterns:
            for tokens in sorted(trees.places(nodes)):
                match = Match(rule, {node.name: token for node, token in zip(nodes, tokens, strict=True)})
                matches.setdefault(match.nodes["cue"], []).append(match)
        return matches


@dataclass(frozen=True, slots=True)
class _Test:
    """The values, as numbers, that an attribute (its position in `ATTRIBUTES`) must have, or must not have."""

    attribute: int
    values: frozenset[int]
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class _Node:
    """A node of a pattern: what it must be, and where it stands from another one, an earlier node of the pattern."""

    name: str
    tests: tuple[_Test, ...]
    relation: str = ""
    other: int = 0


def _compile(vocab: Vocab, rule: Rule) -> tuple[_Node, ...]:
    names = list(rule.nodes)
    nodes = []
    for name, declared in rule.nodes.items():
        tests = tuple(_test(vocab, key, value) for key, value in declared.items() if key not in {"of", "rel"})
        nodes.append(_Node(name, tests, *((declared["rel"], names.index(declared["of"])) if "of" in declared else ())))
    return tuple(nodes)


def _test(vocab: Vocab, attribute: str, value: Any) -> _Test:
    """The test for a declared value: a word, a list, "@word_list", or one of these under NOT_IN."""
    wanted = not isinstance(value, dict)
    listed = value if wanted else value["NOT_IN"]
    words = [listed] if isinstance(listed, str) else listed
    values = frozenset().union(*(load_words(word[1:]) if word.startswith("@") else {word} for word in words))
    return _Test(ATTRIBUTES.index(attribute), frozenset(vocab.strings.add(value) for value in values), wanted)


@dataclass(slots=True)
class _Trees:
    """The trees of a document, as lists with one entry for each token."""

    doc: Doc
    columns: list[list[int]] = field(init=False)
    heads: list[int] = field(init=False)
    children: list[list[int]] = field(init=False)
    _fitting: dict[tuple[_Test, ...], list[int]] = field(init=False, default_factory=dict)
    _having: dict[int, dict[int, list[int]]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        *columns, heads = self.doc.to_array([*ATTRIBUTES, "HEAD"]).T
        self.columns = [column.tolist() for column in columns]
        self.heads = [token + head for token, head in enumerate(heads.astype("int64").tolist())]
        self.children = [[] for _ in self.heads]
        for token, head in enumerate(self.heads):
            if head != token:
                self.children[head].append(token)

    def places(self, nodes: tuple[_Node, ...]) -> Iterator[tuple[int, ...]]:
        """The places where a pattern fits: a token for each of its nodes."""
        first = nodes[0].tests
        if first not in self._fitting:
            self._fitting[first] = [token for token in self._passing(first[0]) if self._fits(token, first[1:])]
        for token in self._fitting[first]:
            yield from self._completed((token,), nodes)

    def _passing(self, test: _Test) -> list[int]:
        """The tokens that pass one test, in order."""
        if test.attribute not in self._having:
            having = self._having[test.attribute] = {}
            for token, value in enumerate(self.columns[test.attribute]):
                having.setdefault(value, []).append(token)
        having = self._having[test.attribute]
        values = having.keys() & test.values if test.wanted else having.keys() - test.values
        return sorted(token for value in values for token in having[value])

    def _completed(self, tokens: tuple[int, ...], nodes: tuple[_Node, ...]) -> Iterator[tuple[int, ...]]:
        """The ways to go on from tokens for the first nodes."""
        if len(tokens) == len(nodes):
            yield tokens
            return
        node = nodes[len(tokens)]
        for token in self._related(tokens[node.other], node.relation):
            if self._fits(token, node.tests):
                yield from self._completed((*tokens, token), nodes)

    def _related(self, token: int, relation: str) -> list[int]:
        """The tokens that a token has this relation to."""
        if relation == ">":
            return self.children[token]
        if relation == "<":
            return [self.heads[token]] if self.heads[token] != token else []
        following = token + 1
        return [following] if following < len(self.heads) and self._root(following) == self._root(token) else []

    def _root(self, token: int) -> int:
        while self.heads[token] != token:
            token = self.heads[token]
        return token

    def _fits(self, token: int, tests: tuple[_Test, ...]) -> bool:
        for test in tests:  # noqa: SIM110  (a generator takes twice the time)
            if (self.columns[test.attribute][token] in test.values) is not test.wanted:
                return False
        return True
