"""The fast processors give what Stanza's give, in every field, and leave Stanza as it is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import CodeType, FrameType, SimpleNamespace
from typing import Any

import pytest
import stanza
from stanza.models.common.char_model import CharacterModel
from stanza.models.common.doc import Document, Sentence

from quotes import Analyzer, Article
from quotes.parsing import Parser, fast
from quotes.parsing.fast import dependency_parser, entities, tagger, tree_decoding, use_fast_processors
from quotes.parsing.fast.dependency_parser import FastDependencyParser
from quotes.readers import read_article

FIXTURES = Path(__file__).parents[3] / "fixtures"
ALL = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")

ODD_TEXTS = [
    "",
    "Yes",
    "x",
    "!",
    "What?! No!!! Really??",
    "x" * 1500 + " is a long word, said Anna Berg.",
    "See https://harbour.example/a-b_c?d=e&f=%20#g or www.harbour.example, or ask pilots@harbour.example.",
    "🙂🙂 “We wait,” 👩‍👩‍👧 said the ministry’s spokesman 🙂.",
    "THE MINISTER OF FINANCE SAID ON MONDAY THAT THE BANK OF VARDA WAS SAFE.",
    "They can't, won't and shouldn't go; gonna, cannot, d'you, it's Anna's and the ministers'.",
    "Fax: (713) 571-9571, x365, on 28/10/2004 or November 5, 1999, for $62,500 or $ 47,500.00. Job Group: Pilots",
    "<PAD> and <UNK> and <ROOT> and <EMPTY> are no words, \ufffd said.",
    "A\u00a0b\u2028c\u3000d\u200be f\u0301g  h   i\x85j",
    "Министр сказал, что 漢字 δεν είναι εδώ.",
    "He said that " + "the council of the old town by the river had met and that " * 17 + "all was well.",
    "word " * 400,
    "The storm came and the ships waited for the pilots and nobody knew when it would end " * 30,
    "“So what?” said Harry.\n\nMrs. Clinton left. ”\n\n- One.\n- Two.\n\n\n\nThree",
]


LSTM_SET = Path(__file__).parents[2] / "models" / "english_lstm"
"""A model set with networks of Stanza's throughout."""


@pytest.fixture(scope="module")
def stock() -> Parser:
    """The models with Stanza's own processors."""
    return Parser(LSTM_SET, fast=False)


@pytest.fixture(scope="module")
def parser() -> Parser:
    """The models with the fast processors."""
    return Parser(LSTM_SET)


def test_the_embedded_set_has_nothing_of_stanzas(analyzer: Analyzer) -> None:
    assert analyzer._parser.fast_processors == ()


def fields(document: Document) -> list[Any]:
    """Everything that Stanza says of a document."""
    return [
        [
            (
                *(token.id, token.text, token.start_char, token.end_char, token.ner, token.multi_ner, token.misc),
                *(token.spaces_before, token.spaces_after),
                [
                    (
                        *(word.id, word.text, word.lemma, word.upos, word.xpos, word.feats, word.head, word.deprel),
                        *(word.start_char, word.end_char, word.misc, word.deps, word.parent is token),
                    )
                    for word in token.words
                ],
            )
            for token in sentence.tokens
        ]
        + [(head.id, relation, word.id) for head, relation, word in sentence.dependencies]
        + [(sentence.text, sentence.sent_id, len(sentence.words), [entity.to_dict() for entity in sentence.ents])]
        for sentence in document.sentences
    ] + [document.num_tokens, document.num_words, document.text, [entity.to_dict() for entity in document.ents]]


def parses(parser: Parser, articles: Iterable[Article]) -> list[Any]:
    return [(offset, fields(document)) for *_, parts in parser.documents(articles) for offset, document in parts]


def fixture_articles() -> list[Article]:
    return [read_article(path) for path in sorted(FIXTURES.glob("*.txt"))]


def test_all_processors_are_fast(parser: Parser, stock: Parser) -> None:
    assert parser.fast_processors == ALL
    assert stock.fast_processors == ()


def test_all_fixtures_together(parser: Parser, stock: Parser) -> None:
    articles = fixture_articles()
    assert parses(parser, articles) == parses(stock, articles)


def test_articles_one_by_one(parser: Parser, stock: Parser) -> None:
    for article in fixture_articles()[::5]:
        assert parses(parser, [article]) == parses(stock, [article])


