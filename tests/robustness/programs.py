"""Runs of the real program in a folder of their own, and what each leaves: output, messages, files and processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path

from robustness.whole_articles import whole_articles

ROOT = Path(__file__).parents[2]
MOST_SECONDS = 300
"""Time after which a run counts as one that hangs."""

SECONDS_TO_LEAVE = 3.0
"""Time that processes have to end in after the program has."""


@dataclass(frozen=True, slots=True)
class Form:
    """Way to run `quotes extract`: output format, `-o` or standard output, workers, unbuffered standard output."""

    format: str
    to_file: bool
    workers: int = 1
    unbuffered: bool = False

    def __str__(self) -> str:
        place = "-o" if self.to_file else ">"
        return f"-f {self.format} {place} --workers {self.workers}{' unbuffered' if self.unbuffered else ''}"


@dataclass(slots=True)
class Run:
    """Program under way, and, once it has been waited for, how it ended.

    `kept` is the file in which finished articles are looked for: the output, or one beside it if an old file has that
    name. `left` are files and processes that it should not have left behind.
    """

    form: Form
    process: subprocess.Popen[bytes]
    folder: Path
    kept: Path
    begun: float
    seconds: float = 0.0
    status: int | None = None
    errors: str = ""
    left: list[str] = field(default_factory=list)

    @property
    def output(self) -> Path:
        """The file that the run writes to, itself or by way of standard output."""
        return self.folder / "out" / "output"

    def seen(self) -> dict[str, str]:
        """The whole articles that stand in any file of the output folder by now."""
        found: dict[str, str] = {}
        for path in (self.folder / "out").iterdir():
            with suppress(FileNotFoundError):
                found |= whole_articles(self.form.format, path.read_bytes())[0]
        return found

    def processes(self) -> list[int]:
        """The ids of all living processes of the run but the first."""
        return [process for process in _session(self.process.pid) if process != self.process.pid]

    def workers(self) -> list[int]:
        """The ids of the processes that were forked to analyse: they have the command of the first."""
        command = _command(self.process.pid)
        return [process for process in self.processes() if command and _command(process) == command]


@contextmanager
def run_of(
    form: Form,
    articles: Sequence[Path],
    *,
    disk: Callable[[Path], AbstractContextManager[Callable[[], None] | None]] = lambda _: nullcontext(),
    old: bytes | None = None,
    hash_seed: int = 0,
) -> Iterator[Run]:
    """Start `quotes extract` in a new folder; `finish` waits for its end.

    `disk` makes something of the folder of the output for as long as the run takes, and may return a function that the
    new process calls before the program; `old` is what stands in the output file before. The folder goes with the
    block, and so do processes that are left.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="robustness-")))
        for part in ("out", "tmp", "home", "work"):
            (folder / part).mkdir()
        limit = stack.enter_context(disk(folder / "out"))
        output = folder / "out" / "output"
        if old is not None:
            output.write_bytes(old)
        command = [sys.executable, "-m", "quotes", "extract", "-f", form.format, "--workers", str(form.workers)]
        environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "XDG_", "QUOTES_"))},
            "HOME": str(folder / "home"),
            "TMPDIR": str(folder / "tmp"),
            "PYTHONPATH": str(ROOT),
            "PYTHONHASHSEED": str(hash_seed),
            "PYTHONDONTWRITEBYTECODE": "1",
            **({"PYTHONUNBUFFERED": "1"} if form.unbuffered else {}),
        }
        with open(folder / "errors", "wb") as errors, open(os.devnull if form.to_file else output, "wb") as stdout:
            process = subprocess.Popen(
                [*command, *(["-o", str(output)] if form.to_file else []), "--", *map(str, articles)],
                stdin=subprocess.DEVNULL,
                stdout=stdout,
                stderr=errors,
                cwd=folder / "work",
                env=environment,
                start_new_session=True,
                preexec_fn=limit,
            )
        stack.callback(_kill, process)
        kept = output if old is None else output.with_name("output.partial")
        yield Run(form, process, folder, kept, time.monotonic())


def finish(run: Run) -> None:
    """Wait for the end of a run, and see what it has left."""
    try:
        run.status = run.process.wait(MOST_SECONDS)
    except subprocess.TimeoutExpired:
        run.left.append(f"a program that has not ended after {MOST_SECONDS} s")
    ended = time.monotonic()
    run.seconds = ended - run.begun
    while run.processes() and time.monotonic() < ended + SECONDS_TO_LEAVE:
        time.sleep(0.05)
    run.left += [f"process {process}: {_command(process)[:80]}" for process in run.processes()]
    for part in ("out", "tmp", "home", "work"):
        paths = [path for path in (run.folder / part).rglob("*") if path.is_file() or path.is_symlink()]
        run.left += [f"file {path.relative_to(run.folder)}" for path in paths if path not in (run.output, run.kept)]
    run.errors = (run.folder / "errors").read_text(encoding="utf-8", errors="replace")


def _session(leader: int) -> list[int]:
    """Return the ids of the living processes in the session of this one."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError):
            state, _, _, session, *_ = path.read_text().rpartition(")")[2].split()
            if state != "Z" and int(session) == leader:
                found.append(int(path.parent.name))
    return found


def _command(process: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return ""


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End what is left of a run."""
    for each in _session(process.pid):
        with suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)
    process.wait()
