"""The order of the house: names of files, imports that go down only, rules known by their properties, docstrings."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from quotes.statements.rules.rule_tables import own_rules

ROOT = Path(__file__).parents[1]
PACKAGE = sorted((ROOT / "quotes").rglob("*.py"))
FLOORS = (
    ("errors", "words", "json_form"),
    ("article",),
    ("records",),
    ("runtime", "networks", "models"),
    ("readers", "marks"),
    ("parsing", "stanza"),
    ("statements",),
    ("speakers",),
    ("analysis",),
    ("spacy_component",),
    ("verification",),
    ("reports", "checks", "lint"),
    ("corpora", "archive"),
    ("claims", "corrections"),
    ("training",),
    ("service",),
    ("desk",),
    ("cli", "pytest_plugin"),
)
"""The parts of the package, lowest first. Nothing imports from a higher floor, nor from a neighbour on its own."""

STATEMENT_FLOORS = (
    ("rule",),
    ("span_index", "candidate"),
    ("marked_article",),
    ("rules", "rivals", "trimming"),
    ("model_candidates",),
    ("judging",),
    ("labels",),
    ("engines", "soundness"),
    ("finding",),
)
NEIGHBOURS = {
    ("models", "networks"),
    ("networks", "runtime"),
    ("models", "runtime"),
    ("checks", "reports"),
    ("lint", "reports"),
    ("stanza", "parsing"),
}
"""Imports between two parts of one floor."""

NO_BEGINNING = re.compile(
    r"(what|whatever|whether|who|whom|whose|how|where|when|why|which|is|are|was|were|do|does|did|can|could|has|have|"
    r"if|as|of|for|in|on|at|by|from|to|with|without|but|and|or|these|those|this|that|it)\b",
    re.IGNORECASE,
)


def test_no_file_name_stands_for_two_files() -> None:
    names = Counter(path.name for folder in ("quotes", "tests") for path in (ROOT / folder).rglob("*.py"))
    assert {name for name, count in names.items() if count > 1} <= {"__init__.py", "__main__.py"}


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def _floor(floors: tuple[tuple[str, ...], ...], name: str) -> int | None:
    return next((number for number, names in enumerate(floors) if name in names), None)


@pytest.mark.parametrize(
    ("prefix", "floors"), [((), FLOORS), (("statements",), STATEMENT_FLOORS)], ids=["package", "statements"]
)
def test_imports_go_down_only(prefix: tuple[str, ...], floors: tuple[tuple[str, ...], ...]) -> None:
    wrong = []
    folder = ROOT.joinpath("quotes", *prefix)
    for path in sorted(folder.rglob("*.py")):
        own = path.relative_to(folder).with_suffix("").parts[0]
        if own.startswith("__"):
            continue
        here = _floor(floors, own)
        assert here is not None, f"{path} has no floor"
        for name in _imports(path):
            parts = tuple(name.split("."))
            if parts[: len(prefix) + 1] != ("quotes", *prefix) or len(parts) == len(prefix) + 1:
                continue
            other = parts[len(prefix) + 1]
            there = _floor(floors, other)
            if there is None or other == own or there < here or (own, other) in NEIGHBOURS:
                continue
            wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert not wrong, "\n".join(wrong)


def test_no_module_imports_itself_by_way_of_others_not_even_for_types() -> None:
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in PACKAGE}
    arrows: dict[str, set[str]] = {}
    for path in PACKAGE:
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for imported in _imports(path):
            module = imported if imported in modules else imported.rpartition(".")[0]
            arrows.setdefault(name, set()).update({module} & modules - {name})
    TopologicalSorter(arrows).prepare()


def test_no_code_compares_names_of_rules() -> None:
    names = {name for name in {**own_rules().content, **own_rules().source} if "-" in name}
    wrong = []
    for path in PACKAGE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            compared = isinstance(node, ast.Compare | ast.Set | ast.Dict) or (
                isinstance(node, ast.Call) and re.search("(starts|ends)with$|set$", ast.unparse(node.func))
            )
            if compared and {each.value for each in ast.walk(node) if isinstance(each, ast.Constant)} & names:
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert len(names) > 30
    assert not wrong


def _docstrings(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            text = ast.get_docstring(node)
            if text:
                line = 1 if isinstance(node, ast.Module) else node.lineno
                yield f"{path.relative_to(ROOT)}:{line}", text


def test_docstrings_begin_with_a_verb_or_a_noun_and_ask_nothing() -> None:
    wrong = []
    for path in PACKAGE:
        for place, text in _docstrings(path):
            summary = " ".join(text.split("\n\n")[0].split())
            outside_quotes = re.sub(r"“[^”]*”|\"[^\"]*\"|`[^`]*`|\([^)]*\)", "", summary)
            if NO_BEGINNING.match(summary) or "?" in outside_quotes:
                wrong.append(f"{place}: {summary}")
    assert not wrong, f"{len(wrong)} docstrings\n" + "\n".join(wrong)
