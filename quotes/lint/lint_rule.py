"""Records of the linter: a rule, what it rests on, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from quotes.lint.lint_settings import LintSettings
from quotes.lint.linted_article import LintedArticle
from quotes.records import Span

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)


@dataclass(frozen=True, slots=True)
class Authority:
    """A passage of a style guide or an editorial code: its title and section, and where it can be read."""

    title: str
    section: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement of a stretch of an article that cannot change what it means; an empty ``text`` takes it away."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Flaw:
    """A place that a rule reports, with the values for the names in its message, and edits that mend it."""

    span: Span
    details: tuple[tuple[str, str], ...] = ()
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule reports, and the words of it at which the finding stands."""

    text: str
    words: str


Find = Callable[[LintedArticle, LintSettings], Iterator[Flaw]]
"""Function that yields the flaws of an article, in any order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LintRule:
    """A rule: its code and name, what it says, on whose authority, and texts that show what it reports.

    ``message`` is what a finding says, with names in braces for the details of a `Flaw`; ``summary`` is what the rule
    reports, in a few words, and ``why`` the reason in a paragraph. ``authorities`` are empty for a rule of this house.
    ``triggers`` must be reported and ``passes`` must not. ``default`` is False for a rule that is off unless selected;
    ``off_because`` then says why. ``fixable`` is True if its flaws have edits.
    """

    code: str
    name: str
    summary: str
    message: str
    severity: Severity
    authorities: tuple[Authority, ...]
    why: str
    find: Find
    triggers: tuple[Example, ...]
    passes: tuple[str, ...]
    default: bool = True
    off_because: str = ""
    fixable: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Report of the linter: a stretch of an article, the rule that reports it, and the message about it.

    ``edits`` mend it without a change of meaning.
    """

    span: Span
    code: str
    name: str
    severity: Severity
    message: str
    edits: tuple[Edit, ...] = ()
