"""Attributions made by hand, with known scores, for the tests of corpora of attributions."""

from __future__ import annotations

from quotes.corpora.attribution.gold import Annotation, Attribution, GoldArticle
from quotes.corpora.attribution.predictions import Prediction
from quotes.records import Span

TEXT = """\
“We will win the next match,” said Anna Berg, the coach.
The minister stated that “taxes” will rise soon. Officials think that it may rain.
According to the union, workers are tired.
"""


def spans(text: str, *pieces: str) -> tuple[Span, ...]:
    """Where each of some pieces first stands in a text; "" is nowhere."""
    return tuple(Span(text.index(piece), text.index(piece) + len(piece)) for piece in pieces if piece)


def attribution(source: str, cue: str, *content: str, text: str = TEXT) -> Attribution:
    return Attribution(spans(text, source), spans(text, cue), spans(text, *content))


def prediction(source: str, cue: str, *content: str, confidence: float = 0.8, text: str = TEXT) -> Prediction:
    return Prediction(spans(text, source), spans(text, cue), spans(text, *content), confidence, "made")


COACH = attribution("Anna Berg, the coach", "said", "“We will win the next match,”")
MINISTER = attribution("The minister", "stated", "that “taxes” will rise soon")
OFFICIALS = attribution("Officials", "think", "that it may rain")
UNION = attribution("the union", "According to", "workers are tired")
GOLD = (COACH, MINISTER, OFFICIALS, UNION)

FOUND = (
    prediction("Anna Berg", "said", "“We will win the next match,”", confidence=0.95),
    prediction("Anna Berg", "stated", "will rise soon", confidence=0.85),
    prediction("the union", "According to", "workers", confidence=0.85),
    prediction("", "", "rain", confidence=0.35),
)
"""The first is right but for a part of its source; the second has the wrong source; the third too little content."""


def gold_article(*attributions: Attribution, id: str = "made", text: str = TEXT) -> GoldArticle:
    return GoldArticle(id, text, (Annotation("", attributions),))
