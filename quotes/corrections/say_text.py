"""Corrections as the text of a file of lines (``ARTICLE.say``), and back, with exactly the same spans and names."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from quotes.corpora.say_lines import (
    COMPLETE,
    HEADER,
    LOST,
    NOT,
    OPEN,
    TEXT,
    Places,
    SayLine,
    Words,
    WrongLine,
    read_line,
    read_lines,
    spans_comment,
    speakers_comment,
    statement_comment,
    text_mark,
)
from quotes.corpora.say_places import LineFinder
from quotes.corrections.decisions import Corrections, Decision, LostDecision, likeness
from quotes.errors import CorpusError
from quotes.records import Span, SpeakerKind
from quotes.reports.escaping import without_surrogates
from quotes.reports.wording import abbreviated, in_one_line, names_in_words

FLAG_NAMES = {"q": "question", "neg": "negated", "hyp": "hypothetical", "in": "nested"}


def corrections_text(corrections: Corrections) -> str:
    """Return the text of a file with these corrections, from which `read_corrections` makes the same ones."""
    blocks = _blocks(corrections)
    found = read_lines("\n".join(blocks)).lines
    for number, (decision, line) in enumerate(zip(corrections.decisions, found, strict=True)):
        if isinstance(line, SayLine) and line.speakers != decision.speakers:
            blocks[number] += f"\n{speakers_comment(decision.speakers)}"
    state = f"{COMPLETE}\n{TEXT} {text_mark(corrections.text)}" if corrections.complete else OPEN
    lost = [f"{LOST} {one.written}" for one in corrections.lost]
    return "".join(f"{line}\n" for line in (HEADER, state, *corrections.comments, *blocks, *lost))


def read_corrections(said: str, text: str) -> Corrections:
    """Return the corrections in the text of a file, for an article with this text, which may have changed since.

    Decisions whose words are only in other places are found there; those whose words are gone, or stand together no
    more, and lines that are malformed, are lost. A decision that was lost is found again where its words are back; it
    is dropped where there is another decision about the same statement.
    """
    contents = read_lines(said)
    finder = LineFinder(text, strict=contents.is_marked)
    decisions: list[Decision] = []
    lost: list[LostDecision] = []
    for line in sorted(contents.lines, key=lambda line: isinstance(line, SayLine) and line.lost):
        try:
            if isinstance(line, WrongLine):
                raise CorpusError(line.reason)
            if line.lost and any(likeness(_decision(line, finder.nearest(line)), other) for other in decisions):
                continue
            decisions.append(_decision(line, finder.find(line)))
        except CorpusError as error:
            lost.append(LostDecision(line.written.removeprefix(LOST).strip(), str(error)))
    complete = contents.is_complete_for(text)
    outdated = contents.complete and not complete
    return Corrections(text, tuple(decisions), complete, tuple(lost), contents.comments, outdated)


def lost_in_words(lost: Iterable[LostDecision]) -> str:
    """Return what was lost as one line of text: each statement, shortened, with the reason."""
    parts = []
    for one in lost:
        written = one.written.split("\n")[0].removeprefix(NOT).strip()
        parts.append(f"“{abbreviated(written, 8)}” ({abbreviated(one.reason, 8)})")
    return "; ".join(parts)


def flags_of(decision: Decision) -> frozenset[str]:
    """Return the flags of a decision as lines have them."""
    return frozenset(flag for flag, name in FLAG_NAMES.items() if getattr(decision, name))


def _decision(line: SayLine, places: Places) -> Decision:
    source, cue, content = places
    return Decision(
        content=content,
        cue=Span(cue[0].start, cue[-1].end) if cue else None,
        source=source,
        speakers=line.speakers,
        rejected=line.rejected,
        **{name: flag in line.flags for flag, name in FLAG_NAMES.items()},
    )


def _blocks(corrections: Corrections) -> list[str]:
    """Return the line of each decision, with the comment that gives its places where the words alone would not."""
    finder = LineFinder(corrections.text)
    kinds: dict[str, SpeakerKind] = {}
    return [_block(corrections.text, decision, finder, kinds) for decision in corrections.decisions]


def _block(text: str, decision: Decision, finder: LineFinder, kinds: dict[str, SpeakerKind]) -> str:
    spans: Places = (decision.source, (decision.cue,) if decision.cue else (), decision.content)
    words = tuple(tuple(in_one_line(text[span.start : span.end]) for span in role) for role in spans)
    flags = flags_of(decision)
    fields = [_speaker_field(decision, kinds), *(" || ".join(role) or "-" for role in words)]
    line = " | ".join([*fields, *([", ".join(sorted(flags))] if flags else [])])
    written = f"{NOT} {line}" if decision.rejected else line
    if _reads_as(written, words, flags, decision.rejected):
        read = read_line(written, 0)
        with suppress(CorpusError):
            is_found = finder.nearest(read) == spans and finder.together(spans)
            finder.pass_by(read, spans)
            return written if is_found else f"{written}\n{spans_comment(spans)}"
    exact = tuple(tuple(text[span.start : span.end] for span in role) for role in spans)
    return statement_comment(decision.speakers, spans, exact, flags, decision.rejected)


def _reads_as(written: str, words: Words, flags: frozenset[str], rejected: bool) -> bool:
    """Tell whether a line can be written as it is, and has these words and flags when it is read."""
    try:
        written.encode("utf-8")
        line = read_line(written, 0)
    except (UnicodeEncodeError, CorpusError):
        return False
    return (line.words, line.flags, line.rejected) == (words, flags, rejected)


def _speaker_field(decision: Decision, kinds: dict[str, SpeakerKind]) -> str:
    """Return the speaker of a line: the names, with the kind where a name comes first, which `kinds` remembers."""
    if not decision.speakers:
        return "-"
    names = names_in_words([in_one_line(one.name) for one in decision.speakers])
    name = without_surrogates(names).replace("|", "/").lstrip("# ")
    if name in ("", "-"):
        name = "unnamed speaker"
    kind = "group" if len(decision.speakers) > 1 else decision.speakers[0].kind
    if decision.rejected:
        return name
    if kind == "unknown" or name.lower() in kinds:
        return name
    kinds[name.lower()] = kind
    return f"{name} ({kind})"
