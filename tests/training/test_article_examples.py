"""Annotated articles become labels of units, windows and batches, and some of their cues are replaced by others."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from made_attributions import gold_article, spans
from made_network import PLAIN, TABLE, Pieces, made_output, made_pointers

from quotes.corpora.attribution.gold import Attribution, GoldArticle
from quotes.networks.viterbi import allowed_steps
from quotes.parsing.joint.attribution_decoding import SchemeScores
from quotes.parsing.joint.attribution_tags import CONTENT, CUE, SCHEMES, SOURCE, TAGS, Scheme
from quotes.parsing.joint.joint_labels import INSIDE, SENTENCE, TOKEN, WORD, Labels
from quotes.parsing.joint.windows import TaggedWords, Unit
from quotes.records import Span
from quotes.training import article_windows
from quotes.training.article_examples import (
    COLUMNS,
    NOT_LEARNED,
    NOTHING,
    ArticleExample,
    AttributedArticle,
    AttributionLabels,
    example_of,
    only_outer,
    units_in,
    with_changes,
)
from quotes.training.article_windows import ArticleWindow, article_batches_of, batch_of_articles
from quotes.training.crf import IGNORED

POLNEAR, EVERYDAY = SCHEMES.index("polnear"), SCHEMES.index("everyday")

LABELS = Labels(
    upos=("NOUN", "PROPN", "VERB"),
    xpos=("NN", "NNP", "VBD"),
    lemmas=("=", "-2+y"),
    relations=("nsubj", "root"),
    entities=("O", "S-PERSON"),
    splits={"cannot": 3},
)

TEXT = "Berg said talks cannot wait.\n\n“We won 3-1,” the mayor claims."
UNITS = "Berg said talks can not wait . “ We won 3 - 1 , ” the mayor claims ."
BERG = (  # words with what stands behind them, UPOS, head, relation, entity tag and lemma
    "Berg _ PROPN 2 nsubj S-PERSON Berg|said _ VERB 0 root O say|talks _ NOUN 6 nsubj O talks"
    "|can + VERB 6 aux O can|not _ NOUN 6 advmod O not|wait - VERB 2 nsubj O wait|. - PUNCT 2 punct O ."
)
MAYOR = (
    "“ - PUNCT 3 punct O “|We _ NOUN 3 nsubj O We|won _ VERB 9 dep O win|3-1 - NOUN 3 dep O 3-1|, - PUNCT 3 punct O ,"
    "|” _ PUNCT 3 punct O ”|the _ NOUN 8 nsubj O the|mayor _ NOUN 9 nsubj O mayor|claims - VERB 0 root O claims"
    "|. - PUNCT 9 punct O ."
)


def parsed(text: str, *sentences: str) -> list[TaggedWords]:
    """Sentences in the form of `BERG`, which stand in a text one after the other."""
    found, end = [], 0
    for rows in sentences:
        words, after, upos, heads, relations, entities, lemmas = zip(
            *(row.split() for row in rows.split("|")), strict=True
        )
        places = []
        for word in words:
            start = text.index(word, end)
            end = start + len(word)
            places.append((start, end))
        found.append(
            TaggedWords(
                words,
                upos,
                tuple({"NOUN": "NN", "PROPN": "NNP", "VERB": "VBD"}.get(each, ".") for each in upos),
                lemmas,
                tuple(map(int, heads)),
                relations,
                entities,
                after=tuple({"_": " ", "-": ""}.get(each, each) for each in after),
                spans=tuple(places),
            )
        )
    return found


def said(source: str, cue: str, *content: str, text: str = TEXT) -> Attribution:
    return Attribution(spans(text, source), spans(text, cue), spans(text, *content))


ARTICLE = gold_article(
    said("Berg", "said", "talks cannot wait"), said("the mayor", "claims", "“We won 3-1,”"), text=TEXT
)


def example(article: GoldArticle = ARTICLE, scheme: Scheme = "everyday", **found: SchemeScores) -> ArticleExample:
    """An article's example; the text that has no other parse has none."""
    sentences = parsed(TEXT, BERG, MAYOR) if article.text == TEXT else []
    return example_of(article, scheme, sentences, found, LABELS, TABLE)  # type: ignore[arg-type]


def texts(units: Iterable[Unit]) -> str:
    return " ".join(unit.text for unit in units)


def attributed(text: str, *attributions: Attribution) -> AttributionLabels:
    """What people have said of a text without a parse."""
    return example(gold_article(*attributions, text=text)).attributions[EVERYDAY]


