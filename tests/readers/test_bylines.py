"""Lines that name the authors of an article, and lines that only begin or end like these."""

from __future__ import annotations

import pytest

from quotes.readers.bylines import byline, names_before_date


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("by  Jane Doe and Jo de la Rue", "Jane Doe and Jo de la Rue"),
        ("BY JANE DOE, POLITICAL EDITOR", "JANE DOE"),
        ("By Jane Doe, our correspondent in Selm", "Jane Doe"),
        ("By Jane Doe, Jo Lind, and Ivan Petrov", "Jane Doe, Jo Lind, and Ivan Petrov"),
        ("By Jane Doe and Jo Lind, Harbour Correspondents", "Jane Doe and Jo Lind"),
        ("By Jane Doe, Selm | May 3", "Jane Doe"),
        ("By Jane Doe | 3 May 2026, 10:15", "Jane Doe"),
        ("Words by Jane Doe", "Jane Doe"),
        ("Report by: Jane Doe", "Jane Doe"),
        ("By Jane Doe said the port was shut.", None),
        ("By Jane Doe said the port was shut", None),
        ("By Monday, the port was shut", None),
        ("By the way", None),
        ("By noon they were gone", None),
        ("By 2030", None),
        ("By May 3 they were gone", None),
        ("Bye Jane", None),
        ("Standing by Jane Doe", None),
        ("By", None),
        ("", None),
        ("By Jane " + "Doe " * 20, None),
    ],
)
def test_bylines(line: str, names: str | None) -> None:
    assert byline(line) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Jane Doe · 3 May 2026", "Jane Doe"),
        ("Jane Doe and Jo Lind | May 3, 2026 | 4 min read", "Jane Doe and Jo Lind"),
        ("JANE DOE – 2026-05-03", "JANE DOE"),
        ("Selm – 3 May 2026", None),
        ("Jane Doe · Selm", None),
        ("Jane Doe, 3 May 2026", None),
        ("Jane Doe left – 3 May 2026 was her last day", None),
        ("Jane Doe – 3 May 2026 was her last day.", None),
        ("Dock Road 1 · 3 May 2026", None),
        ("3 May 2026", None),
        ("", None),
    ],
)
def test_names_before_a_date(line: str, names: str | None) -> None:
    assert names_before_date(line) == names
