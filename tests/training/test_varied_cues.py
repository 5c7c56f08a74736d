"""Tests of the variation of cues."""

import random

import pytest
from made_attributions import gold_article, spans

from quotes.corpora.attribution.gold import Annotation, Attribution, GoldArticle
from quotes.records import Span
from quotes.training.varied_cues import changes_of


def article_of(text: str, cue: str, content: str, source: str) -> GoldArticle:
    spans = [(Span(start := text.index(part), start + len(part)),) for part in (source, cue, content)]
    attribution = Attribution(source=spans[0], cue=spans[1], content=spans[2])
    return GoldArticle("a", text, (Annotation("", (attribution,)),))


def variants(article: GoldArticle) -> set[str]:
    """The cues of 2,000 variations of an article with one attribution."""
    ((cue,),) = (attribution.cue for attribution in article.attributions)
    cues = set()
    for seed in range(2000):
        changes = changes_of(article, random.Random(seed))
        assert [span for span, _ in changes] in ([], [cue])
        cues.add(changes[0][1] if changes else article.text[cue.start : cue.end])
    return cues


@pytest.mark.parametrize(
    ("text", "cue", "content", "source", "one"),
    [
        ("The mayor criticised the plan.", "criticised", "the plan", "The mayor", "took aim at"),
        ("The mayor, praising the plan, left.", "praising", "the plan", "The mayor", "paying tribute to"),
        ("The mayor says that it rained.", "says", "that it rained", "The mayor", "makes the point"),
        ("“It rained,” said the mayor.", "said", "“It rained,”", "the mayor", "quipped"),
        ("The mayor urged residents to leave.", "urged", "residents to leave", "The mayor", "appealed to"),
        ("The mayor's claim that it rained", "claim", "that it rained", "The mayor's", "insistence"),
        ("Urged residents to leave: the mayor", "Urged", "residents to leave", "the mayor", "Called on"),
    ],
)
def test_a_cue_is_replaced_by_one_of_its_construction(text: str, cue: str, content: str, source: str, one: str) -> None:
    found = variants(article_of(text, cue, content, source))
    assert {cue, one} <= found


@pytest.mark.parametrize(
    ("text", "cue", "content", "source"),
    [
        ("The plan was criticised by the mayor.", "was criticised", "The plan", "the mayor"),
        ("The plan criticised by the mayor failed.", "criticised", "The plan", "the mayor"),
        ("It rained, according to the mayor.", "according to", "It rained", "the mayor"),
    ],
)
def test_other_constructions_stay(text: str, cue: str, content: str, source: str) -> None:
    assert variants(article_of(text, cue, content, source)) == {cue}


def test_changes_stand_in_the_order_of_the_text_each_cue_once() -> None:
    text = "“No,” said Berg. The mayor stated that it rained."
    first, second = (
        Attribution(*(spans(text, part) for part in parts))
        for parts in (("Berg", "said", "“No,”"), ("The mayor", "stated", "that it rained"))
    )
    article = gold_article(second, first, first, text=text)
    found = {tuple(changed for changed, _ in changes_of(article, random.Random(seed))) for seed in range(100)}
    assert found == {(), first.cue, second.cue, first.cue + second.cue}
