"""Cue-subject arcs: which arcs of a tree count, and when one is right."""

from __future__ import annotations

import pytest

from quotes.corpora.cue_subjects import cue_subject_arcs, cue_subject_score
from quotes.corpora.gold_score import GoldScore
from quotes.corpora.trees import Sentence, Token, Word
from quotes.records import Span

PILOTS_SAY = "pilots/pilot/NOUN/2/nsubj say/say/VERB/0/root so/so/ADV/2/advmod"


def tree(words: str, offset: int = 0) -> Sentence:
    """A sentence from FORM/LEMMA/UPOS/HEAD/DEPREL, with a blank between words, that begins at `offset`."""
    tokens = []
    for part in words.split():
        form, lemma, upos, head, deprel = part.split("/")
        span = Span(offset, offset + len(form))
        tokens.append(Token(span, (Word(form, span, lemma, upos, "", int(head), deprel),)))
        offset = span.end + 1
    return Sentence(tuple(tokens))


@pytest.mark.parametrize(
    ("words", "arcs"),
    [
        pytest.param(PILOTS_SAY, [("say", "pilots")], id="a subject"),
        pytest.param(PILOTS_SAY.replace("say/say", "Say/Say"), [("Say", "pilots")], id="a lemma in capitals"),
        pytest.param(PILOTS_SAY.replace("nsubj", "nsubj:outer"), [("say", "pilots")], id="a subtype"),
        pytest.param(PILOTS_SAY.replace("nsubj", "nsubj:pass"), [], id="who is told"),
        pytest.param(PILOTS_SAY.replace("nsubj", "csubj"), [], id="a clause"),
        pytest.param(PILOTS_SAY.replace("nsubj", "obj"), [], id="an object"),
        pytest.param(PILOTS_SAY.replace("VERB", "NOUN"), [], id="a noun"),
        pytest.param(PILOTS_SAY.replace("say/say", "sleep/sleep"), [], id="another verb"),
        pytest.param("so/so/ADV/0/root pilots/pilot/NOUN/0/nsubj", [], id="a subject of nothing"),
        pytest.param(
            "Anna/Anna/PROPN/3/nsubj he/he/PRON/3/nsubj added/add/VERB/0/root",
            [("added", "Anna"), ("added", "he")],
            id="two subjects",
        ),
    ],
)
def test_which_arcs_count(words: str, arcs: list[tuple[str, str]]) -> None:
    sentence = tree(words, offset=5)
    forms = {word.span: word.form for word in sentence.words}
    assert [(forms[verb], forms[subject]) for verb, subject in cue_subject_arcs([sentence])] == arcs


@pytest.mark.parametrize(
    ("predicted", "score"),
    [
        pytest.param(PILOTS_SAY, GoldScore(1, 1, 1), id="right"),
        pytest.param(PILOTS_SAY.replace("so/so/ADV/2/advmod", "so/so/X/1/dep"), GoldScore(1, 1, 1), id="others wrong"),
        pytest.param(PILOTS_SAY.replace("NOUN/2/nsubj", "NOUN/2/obj"), GoldScore(1, 0, 0), id="not found"),
        pytest.param(PILOTS_SAY.replace("say/say", "say/sai"), GoldScore(1, 0, 0), id="a wrong lemma"),
        pytest.param(PILOTS_SAY.replace("ADV/2/advmod", "ADV/2/nsubj"), GoldScore(1, 2, 1), id="one too many"),
        pytest.param(
            "pilots/pilot/NOUN/2/dep say/say/VERB/0/root so/so/ADV/2/nsubj", GoldScore(1, 1, 0), id="the wrong one"
        ),
    ],
)
def test_when_an_arc_is_right(predicted: str, score: GoldScore) -> None:
    assert cue_subject_score([tree(PILOTS_SAY)], [tree(predicted)]) == score


def test_an_arc_with_other_edges_is_another_one() -> None:
    both = [tree(PILOTS_SAY), tree(PILOTS_SAY, offset=50)]
    assert cue_subject_score(both, both) == GoldScore(2, 2, 2)
    assert cue_subject_score(both, both[:1]) == GoldScore(2, 1, 1)
    assert cue_subject_score(both[:1], both[1:]) == GoldScore(1, 1, 0)
    edges = [tree(f"say/say/VERB/0/root {form}/pilot/NOUN/1/nsubj") for form in ("pilots", "pilot")]
    assert cue_subject_score(edges[:1], edges[1:]) == GoldScore(1, 1, 0)
