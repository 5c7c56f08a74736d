"""The quotation marks of a paragraph, each with the costs of its uses among its neighbours.

A mark can open a quotation, close one, be no quotation mark at all (an apostrophe, inches) or be an error.
Which of these is right depends on the other marks. The costs here only tell how well each use fits
the characters on both sides: 0 fits perfectly, 3 is poor, 5 and more is a last resort.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from quotes.records import Span
from quotes.words import load_words

DOUBLE = frozenset({"“", "‟", "”", "„", '"', "＂", "''", "``", "‘‘", "‘’", "’’", "«", "»", "‹‹", "››"})
SINGLE = frozenset({"‘", "‛", "’", "‚", "'", "＇", "`", "‹", "›"})
NEVER = 99.0

_OPENING = frozenset({"“", "‟", "„", "``", "‘‘", "«", "‹‹", "‘", "‛", "‚", "`", "‹", "「", "『"})
_CLOSING = frozenset({"”", "»", "››", "’", "’’", "›", "」", "』"})
_ONE_WAY = frozenset("`「」『』")
_WRONG_DIRECTION = 3.0  # the cost of “ as a closing mark, or of ” as an opening one


@dataclass(frozen=True, slots=True)
class Mark:
    """A character (or two, as in ``''``) that may be a quotation mark, with the cost of each use.

    ``shape`` is the mark as meant: « where a text writes »so«. ``skip`` is the cost of taking it silently for
    something other than a quotation mark. ``backwards`` is the part of ``close`` that is due to the mark's
    shape and not to its place. ``introduced`` tells that a long quotation could begin here: after the
    beginning of the paragraph, punctuation or a reporting verb.
    """

    start: int
    end: int
    shape: str
    open: float
    close: float
    skip: float
    backwards: float
    introduced: bool


@dataclass(frozen=True, slots=True)
class Habits:
    """Peculiarities of the marks of a whole text.

    ``reversed_shapes`` maps marks that the text uses the wrong way round throughout, »so« or ”so“, to those that
    it means. ``marked_names`` are words that it often writes with ‘ in front: transliterated names (‘Utman).
    """

    reversed_shapes: dict[str, str]
    marked_names: frozenset[str]


def find_habits(text: str) -> Habits:
    """Return the habits of a text, which are found before any one of its marks is judged."""
    reversed_shapes: dict[str, str] = {}
    for opening, closing, lowered in (("«‹", "»›", ""), ("“", "”", "„")):
        usual = len(_find_pairs(opening, closing).findall(text))
        backwards = len(_find_pairs(closing, opening).findall(text))
        if backwards > usual and not (lowered and lowered in text):
            for one, other in zip(opening, closing, strict=True):
                reversed_shapes |= {one: other, other: one, one * 2: other * 2, other * 2: one * 2}
    names = Counter(_MARKED_NAME.findall(text))
    return Habits(reversed_shapes, frozenset(name for name, count in names.items() if count > 1))


def find_marks(text: str, paragraph: Span, habits: Habits) -> list[Mark]:
    """Return all possible quotation marks of one paragraph, in order, without apostrophes inside words."""
    marks: list[Mark] = []
    for match in _RUNS.finditer(text, paragraph.start, paragraph.end):
        if match.lastgroup == "run" and not _is_ornament(match.group()):
            marks += _marks_of_run(text, paragraph, match.start(), match.end(), habits)
    return marks


_CJK = "\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef"
_RUNS = re.compile(rf"(?P<apostrophe>(?<=[^\W{_CJK}])['’‘＇](?=[^\W{_CJK}]))|(?P<run>[“‟”„\"＂«»‘‛’‚'＇`‹›「」『』]+)")
_MARKED_NAME = re.compile(r"[‘‛](?<![^\s(].)([A-Z][^\W\d_]++)(?!['’](?!\w))")
_SPLIT_OPENING = re.compile(r"‹‹|››|``|‘[‘’]|''|’’|.", re.DOTALL)
_SPLIT_CLOSING = re.compile(r"‹‹|››|``|‘[‘’]|''(?!'(?:[^']|$))|’’(?!’(?:[^’]|$))|.", re.DOTALL)
# Characters that are looked through: they show nothing, or (the backslash) only escape the mark.
_INVISIBLE = frozenset("\\\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff")
_BEFORE_OPENING = frozenset("([{<>=/|~*_#@¿¡•·–—―-‐‑‒−")
_SENTENCE = frozenset(".,;:!?…。，、；：！？")
_AFTER_CLOSING = frozenset(".,;:!?…)]}–—―-‐‑‒−/<|*。，、；：！？）」』")
_LEADING = re.compile(r"\.\.|…|\.\d|[–—―-]+\s*\w|[*/|<]")

# (before, after) -> cost of opening, cost of closing. Before: space, opening punctuation, sentence
# punctuation, word; after: space, closing punctuation, word.
_FIT = {
    "s w": (0.0, 5.0),
    "s s": (1.5, 1.5),
    "s c": (2.0, 1.0),
    "o w": (0.0, 4.0),
    "o s": (3.0, 0.5),
    "o c": (2.0, 1.5),
    "p w": (1.0, 1.0),
    "p s": (5.0, 0.0),
    "p c": (5.0, 0.0),
    "w w": (2.0, 2.0),
    "w s": (5.0, 0.0),
    "w c": (5.0, 0.0),
}
_COLON_WORD = (0.3, 2.5)
_LEADING_DOTS = (0.3, 2.5)


class _Place(NamedTuple):
    """The place of a run of marks: its visible neighbours (a space at the edges), and the costs that they give."""

    text: str
    paragraph: Span
    before: int
    after: int
    left: str
    right: str
    opens: float
    closes: float


def _find_pairs(opening: str, closing: str) -> re.Pattern[str]:
    return re.compile(rf"[{opening}](?<![^\s(].)(?=\w)|[{closing}](?<=[\w.,!?].)(?!\w)")


def _is_ornament(run: str) -> bool:
    """True for a row of marks that is no quotation: no nesting needs so many marks in one place."""
    return len(run) > 8 or (len(run) > 6 and len(set(run)) == 1)


def _marks_of_run(text: str, paragraph: Span, start: int, end: int, habits: Habits) -> list[Mark]:
    """Split a run of adjacent mark characters into marks; all of them have the same two neighbours."""
    place = _look_around(text, paragraph, start, end)
    splitter = _SPLIT_OPENING if place.opens < place.closes else _SPLIT_CLOSING
    return [
        _weigh(
            match.start(),
            match.end(),
            habits.reversed_shapes.get(match.group(), match.group()),
            place,
            habits,
        )
        for match in splitter.finditer(text, start, end)
    ]


def _look_around(text: str, paragraph: Span, start: int, end: int) -> _Place:
    before, after = _neighbour(text, paragraph, start - 1, -1), _neighbour(text, paragraph, end, +1)
    left = text[before] if before >= 0 else " "
    right = text[after] if after >= 0 else " "
    kind_before, kind_after = _class_before(left), _class_after(right)
    if left in ":：" and kind_after == "w":
        opens, closes = _COLON_WORD
    elif kind_before in "so" and kind_after == "c" and _LEADING.match(text, after, paragraph.end):
        opens, closes = _LEADING_DOTS
    else:
        opens, closes = _FIT[f"{kind_before} {kind_after}"]
    return _Place(text, paragraph, before, after, left, right, opens, closes)


def _neighbour(text: str, paragraph: Span, index: int, step: int) -> int:
    """Return the index of the first visible character from a position on, or -1 beyond the paragraph's edge."""
    for _ in range(4):
        if not paragraph.start <= index < paragraph.end:
            return -1
        if text[index] not in _INVISIBLE:
            return index
        index += step
    return -1


