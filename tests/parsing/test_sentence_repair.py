"""Sentences that a boundary cut in two are joined before they are parsed; all others are left alone."""

from __future__ import annotations

import pytest
from made_documents import Tok, made_document

from quotes.parsing.sentence_repair import repair_sentences


def repaired(text: str, *sentences: list[Tok | str]) -> list[str]:
    """The sentences after the repair, as the text has them."""
    document = repair_sentences(made_document(text, *sentences, parsed=False))
    return [text[sentence.tokens[0].start_char : sentence.tokens[-1].end_char] for sentence in document.sentences]


JOINED = [
    pytest.param(
        "“So what?” said Harry.",
        [["“", "So", "what", "?", "”"], ["said", "Harry", "."]],
        id="a cue after a question",
    ),
    pytest.param(
        "“So what?” Harry said.",
        [["“", "So", "what", "?", "”"], ["Harry", "said", "."]],
        id="a cue with its subject first",
    ),
    pytest.param(
        "“So what?” President Anna Berg asked on Monday.",
        [["“", "So", "what", "?", "”"], ["President", "Anna", "Berg", "asked", "on", "Monday", "."]],
        id="a cue with a long subject",
    ),
    pytest.param(
        "“Go!” and he went.", [["“", "Go", "!", "”"], ["and", "he", "went", "."]], id="lower case after a mark"
    ),
    pytest.param("He met Mrs. Clinton.", [["He", "met", "Mrs."], ["Clinton", "."]], id="a title"),
    pytest.param(
        "He met Mrs. Clinton.", [["He", "met", "Mrs", "."], ["Clinton", "."]], id="a title with its stop apart"
    ),
    pytest.param("“He said so. ”", [["“", "He", "said", "so", "."], ["”"]], id="a closing mark alone"),
]

LEFT_ALONE = [
    pytest.param("Thanks Anna She left.", [["Thanks", "Anna"], ["She", "left", "."]], id="no full stop"),
    pytest.param("He left. She stayed.", [["He", "left", "."], ["She", "stayed", "."]], id="two sentences"),
    pytest.param(
        "“So what?” Harry left the room.",
        [["“", "So", "what", "?", "”"], ["Harry", "left", "the", "room", "."]],
        id="no cue",
    ),
    pytest.param(
        "“So what?” Harry said it was late.",
        [["“", "So", "what", "?", "”"], ["Harry", "said", "it", "was", "late", "."]],
        id="a cue that reports something else",
    ),
    pytest.param("One sentence.", [["One", "sentence", "."]], id="one sentence"),
    pytest.param("So what? said Harry.", [["So", "what", "?"], ["said", "Harry", "."]], id="no quotation"),
]


@pytest.mark.parametrize(("text", "sentences"), JOINED)
def test_joined(text: str, sentences: list[list[Tok | str]]) -> None:
    assert repaired(text, *sentences) == [text]


@pytest.mark.parametrize(("text", "sentences"), LEFT_ALONE)
def test_left_alone(text: str, sentences: list[list[Tok | str]]) -> None:
    document = made_document(text, *sentences, parsed=False)
    assert repair_sentences(document) is document


def test_only_the_faulty_boundary_goes() -> None:
    text = "He left. “So what?” said Harry. She stayed."
    assert repaired(
        text,
        ["He", "left", "."],
        ["“", "So", "what", "?", "”"],
        ["said", "Harry", "."],
        ["She", "stayed", "."],
    ) == ["He left.", "“So what?” said Harry.", "She stayed."]


def test_three_pieces_become_one() -> None:
    text = "“Ask Mrs. Berg!” said Harry."
    assert repaired(text, ["“", "Ask", "Mrs."], ["Berg", "!", "”"], ["said", "Harry", "."]) == [text]


def test_ids_go_on_through_multi_word_tokens() -> None:
    text = "“Don't you?” he didn't ask."
    document = repair_sentences(
        made_document(
            text,
            ["“", Tok("Don't", ("Do", "n't")), "you", "?", "”"],
            ["he", Tok("didn't", ("did", "n't")), "ask", "."],
            parsed=False,
        )
    )
    (sentence,) = document.sentences
    assert [word.id for word in sentence.words] == list(range(1, 12))
    assert [token.id for token in sentence.tokens if len(token.id) > 1] == [(2, 3), (8, 9)]
    assert [token.text for token in sentence.tokens] == ["“", "Don't", "you", "?", "”", "he", "didn't", "ask", "."]
    assert [word.text for word in sentence.words][7:9] == ["did", "n't"]
    assert all(text[token.start_char : token.end_char] == token.text for token in sentence.tokens)
    assert document.text == text
