"""Time and memory of one article by its length, and time of texts that are no prose.

    python tests/benchmarks/growth.py FOLDER [--words N …] [--characters N …]

Joins the text files of FOLDER, again and again, to articles of N words (``\\n\\n`` between them, and once with blanks
for a single paragraph), and prints for each, which has a process of its own, the processor's time per word and the peak
memory above that of the loaded models per word. Then prints the processor's time per 1,000 characters of texts that
repeat one thing (`TRAPS`), in each number of characters: it should not grow from one to the next.
"""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

import click

from quotes import Analyzer
from quotes.cli.running import load_analyzer
from quotes.runtime.workers import WARM_UP

REPEATED = (
    *("1", "a", "A", '"', '" ', "“", "“ ", "“a ", "“a” ", "“a ‘b ", "a” ", "“a\n\n", "'", "'' ", "(", "[a] ", "-"),
    *("—", "a — ", ".", ". ", "a.", "U.S.", "ab1-", "a-", " ", "\n", "@", "a@", "@ab ", "http://a", "http://a "),
    *("www.", "a ", "A ", ",", "a, ", ", Ab", "word\n", "Word\n\n", "1. item\n", "a\u0301", "\u200b", "a\u200b"),
    *("漢", "🙂", "#a", "!", "? ", "a: ", "_", "said ", "VARDA ", "“It is late,” he said. ", "“I know,” I said. "),
    *(
        "“Is it late?” ",
        "A spokesman said it rained. ",
        "Q: Is it late?\nA: Anna Berg knows.\n",
        "the fox runs and the\n",
    ),
)
TRAPS = {text: (text, "") for text in REPEATED} | {
    "— x": (" ", "— x"),
    "“????”": ("?", "“”"),
    "“a?. . .?”": (". ", "“a??”"),
}
"""Texts by a name: what is repeated, and the text between whose first and last half it stands."""


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--words", type=int, multiple=True, default=(1_000, 10_000, 50_000, 100_000, 200_000, 400_000))
@click.option("--characters", type=int, multiple=True, default=(5_000, 20_000, 80_000))
def main(folder: Path, words: Sequence[int], characters: Sequence[int]) -> None:
    """Measure articles that are joined from the text files of FOLDER."""
    articles = [path.read_text(encoding="utf-8").strip() for path in sorted(folder.glob("*.txt"))]
    forked = multiprocessing.get_context("spawn")
    for between, name in (("\n\n", "paragraphs"), (" ", "one paragraph")):
        for count in words:
            with forked.Pool(1) as pool:
                seconds, kilobytes, statements = pool.apply(_measure, (joined(articles, count, between),))
            click.echo(
                f"{name:14} {count:7} words {1000 * seconds / count:6.3f} ms/word {kilobytes / count:6.2f} KB/word "
                f"{statements} statements"
            )
    analyzer = _ready()
    for name, (repeated, around) in TRAPS.items():
        times = []
        for size in characters:
            text = around[: len(around) // 2] + repeated * (size // len(repeated)) + around[len(around) // 2 :]
            times.append(1000 * _seconds(analyzer, text)[0] / (size / 1000))
        click.echo(f"{name!r:34}" + "".join(f"{each:8.0f}" for each in times) + " ms/1,000 characters")


def joined(articles: Sequence[str], words: int, between: str) -> str:
    """Return an article of a number of words, of articles in a row; the last one is cut at a word."""
    texts, count = [], 0
    for article in cycle(articles):
        parts = article.split(" ")
        texts.append(" ".join(islice(parts, words - count)))
        count += len(article.split())
        if count >= words:
            break
    text = between.join(texts)
    return text if "\n" in between else " ".join(text.split())


def _ready() -> Analyzer:
    analyzer = load_analyzer(None, None)
    analyzer.analyze(WARM_UP)
    return analyzer


def _measure(text: str) -> tuple[float, int, int]:
    """Return the seconds and the peak of memory (KB above that of the models) of an article, and its statements."""
    analyzer = _ready()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds, statements = _seconds(analyzer, text)
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, statements


def _seconds(analyzer: Analyzer, text: str) -> tuple[float, int]:
    started = time.process_time()
    statements = len(analyzer.analyze(text).statements)
    return time.process_time() - started, statements


if __name__ == "__main__":
    main()
