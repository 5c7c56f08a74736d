"""Stanza's coreference in place of ours, with chains as its processor makes them; its weights are not needed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import SimpleNamespace

import huggingface_hub
import pytest
from made_parses import made_parse
from read_statements import statements_of

from quotes.errors import ModelError
from quotes.parsing import Parse
from quotes.speakers import attribute
from quotes.speakers.stanza_coref import chain_resolver, chains_of, load_coreference

TEXT = "Anna Berg met John Lang. He said that rain fell.\n\nThe mayor said that snow fell."
WORDS = """Anna/NNP/nsubj/met/PERSON Berg/NNP/flat/Anna/PERSON met=meet/VBD/root John/NNP/obj/met/PERSON
    Lang/NNP/flat/John/PERSON | He/PRP/nsubj/said said=say/VBD/root that/IN/mark/fell rain/NN/nsubj/fell
    fell=fall/VBD/ccomp/said | The/DT/det/mayor mayor/NN/nsubj/said said=say/VBD/root that/IN/mark/fell
    snow/NN/nsubj/fell fell=fall/VBD/ccomp/said"""


def mention(sentence: int, start: object, end: object) -> SimpleNamespace:
    return SimpleNamespace(sentence=sentence, start_word=start, end_word=end)


def document(*chains: list[SimpleNamespace]) -> SimpleNamespace:
    return SimpleNamespace(coref=[SimpleNamespace(mentions=mentions) for mentions in chains])


ANNA_AND_HE = [mention(0, 0, 2), mention(1, 0, 1)]
JOHN_AND_MAYOR = [mention(0, 3, 5), mention(1, (0, 1), (0, 1)), mention(2, 0, 2)]


def names(parse: Parse, stub: SimpleNamespace) -> list[str | None]:
    statements = statements_of(parse)
    attributed, _ = attribute(parse, statements, chain_resolver(chains_of(stub, parse.doc)))
    return [one.speaker and one.speaker.name for one in attributed]


def test_chains_are_tokens_of_the_parse() -> None:
    parse = made_parse(TEXT, WORDS)
    chains = chains_of(document(ANNA_AND_HE, JOHN_AND_MAYOR), parse.doc)
    words = [[" ".join(parse.doc[index].text for index in mention) for mention in chain] for chain in chains]
    assert words == [["Anna Berg", "He"], ["John Lang", "The mayor"]]  # what is not written is left out


def test_pronouns_and_descriptions_are_what_the_chains_say() -> None:
    parse = made_parse(TEXT, WORDS)
    assert names(parse, document(ANNA_AND_HE, JOHN_AND_MAYOR)) == ["Anna Berg", "John Lang"]
    assert names(parse, document(JOHN_AND_MAYOR)) == [None, "John Lang"]
    assert names(parse, document([mention(0, 3, 5), mention(1, 0, 1)])) == ["John Lang", "mayor"]


def test_a_chain_without_a_name_is_nobody() -> None:
    assert names(made_parse(TEXT, WORDS), document([mention(1, 0, 1), mention(2, 0, 2)])) == [None, "mayor"]


def test_of_several_names_in_a_chain_the_most_frequent_counts() -> None:
    text = f"{TEXT} Lang slept. Lang left. He said that hail fell."
    words = f"""{WORDS} | Lang/NNP/nsubj/slept/PERSON slept=sleep/VBD/root | Lang/NNP/nsubj/left/PERSON
        left=leave/VBD/root | He/PRP/nsubj/said said=say/VBD/root that/IN/mark/fell hail/NN/nsubj/fell
        fell=fall/VBD/ccomp/said"""
    chain = [mention(0, 0, 2), mention(3, 0, 1), mention(4, 0, 1), mention(5, 0, 1)]
    assert names(made_parse(text, words), document(chain))[-1] == "John Lang"
    assert names(made_parse(text, words), document([*chain, mention(0, 0, 2), mention(0, 0, 2)]))[-1] == "Anna Berg"


def test_what_a_chain_says_is_certain_and_told_as_evidence() -> None:
    parse = made_parse(TEXT, WORDS)
    resolver = chain_resolver(chains_of(document(ANNA_AND_HE), parse.doc))
    (he, mayor), _ = attribute(parse, statements_of(parse), resolver)
    assert (he.speaker_confidence, he.speaker_evidence) == (1.0, ("chain",))
    assert (mayor.speaker_confidence, mayor.speaker_evidence) == (1.0, ("no chain",))


def test_a_statement_without_a_source_is_left_to_the_weights_of_the_package() -> None:
    text = "“Rain fell,” said Anna Berg.\n\n“Snow fell.”"
    words = """Rain/NN/nsubj/fell fell=fall/VBD/ccomp/said said=say/VBD/root Anna/NNP/nsubj/said/PERSON
        Berg/NNP/flat/Anna/PERSON | Snow/NN/nsubj/fell fell=fall/VBD/root"""
    parse = made_parse(text, words)
    _, by_chains = attribute(parse, statements_of(parse), chain_resolver([]))[0]
    _, by_weights = attribute(parse, statements_of(parse))[0]
    assert by_chains.speakers == by_weights.speakers
    assert by_chains.speaker_confidence == by_weights.speaker_confidence < 1.0


def test_a_missing_model_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_pipeline(*_: object, **__: object) -> None:
        raise FileNotFoundError("Resources file not found at: somewhere.\nTry to download the model again.")

    monkeypatch.setitem(sys.modules, "stanza", SimpleNamespace(Pipeline=no_pipeline))
    with pytest.raises(ModelError) as error:
        load_coreference("en")
    assert "--coref stanza needs" in str(error.value) and "stanza.download('en'" in str(error.value)
    assert "\n" not in str(error.value)


def test_the_model_asks_no_hub_and_reads_the_words_as_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[list[list[str]]] = []

    def pipeline(sentences: list[list[str]]) -> SimpleNamespace:
        read.append(sentences)
        return document(ANNA_AND_HE)

    def load(*_: object, **__: object) -> Callable[[list[list[str]]], SimpleNamespace]:
        assert huggingface_hub.is_offline_mode()
        return pipeline

    monkeypatch.setitem(sys.modules, "stanza", SimpleNamespace(Pipeline=load))
    parse = made_parse(TEXT, WORDS)
    attributed, speakers = attribute(parse, statements_of(parse), load_coreference()(parse.doc))
    assert speakers[0].name == "Anna Berg" and attributed[0].speaker == speakers[0]
    assert read[0][0] == ["Anna", "Berg", "met", "John", "Lang", "."] and len(read[0]) == 3
