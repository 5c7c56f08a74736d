"""Measure whether corrections come back as they were decided, on annotated articles.

    python tests/benchmarks/corrections_round_trip.py FOLDER [--analyses FILE]

FOLDER has annotated articles, ARTICLE.say beside ARTICLE.txt, also in folders in it. Each is loaded as corrections,
written and read again, applied to an analysis in which nothing was found (with --analyses, also to those of this file,
in JSON Lines, whose articles have the same texts), brought through JSON, and scored against its own annotation. Prints
how many files came back the same, how many comments their writing took, the scores that are not 100 %, and the time.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from quotes.corpora.attribution.counts import total
from quotes.corpora.attribution.predictions import speaker_predictions
from quotes.corpora.say import read_say
from quotes.corpora.statements.statement_scores import compare_statements, statement_scores
from quotes.corrections.applying import apply_corrections
from quotes.corrections.say_file import load_corrections
from quotes.corrections.say_text import corrections_text, read_corrections
from quotes.records import Analysis, Article


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option("--analyses", type=click.Path(exists=True, path_type=Path))
def main(folder: Path, analyses: Path | None) -> None:
    """Print the figures."""
    found = {one.article.text: one for one in _read(analyses)} if analyses else {}
    counts: Counter[str] = Counter()
    scores = []
    seconds = 0.0
    for gold in read_say(folder):
        corrections, _ = load_corrections((folder / gold.id).with_name(Path(gold.id).name + ".say"), gold.text)
        begun = time.process_time()
        written = corrections_text(corrections)
        again = read_corrections(written, gold.text)
        seconds += time.process_time() - begun
        counts.update(articles=1, decisions=len(corrections.decisions), lost=len(corrections.lost))
        counts.update(same=again == corrections)
        for comment in ("spans", "speakers", "statement"):
            counts[f"comments: {comment}"] += written.count(f"\n# {comment}: ")
        for base in filter(None, (Analysis(Article(gold.text)), found.get(gold.text))):
            applied = Analysis.from_dict(json.loads(json.dumps(apply_corrections(base, again).to_dict())))
            predicted = tuple(speaker_predictions(applied))
            scores.append(statement_scores(compare_statements(gold.id, gold.text, gold.attributions, predicted)))
    for name, number in counts.items():
        print(f"{name}: {number:,}")
    print(f"written and read: {1000 * seconds / counts['articles']:.0f} ms an article")
    for key, score in total(scores).items():
        if key[0] != "below" and {score.precision, score.recall} - {100, None}:
            print(f"{', '.join(key)}: P {score.precision}, R {score.recall} of {score.gold:,}")
    print(f"scores: {len(scores):,} articles, all others 100 %")


def _read(path: Path) -> Iterator[Analysis]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield Analysis.from_dict(json.loads(line))


if __name__ == "__main__":
    main()
