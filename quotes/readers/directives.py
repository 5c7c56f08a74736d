"""Comments in markup that tell this program something about a block: ``<!-- quotes: ignore Q201 -->``."""

from __future__ import annotations

import re

COMMENT = re.compile(r"<!--\s*quotes:\s*(.*?)\s*-->", re.DOTALL)
"""A comment with such a directive, which is its first group."""

_DIRECTIVE = re.compile(r"\s*quotes:\s*(.*?)\s*", re.DOTALL)


def directives_in(comment: str | None) -> tuple[str, ...]:
    """Return the directive of a comment, given without its marks, in one line, if it has one."""
    found = _DIRECTIVE.fullmatch(comment or "")
    return (one_line(found[1]),) if found else ()


def directives_of(markup: str) -> tuple[str, ...]:
    """Return the directives of all comments in a piece of markup."""
    return tuple(one_line(found[1]) for found in COMMENT.finditer(markup))


def one_line(directive: str) -> str:
    """Return a directive with single blanks for its white space."""
    return " ".join(directive.split())
