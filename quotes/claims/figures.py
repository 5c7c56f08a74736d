"""Numbers in statements, in digits and in words, and which of them may be the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor, log10

_small = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
)
_tens = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: number for number, word in enumerate([*_small.split(), "nineteen"], 2)}
TENS = {word: 10 * number for number, word in enumerate(_tens.split(), 2)}
MAGNITUDES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
_words = "|".join([*SMALL, *TENS])
_ones = "|".join(["one", *list(SMALL)[:8]])
FIGURE = re.compile(
    rf"(?<![\w.])(?:(?P<digits>\d[\d,]*(?:\.\d+)?)|(?P<word>{_words})\b(?:[- ](?P<ones>{_ones})\b)?)"
    rf"[\s-]*(?P<magnitude>(?:hundred|thousand|million|billion|trillion|bn|m)\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, and with how many significant digits it is given: 43 million has two."""

    value: float
    digits: int

    def may_be(self, other: Figure) -> bool:
        """Tell whether two numbers may be one, of which the rounder is rounded or cut off."""
        digits = min(self.digits, other.digits)
        if not self.value or not other.value:
            return self.value == other.value
        return any(_cut(self.value, digits, up) == _cut(other.value, digits, also) for up in (0, 1) for also in (0, 1))


def figures_in(text: str) -> Iterator[Figure]:
    """Yield the numbers in a text from two on, as digits or as words ("forty-two", "2.5 million")."""
    for match in FIGURE.finditer(text):
        if match["digits"]:
            plain = match["digits"].replace(",", "")
            value, digits = float(plain), len(plain.replace(".", "").lstrip("0"))
        else:
            word = match["word"].lower()
            ones = (match["ones"] or "").lower()
            value = SMALL.get(word, 0) + TENS.get(word, 0) + SMALL.get(ones, ones == "one")
            digits = len(str(value))
        if match["magnitude"]:
            value *= MAGNITUDES[match["magnitude"].lower()]
        if value > 1:
            yield Figure(value, max(digits, 1))


def contradict(some: Sequence[Figure], others: Sequence[Figure]) -> bool:
    """Tell whether each of two statements has a number that the other one does not have."""
    return _has_own(some, others) and _has_own(others, some)


def _has_own(some: Sequence[Figure], others: Sequence[Figure]) -> bool:
    return any(not any(one.may_be(other) for other in others) for one in some)


def _cut(value: float, digits: int, up: int) -> int:
    """Return the first significant digits of a number, rounded or cut off, with its magnitude."""
    exponent = floor(log10(value)) - digits + 1
    scaled = value / 10.0**exponent
    first = round(scaled) if up else floor(scaled + 1e-9)
    return int(first * 10 ** max(exponent, 0)) if exponent >= 0 else first
