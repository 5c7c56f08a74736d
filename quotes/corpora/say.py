"""Attributions annotated in lines: ``ARTICLE.say`` beside ``ARTICLE.txt``.

Each line is one statement, its fields copied from the article::

    Jerome Powell (person) | Chair Jerome Powell | called | that || "prudent." | q, neg

They are the speaker (with a kind the first time, which holds for the whole article), source, cue and content, and
flags, which may be left out: ``q`` for a question, ``neg`` for what was not said, ``hyp`` for what might be said,
``in`` for a statement within another one. A field is empty if it is ``-``; `` || `` stands between its pieces; a long
piece may be cut: ``first words ... last words``. Lines that begin with ``#`` are comments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from quotes.corpora.attribution.gold import Annotation, Attribution, GoldArticle, read_exactly
from quotes.errors import CorpusError
from quotes.records import SPEAKER_KINDS, Span, SpeakerKind

FLAGS = ("q", "neg", "hyp", "in")
MOST_CHOICES = 60
"""Number of choices of places that are weighed at once."""

_SEPARATOR = re.compile(r"\s+\|\s+|^\|\s+|\s+\|$")
_SPEAKER = re.compile(rf"(.*?)\s*\(({'|'.join(SPEAKER_KINDS)})\)")
_CUT = re.compile(r"\s+(?:\.\.\.|…|\[\.\.\.\])\s+")
_SENTENCE_END = re.compile(r"[.!?…][”\"’')]*\s|\n")
SENTENCE_COST, BACK_COST, CLASH_COST, TAKEN_COST = 60, 400, 10_000, 80
"""Costs of a place, in characters of distance: for each end of a sentence in between (three at most), for lying far
before the line above, for lying in another span of the line, and for being the place of another line's cue."""


def read_say(path: Path) -> list[GoldArticle]:
    """Read an annotated article, or all those in a folder and the folders in it, by their paths, which are their ids.

    Raises `CorpusError` where there are none, or a line is malformed or its words are not in the article.
    """
    folder, paths = (path, sorted(path.rglob("*.say"))) if path.is_dir() else (path.parent, [path])
    if not paths or paths[0].suffix != ".say":
        raise CorpusError(f"{path} has no annotated articles: expected ARTICLE.say beside ARTICLE.txt")
    return [_article(each, str(each.relative_to(folder).with_suffix(""))) for each in paths]


def _article(path: Path, identifier: str) -> GoldArticle:
    text = read_exactly(path.with_suffix(".txt"))
    taken: set[Span] = set()
    found: list[Attribution] = []
    kinds: dict[str, SpeakerKind] = {}
    anchor = 0
    for number, line in enumerate(read_exactly(path).split("\n"), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            attribution = _attribution(line, text, anchor, taken, f"{path}, line {number}")
            found.append(attribution)
            taken.update(attribution.cue)
            anchor = (attribution.cue or attribution.content)[0].start
            if attribution.speaker and attribution.speaker_kind:
                kinds.setdefault(attribution.speaker.lower(), attribution.speaker_kind)
    attributions = (replace(each, speaker_kind=kinds.get((each.speaker or "").lower())) for each in found)
    return GoldArticle(identifier, text, (Annotation("", tuple(attributions)),))


def _attribution(line: str, text: str, anchor: int, taken: set[Span], where: str) -> Attribution:
    fields = [field.strip() for field in _SEPARATOR.split(line.strip())]
    if len(fields) not in (4, 5):
        raise CorpusError(f"{where}: {len(fields)} fields instead of 4 or 5")
    pieces = [[] if field == "-" else [piece.strip() for piece in field.split(" || ")] for field in fields[1:4]]
    if not pieces[2]:
        raise CorpusError(f"{where}: no content")
    flags = {flag.strip() for flag in "".join(fields[4:]).split(",")} - {"", "-"}
    if unknown := sorted(flags.difference(FLAGS)):
        raise CorpusError(f"{where}: {unknown[0]!r} is no flag: expected {', '.join(FLAGS)}")
    wanted = [(role, piece) for role in (1, 2, 0) for piece in pieces[role]]
    options = [_places(text, piece) for _, piece in wanted]
    for (_, piece), places in zip(wanted, options, strict=True):
        if not places:
            raise CorpusError(f"{where}: not in the article: {piece!r}")
    order = sorted(range(len(wanted)), key=lambda each: (len(options[each]), each))
    chosen = _closest(text, [options[each] for each in order], anchor, taken)
    spans: list[list[Span]] = [[], [], []]
    for each, span in zip(order, chosen, strict=True):
        spans[wanted[each][0]].append(span)
    source, cue, content = (tuple(sorted(role)) for role in spans)
    speaker, kind = _speaker(fields[0])
    return Attribution(source, cue, content, speaker=speaker, speaker_kind=kind, nested="in" in flags)


def _speaker(field: str) -> tuple[str | None, SpeakerKind | None]:
    match = _SPEAKER.fullmatch(field)
    name, kind = match.groups() if match else (field, None)
    return (None, None) if name == "-" else (name, cast(SpeakerKind | None, kind))


def _places(text: str, piece: str) -> list[Span]:
    """Return all places of a piece in the article, white space free; a cut one goes from first to last words."""
    if whole := [Span(*match.span()) for match in _pattern(piece).finditer(text)]:
        return whole
    parts = [part for part in _CUT.split(piece) if part]
    if len(parts) != 2:
        return []
    ends = [match.end() for match in _pattern(parts[1]).finditer(text)]
    return [
        Span(match.start(), end)
        for match in _pattern(parts[0]).finditer(text)
        if (end := next((end for end in ends if end >= match.end()), None))
    ]


def _pattern(words: str) -> re.Pattern[str]:
    before, after = r"(?<!\w)" * words[0].isalnum(), r"(?!\w)" * words[-1].isalnum()
    return re.compile(before + r"\s+".join(map(re.escape, words.split())) + after)


def _closest(text: str, options: Sequence[list[Span]], anchor: int, taken: set[Span]) -> tuple[Span, ...]:
    """Return one place for each piece, such that all lie close together and near the anchor (a beam search)."""
    choices: list[tuple[float, tuple[Span, ...]]] = [(0.0, ())]
    for places in options:
        grown = [
            (cost + _cost(text, place, chosen, anchor) + TAKEN_COST * (place in taken), (*chosen, place))
            for cost, chosen in choices
            for place in places
        ]
        choices = sorted(grown, key=lambda choice: choice[0])[:MOST_CHOICES]
    return choices[0][1]


def _cost(text: str, place: Span, chosen: Sequence[Span], anchor: int) -> float:
    if not chosen:
        return abs(place.start - anchor) * 0.2 + BACK_COST * (place.end < anchor - 600)
    clash = any(place.overlaps(other) for other in chosen)
    return min(_distance(text, place, other) for other in chosen) + CLASH_COST * clash


def _distance(text: str, one: Span, other: Span) -> float:
    start, end = (one.end, other.start) if one.end <= other.start else (other.end, one.start)
    ends = len(_SENTENCE_END.findall(text[start:end])) if start < end < start + 2000 else 0
    return max(0, end - start) + SENTENCE_COST * min(3, ends)
