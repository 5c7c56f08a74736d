"""Statements lost and falsely added when articles come as documents of all formats, against their plain text.

    python tests/benchmarks/inputs.py ARTICLE_OR_FOLDER... [--documents 60] [--seed 1] [--text-only] [--show]

Makes documents (`made_inputs`) of plain texts: files, and those of folders that end in ``.txt``. Reads each as `quotes`
does, analyses what was read and the plain text, and counts the statements that only one of the two has. Statements are
the same if their contents have at least half of their words in common. `--text-only` counts characters of words
instead, without a model. `--show` prints each difference with the file, and where in the document it comes from.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

import click
from rapidfuzz.distance import Indel
from tabulate import tabulate

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from made_inputs import MadeDocument, make_documents  # noqa: E402

from quotes.errors import ReadError  # noqa: E402
from quotes.readers.raw_document import ReadingOptions  # noqa: E402
from quotes.readers.reading import read_articles  # noqa: E402
from quotes.records import Article  # noqa: E402

FEWEST_COMMON = 0.5
"""Share of the words of two contents that are common if they are one statement."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What reading one document changed: units that there should be, and texts that were lost and falsely added.

    Units are statements, or characters if texts are compared.
    """

    expected: int
    lost: Sequence[str]
    added: Sequence[str]
    unit: Callable[[str], int]

    def count(self, texts: Iterable[str]) -> int:
        """Return how many units some texts are."""
        return sum(map(self.unit, texts))


Compare = Callable[[Sequence[Article], Sequence[Article]], Difference]


@click.command()
@click.argument("articles", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--documents", "count", default=60, show_default=True, help="How many documents.")
@click.option("--seed", default=1, show_default=True, help="Seed of all chance.")
@click.option("--only", metavar="FORMAT", help="Documents of this format, or of this layout of pages, alone.")
@click.option("--text-only", is_flag=True, help="Compare texts, without a model.")
@click.option("--show", is_flag=True, help="Print each difference.")
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), help="Write the documents to this folder.")
def main(
    articles: Sequence[Path], count: int, seed: int, only: str | None, text_only: bool, show: bool, keep: Path | None
) -> None:
    """Measure the readers on documents made of ARTICLES: files, and folders of them."""
    texts = [path.read_text(encoding="utf-8") for each in articles for path in _files(each)]
    compare = text_difference if text_only else statement_comparison()
    rows: list[tuple[MadeDocument, Difference, bool]] = []
    with tempfile.TemporaryDirectory() as place:
        folder = keep or Path(place)
        folder.mkdir(parents=True, exist_ok=True)
        for document in islice(make_documents(texts, seed), count):
            if only in (None, document.layout.format, document.layout.name):
                (folder / document.name).write_bytes(document.data)
                found, errors = read(document, folder)
                difference = compare([Article(text) for text in document.texts], found)
                rows.append((document, difference, bool(errors)))
                for line in (*errors, *(shown(document, difference) if show else ())):
                    click.echo(f"{document.name}: {line}")
    click.echo(tabulate(_table(rows), headers=_headers(text_only), floatfmt=".2f"))
    for line in _places(rows):
        click.echo(line)


def read(document: MadeDocument, folder: Path) -> tuple[list[Article], list[str]]:
    """Return the articles that are read from a document in a folder, and the errors, a crash among them."""
    articles, errors = [], []
    try:
        for each in read_articles(str(folder / document.name), ReadingOptions(**document.layout.options)):
            if isinstance(each, ReadError):
                errors.append(f"error: {each}")
            else:
                articles.append(each)
    except Exception as crash:
        errors.append(f"crash: {type(crash).__name__}: {crash}")
    return articles, errors


def text_difference(expected: Sequence[Article], found: Sequence[Article]) -> Difference:
    """Return the runs of words that only one of two texts has; white space is not compared."""
    before, after = ([word for each in side for word in each.text.split()] for side in (expected, found))
    lost, added = [], []
    for change in Indel.opcodes(before, after):
        if change.tag == "delete":
            lost.append(" ".join(before[change.src_start : change.src_end]))
        elif change.tag == "insert":
            added.append(" ".join(after[change.dest_start : change.dest_end]))
    return Difference(sum(map(len, before)), lost, added, _characters)


def _characters(text: str) -> int:
    return len(text) - text.count(" ")


def statement_comparison() -> Compare:
    """Return the comparison of statements, which analyses each plain text once."""
    from quotes import Analyzer

    analyzer = Analyzer()

    def contents(article: Article) -> list[str]:
        return [statement.text for statement in analyzer.analyze(article).statements]

    of_text = cache(lambda text: contents(Article(text)))

    def compare(expected: Sequence[Article], found: Sequence[Article]) -> Difference:
        gold = [content for article in expected for content in of_text(article.text)]
        lost, added = unmatched(gold, [content for article in found for content in contents(article)])
        return Difference(len(gold), lost, added, lambda _: 1)

    return compare


def unmatched(expected: Sequence[str], found: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the contents of each side that have no partner on the other: one to one, those most alike first."""
    left, right = [_words(each) for each in expected], [_words(each) for each in found]
    pairs = sorted(
        ((overlap(one, other), -row, -column) for row, one in enumerate(left) for column, other in enumerate(right)),
        reverse=True,
    )
    rows, columns = set(range(len(left))), set(range(len(right)))
    for likeness, row, column in pairs:
        if likeness >= FEWEST_COMMON and -row in rows and -column in columns:
            rows.remove(-row)
            columns.remove(-column)
    return [expected[row] for row in sorted(rows)], [found[column] for column in sorted(columns)]


