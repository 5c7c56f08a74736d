"""Lines of ``ARTICLE.say``, read one by one: statements with their words, and comments that tell more about them.

A statement is ``SPEAKER (KIND) | SOURCE | CUE | CONTENT | FLAGS`` (see `quotes.corpora.say`). These comments, which
other programs ignore, tell what such a line cannot::

    # not: Anna Berg | she | said | that it rained        there is no such statement
    # spans: 10-25 | 30-34 | 40-80 || 90-95              places of source, cue and content of the line above
    # speakers: [{"name": "A | B", "kind": "person"}]     speakers of the line above, exactly
    # statement: {"content": [[40, 80, "…"]], …}         a statement that no line can hold
    # lost: Anna Berg | she | said | that it rained       a statement whose words the article has not any more
    # complete                                            the article was read whole: there are no other statements
    # text: 0f343b0931126a20                              mark of the text of which that was said
    # open                                                what is not here has not been decided

A file with neither ``# complete`` nor ``# open`` was written by hand, and counts as complete.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, get_args

from quotes.corpora.speakers.same_name import joint_names
from quotes.errors import CorpusError
from quotes.records import SPEAKER_KINDS, Span, SpeakerKind
from quotes.reports.wording import in_one_line, names_in_words

FLAGS = ("q", "neg", "hyp", "in")
HEADER = "# SPEAKER (KIND) | SOURCE | CUE | CONTENT | FLAGS"
COMPLETE, OPEN, TEXT = "# complete", "# open", "# text:"
NOT, SPANS, SPEAKERS, STATEMENT, LOST = "# not:", "# spans:", "# speakers:", "# statement:", "# lost:"

ROLES = ("source", "cue", "content")

Words = tuple[tuple[str, ...], ...]
"""Pieces of source, cue and content as written."""

Places = tuple[tuple[Span, ...], ...]
"""Spans of source, cue and content."""

UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""Errors of comments that are not as this module writes them."""

_SEPARATOR = re.compile(r"\s+\|\s+|^\|\s+|\s+\|$")
_SPEAKER = re.compile(rf"(.*?)\s*\(({'|'.join(SPEAKER_KINDS)})\)")
_OFFSETS = re.compile(r"(\d+)-(\d+)")


@dataclass(frozen=True, slots=True)
class NamedSpeaker:
    """A speaker as a person has named it; ``kind`` is "unknown" where none is given.

    ``aliases`` are other names of the same speaker; they, ``role`` and ``affiliation`` are those that were given for
    this name, not all that an article may have.
    """

    name: str
    kind: SpeakerKind = "unknown"
    aliases: tuple[str, ...] = ()
    role: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SayLine:
    """A statement as a line has it, before its words are looked for in the article.

    ``number`` is that of the line in its file, from 1, and ``written`` the line with the comments that belong to it.
    ``named`` is the speaker as the line has it, None for nobody; ``speakers`` are those that it means. ``spans`` are
    the places that a comment gives. ``rejected``: there is no such statement. ``lost``: it was not found before.
    ``commented``: the line is a comment, which other programs do not see.
    """

    number: int
    written: str
    words: Words
    named: NamedSpeaker | None = None
    speakers: tuple[NamedSpeaker, ...] = ()
    flags: frozenset[str] = frozenset()
    spans: Places | None = None
    rejected: bool = False
    lost: bool = False
    commented: bool = False


@dataclass(frozen=True, slots=True)
class WrongLine:
    """A line that is malformed, with the reason."""

    number: int
    written: str
    reason: str


@dataclass(frozen=True, slots=True)
class SayContents:
    """Contents of a file: its lines, other comments, and whether it names every statement of its article.

    ``is_marked``: the file says itself whether it does. ``text_mark`` is the mark of the text that it had then,
    or None.
    """

    lines: tuple[SayLine | WrongLine, ...]
    comments: tuple[str, ...]
    complete: bool
    is_marked: bool
    text_mark: str | None = None

    def is_complete_for(self, text: str) -> bool:
        """Tell whether the file names every statement of the article, which has this text now."""
        return self.complete and self.text_mark in (None, text_mark(text))


