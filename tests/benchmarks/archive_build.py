"""Cost of building an archive: against the analysis alone, in memory as it grows, and with two workers.

    python tests/benchmarks/archive_build.py FOLDER [--articles N] [--rounds N] [--copies N …] [--workers N]

With the first N text files of FOLDER, prints the processor's time of `quotes archive build` against `quotes extract` to
JSON Lines (alternating, the medians of all rounds), then peak memory of builds of so many copies, made different by a
seeded generator. Analysing these would take hours: their analyses are those of the articles, with the text of the copy,
made beforehand. Last the time of a build with one worker against several, also without that of a build of one short
article, which is the time of loading the models: every build does that once, in one process.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click

PROGRAM = [sys.executable, "-m", "quotes"]
MADE_PROGRAM = [sys.executable, str(Path(__file__).parents[1] / "archive_program.py")]


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--articles", default=40, show_default=True)
@click.option("--rounds", default=3, show_default=True)
@click.option("--copies", type=int, multiple=True, default=(1_000, 10_000), show_default=True)
@click.option("--workers", default=2, show_default=True)
def main(folder: Path, articles: int, rounds: int, copies: Sequence[int], workers: int) -> None:
    """Measure builds of articles of FOLDER."""
    with TemporaryDirectory() as name:
        place = Path(name)
        texts = place / "texts"
        texts.mkdir()
        for number, path in enumerate(sorted(folder.glob("*.txt"))[:articles]):
            (texts / f"{number:06}.txt").write_bytes(path.read_bytes())
        made = place / "made.jsonl"
        extract = [*PROGRAM, "extract", str(texts), "-q", "-o", str(made)]
        build = [*PROGRAM, "archive", "build", str(place / "news.db"), str(texts), "-q"]
        extracting, building = [], []
        for _ in range(rounds):
            extracting.append(_run(extract)[0])
            building.append(_built(place, build)[0])
        if rounds:
            one, other = statistics.median(extracting), statistics.median(building)
            cost = f"extract {one:.2f} s, archive build {other:.2f} s of CPU: {other / one - 1:+.1%}"
            click.echo(f"{articles} articles: {cost}")
        else:
            _run(extract)
        before = 0
        for count in copies:
            folder = _copied(texts, place / f"copies{count}", count)
            command = [*MADE_PROGRAM, str(made), *build[len(PROGRAM) : -2], str(folder), "-q"]
            seconds, megabytes, _ = _built(place, command)
            growth = f", {megabytes / before - 1:+.1%}" if before else ""
            each = 1000 * seconds / count
            click.echo(f"{count:,} copies: peak memory {megabytes:.0f} MB{growth}; {each:.1f} ms of CPU an article")
            before = megabytes
        if workers > 1:
            short = place / "short.txt"
            short.write_text("“The quay is closed,” said Anna Berg.", encoding="utf-8")
            alone = [str(short) if one == str(texts) else one for one in build]
            times, loading = (
                {number: _built(place, [*command, "--workers", str(number)])[2] for number in (1, workers)}
                for command in (build, alone)
            )
            gain = (times[1] - loading[1]) / (times[workers] - loading[workers])
            click.echo(
                f"{workers} workers: {times[1] / times[workers]:.2f} times as fast as one, "
                f"{gain:.2f} times without the {loading[workers]:.1f} s of loading"
            )


def _built(place: Path, command: Sequence[str]) -> tuple[float, float, float]:
    for path in place.glob("news.db*"):
        path.unlink()
    return _run(command)


def _run(command: Sequence[str]) -> tuple[float, float, float]:
    """Seconds of CPU, peak memory (MB) and seconds of a command."""
    started = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise click.ClickException(f"{' '.join(command)} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, time.perf_counter() - started


def _copied(texts: Path, folder: Path, count: int) -> Path:
    """Make copies of texts, each with a paragraph of drawn words and numbers behind its own."""
    folder.mkdir()
    chance = random.Random(1)
    originals = sorted(texts.iterdir())
    for number in range(count):
        original = originals[number % len(originals)]
        words = " ".join(f"word{chance.randrange(100_000)}" for _ in range(chance.randrange(300, 900)))
        copy = folder / f"{int(original.stem)}-{number}.txt"
        copy.write_bytes(original.read_bytes() + f"\n\n{words}\n".encode())
    return folder


if __name__ == "__main__":
    main()