def overlap(some: Counter[str], others: Counter[str]) -> float:
    """Return the share of all words of two texts that both have, from 0 to 1."""
    return (some & others).total() / max(1, (some | others).total())


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def _files(path: Path) -> list[Path]:
    return sorted(path.rglob("*.txt")) if path.is_dir() else [path]


def shown(document: MadeDocument, difference: Difference) -> Iterator[str]:
    yield from (f"- {text}" for text in difference.lost)
    yield from (f"+ [{_place(document, text)}] {text}" for text in difference.added)


def _place(document: MadeDocument, text: str) -> str:
    """Return where in a document an added text comes from: the furniture that has most of its words."""
    words = _words(text)
    best = max(document.furniture, key=lambda each: (words & _words(each[1])).total(), default=("", ""))
    return best[0] if (words & _words(best[1])).total() > 0.7 * words.total() > 0 else "elsewhere"


def _table(rows: Sequence[tuple[MadeDocument, Difference, bool]]) -> Iterator[tuple[object, ...]]:
    """Yield a row for each layout, one for each format that has several, and one for all."""
    layouts = dict.fromkeys((document.layout.format, document.layout.name) for document, _, _ in rows)
    formats = dict.fromkeys(format for format, _ in layouts)
    for format, name in layouts:
        yield _row(format, name, [row for row in rows if (row[0].layout.format, row[0].layout.name) == (format, name)])
    yield ()
    for format in formats:
        yield _row(format, "all", [row for row in rows if row[0].layout.format == format])
    yield _row("all", "", rows)


def _row(format: str, name: str, rows: Sequence[tuple[MadeDocument, Difference, bool]]) -> tuple[object, ...]:
    expected = sum(each.expected for _, each, _ in rows)
    lost = sum(each.count(each.lost) for _, each, _ in rows)
    added = sum(each.count(each.added) for _, each, _ in rows)
    shares = [100 * number / expected if expected else 0.0 for number in (lost, added)]
    return (format, name, len(rows), sum(failed for *_, failed in rows), expected, lost, added, *shares)


def _headers(text_only: bool) -> tuple[str, ...]:
    unit = "characters" if text_only else "statements"
    return ("format", "layout", "documents", "with errors", unit, "lost", "added", "lost %", "added %")


def _places(rows: Sequence[tuple[MadeDocument, Difference, bool]]) -> Iterator[str]:
    """Yield where added units come from, the most frequent first."""
    places: Counter[str] = Counter()
    for document, difference, _ in rows:
        for text in difference.added:
            places[_place(document, text)] += difference.unit(text)
    if places:
        yield "\nadded from: " + ", ".join(f"{place} {number}" for place, number in places.most_common())


if __name__ == "__main__":
    main()
