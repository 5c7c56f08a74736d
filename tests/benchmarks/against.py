"""Speed, memory and start of the present checkout against those of another revision of this repository.

    python tests/benchmarks/against.py REVISION ARTICLE... [--runs N] [--short ARTICLE] [--old-environment FOLDER]

REVISION is checked out in a temporary folder and installed into a virtual environment of its own; so is the present
checkout, unless it is installed in the environment that runs this. `--old-environment` and `--new-environment` are
folders where these environments are, or are made and kept for the next time. The two are run in turn, N times each,
with one thread, and the medians are compared. Prints

- seconds of the processor and words a second of the analysis of the ARTICLEs by `Analyzer.pipe` in one process, after a
  first one, so without what is loaded at the start; and the peak memory of this process,
- how many times as fast two workers are, which says something only on a machine with two cores that nothing else uses
  and for articles that take many seconds,
- seconds of `quotes report` of a short article in a new process, on the clock and of the processor.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import click
from tabulate import tabulate

ROOT = Path(__file__).parents[2]
SHORT = ROOT / "fixtures" / "general.txt"
ONE_ANALYSIS = Path(__file__).parent / "one_analysis.py"

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1")

ROWS = {
    "analysis, CPU s": ("cpu", ".2f"),
    "analysis, words per CPU s": ("speed", ",.0f"),
    "statements": ("statements", ".0f"),
    "peak memory, MB": ("memory", ".0f"),
    "two workers against one": ("gain", ".2f"),
    "start, s": ("start", ".2f"),
    "start, CPU s": ("start_cpu", ".2f"),
}
"""Lines of the table, each with the name of its figure and the form of the median."""


@dataclass(frozen=True, slots=True)
class Checkout:
    """A checkout of the repository and a Python that has its dependencies."""

    name: str
    folder: Path
    python: Path

    def run(self, *arguments: str) -> str:
        """Run Python on the package of this checkout, and return what it prints."""
        environment = os.environ | ONE_THREAD | {"PYTHONPATH": str(self.folder)}
        return _run([str(self.python), *arguments], cwd=self.folder, env=environment)


@click.command()
@click.argument("revision")
@click.argument("articles", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, resolve_path=True))
@click.option("--runs", default=3, show_default=True, help="How often each is run.")
@click.option(
    "--short",
    default=SHORT,
    type=click.Path(exists=True, dir_okay=False, resolve_path=True, path_type=Path),
    help="Article of the start.  [default: fixtures/general.txt]",
)
@click.option("--old-environment", type=click.Path(path_type=Path, resolve_path=True), help="That of REVISION.")
@click.option("--new-environment", type=click.Path(path_type=Path, resolve_path=True), help="That of this checkout.")
def main(
    revision: str,
    articles: Sequence[str],
    runs: int,
    short: Path,
    old_environment: Path | None,
    new_environment: Path | None,
) -> None:
    """Compare the present checkout with REVISION, on ARTICLES."""
    with tempfile.TemporaryDirectory() as place, worktree(revision, Path(place, "checkout")) as folder:
        old = Checkout(revision, folder, python_for(folder, old_environment or Path(place, "old")))
        runs_this = new_environment is None and is_installed_here()
        python = Path(sys.executable) if runs_this else python_for(ROOT, new_environment or Path(place, "new"))
        measured = _measured((old, Checkout("present", ROOT, python)), articles, short, runs)
    click.echo(tabulate(_rows(*measured), headers=("", revision, "present", "ratio"), disable_numparse=True))


@contextmanager
def worktree(revision: str, folder: Path) -> Iterator[Path]:
    """Have a revision checked out in a folder inside this block."""
    git = ["git", "-C", str(ROOT), "worktree"]
    _run([*git, "add", "--detach", str(folder), revision])
    try:
        yield folder
    finally:
        _run([*git, "remove", "--force", str(folder)])


def python_for(checkout: Path, environment: Path) -> Path:
    """Return the Python of a virtual environment, which is made, with a checkout installed, if it is not there."""
    python = environment / "bin" / "python"
    if not python.exists():
        click.echo(f"installing {checkout} …", err=True)
        _run([sys.executable, "-m", "venv", str(environment)])
        _run([str(python), "-m", "pip", "install", "--quiet", "--editable", str(checkout)])
    return python


def is_installed_here() -> bool:
    """Return whether the present checkout is installed in the environment that runs this."""
    place = [sys.executable, "-P", "-c", "import quotes; print(quotes.__file__)"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    found = subprocess.run(place, env=environment, capture_output=True, text=True)
    return found.stdout.strip() == str(ROOT / "quotes" / "__init__.py")


def _measured(
    checkouts: tuple[Checkout, Checkout], articles: Sequence[str], short: Path, runs: int
) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Return the figures of each run of the two checkouts, which take turns."""
    found: tuple[dict[str, list[float]], dict[str, list[float]]] = {}, {}
    for checkout in checkouts:
        _start(checkout, short)  # Python compiles the modules
    for number in range(1, runs + 1):
        for checkout, figures in zip(checkouts, found, strict=True):
            click.echo(f"{checkout.name}: run {number} of {runs}", err=True)
            for name, value in _one_run(checkout, articles, short).items():
                figures.setdefault(name, []).append(value)
    return found


def _one_run(checkout: Checkout, articles: Sequence[str], short: Path) -> dict[str, float]:
    """Return the figures of one run by their names in `ROWS`."""
    one, two = (json.loads(checkout.run(str(ONE_ANALYSIS), str(number), *articles)) for number in (1, 2))
    start, start_cpu = _start(checkout, short)
    return one | {
        "speed": one["words"] / one["cpu"],
        "gain": one["wall"] / two["wall"],
        "start": start,
        "start_cpu": start_cpu,
    }


def _start(checkout: Checkout, article: Path) -> tuple[float, float]:
    """Return the seconds of a report of an article in a new process, on the clock and of the processor."""
    began, spent = time.perf_counter(), os.times()
    checkout.run("-m", "quotes", "report", str(article))
    now = os.times()
    cpu = now.children_user + now.children_system - spent.children_user - spent.children_system
    return time.perf_counter() - began, cpu


def _rows(old: dict[str, list[float]], new: dict[str, list[float]]) -> Iterator[tuple[str, str, str, str]]:
    """Yield the lines of the table: the medians, and that of the present checkout divided by the other's."""
    for line, (name, form) in ROWS.items():
        before, now = median(old[name]), median(new[name])
        yield line, format(before, form), format(now, form), f"{now / before:.2f}" if before else ""


def _run(command: list[str], **options: object) -> str:
    """Return what a command prints. Raises `click.ClickException`, with what it says of it, if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, **options)  # type: ignore[call-overload]
    if done.returncode:
        raise click.ClickException(f"{' '.join(command)} failed:\n{done.stderr}")
    return str(done.stdout)


if __name__ == "__main__":
    main()
