"""The bridge from Stanza to spaCy: every token where it stands in the article, every head and entity carried over."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_documents import Tok, made_document
from made_parses import vocab
from spacy.tokens import Doc

from quotes.parsing.to_spacy import build_doc


def bridged(text: str, *sentences: list[Tok | str]) -> Doc:
    """A text of one paragraph as a spaCy document."""
    doc = build_doc(vocab(), text, [(0, made_document(text, *sentences))])
    assert_exact(doc, text)
    return doc


def assert_exact(doc: Doc, text: str) -> None:
    assert doc.text == text
    for token in doc:
        assert text[token.idx : token.idx + len(token)] == token.text


def texts(doc: Doc) -> list[str]:
    return [token.text for token in doc]


MULTI_WORD = [
    ("don't go", Tok("don't", ("do", "n't")), ["do", "n't", "go"]),
    ("won't go", Tok("won't", ("will", "not")), ["won'", "t", "go"]),
    ("cannot go", Tok("cannot", ("can", "not")), ["can", "not", "go"]),
    ("d'you go", Tok("d'you", ("do", "you")), ["d'", "you", "go"]),
    ("ab go", Tok("ab", ("a", "b", "c", "d")), ["a", "b", "go"]),
    ("gonna go", Tok("gonna", ("going", "to")), ["gonn", "a", "go"]),
]


@pytest.mark.parametrize(("text", "token", "expected"), MULTI_WORD)
def test_the_words_of_a_token_share_out_its_characters(text: str, token: Tok, expected: list[str]) -> None:
    assert texts(bridged(text, [token, "go"])) == expected


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
    doc = bridged(text, ["a", "b"])
    assert texts(doc) == expected
    assert [token.text for token in doc if not token.is_space] == ["a", "b"]
    assert all(token.tag_ == "_SP" for token in doc if token.is_space)


def test_a_word_unknown_to_the_model_stands_as_it_is_written() -> None:
    doc = bridged("a 🙂 b", ["a", Tok("🙂", form="<UNK>"), "b"])
    assert texts(doc) == ["a", "🙂", "b"]
    assert doc[2].idx == 4


def test_a_token_may_have_a_blank_inside() -> None:
    assert texts(bridged("1 000 men", ["1 000", "men"])) == ["1 000", "men"]


def test_heads_and_sentences() -> None:
    doc = bridged(
        "He  didn't go. We did.",
        [
            Tok("He", heads=(4,)),
            Tok("didn't", ("did", "n't"), heads=(4, 2)),
            Tok("go", heads=(0,)),
            Tok(".", heads=(4,)),
        ],
        [Tok("We", heads=(2,)), Tok("did", heads=(0,)), Tok(".", heads=(2,))],
    )
    heads = {token.text: token.head.text for token in doc if not token.is_space and token.text != "."}
    assert heads == {"He": "go", "did": "did", "n't": "did", "go": "go", "We": "did"}
    assert [sentence.text for sentence in doc.sents] == ["He  didn't go.", "We did."]
    assert [token.text for token in doc if token.dep_ == "ROOT"] == ["go", "did"]
    assert doc[2].head.text == "go"


def test_a_head_that_got_no_characters_is_the_word_before_it() -> None:
    doc = bridged("x go", [Tok("x", ("a", "b"), heads=(3, 1)), Tok("go", heads=(0,))])
    assert texts(doc) == ["x", "go"]
    doc = bridged("x go", [Tok("x", ("a", "b"), heads=(0, 1)), Tok("go", heads=(2,))])
    assert doc[1].head.text == "x"


def entities(doc: Doc) -> list[tuple[str, str]]:
    return [(ent.text, ent.label_) for ent in doc.ents]


def test_entities() -> None:
    doc = bridged(
        "Upper Varda's Anna Berg",
        [
            Tok("Upper", entity="B-GPE"),
            Tok("Varda's", ("Varda", "'s"), entity="E-GPE"),
            Tok("Anna", entity="S-PERSON"),
            Tok("Berg", entity="S-PERSON"),
        ],
    )
    assert entities(doc) == [("Upper Varda's", "GPE"), ("Anna", "PERSON"), ("Berg", "PERSON")]
    doc = bridged("Varda's men", [Tok("Varda's", ("Varda", "'s"), entity="S-GPE"), "men"])
    assert entities(doc) == [("Varda's", "GPE")]
    name = [Tok("Anna", entity="B-PERSON"), Tok("Maria", entity="I-PERSON"), Tok("Berg", entity="E-PERSON")]
    doc = bridged("Anna Maria Berg", name)
    assert entities(doc) == [("Anna Maria Berg", "PERSON")]


def test_persons_have_one_label() -> None:
    doc = bridged(
        "Anna Berg of Varda",
        [Tok("Anna", entity="B-PER"), Tok("Berg", entity="E-PER"), "of", Tok("Varda", entity="S-LOC")],
    )
    assert entities(doc) == [("Anna Berg", "PERSON"), ("Varda", "LOC")]


@pytest.mark.parametrize("gap", ["  ", "\n", "\u00a0"])
def test_white_space_does_not_cut_an_entity_in_two(gap: str) -> None:
    """A name is broken at the end of a line where an article was hard-wrapped."""
    text = f"Anna{gap}Berg left"
    doc = bridged(text, [Tok("Anna", entity="B-PERSON"), Tok("Berg", entity="E-PERSON"), "left"])
    assert entities(doc) == [(f"Anna{gap}Berg", "PERSON")]


def test_paragraphs_are_put_together_with_what_is_between_them() -> None:
    text = " One.\n\n\tTwo.  "
    first, second = made_document("One.", ["One", "."]), made_document("Two.", ["Two", "."])
    doc = build_doc(vocab(), text, [(1, first), (text.index("Two"), second)])
    assert_exact(doc, text)
    assert [sentence.text.strip() for sentence in doc.sents][-2:] == ["One.", "Two."]


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_a_text_without_words(text: str) -> None:
    assert_exact(build_doc(vocab(), text, []), text)


def test_documents_that_do_not_fit_the_text_are_refused() -> None:
    document = made_document("One two", ["One", "two"])
    with pytest.raises(ValueError, match="cover the text"):
        build_doc(vocab(), "One two", [(0, document), (0, document)])


visible = st.text(
    st.sampled_from("ab'’“”.-1é\u0301🙂𝔄漢\ufeff"),
    min_size=1,
    max_size=6,
)
gaps = st.sampled_from(["", "", " ", " ", "  ", "\n", "\n\n", " \n", "\t", "\u00a0", "\u2028", "\r\n", " \u3000 "])


@st.composite
def tokenized(draw: st.DrawFn) -> tuple[str, list[list[Tok]]]:
    """A text and sentences of tokens in it, the words of which may or may not spell them."""
    text = draw(gaps)
    sentences = []
    for _ in range(draw(st.integers(0, 4))):
        sentence = []
        for _ in range(draw(st.integers(1, 5))):
            surface = draw(visible)
            cut = draw(st.integers(0, len(surface)))
            spelling = tuple(part for part in (surface[:cut], surface[cut:]) if part)
            words = draw(st.sampled_from([(), spelling]) | st.lists(visible, min_size=2, max_size=4).map(tuple))
            form = draw(st.sampled_from([None, "<UNK>"]))
            entity = draw(st.sampled_from(["O", "O", "S-ORG", "B-ORG", "I-ORG", "E-ORG", "I-PERSON"]))
            sentence.append(Tok(surface, words if len(words) != 1 else (), form, entity))
            text += surface + draw(gaps)
        sentences.append(sentence)
    return text, sentences


@settings(max_examples=150, deadline=None)
@given(tokenized())
def test_whatever_the_tokens_are_the_text_stays_exact(drawn: tuple[str, list[list[Tok]]]) -> None:
    text, sentences = drawn
    document = made_document(text, *sentences)
    doc = build_doc(vocab(), text, [(0, document)])
    assert_exact(doc, text)
    roots = [token.idx for token in doc if token.dep_ == "ROOT" and not token.is_space]
    assert roots == [sentence.tokens[0].start_char for sentence in document.sentences]
