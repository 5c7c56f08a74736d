"""Colours of tables in terminals: kinds of speakers, and doubtful statements."""

from __future__ import annotations

from collections.abc import Mapping

KIND_COLOURS: Mapping[str, int] = {
    "person": 36,
    "organization": 32,
    "place": 34,
    "group": 35,
    "document": 94,
    "anonymous": 31,
}
"""Colour of each kind of speaker, as the number of its escape code; the others have that of the terminal.

The terminal decides what these look like, so that they can be read on its background.
"""

DOUBT_COLOUR = 33


def coloured(text: str, colour: int | None) -> str:
    """Return printable `text` with a colour on each of its lines, so that none runs into other cells."""
    if colour is None:
        return text
    return "\n".join(f"\x1b[{colour}m{line}\x1b[0m" if line else line for line in text.split("\n"))