@cache
def _class_before(character: str) -> str:
    if character.isspace():
        return "s"
    if character in _BEFORE_OPENING:
        return "o"
    return "p" if character in _SENTENCE else "w"


@cache
def _class_after(character: str) -> str:
    if character.isspace():
        return "s"
    return "c" if character in _AFTER_CLOSING else "w"


def _weigh(start: int, end: int, shape: str, place: _Place, habits: Habits) -> Mark:
    opens, closes, backwards = place.opens, place.closes, 0.0
    wrong = NEVER if shape in _ONE_WAY else _WRONG_DIRECTION
    if shape in _OPENING:
        opens *= 0.3
        backwards = wrong
    elif shape in _CLOSING:
        closes *= 0.3
        opens += wrong
    skip = NEVER
    if shape in SINGLE:
        skip, extra = _apostrophe(end, shape, place, habits)
        opens += extra
    elif shape in {'"', "”", "''", "’’"} and place.left.isdigit():
        feet = _FEET_BEFORE.search(place.text[max(place.paragraph.start, start - 12) : start])
        skip, closes = (0.0, closes + 0.6) if feet else (1.0, closes)
    introduced = _is_introduced(place.text, place.paragraph, start)
    return Mark(start, end, shape, opens, closes + backwards, skip, backwards, introduced)


