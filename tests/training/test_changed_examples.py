"""Some words of an example are replaced by others."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from made_attributions import gold_article, spans
from made_examples import (
    BERG,
    EVERYDAY,
    LABELS,
    MAYOR,
    PARAGRAPHS,
    POLNEAR,
    TEXT,
    example,
    made_example,
    parsed,
    said,
    same,
    texts,
)
from made_network import PLAIN, TABLE, Pieces, made_output, made_pointers

from quotes.parsing.joint.attribution_decoding import SchemeScores
from quotes.parsing.joint.attribution_tags import CONTENT, SCHEMES
from quotes.parsing.joint.joint_labels import INSIDE, SENTENCE, TOKEN, WORD
from quotes.records import Span
from quotes.training.article_examples import (
    NOT_LEARNED,
    ArticleExample,
    example_of,
    with_changes,
)
from quotes.training.crf import IGNORED

SAID, CLAIMS = spans(TEXT, "said", "claims")


def test_a_cue_is_replaced_by_several_words() -> None:
    changed = with_changes(example(), [(SAID, "chipped in"), (CLAIMS, "pooh-poohs it")], LABELS, TABLE)
    assert texts(changed.units) == "Berg chipped in talks can not wait . “ We won 3 - 1 , ” the mayor pooh - poohs it ."
    assert texts(unit for unit in changed.units if unit.glued) == "not . We - 1 , ” - poohs ."
    assert [number for number, unit in enumerate(changed.units) if unit.ends] == [7, 22]
    found = changed.attributions[EVERYDAY]
    assert found.tags.tolist() == [1, 3, 4, 5, 6, 6, 6, 0, 5, 6, 6, 6, 6, 6, 6, 6, 1, 2, 3, 4, 4, 4, 0]
    assert found.cues.tolist() == [-2, -2, -2, *[1] * 4, -2, *[18] * 8, *[-2] * 7]
    assert found.sources.tolist() == [{1: 0, 18: 16}.get(unit, NOT_LEARNED) for unit in range(23)]
    added = [2, 19, 20, 21]
    heads = [2, 0, IGNORED, 7, 7, 7, 2, 2, *(11, 11, 19, 11, IGNORED, IGNORED, 11, 11, 18, 19, 0), *[IGNORED] * 3, 19]
    assert changed.heads.tolist() == heads
    assert changed.sentences[added].tolist() == [-1] * 4 and (changed.sentences >= 0).sum() == 17
    boundaries = changed.columns["boundaries"].tolist()
    assert boundaries[:4] == [TOKEN] * 4 and boundaries[18:] == [INSIDE, INSIDE, TOKEN, TOKEN, SENTENCE]
    assert boundaries[4] == WORD and boundaries[10:13] == [TOKEN, INSIDE, INSIDE]
    for name in ("upos", "xpos", "relations", "entities"):
        kept = changed.columns[name][[unit for unit in range(23) if unit not in added]]
        assert kept.tolist() == example().columns[name].tolist()
        assert set(changed.columns[name][added].tolist()) == {IGNORED}
    assert changed.sizes.tolist() == [1] * 7 + [2] + [1] * 14 + [2]


def test_what_was_said_is_labelled_as_if_it_had_been_written_so() -> None:
    changed = with_changes(example(), [(SAID, "chipped in")], LABELS, TABLE)
    text = TEXT.replace("said", "chipped in")
    written = example_of(
        gold_article(
            said("Berg", "chipped in", "talks cannot wait", text=text),
            said("the mayor", "claims", "“We won 3-1,”", text=text),
            text=text,
        ),
        "everyday",
        parsed(text, BERG.replace("said _ VERB 0 root O say", "chipped _ VERB 0 root O say|in _ X 2 x X in"), MAYOR),
        {},
        LABELS,
        TABLE,
    )
    assert changed.units == written.units and changed.sizes.tolist() == written.sizes.tolist()
    assert changed.columns["boundaries"].tolist() == written.columns["boundaries"].tolist()
    for name in ("tags", "cues", "sources"):
        ours, theirs = (getattr(each.attributions[EVERYDAY], name).tolist() for each in (changed, written))
        assert ours == theirs


def test_the_lemma_of_another_word_is_not_learned() -> None:
    before = example()
    assert before.columns["lemmas"][17] == 0
    assert with_changes(before, [(CLAIMS, "says")], LABELS, TABLE).columns["lemmas"][17] == IGNORED


def test_a_teacher_teaches_nothing_about_added_units() -> None:
    taught = SchemeScores(PLAIN)
    taught.add((0, 19), made_output([0, CONTENT, CONTENT + 1, *[0] * 16], made_pointers(19, {}), made_pointers(19, {})))
    found = with_changes(example(polnear=taught), [(SAID, "chipped in")], LABELS, TABLE).attributions[POLNEAR]
    assert found.taught[[0, 1, 3]].any(1).all() and not found.taught[2].any()
    assert found.cues.tolist()[:5] == [-2, -1, -1, -1, -2] and set(found.tags.tolist()) == {IGNORED}


def test_parts_of_words_and_cues_of_several_units_are_not_replaced() -> None:
    whole = spans(TEXT, "said talks", "aid")
    assert same(with_changes(example(), [(span, "x") for span in whole], LABELS, TABLE), example())


def test_places_in_quotations_stay() -> None:
    text = "“Said he,” they said."
    before = example(gold_article(said("they", "said", "“Said he,”", text=text), text=text))
    changed = with_changes(before, [(span, "chipped in") for span in spans(text, "Said", "said")], LABELS, TABLE)
    places = {unit.text: unit.place for unit in before.units}
    expected = [*(places[text] for text in ("“", "Said", "Said", "he", ",", "”", "they", "said", "said", "."))]
    assert [unit.place for unit in changed.units] == expected


@st.composite
def drawn_changes(draw: st.DrawFn) -> tuple[ArticleExample, dict[int, str]]:
    """An example with random pointers, and some of its units with the words that replace them."""
    paragraphs = draw(PARAGRAPHS)
    count = sum(map(sum, paragraphs))
    made = made_example(paragraphs, (f"w{'x' * number}" for number in range(count)))
    pointers = st.lists(st.integers(-2, count - 1), min_size=count, max_size=count).map(np.asarray)
    labels = [replace(made.attributions[0], cues=draw(pointers), sources=draw(pointers)) for _ in SCHEMES]
    heads = st.lists(st.sampled_from([IGNORED, *range(count + 1)]), min_size=count, max_size=count).map(np.asarray)
    replaced = draw(st.sets(st.integers(0, count - 1)))
    words = st.lists(st.sampled_from(["took", "aim", "re-read", "isn't"]), min_size=1, max_size=3).map(" ".join)
    return replace(made, heads=draw(heads), attributions=labels), {unit: draw(words) for unit in sorted(replaced)}


def changed_units(before: ArticleExample, replaced: dict[int, str]) -> ArticleExample:
    return with_changes(before, [(Span(unit, unit + 1), text) for unit, text in replaced.items()], LABELS, Pieces())


@given(drawn_changes())
def test_units_point_at_the_same_units_as_before(drawn: tuple[ArticleExample, dict[int, str]]) -> None:
    before, replaced = drawn
    after = changed_units(before, replaced)
    first_at = {span: number for number, span in reversed(list(enumerate(after.spans)))}
    new = [first_at[span] for span in before.spans]
    for unit, (at, head) in enumerate(zip(new, before.heads.tolist(), strict=True)):
        assert after.heads[at] == (new[head - 1] + 1 if head > 0 else head)
        for ours, theirs in zip(after.attributions, before.attributions, strict=True):
            for name in ("cues", "sources"):
                target = getattr(theirs, name)[unit]
                assert getattr(ours, name)[at] == (new[target] if target >= 0 else target)
    added = sorted(set(range(len(after.units))) - set(new))
    assert (after.heads[added] == IGNORED).all() and (after.sentences[added] == -1).all()
    assert after.sentences[new].tolist() == before.sentences.tolist()
    assert [unit.ends for unit in after.units] == [
        unit.ends and (number + 1 == len(after.units) or after.spans[number + 1] != after.spans[number])
        for number, unit in enumerate(after.units)
    ]
    assert sum(unit.ends for unit in after.units) == sum(unit.ends for unit in before.units)
    assert after.sizes.tolist() == [len(unit.text) + unit.ends for unit in after.units]


@given(drawn_changes())
def test_the_same_words_change_nothing(drawn: tuple[ArticleExample, dict[int, str]]) -> None:
    before, replaced = drawn
    before = replace(before, sizes=np.asarray([len(unit.text) + unit.ends for unit in before.units]))
    assert same(changed_units(before, {unit: before.units[unit].text for unit in replaced}), before)
