"""What a source does with a content: says it, believes it, intends it, has an attitude towards it, or perceives it.

This is decided from words alone, so that it holds for cues that no pattern has found. Attribution corpora annotate all
five together; which word is of which follows VerbNet and FactBank. The words of each are lists in ``quotes/words``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from quotes.records import Span, StatementAct, StatementKind
from quotes.statements.marked_article import text_at
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

LISTS: Mapping[StatementAct, tuple[str, ...]] = {
    "belief": ("belief_cues",),
    "intention": ("intention_cues",),
    "attitude": ("attitude_cues",),
    "perception": ("perception_cues",),
    "speech": (
        "speech_cues",
        "reporting_verbs",
        "quotation_verbs",
        "asserting_verbs",
        "infinitive_verbs",
        "requesting_verbs",
        "reporting_nouns",
    ),
}
"""The word lists of each act. A word of several acts has the first of them."""

UNLISTED: StatementAct = "speech"
LONGEST_PHRASE = 4
"""In words."""


def act_of(
    cue: Sequence[str],
    *,
    kind: StatementKind = "indirect",
    infinitive: bool = False,
    source: str = "",
) -> StatementAct:
    """The act of a cue, which is given as the lemmas of its words in order (none of them for a colon, or no cue).

    `infinitive` says that the content is one ("to win"): "hopes to" is an intention, "hopes that" an attitude.
    `source` is the lemma of the source's head word: documents only speak, whatever the verb, and bodies speak when they
    find something. The first listed word, or phrase, decides, but a verb like "go on" or "begin" leaves it to the next.
    A quotation in marks is speech if its cue is a verb that attributes quotations ("wondered"). A cue without any
    listed word is speech: most cues that are too rare for a list are, and a reader misses less by it.
    """
    lemmas = [lemma.lower() for lemma in cue]
    if kind == "direct" and not load_words("reporting_verbs", "quotation_verbs").isdisjoint(lemmas):
        return "speech"
    lemma, act = _deciding(lemmas, infinitive)
    if source.lower() in load_words("document_nouns"):
        return "speech"
    if lemma in load_words("finding_verbs") and source.lower() in load_words("organization_nouns"):
        return "speech"
    return act


def act_in(
    doc: Doc,
    cue: Span | None,
    *,
    content: Sequence[Span],
    source: Sequence[Span],
    kind: StatementKind,
) -> StatementAct:
    """The act of a statement whose parts are spans (code points) of a parsed article; see `act_of`."""
    words = doc.char_span(cue.start, cue.end, alignment_mode="expand") if cue else None
    named = doc.char_span(source[0].start, source[0].end, alignment_mode="expand") if source else None
    return act_of(
        [word.lemma_ for word in words or ()],
        kind=kind,
        infinitive=text_at(doc, content[0]).lower().startswith("to "),
        source=named.root.lemma_ if named else "",
    )


def _deciding(lemmas: Sequence[str], infinitive: bool) -> tuple[str, StatementAct]:
    """The listed word or phrase that decides, and its act; ("", `UNLISTED`) if there is none."""
    acts = _acts()
    waiting: tuple[str, StatementAct] | None = None
    start = 0
    while start < len(lemmas):
        phrases = (
            " ".join(lemmas[start : start + size]) for size in range(min(LONGEST_PHRASE, len(lemmas) - start), 0, -1)
        )
        phrase = next((phrase for phrase in phrases if phrase in acts), None)
        if phrase is not None:
            intended = infinitive and phrase in load_words("infinitive_intention_cues")
            found: tuple[str, StatementAct] = (phrase, "intention" if intended else acts[phrase])
            if phrase not in load_words("aspectual_verbs"):
                return found
            waiting = waiting or found
        start += phrase.count(" ") + 1 if phrase else 1
    return waiting or ("", UNLISTED)


@cache
def _acts() -> Mapping[str, StatementAct]:
    acts: dict[str, StatementAct] = {}
    for act, names in LISTS.items():
        for word in load_words(*names):
            acts.setdefault(word, act)
    return acts
