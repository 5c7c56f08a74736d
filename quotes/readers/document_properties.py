"""Properties that programs write into documents, and lines with the names of authors."""

from __future__ import annotations

import re

_NO_TITLE = re.compile(
    r"(microsoft (word|powerpoint) - .*|.*\.(docx?|rtf|odt|pdf|indd|qxp|qxd|pages|tmp)|\W*untitled\W*\d*"
    r"|\W*(anonymous|unspecified|unknown)\W*|(new |word )?(microsoft word )?document *\d*"
    r"|(powerpoint )?presentation *\d*)",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"\W*(anonymous|unspecified|unknown|author|user|owner|admin(istrator)?|python-docx|(microsoft|windows)[\w ]* user"
    r"|(microsoft )?office)\W*",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:by|words by|(?:text|story|report) by):?\s+(?=[^\W\d_])", re.IGNORECASE)
_MOST_WORDS = 12
_SMALL_WORDS = frozenset(
    ["&", "and", "at", "da", "de", "del", "der", "di", "for", "in", "la", "le", "of", "the", "van"]
)


def sensible_title(text: str | None) -> str | None:
    """Return a title without white space around it, None for file names and what programs write without one."""
    title = " ".join((text or "").split())
    return None if not title or _NO_TITLE.fullmatch(title) else title


def sensible_author(text: str | None) -> str | None:
    """Return an author without white space around it, None for what programs write without one ("Admin")."""
    author = " ".join((text or "").split())
    return None if not author or _NO_AUTHOR.fullmatch(author) else author


def author_of_byline(line: str) -> str | None:
    """Return the author of a line like "By Jane Doe, political editor", None for a line that is no byline."""
    line = " ".join(line.split())
    match = _BY.match(line)
    if match is None or line.endswith((".", "!", "?", ":")):
        return None
    author = line[match.end() :]
    words = author.partition(",")[0].split()
    is_name = all(word in _SMALL_WORDS or word[0].isupper() for word in words)
    return author if is_name and len(author.split()) <= _MOST_WORDS and not re.search(r"\d", author) else None
