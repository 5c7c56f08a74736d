"""Sentences of Stanza and of treebanks have one form, with exact offsets."""

from __future__ import annotations

from pathlib import Path

from made_documents import read_parse
from made_treebanks import HARBOUR, HARBOUR_TEXT

from quotes.corpora.conllu import read_conllu
from quotes.corpora.trees import Sentence, annotated_sentence, as_conllu, parsed_sentences
from quotes.records import Span


def parsed(text: str, parse: str, offset: int = 0) -> Sentence:
    """The only sentence of a paragraph that begins at `offset` in a text."""
    (result,) = parsed_sentences([(offset, read_parse(parse, text[offset:]))], text)
    return result


def test_words_of_a_paragraph_have_offsets_in_the_article() -> None:
    text = "Title\n\nWe don't go"
    sentence = parsed(text, "We|0|root|PRON|PRP do+n't|1|dep|X|FW go|1", offset=7)
    assert [token.span for token in sentence.tokens] == [Span(7, 9), Span(10, 15), Span(16, 18)]
    assert [(word.form, word.span) for word in sentence.words] == [
        ("We", Span(7, 9)),
        ("do", Span(10, 12)),
        ("n't", Span(12, 15)),
        ("go", Span(16, 18)),
    ]
    assert [(word.lemma, word.upos, word.xpos, word.head, word.deprel) for word in sentence.words][:2] == [
        ("we", "PRON", "PRP", 0, "root"),
        ("do", "X", "FW", 1, "dep"),
    ]


def test_a_word_unknown_to_the_model_is_what_is_written() -> None:
    address = "https://example.org/" + "x" * 100
    assert parsed(address + " fails", f"{address}=<UNK>|0|root fails|1|dep").words[0].form == address


def test_the_form_for_scoring_is_conllu() -> None:
    """White space in a token is left out: the scorer wants the same characters on both sides."""
    text = "1\u00a0000 won't"
    sentence = parsed(text, "1\u00a0000|0|root|X|FW won't=will+not|1|dep|X|FW")
    assert as_conllu([sentence, sentence], text).split("\n")[:6] == [
        "1\t1000\t1 000\tX\tFW\t_\t0\troot\t_\t_",
        "2-3\twon't\t_\t_\t_\t_\t_\t_\t_\t_",
        "2\twill\twill\tX\tFW\t_\t1\tdep\t_\t_",
        "3\tnot\tnot\tX\tFW\t_\t1\tdep\t_\t_",
        "",
        "1\t1000\t1 000\tX\tFW\t_\t0\troot\t_\t_",
    ]
    assert as_conllu([sentence], text).endswith("_\n\n")


def test_conllu_for_scoring_can_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "made.conllu"
    path.write_text(HARBOUR, encoding="utf-8")
    (document,) = read_conllu(path)
    path.write_text(as_conllu(document.sentences, HARBOUR_TEXT), encoding="utf-8")
    (again,) = read_conllu(path)
    columns = [
        [(word.form, word.lemma, word.upos, word.xpos, word.head, word.deprel) for word in sentence.words]
        for sentence in document.sentences
    ]
    assert columns == [
        [(word.form, word.lemma, word.upos, word.xpos, word.head, word.deprel) for word in sentence.words]
        for sentence in again.sentences
    ]


def test_annotation_of_given_words_keeps_their_tokens() -> None:
    text = "We don't go"
    gold = parsed(text, "We|0|root do+n't|1|dep go|1|dep")
    (other,) = read_parse("We|0|root do|1|dep n't|1|dep go|2|dep", text).sentences
    annotated = annotated_sentence(gold, other)
    assert [token.span for token in annotated.tokens] == [token.span for token in gold.tokens]
    assert [word.span for word in annotated.words] == [word.span for word in gold.words]
    assert [word.head for word in gold.words] == [0, 1, 1, 1]
    assert [word.head for word in annotated.words] == [0, 1, 1, 2]
