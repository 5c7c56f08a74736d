"""Disturbed runs beside undisturbed ones: what was lost, what was left behind, what else went wrong."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

from robustness.programs import Form, Run, finish, run_of
from robustness.whole_articles import whole_articles


@dataclass(slots=True)
class Moment:
    """Disturbance of one run: whether it met the program at work, and what went wrong.

    `lost` are articles that were finished and are not in the output, `left` what was left behind, `wrong` everything
    else: an exit status, a traceback, an invalid document, an article that is not what it should be.
    """

    what: str
    hit: bool = True
    lost: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """Run that nothing has disturbed: seconds in all and until its workers are there, its articles and messages."""

    seconds: float
    until_workers: float
    articles: dict[str, str]
    output: bytes
    errors: frozenset[str]


Disturbance = Callable[[Form, Undisturbed, Sequence[Path], Random], Moment]


def disturbed(
    forms: Sequence[Form], articles: Sequence[Path], moments: int, random: Random, disturb: Disturbance
) -> Iterator[Moment]:
    """Disturb runs of random forms, until so many are hit or three times as many are tried."""
    hits = 0
    for _ in range(3 * moments):
        form = random.choice(forms)
        whole = _undisturbed(form.format, form.workers, tuple(articles))
        moment = disturb(form, whole, articles, random)
        yield moment
        hits += moment.hit
        if hits == moments:
            return


@cache
def _undisturbed(format: str, workers: int, articles: tuple[Path, ...]) -> Undisturbed:
    """Run the program without any disturbance, which has to end well."""
    form = Form(format, to_file=True, workers=workers)
    with run_of(form, articles) as run:
        while workers > 1 and run.process.poll() is None and not run.workers():
            time.sleep(0.02)
        until_workers = time.monotonic() - run.begun
        finish(run)
        found, valid = whole_articles(form.format, run.output.read_bytes())
        if run.status != 0 or not valid or run.left:
            raise SystemExit(f"{form}: an undisturbed run ends with {run.status}, leaves {run.left}: {run.errors}")
        errors = frozenset(run.errors.splitlines())
        return Undisturbed(run.seconds, until_workers, found, run.output.read_bytes(), errors)


def check_output(run: Run, whole: Undisturbed, moment: Moment) -> dict[str, str]:
    """Return the articles of the output, and note in `moment` what is wrong with it, with messages and left-overs."""
    moment.left += run.left
    if "Traceback" in run.errors:
        moment.wrong.append(f"traceback: {run.errors.strip().splitlines()[-1][:200]}")
    data = run.kept.read_bytes() if run.kept.exists() else b""
    found, valid = whole_articles(run.form.format, data)
    if data and not valid:
        moment.wrong.append(f"not a valid document of {len(data)} bytes: …{data[-40:]!r}")
    other = [article for article, text in found.items() if text != whole.articles.get(article)]
    if valid and other:
        moment.wrong.append(f"other than without a disturbance: {', '.join(other)}")
    places = [list(whole.articles).index(article) for article in found]
    if places != sorted(places):
        moment.wrong.append("articles are not in order")
    return {article: text for article, text in found.items() if article not in other}


def new_messages(run: Run, whole: Undisturbed) -> list[str]:
    """Return the lines on standard error that an undisturbed run does not have."""
    return [line for line in run.errors.splitlines() if line not in whole.errors]
