"""The record of a declared rule: one construction with all that the program decides by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Role = Literal["content", "source"]

GOES_ON_RELATIONS = frozenset(
    [
        *("obl", "obl:unmarked", "nmod", "advmod", "advcl", "advcl:relcl", "acl:relcl"),
        *("ccomp", "xcomp", "parataxis", "dep"),
    ]
)
"""Relations to the cue of words behind a reported clause that belong to it, where a rule declares no others."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule fits or must not fit; `parse` (a made parse) is given where the embedded parser differs."""

    text: str
    parse: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A declared rule; the header of ``rules/patterns.toml`` says what each field decides.

    `nodes` is the tree of a dependency pattern, empty for a rule that stands in code.
    """

    name: str
    role: Role = "content"
    group: str = ""
    description: str | None = None
    examples: tuple[Example, ...] = ()
    near_misses: tuple[Example, ...] = ()
    nodes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    needs_source: bool = True
    reaches: Literal["clause", "sentence"] = "clause"
    goes_on: frozenset[str] = GOES_ON_RELATIONS
    refuses: tuple[str, ...] = ("another-report",)
    quoted: bool = False
    cue_first: bool = False
    content_by: Literal["model", "rule"] = "model"
    alone: Literal["drop", "keep-if-free", "keep"] = "drop"
    any_noun: bool = False
    spoken: bool = False
    owns: bool = False
    asks: bool = False
    answers: bool = False
