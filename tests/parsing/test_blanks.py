"""White space as parsers expect it, with the offsets as they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.parsing.blanks import with_blanks, with_blanks_inside
from quotes.records import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u00a0b\u2009c\td\u2028e", "a b c d e"),
        ("a\ud800b", "a\ufffdb"),
        ("“No,”\u2060said\u200bMona Kerr.\u200b They", "“No,” said Mona Kerr.  They"),
        ("\ufeff“No,”\u200b he said\u200b.", " “No,”  he said ."),
        # a place where a long word can be broken, and one where it cannot
        (
            "super\u200bcali, 3\u20604, don\u200b’t, Mac\u2060Donald",
            "super\u200bcali, 3\u20604, don\u200b’t, Mac\u2060Donald",
        ),
        ("https://\u200bexample.org/\u200ba\u200b/b", "https://\u200bexample.org/\u200ba\u200b/b"),
        ("Pass\xaden\xadgers, 👩\u200d🚀", "Pass\xaden\xadgers, 👩\u200d🚀"),
    ],
)
def test_blanks(text: str, expected: str) -> None:
    assert with_blanks(text) == expected


@given(st.text() | st.text("aA1 .,“\u200b\u2060\ufeff\xa0\n/"))
def test_only_what_keeps_words_apart_is_changed_and_all_stays_in_its_place(text: str) -> None:
    changed = with_blanks(text)
    assert len(changed) == len(text)
    for before, after in zip(text, changed, strict=True):
        assert before == after or (after == " " and not before.isprintable()) or after == "\ufffd"
    assert with_blanks_inside([Span(2, len(text) + 2)] if text else [], f"\n\n{text}\n") == f"\n\n{changed}\n"