def test_odd_texts(parser: Parser, stock: Parser) -> None:
    for text in ODD_TEXTS[:6]:
        assert parses(parser, [Article(text)]) == parses(stock, [Article(text)]), text
    together = [Article(text) for text in ODD_TEXTS]
    assert parses(parser, together) == parses(stock, together)


def test_sentences_given_as_words(parser: Parser, stock: Parser) -> None:
    sentences = [["Anna", "Berg", "said", "so", "."], ["Yes"], ["1 000", "men", "?!?", "🙂"], ["word"] * 300]

    def annotated(parser: Parser) -> list[Any]:
        def words(sentence: Sentence) -> list[Any]:
            return [word.to_dict() for word in sentence.words]

        return [list(map(words, parser.annotate(sentences))), list(parser.entity_tags(sentences))]

    assert annotated(parser) == annotated(stock)


def test_threads_may_share_a_parser(parser: Parser) -> None:
    articles = fixture_articles()[:8]
    expected = [parses(parser, [article]) for article in articles]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda article: parses(parser, [article]), articles)) == expected


def test_where_there_is_doubt_stanza_decides(
    parser: Parser, stock: Parser, monkeypatch: pytest.MonkeyPatch, calls: Callable[..., list[str]]
) -> None:
    """Here everywhere: no margin is wide enough."""
    for module in (tagger, entities, dependency_parser, tree_decoding):
        monkeypatch.setattr(module, "CLEAR", float("inf"))
    asked = calls(
        (tagger.FastTagger, "_stock_tags"),
        (entities.FastEntityRecognizer, "_stock_tags"),
        (FastDependencyParser, "_with_all_relations"),
        (tree_decoding, "chuliu_edmonds_one_root"),
    )
    articles = [*fixture_articles()[:2], Article(ODD_TEXTS[4])]
    assert parses(parser, articles) == parses(stock, articles)
    assert {"_stock_tags", "_with_all_relations", "chuliu_edmonds_one_root"} <= set(asked)


