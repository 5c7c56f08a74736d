"""Measure `quotes claims` on pairs of statements marked by hand, and on near misses and paraphrases of our own.

    python tests/benchmarks/claims.py PAIRS.tsv ANALYSES.jsonl

PAIRS has columns with a header: event, article_a, statement_id_a, article_b, statement_id_b, relation (same, part or
denies). ANALYSES has the analyses of these articles, one a line. Prints how many pairs of each relation are found
together in one claim (of one speaker or of several), and as denials, and of the pairs in ``tests/claims`` how many are
joined: of near misses none should be, of paraphrases most.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from pathlib import Path

import click

from quotes.claims.claim_comparison import stance_between
from quotes.claims.finding_claims import find_claims
from quotes.claims.told import told_in
from quotes.claims.word_vectors import WordVectors, word_vectors
from quotes.records import Analysis

sys.path.insert(0, str(Path(__file__).parents[1]))


@click.command()
@click.argument("pairs", type=click.Path(exists=True, path_type=Path))
@click.argument("analyses", type=click.Path(exists=True, path_type=Path))
def main(pairs: Path, analyses: Path) -> None:
    """Print what is found of marked pairs, and what is joined of our own."""
    words = word_vectors()
    found, marked = _found(pairs, analyses, words)
    for relation, number in sorted(marked.items()):
        shares = f"{found[relation, False]} together, {found[relation, True]} as denials"
        print(f"{relation}: {number} pairs, {shares}")
    from made_told import pairs_in

    for name in ("negated.tsv", "paraphrases.tsv"):
        stances = Counter(stance_between(one, other, words) for one, other, _ in pairs_in(name))
        print(f"{name}: {stances.total()} pairs, {stances['repeats']} joined, {stances['denies']} as denials")


def _found(pairs: Path, analyses: Path, words: WordVectors) -> tuple[Counter[tuple[str, bool]], Counter[str]]:
    with analyses.open(encoding="utf-8") as lines:
        claims = find_claims(told_in(Analysis.from_dict(json.loads(line)) for line in lines), words, one_speaker=True)
    places = {
        (told.article, told.id): (number, voice.stance == "denies")
        for number, claim in enumerate(claims)
        for voice in claim.voices
        for told in voice.told
    }
    found, marked = Counter[tuple[str, bool]](), Counter[str]()
    with pairs.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            marked[row["relation"]] += 1
            one = places.get((row["article_a"], row["statement_id_a"]))
            other = places.get((row["article_b"], row["statement_id_b"]))
            if one and other and one[0] == other[0]:
                found[row["relation"], one[1] != other[1]] += 1
    return found, marked


if __name__ == "__main__":
    main()
