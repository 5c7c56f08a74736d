"""Decisions of a person about statements of an article, and functions that make and change them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from quotes.article import iou
from quotes.corpora.say_lines import NamedSpeaker as NamedSpeaker
from quotes.records import Span, Speaker, SpeakerKind, Statement

LEAST_AGREEMENT = 0.5
"""Share of the characters of both contents (IoU) from which on two statements may be the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A statement as a person has decided that it is, or, if ``rejected``, one that the article does not make.

    ``speakers`` are none where nobody can be named, and several for joint ones. Spans are code-point offsets into the
    text of the article; those of ``content`` and ``source`` are kept in order. ``nested``: it lies within another
    statement. Raises ValueError without any content.
    """

    content: tuple[Span, ...]
    cue: Span | None = None
    source: tuple[Span, ...] = ()
    speakers: tuple[NamedSpeaker, ...] = ()
    question: bool = False
    negated: bool = False
    hypothetical: bool = False
    nested: bool = False
    rejected: bool = False

    def __post_init__(self) -> None:
        if not self.content:
            raise ValueError("a decision needs a content")
        object.__setattr__(self, "content", tuple(sorted(set(self.content))))
        object.__setattr__(self, "source", tuple(sorted(set(self.source))))
        object.__setattr__(self, "speakers", tuple(dict.fromkeys(self.speakers)))

    @property
    def start(self) -> int:
        """Offset of the cue, or of the content if there is none, by which decisions are ordered."""
        return (self.cue or self.content[0]).start


@dataclass(frozen=True, slots=True)
class LostDecision:
    """A decision whose words the article has not any more, or a line that cannot be understood, as it was written."""

    written: str
    reason: str


@dataclass(frozen=True, slots=True)
class Corrections:
    """All decisions about one article with this text, in its order.

    ``complete``: the article was read whole, so that it makes no statements but these. ``lost`` are kept in case their
    words come back, and ``comments`` are other comments (``# …``) of the file. ``outdated``: it was read whole when it
    had another text; this is not kept when anything is decided.
    """

    text: str
    decisions: tuple[Decision, ...] = ()
    complete: bool = False
    lost: tuple[LostDecision, ...] = ()
    comments: tuple[str, ...] = ()
    outdated: bool = field(default=False, compare=False)

    def __post_init__(self) -> None:
        beyond = [span for one in self.decisions for span in spans_of(one) if span.end > len(self.text)]
        if beyond:
            raise ValueError(f"the article has no {beyond[0].start}:{beyond[0].end}")
        ordered = sorted(dict.fromkeys(self.decisions), key=_order)
        object.__setattr__(self, "decisions", tuple(ordered))

    def of(self, statement: Statement | Decision) -> Decision | None:
        """Return the decision about a statement: the one that means the same, the most similar of several; or None."""
        alike = [(score, one) for one in self.decisions if (score := likeness(one, statement))]
        return max(alike, key=lambda pair: (pair[0], not pair[1].rejected))[1] if alike else None


def accept(statement: Statement) -> Decision:
    """Return the decision that a statement is right as it is."""
    return Decision(
        content=statement.content,
        cue=statement.cue,
        source=statement.source,
        speakers=tuple(named(speaker) for speaker in statement.speakers),
        question=statement.question,
        negated=statement.negated,
        hypothetical=statement.hypothetical,
        nested=statement.nested_in is not None,
    )


def reject(statement: Statement) -> Decision:
    """Return the decision that there is no such statement."""
    return replace(accept(statement), rejected=True)


def named(speaker: Speaker) -> NamedSpeaker:
    """Return a speaker of an analysis by name and kind."""
    return NamedSpeaker(speaker.name, speaker.kind)


def with_speakers(decision: Decision, speakers: Iterable[NamedSpeaker]) -> Decision:
    """Return the decision with other speakers: none where nobody can be named, several for joint ones."""
    return replace(decision, speakers=tuple(speakers))


def with_name(
    decision: Decision,
    name: str,
    new: str,
    *,
    kind: SpeakerKind | None = None,
    role: str | None = None,
    affiliation: str | None = None,
) -> Decision:
    """Return the decision with a better name for the same speaker; the old name becomes an alias, as rosters have it.

    What is None stays. Raises KeyError if the decision has no speaker of that name.
    """
    old = next((one for one in decision.speakers if one.name == name), None)
    if old is None:
        raise KeyError(name)
    aliases = dict.fromkeys((*old.aliases, *([name] if name != new else [])))
    renamed = NamedSpeaker(
        new,
        kind or old.kind,
        tuple(alias for alias in aliases if alias != new),
        role or old.role,
        affiliation or old.affiliation,
    )
    return replace(decision, speakers=tuple(renamed if one is old else one for one in decision.speakers))


def with_source(decision: Decision, *source: Span) -> Decision:
    """Return the decision with another source, none where the article does not mention the speaker there."""
    return replace(decision, source=source)


def with_cue(decision: Decision, cue: Span | None) -> Decision:
    """Return the decision with another cue, or None."""
    return replace(decision, cue=cue)


def with_content(decision: Decision, *content: Span) -> Decision:
    """Return the decision with another content. Raises ValueError without any."""
    return replace(decision, content=content)


def with_flags(
    decision: Decision,
    *,
    question: bool | None = None,
    negated: bool | None = None,
    hypothetical: bool | None = None,
    nested: bool | None = None,
) -> Decision:
    """Return the decision with some flags set or not; those that are None stay."""
    return replace(
        decision,
        question=decision.question if question is None else question,
        negated=decision.negated if negated is None else negated,
        hypothetical=decision.hypothetical if hypothetical is None else hypothetical,
        nested=decision.nested if nested is None else nested,
    )


def decide(corrections: Corrections, decision: Decision, about: Statement | Decision | None = None) -> Corrections:
    """Return the corrections with a new decision about a statement of an analysis, or an earlier decision.

    It takes the place of the earlier decision about that statement, as `with_decision` has it. Without `about`, it is a
    missing statement, which is added.
    """
    before = corrections.of(about) if about is not None else None
    return with_decision(corrections, decision, before, about if isinstance(about, Statement) else None)


def with_decision(
    corrections: Corrections, decision: Decision, before: Decision | None, found: Statement | None
) -> Corrections:
    """Return the corrections with a decision in the place of another one, about a statement that was found.

    If it does not mean that statement any more, the statement is rejected beside it; if it means one that was rejected,
    that is not so any more.
    """
    others = [
        one
        for one in corrections.decisions
        if one != before and not (one.rejected and not decision.rejected and likeness(one, decision))
    ]
    if found is not None and not likeness(decision, found):
        others.append(reject(found))
    return replace(corrections, decisions=(*others, decision))


def finish(corrections: Corrections, complete: bool = True) -> Corrections:
    """Return the corrections of an article that was read whole, so that it makes no other statements, or was not."""
    return replace(corrections, complete=complete, outdated=False)


def likeness(one: Statement | Decision, other: Statement | Decision) -> float:
    """Return how surely two statements are the same: 0 if they are not, and at most 2.

    They are if their cues overlap and their contents share a character, or else if half of the characters of both
    contents are the same, and the cue of neither lies in the other's content, where one would lie within the other.
    """
    shared = iou(one.content, other.content)
    if one.cue and other.cue and one.cue.overlaps(other.cue):
        return 1 + shared if shared else 0.0
    if _lies_within(one, other) or _lies_within(other, one):
        return 0.0
    return shared if shared >= LEAST_AGREEMENT else 0.0


def spans_of(decision: Statement | Decision) -> tuple[Span, ...]:
    """Return all spans of source, cue and content."""
    return (*decision.source, *([decision.cue] if decision.cue else []), *decision.content)


def _lies_within(one: Statement | Decision, other: Statement | Decision) -> bool:
    cue = one.cue
    return cue is not None and any(span.contains(cue) for span in other.content)


def _order(decision: Decision) -> tuple[object, ...]:
    cue = decision.cue
    return (decision.start, decision.content, decision.rejected, decision.source, (cue.end if cue else 0))
