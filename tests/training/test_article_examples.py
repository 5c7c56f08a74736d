"""Annotated articles become labels of units."""

from __future__ import annotations

import numpy as np
import pytest
from made_attributions import gold_article
from made_examples import ARTICLE, EVERYDAY, LABELS, POLNEAR, UNITS, attributed, example, said, texts
from made_network import PLAIN, TABLE, made_output, made_pointers

from quotes.corpora.attribution.gold import Attribution
from quotes.networks.viterbi import allowed_steps
from quotes.parsing.joint.attribution_decoding import SchemeScores
from quotes.parsing.joint.attribution_tags import CONTENT, CUE, SOURCE, TAGS
from quotes.parsing.joint.joint_labels import INSIDE, SENTENCE, TOKEN, WORD
from quotes.records import Span
from quotes.training.article_examples import (
    NOT_LEARNED,
    NOTHING,
    example_of,
    only_outer,
    units_in,
)
from quotes.training.crf import IGNORED


def test_labels_of_words_stand_at_their_first_units() -> None:
    found = example()
    assert texts(found.units) == UNITS
    first = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, -1, -1, 1, 1, 1, 1, 1, 1]
    assert found.sentences.tolist() == first
    assert found.heads.tolist() == [2, 0, 6, 6, 6, 2, 2, *(10, 10, 18, 10, IGNORED, IGNORED, 10, 10, 17, 18, 0, 18)]
    boundaries = [TOKEN, TOKEN, TOKEN, WORD, TOKEN, TOKEN, SENTENCE]
    boundaries += [TOKEN, TOKEN, TOKEN, INSIDE, INSIDE, TOKEN, TOKEN, TOKEN, TOKEN, TOKEN, TOKEN, SENTENCE]
    assert found.columns["boundaries"].tolist() == boundaries
    assert found.columns["entities"].tolist() == [1, *[0] * 10, IGNORED, IGNORED, *[0] * 6]
    # what the network has no label for is not learned
    assert found.columns["upos"].tolist()[:7] == [1, 2, 0, 2, 0, 2, IGNORED]
    assert found.columns["relations"].tolist()[:7] == [0, 1, 0, IGNORED, IGNORED, 0, IGNORED]
    assert found.columns["lemmas"].tolist()[:3] == [0, 1, 0] and found.columns["lemmas"][9] == IGNORED
    assert found.sizes.tolist() == [1] * 6 + [2] + [1] * 11 + [2]
    assert example_of(ARTICLE, "everyday", [], {}, LABELS, TABLE, False).entities is False


def test_people_give_each_unit_a_role_and_what_it_points_at() -> None:
    found = example().attributions[EVERYDAY]
    assert found.tags.tolist() == [1, 3, 5, 6, 6, 6, 0, 5, 6, 6, 6, 6, 6, 6, 6, 1, 2, 3, 0]
    assert found.cues.tolist() == [*[NOT_LEARNED] * 2, *[1] * 4, NOT_LEARNED, *[17] * 8, *[NOT_LEARNED] * 4]
    pointing = {1: 0, 17: 15}
    assert found.sources.tolist() == [pointing.get(unit, NOT_LEARNED) for unit in range(19)]
    assert not found.taught.any()
    other = example().attributions[POLNEAR]
    assert set(other.tags.tolist()) == {IGNORED} and not other.taught.any()
    assert {*other.cues.tolist(), *other.sources.tolist()} == {NOT_LEARNED}


def test_what_has_no_cue_or_no_source_points_at_nothing() -> None:
    text = "“We wait.” He said so."
    alone = attributed(text, said("", "", "“We wait.”", text=text))
    assert alone.cues.tolist()[:5] == [NOTHING] * 5 and set(alone.sources.tolist()) == {NOT_LEARNED}
    cued = attributed(text, said("", "said", "“We wait.”", text=text))
    assert cued.cues.tolist()[:5] == [6] * 5 and cued.sources.tolist()[5:8] == [NOT_LEARNED, NOTHING, NOT_LEARNED]


