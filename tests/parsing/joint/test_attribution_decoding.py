"""From scores to attributions, with output of the network that is made by hand.

Tags are written as their numbers: 1 and 2 are a source, 3 and 4 a cue, 5 and 6 a content.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_network import PLAIN, SURE, made_output, made_pointers

from quotes.networks.viterbi import tag_transitions
from quotes.parsing.joint.attribution_decoding import (
    COLUMNS,
    WEAKEST_LINK,
    AttributionParameters,
    DecodedAttribution,
    DecodedScores,
    LinkedUnits,
    SchemeScores,
    stretches_of,
)
from quotes.parsing.joint.attribution_scores import Floats, Range
from quotes.parsing.joint.attribution_tags import CONTENT, CUE, SOURCE, TAGS
from quotes.records import Span

Window = tuple[str, Floats, Floats]
"""Tags of a window, and rows of scores of its pointers to cues and to sources."""


def window(tags: str, cues: Mapping[int, int], sources: Mapping[int, int]) -> Window:
    """A window in which units point at others as they are told, or at nothing; numbers are those of the window."""
    return tags, made_pointers(len(tags), cues), made_pointers(len(tags), sources)


def scores_of(*windows: Window, parameters: AttributionParameters = PLAIN) -> SchemeScores:
    scores = SchemeScores(parameters)
    first = 0
    for tags, cues, sources in windows:
        scores.add((first, first + len(tags)), made_output([int(tag) for tag in tags], cues, sources))
        first += len(tags)
    return scores


def linked(*windows: Window) -> list[LinkedUnits]:
    return scores_of(*windows).linked()


def in_units(found: LinkedUnits) -> tuple[Range | None, Range | None, tuple[Range, ...]]:
    """Source, cue and content of an attribution."""
    return found.source, found.cue, found.content


def test_a_statement_is_put_together() -> None:
    # He(source) said(cue) it(content) rained(content) . "No"(content)
    (found,) = linked(window("1356056", {2: 1, 3: 1, 5: 1, 6: 1}, {1: 0}))
    assert in_units(found) == ((0, 1), (1, 2), ((2, 4), (5, 7)))
    assert astuple(found.scores) == pytest.approx([SURE] * 4, abs=1e-5)


def test_spans_are_those_of_the_text() -> None:
    spans = [(3, 5), (6, 10), (11, 13), (14, 20)]
    (said,) = scores_of(window("1356", {2: 1, 3: 1}, {1: 0})).decoded(spans)
    (alone,) = scores_of(window("5000", {}, {})).decoded(spans)
    assert (said.source, said.cue, said.content) == (Span(3, 5), Span(6, 10), (Span(11, 20),))
    assert (alone.source, alone.cue, alone.content) == (None, None, (Span(3, 5),))


def test_a_text_without_units_has_no_attributions() -> None:
    assert scores_of().linked() == [] and scores_of().tags().shape == (0, len(TAGS))
    assert scores_of().decoded([]) == []


def test_the_scores_of_tags_are_probabilities_of_all_windows() -> None:
    tags = scores_of(window("13", {}, {}), window("5", {}, {})).tags()
    assert tags.argmax(1).tolist() == [1, 3, 5] and np.exp(tags).sum(1) == pytest.approx(np.ones(3), abs=1e-5)


def test_an_attribution_is_moved_with_its_part_of_the_text() -> None:
    scores = DecodedScores(-1, -2, -3, -4)
    found = DecodedAttribution(Span(5, 7), None, (Span(0, 2), Span(3, 4)), scores)
    assert found.moved(10) == DecodedAttribution(Span(15, 17), None, (Span(10, 12), Span(13, 14)), scores)
    assert replace(found, cue=None, source=Span(5, 7)).moved(1).source == Span(6, 8)


def test_contents_go_to_the_cues_that_their_units_point_at() -> None:
    assert [in_units(each) for each in linked(window("135135", {2: 1, 5: 1}, {1: 0, 4: 3}))] == [
        ((0, 1), (1, 2), ((2, 3), (5, 6)))
    ]


def test_attributions_are_in_the_order_of_their_cues_or_of_contents_without_one() -> None:
    # "No"(content) "Go"(content) Berg(source) said(cue) , Lang(source) says(cue) it(content)
    found = linked(window("55130135", {1: 3, 7: 6}, {3: 2, 6: 5}))
    assert [in_units(each) for each in found] == [
        (None, None, ((0, 1),)),
        ((2, 3), (3, 4), ((1, 2),)),
        ((5, 6), (6, 7), ((7, 8),)),
    ]
    assert astuple(found[0].scores) == pytest.approx((0, SURE, SURE, 0), abs=1e-5)


def test_a_cue_without_a_source_has_the_score_of_pointing_at_nothing() -> None:
    (found,) = linked(window("35", {1: 0}, {}))
    assert found.source is None and found.scores.source == pytest.approx(SURE, abs=1e-5)


def test_content_that_points_nowhere_is_dropped_and_a_cue_without_content_too() -> None:
    tags, cues, sources = window("1350", {}, {1: 0})
    row = np.log([0.01, 0.45, 0.04, 0.05, 0.45])  # more to the cue than to nothing, and too little to both
    cues[2] = row
    assert WEAKEST_LINK > row[2] > row[0]
    assert linked((tags, cues, sources)) == []
    assert linked(window("1300", {}, {1: 0})) == []


@pytest.mark.parametrize(("to_nothing", "to_cue", "cue"), [(0.5, 0.48, None), (0.48, 0.5, (1, 2))])
def test_content_goes_to_a_cue_rather_than_to_nothing_if_its_units_point_more_at_it(
    to_nothing: float, to_cue: float, cue: Range | None
) -> None:
    tags, cues, sources = window("135", {}, {1: 0})
    cues[2] = np.log([to_nothing, 0.01, to_cue, 0.01])
    (found,) = linked((tags, cues, sources))
    assert found.cue == cue
    assert found.scores.link == pytest.approx(np.log(0.5), abs=1e-5)


def test_a_source_that_nobody_chose_goes_to_a_cue_without_one() -> None:
    tags, cues, sources = window("135", {2: 1}, {})
    for chance, source in ((0.06, (0, 1)), (0.04, None)):
        sources[1] = np.log([0.9 - chance, chance, 0.05, 0.05])
        (found,) = linked((tags, cues, sources))
        assert in_units(found)[0] == source
        expected = np.log(chance) if source else np.log(0.9 - chance)
        assert found.scores.source == pytest.approx(expected, abs=1e-5)


def test_a_source_that_a_cue_has_chosen_goes_to_no_other_one() -> None:
    # Berg(source) said(cue) it(content) and added(cue) that(content)
    tags, cues, sources = window("135035", {2: 1, 5: 4}, {1: 0})
    sources[4] = np.log([0.8, 0.16, 0.01, 0.01, 0.01, 0.005, 0.005])
    assert [in_units(each)[0] for each in linked((tags, cues, sources))] == [(0, 1), None]


def test_a_cue_keeps_the_source_that_it_has_chosen() -> None:
    tags, cues, sources = window("1135", {3: 2}, {})
    sources[2] = np.log([0.08, 0.3, 0.6, 0.01, 0.01])
    assert [in_units(each)[0] for each in linked((tags, cues, sources))] == [(1, 2)]


def test_two_sources_that_nobody_chose_do_not_share_a_cue() -> None:
    tags, cues, sources = window("1135", {3: 2}, {})
    sources[2] = np.log([0.5, 0.2, 0.28, 0.01, 0.01])
    (found,) = linked((tags, cues, sources))
    assert in_units(found)[0] in {(0, 1), (1, 2)}


def test_units_are_compared_with_those_of_their_window() -> None:
    windows = [window("13560", {2: 1, 3: 1}, {1: 0})] * 50
    assert [in_units(each) for each in linked(*windows)] == [
        ((first, first + 1), (first + 1, first + 2), ((first + 2, first + 4),)) for first in range(0, 250, 5)
    ]
    # the cue, and then the source, stand in another window than what would point at them
    assert [in_units(each) for each in linked(window("13", {}, {1: 0}), window("5", {}, {}))] == [
        (None, None, ((2, 3),))
    ]
    assert [in_units(each) for each in linked(window("1", {}, {}), window("35", {1: 0}, {}))] == [
        (None, (1, 2), ((2, 3),))
    ]


def test_a_stretch_may_go_on_in_the_next_window() -> None:
    (found,) = linked(window("135", {2: 1}, {1: 0}), window("6", {}, {}))
    assert in_units(found)[2] == ((2, 4),)


def test_a_content_belongs_to_the_cue_of_its_first_window_however_far_it_goes_on() -> None:
    (found,) = linked(window("135", {2: 1}, {1: 0}), window("66666666", {}, {}))
    assert in_units(found) == ((0, 1), (1, 2), ((2, 11),))
    assert found.scores.link == pytest.approx(SURE, abs=1e-5)


def test_tags_follow_each_other_as_the_transitions_say() -> None:
    never = np.zeros((len(TAGS), len(TAGS)))
    never[0, CONTENT] = -50
    given = window("0500", {}, {})
    parameters = replace(PLAIN, transitions=tag_transitions(TAGS, never))
    assert [in_units(each)[2] for each in linked(given)] == [((1, 2),)]
    assert scores_of(given, parameters=parameters).linked() == []


@given(st.lists(st.integers(1, 12), min_size=1, max_size=4), st.integers(0, 999))
def test_whatever_the_output_is_the_attributions_are_sound(lengths: list[int], seed: int) -> None:
    random = np.random.default_rng(seed)
    scores = SchemeScores(PLAIN)
    first = 0
    for length in lengths:
        scores.add((first, first + length), random.normal(0, 3, (length, COLUMNS)).astype(np.float32))
        first += length
    found = scores.linked()
    parts = [part for each in found for part in (*each.content, *filter(None, [each.cue]))]
    assert len(parts) == len(set(parts))  # each content and each cue is of one statement
    places = [each.cue or each.content[0] for each in found]
    assert places == sorted(places)
    for each in found:
        assert each.content and list(each.content) == sorted(each.content)
        assert max(astuple(each.scores)) < 1e-5
        assert each.cue or not each.source


def test_stretches() -> None:
    assert stretches_of([1, 2, 0, 3, 5, 6, 5]) == {SOURCE: [(0, 2)], CUE: [(3, 4)], CONTENT: [(4, 6), (6, 7)]}
    assert stretches_of([]) == {SOURCE: [], CUE: [], CONTENT: []}
