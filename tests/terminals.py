"""Programs in a terminal of their own."""

from __future__ import annotations

import os
import pty
import select
import signal
import termios
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field


@dataclass
class Terminal:
    """A program whose standard streams are a terminal, and what it has written there."""

    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 200
    """Time that the program may be silent."""
    written: str = ""
    seen: int = 0

    def __enter__(self) -> Terminal:
        self.process, self.terminal = pty.fork()
        if not self.process:
            termios.tcsetwinsize(0, (24, 80))
            os.execvpe(self.command[0], list(self.command), {**os.environ, "TERM": "xterm", **self.environment})
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            os.close(self.terminal)
        with suppress(OSError):
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)

    def type(self, text: str) -> None:
        """Press these keys."""
        os.write(self.terminal, text.encode())

    def read_until(self, text: str) -> str:
        """What is written after what was read before, as far as the end of `text`."""
        while (end := self.written.find(text, self.seen)) < 0:
            self._read()
        before, self.seen = self.seen, end + len(text)
        return self.written[before : self.seen]

    def read_all(self) -> str:
        """All that is written until the program ends, with the line breaks of a file."""
        with suppress(OSError):  # the end of a terminal
            while self._read():
                pass
        return self.written.replace("\r\n", "\n")

    def status(self) -> int:
        """The exit status, after the end."""
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])

    def _read(self) -> str:
        if not select.select([self.terminal], [], [], self.seconds)[0]:
            raise AssertionError(f"nothing more after {self.written!r}")
        text = os.read(self.terminal, 65536).decode(errors="replace")
        self.written += text
        return text
