"""Options of `quotes lint`, and the types of their values."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.exit_status import ExitStatus
from quotes.cli.named_path import NamedPath
from quotes.cli.output import output_width, wants_colours
from quotes.cli.parameter_types import Probability, Table
from quotes.errors import QuotesError
from quotes.lint.lint_settings import LintSettings
from quotes.lint.rule_book import all_rules, selected_rules
from quotes.lint.silences import Silence

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class SilenceEntry(Table):
    """Silence: PATH, PATH:CODES or PATH:CODES:WORDS, or a table of these in a file."""

    name = "silence"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the silence, or fail."""
        if isinstance(value, Silence):
            return value
        path, _, rest = value.partition(":")
        named, _, words = rest.partition(":")
        try:
            return Silence(path or "*", tuple(codes([named])), words)
        except QuotesError as error:
            self.fail(str(error), param, ctx)

    def of_table(self, table: Mapping[str, Any], folder: Path) -> Silence:
        """Return the silence that a table means, its path seen from the folder. Raises ValueError if it means none."""
        known = {"path": "*", "code": "", "words": "", "reason": ""}
        if unknown := sorted(table.keys() - known):
            raise ValueError(f"unknown key {unknown[0]}; known ones are {', '.join(known)}")
        values = {key: table.get(key, default) for key, default in known.items()}
        named = values.pop("code")
        named = named if isinstance(named, list) else [named]
        if not all(isinstance(value, str) for value in (*values.values(), *named)):
            raise ValueError("path, code, words and reason are texts, or code a list of these")
        path = values["path"]
        if "/" in path and folder != Path():
            path = os.path.join(folder, path)
        try:
            return Silence(path, tuple(codes(named)), values["words"])
        except QuotesError as error:
            raise ValueError(str(error)) from None


def codes(values: Iterable[str]) -> list[str]:
    """Return the codes, or beginnings of such, that lists with commas name."""
    return [code.upper() for value in values for each in value.split(",") if (code := each.strip())]


def complete_codes(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the codes of rules that begin like the last one of a list with commas."""
    from click.shell_completion import CompletionItem

    before, comma, last = incomplete.rpartition(",")
    return [
        CompletionItem(f"{before}{comma}{rule.code}", help=rule.summary)
        for rule in all_rules().values()
        if rule.code.startswith(last.upper())
    ]


def _list_rules(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print a table of all rules, and end the program."""
    if wanted and not context.resilient_parsing:
        from quotes.lint.rule_pages import rule_table

        click.echo(rule_table(all_rules().values(), output_width(None)))
        context.exit(ExitStatus.OK)


def _explain_rules(context: click.Context, _: click.Parameter, named: str | None) -> None:
    """Print the pages of the rules that are named, and end the program."""
    if named and not context.resilient_parsing:
        from quotes.lint.rule_pages import rule_page

        pages = "\n".join(map(rule_page, selected_rules(codes([named]))))
        if wants_colours(None):
            from rich.console import Console
            from rich.markdown import Markdown

            Console(width=output_width(None)).print(Markdown(pages))
        else:
            click.echo(pages, nl=False)
        context.exit(ExitStatus.OK)


_KINDS: dict[Any, dict[str, Any]] = {
    "float": {"metavar": "P", "type": Probability(), "show_default": True},
    "int": {"metavar": "N", "type": click.IntRange(min=1), "show_default": True},
    "bool": {"is_flag": True},
}
"""Options of the kinds of values that settings have."""


def _setting_options() -> list[Callable[[Any], Any]]:
    return [
        click.option(
            f"--{field.name.replace('_', '-')}",
            default=field.default,
            help=field.metadata["help"],
            **_KINDS[field.type],
        )
        for field in fields(LintSettings)
    ]


LINT_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--select",
        metavar="CODE[,CODE]...",
        multiple=True,
        shell_complete=complete_codes,
        help="Check by the rules whose codes begin so, ALL for all; by default those that are on. May be given often.",
    ),
    click.option(
        "--ignore",
        metavar="CODE[,CODE]...",
        multiple=True,
        shell_complete=complete_codes,
        help="Do not check by the rules whose codes begin so; may be given several times.",
    ),
    click.option(
        "--silence",
        metavar="PATH[:CODE[:WORDS]]",
        multiple=True,
        type=SilenceEntry(),
        help="Report nothing in files of this name or pattern, or only not by these rules, or not at these words.",
    ),
    click.option(
        "--baseline",
        metavar="FILE",
        type=NamedPath(dir_okay=False),
        help="Report only what is not in this file.",
    ),
    click.option(
        "--write-baseline",
        metavar="FILE",
        type=NamedPath(dir_okay=False),
        help="Write what is found to this file, for --baseline, and report nothing.",
    ),
    click.option("--fix", is_flag=True, help="Mend in plain text and Markdown files what cannot change their meaning."),
    click.option("--exit-zero", is_flag=True, help="Exit with status 0 whatever is found."),
    *_setting_options(),
    click.option(
        "--list",
        "list_rules",
        is_flag=True,
        is_eager=True,
        callback=_list_rules,
        help="List all rules, and do no more.",
    ),
    click.option(
        "--explain",
        "explain_rules",
        metavar="CODE",
        is_eager=True,
        callback=_explain_rules,
        shell_complete=complete_codes,
        help="Print the page of a rule, and do no more.",
    ),
)
"""Options of the linter alone, in the order in which --help lists them."""
