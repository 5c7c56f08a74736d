"""Choice of the form of an answer by the header Accept."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from quotes.service.problems import ProblemError


def chosen_type(accept: str, offered: Sequence[str]) -> str:
    """Return the media type that a client likes best of those offered, the first of equals.

    The most specific range decides about a type, as of RFC 9110. Raises `ProblemError` 406 if it takes none of them.
    """
    ranges = [_range(each) for each in accept.split(",") if each.strip()] or [("*/*", 1.0)]

    def quality(media_type: str) -> float:
        fitting = [each for each in ranges if "/" in each[0] and fnmatchcase(media_type, each[0])]
        return max(fitting, key=lambda each: -each[0].count("*"), default=("", 0.0))[1]

    best = max(offered, key=quality)
    if quality(best) <= 0:
        raise ProblemError(406, f"none of the accepted types can be given: accept {', '.join(offered)}")
    return best


def _range(value: str) -> tuple[str, float]:
    media_range, *parameters = (each.strip().lower() for each in value.split(";"))
    given = next((each[2:] for each in parameters if each.startswith("q=")), "1")
    try:
        return media_range.replace("[", ""), min(1.0, float(given))
    except ValueError:
        return media_range, 0.0
