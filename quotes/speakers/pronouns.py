"""Which entity a pronoun means: the most salient one before it.

Gender, number and animacy are evidence, not a veto: in translated news "He explained" after an information
center's statement is the center.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.records import SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotes.speakers.entity import Cast, Entity

RELATIVE = {"who", "whom", "which", "that", "whose"}
FIRST_OR_SECOND = {"i", "me", "my", "we", "us", "our", "you", "your", "one"}
MALE, FEMALE = {"he", "him", "his", "himself"}, {"she", "her", "hers", "herself"}
THING, PLURAL = {"it", "its", "itself"}, {"they", "them", "their", "themselves"}

FIT: dict[str, dict[SpeakerKind, float]] = {
    "person": {
        "person": 1.0,
        "anonymous": 1.0,
        "unknown": 0.6,
        "organization": 0.4,
        "place": 0.1,
        "group": 0.2,
    },
    "thing": {
        "organization": 1.0,
        "document": 0.9,
        "place": 0.7,
        "unknown": 0.5,
        "group": 0.3,
        "person": 0.03,
    },
    "plural": {
        "group": 1.0,
        "organization": 0.7,
        "anonymous": 0.6,
        "unknown": 0.5,
        "place": 0.3,
        "person": 0.25,
    },
}
"""How well each kind of entity fits a pronoun of each class, 0 to 1."""

AS_SUBJECT, AS_SPEAKER, IN_QUOTATION, WRONG_GENDER = 1.6, 1.8, 0.1, 0.1
DECAY = 1.5
MOST_SENTENCES = 8


def pronoun_class(token: Token) -> str | None:
    """``person``, ``thing``, ``plural``, or None for a word that is no third-person pronoun."""
    word = token.lower_
    if word in MALE | FEMALE:
        return "person"
    if word in THING:
        return "thing"
    return "plural" if word in PLURAL else None


def resolve_pronoun(cast: Cast, token: Token, kind: str | None = None) -> Entity | None:
    """The entity that `token` means, or None where nothing in the sentences before it fits.

    `kind` is the class of a description that is used like a pronoun ("the official"); by default it is the pronoun's.
    """
    kind = kind or pronoun_class(token)
    if kind is None:
        return None
    here = cast.sentence_of[token.i]
    female = True if token.lower_ in FEMALE else False if token.lower_ in MALE else None
    best: tuple[float, Entity] | None = None
    for sentence in range(max(0, here - MOST_SENTENCES), here + 1):
        for index, entity in cast.mentioned_in(sentence):
            if index >= token.i:
                continue
            score = _salience(cast, token, cast.doc[index], here - sentence) * FIT[kind].get(entity.kind, 0.3)
            if female is not None and entity.female is not None and entity.female != female:
                score *= WRONG_GENDER
            if score > 0 and (best is None or score > best[0]):
                best = score, entity
    if best is None:
        return None
    if female is not None and best[1].female is None and best[1].kind == "person":
        best[1].female = female
    return best[1]


def _salience(cast: Cast, pronoun: Token, mention: Token, distance: int) -> float:
    """How much a mention stands out as what a pronoun, `distance` sentences later, refers to."""
    if distance == 0 and mention.head == pronoun.head:
        return 0.0
    score: float = (1 + distance) ** -DECAY
    if mention.dep_.startswith("nsubj"):
        score *= AS_SUBJECT
    if mention.i in cast.spoken:
        score *= AS_SPEAKER
    if mention.i in cast.quoted:
        score *= IN_QUOTATION
    return score
