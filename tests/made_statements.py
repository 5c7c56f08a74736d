"""Statements with speakers made by hand, with known scores, for the tests of articles annotated in lines."""

from __future__ import annotations

from made_attributions import spans

from quotes.corpora.attribution.gold import Attribution
from quotes.corpora.attribution.predictions import Prediction
from quotes.records import SpeakerKind

SPOKEN_TEXT = """\
Mayor Anna Berg said that the old bridge would be shut. “We will close it today.”

“The rain of Monday made it worse,” she told reporters. “Nobody knows.”

The union argued that “tired” men had called the bridge safe. An engineer denied it.
"""


def annotated(
    speaker: str | None,
    source: str,
    cue: str,
    *content: str,
    kind: SpeakerKind | None = None,
    nested: bool = False,
    text: str = SPOKEN_TEXT,
) -> Attribution:
    where = spans(text, source), spans(text, cue), spans(text, *content)
    return Attribution(*where, speaker=speaker, speaker_kind=kind, nested=nested)


def found(
    speakers: str | tuple[str, ...] | None,
    source: str,
    cue: str,
    *content: str,
    kind: SpeakerKind | None = None,
    nested: bool = False,
    confidence: float = 0.9,
    text: str = SPOKEN_TEXT,
) -> Prediction:
    names = (speakers,) if isinstance(speakers, str) else speakers or ()
    return Prediction(
        spans(text, source),
        spans(text, cue),
        spans(text, *content),
        confidence,
        "made",
        speaker=" and ".join(names) or None,
        speaker_kind=kind,
        nested=nested,
        names=names,
    )


SHUT = annotated("Anna Berg", "Mayor Anna Berg", "said", "that the old bridge would be shut", kind="person")
TODAY = annotated("Anna Berg", "", "", "“We will close it today.”", kind="person")
RAIN = annotated("Anna Berg", "she", "told", "“The rain of Monday made it worse,”", "“Nobody knows.”", kind="person")
TIRED = annotated("union", "The union", "argued", "that “tired” men had called the bridge safe", kind="organization")
SAFE = annotated("men", "“tired” men", "had called", "the bridge safe", kind="group", nested=True)
DENIED = annotated("engineer", "An engineer", "denied", "it.", kind="anonymous")
ANNOTATED = (SHUT, TODAY, RAIN, TIRED, SAFE, DENIED)
"""Four statements, as the second goes on with the first, and one within another."""

FOUND_SHUT = found("Anna Berg", "Anna Berg", "said", "that the old bridge would be shut", kind="person")
FOUND_TODAY = found("Anna Berg", "", "", "“We will close it today.”", kind="person")
FOUND_RAIN = found(
    "union", "she", "told reporters", "“The rain of Monday made it worse,”", "“Nobody knows.”", kind="organization"
)
FOUND_TIRED = found("the union", "men", "argued", "men had called the bridge safe", kind="group", confidence=0.7)
FOUND_SHE = found(None, "", "told", "reporters", confidence=0.3)
FOUND_SAID = (FOUND_SHUT, FOUND_TODAY, FOUND_RAIN, FOUND_TIRED, FOUND_SHE)
"""The third has the wrong speaker, the fourth the wrong source and kind, and the last is spurious."""
