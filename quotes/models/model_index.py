"""Index of Stanza models (``resources.json``): the packages of each language and the files that they need.

Only the processors that `quotes` uses count here. One of them, ``joint``, is not Stanza's: a network of our own that
does the work of all the others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.networks.file_checksums import require_file

PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")
OPTIONAL_PROCESSORS = {"mwt", "ner"}
JOINT = "joint"

WITHOUT_FILE = {("lemma", "identity")}
"""Processors (and their packages) that need no model."""

DEFAULT = "default"
ENGLISH = "en"

MOST_INDEX_BYTES = 32 << 20
"""The longest index that is read."""

MALFORMED = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""Exceptions that the functions of this module raise if the content of a file is no index."""

Index = dict[str, Any]

_SAFE = re.compile(r"\w[\w.+-]*")


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A model file as an index lists it, with the MD5 checksums (hex) that it may have."""

    kind: str
    package: str
    checksums: tuple[str, ...]

    def path(self, language: str) -> Path:
        """Return its path below the directory of the index: ``LANGUAGE/KIND/PACKAGE.pt`` (a joint one: ``.onnx``)."""
        return Path(language, self.kind, f"{self.package}{'.onnx' if self.kind == JOINT else '.pt'}")


@dataclass(frozen=True, slots=True)
class ListedSet:
    """One package of one language.

    ``packages`` are pairs of a processor and its package, in the order in which they run; ``files`` are their models,
    and the word vectors and character models that these depend on.
    """

    language: str
    packages: tuple[tuple[str, str], ...]
    files: tuple[ListedFile, ...]

    @property
    def missing(self) -> list[str]:
        """Processors that `quotes` needs and the package lacks."""
        there = {name for name, _ in self.packages}
        if JOINT in there:
            return []
        return [name for name in PROCESSORS if name not in there and name not in OPTIONAL_PROCESSORS]


def read_index(path: Path) -> Index:
    """Return the index in a file. Raises `OSError`, or one of `MALFORMED` if the file holds no index."""
    require_file(path)
    if path.stat().st_size > MOST_INDEX_BYTES:
        raise ValueError("too long for an index")
    index = json.loads(path.read_text(encoding="utf-8"))
    if not languages(index):
        raise ValueError("no language has packages")
    return dict(index)


def languages(index: Index) -> list[str]:
    """Return the codes of the languages that have packages."""
    return [code for code, entry in index.items() if isinstance(entry, dict) and "packages" in entry]


def only_language(index: Index) -> str:
    """Return the language of a model directory: English if it is there, or else the first one."""
    codes = languages(index)
    return ENGLISH if ENGLISH in codes else codes[0]


def find_package(index: Index, name: str) -> tuple[str, str] | None:
    """Return the (language, package) that a name stands for (see `model_catalogue`), or None.

    The name of a language may be one that the index knows ("german").
    """
    language, _, package = name.rpartition(":")
    if not language and package not in index.get(ENGLISH, {}).get("packages", {}):
        language, package = package, DEFAULT
    code, seen = language or ENGLISH, set[str]()
    while isinstance(entry := index.get(code), dict) and "alias" in entry and code not in seen:
        seen.add(code)
        code = entry["alias"]
    return (code, package) if code in languages(index) and package in index[code]["packages"] else None


def list_package(index: Index, language: str, package: str = DEFAULT) -> ListedSet:
    """Return the processors and the files of a package.

    A package without an entity recognizer gets that of the language's default package, if that has one: Stanza's
    packages that are named after a treebank have none. Raises one of `MALFORMED` if `index` is no index.
    """
    entry = index[language]
    default = entry["packages"].get(DEFAULT, {})
    named = {name: default[name] for name in ("ner",) if name in default} | entry["packages"][package]
    packages = tuple((processor, named[processor]) for processor in (*PROCESSORS, JOINT) if processor in named)
    wanted = {pair for pair in packages if pair not in WITHOUT_FILE}
    for processor, of_processor in sorted(wanted):
        for needed in entry[processor][of_processor].get("dependencies", ()):
            wanted.add((needed["model"], needed["package"]))
    if not all(_SAFE.fullmatch(part) for pair in {*wanted, (language,)} for part in pair):
        raise ValueError("a name that cannot be that of a file")
    return ListedSet(language, packages, tuple(ListedFile(*pair, _checksums(entry, *pair)) for pair in sorted(wanted)))


def index_of(index: Index, listed: ListedSet, checksums: Mapping[ListedFile, str]) -> Index:
    """Return an index that names just this set, as the default package of the only language, with MD5 checksums."""
    entry = index[listed.language]
    reduced: Index = {
        "lang_name": entry.get("lang_name", listed.language),
        "default_dependencies": {},
        "packages": {DEFAULT: dict(listed.packages)},
    }
    for file in listed.files:
        kept = {key: value for key, value in entry[file.kind][file.package].items() if key == "dependencies"}
        reduced.setdefault(file.kind, {})[file.package] = {**kept, "md5": checksums[file]}
    return {listed.language: reduced}


def _checksums(entry: Mapping[str, Any], kind: str, package: str) -> tuple[str, ...]:
    listed = entry[kind][package]
    return tuple(listed[key] for key in ("md5", "alternate_md5") if listed.get(key))
