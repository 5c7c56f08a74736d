"""Archives whose building was killed, against one whose building was not.

    python tests/benchmarks/archive_kills.py FOLDER [--articles N] [--kills N] [--real N] [--workers N]

Builds an archive of the first N text files of FOLDER (after `quotes extract` has analysed them once) without a stop,
and N times one that is killed (SIGKILL) at a random moment after a random number of articles, and then built to its
end. Prints how many have other rows in any table but ``runs``. The analyses are those made already, but for ``--real``
builds, which analyse anew.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import click

sys.path.insert(0, str(Path(__file__).parents[1]))
from archive_tables import all_rows

PROGRAM = [sys.executable, "-m", "quotes"]
DELAYS = {"made": 0.02, "real": 1.0}
"""Longest time (seconds) from a number of stored articles to the kill: about that of one more article."""

MADE_PROGRAM = [sys.executable, str(Path(__file__).parents[1] / "archive_program.py")]


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--articles", default=20, show_default=True)
@click.option("--kills", default=20, show_default=True)
@click.option("--real", default=2, show_default=True, help="Builds that are killed and analyse anew.")
@click.option("--workers", default=1, show_default=True)
def main(folder: Path, articles: int, kills: int, real: int, workers: int) -> None:
    """Kill builds of the first articles of FOLDER."""
    chance = random.Random(1)
    with TemporaryDirectory() as name:
        place = Path(name)
        texts = place / "texts"
        texts.mkdir()
        for number, path in enumerate(sorted(folder.glob("*.txt"))[:articles]):
            shutil.copy(path, texts / f"{number:06}.txt")
        made = place / "made.jsonl"
        extract = [*PROGRAM, "extract", str(texts), "-o", str(made), "-q"]
        subprocess.run(extract, check=True, cwd=place)
        for kind, program, count in (("made", [*MADE_PROGRAM, str(made)], kills - real), ("real", PROGRAM, real)):
            if not count:
                continue
            different, stored = 0, []
            options = ["texts", "-q", "--workers", str(workers)]
            subprocess.run([*program, "archive", "build", "whole.db", *options], cwd=place)
            whole = all_rows(place / "whole.db")
            for _ in range(count):
                command = [*program, "archive", "build", "killed.db", *options]
                _kill(command, place / "killed.db", chance.randrange(articles), chance.random() * DELAYS[kind])
                stored.append(_stored(place / "killed.db"))
                subprocess.run(command, cwd=place)
                different += all_rows(place / "killed.db") != whole
                for path in place.glob("killed.db*"):
                    path.unlink()
            for path in place.glob("whole.db*"):
                path.unlink()
            click.echo(f"{kind} analyses: {count} builds killed, with {stored} of {articles} articles stored")
            click.echo(f"  with other rows than an uninterrupted build: {different}")


def _kill(command: Sequence[str], database: Path, stored: int, delay: float) -> None:
    """Run a command, and kill it so many seconds after its database has so many articles, if it is not done then."""
    process = subprocess.Popen(command, cwd=database.parent)
    while process.poll() is None and _stored(database) < stored:
        time.sleep(0.0005)
    time.sleep(delay)
    process.kill()
    process.wait()


def _stored(path: Path) -> int:
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            count: int = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
            return count
    except sqlite3.Error:
        return 0


if __name__ == "__main__":
    main()
