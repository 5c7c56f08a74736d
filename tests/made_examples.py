"""Examples of annotated articles for training."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields

import numpy as np
from hypothesis import strategies as st
from made_attributions import gold_article, spans
from made_network import TABLE

from quotes.corpora.attribution.gold import Attribution, GoldArticle
from quotes.parsing.joint.attribution_decoding import SchemeScores
from quotes.parsing.joint.attribution_tags import SCHEMES, TAGS, Scheme
from quotes.parsing.joint.joint_labels import SENTENCE, TOKEN, Labels
from quotes.parsing.joint.windows import TaggedWords, Unit
from quotes.training.article_examples import (
    COLUMNS,
    NOT_LEARNED,
    ArticleExample,
    AttributionLabels,
    example_of,
)

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


PARAGRAPHS = st.lists(st.lists(st.integers(1, 9), min_size=1, max_size=5), min_size=1, max_size=6)


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
