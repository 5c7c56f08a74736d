"""The bridge from Stanza to spaCy: every token where it stands in the article, every head and entity carried over."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_documents import read_parse
from made_parses import vocab
from spacy.tokens import Doc

from quotes.parsing.to_spacy import build_doc


def bridged(text: str, parse: str) -> Doc:
    """A text of one paragraph as a spaCy document."""
    doc = build_doc(vocab(), text, [(0, read_parse(parse, text))])
    assert_exact(doc, text)
    return doc


def assert_exact(doc: Doc, text: str) -> None:
    assert doc.text == text
    for token in doc:
        assert text[token.idx : token.idx + len(token)] == token.text


def texts(doc: Doc) -> list[str]:
    return [token.text for token in doc]


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("don't=do+n't", ["do", "n't"]),
        ("won't=will+not", ["won'", "t"]),
        ("cannot=can+not", ["can", "not"]),
        ("d'you=do+you", ["d'", "you"]),
        ("ab=a+b+c+d", ["a", "b"]),
        ("gonna=going+to", ["gonn", "a"]),
        ("1\u00a0000", ["1\u00a0000"]),
    ],
)
def test_the_words_of_a_token_share_out_its_characters(token: str, expected: list[str]) -> None:
    assert texts(bridged(f"{token.partition('=')[0]} go", f"{token} go")) == [*expected, "go"]


WHITE_SPACE = [
    ("a b", ["a", "b"]),
    ("a  b", ["a", " ", "b"]),
    ("a\nb", ["a", "\n", "b"]),
    ("a \n\n\tb", ["a", "\n\n\t", "b"]),
    ("a\u00a0b", ["a", "\u00a0", "b"]),
    (" a b", [" ", "a", "b"]),
    ("\n a b \n", ["\n ", "a", "b", "\n"]),
    ("a b ", ["a", "b"]),
    ("ab", ["a", "b"]),
]


@pytest.mark.parametrize(("text", "expected"), WHITE_SPACE)
def test_white_space_of_every_kind_is_kept(text: str, expected: list[str]) -> None:
    doc = bridged(text, "a b")
    assert texts(doc) == expected
    assert [token.text for token in doc if not token.is_space] == ["a", "b"]
    assert all(token.tag_ == "_SP" for token in doc if token.is_space)


def test_a_word_unknown_to_the_model_stands_as_it_is_written() -> None:
    doc = bridged("a 🙂 b", "a 🙂=<UNK> b")
    assert texts(doc) == ["a", "🙂", "b"]
    assert doc[2].idx == 4


def test_heads_and_sentences() -> None:
    doc = bridged("He  didn't go. We did.", "He|4 didn't=did+n't|4+2 go|0 .|4 / We|2 did|0 .|2")
    heads = {token.text: token.head.text for token in doc if not token.is_space and token.text != "."}
    assert heads == {"He": "go", "did": "did", "n't": "did", "go": "go", "We": "did"}
    assert [sentence.text for sentence in doc.sents] == ["He  didn't go.", "We did."]
    assert [token.text for token in doc if token.dep_ == "ROOT"] == ["go", "did"]
    assert doc[2].head.text == "go"


def test_a_head_that_got_no_characters_is_the_word_before_it() -> None:
    assert texts(bridged("x go", "x=a+b|3+1 go|0")) == ["x", "go"]
    assert bridged("x go", "x=a+b|0+1 go|2")[1].head.text == "x"


def entities(doc: Doc) -> list[tuple[str, str]]:
    return [(ent.text, ent.label_) for ent in doc.ents]


@pytest.mark.parametrize(
    ("text", "parse", "expected"),
    [
        (
            "Upper Varda's Anna Berg",
            "Upper|||||B-GPE Varda+'s|||||E-GPE Anna|||||S-PERSON Berg|||||S-PERSON",
            [("Upper Varda's", "GPE"), ("Anna", "PERSON"), ("Berg", "PERSON")],
        ),
        ("Varda's men", "Varda+'s|||||S-GPE men", [("Varda's", "GPE")]),
        (
            "Anna Maria Berg",
            "Anna|||||B-PERSON Maria|||||I-PERSON Berg|||||E-PERSON",
            [("Anna Maria Berg", "PERSON")],
        ),
        (
            "Anna Berg of Varda",
            "Anna|||||B-PER Berg|||||E-PER of Varda|||||S-LOC",
            [("Anna Berg", "PERSON"), ("Varda", "LOC")],
        ),
    ],
)
def test_entities(text: str, parse: str, expected: list[tuple[str, str]]) -> None:
    assert entities(bridged(text, parse)) == expected


@pytest.mark.parametrize("gap", ["  ", "\n", "\u00a0"])
def test_white_space_does_not_cut_an_entity_in_two(gap: str) -> None:
    """A name is broken at the end of a line where an article was hard-wrapped."""
    doc = bridged(f"Anna{gap}Berg left", "Anna|||||B-PERSON Berg|||||E-PERSON left")
    assert entities(doc) == [(f"Anna{gap}Berg", "PERSON")]


def test_paragraphs_are_put_together_with_what_is_between_them() -> None:
    text = " One.\n\n\tTwo.  "
    first, second = read_parse("One|0 .|1", "One."), read_parse("Two|0 .|1", "Two.")
    doc = build_doc(vocab(), text, [(1, first), (text.index("Two"), second)])
    assert_exact(doc, text)
    assert [sentence.text.strip() for sentence in doc.sents][-2:] == ["One.", "Two."]


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_a_text_without_words(text: str) -> None:
    assert_exact(build_doc(vocab(), text, []), text)


def test_documents_that_do_not_fit_the_text_are_refused() -> None:
    document = read_parse("One two")
    with pytest.raises(ValueError, match="cover the text"):
        build_doc(vocab(), "One two", [(0, document), (0, document)])


visible = st.text(st.sampled_from("ab'’“”.-1é\u0301🙂𝔄漢\ufeff"), min_size=1, max_size=6)
gaps = st.sampled_from(["", "", " ", " ", "  ", "\n", "\n\n", " \n", "\t", "\u00a0", "\u2028", "\r\n", " \u3000 "])


@st.composite
def tokenized(draw: st.DrawFn) -> tuple[str, str]:
    """A text and the parse of tokens in it, the words of which may or may not spell them."""
    text = draw(gaps)
    sentences = []
    for _ in range(draw(st.integers(0, 4))):
        tokens = []
        for number in range(draw(st.integers(1, 5))):
            surface = draw(visible)
            cut = draw(st.integers(1, len(surface)))
            spelling = [surface[:cut], *filter(None, [surface[cut:]])]
            words = draw(st.sampled_from([["<UNK>"], spelling]) | st.lists(visible, min_size=2, max_size=4))
            entity = draw(st.sampled_from(["O", "O", "S-ORG", "B-ORG", "I-ORG", "E-ORG", "I-PERSON"]))
            tokens.append(f"{surface}={'+'.join(words)}|{min(number, 1)}+1||||{entity}")
            text += surface + draw(gaps)
        sentences.append(" ".join(tokens))
    return text, " / ".join(sentences)


@settings(max_examples=150, deadline=None)
@given(tokenized())
def test_whatever_the_tokens_are_the_text_stays_exact(drawn: tuple[str, str]) -> None:
    text, parse = drawn
    document = read_parse(parse, text)
    doc = build_doc(vocab(), text, [(0, document)])
    assert_exact(doc, text)
    roots = [token.idx for token in doc if token.dep_ == "ROOT" and not token.is_space]
    assert roots == [sentence.tokens[0].start_char for sentence in document.sentences]
