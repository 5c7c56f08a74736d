"""The declared rules: those of this package (``patterns.toml`` and ``rules.toml``) and those of a house's own files."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, get_args

from quotes.errors import PatternError
from quotes.runtime.given_files import parse_toml, read_given_text
from quotes.statements.rule import Example, Role, Rule
from quotes.statements.rules.entry_checks import check_entry
from quotes.words import AddedWords, has_list

ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class RuleTables:
    """The rules of each role by name, in the order in which they are tried, and the words that a house has added."""

    content: Mapping[str, Rule]
    source: Mapping[str, Rule]
    words: AddedWords = ()

    def of(self, role: Role) -> Mapping[str, Rule]:
        """The rules that find contents, or those that find sources."""
        return self.content if role == "content" else self.source


@cache
def own_rules() -> RuleTables:
    """The rules of this package."""
    folder = resources.files("quotes.statements.rules")
    tables: dict[Role, dict[str, Rule]] = {role: {} for role in ROLES}
    for file in ("patterns.toml", "rules.toml"):
        data = tomllib.loads(folder.joinpath(file).read_text(encoding="utf-8"))
        _read_entries(data, tables, file, in_code=file == "rules.toml")
    return RuleTables(tables["content"], tables["source"])


def load_rules(paths: Iterable[Path] = ()) -> RuleTables:
    """The rules of a house's files, which are tried first, and those of this package.

    `alone` is "keep" for the rules of a house that do not declare it. Raises `PatternError`
    where a file cannot be read or an entry is not sound.
    """
    own = own_rules()
    tables: dict[Role, dict[str, Rule]] = {role: {} for role in ROLES}
    taken = {*own.content, *own.source}
    words: dict[str, frozenset[str]] = {}
    for path in paths:
        data = parse_toml(read_given_text(path, PatternError), path, PatternError)
        _add_words(data.pop("words", {}), words, path.name)
        _read_entries(data, tables, path.name, taken=taken, lists=words)
    return RuleTables(
        {**tables["content"], **own.content}, {**tables["source"], **own.source}, tuple(sorted(words.items()))
    )


def house_rules(paths: Iterable[Path]) -> list[Rule]:
    """The rules of a house's files alone."""
    tables, own = load_rules(paths), own_rules()
    return [rule for role in ROLES for name, rule in tables.of(role).items() if name not in own.of(role)]


def content_rule(name: str) -> Rule:
    """The rule of this package that finds contents and has this name, for the code that finds what it declares."""
    return own_rules().content[name]


def source_rule(name: str) -> Rule:
    """The rule of this package that finds sources and has this name."""
    return own_rules().source[name]


def rules_of(statement_rule: str, rules: RuleTables | None = None) -> tuple[Rule, Rule | None]:
    """The rule that found a content, and the one that found its source, from `Statement.rule` ("clause/subject").

    `rules` are those of this package if they are None; another name gives a rule with nothing but the name. The second
    is None where no rule was needed ("according to" names its source) or nobody is named.
    """
    content, _, source = statement_rule.partition("/")
    rules = rules or own_rules()
    found = rules.content.get(content) or Rule(content, group=content)
    return found, rules.source.get(source) or Rule(source, "source", source) if source else None


def _add_words(declared: Any, words: dict[str, frozenset[str]], file: str) -> None:
    if not isinstance(declared, dict):
        raise PatternError(f'{file}: words: write [words] and then lists such as: reporting_verbs = ["chirp"]')
    for name, entries in declared.items():
        if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
            raise PatternError(f"{file}: words: {name} is no list of words")
        words[name] = words.get(name, frozenset()) | {entry.lower() for entry in entries}


def _read_entries(
    data: Mapping[str, Any],
    tables: Mapping[Role, dict[str, Rule]],
    file: str,
    *,
    in_code: bool = False,
    taken: Collection[str] = (),
    lists: Collection[str] = (),
) -> None:
    """Check the entries of one file and put them into their tables, or raise `PatternError`.

    Those of a house's file may not have a name that is `taken`; `lists` are word lists besides those of the package.
    """
    for role, entries in data.items():
        if role not in ROLES or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise PatternError(f"{file}: there is no table {role}; write [[content]], [[source]] or [words]")
        for entry in entries:
            nodes = check_entry(entry, role, f"{file}: {role}", lambda name: name in lists or has_list(name), in_code)
            place = f"{file}: {role} “{entry['name']}”"
            if entry["name"] in tables[role] or entry["name"] in taken:
                raise PatternError(f"{place}: there is a rule of that name already")
            if taken and "group" in entry:
                raise PatternError(f"{place}: group is for rules of the program, which are measured")
            tables[role][entry["name"]] = _rule(role, {"alone": "keep", **entry} if taken else entry, nodes)


def _rule(role: Role, entry: Mapping[str, Any], nodes: Iterable[str]) -> Rule:
    trees = {node: entry[node] for node in nodes}
    properties = {key: value for key, value in entry.items() if key not in {*trees, "example", "not"}}
    for key, kind in (("goes_on", frozenset), ("refuses", tuple)):
        if key in properties:
            properties[key] = kind(properties[key])
    properties.setdefault("group", entry["name"])
    examples, near_misses = (tuple(map(_example, _as_list(entry.get(key, [])))) for key in ("example", "not"))
    return Rule(role=role, examples=examples, near_misses=near_misses, nodes=trees, **properties)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _example(value: Any) -> Example:
    return Example(value) if isinstance(value, str) else Example(**value)
