"""Evaluating speakers on text with coreference: mentions, what is asked, and when an answer is right."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from made_coreference import COREFERENCE, TEXT, WORDS
from made_parses import MadeParser
from made_treebanks import HARBOUR

from quotes.corpora.speakers.gum import CoreferenceDocument, read_coreference
from quotes.corpora.speakers.questions import questions
from quotes.corpora.speakers.scores import Outcome, Tally, score_speakers, tallies
from quotes.corpora.speakers.speaker_report import write_speaker_scores, write_wrong_speakers
from quotes.errors import CorpusError
from quotes.records import Span


def outcomes(quay: CoreferenceDocument, words: str = WORDS) -> list[Outcome]:
    return list(score_speakers(MadeParser(words), [quay]))  # type: ignore[arg-type]


def words_of(spans: Iterable[Span]) -> list[str]:
    return [TEXT[span.start : span.end] for span in spans]


def test_mentions_have_offsets_heads_and_entities(quay: CoreferenceDocument) -> None:
    assert quay.gold.text == TEXT
    found = [(*words_of([mention.span]), mention.entity) for mention in quay.mentions]
    first = found[0][1]
    assert [text for text, entity in found if entity == first] == [
        "Anna Berg", "The mayor, who said “I slept”", "I", "Berg", "She", "you",
    ]  # fmt: skip
    heads = [(place := mention.head, quay.gold.sentences[place.sentence].words[place.word].form)[1]
             for mention in quay.mentions]  # fmt: skip
    assert heads[:3] == ["Anna", "Homes", "QH"] and "mayor" in heads


def test_a_folder_is_read_whole(quay_treebank: Path) -> None:
    (quay_treebank.parent / "more.conllu").write_text(COREFERENCE, encoding="utf-8")
    assert len(read_coreference(quay_treebank.parent)) == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [(HARBOUR, "has no coreference"), ("words\n", "is not CoNLL-U"), ("", "has no sentences")],
)
def test_a_file_without_coreference_is_refused(quay_treebank: Path, content: str, reason: str) -> None:
    quay_treebank.write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=reason):
        read_coreference(quay_treebank)


def test_a_folder_without_treebanks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"no \.conllu files"):
        read_coreference(tmp_path)


def test_subjects_of_reporting_verbs_whose_entity_has_a_name_are_asked_about(quay: CoreferenceDocument) -> None:
    found = [(one.type, *words_of([one.head, one.name]), one.written) for one in questions(quay)]
    assert found == [
        ("name", "QH", "Quay Homes (QH)", ("qh",)),
        ("relative", "who", "Anna Berg", ()),
        ("name", "Berg", "Anna Berg", ("berg",)),
        ("pronoun", "She", "Anna Berg", ()),
    ]


def test_all_verbs_ask_about_more(quay: CoreferenceDocument) -> None:
    found = [(one.type, *words_of([one.head])) for one in questions(quay, all_verbs=True)]
    assert ("description", "mayor") in found
    assert ("first person", "I") in found
    assert ("pronoun", "he") in found
    assert not any(word == "you" for _, word in found)


def test_right_answers_are_counted_for_the_tool_and_for_both_baselines(quay: CoreferenceDocument) -> None:
    right = {outcome.source: outcome.tally for outcome in outcomes(quay)}
    assert right["QH"] == Tally(1, 1, 0, 0)  # the baselines only have the acronym itself
    assert right["Berg"] == Tally(1, 1, 0, 0)
    assert right["She"] == Tally(1, 1, 1, 1)


def test_wrong_answers_are_not_right(quay: CoreferenceDocument) -> None:
    as_place = WORDS.replace("Berg/NNP/nsubj/said/PERSON", "Berg/NNP/nsubj/said/LOC").replace(
        "Anna/NNP/nsubj/praised/PERSON Berg/NNP/flat/Anna/PERSON", "Anna/NNP/nsubj/praised Berg/NNP/flat/Anna"
    )
    found = {outcome.source: outcome for outcome in outcomes(quay, as_place)}
    assert not found["Berg"].tally.right  # it is no fuller name
    assert found["QH"].tally.right


def test_an_acronym_that_the_recognizer_does_not_know(quay: CoreferenceDocument) -> None:
    lang = WORDS.replace("QH/NNP/nsubj/said/ORG", "QH/NNP/nsubj/said").replace(
        "QH/NNP/appos/Homes/B-ORG", "QH/NNP/appos/Homes"
    )
    found = {outcome.source: outcome for outcome in outcomes(quay, lang)}
    assert found["QH"].answer == "Quay Homes" and found["QH"].tally.right


def test_the_table_and_the_json_have_the_same_figures() -> None:
    def outcome(genre: str, tally: Tally) -> Outcome:
        return Outcome("GUM_x", genre, "pronoun", "she", "she said", "Berg", "Lang", tally)

    made = [outcome("news", Tally(1, 1, 0, 1)), outcome("news", Tally(1, 0, 0, 0)), outcome("bio", Tally(1, 1, 1, 0))]
    assert tallies(made) == {"pronoun": {"news": Tally(2, 1, 0, 1), "bio": Tally(1, 1, 1, 0)}}
    table, data, errors = io.StringIO(), io.StringIO(), io.StringIO()
    for stream, form in ((table, "table"), (data, "json")):
        write_speaker_scores(made, stream, format=form, model="embedded", path="x.conllu", all_verbs=False)
    rows = [line.split() for line in table.getvalue().splitlines()]
    assert ["pronoun", "all", "3", "66.7", "33.3", "33.3"] in rows
    assert ["news", "2", "50.0", "0.0", "50.0"] in rows
    pronouns = json.loads(data.getvalue())["mentions"]["pronoun"]
    assert pronouns["total"] == {"asked": 3, "right": 2, "nearest": 1, "previous": 1}
    assert pronouns["genres"]["bio"]["right"] == 1
    write_wrong_speakers(made, errors)
    assert errors.getvalue().count("Lang, not Berg") == 1


def test_controls_of_a_corpus_do_not_reach_a_terminal(quay: CoreferenceDocument) -> None:
    odd = "\x1b[2J\u202e"
    made = [replace(one, document=odd, source=odd, context=odd, tally=Tally(1), genre=odd) for one in outcomes(quay)]
    stream = io.StringIO()
    write_wrong_speakers(made, stream)
    write_speaker_scores(made, stream, format="table", model=odd, path=odd, all_verbs=False)
    write_speaker_scores(made, stream, format="json", model=odd, path=odd, all_verbs=False)
    assert stream.getvalue().count("[2J") > 5
    assert not {"\x1b", "\u202e"} & set(stream.getvalue())
