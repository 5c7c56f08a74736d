"""The checks of a declared entry: what can be wrong with one, said in one line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from quotes.errors import PatternError
from quotes.statements.rules.refusals import REFUSALS
from quotes.words.closed_classes import is_universal_relation

ATTRIBUTES = ("LEMMA", "LOWER", "POS", "TAG", "DEP", "ENT_TYPE")
OPERATORS = {">": "governs", "<": "is governed by", ".": "is followed at once, in its sentence, by"}
"""The Semgrex operators between two nodes."""

SOURCE_REFUSALS = ("passive-cue",)
TEXTS = ("name", "group", "description")
FLAGS = ("needs_source", "quoted", "cue_first", "any_noun", "spoken", "owns", "asks", "answers")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "reaches": ("clause", "sentence"),
    "content_by": ("model", "rule"),
    "alone": ("drop", "keep-if-free", "keep"),
}
EXAMPLES = ("example", "not")
LISTS = ("goes_on", "refuses")
PROPERTIES = (*TEXTS, *FLAGS, *CHOICES, *EXAMPLES, *LISTS)


def check_entry(
    entry: Mapping[str, Any], role: str, place: str, has_list: Callable[[str], bool], in_code: bool = False
) -> list[str]:
    """The names of the nodes of a sound entry, in order.

    `place` begins the messages, `has_list` tells whether there is a word list of a name, and a rule `in_code` has no
    nodes. Raises `PatternError` for the first thing that is wrong.
    """
    name = entry.get("name")
    if not isinstance(name, str) or not name or "/" in name:
        raise PatternError(f"{place}: an entry has no name (a text without a slash)")
    fault = _fault_of_properties(entry, role) or (None if in_code else _fault_of_nodes(entry, role, has_list))
    if fault:
        raise PatternError(f"{place} “{name}”: {fault}")
    return [] if in_code else _nodes(entry)


def _nodes(entry: Mapping[str, Any]) -> list[str]:
    return [key for key in entry if key not in PROPERTIES]


def _fault_of_properties(entry: Mapping[str, Any], role: str) -> str | None:
    for key, value in entry.items():
        if key in TEXTS and not isinstance(value, str):
            return f"{key} is no text"
        if key in FLAGS and not isinstance(value, bool):
            return f"{key} is neither true nor false"
        if key in CHOICES and value not in CHOICES[key]:
            return f"{key} is none of {_listed(CHOICES[key])}"
        if key in LISTS and (not isinstance(value, list) or not all(isinstance(each, str) for each in value)):
            return f"{key} is no list of names"
        if key in EXAMPLES and not all(map(_is_example, value if isinstance(value, list) else [value])):
            return f"{key} is no text, nor a table of text and parse, nor a list of these"
        if key not in PROPERTIES and not isinstance(value, dict):
            return f"there is no key {key}, but {_listed(PROPERTIES)}, and nodes: {key} = {{ LEMMA = … }}"
    refusals = tuple(REFUSALS) if role == "content" else SOURCE_REFUSALS
    for refusal in entry.get("refuses", ()):
        if refusal not in refusals:
            return f"refuses: there is no {refusal}, but {_listed(refusals)}"
    for relation in entry.get("goes_on", ()):
        if fault := _fault_of_relation(relation):
            return f"goes_on: {fault}"
    return None if entry.get("example") else "it has no example, a sentence that it is for"


def _is_example(value: Any) -> bool:
    if isinstance(value, dict):
        return {"text"} <= value.keys() <= {"text", "parse"} and all(isinstance(each, str) for each in value.values())
    return isinstance(value, str)


def _fault_of_nodes(entry: Mapping[str, Any], role: str, has_list: Callable[[str], bool]) -> str | None:
    nodes = _nodes(entry)
    for needed in ("cue", role):
        if needed not in nodes:
            return f"it has no node {needed}"
    for position, node in enumerate(nodes):
        fault = _fault_of_place(entry[node], nodes[:position]) or _fault_of_attributes(entry[node], has_list)
        if fault:
            return f"node {node}: {fault}"
    return None if entry[nodes[0]] else f"node {nodes[0]}: the first node needs an attribute"


def _fault_of_place(node: Mapping[str, Any], earlier: Collection[str]) -> str | None:
    if not earlier:
        return "the first node hangs on no other one" if node.keys() & {"of", "rel"} else None
    if not all(isinstance(node.get(key, ""), str) for key in ("of", "rel")):
        return "of and rel are texts"
    if node.get("of") not in earlier:
        of = f"there is no node {node['of']} before it" if "of" in node else "it has no of, the node that it hangs on"
        return f"{of} (nodes before it: {_listed(earlier)})"
    if node.get("rel") not in OPERATORS:
        rel = f"there is no operator {node['rel']}" if "rel" in node else "it has no rel"
        return f"{rel} (operators: {', '.join(f'{sign} {words}' for sign, words in OPERATORS.items())})"
    return None


def _fault_of_attributes(node: Mapping[str, Any], has_list: Callable[[str], bool]) -> str | None:
    for attribute, value in node.items():
        if attribute in {"of", "rel"}:
            continue
        if attribute not in ATTRIBUTES:
            return f"there is no attribute {attribute}, but {_listed(ATTRIBUTES)}"
        if isinstance(value, dict):
            if value.keys() != {"NOT_IN"}:
                return f"{attribute}: there is no operator {_listed(value)}, but NOT_IN; a list means one of these"
            value = value["NOT_IN"]
        words = [value] if isinstance(value, str) else value
        if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
            return f"{attribute}: its value is neither a text nor a list of texts"
        for word in words:
            if word.startswith("@") and not has_list(word[1:]):
                return f"{attribute}: there is no word list {word[1:]}"
            if attribute == "DEP" and (fault := _fault_of_relation(word)):
                return fault
    return None


def _fault_of_relation(relation: str) -> str | None:
    return None if is_universal_relation(relation) else f"Universal Dependencies have no relation {relation}"


def _listed(names: Collection[str]) -> str:
    return ", ".join(names)
