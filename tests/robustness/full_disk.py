"""Disks that are full after a random number of bytes of output."""

from __future__ import annotations

import resource
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import product
from pathlib import Path
from random import Random

from robustness.moments import Moment, Undisturbed, check_output, disturbed, new_messages
from robustness.programs import Form, finish, run_of
from robustness.whole_articles import FORMATS, whole_articles

PAGE = 4096
"""Bytes in a page of memory; a file system in memory has a whole number of them."""


def full_disks(articles: Sequence[Path], moments: int, random: Random) -> Iterator[Moment]:
    """Write to disks that are too small, `-o` and standard output, buffered and unbuffered, again and again."""
    forms = [Form(*each) for each in product(FORMATS, (True, False), (1,), (True, False))]
    return disturbed(forms, articles, moments, random, _fill_disk)


def _fill_disk(form: Form, whole: Undisturbed, articles: Sequence[Path], random: Random) -> Moment:
    """Write to a disk of fewer pages than the output has; a file may be there already, which takes one more."""
    size = PAGE * random.randint(1, max(1, (len(whole.output) - 1) // PAGE))
    old = b"old\n" if form.to_file and random.random() < 0.5 else None
    moment = Moment(f"disk of {size} bytes for {len(whole.output)}, {'an old file, ' if old else ''}{form}")
    with run_of(form, articles, disk=partial(small_disk, size=size + PAGE * bool(old)), old=old) as run:
        finish(run)
        news = new_messages(run, whole)
        if run.status != 2 or len(news) != 1:
            moment.wrong.append(f"exit status {run.status} and {len(news)} lines: {' / '.join(news)[-200:]}")
        if old is not None and (not run.output.exists() or run.output.read_bytes() != old):
            moment.wrong.append("the old file is not as it was")
        if form.to_file:
            found = check_output(run, whole, moment)
        else:
            found, _ = whole_articles(form.format, run.output.read_bytes())
            moment.left += run.left
        fitting, _ = whole_articles(form.format, whole.output[: size - PAGE])
        finished = [article for article, text in fitting.items() if text == whole.articles[article]]
        moment.lost += [article for article in finished if found.get(article) != whole.articles[article]]
        return moment


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Callable[[], None] | None]:
    """Make a disk of so many bytes of the folder, or, without the right to, limit the sizes of files of a new process.

    Returns the function that sets the limit, to be called by that process.
    """
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "robustness", str(folder)]
    if subprocess.run(command, capture_output=True).returncode:
        yield partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size))
        return
    try:
        yield None
    finally:
        subprocess.run(["umount", str(folder)], check=True)
