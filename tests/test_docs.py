"""README, CONTRIBUTING and docs/: examples print what the pages show, options exist and are documented, links resolve.

    UPDATE_DOCS=1 pytest tests/test_docs.py

writes today's outputs into the pages. `console` blocks run `quotes` commands, `python` blocks share one namespace on a
page, and the `text` block after one is its output. Before a block, `<!-- file: NAME -->` makes a file of it for the
examples that follow on the page; `<!-- not run: REASON -->` exempts it. Probabilities differ a little from processor to
processor (weights are 8-bit integers), so they are not compared.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
from collections.abc import Iterator
from glob import glob
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from robustness.run import main as robustness

from quotes import Analyzer
from quotes.cli import running
from quotes.cli.main import main
from quotes.training.__main__ import main as training

ROOT = Path(__file__).parents[1]
PAGES = {
    str(path.relative_to(ROOT)): path for path in [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
}
TEXTS = {name: path.read_text(encoding="utf-8") for name, path in PAGES.items()}
BLOCK = re.compile(
    r"(?P<mark><!-- (?:file: (?P<file>\S+)|(?P<exempt>not run: [^\n]+|test command)) -->\n)?"
    r"```(?P<language>\w+)\n(?P<body>.*?)```\n",
    re.DOTALL,
)
PROBABILITY = re.compile(r"\b(?:0\.\d+|1\.00)\b")
DEFAULTS = {None, "own", ()}
"""Options with which commands have the analyzer of the session."""
OPTIONS_OF_OTHER_PROGRAMS = {"--check", "--dist", "--quotes", "--data-binary"}


class Page:
    """The examples of one page, run in their order in the current folder."""

    def __init__(self) -> None:
        self.names: dict[str, object] = {}
        self.printed = ""
        self.status = 0

    def run(self, block: re.Match[str]) -> str:
        """The block with the output of today."""
        body, language = block["body"], block["language"]
        if block["file"]:
            Path(block["file"]).write_text(body, encoding="utf-8")
        elif self.printed:
            assert language == "text", "the output of a python block stands in a text block after it"
            body, self.printed = self.printed, ""
        elif not block["exempt"]:
            assert language != "sh", f"neither run nor marked as not run: {body}"
            if language == "console":
                body = "".join(map(self._console, re.findall(r"^\$ .*\n", body, re.MULTILINE)))
            elif language == "python":
                with contextlib.redirect_stdout(io.StringIO()) as output:
                    exec(body, self.names)
                self.printed = output.getvalue()
        same = PROBABILITY.sub("p", body) == PROBABILITY.sub("p", block["body"])
        return block[0] if same else f"{block['mark'] or ''}```{language}\n{body}```\n"

    def _console(self, line: str) -> str:
        command, _, lines = line[2:].strip().partition(" | head -")
        if command == "echo $?":
            return f"{line}{self.status}\n"
        program, *arguments = [each for word in shlex.split(command) for each in sorted(glob(word)) or [word]]
        assert program == "quotes", line
        result = CliRunner().invoke(main, arguments, prog_name="quotes")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        self.status = result.exit_code
        shown = [each.rstrip() for each in result.output.splitlines()]
        return line + "".join(f"{each}\n" for each in (shown[: int(lines)] if lines else shown))


@pytest.mark.models
@pytest.mark.parametrize(
    "page", [name for name, text in TEXTS.items() if re.search("^```(console|python)", text, re.M)]
)
def test_examples_print_what_the_page_shows(
    page: str, analyzer: Analyzer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = running.load_analyzer
    monkeypatch.setattr(
        running,
        "load_analyzer",
        lambda *values, **named: load(*values, **named) if {*values, *named.values()} - DEFAULTS else analyzer,
    )
    monkeypatch.setattr("quotes.analysis._shared_analyzer", lambda: analyzer)
    import_module("quotes.spacy_component")  # an installed package has an entry point for it
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    examples = Page()
    today = BLOCK.sub(examples.run, TEXTS[page])
    assert not examples.printed, f"an output that the page does not show: {examples.printed}"
    if os.environ.get("UPDATE_DOCS"):
        PAGES[page].write_text(today, encoding="utf-8")
    else:
        assert today == TEXTS[page]


def _commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        context = click.Context(command)
        for each in command.list_commands(context):
            below = command.get_command(context, each)
            assert below
            yield from _commands(below, f"{name} {each}")
    else:
        yield name, command


def _options(command: click.Command) -> list[list[str]]:
    return [each.opts for each in command.params if isinstance(each, click.Option)]


COMMANDS = dict(
    [
        *_commands(main, "quotes"),
        *_commands(training, "python -m quotes.training"),
        *_commands(robustness, "python tests/robustness/run.py"),
    ]
)

GROUP_OPTIONS = {"--help"}.union(*_options(main))


def _prose(page: str) -> str:
    return BLOCK.sub("", TEXTS[page])


def _sections() -> Iterator[tuple[str, str]]:
    """Each heading with all that stands below it, until the next one that is not deeper."""
    for text in map(_prose, TEXTS):
        for match in re.finditer(r"^(#+) (.*)\n", text, re.MULTILINE):
            below = re.split(rf"^#{{1,{len(match[1])}}} ", text[match.end() :], maxsplit=1, flags=re.MULTILINE)[0]
            yield match[2], below


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    sections = [section for heading, section in _sections() if f"`{name}`" in heading]
    assert len(sections) == 1, f"{len(sections)} headings name `{name}`"
    missing = [names for names in _options(COMMANDS[name]) if not all(f"`{each}" in sections[0] for each in names)]
    assert not missing
    choices = [each.type.choices for each in COMMANDS[name].params if isinstance(each.type, click.Choice)]
    few = {choice for each in choices if len(each) < 10 for choice in each}
    assert not {choice for choice in few if not re.search(rf"\b{choice}\b", sections[0])}


@pytest.mark.parametrize("page", TEXTS)
def test_documented_commands_and_options_exist(page: str) -> None:
    known = {each for command in COMMANDS.values() for names in _options(command) for each in names}
    known |= GROUP_OPTIONS | OPTIONS_OF_OTHER_PROGRAMS
    assert not set(re.findall(r"(?<![\w-])--[a-z][\w-]*", TEXTS[page])) - known
    lines = re.findall(r"`((?:quotes|python -m quotes\.training) [^`]+)`", _prose(page))
    for block in BLOCK.finditer(TEXTS[page]):
        prompt = {"console": r"\$ ", "sh": ""}.get(block["language"])
        if prompt is not None:
            lines += re.findall(rf"^{prompt}((?:quotes|python -m quotes\.training) .*)", block["body"], re.MULTILINE)
    for line in (" ".join(each.split()) for each in lines):
        name = next((name for name in COMMANDS if f"{line} ".startswith(f"{name} ")), None)
        assert name or line.startswith("quotes -") or any(each.startswith(line) for each in COMMANDS), line
        allowed = {option for names in _options(COMMANDS[name]) for option in names} if name else set()
        given = re.findall(r"(?<=\s)--?[a-z][\w-]*", line.split(" | ")[0].removeprefix("python -m"))
        assert set(given) <= allowed | GROUP_OPTIONS, line


@pytest.mark.parametrize("page", TEXTS)
def test_links_resolve(page: str) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", _prose(page)):
        path, _, anchor = target.partition("#")
        if "://" in path:
            continue
        file = (PAGES[page].parent / path).resolve() if path else PAGES[page]
        assert file.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)", BLOCK.sub("", file.read_text(encoding="utf-8")), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", each).strip().lower().replace(" ", "-") for each in headings}, (
                target
            )


def test_readme_is_one_page_with_the_test_command_of_continuous_integration() -> None:
    readme = TEXTS["README.md"]
    assert len(readme.splitlines()) <= 130
    block = re.search(r"<!-- test command -->\n```sh\n(.*?)```", readme, re.DOTALL)
    assert block and "pytest" in block[1] and "quotes check fixtures" in block[1]
