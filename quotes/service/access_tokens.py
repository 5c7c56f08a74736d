"""Tokens of a service: made, or read from a file."""

from __future__ import annotations

import re
import secrets
from pathlib import Path

from quotes.errors import QuotesError
from quotes.runtime.given_files import read_given_text

FEWEST_CHARACTERS = 20
"""Length of the shortest token that is taken from a file."""


def new_token() -> str:
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(32)


def read_token(path: Path) -> str:
    """Return the token of a file, which has nothing but it. Raises `QuotesError` if it cannot be read or is weak."""
    token = read_given_text(path, QuotesError).strip()
    if not re.fullmatch(rf"[!-~]{{{FEWEST_CHARACTERS},}}", token):
        raise QuotesError(
            f"{path}: not a token: one word of at least {FEWEST_CHARACTERS} letters and digits, as "
            "`openssl rand -base64 32` makes it"
        )
    return token
