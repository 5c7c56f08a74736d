"""Attributions of the learned model as candidates."""

from __future__ import annotations

import pytest
from made_parses import made_parse

from quotes.parsing.joint.attribution_decoding import DecodedAttribution, DecodedScores
from quotes.parsing.joint.attribution_tags import Scheme
from quotes.records import Span, StatementAct
from quotes.statements.candidate import Candidate, ModelScores
from quotes.statements.marked_article import mark_article
from quotes.statements.model_candidates import candidate_of

TEXT = "In a statement, Berg was told, that it rained; “what ever."
MARKED = mark_article(
    made_parse(
        TEXT,
        """In/IN/case/statement a/DT/det/statement statement/NN/obl/told Berg/NNP/nsubj:pass/told
        was=be/VBD/aux:pass/told told=tell/VBN/root that/IN/mark/rained it/PRP/nsubj/rained rained=rain/VBD/ccomp/told
        what/WP/dep/rained ever/RB/advmod/what""",
    )
)
SCORES = DecodedScores(-1, -2, -3, -4)


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def candidate(
    *content: str, cue: str | None = None, source: str | None = None, scheme: Scheme = "everyday"
) -> Candidate | None:
    found = DecodedAttribution(
        span(cue) if cue else None, span(source) if source else None, tuple(map(span, content)), SCORES
    )
    return candidate_of(found, scheme, MARKED)


def test_an_attribution_without_the_punctuation_at_its_edges() -> None:
    found = candidate(" it rained", cue="was told,", source=", Berg ")
    assert found and (found.content, found.cue, found.source) == ((span("it rained"),), span("was told"), span("Berg"))
    assert (found.finders, found.rule.name, found.scores) == (("model",), "model", ModelScores(SCORES))
    assert found.anchor is not None and MARKED.doc[found.anchor].text == "told"
    assert found.circumstances == (span("In a statement"),)


def test_an_attribution_without_a_cue_and_a_source() -> None:
    found = candidate("it rained")
    assert found and (found.cue, found.source, found.anchor, found.circumstances) == (None, None, None, ())


@pytest.mark.parametrize(("scheme", "act"), [("everyday", "speech"), ("polnear", None)])
def test_everyday_news_has_speech_and_the_acts_of_the_other_scheme_are_found_later(
    scheme: Scheme, act: StatementAct | None
) -> None:
    found = candidate("it rained", cue="told", scheme=scheme)
    assert found and found.act == act


@pytest.mark.parametrize(
    ("content", "cue", "source"),
    [
        ((",",), "told", "Berg"),  # nothing but punctuation
        (("that",), "told", "Berg"),
        (("that", ", "), "told", "Berg"),
        (("it rained",), ",", "Berg"),  # so is the cue
        (("“what ever",), None, None),  # nobody closes it, and nobody says it
    ],
)
def test_what_is_no_statement(content: tuple[str, ...], cue: str | None, source: str | None) -> None:
    assert candidate(*content, cue=cue, source=source) is None


TITLE = "In her book, “A Line,” she said it was “A Shame.”"
SAID = "It was said that it rained."


@pytest.mark.parametrize(
    ("text", "words", "pieces", "left"),
    [
        (
            TITLE,
            """In/IN/case/book her/PRP$/nmod:poss/book book/NN/obl/said A/DT/det/Line Line/NN/appos/book
            she/PRP/nsubj/said said=say/VBD/root it/PRP/nsubj/Shame was=be/VBD/cop/Shame A/DT/det/Shame
            Shame/NN/ccomp/said""",
            ("“A Line,”", "it was “A Shame.”"),
            ("it was “A Shame.”",),
        ),
        (
            SAID,
            """It/PRP/expl/said was=be/VBD/aux:pass/said said=say/VBN/root that/IN/mark/rained it/PRP/nsubj/rained
            rained=rain/VBD/ccomp/said""",
            ("It", "that it rained"),
            ("that it rained",),
        ),
        (
            "It was said it rained.",
            """It/PRP/nsubj:pass/said was=be/VBD/aux:pass/said said=say/VBN/root it/PRP/nsubj/rained
            rained=rain/VBD/ccomp/said""",
            ("It", "it rained"),
            ("It", "it rained"),
        ),
        (
            "It was said to end.",
            """It/PRP/nsubj:pass/said was=be/VBD/aux:pass/said said=say/VBN/root to/TO/mark/end
            end/VB/xcomp/said""",
            ("It", "to end"),
            ("It", "to end"),
        ),
    ],
    ids=["title", "expletive", "no clause", "subject"],
)
def test_pieces_that_say_nothing_are_left_out(
    text: str, words: str, pieces: tuple[str, ...], left: tuple[str, ...]
) -> None:
    content = tuple(Span(text.index(piece), text.index(piece) + len(piece)) for piece in pieces)
    cue = Span(text.index("said"), text.index("said") + 4)
    found = candidate_of(
        DecodedAttribution(cue, None, content, SCORES), "everyday", mark_article(made_parse(text, words))
    )
    assert found and tuple(text[one.start : one.end] for one in found.content) == left


def test_a_quotation_that_nobody_closes_but_somebody_says() -> None:
    assert candidate("“what ever", source="Berg") is not None
