"""List of the articles that can be opened, and how far they are corrected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

from quotes.corpora.say_lines import SayLine, read_lines
from quotes.corpora.say_paths import say_path
from quotes.corrections.say_file import MOST_BYTES
from quotes.errors import QuotesError
from quotes.readers.text_file import read_bytes
from quotes.records import Article

Row = tuple[str, str, str]
"""Name of an article, its address, and how far it is corrected: "", "3 decided", "read whole"."""


def listed(paths: Mapping[str, Path]) -> Iterable[Row]:
    """Yield the articles at these paths, by name."""
    for name, path in paths.items():
        yield name, f"/correct/{quote(name)}", _state(path)


def _state(path: Path) -> str:
    say = say_path(Article("", id=str(path)))
    if say is None or not say.is_file():
        return ""
    try:
        said = read_bytes(str(say), say.name, MOST_BYTES).decode("utf-8", "replace")
    except QuotesError:
        return "corrections cannot be read"
    contents = read_lines(said)
    number = sum(1 for line in contents.lines if isinstance(line, SayLine) and not line.lost)
    return "read whole" if contents.complete else f"{number} decided"