def test_contents_in_pieces_point_at_the_first_unit_of_a_cue_in_pieces() -> None:
    text = "No, he went on to say, never."
    found = attributed(text, said("he", "went on", "No", "never", text=text))
    assert found.tags.tolist() == [CONTENT, 0, SOURCE, CUE, CUE + 1, 0, 0, 0, CONTENT, 0]
    assert [found.cues[0], found.cues[8], found.sources[3]] == [3, 3, 2] and found.sources[4] == NOT_LEARNED


def test_of_attributions_that_overlap_the_later_one_stays_and_stretches_around_it_begin_again() -> None:
    text = "Berg said all is well, the mayor claims, for now."
    outer = said("Berg", "said", "all is well, the mayor claims, for now", text=text)
    inner = said("the mayor", "claims", "all is well", text=text)
    found = attributed(text, outer, inner)
    assert found.tags.tolist() == [1, 3, 5, 6, 6, 6, 1, 2, 3, 5, 6, 6, 0]
    assert allowed_steps(TAGS)[found.tags[:-1], found.tags[1:]].all()
    assert found.cues.tolist() == [-2, -2, 8, 8, 8, 1, -2, -2, -2, 1, 1, 1, -2]
    assert found.sources[[1, 8]].tolist() == [0, 6] and (found.sources >= 0).sum() == 2


def test_spans_have_the_units_that_they_touch() -> None:
    units = [(0, 4), (5, 9), (9, 10)]
    starts = [0, 5, 9]
    found = {span: units_in(Span(*span), starts, units) for span in ((0, 4), (2, 6), (4, 5), (5, 10), (8, 9), (10, 12))}
    assert found == {(0, 4): (0, 1), (2, 6): (0, 2), (4, 5): (1, 1), (5, 10): (1, 3), (8, 9): (1, 2), (10, 12): (3, 3)}


def test_a_teacher_gives_the_tags_and_pointers_of_the_other_scheme() -> None:
    tags = [SOURCE, CUE, CONTENT, *[CONTENT + 1] * 3, 0, *[CONTENT] * 2, *[0] * 10]
    taught = SchemeScores(PLAIN)
    pointers = made_pointers(19, dict.fromkeys(range(2, 6), 1)), made_pointers(19, {1: 0})
    taught.add((0, 19), made_output(tags, *pointers))
    found = example(polnear=taught).attributions[POLNEAR]
    assert set(found.tags.tolist()) == {IGNORED}
    assert found.taught.shape == (19, len(TAGS)) and found.taught.argmax(1).tolist() == tags
    assert found.taught.sum(1) == pytest.approx(np.ones(19), abs=0.01) and found.taught.max(1).min() > 0.8
    assert found.cues.tolist() == [-2, -2, 1, 1, 1, 1, -2, NOTHING, NOTHING, *[-2] * 10]
    assert found.sources.tolist() == [-2, 0, *[-2] * 17]
    assert example(polnear=taught).attributions[EVERYDAY].tags.any()


def outer_of(text: str, *attributions: Attribution) -> tuple[Attribution, ...]:
    return only_outer(gold_article(*attributions, text=text)).attributions


def test_statements_within_others_are_left_out() -> None:
    text = "Berg said the mayor claims all is well."
    outer = said("Berg", "said", "the mayor claims all is well", text=text)
    inner = said("the mayor", "claims", "all is well", text=text)
    assert outer_of(text, outer, inner) == outer_of(text, inner, outer) == (outer,)
    without_cue = said("", "", "all is well", text=text)
    assert outer_of(text, outer, without_cue) == (outer,)


def test_statements_of_which_only_the_content_stands_in_another_one_stay() -> None:
    text = "All is well, says Berg, the mayor claims."
    both = said("Berg", "says", "All is well", text=text), said("the mayor", "claims", "All is well", text=text)
    assert outer_of(text, *both) == both
    whole = said("the mayor", "claims", "All is well, says Berg", text=text)
    assert outer_of(text, both[0], whole) == (whole,)
