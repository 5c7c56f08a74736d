"""Articles, and strategies for decisions about odd texts, for the tests of corrections."""

from __future__ import annotations

from drawn_analyses import odd_texts, spans
from hypothesis import strategies as st

from quotes.corrections.decisions import Corrections, Decision, NamedSpeaker
from quotes.records import SPEAKER_KINDS, Span

FERRY_TEXT = """\
Ferry to Varna will not sail

The ferry will not sail on Monday, Mayor Anna Berg said. “The sea is too rough,” she told reporters.

Otto Lind, its captain, said the mayor was wrong.
Radio Varna quoted him as saying that the engines were old. He said it, she said it.
"""


def at(words: str, after: int = 0, text: str = FERRY_TEXT) -> Span:
    """Return the place of words in the article, the first one from an offset on."""
    start = text.index(words, after)
    return Span(start, start + len(words))


BERG, LIND = NamedSpeaker("Anna Berg", "person"), NamedSpeaker("Otto Lind", "person")
NOT_SAIL = Decision(
    content=(at("The ferry will not sail on Monday"),),
    cue=at("said"),
    source=(at("Mayor Anna Berg"),),
    speakers=(BERG,),
)
ROUGH = Decision(content=(at("“The sea is too rough,”"),), cue=at("told"), source=(at("she"),), speakers=(BERG,))
QUOTED = Decision(
    content=(at("him as saying that the engines were old"),),
    cue=at("quoted"),
    source=(at("Radio Varna"),),
    speakers=(NamedSpeaker("Radio Varna", "organization"),),
)
ENGINES = Decision(
    content=(at("that the engines were old"),), cue=at("saying"), source=(at("him"),), speakers=(LIND,), nested=True
)


names = st.builds(
    NamedSpeaker,
    odd_texts | st.sampled_from(["A and B", "A | B", "-", "# A", "A (person)", "a", "A"]),
    st.sampled_from(SPEAKER_KINDS),
    st.lists(odd_texts, max_size=1).map(tuple),
    st.none() | odd_texts,
)


@st.composite
def drawn_corrections(draw: st.DrawFn) -> Corrections:
    """Any corrections of an odd text."""
    text = draw(odd_texts)
    some = st.lists(spans(len(text)), max_size=2).map(tuple)
    decisions = st.builds(
        Decision,
        content=st.lists(spans(len(text)), min_size=1, max_size=2).map(tuple),
        cue=st.none() | spans(len(text)),
        source=some,
        speakers=st.lists(names, max_size=2).map(tuple),
        question=st.booleans(),
        negated=st.booleans(),
        hypothetical=st.booleans(),
        nested=st.booleans(),
        rejected=st.booleans(),
    )
    return Corrections(text, tuple(draw(st.lists(decisions, max_size=4))), draw(st.booleans()))
