"""Files that a person gives beside articles: rosters, expected results and pattern files."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from quotes.errors import QuotesError, file_problem

MOST_CHARACTERS = 16_000_000
"""Length of the longest file that is read."""

_DEEP_KEY = re.compile(r"""(?<![\w.'"-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){200}""")
"""Dotted key of so many parts that tomllib, whose time grows with their square, should not see it."""


def read_given_text(path: Path, error: type[QuotesError]) -> str:
    """Return the text of a UTF-8 file, without a byte order mark.

    Raises `error` in one line if the file cannot be read, is not UTF-8, or is longer than `MOST_CHARACTERS`, of which
    no more than one character is read.
    """
    try:
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(MOST_CHARACTERS + 1)
    except OSError as fault:
        raise error(file_problem(path, fault)) from None
    except UnicodeDecodeError:
        raise error(f"{path}: not UTF-8 text; save it as UTF-8") from None
    if len(text) > MOST_CHARACTERS:
        raise error(f"{path}: longer than {MOST_CHARACTERS:,} characters; divide it")
    return text


def parse_toml(text: str, path: Path, error: type[QuotesError]) -> dict[str, Any]:
    """Return the tables of a TOML text; `path` is for messages. Raises `error` in one line if it is not TOML."""
    try:
        if _DEEP_KEY.search(text):
            raise RecursionError
        return tomllib.loads(text)
    except RecursionError:
        raise error(f"{path}: nested too deeply") from None
    except ValueError as fault:  # a date that does not exist and a number of 5,000 digits too
        raise error(f"{path}: not valid TOML: {fault}") from None
