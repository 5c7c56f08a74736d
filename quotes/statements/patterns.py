"""The one matcher that runs the declared dependency patterns of ``patterns.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.matcher import DependencyMatcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

NOT_ATTRIBUTES = {"of", "rel"}
DESCRIPTION = {"name", "example"}


@dataclass(frozen=True, slots=True)
class Match:
    """One place where a pattern fits: its name and the token index of every node of its tree."""

    pattern: str
    nodes: Mapping[str, int]


class PatternMatcher:
    """All patterns of one table, compiled for a vocabulary."""

    def __init__(self, vocab: Vocab, table: str) -> None:
        """`table` is ``"content"`` or ``"source"``."""
        from spacy.matcher import DependencyMatcher

        self._patterns = [
            (pattern["name"], [key for key in pattern if key not in DESCRIPTION]) for pattern in load_patterns()[table]
        ]
        self._matcher: DependencyMatcher = DependencyMatcher(vocab)
        for rank, pattern in enumerate(load_patterns()[table]):
            self._matcher.add(str(rank), [_compile(pattern)])
        self._ranks = {vocab.strings[str(rank)]: rank for rank in range(len(self._patterns))}

    def by_cue(self, doc: Doc) -> dict[int, list[Match]]:
        """Matches for each cue token, in the order of the table, then of the text."""
        found = sorted((self._ranks[key], tuple(tokens)) for key, tokens in self._matcher(doc))
        matches: dict[int, list[Match]] = {}
        for rank, tokens in found:
            name, nodes = self._patterns[rank]
            match = Match(name, dict(zip(nodes, tokens, strict=True)))
            matches.setdefault(match.nodes["cue"], []).append(match)
        return matches


def load_patterns() -> dict[str, list[dict[str, Any]]]:
    """The declared patterns as they stand in ``patterns.toml``, by table (``content``, ``source``)."""
    text = resources.files("quotes.statements").joinpath("patterns.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _compile(pattern: dict[str, Any]) -> list[dict[str, Any]]:
    """A pattern in the form that spaCy's DependencyMatcher takes."""
    compiled = []
    for name, node in pattern.items():
        if name in DESCRIPTION:
            continue
        attributes = {key: _values(value) for key, value in node.items() if key not in NOT_ATTRIBUTES}
        entry: dict[str, Any] = {"RIGHT_ID": name, "RIGHT_ATTRS": attributes}
        if "of" in node:
            entry |= {"LEFT_ID": node["of"], "REL_OP": node["rel"]}
        compiled.append(entry)
    return compiled


def _values(value: Any) -> Any:
    if isinstance(value, list):
        return {"IN": value}
    if isinstance(value, str) and value.startswith("@"):
        return {"IN": sorted(load_words(value[1:]))}
    return value