def _is_introduced(text: str, paragraph: Span, start: int) -> bool:
    before = text[max(paragraph.start, start - _LONGEST_VERB) : start].rstrip()
    if not before or not before[-1].isalnum():
        return True
    return before.split()[-1].lower() in load_words("reporting_verb_forms") | {"that"}


_LONGEST_VERB = 20


_FEET_BEFORE = re.compile(r"\d\s?['’′]\s?-?\d{1,2}(?:[.,]\d+)?\s?[½¼¾]?$")
_INCHES_AFTER = re.compile(r"[ -]?\d{1,2}(?:[.,]\d+)?\s?[½¼¾]?(?:[\"”″]|''|’’)|\s?\d{1,2}\b")
_LETTERS_BEFORE = re.compile(r"[^\W\d_]+$")
_WORD_AFTER = re.compile(r"\w+")
_DECADE = re.compile(r"\d0s?\b|\d\d\b")
_GENITIVE_AFTER = re.compile(r"s\b", re.IGNORECASE)
_ELISION = 0.1
_GENITIVE = 0.3
_ODD_APOSTROPHE = 3.0
_EXTRA_TO_OPEN = 1.5


def _apostrophe(end: int, shape: str, place: _Place, habits: Habits) -> tuple[float, float]:
    """Return the cost of an apostrophe or a prime here, and the addition to the cost of opening a quotation."""
    text, paragraph, left, right = place.text, place.paragraph, place.left, place.right
    if shape in "‹›‚":
        return NEVER, 0.0
    if shape == "`":
        return 1.0, 0.0
    if _is_word(left) and _is_word(right):
        return 0.0, 1.0
    if left.isdigit():
        return (0.0 if _INCHES_AFTER.match(text, end, min(end + 12, paragraph.end)) else 1.0), 0.0
    if _is_word(left):
        return _after_word(text[max(paragraph.start, place.before - 15) : place.before + 1]), 0.0
    if _class_before(left) in "so" and _is_word(right):
        return _before_word(shape, place, habits)
    if left == "." and _GENITIVE_AFTER.match(text, place.after, paragraph.end):
        return 0.0, 1.0  # the U.K.’s
    return (6.0 if _class_before(left) == "p" else _ODD_APOSTROPHE), 0.0


def _after_word(left: str) -> float:
    """Return the cost of an apostrophe at the end of a word (the ministers' plan, rockin' all night, o' them)."""
    match = _LETTERS_BEFORE.search(left)
    word = match.group().lower() if match else ""
    if f"-{word}" in load_words("elisions"):
        return _ELISION
    if word.endswith(("s", "z", "x", "ce")):
        return _GENITIVE
    return 0.8 if word.endswith("in") else _ODD_APOSTROPHE


def _before_word(shape: str, place: _Place, habits: Habits) -> tuple[float, float]:
    """Return the same two costs as `_apostrophe` at the beginning of a word (’Tis, the ’90s, get ’em, ‘Utman)."""
    likely = (_ELISION if shape in "‘‛" else 0.0), _EXTRA_TO_OPEN
    if _DECADE.match(place.text, place.after, place.paragraph.end):
        return likely
    match = _WORD_AFTER.match(place.text, place.after, min(place.after + 30, place.paragraph.end))
    word = match.group() if match else ""
    if word.lower() in load_words("elisions"):
        return likely
    if habits.marked_names and place.right.isupper():
        return (0.5 if word in habits.marked_names else 2.0), 0.0
    if shape == "’":
        return 1.5, 0.0
    if shape in "‘‛":
        return 5.0, 0.0
    introduced = place.before < 0 or place.text[place.before - 1] in ":,"
    return (5.0 if introduced and place.right.isupper() else _ODD_APOSTROPHE), 0.0


def _is_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")
