"""Names of the files that are made for articles, from the ids of these."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import PurePath

LONGEST_NAME = 50
"""In code points, without the ending: at most 200 bytes of the 255 that file systems allow."""

_UNSAFE = re.compile(r"[^\w.-]+")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""Names that are devices on Windows, with any ending."""


class FileNames:
    """Names of files in one folder, each given once, also where upper and lower case are one.

    All have the same `suffix`. Names that are `taken`, or of which `is_free` is false, are not given.
    """

    def __init__(
        self, suffix: str = "", taken: Iterable[str] = (), is_free: Callable[[str], bool] = lambda _: True
    ) -> None:
        self.suffix = suffix
        self.is_free = is_free
        self._given = {name.casefold() for name in taken}

    def name(self, id: str) -> str:
        """Return a new name for an article: "harbour.html" for "news/harbour.txt", then "harbour-2.html"."""
        stem = _stem(id)
        numbered = (f"{stem}{f'-{number}' if number > 1 else ''}{self.suffix}" for number in count(1))
        name = next(name for name in numbered if name.casefold() not in self._given and self.is_free(name))
        self._given.add(name.casefold())
        return name


def _stem(id: str) -> str:
    """Return a name without folders, endings and whatever a file system or an address may read otherwise."""
    path, mark, part = id.partition("#")
    stem = _UNSAFE.sub("-", PurePath(path.replace("\\", "/")).stem + mark + part)[:LONGEST_NAME].strip("-.")
    if not stem:
        return "article"
    return f"article-{stem}" if _DEVICE.fullmatch(stem) else stem
