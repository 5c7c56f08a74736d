"""Names of files for pages, made of the ids of articles."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count
from pathlib import PurePath

LONGEST_NAME = 50
"""In code points, without the ending: at most 200 bytes of the 255 that file systems allow."""

_UNSAFE = re.compile(r"[^\w.-]+")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""Names that are devices on Windows, with any ending."""


class PageNames:
    """Names for the pages of one folder, each given once, also where upper and lower case are one.

    `is_free` tells whether a name may be used at all.
    """

    def __init__(self, is_free: Callable[[str], bool]) -> None:
        self.is_free = is_free
        self.given = {"index.html"}

    def name(self, id: str) -> str:
        """Return a new name for an article's page: "harbour.html" for "news/harbour.txt", then "harbour-2.html"."""
        stem = _stem(id)
        numbered = (f"{stem}{f'-{number}' if number > 1 else ''}.html" for number in count(1))
        name = next(name for name in numbered if name.casefold() not in self.given and self.is_free(name))
        self.given.add(name.casefold())
        return name


def _stem(id: str) -> str:
    """Return a name without folders, endings and whatever a file system or an address may read otherwise."""
    path, mark, part = id.partition("#")
    stem = _UNSAFE.sub("-", PurePath(path.replace("\\", "/")).stem + mark + part)[:LONGEST_NAME].strip("-.")
    if not stem:
        return "article"
    return f"article-{stem}" if _DEVICE.fullmatch(stem) else stem
