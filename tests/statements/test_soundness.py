"""The last look at candidates: whatever the finders hand on, the statements of an article keep their rules."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from analysis_invariants import broken_invariants
from drawn_analyses import spans
from hypothesis import given
from hypothesis import strategies as st
from made_parses import made_parse, vocab

from quotes.records import STATEMENT_KINDS, Analysis, Span
from quotes.speakers import attribute
from quotes.statements import StatementFinder
from quotes.statements.candidate import Candidate
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.rules.rule_tables import content_rule
from quotes.statements.soundness import sound

TEXT = "Berg said: “It rained. ” Olsen, who ‘slept,’ denied it."
PARSE = made_parse(
    TEXT,
    """Berg/NNP/nsubj/said/PERSON said=say/VBD/root It/PRP/nsubj/rained rained=rain/VBD/parataxis/said |
    Olsen/NNP/nsubj/denied/PERSON who/WP/nsubj/slept slept=sleep/VBD/acl:relcl/Olsen denied=deny/VBD/root
    it/PRP/obj/denied""",
)
CLAUSE = content_rule("clause")
places = spans(len(TEXT))
candidates = st.builds(
    Candidate,
    st.lists(places, min_size=1, max_size=3).map(tuple),
    st.just(CLAUSE),
    cue=st.none() | places,
    source=st.none() | places,
    circumstances=st.lists(places, max_size=1).map(tuple),
    kind=st.sampled_from(STATEMENT_KINDS),
    confidence=st.sampled_from([0.2, 0.5, 0.9]),
    continues=st.booleans(),
)


def analysis_of(*found: Candidate) -> Analysis:
    finder = StatementFinder(vocab())
    finder._finder = SimpleNamespace(find=lambda _: list(found))  # type: ignore[assignment]
    result = finder.find(PARSE)
    return Analysis(PARSE.article, *map(tuple, attribute(PARSE, result.statements)))


@given(found=st.lists(candidates, max_size=6))
def test_any_candidates_make_sound_statements(found: list[Candidate]) -> None:
    assert broken_invariants(analysis_of(*found)) == []


def candidate(*content: str, cue: str = "said", source: str = "Berg", confidence: float = 0.5) -> Candidate:
    return Candidate(tuple(map(span, content)), CLAUSE, span(cue), span(source), kind="indirect", confidence=confidence)


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


@pytest.mark.parametrize(
    ("found", "left"),
    [
        ([candidate("It rained")], [("It rained", "Berg")]),
        ([candidate("It rained", "”", " ")], [("It rained", "Berg")]),
        ([candidate("”")], []),
        ([candidate("rained", "It")], [("It […] rained", "Berg")]),
        ([candidate("It rai", "rained")], [("It rained", "Berg")]),
        ([candidate("Berg said: “It rained. ”", source="Olsen")], [("Berg  […] : “It rained. ”", "Olsen")]),
        ([candidate("said")], []),
        ([candidate("‘slept,’", "it", source="Olsen, who ‘slept,’")], [("it", "Olsen, who ‘slept,’")]),
        ([candidate("denied it", source="denied it.")], []),
        ([candidate("It rained", source="rained. ”")], [("It rained", "")]),
        ([candidate("It rained", source=" ")], [("It rained", "")]),
        (
            [candidate("It rained"), candidate("It rained", cue="denied", source="Olsen", confidence=0.9)],
            [("It rained", "Olsen")],
        ),
        ([candidate("It rained"), candidate("It", cue="denied")], [("It", "Berg"), ("It rained", "Berg")]),
    ],
)
def test_what_is_mended_and_what_is_left_out(found: list[Candidate], left: list[tuple[str, str]]) -> None:
    statements = analysis_of(*found).statements
    assert [(one.text, "".join(source.text for source in one.source)) for one in statements] == left


@pytest.mark.parametrize(
    ("between", "continued"),
    [([], {"q2": "q1"}), ([candidate("“")], {}), ([candidate("It rained", confidence=0.1)], {"q2": "q1"})],
)
def test_a_quotation_goes_on_with_what_was_before_it_only(between: list[Candidate], continued: dict[str, str]) -> None:
    last = Candidate((span("‘slept,’"),), CLAUSE, kind="direct", continues=True)
    finder = StatementFinder(vocab())
    found = [candidate("It rained"), *between, last]
    finder._finder = SimpleNamespace(find=lambda _: found)  # type: ignore[assignment]
    assert finder.find(PARSE).continuations == continued


def test_characters_that_cannot_be_read_say_nothing() -> None:
    text = "Berg said: “\ufffd” and “It rained.”"
    parse = made_parse(
        text,
        """Berg/NNP/nsubj/said/PERSON said=say/VBD/root and/CC/cc/rained It/PRP/nsubj/rained
        rained=rain/VBD/parataxis/said""",
    )
    unread, read = Span(12, 13), Span(20, 30)
    found = sound(MarkedArticle(parse, []), [Candidate((unread, read), CLAUSE), Candidate((unread,), CLAUSE)])
    assert [one.content for one in found] == [(read,)]
