from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from quotes.reports.wording import printable
from quotes.reports.workflow_commands import workflow_command


def unescaped(text: str) -> str:
    """The text that GitHub's runner reads: no other escapes than these."""
    return re.sub("%(25|0D|0A|3A|2C)", lambda escape: chr(int(escape[1], 16)), text)


def test_a_command() -> None:
    assert workflow_command("notice", "Ivan, 5:30", file="a,b.txt", line=3, col=None) == (
        "::notice file=a%2Cb.txt,line=3::Ivan, 5:30"
    )


@given(st.text(), st.text())
def test_nothing_that_is_written_ends_a_message_or_a_property(message: str, name: str) -> None:
    command = workflow_command("error", message, file=name, line=1)
    assert len(command.splitlines()) == 1
    match = re.fullmatch("::error file=([^,:]*),line=1::(.*)", command)
    assert match
    kept = [re.sub("[^\r\n]+", lambda part: printable(part[0]), text) for text in (name, message)]
    assert [unescaped(match[1]), unescaped(match[2])] == kept
