"""Signals at random moments: to the program (TERM, HUP, INT), or SIGKILL to one of its workers."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import product
from pathlib import Path
from random import Random

from robustness.moments import Moment, Undisturbed, check_output, disturbed, new_messages
from robustness.programs import Form, finish, run_of
from robustness.whole_articles import FORMATS

ENDING_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


def killed_workers(articles: Sequence[Path], moments: int, random: Random) -> Iterator[Moment]:
    """Kill one of two workers at a random moment of its life, again and again."""
    forms = [Form(format, to_file, workers=2) for format, to_file in product(FORMATS, (True, False))]
    return disturbed(forms, articles, moments, random, _kill_one_worker)


def ended_programs(articles: Sequence[Path], moments: int, random: Random) -> Iterator[Moment]:
    """End the program, alone or with its workers, at a random moment, again and again."""
    forms = [Form(*each) for each in product(FORMATS, (True, False), (1, 2))]
    return disturbed(forms, articles, moments, random, _end_program)


def _kill_one_worker(form: Form, whole: Undisturbed, articles: Sequence[Path], random: Random) -> Moment:
    with run_of(form, articles) as run:
        while run.process.poll() is None and not run.workers():
            time.sleep(0.01)
        after = random.uniform(0, whole.seconds - whole.until_workers)
        time.sleep(after)
        moment = Moment(f"kill -9 of a worker {after:.2f} s after the fork, {form}", hit=False)
        if workers := run.workers():
            with suppress(ProcessLookupError):
                os.kill(random.choice(workers), signal.SIGKILL)
                moment.hit = True
        finish(run)
        found = check_output(run, whole, moment)
        missing = [article for article in whole.articles if article not in found]
        named = "\n".join(new_messages(run, whole))
        moment.lost += [article for article in missing if article not in named]
        if run.status != (1 if missing else 0):
            moment.wrong.append(f"exit status {run.status} with {len(missing)} articles missing")
        return moment


def _end_program(form: Form, whole: Undisturbed, articles: Sequence[Path], random: Random) -> Moment:
    number = random.choice(ENDING_SIGNALS)
    to_all = random.random() < 0.5
    after = random.uniform(0.2, whole.seconds)
    with run_of(form, articles) as run:
        time.sleep(after)
        seen = run.seen()
        to_whom = "all processes" if to_all else "the program"
        moment = Moment(f"{number.name} to {to_whom} after {after:.2f} s, {form}", hit=run.process.poll() is None)
        if moment.hit:
            (os.killpg if to_all else os.kill)(run.process.pid, number)
        finish(run)
        found = check_output(run, whole, moment)
        if list(found) != list(whole.articles)[: len(found)]:
            moment.wrong.append("not the first articles")
        moment.lost += [article for article in seen if article not in found]
        if run.status == 0 and found == whole.articles:
            moment.hit = False
        elif run.status not in (128 + number, -number):  # a shell says 128 + number for both
            moment.wrong.append(f"exit status {run.status}")
        return moment