def same(one: ArticleExample, other: ArticleExample) -> bool:
    """Tell whether two examples are the same in all their parts."""

    def alike(one: object, other: object) -> bool:
        if isinstance(one, np.ndarray):
            return bool(np.array_equal(one, other))  # type: ignore[arg-type]
        if isinstance(one, AttributionLabels | ArticleExample):
            return all(alike(getattr(one, field.name), getattr(other, field.name)) for field in fields(one))
        if isinstance(one, dict):
            return alike(list(one.items()), list(other.items()))  # type: ignore[attr-defined]
        if isinstance(one, list | tuple):
            return len(one) == len(other) and all(map(alike, one, other))  # type: ignore[arg-type]
        return one == other

    return alike(one, other)


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


def made_example(paragraphs: Sequence[Sequence[int]], words: Iterable[str] = ()) -> ArticleExample:
    """An article of paragraphs, each given as the numbers of units of its sentences; a unit has one piece."""
    ends = np.cumsum([sum(sentences) for sentences in paragraphs]) - 1
    sizes = [size for sentences in paragraphs for size in sentences]
    count = sum(sizes)
    units = [Unit(word, ends=number in ends) for number, word in enumerate(list(words) or ["a"] * count)]
    boundaries = np.full(count, TOKEN)
    boundaries[np.cumsum(sizes) - 1] = SENTENCE
    nowhere = np.full(count, NOT_LEARNED)
    labels = AttributionLabels(np.zeros(count, np.int64), np.zeros((count, len(TAGS)), np.float16), nowhere, nowhere)
    return ArticleExample(
        units,
        [(number, number + 1) for number in range(count)],
        np.repeat(np.arange(len(sizes)), sizes),
        np.full(count, 0),
        {name: np.full(count, 0) for name in COLUMNS} | {"boundaries": boundaries},
        [labels] * len(SCHEMES),
        np.asarray([1 + unit.ends for unit in units]),
    )


PARAGRAPHS = st.lists(st.lists(st.integers(1, 9), min_size=1, max_size=5), min_size=1, max_size=6)


@given(PARAGRAPHS, st.integers(4, 30), st.integers(2, 30))
def test_windows_are_whole_paragraphs_or_sentences_of_long_ones(
    paragraphs: list[list[int]], size: int, first_size: int
) -> None:
    whole = made_example(paragraphs)
    windows = list(whole.windows(size, min(size, first_size)))
    assert [unit for first, end in windows for unit in range(first, end)] == list(range(len(whole.units)))
    before = 0
    for number, (first, end) in enumerate(windows):
        limit = min(size, first_size) if number == 0 else size
        pieces, sentences = whole.sizes[first:end].sum(), len(set(whole.sentences[first:end].tolist()))
        paragraph = sum(unit.ends for unit in whole.units[first:end]) == 1 and whole.units[end - 1].ends
        assert first < end and (pieces <= limit or sentences == 1 or (paragraph and number == 0 and pieces <= size))
        assert whole.columns["boundaries"][end - 1] == SENTENCE
        if not whole.units[end - 1].ends:  # in a paragraph that is too long for a window
            starts = [start for start in range(end) if start == 0 or whole.units[start - 1].ends]
            stop = next(unit for unit in range(end, len(whole.units)) if whole.units[unit].ends) + 1
            assert whole.sizes[starts[-1] : stop].sum() > size
        assert first == before
        before = end


def test_windows_of_an_article() -> None:
    whole = made_example([[3], [2, 2], [4, 5, 4], [1]])
    assert list(whole.windows(100)) == [(0, 21)]
    assert list(whole.windows(9)) == [(0, 7), (7, 16), (16, 21)]
    assert list(whole.windows(9, 4)) == [(0, 3), (3, 11), (11, 16), (16, 21)]
    assert list(example(gold_article(text="")).windows(9)) == []


