"""The records that flow through quotes: articles, statements, speakers and analyses.

Every span is a pair of code-point offsets into ``Article.text``; ``article.text[span.start:span.end]``
is exactly what was written. The text is never normalised in place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

StatementKind = Literal["direct", "indirect", "mixed"]
StatementAct = Literal["speech", "belief", "intention", "attitude", "perception"]
Finder = Literal["rules", "textacy", "model"]
Engine = Literal["rules", "model", "all"]
Scope = Literal["speech", "all"]
Coref = Literal["own", "stanza"]
SpeakerKind = Literal["person", "organization", "place", "group", "document", "anonymous", "unknown"]

STATEMENT_KINDS: tuple[StatementKind, ...] = get_args(StatementKind)
STATEMENT_ACTS: tuple[StatementAct, ...] = get_args(StatementAct)
FINDERS: tuple[Finder, ...] = get_args(Finder)
ENGINES: tuple[Engine, ...] = get_args(Engine)
SCOPES: tuple[Scope, ...] = get_args(Scope)
COREFS: tuple[Coref, ...] = get_args(Coref)
SPEAKER_KINDS: tuple[SpeakerKind, ...] = get_args(SpeakerKind)


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A stretch of an article: code-point offsets, end exclusive."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, got {self.start}:{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Do the two share at least one character?"""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Does this span cover the other one entirely?"""
        return self.start <= other.start and other.end <= self.end

    def text(self, article: Article) -> str:
        """The characters of the article that this span covers."""
        return article.text[self.start : self.end]


def overlap_length(some: Iterable[Span], others: Sequence[Span]) -> int:
    """How many code points some spans share with others."""
    return sum(max(0, min(one.end, other.end) - max(one.start, other.start)) for one in some for other in others)


def iou(some: Sequence[Span], others: Sequence[Span]) -> float:
    """Intersection over union: how much of all that they cover is common to both sides, from 0 (nothing) to 1 (all)."""
    common = overlap_length(some, others)
    return common / (sum(map(len, some)) + sum(map(len, others)) - common)


@dataclass(frozen=True, slots=True)
class Article:
    """One text to analyse, with what is known about it."""

    text: str
    id: str = ""
    title: str | None = None
    date: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that the article attributes to somebody.

    ``content`` has several spans for a split quotation (“…,” he said, “…”); quotation marks belong to
    it. ``source`` is the speaker as mentioned in the text, or empty; ``speaker`` is a ``Speaker.id``,
    or None where nobody can be named. ``circumstances`` are the words around the cue that tell how or
    to whom it was said ("in a statement"). ``nested_in`` is the id of the statement that contains
    this one. ``confidence`` is a probability. ``rule`` names the pattern that found the statement.

    ``act`` is what the source does: says it, believes it, intends it, has an attitude towards it, or perceives it.
    ``negated``: the article says that it was not said (believed, ...): "did not say", "refused to say", "no one said";
    a "denied" is no negation. ``hypothetical``: it would, could or might be said, or is said on a condition ("if he
    says so"). ``question``: the content is asked. ``finders`` are the finders that found the statement. ``doubtful``:
    only the learned model found it, not all of it is in quotation marks, and its confidence is low.
    """

    id: str
    kind: StatementKind
    content: tuple[Span, ...]
    rule: str
    confidence: float
    cue: Span | None = None
    source: tuple[Span, ...] = ()
    speaker: str | None = None
    circumstances: tuple[Span, ...] = ()
    nested_in: str | None = None
    act: StatementAct = "speech"
    negated: bool = False
    hypothetical: bool = False
    question: bool = False
    finders: tuple[Finder, ...] = ()
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Speaker:
    """An entity that makes statements: canonical name, and every mention used as a source.

    ``aliases`` are the other forms of the name in the article. ``speaks_for`` is the name of whom a spokesperson speaks
    for. ``anonymity`` is the reason that the article gives for a withheld name, as written. ``listed`` says that the
    speaker is on the roster in use, ``details`` are the further columns that it has there.
    """

    id: str
    name: str
    kind: SpeakerKind
    role: str | None = None
    affiliation: str | None = None
    mentions: tuple[Span, ...] = ()
    aliases: tuple[str, ...] = ()
    speaks_for: str | None = None
    anonymity: str | None = None
    listed: bool = False
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleWarning:
    """A doubt about an article that its reader should know of.

    ``code`` is stable and meant for programs (``unbalanced-quotation-mark``, ``empty-article``,
    ``other-language``); ``message`` is meant for people; ``span`` is where, if it is one place.
    """

    code: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """The result for one article. Statements are in the order in which they appear in the text."""

    article: Article
    statements: tuple[Statement, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    warnings: tuple[ArticleWarning, ...] = ()
    model: str = ""

    def speaker_of(self, statement: Statement) -> Speaker | None:
        """The speaker of one of this analysis's statements, or None where it has none."""
        return next((speaker for speaker in self.speakers if speaker.id == statement.speaker), None)

    def by_speaker(self) -> Iterator[tuple[Speaker | None, tuple[Statement, ...]]]:
        """Speakers with their statements, in order of first statement; None (nobody named) comes last."""
        groups: dict[str | None, list[Statement]] = {}
        for statement in self.statements:
            groups.setdefault(statement.speaker, []).append(statement)
        speakers = {speaker.id: speaker for speaker in self.speakers}
        unattributed = groups.pop(None, None)
        for speaker_id, statements in groups.items():
            assert speaker_id is not None
            yield speakers[speaker_id], tuple(statements)
        if unattributed:
            yield None, tuple(unattributed)

    def within(self, scope: Scope = "all", min_confidence: float = 0.0) -> Analysis:
        """This analysis with fewer statements: those of the scope that have at least this confidence (0 to 1).

        ``speech`` is what was said or written, ``all`` also beliefs, intentions, attitudes, perceptions and doubtful
        statements. Ids stay as they are. A statement in one that is left out is nested in what that one was nested in.
        Speakers that are left with no statement go, and so do mentions that are the source of none.
        """
        kept = tuple(
            statement
            for statement in self.statements
            if statement.confidence >= min_confidence
            and (scope == "all" or (statement.act == "speech" and not statement.doubtful))
        )
        if len(kept) == len(self.statements):
            return self
        outer = {statement.id: statement.nested_in for statement in self.statements}
        ids = {statement.id for statement in kept}
        statements = tuple(
            replace(statement, nested_in=_nearest(statement.nested_in, outer, ids)) for statement in kept
        )
        speaking = {statement.speaker for statement in kept}
        sources = {(statement.speaker, span) for statement in kept for span in statement.source}
        gone = {(statement.speaker, span) for statement in self.statements for span in statement.source} - sources
        speakers = tuple(
            replace(speaker, mentions=tuple(span for span in speaker.mentions if (speaker.id, span) not in gone))
            for speaker in self.speakers
            if speaker.id in speaking
        )
        return replace(self, statements=statements, speakers=speakers)


def _nearest(id: str | None, outer: dict[str, str | None], kept: set[str]) -> str | None:
    """The id of the innermost statement that is kept, from `id` outwards; None if none is."""
    seen = set[str]()
    while id is not None and id not in kept and id not in seen:
        seen.add(id)
        id = outer.get(id)
    return id if id in kept else None
