"""The records that flow through quotes: articles, statements, speakers and analyses.

Those of articles are in `quotes.article`, and have their names here, too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal, get_args

from quotes.article import Article as Article
from quotes.article import ArticleWarning as ArticleWarning
from quotes.article import Block as Block
from quotes.article import BlockKind as BlockKind
from quotes.article import Span as Span
from quotes.errors import ReadError
from quotes.json_form import Json, from_json, to_json

if TYPE_CHECKING:
    from spacy.tokens import Doc

StatementKind = Literal["direct", "indirect", "mixed"]
StatementAct = Literal["speech", "belief", "intention", "attitude", "perception"]
Finder = Literal["rules", "textacy", "model"]
Engine = Literal["rules", "model", "all"]
Scope = Literal["speech", "all", "polnear"]
Coref = Literal["own", "stanza"]
SpeakerKind = Literal["person", "organization", "place", "group", "document", "anonymous", "unknown"]

STATEMENT_KINDS: tuple[StatementKind, ...] = get_args(StatementKind)
STATEMENT_ACTS: tuple[StatementAct, ...] = get_args(StatementAct)
FINDERS: tuple[Finder, ...] = get_args(Finder)
ENGINES: tuple[Engine, ...] = get_args(Engine)
SCOPES: tuple[Scope, ...] = get_args(Scope)
COREFS: tuple[Coref, ...] = get_args(Coref)
SPEAKER_KINDS: tuple[SpeakerKind, ...] = get_args(SpeakerKind)

SCHEMA_VERSION = "3"
"""Version of the JSON form of an analysis."""

ADDED_FIELDS: Json = {"speaker_confidence": 1.0, "speaker_evidence": [], "decided": False}
"""Fields of statements that JSON of this version may lack, as earlier programs wrote it, with the values then read."""

ADDED_ARTICLE_FIELDS: Json = {"blocks": []}
ADDED_BLOCK_FIELDS: Json = {"directives": []}
"""The same for fields of articles and of their blocks."""

BETWEEN_PIECES = " […] "
"""Stands between the pieces of a split quotation."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """An entity that makes statements: canonical name, and every mention of it that is the source of a statement.

    ``id`` is unique within an analysis. ``aliases`` are the other forms of the name in the article. ``speaks_for`` is
    the name of whom a spokesperson speaks for. ``anonymity`` is the reason that the article gives for a withheld name,
    as written. ``listed``: the speaker is on the roster in use; ``details`` are the further columns that it has there,
    as pairs of name and value.
    """

    id: str
    name: str
    kind: SpeakerKind
    role: str | None = None
    affiliation: str | None = None
    speaks_for: str | None = None
    anonymity: str | None = None
    aliases: tuple[str, ...] = ()
    listed: bool = False
    details: tuple[tuple[str, str], ...] = ()
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something that the article attributes to somebody.

    ``content`` has several spans for a split quotation (“…,” he said, “…”); quotation marks belong to
    it. ``source`` is the speaker as mentioned in the text, or empty; ``speakers`` are those whom it means: none where
    nobody can be named, several for joint speakers. ``circumstances`` are the words around the cue that tell how or
    to whom it was said ("in a statement"). ``nested_in`` is the id of a statement whose content has all of this one's
    content and its cue. ``rule`` names the pattern that found the statement.

    ``confidence`` is the probability that all of it is right: content, source and speakers. ``speaker_confidence`` is
    that of the speakers alone, if the rest is right (that there is none, where nobody can be named), and
    ``speaker_evidence`` what spoke most for them, as the names of features: ("gender same", "spoke last").

    ``act`` is what the source does: says it, believes it, intends it, has an attitude towards it, or perceives it.
    ``negated``: the article says that it was not said (believed, ...): "did not say", "refused to say", "no one said";
    a "denied" is no negation. ``hypothetical``: it would, could or might be said, or is said on a condition ("if he
    says so"). ``question``: the content is asked. ``finders`` are the finders that found the statement.
    ``decided``: a person has decided that all this is so (`quotes.corrections`).
    """

    id: str
    kind: StatementKind
    act: StatementAct = "speech"
    negated: bool = False
    hypothetical: bool = False
    question: bool = False
    content: tuple[Span, ...]
    cue: Span | None = None
    source: tuple[Span, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    circumstances: tuple[Span, ...] = ()
    nested_in: str | None = None
    confidence: float
    speaker_confidence: float = 1.0
    speaker_evidence: tuple[str, ...] = ()
    rule: str
    finders: tuple[Finder, ...] = ()
    decided: bool = False

    @property
    def speaker(self) -> Speaker | None:
        """The speaker, the first one of several, or None where nobody can be named."""
        return self.speakers[0] if self.speakers else None

    @property
    def text(self) -> str:
        """The content as written, “ […] ” between its pieces; "" for a statement that belongs to no `Analysis`."""
        return BETWEEN_PIECES.join(span.text for span in self.content)


@dataclass(frozen=True, slots=True, repr=False)
class Analysis:
    """The result for one article. Statements are in the order in which they appear in the text.

    Making an analysis gives every span its text, and every statement those of ``speakers`` that have the ids of its
    own; raises KeyError for an id that none has, and ValueError for a span that the article does not have. ``model`` is
    the name of the model set that parsed the article, "" for a parse that was given. ``doc`` is the parse, a spaCy
    ``Doc``, if the analyzer was asked to keep it: it is not compared and not pickled.
    """

    article: Article
    statements: tuple[Statement, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    warnings: tuple[ArticleWarning, ...] = ()
    model: str = ""
    doc: Doc | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        text = self.article.text
        speakers = {one.id: replace(one, mentions=_with_text(one.mentions, text)) for one in self.speakers}
        statements = tuple(_bound(one, text, speakers) for one in self.statements)
        warnings = tuple(replace(one, span=_span_with_text(one.span, text)) for one in self.warnings)
        for name, value in (("statements", statements), ("speakers", tuple(speakers.values())), ("warnings", warnings)):
            object.__setattr__(self, name, value)

    def __reduce__(self) -> tuple[type[Analysis], tuple[object, ...]]:
        return Analysis, (self.article, self.statements, self.speakers, self.warnings, self.model)

    def __repr__(self) -> str:
        counts = f"statements: {len(self.statements)}, speakers: {len(self.speakers)}, warnings: {len(self.warnings)}"
        return f"Analysis({self.article!r}, {counts})"

    def by_speaker(self) -> Iterator[tuple[Speaker | None, tuple[Statement, ...]]]:
        """Speakers with their statements, in order of first statement; None (nobody named) comes last.

        A statement of several speakers is with each of them, so that groups may share statements.
        """
        groups: dict[str, list[Statement]] = {}
        for statement in self.statements:
            for speaker in statement.speakers:
                groups.setdefault(speaker.id, []).append(statement)
        unattributed = tuple(statement for statement in self.statements if not statement.speakers)
        speakers = {speaker.id: speaker for speaker in self.speakers}
        for id, statements in groups.items():
            yield speakers[id], tuple(statements)
        if unattributed:
            yield None, unattributed

    def within(self, min_confidence: float) -> Analysis:
        """The analysis with fewer statements: those that have at least this confidence (0 to 1), as of `only`."""
        return self.only(lambda statement: statement.confidence >= min_confidence)

    def only(self, keep: Callable[[Statement], bool]) -> Analysis:
        """The analysis with fewer statements: those of which `keep` is true.

        Ids stay as they are. A statement in one that is left out is nested in what that one was nested in.
        Speakers that are left with no statement go, and so do mentions that are the source of none.
        """
        kept = tuple(statement for statement in self.statements if keep(statement))
        if len(kept) == len(self.statements):
            return self
        outer = {statement.id: statement.nested_in for statement in self.statements}
        ids = {statement.id for statement in kept}
        statements = tuple(
            replace(statement, nested_in=_nearest(statement.nested_in, outer, ids)) for statement in kept
        )
        speaking = {speaker.id for statement in kept for speaker in statement.speakers}
        gone = _mentions(self.statements) - _mentions(kept)
        speakers = tuple(
            replace(speaker, mentions=tuple(span for span in speaker.mentions if (speaker.id, span) not in gone))
            for speaker in self.speakers
            if speaker.id in speaking
        )
        return replace(self, statements=statements, speakers=speakers)

    def to_dict(self) -> Json:
        """JSON values of the analysis, in the form that `schema` describes; statements name their speakers by ids."""
        article = to_json(self.article)
        del article["warnings"]  # they are among those of the analysis
        article["text"] = article.pop("text")  # the last, so that people who look into the JSON see the others
        return {
            "schema_version": SCHEMA_VERSION,
            "model": self.model,
            "article": article,
            "statements": [to_json(one, speakers=_speaker_ids(one)) for one in self.statements],
            "speakers": [to_json(one, details={"details": dict(one.details)}) for one in self.speakers],
            "warnings": [to_json(one) for one in self.warnings],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Analysis:
        """The analysis that `to_dict` turned into `data`.

        Statements may lack `ADDED_FIELDS`. Raises `quotes.ReadError` if `data` is of another version, lacks something
        else, or contradicts itself (a span whose text is not what the article has there, a speaker that is not listed).
        """
        try:
            version = data["schema_version"]
            if version != SCHEMA_VERSION:
                raise ValueError(f"schema_version is {version!r}, this program reads {SCHEMA_VERSION!r}")
            speakers = {
                one["id"]: from_json(Speaker, one, details=tuple(one["details"].items())) for one in data["speakers"]
            }
            return cls(
                article_from_json(data["article"]),
                tuple(_statement_of(one, speakers) for one in data["statements"]),
                tuple(speakers.values()),
                tuple(from_json(ArticleWarning, one) for one in data["warnings"]),
                data["model"],
            )
        except KeyError as error:
            raise ReadError(f"not an analysis in JSON form: {error.args[0]!r} is missing") from error
        except (AttributeError, TypeError, ValueError) as error:
            raise ReadError(f"not an analysis in JSON form: {error}") from error


def article_from_json(data: Mapping[str, Any]) -> Article:
    """The article of an analysis in JSON form, which may lack `ADDED_ARTICLE_FIELDS` and `ADDED_BLOCK_FIELDS`.

    Raises KeyError for a field that is missing, and ValueError or TypeError for a value of another type.
    """
    data = {**ADDED_ARTICLE_FIELDS, **data}
    blocks = tuple(from_json(Block, {**ADDED_BLOCK_FIELDS, **block}) for block in data["blocks"])
    return from_json(Article, data, blocks=blocks, warnings=())


def schema() -> Json:
    """The JSON Schema (draft 2020-12) of what `Analysis.to_dict` returns."""
    found: Json = json.loads(resources.files("quotes").joinpath("analysis.schema.json").read_text("utf-8"))
    return found


def _bound(statement: Statement, text: str, speakers: Mapping[str, Speaker]) -> Statement:
    """The statement of an analysis: with its texts, and with the speakers that have the ids of its own."""
    return replace(
        statement,
        content=_with_text(statement.content, text),
        cue=_span_with_text(statement.cue, text),
        source=_with_text(statement.source, text),
        speakers=tuple(speakers[speaker.id] for speaker in statement.speakers),
        circumstances=_with_text(statement.circumstances, text),
    )


def _with_text(spans: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    return tuple(found for span in spans if (found := _span_with_text(span, text)))


def _span_with_text(span: Span | None, text: str) -> Span | None:
    """The span with its text. Raises ValueError if it has another one already, or lies beyond the article's end."""
    if span is None:
        return None
    found = text[span.start : span.end]
    if len(found) < len(span) or span.text not in ("", found):
        raise ValueError(f"the article does not have {span.text!r} at {span.start}:{span.end}")
    return span if span.text else Span(span.start, span.end, found)


def _mentions(statements: Iterable[Statement]) -> set[tuple[str, Span]]:
    """The ids of speakers with the spans in which statements mention them."""
    return {(speaker.id, span) for one in statements for speaker in one.speakers for span in one.source}


def _nearest(id: str | None, outer: dict[str, str | None], kept: set[str]) -> str | None:
    """The id of the innermost statement that is kept, from `id` outwards; None if none is."""
    seen = set[str]()
    while id is not None and id not in kept and id not in seen:
        seen.add(id)
        id = outer.get(id)
    return id if id in kept else None


def _speaker_ids(statement: Statement) -> Json:
    ids = [speaker.id for speaker in statement.speakers]
    return {"speaker": ids[0] if ids else None, "speakers": ids}


def _statement_of(data: Mapping[str, Any], speakers: Mapping[str, Speaker]) -> Statement:
    """The statement in `data`. Raises KeyError or ValueError."""
    ids = data["speakers"]
    if data["speaker"] != (ids[0] if ids else None):
        raise ValueError(
            f"statement {data['id']!r} has the speaker {data['speaker']!r}, who is not the first of speakers"
        )
    if unlisted := [id for id in ids if id not in speakers]:
        raise ValueError(f"statement {data['id']!r} has the speaker {unlisted[0]!r}, who is not listed")
    return from_json(Statement, {**ADDED_FIELDS, **data}, speakers=tuple(speakers[id] for id in ids))
