"""Scores of parses: 100 for the treebank itself, less for differences, sums over documents, and the real parser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from made_treebanks import HARBOUR, QUAY, conllu

from quotes.corpora.conllu import GoldDocument, read_conllu
from quotes.corpora.gold_score import GoldScore
from quotes.corpora.parse_scores import METRICS, MetricScores, ParseScores, score_parses, score_treebank
from quotes.corpora.trees import Sentence
from quotes.errors import CorpusError
from quotes.parsing import Parser

ALL = dict.fromkeys(METRICS, 100.0)


def read(folder: Path, content: str) -> list[GoldDocument]:
    path = folder / "made.conllu"
    path.write_text(content, encoding="utf-8")
    return read_conllu(path)


@pytest.fixture
def documents(tmp_path: Path) -> list[GoldDocument]:
    return read(tmp_path, HARBOUR + QUAY)


def f1(scores: MetricScores) -> dict[str, float | None]:
    return {metric: score.f1 for metric, score in scores.items()}


def scored(gold: list[GoldDocument], predicted: list[GoldDocument]) -> ParseScores:
    return score_parses("raw text", gold, [document.sentences for document in predicted], 2.0)


def test_a_treebank_agrees_with_itself(documents: list[GoldDocument]) -> None:
    scores = scored(documents, documents)
    assert f1(scores.total) == ALL
    assert {genre: f1(of_genre) for genre, of_genre in scores.by_genre.items()} == {"news": ALL, "weblog": ALL}
    assert scores.total["Words"] == GoldScore(26, 26, 26)
    assert scores.total["Cue subjects"] == GoldScore(3, 3, 3)
    assert scores.words_per_second == 13.0


DIFFERENCES = [
    ("\tNOUN\tnoun", "\tVERB\tnoun", {"UPOS"}),
    ("\tNOUN\tnoun", "\tNOUN\tverb", {"XPOS"}),
    ("\tpilot\t", "\tpilots\t", {"Lemmas"}),
    ("\tsay\t", "\tsee\t", {"Lemmas", "Cue subjects"}),
    ("\t3\tnsubj\t", "\t3\tobj\t", {"LAS", "CLAS", "Cue subjects"}),
    ("\t7\taux\t", "\t3\taux\t", {"UAS", "LAS"}),
    ("left\tleave\tVERB\tverb\t_\t0\troot", "left\tleave\tVERB\tverb\t_\t0\tdep", {"LAS", "CLAS"}),
]


@pytest.mark.parametrize(("old", "new", "lower"), DIFFERENCES)
def test_each_difference_lowers_what_it_is_about(tmp_path: Path, old: str, new: str, lower: set[str]) -> None:
    assert old in HARBOUR
    gold, predicted = read(tmp_path, HARBOUR), read(tmp_path, HARBOUR.replace(old, new))
    rates = f1(scored(gold, predicted).total)
    assert {metric for metric, rate in rates.items() if rate != 100} == lower


def test_a_missing_boundary_costs_the_sentences(tmp_path: Path) -> None:
    gold = read(tmp_path, conllu("1 Go go VERB 0 root SpaceAfter=No\n2 ! ! PUNCT 1 punct\n\n1 Stay stay VERB 0 root"))
    joined = conllu("1 Go go VERB 0 root SpaceAfter=No\n2 ! ! PUNCT 1 punct\n3 Stay stay VERB 1 parataxis")
    scores = scored(gold, read(tmp_path, joined)).total
    assert scores["Sentences"] == GoldScore(2, 1, 0)
    assert scores["Tokens"] == GoldScore(3, 3, 3)


def test_totals_count_all_documents_together(documents: list[GoldDocument]) -> None:
    """They are no mean of the genres: the news documents are the smaller ones."""
    news = documents[1]
    wrong = Sentence(
        tuple(
            replace(token, words=tuple(replace(word, upos="X") for word in token.words))
            for token in news.sentences[0].tokens
        )
    )
    scores = scored([*documents, news], [documents[0], replace(news, sentences=(wrong,)), news])
    assert scores.by_genre["news"]["UPOS"] == GoldScore(16, 16, 8)
    assert scores.total["UPOS"] == GoldScore(34, 34, 26)


def test_parses_of_other_characters_cannot_be_compared(documents: list[GoldDocument]) -> None:
    fewer = [replace(documents[0], sentences=documents[0].sentences[1:]), documents[1]]
    with pytest.raises(CorpusError, match="document weblog-harbour cannot be scored"):
        scored(documents, fewer)


HARBOUR_WITH_A_BLANK = HARBOUR.replace("2\tpunct\t_\tSpaceAfter=No", "2\tpunct\t_\t_")
LONG_ADDRESS = "https://harbour.example/" + "-".join(["pilots"] * 40)


@pytest.mark.models
def test_the_embedded_models_end_to_end(parser: Parser, tmp_path: Path) -> None:
    address = conllu(f"""
        # newdoc id = email-address
        1  See              see  VERB  0  root
        2  {LONG_ADDRESS}   x    X     1  obj
    """)
    path = tmp_path / "made.conllu"
    documents = read(tmp_path, HARBOUR_WITH_A_BLANK + QUAY + address)
    result = score_treebank(parser, path, documents)
    assert (result.path, result.documents) == (path, 3)
    raw, given = result.ways
    assert (raw.way, given.way) == ("raw text", "gold tokens")
    assert raw.total["Words"] == given.total["Words"] == GoldScore(28, 28, 28)
    for scores in (raw, given):
        assert list(scores.by_genre) == ["email", "news", "weblog"]
        assert f1(scores.by_genre["news"])["Cue subjects"] == 100
        assert 70 < (scores.total["UPOS"].f1 or 0) < 100
        assert (scores.total["LAS"].f1 or 0) > 60
        assert scores.words_per_second > 1
    assert given.total["Sentences"].f1 == 100
