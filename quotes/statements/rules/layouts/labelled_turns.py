"""Labels of turns: a name, initials or a letter before what somebody says, in paragraphs or in a row in one of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quotes.records import Span
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.rules.layouts.named_speakers import MOST_WORDS_OF_A_NAME, is_name

LETTER = re.compile(r"[*_]*(?P<cue>(?P<label>Q|A|Question|Answer)\s?\d{0,3}\s?[.:)])[*_]*\s+(?=\S)")
NAME = re.compile(r"[*_]*(?P<source>[^\n:*]{1,60}?)[*_]*(?P<cue>:)[*_]*\s+(?=\S)")
CAPITALS = re.compile(r"(?:(?<=[.?!…)”\"]\s)|^)(?P<source>[A-Z][A-Z.’' ]{1,30}[A-Z.])(?P<cue>:)\s+(?=\S)", re.MULTILINE)
WORD = re.compile(r"[^\W\d_]{2}")
FEWEST_TURNS = 3
DEAR = "dear "


@dataclass(frozen=True, slots=True)
class Turn:
    """A labelled stretch of speech; `asks` is True for a question of somebody who asks most of the time."""

    label: str
    cue: Span
    source: Span | None
    content: Span
    asks: bool = False

    @property
    def in_letters(self) -> bool:
        """True for a label that names nobody: “Q:”, “A.”"""
        return self.source is None


def labelled_turns(marked: MarkedArticle, paragraphs: Sequence[Span]) -> dict[int, Turn]:
    """Return the turns of a transcript or an interview by the numbers of their paragraphs."""
    return _by_letters(marked, paragraphs) or _by_names(marked, paragraphs)


def named_turn(marked: MarkedArticle, paragraph: Span) -> Turn | None:
    """Return the turn of a paragraph of an interview that begins with a name and a colon, or None."""
    match = NAME.match(marked.text, paragraph.start, paragraph.end)
    turn = _turn(marked, match, paragraph.end) if match else None
    if turn is None or turn.source is None or not (turn.label.isupper() or is_name(marked, turn.source)):
        return None
    return replace(turn, asks=marked.text_of(turn.content).endswith("?"))


def turns_in_a_row(marked: MarkedArticle, paragraph: Span) -> list[Turn]:
    """Return turns that follow one another in one paragraph, by labels in capital letters; none if no label returns."""
    matches = list(CAPITALS.finditer(marked.text, paragraph.start, paragraph.end))
    ends = [*(match.start() for match in matches), paragraph.end][1:]
    turns = [turn for match, end in zip(matches, ends, strict=True) if (turn := _turn(marked, match, end))]
    labels = {turn.label for turn in turns}
    return list(_asked(marked, turns)) if 1 < len(labels) < len(turns) else []


def _by_letters(marked: MarkedArticle, paragraphs: Sequence[Span]) -> dict[int, Turn]:
    matches = {
        number: match
        for number, paragraph in enumerate(paragraphs)
        if (match := LETTER.match(marked.text, paragraph.start, paragraph.end))
    }
    letters = "".join(match["label"][0] for match in matches.values())
    if "QA" not in letters:
        return {}
    turns = {}
    for number, match in matches.items():
        content = marked.stretch(match.end(), paragraphs[number].end, " ")
        letter = match["label"][0]
        if content:
            turns[number] = Turn(letter, Span(*match.span("cue")), None, content, letter == "Q")
    return turns


def _by_names(marked: MarkedArticle, paragraphs: Sequence[Span]) -> dict[int, Turn]:
    found = {
        number: turn
        for number, paragraph in enumerate(paragraphs)
        if (match := NAME.match(marked.text, paragraph.start, paragraph.end))
        and (turn := _turn(marked, match, paragraph.end))
    }
    times = Counter(turn.label for turn in found.values())
    asked = any(marked.text_of(turn.content).endswith("?") for turn in found.values())
    several = sum(number > 1 for number in times.values()) > 1

    def is_speaker(turn: Turn) -> bool:
        returns = times[turn.label] > 1 and ((asked and several) or turn.label.isupper())
        return returns or (turn.source is not None and is_name(marked, turn.source))

    turns = {number: turn for number, turn in found.items() if is_speaker(turn)}
    if len(turns) < FEWEST_TURNS:
        return {}
    return dict(zip(turns, _asked(marked, list(turns.values())), strict=True))


def _turn(marked: MarkedArticle, match: re.Match[str], end: int) -> Turn | None:
    """The turn behind a label, or None where the label can be none, or no words stand behind it."""
    source = marked.stretch(*match.span("source"), " –—-•·")
    content = marked.stretch(match.end(), end, " ")
    words = marked.text_of(source).split() if source else []
    if not source or not content or not WORD.search(marked.text, content.start, content.end):
        return None
    if len(words) > MOST_WORDS_OF_A_NAME or not all(word[0].isupper() or word[0] in "(.-’'" for word in words):
        return None
    label = marked.text_of(source)
    return None if label.lower().startswith(DEAR) else Turn(label, Span(*match.span("cue")), source, content)


def _asked(marked: MarkedArticle, turns: Sequence[Turn]) -> Iterator[Turn]:
    """The turns, those that are questions of somebody who mostly asks marked so."""
    all_of, asking = Counter(turn.label for turn in turns), Counter[str]()
    for turn in turns:
        asking[turn.label] += marked.text_of(turn.content).endswith("?")
    for turn in turns:
        asks = marked.text_of(turn.content).endswith("?") and 2 * asking[turn.label] >= all_of[turn.label]
        yield replace(turn, asks=asks)
