"""Articles with the corrections beside them, for commands that take no analyzer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.cli.messages import echo_error
from quotes.errors import ReadError
from quotes.readers.raw_document import ReadingOptions
from quotes.readers.reading import read_articles
from quotes.records import Article


@dataclass(slots=True)
class Reading:
    """Articles that are read, counted: those that could be used, and those that could not."""

    options: ReadingOptions
    done: int = 0
    failed: int = 0

    def articles(self, sources: Sequence[str]) -> Iterator[Article]:
        """Yield the articles, and print one line about each that cannot be read."""
        for source in sources:
            for found in read_articles(source, self.options):
                if isinstance(found, ReadError):
                    self.fail(str(found))
                else:
                    yield found

    def fail(self, message: str) -> None:
        """Count an article that cannot be used, and say why."""
        self.failed += 1
        echo_error(message)
