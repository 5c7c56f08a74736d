"""The act of a statement: its source says the content, believes, intends or perceives it, or has an attitude to it.

Words alone decide, so that the act is known for cues that no pattern has found. Attribution corpora annotate all
five acts together; which word is of which act follows VerbNet and FactBank. Each has its lists in ``quotes/words``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from quotes.records import StatementAct, StatementKind
from quotes.statements.candidate import Candidate
from quotes.statements.marked_article import MarkedArticle
from quotes.words import load_words

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
"""Number of words of the longest entry of the lists."""


def act_in(marked: MarkedArticle, candidate: Candidate) -> StatementAct:
    """Return the act of a candidate whose kind is known; see `act_of`."""
    cue = marked.tokens(candidate.cue) if candidate.cue else []
    source = marked.tokens(candidate.source) if candidate.source else []
    return act_of(
        [word.lemma_ for word in cue],
        kind=candidate.kind or "indirect",
        infinitive=marked.text_of(candidate.content[0]).lower().startswith("to "),
        source=marked.doc[source[0].i : source[-1].i + 1].root.lemma_ if source else "",
    )


def act_of(
    cue: Sequence[str],
    *,
    kind: StatementKind = "indirect",
    infinitive: bool = False,
    source: str = "",
) -> StatementAct:
    """Return the act of a cue, which is given as the lemmas of its words in order (none for a colon, or no cue).

    `infinitive` tells that the content is one ("to win"): "hopes to" is an intention, "hopes that" an attitude.
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


def _deciding(lemmas: Sequence[str], infinitive: bool) -> tuple[str, StatementAct]:
    """Return the listed word or phrase that decides, and its act; ("", `UNLISTED`) if there is none."""
    acts = _acts(tuple((act, load_words(*names)) for act, names in LISTS.items()))
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
def _acts(lists: tuple[tuple[StatementAct, frozenset[str]], ...]) -> Mapping[str, StatementAct]:
    acts: dict[str, StatementAct] = {}
    for act, words in lists:
        for word in words:
            acts.setdefault(word, act)
    return acts
