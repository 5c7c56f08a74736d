"""Properties that programs write into documents."""

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


def sensible_title(text: str | None) -> str | None:
    """Return a title without white space around it, None for file names and what programs write without one."""
    title = " ".join((text or "").split())
    return None if not title or _NO_TITLE.fullmatch(title) else title


def sensible_author(text: str | None) -> str | None:
    """Return an author without white space around it, None for what programs write without one ("Admin")."""
    author = " ".join((text or "").split())
    return None if not author or _NO_AUTHOR.fullmatch(author) else author