def test_a_batch_has_the_labels_of_its_windows_and_padding() -> None:
    whole = example()
    batch = batch_of_articles([ArticleWindow(whole, 0, 19), ArticleWindow(whole, 7, 19)], TABLE)
    assert batch.pieces.shape == (2, 22) and batch.mask.sum(1).tolist() == [22, 14]
    assert batch.units.sum(1).tolist() == [19, 12] and batch.units[1].tolist() == [True] * 12 + [False] * 7
    assert batch.first_pieces[0].tolist() == [*range(1, 8), *range(9, 21)]  # between them ends a paragraph
    assert batch.first_pieces[1].tolist() == [*range(1, 13), *[0] * 7]
    assert batch.sentences[1].tolist() == [*whole.sentences.tolist()[7:], *[-1] * 7]
    assert batch.heads is not None and batch.entities is not None and batch.attributions is not None
    assert batch.heads[0].tolist() == whole.heads.tolist()
    assert batch.heads[1].tolist() == [3, 3, 11, 3, IGNORED, IGNORED, 3, 3, 10, 11, 0, 11, *[IGNORED] * 7]
    for name in COLUMNS:
        column = getattr(batch, name)
        assert column.tolist() == [whole.columns[name].tolist(), [*whole.columns[name].tolist()[7:], *[IGNORED] * 7]]
    polnear, everyday = batch.attributions
    assert everyday.tags[1].tolist() == [5, *[6] * 7, 1, 2, 3, 0, *[IGNORED] * 7]
    assert everyday.cues[1].tolist() == [*[11] * 8, *[IGNORED] * 11]
    assert everyday.sources[1].tolist() == [*[IGNORED] * 10, 9, *[IGNORED] * 8]
    assert everyday.cues[0, [2, 7]].tolist() == [2, 18] and everyday.sources[0, [1, 17]].tolist() == [1, 16]
    assert everyday.taught.dtype == torch.float32 and everyday.taught.shape == (2, 19, len(TAGS))
    assert polnear.tags.unique().tolist() == polnear.cues.unique().tolist() == [IGNORED]


def test_pointers_out_of_a_window_point_at_nothing_and_heads_outside_are_not_learned() -> None:
    batch = batch_of_articles([ArticleWindow(example(), first, end) for first, end in ((1, 3), (2, 8), (7, 17))], TABLE)
    assert batch.attributions is not None and batch.heads is not None
    targets = batch.attributions[EVERYDAY]
    cues = [IGNORED, 1], [0, 0, 0, 0, IGNORED, 0], [*[0] * 8, IGNORED, IGNORED]
    assert targets.cues.tolist() == [[*row, *[IGNORED] * (10 - len(row))] for row in cues]
    assert targets.sources.tolist() == [[0, *[IGNORED] * 9], [IGNORED] * 10, [IGNORED] * 10]
    heads = [0, IGNORED], [4, 4, 4, IGNORED, IGNORED, IGNORED], [3, 3, IGNORED, 3, IGNORED, IGNORED, 3, 3, 10, IGNORED]
    assert batch.heads.tolist() == [[*row, *[IGNORED] * (10 - len(row))] for row in heads]


def test_entities_that_are_not_learned_are_left_out_of_a_batch() -> None:
    batch = batch_of_articles([ArticleWindow(replace(example(), entities=False), 0, 19)], TABLE)
    assert batch.entities is None and batch.upos is not None and batch.boundaries is not None


def test_every_unit_is_in_one_batch_and_batches_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_windows, "WINDOW_PIECES", 12)
    monkeypatch.setattr(article_windows, "BATCH_PIECES", 40)
    monkeypatch.setattr(article_windows, "SORTED_TOGETHER", 7)
    shapes = [[[3], [5, 4]], [[2] * number for number in range(1, 6)], [[1]], [[8, 9], [9, 9]]]
    articles = [AttributedArticle(ARTICLE, made_example(shape), varied=False) for shape in shapes * 2]
    articles = [
        replace(each, example=replace(each.example, entities=number < 4)) for number, each in enumerate(articles)
    ]
    ways = set()
    for seed in range(5):
        batches = article_batches_of(articles, LABELS, TABLE, random.Random(seed))
        for batch in batches:
            assert len(batch) == 1 or len(batch) * max(window.size for window in batch) <= 40
            assert len({window.example.entities for window in batch}) == 1
        for each in articles:
            own = sorted((w.first, w.end) for batch in batches for w in batch if w.example is each.example)
            assert [unit for first, end in own for unit in range(first, end)] == list(range(len(each.example.units)))
            ways.add(tuple(own))
    assert len(ways) > len(shapes)  # the cuts differ
    assert article_batches_of([], LABELS, TABLE, random.Random(1)) == []


def test_cues_of_varied_articles_are_replaced_by_chance() -> None:
    def cues(varied: bool) -> set[str]:
        article = AttributedArticle(ARTICLE, example(), varied)
        ways = [article_batches_of([article], LABELS, TABLE, random.Random(seed)) for seed in range(30)]
        return {
            window.example.units[unit].text
            for ((window,),) in ways
            for unit in np.flatnonzero(window.example.attributions[EVERYDAY].tags == CUE).tolist()
        }

    assert cues(False) == {"said", "claims"} < cues(True)


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
