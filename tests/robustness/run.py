"""Robustness of the whole program, in figures: one command for all of them.

    python tests/robustness/run.py [--articles FOLDER] [--mutations 2000] [--moments 20] [--only fuzz] [--seed 20261]

Without FOLDER the articles are those of `fixtures/`. Exits with status 1 if anything is not as it should be. It needs
Linux; disks that fill up are real ones if it may mount them.
"""

from __future__ import annotations

import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import click

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from robustness.determinism import differing, ways  # noqa: E402
from robustness.full_disk import full_disks  # noqa: E402
from robustness.interruptions import ENDING_SIGNALS, ended_programs, killed_workers  # noqa: E402
from robustness.moments import Moment  # noqa: E402
from robustness.outcomes import mutated_articles, outcome_of, outcomes_of, summary  # noqa: E402

from quotes import read_article  # noqa: E402
from quotes.errors import QuotesError  # noqa: E402

DISTURBANCES: dict[str, Callable[[Sequence[Path], int, Random], Iterator[Moment]]] = {
    "kill": killed_workers,
    "term": ended_programs,
    "disk": full_disks,
}
PARTS = ("fuzz", "newswire", *DISTURBANCES, "determinism")
ARTICLES_OF_A_RUN = 24
"""Articles that a disturbed run has: seconds of work."""

Lines = Iterator[tuple[bool, str]]
"""Lines of the result, each with whether all is well."""


@click.command()
@click.option(
    "--articles", type=click.Path(exists=True, path_type=Path), default=ROOT / "fixtures", help="A folder or a file."
)
@click.option("--mutations", default=2000, show_default=True, help="How many mutated articles.")
@click.option("--moments", default=20, show_default=True, help="How many moments of each kind.")
@click.option("--same", default=30, show_default=True, help="How many articles, a third of them mutated, in every way.")
@click.option("--processes", default=2, show_default=True, help="How many processes analyse articles.")
@click.option("--seed", default=20261, show_default=True, help="Seed of all chance.")
@click.option("--only", type=click.Choice(PARTS), multiple=True, help="These parts alone; may be given several times.")
@click.option("--one", metavar="N", type=int, help="Print mutated article N and what it breaks, and do nothing else.")
def main(
    articles: Path,
    mutations: int,
    moments: int,
    same: int,
    processes: int,
    seed: int,
    only: tuple[str, ...],
    one: int | None,
) -> None:
    """Mutate, disturb and repeat, and print what breaks."""
    paths = list(_readable(sorted(articles.glob("*.txt")) if articles.is_dir() else [articles]))
    if one is not None:
        _show(paths, seed, one)
        return
    for number in ENDING_SIGNALS:  # nohup lets SIGHUP be ignored, a shell's & lets SIGINT be
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    all_well = True
    for part in only or PARTS:
        begun = time.monotonic()
        lines = _part(part, paths, mutations, moments, same, processes, seed)
        for well, line in lines:
            click.echo(f"{part:12} {'' if well else 'FAULT '}{line}")
            all_well &= well
        click.echo(f"{part:12} took {time.monotonic() - begun:.0f} s")
    sys.exit(not all_well)


def _part(part: str, paths: list[Path], mutations: int, moments: int, same: int, processes: int, seed: int) -> Lines:
    random = Random(f"{seed} {part}")
    if part == "fuzz":
        return summary(outcomes_of(mutated_articles(paths, seed, range(mutations)), processes))
    if part == "newswire":
        return summary(outcomes_of(map(read_article, paths), processes))
    if part == "determinism":
        return _determinism(paths, same, seed, random)
    chosen = Random(seed).sample(paths, min(ARTICLES_OF_A_RUN, len(paths)))
    return _disturbances(DISTURBANCES[part](chosen, moments, random), moments)


def _readable(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        try:
            read_article(path)
            yield path.resolve()
        except QuotesError as error:
            click.echo(f"left out: {error}", err=True)


def _show(paths: Sequence[Path], seed: int, number: int) -> None:
    (article,) = mutated_articles(paths, seed, [number])
    click.echo(article.text.encode("utf-8", "backslashreplace"))
    outcome = outcome_of(article)
    click.echo("\n".join(["", outcome.name, *outcome.broken, outcome.trace]), err=True)


def _disturbances(moments: Iterator[Moment], wanted: int) -> Lines:
    tried, hit, lost, left, wrong = 0, 0, 0, 0, 0
    for moment in moments:
        tried, hit = tried + 1, hit + moment.hit
        lost, left, wrong = lost + len(moment.lost), left + len(moment.left), wrong + len(moment.wrong)
        for name in ("lost", "left", "wrong"):
            if items := getattr(moment, name):
                yield False, f"{moment.what}: {len(items)} {name}: {', '.join(items)[:300]}"
    yield (
        hit == wanted and not (lost or left or wrong),
        f"{hit} moments hit of {tried} tried: {lost} finished articles lost, {left} files or processes left behind, "
        f"{wrong} other faults",
    )


def _determinism(paths: Sequence[Path], count: int, seed: int, random: Random) -> Lines:
    with tempfile.TemporaryDirectory() as folder:
        mutated = []
        for number, article in enumerate(mutated_articles(paths, seed, range(count // 3))):
            path = Path(folder, f"mutated-{number}.txt")
            path.write_bytes(article.text.encode("utf-8", "replace"))
            mutated.append(path)
        real = random.sample(paths, min(len(paths), count - len(mutated)))
        chosen = [*real, *_readable(mutated)]
        lines = list(differing(chosen, random))
    yield from ((False, line) for line in lines)
    yield not lines, f"{len(chosen)} articles in {len(ways())} ways, each in a process of its own: {len(lines)} differ"


if __name__ == "__main__":
    main()