def test_trees_with_two_subjects_are_repaired(
    parser: Parser, stock: Parser, monkeypatch: pytest.MonkeyPatch, calls: Callable[..., list[str]]
) -> None:
    for config in (stock._pipeline.processors["depparse"].config, parser._pipeline.processors["depparse"].stock.config):
        monkeypatch.setitem(config, "resolve_head_constraints", True)
    repaired = calls((FastDependencyParser, "_with_all_relations"))
    articles = fixture_articles()[:8]
    assert parses(parser, articles) == parses(stock, articles)
    assert repaired


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Takes functions, as (owner, name), and returns a list of the names of those that are called from now on."""

    def note(*functions: tuple[Any, str]) -> list[str]:
        called: list[str] = []

        def noting(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
            def wrapper(*arguments: Any) -> Any:
                called.append(name)
                return function(*arguments)

            return wrapper

        for owner, name in functions:
            monkeypatch.setattr(owner, name, noting(name, getattr(owner, name)))
        return called

    return note


def stanza_as_it_is() -> dict[tuple[str, str], object]:
    """Every name of every module of Stanza and of its classes, and what it stands for."""
    found: dict[tuple[str, str], object] = {}
    for module_name, module in list(sys.modules.items()):
        if module_name.partition(".")[0] == "stanza" and module is not None:
            for name, value in vars(module).items():
                found[module_name, name] = value
                if isinstance(value, type):
                    found |= {(f"{module_name}.{name}", part): each for part, each in vars(value).items()}
    return found


def test_stanza_stays_as_it_is(stock: Parser) -> None:
    article = fixture_articles()[0]
    expected = parses(stock, [article])
    before = stanza_as_it_is()
    beside = Parser(LSTM_SET)
    during = stanza_as_it_is()
    assert parses(beside, [article]) == expected
    after = stanza_as_it_is()
    ignored = {"__warningregistry__", "__abstractmethods__", "_abc_impl"}
    for later in (during, after):
        changed = {key for key, value in before.items() if later.get(key) is not value and key[1] not in ignored}
        assert changed == set()
    assert type(beside._pipeline.processors["pos"].stock.trainer.model.charmodel) is CharacterModel
    assert parses(stock, [article]) == expected


def test_another_pipeline_runs_through_stanzas_code_only(parser: Parser, stock: Parser) -> None:
    parses(parser, [Article("A fast parse.")])
    ours: set[CodeType] = set()
    folder = str(Path(fast.__file__).parent)

    def look(frame: FrameType, _event: str, _argument: object) -> None:
        if frame.f_code.co_filename.startswith(folder):
            ours.add(frame.f_code)

    sys.setprofile(look)
    try:
        stock._pipeline("“We wait,” said Anna Berg.")
    finally:
        sys.setprofile(None)
    assert ours == set()


def processors_of(parser: Parser) -> Any:
    """A pipeline with the same processors, of which some may be replaced."""
    return SimpleNamespace(processors=dict(parser._pipeline.processors))


@pytest.fixture
def altered(stock: Parser) -> Iterator[Any]:
    pipeline = processors_of(stock)
    yield pipeline
    assert all(type(each).__module__.startswith("stanza.") for each in stock._pipeline.processors.values())


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("tokenize", lambda stock: stock.config.__setitem__("use_dictionary", True)),
        ("tokenize", lambda stock: stock.config.__setitem__("feat_funcs", ["of_a_later_version"])),
        ("tokenize", lambda stock: stock.__dict__.__setitem__("_variant", object())),
        ("pos", lambda stock: stock.trainer.model.args.__setitem__("charlm", True)),
        ("pos", lambda stock: stock.trainer.model.__dict__.__setitem__("tag_columns", ())),
        ("lemma", lambda stock: stock.config.__setitem__("dict_only", True)),
        ("lemma", lambda stock: stock.__dict__.__setitem__("_use_identity", True)),
        ("lemma", lambda stock: stock.trainer.__dict__.__setitem__("contextual_lemmatizers", [object()])),
        ("lemma", lambda stock: stock.trainer.__dict__.__setitem__("caseless", True)),
        ("depparse", lambda stock: stock.trainer.model.args.__setitem__("use_arc_embedding", True)),
        ("depparse", lambda stock: stock.trainer.model.args.__setitem__("linearization", True)),
        ("depparse", lambda stock: stock.trainer.model.args.__setitem__("distance", True)),
        ("depparse", lambda stock: stock.trainer.model.args.__setitem__("reversed", True)),
        ("ner", lambda stock: stock.trainers.append(stock.trainer)),
        ("ner", lambda stock: stock.trainer.model.args.__setitem__("charlm", True)),
        ("ner", lambda stock: stock.trainer.args.__setitem__("predict_tagset", 1)),
    ],
)
def test_what_does_not_fit_stays_stanzas_and_the_rest_is_fast(altered: Any, name: str, change: Any) -> None:
    stock = altered.processors[name]
    trainer = getattr(stock, "trainer", None)
    saved = [(each, dict(each)) for each in (stock.__dict__, stock.config, trainer.__dict__, trainer.args)]
    saved += [(each, dict(each)) for each in (trainer.model.__dict__, trainer.model.args)]
    trainers = list(getattr(stock, "trainers", []))
    try:
        change(stock)
        assert use_fast_processors(altered) == tuple(each for each in ALL if each != name)
        assert altered.processors[name] is stock
    finally:
        for each, content in reversed(saved):
            each.clear()
            each.update(content)
        if trainers:
            stock.trainers[:] = trainers


def test_other_versions_of_stanza_parse_themselves(altered: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stanza, "__version__", "1.16.0")
    assert use_fast_processors(altered) == ()


@pytest.mark.parametrize(("value", "switched"), [("1", True), ("0", False), ("", False)])
def test_the_environment_can_switch_back(
    altered: Any, monkeypatch: pytest.MonkeyPatch, value: str, switched: bool
) -> None:
    monkeypatch.setenv("QUOTES_STOCK_PARSE", value)
    assert (use_fast_processors(altered) == ()) == switched


def test_an_analyzer_can_be_told_to_let_stanza_parse(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[bool] = []

    def make(_self: Parser, _model: object, *, fast: bool) -> None:
        told.append(fast)
        raise InterruptedError

    monkeypatch.setattr(Parser, "__init__", make)
    for options in ({}, {"fast": False}):
        with pytest.raises(InterruptedError):
            Analyzer(**options)
    assert told == [True, False]