def text_mark(text: str) -> str:
    """Return the mark of a text, which stays when nothing but white space changes."""
    return sha256(in_one_line(text).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read_lines(said: str) -> SayContents:
    """Read the text of a file of lines; malformed ones are among the lines, and nothing is raised."""
    lines: list[SayLine | WrongLine] = []
    comments: list[str] = []
    state = mark = None
    for number, raw in enumerate(said.removeprefix("\ufeff").split("\n"), start=1):
        line = raw.strip()
        if line in (COMPLETE, OPEN):
            state = line
        elif line.startswith(TEXT):
            mark = line.removeprefix(TEXT).strip()
        elif line.startswith((SPANS, SPEAKERS)):
            lines[-1:] = [_with_comment(lines[-1], line)] if lines else []
        elif line.startswith((NOT, STATEMENT, LOST)) or (line and not line.startswith("#")):
            lines.append(_line_or_error(line, number))
        elif line and line != HEADER:
            comments.append(line)
    return SayContents(_with_kinds(lines), tuple(comments), state != OPEN, state is not None, mark)


def read_line(line: str, number: int) -> SayLine:
    """Read one line, which may be a comment with a statement. Raises `CorpusError` with the reason."""
    if line.startswith(LOST):
        inner = line.removeprefix(LOST).strip()
        return replace(read_line(inner, number), written=inner, lost=True, commented=True)
    if line.startswith(STATEMENT):
        return _from_json(line, number)
    rejected = line.startswith(NOT)
    fields = [field.strip() for field in _SEPARATOR.split(line.removeprefix(NOT).strip())]
    if len(fields) not in (4, 5):
        raise CorpusError(f"{len(fields)} fields instead of 4 or 5")
    words = tuple(
        () if field == "-" else tuple(piece.strip() for piece in field.split(" || ")) for field in fields[1:4]
    )
    if not words[2]:
        raise CorpusError("no content")
    flags = frozenset(flag.strip() for flag in "".join(fields[4:]).split(",")) - {"", "-"}
    if unknown := sorted(flags.difference(FLAGS)):
        raise CorpusError(f"{unknown[0]!r} is no flag: expected {', '.join(FLAGS)}")
    named = _named(fields[0])
    return SayLine(
        number=number,
        written=line,
        words=words,
        named=named,
        flags=flags,
        rejected=rejected,
        commented=rejected,
    )


def spans_comment(spans: Places) -> str:
    """Return the comment that gives the places of a line."""
    return f"{SPANS} " + " | ".join(" || ".join(f"{span.start}-{span.end}" for span in role) or "-" for role in spans)


def speakers_comment(speakers: tuple[NamedSpeaker, ...]) -> str:
    """Return the comment that gives the speakers of a line."""
    return f"{SPEAKERS} {_json([_speaker_to_json(each) for each in speakers])}"


def statement_comment(
    speakers: tuple[NamedSpeaker, ...], spans: Places, words: Words, flags: frozenset[str], rejected: bool
) -> str:
    """Return the comment that stands for a line."""
    data: dict[str, Any] = {"speakers": [_speaker_to_json(each) for each in speakers]}
    for role, places, pieces in zip(ROLES, spans, words, strict=True):
        data[role] = [[span.start, span.end, piece] for span, piece in zip(places, pieces, strict=True)]
    return f"{STATEMENT} {_json({**data, 'flags': sorted(flags), 'rejected': rejected})}"


def _line_or_error(line: str, number: int) -> SayLine | WrongLine:
    try:
        return read_line(line, number)
    except CorpusError as error:
        return WrongLine(number, line, str(error))


def _with_comment(line: SayLine | WrongLine, comment: str) -> SayLine | WrongLine:
    written = f"{line.written}\n{comment}"
    if isinstance(line, WrongLine):
        return replace(line, written=written)
    try:
        if comment.startswith(SPANS):
            return replace(line, written=written, spans=_spans(comment.removeprefix(SPANS)))
        return replace(line, written=written, speakers=_speakers(json.loads(comment.removeprefix(SPEAKERS))))
    except UNREADABLE:
        return WrongLine(line.number, written, f"cannot understand the comment below it: {comment}")


def _with_kinds(lines: list[SayLine | WrongLine]) -> tuple[SayLine | WrongLine, ...]:
    """Return the lines with the kinds of their speakers, which stand where a name comes first, and their speakers."""
    kinds: dict[str, SpeakerKind] = {}
    for line in lines:
        if isinstance(line, SayLine) and line.named and line.named.kind != "unknown" and not line.commented:
            kinds.setdefault(line.named.name.lower(), line.named.kind)
    return tuple(_with_kind(line, kinds) if isinstance(line, SayLine) else line for line in lines)


def _with_kind(line: SayLine, kinds: dict[str, SpeakerKind]) -> SayLine:
    if line.speakers:
        several = len(line.speakers) > 1
        kind = "group" if several else line.speakers[0].kind
        name = names_in_words([each.name for each in line.speakers])
        return replace(line, named=NamedSpeaker(name, kind))
    if line.named is None:
        return line
    named = replace(line.named, kind=kinds.get(line.named.name.lower(), line.named.kind))
    parts = joint_names(named.name, named.kind)
    speakers = tuple(NamedSpeaker(each, kinds.get(each.lower(), "unknown")) for each in dict.fromkeys(parts))
    return replace(line, named=named, speakers=speakers or (named,))


def _named(field: str) -> NamedSpeaker | None:
    match = _SPEAKER.fullmatch(field)
    if match:
        return None if match[1] == "-" else NamedSpeaker(match[1], _kind(match[2]))
    return None if field == "-" else NamedSpeaker(field)


def _kind(name: str) -> SpeakerKind:
    return next(kind for kind in get_args(SpeakerKind) if kind == name)


def _spans(field: str) -> Places:
    fields = [each.strip() for each in field.split(" | ")]
    if len(fields) != len(ROLES):
        raise ValueError(field)
    return tuple(tuple(_offsets(fields[number])) for number in range(len(ROLES)))


def _offsets(field: str) -> Iterator[Span]:
    for piece in [] if field == "-" else field.split("||"):
        match = _OFFSETS.fullmatch(piece.strip())
        if match is None:
            raise ValueError(piece)
        yield Span(int(match[1]), int(match[2]))


def _from_json(line: str, number: int) -> SayLine:
    try:
        data = json.loads(line.removeprefix(STATEMENT))
        pieces = [[(Span(start, end), str(text)) for start, end, text in data[role]] for role in ROLES]
        found = SayLine(
            number=number,
            written=line,
            words=tuple(tuple(text for _, text in role) for role in pieces),
            spans=tuple(tuple(span for span, _ in role) for role in pieces),
            speakers=_speakers(data["speakers"]),
            flags=frozenset(data["flags"]) & frozenset(FLAGS),
            rejected=data["rejected"] is True,
            commented=True,
        )
    except UNREADABLE:
        raise CorpusError("cannot understand what stands after “statement:”") from None
    if not found.words[2]:
        raise CorpusError("no content")
    return found


def _speakers(data: list[dict[str, Any]]) -> tuple[NamedSpeaker, ...]:
    return tuple(
        NamedSpeaker(
            str(each["name"]),
            next((kind for kind in SPEAKER_KINDS if kind == each.get("kind")), "unknown"),
            tuple(map(str, each.get("aliases", ()))),
            str(each["role"]) if each.get("role") else None,
            str(each["affiliation"]) if each.get("affiliation") else None,
        )
        for each in data
    )


def _speaker_to_json(speaker: NamedSpeaker) -> dict[str, Any]:
    data: dict[str, Any] = {"name": speaker.name, "kind": speaker.kind}
    others = {"aliases": list(speaker.aliases), "role": speaker.role, "affiliation": speaker.affiliation}
    return data | {key: value for key, value in others.items() if value}


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else json.dumps(value)
