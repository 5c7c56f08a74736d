"""The one matcher that runs the declared dependency patterns of ``patterns.toml``.

It finds what spaCy's ``DependencyMatcher`` finds, but walks along the arcs from the words that can be a pattern's first
node, instead of trying all combinations of words.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING, Any

from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

NOT_ATTRIBUTES = {"of", "rel"}
DESCRIPTION = {"name", "example"}
ATTRIBUTES = ("LEMMA", "LOWER", "POS", "TAG", "DEP", "ENT_TYPE")
RELATIONS = {
    ">": "governor of",
    "<": "governed by",
    ".": "immediately followed, in its sentence, by",
}


@dataclass(frozen=True, slots=True)
class Match:
    """One place where a pattern fits: its name and the token index of every node of its tree."""

    pattern: str
    nodes: Mapping[str, int]


class PatternMatcher:
    """All patterns of one table, compiled for a vocabulary."""

    def __init__(self, vocab: Vocab, table: str) -> None:
        """`table` is ``"content"`` or ``"source"``."""
        self._patterns = [_compile(vocab, pattern) for pattern in load_patterns()[table]]

    def by_cue(self, doc: Doc) -> dict[int, list[Match]]:
        """Matches for each cue token, in the order of the table, then of the text."""
        sentences = _Trees(doc)
        matches: dict[int, list[Match]] = {}
        for name, nodes in self._patterns:
            for tokens in sorted(sentences.places(nodes)):
                match = Match(name, {node.name: token for node, token in zip(nodes, tokens, strict=True)})
                matches.setdefault(match.nodes["cue"], []).append(match)
        return matches


def load_patterns() -> dict[str, list[dict[str, Any]]]:
    """The declared patterns as they stand in ``patterns.toml``, by table (``content``, ``source``)."""
    text = resources.files("quotes.statements.rules").joinpath("patterns.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


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


def _compile(vocab: Vocab, pattern: dict[str, Any]) -> tuple[str, tuple[_Node, ...]]:
    names = [key for key in pattern if key not in DESCRIPTION]
    nodes = []
    for name in names:
        declared = pattern[name]
        tests = [_test(vocab, key, value) for key, value in declared.items() if key not in NOT_ATTRIBUTES]
        place = (declared["rel"], names.index(declared["of"])) if "of" in declared else ()
        if place and declared["rel"] not in RELATIONS:
            raise ValueError(f"pattern {pattern['name']}: there is no relation {declared['rel']}, but {[*RELATIONS]}")
        nodes.append(_Node(name, tuple(tests), *place))
    return pattern["name"], tuple(nodes)


def _test(vocab: Vocab, attribute: str, value: Any) -> _Test:
    wanted = not (isinstance(value, dict) and "NOT_IN" in value)
    words = value["NOT_IN"] if isinstance(value, dict) else value
    if isinstance(words, str):
        words = load_words(words[1:]) if words.startswith("@") else [words]
    return _Test(ATTRIBUTES.index(attribute), frozenset(vocab.strings.add(word) for word in words), wanted)


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
        """Where a pattern fits: a token for each of its nodes."""
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
