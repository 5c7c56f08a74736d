"""The network learns whom words mean from statements with annotated speakers."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from made_attributions import gold_article, spans
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from quotes.corpora.attribution.gold import Attribution
from quotes.networks.word_pieces import WordPieces
from quotes.parsing.joint.joint_labels import Labels
from quotes.parsing.joint.windows import TaggedWords
from quotes.training import mention_training
from quotes.training.article_examples import AttributedArticle, example_of
from quotes.training.encoder import Encoder
from quotes.training.joint_network import JointNetwork
from quotes.training.joint_training import load_network
from quotes.training.mention_training import learn_mentions, lessons_of, references_in, scores_of, share_right

LABELS = Labels(
    upos=("NOUN", "PROPN", "VERB"),
    xpos=("NN",),
    lemmas=("=",),
    relations=("nsubj", "root"),
    entities=("B-PERSON", "E-PERSON", "I-PERSON", "O", "S-DATE", "S-ORG", "S-PERSON"),
    splits={},
)
WORDS = ("Anna", "Berg", "met", "Reuters", "today", "She", "said", "it", "rains", "The", "agency", ".", "Nobody")
PIECES = {piece: number for number, piece in enumerate(["[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS])}
TABLE = WordPieces(Tokenizer(WordLevel(PIECES, "[UNK]")))

TEXT = "Anna Berg met Reuters today.\n\nShe said it rains."
OTHER = "Anna Berg met Reuters today.\n\nThe agency said it rains."
ALONE = "Anna Berg met Reuters today.\n\nit rains."


def sentence(text: str, heads: str, tags: str, start: int = 0) -> TaggedWords:
    """A sentence of words parted by blanks, and a mark at its end."""
    words = [*text.removesuffix(".").split(), "."]
    places = [(start + text.index(word), start + text.index(word) + len(word)) for word in words]
    return TaggedWords(
        tuple(words),
        *(("NOUN",) * len(words), ("NN",) * len(words), tuple(words)),
        tuple(map(int, heads.split())),
        ("nsubj",) * len(words),
        tuple(tags.split()),
        ("",) * len(words),
        True,
        tuple(places),
    )


FIRST = sentence("Anna Berg met Reuters today.", "3 1 0 3 3 3", "B-PERSON E-PERSON O S-ORG S-DATE O")
SHE = sentence("She said it rains.", "2 0 4 2 2", "O O O O O", TEXT.index("She"))
AGENCY = sentence("The agency said it rains.", "2 3 0 5 3 3", "O O O O O O", OTHER.index("The"))
RAIN = sentence("it rains.", "2 0 2", "O O O", ALONE.index("it"))


def article(text: str, second: TaggedWords, source: str, speaker: str | None) -> AttributedArticle:
    said = Attribution(
        spans(text, source), spans(text, "said") if source else (), spans(text, "it rains"), speaker=speaker
    )
    return attributed(text, [FIRST, second], said)


def attributed(text: str, sentences: list[TaggedWords], *statements: Attribution) -> AttributedArticle:
    gold = gold_article(*statements, text=text)
    return AttributedArticle(gold, example_of(gold, "everyday", sentences, {}, LABELS, TABLE))


ARTICLES = {
    "pronoun": article(TEXT, SHE, "She", "Anna Berg"),
    "description": article(OTHER, AGENCY, "The agency", "Reuters"),
    "nothing": article(ALONE, RAIN, "", "Berg"),
    "nobody": article(TEXT, SHE, "She", "a passer-by"),
    "no speaker": article(ALONE, RAIN, "", None),
}


@pytest.mark.parametrize(
    ("kind", "unit", "right"),
    [
        ("pronoun", 6, [False, True, False, False]),
        ("description", 7, [False, False, True, False]),
        ("nothing", 6, [False, True, False]),
        ("nobody", 6, [True, False, False, False]),
        ("no speaker", 6, [True, False, False]),
    ],
)
def test_references_mean_names_of_their_speakers_or_nobody(kind: str, unit: int, right: list[bool]) -> None:
    found = references_in(ARTICLES[kind], LABELS)
    assert found is not None and list(found.units) == [unit]
    assert list(found.mentions)[:2] == [0, 3]  # the heads of the names; a date is none
    assert found.right.tolist() == [right]
    assert found.possible.tolist() == [[True, True, True, *[False] * (len(right) - 3)]]


def test_a_source_with_the_name_of_its_speaker_is_no_reference_but_a_mention() -> None:
    text = "Anna Berg met Reuters today.\n\nit rains."
    named = Attribution(spans(text, "Anna Berg"), spans(text, "met"), spans(text, "today"), speaker="Berg")
    told = Attribution((), (), spans(text, "it rains"), speaker="Berg")
    gold = gold_article(named, told, text=text)
    found = references_in(
        AttributedArticle(gold, example_of(gold, "everyday", [FIRST, RAIN], {}, LABELS, TABLE)), LABELS
    )
    assert found is not None and list(found.units) == [6] and list(found.mentions) == [0, 3, 0]
    assert found.right.tolist() == [[False, True, False, True]]
    alone = gold_article(named, text=text)
    assert (
        references_in(AttributedArticle(alone, example_of(alone, "everyday", [FIRST], {}, LABELS, TABLE)), LABELS)
        is None
    )


def test_a_tiny_network_learns_whom_words_mean_and_nothing_else_of_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mention_training, "piece_table", lambda: TABLE)
    monkeypatch.setattr(mention_training, "RATE", 0.02)
    torch.manual_seed(1)
    network = JointNetwork(Encoder(layers=3, size=16, inner=16, heads=2, vocabulary=len(PIECES), positions=40), LABELS)
    before = {name: weight.clone() for name, weight in network.state_dict().items()}
    lessons = list(lessons_of(network, [ARTICLES[kind] for kind in ("pronoun", "description", "nothing")]))
    assert [lesson.referring.shape for lesson in lessons] == [(1, 48)] * 3
    learn_mentions(network, lessons, 1, tmp_path / "network.pt", epochs=60)
    network = load_network(tmp_path / "network.pt", network.encoder)
    assert share_right(network, lessons) == 1.0
    assert scores_of(network, lessons[0]).exp().sum().item() == pytest.approx(1)
    after = network.state_dict()
    changed = {name.partition(".")[0] for name, weight in before.items() if not torch.equal(weight, after[name])}
    assert changed == {"mentions", "nobody"}
