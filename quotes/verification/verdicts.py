"""Records of a verification: what is found of a quotation in the sources, and the sentence nearest to a statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from quotes.records import Article, Span, Speaker

Wording = Literal["verbatim", "marks", "brackets", "shortened", "stitched", "altered", "not found"]
"""Words of a quotation against those of its source, from the best to the worst.

``marks``: other marks, case or hyphens. ``brackets``: words in brackets for others, or besides. ``shortened``: words
are left out at an ellipsis, or whole sentences at the attribution that splits the quotation. ``stitched``: from places
that are far apart, or of different speakers. ``altered``: words replaced, inserted or dropped with no sign.
"""

WORDINGS: tuple[Wording, ...] = get_args(Wording)
SOUND: frozenset[Wording] = frozenset(("verbatim", "marks", "brackets", "shortened"))
"""Wordings that are no alarm."""

Attribution = Literal["same", "other", "unknown"]
"""The speaker here against the one in the source; unknown where that is not certain."""

Verdict = Literal["verbatim", "marks", "brackets", "shortened", "misattributed", "stitched", "altered", "not found"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

ChangeKind = Literal["same", "replaced", "inserted", "dropped", "brackets", "left out"]


@dataclass(frozen=True, slots=True)
class WordChange:
    """A stretch of a word diff: the words of the quotation, and those of the source in their place.

    ``brackets`` are words in brackets for those of the source, and ``left out`` words of the source that an ellipsis,
    or the attribution, stands for.
    """

    kind: ChangeKind
    text: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """Place of words in a source: spans of its text, the line of the first one (from 1), and who says it there.

    ``pointer`` is that of the article's block, as "page 2" in a PDF; None in plain text.
    """

    article: Article
    spans: tuple[Span, ...]
    line: int
    pointer: str | None
    speakers: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class QuotationCheck:
    """A quotation and what the sources have of it; ``place`` is None if that is nothing.

    ``statement`` is the id of the statement that the quotation is part of, None if it is part of none. ``line`` is that
    of its beginning, from 1. ``similarity`` is that of the letters, from 0 to 1; ``changes`` is the word diff, empty
    where no word is changed.
    """

    statement: str | None
    spans: tuple[Span, ...]
    line: int
    pointer: str | None
    speakers: tuple[Speaker, ...]
    wording: Wording
    attribution: Attribution
    similarity: float
    changes: tuple[WordChange, ...] = ()
    place: SourcePlace | None = None

    @property
    def verdict(self) -> Verdict:
        """The wording, or ``misattributed`` if this is sound and the speaker another one."""
        return "misattributed" if self.attribution == "other" and self.wording in SOUND else self.wording

    @property
    def is_sound(self) -> bool:
        """True if the quotation is no alarm."""
        return self.wording in SOUND and self.attribution != "other"


@dataclass(frozen=True, slots=True)
class NearestSentence:
    """The sentence of the sources that is nearest to an indirect statement, a hint for whoever checks it.

    ``similarity`` is from 0 to 1.
    """

    statement: str
    spans: tuple[Span, ...]
    line: int
    pointer: str | None
    speakers: tuple[Speaker, ...]
    similarity: float
    place: SourcePlace


@dataclass(frozen=True, slots=True)
class Verification:
    """An article against its sources: its quotations, and hints to indirect statements, in the order of the text."""

    article: Article
    quotations: tuple[QuotationCheck, ...]
    hints: tuple[NearestSentence, ...] = ()

    @property
    def is_sound(self) -> bool:
        """True if no quotation is altered, stitched, misattributed or missing."""
        return all(one.is_sound for one in self.quotations)
