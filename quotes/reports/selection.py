"""Selection of the statements that a report shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quotes.records import Analysis, Speaker, SpeakerKind, Statement, StatementKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Statements of at least a confidence (0 to 1), of some kinds, and of speakers with some names or kinds.

    Nothing given means all. Names are those of speakers or other forms of them, without regard to case.
    """

    min_confidence: float = 0.0
    kinds: tuple[StatementKind, ...] = ()
    speakers: tuple[str, ...] = ()
    speaker_kinds: tuple[SpeakerKind, ...] = ()

    def of(self, analysis: Analysis) -> Analysis:
        """Return the analysis with the selected statements, as of `Analysis.only`."""
        return analysis.only(self._has)

    def shows(self, speaker: Speaker | None, names: Iterable[str] = ()) -> bool:
        """Tell whether the selection is about this speaker, or nobody named (None); `names` are further names of it."""
        if speaker is None:
            return not self.speakers and not self.speaker_kinds
        names = {name.casefold() for name in (speaker.name, *speaker.aliases, *names)}
        return (not self.speakers or any(name.casefold() in names for name in self.speakers)) and (
            not self.speaker_kinds or speaker.kind in self.speaker_kinds
        )

    def _has(self, statement: Statement) -> bool:
        return (
            statement.confidence >= self.min_confidence
            and (not self.kinds or statement.kind in self.kinds)
            and any(map(self.shows, statement.speakers or (None,)))
        )


EVERYTHING = Selection()
