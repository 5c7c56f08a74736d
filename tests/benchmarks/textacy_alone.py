"""How good textacy's direct quotations are by themselves, as `quotes evaluate attribution` counts.

    python tests/benchmarks/textacy_alone.py POLNEAR/dev

`textacy.extract.direct_quotations` is called for each paragraph of our parse and taken as it answers; paragraphs on
which it raises an error (an odd number of quotation marks, as it counts them) have no quotations then.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from textacy.extract.triples import direct_quotations

from quotes import Article
from quotes.corpora.attribution.evaluation import evaluate
from quotes.corpora.attribution.predictions import Prediction
from quotes.corpora.polnear import read_polnear
from quotes.parsing import Parse, Parser
from quotes.records import Span

SCORES = ("found",), ("attributed",), ("direct", "attributed")


@click.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
def main(path: Path) -> None:
    """Score textacy on PATH, a split of PolNeAR."""
    articles = read_polnear(path)
    parses = Parser().pipe(Article(article.text, id=article.id) for article in articles)
    found = [list(_quotations(parse)) for parse in parses]
    for reporting in (False, True):
        scores = evaluate(articles, found, reporting=reporting).scores
        figures = [f"{' '.join(key)} {scores[key].f1 or 0:.1f}" for key in SCORES]
        figures.append(f"quotes right (recall) {scores['quotes', 'right'].recall or 0:.1f}")
        click.echo(f"{'reporting cues' if reporting else 'all cues'}, F1: {', '.join(figures)}")


def _quotations(parse: Parse) -> Iterator[Prediction]:
    for paragraph in parse.paragraphs:
        tokens = parse.doc.char_span(paragraph.start, paragraph.end, alignment_mode="expand")
        if tokens is None:
            continue
        try:
            triples = list(direct_quotations(tokens.as_doc()))
        except ValueError:
            continue
        for triple in triples:
            start = tokens.start_char
            content = Span(start + triple.content.start_char, start + triple.content.end_char)
            yield Prediction(source=_around(start, triple.speaker), cue=_around(start, triple.cue), content=(content,))


def _around(start: int, tokens: list) -> tuple[Span, ...]:
    if not tokens:
        return ()
    return (Span(start + min(each.idx for each in tokens), start + max(each.idx + len(each) for each in tokens)),)


if __name__ == "__main__":
    main()
