"""Measure `quotes verify` on drafts with known changes.

    python tests/benchmarks/verification.py FOLDER [--seed N] [--articles N] [--analyses FILE] [--errors]

FOLDER has annotated articles, ARTICLE.say beside ARTICLE.txt, also in folders in it. Of N articles (50) with at least
eight quotations of five words or more, some by two persons, organizations or places whom attributions name, a draft
each is made with ten changes in ten quotations: two with another word, two swapped between two of these speakers
(persons if there are two; not in the first paragraph, which may be a headline), two with an ellipsis, two fabricated
(taken from other articles, at the end), and two with other marks or case. Drafts and articles are analysed, and each
draft is verified against its article. Prints for each kind how many changes are named as what they are, of the swaps
those whose speakers in the article are right by the annotation; alarms at quotations that were not touched; and the
time for 50 altered and fabricated quotations against 100,000 words of articles, beyond the analysis. With --analyses,
analyses are taken from this file where it has them, and added to it.
"""

from __future__ import annotations

import json
import random
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import click

from quotes import Analysis, Article
from quotes.cli.running import load_analyzer
from quotes.corpora.attribution.gold import Attribution, GoldArticle
from quotes.corpora.say import read_say
from quotes.corpora.speakers.same_name import is_same_name
from quotes.corpora.statements.speaker_judgements import written_form
from quotes.marks.quotation_marks import find_quotations
from quotes.readers.paragraphs import split_paragraphs
from quotes.records import Span, Statement
from quotes.runtime.workers import SupportsPipe
from quotes.verification.verdicts import QuotationCheck, Verdict
from quotes.verification.verifying import verify

LEAST_WORDS = 5
NEEDED = 8
SOURCE_WORDS, TIMED = 100_000, 50
EXPECTED: dict[str, Verdict] = {
    "another word": "altered",
    "swapped": "misattributed",
    "ellipsis": "shortened",
    "fabricated": "not found",
    "marks": "marks",
}
OTHER_WORDS = ("harbour", "window", "seven", "ladder", "never", "gentle", "purple", "borrowed", "tomorrow", "narrow")
_CLOSING = ".,!?…"


@dataclass(frozen=True)
class Words:
    """The words in the marks of a quotation of an article, and who says them by its annotation."""

    span: Span
    attribution: Attribution


@dataclass(frozen=True)
class Change:
    """A change of a draft: its kind, where it is there, and the words of the article that it is made of."""

    kind: str
    span: Span
    original: Span | None = None
    speaker: str | None = None


@dataclass(frozen=True)
class Draft:
    text: str
    changes: tuple[Change, ...]


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--seed", default=1, show_default=True)
@click.option("--articles", "count", default=50, show_default=True)
@click.option("--analyses", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--errors", is_flag=True, help="Print what is named wrongly.")
def main(folder: Path, seed: int, count: int, analyses: Path | None, errors: bool) -> None:
    """Measure verification on drafts of annotated articles in FOLDER."""
    choice = random.Random(seed)
    paths = sorted(folder.rglob("*.say"))
    choice.shuffle(paths)
    chosen = list(_suitable(paths, count))
    drafts = [_draft(*pair, chosen, choice) for pair in chosen]
    analyzer = load_analyzer(None)
    sources = _analysed([Article(article.text, article.id) for article, _ in chosen], analyzer, analyses)
    verified = _analysed([Article(draft.text, "draft") for draft in drafts], analyzer, analyses)
    scores = Counter[tuple[str, str]]()
    for draft, text, source in zip(drafts, verified, sources, strict=True):
        _count(draft, text, source, scores, errors)
    for kind in EXPECTED:
        right, wrong, out = (scores[kind, how] for how in ("right", "wrong", "left out"))
        note = f", {out} left out: the article's speaker is wrong or unknown" if out else ""
        click.echo(
            f"{kind:15} {right:4} of {right + wrong:4} named so: {100 * right / max(1, right + wrong):5.1f} %{note}"
        )
    alarms, untouched = scores["untouched", "alarm"], scores["untouched", "all"]
    click.echo(f"{'untouched':15} {alarms:4} of {untouched:4} raise an alarm: {100 * alarms / untouched:5.2f} %")
    _measure_time([article.text for article, _ in chosen], folder, drafts)


def _analysed(articles: list[Article], analyzer: SupportsPipe, saved: Path | None) -> list[Analysis]:
    """Return the analyses of articles, those of a file where it has them; the others are added to it."""
    lines = saved.read_text("utf-8").splitlines() if saved and saved.exists() else []
    known = {one.article.text: one for one in (Analysis.from_dict(json.loads(line)) for line in lines)}
    new = list(analyzer.pipe([one for one in articles if one.text not in known]))
    if saved and new:
        with saved.open("a", encoding="utf-8") as stream:
            stream.writelines(json.dumps(one.to_dict()) + "\n" for one in new)
    known |= {one.article.text: one for one in new}
    return [replace(known[one.text], article=one) for one in articles]


def _suitable(paths: Iterable[Path], count: int) -> Iterator[tuple[GoldArticle, list[Words]]]:
    """Yield the first articles that have enough quotations, of two speakers or more, with these."""
    for path in paths:
        if not count:
            return
        article = read_say(path)[0]
        found = list(_quotations(article))
        if len(found) >= NEEDED and _pairs(found, article.text):
            count -= 1
            yield article, found


def _quotations(article: GoldArticle) -> Iterator[Words]:
    """Yield the longer quotations of an article in one paragraph, one for each annotated statement."""
    taken = set[Attribution]()
    for quotation in find_quotations(article.text, split_paragraphs(article.text))[0]:
        if quotation.depth or len(quotation.parts) > 1 or not quotation.closed:
            continue
        inner = Span(quotation.span.start + 1, quotation.span.end - 1)
        words = article.text[inner.start : inner.end].split()
        said = [
            one
            for one in article.attributions
            if not one.nested and any(span.overlaps(quotation.span) for span in one.content)
        ]
        is_whole = len(said) == 1 and all(span.overlaps(quotation.span) for span in said[0].content)
        if len(words) >= LEAST_WORDS and is_whole and said[0] not in taken:
            taken.add(said[0])
            yield Words(inner, said[0])


def _pairs(found: list[Words], text: str) -> list[tuple[Words, Words]]:
    headline = split_paragraphs(text)[0]
    named = [one for one in found if _is_named(one.attribution, text) and one.span.start > headline.end]
    pairs = [
        (one, other)
        for one in named
        for other in named
        if one.span < other.span and not is_same_name(one.attribution.speaker, other.attribution.speaker)
    ]
    persons = [pair for pair in pairs if all(one.attribution.speaker_kind == "person" for one in pair)]
    return persons or pairs


def _is_named(attribution: Attribution, text: str) -> bool:
    """Tell whether an attribution names its speaker, and does not only describe him or mean him by a pronoun."""
    source = " ".join(text[span.start : span.end] for span in attribution.source)
    is_written = written_form(attribution.speaker, source) in ("full name", "shorter name")
    return is_written and attribution.speaker_kind in ("person", "organization", "place")


def _draft(
    article: GoldArticle, found: list[Words], every: list[tuple[GoldArticle, list[Words]]], choice: random.Random
) -> Draft:
    """Return a draft of an article with ten changes."""
    text = article.text
    edits: list[tuple[str, Span, str, Words | None, str | None]] = []
    pair = choice.choice(_pairs(found, text))
    for one, other in (pair, pair[::-1]):
        mine, theirs = (text[each.span.start : each.span.end] for each in (one, other))
        words = theirs.rstrip(_CLOSING) + mine[len(mine.rstrip(_CLOSING)) :]
        edits.append(("swapped", one.span, words, other, other.attribution.speaker))
    rest = [one for one in found if one not in pair]
    choice.shuffle(rest)
    longest = sorted(rest, key=lambda one: -len(text[one.span.start : one.span.end].split()))[:2]
    others = [one for one in rest if one not in longest]
    for kind, some in (("ellipsis", longest), ("another word", others[:2]), ("marks", others[2:4])):
        for one in some:
            words = text[one.span.start : one.span.end]
            edits.append((kind, one.span, CHANGES[kind](words, choice), one, None))
    foreign = [
        other.text[one.span.start : one.span.end]
        for other, some in every
        if other is not article
        for one in some
        if len(one.span) > 30
    ]
    for one in pair:
        words = choice.choice(foreign).rstrip(_CLOSING)
        at_end = Span(len(text), len(text) + 1)
        edits.append(("fabricated", at_end, f"\n\n“{words},” {one.attribution.speaker} said.\n", None, None))
    return _edited(text, edits)


def _edited(text: str, edits: list[tuple[str, Span, str, Words | None, str | None]]) -> Draft:
    pieces: list[str] = []
    changes: list[Change] = []
    position = length = 0
    for kind, span, new, words, speaker in sorted(edits, key=lambda edit: edit[1]):
        end = span.start if kind == "fabricated" else span.end
        pieces += [text[position : span.start], new]
        length += span.start - position
        changes.append(Change(kind, Span(length, length + len(new)), words.span if words else None, speaker))
        length += len(new)
        position = end
    return Draft("".join([*pieces, text[position:]]), tuple(changes))


def _other_word(words: str, choice: random.Random) -> str:
    places = list(re.finditer(r"(?<![\w’'-])[A-Za-z]{3,}(?![\w’'-])", words))
    place = choice.choice(places)
    new = choice.choice([word for word in OTHER_WORDS if word != place[0].lower()])
    return words[: place.start()] + (new.capitalize() if place[0][0].isupper() else new) + words[place.end() :]


def _ellipsis(words: str, choice: random.Random) -> str:
    """Return words without some in the middle: with three words or more on both sides, if there are so many."""
    gaps = [match.span() for match in re.finditer(r"\s+", words)]
    edge = min(3, (len(gaps) - 1) // 2)
    first = choice.randrange(edge - 1, len(gaps) - edge)
    last = min(choice.randrange(first + 1, first + 13), len(gaps) - edge)
    sign = choice.choice((" ... ", " … ", " [...] ", "… "))
    return words[: gaps[first][0]] + sign + words[gaps[last][1] :]


def _marks(words: str, choice: random.Random) -> str:
    """Return words with other case, dashes for commas, or other apostrophes, as far as they have them."""
    ways = [lambda text: text[0].swapcase() + text[1:]] if words[0].isalpha() else []
    if ", " in words:
        ways += [lambda text: text.replace(", ", " – ", 1), lambda text: text.replace(", ", " ", 1)]
    if re.search(r"\w['’]\w", words):
        ways.append(lambda text: re.sub(r"(?<=\w)['’](?=\w)", lambda mark: "’" if mark[0] == "'" else "'", text))
    place = choice.choice(list(re.finditer(r"\b[a-z]", words[1:]))).end()
    ways.append(lambda text: text[:place] + text[place].swapcase() + text[place + 1 :])
    return choice.choice(ways)(words)


CHANGES = {"another word": _other_word, "ellipsis": _ellipsis, "marks": _marks}


def _count(draft: Draft, text: Analysis, source: Analysis, scores: Counter[tuple[str, str]], errors: bool) -> None:
    checks = verify(text, [source]).quotations
    for change in draft.changes:
        found = [one for one in checks if any(span.overlaps(change.span) for span in one.spans)]
        verdicts = [one.verdict for one in found]
        how = "right" if EXPECTED[change.kind] in verdicts else "wrong"
        if change.kind == "swapped" and any(one.attribution == "other" for one in found):
            how = "right"
        if change.kind == "swapped" and not _has_right_speaker(change, source):
            how = "left out"
        scores[change.kind, how] += 1
        if errors and how == "wrong":
            words = draft.text[change.span.start : change.span.end]
            click.echo(f"{source.article.id}: {change.kind}: {verdicts}: {words.strip()}")
            for one in found:
                click.echo(f"    {_said(one)}")
    for one in checks:
        if not any(span.overlaps(change.span) for span in one.spans for change in draft.changes):
            scores["untouched", "all"] += 1
            if not one.is_sound:
                scores["untouched", "alarm"] += 1
                if errors:
                    click.echo(f"{source.article.id}: untouched: {one.verdict}: {_said(one)}")


def _said(check: QuotationCheck) -> str:
    here: list[object] = [speaker.name for speaker in check.speakers]
    there = [speaker.name for speaker in check.place.speakers] if check.place else []
    words = " … ".join(span.text for span in check.spans)
    return f"{check.similarity} {here} {there} {words!r} {[one for one in check.changes if one.kind != 'same']}"


def _has_right_speaker(change: Change, source: Analysis) -> bool:
    """Tell whether the analysis of the article has the annotated speaker of words that were swapped."""
    assert change.original
    around: list[Statement] = [
        one for one in source.statements if any(span.overlaps(change.original) for span in one.content)
    ]
    gold = change.speaker
    return bool(around) and all(one.speaker and is_same_name(one.speaker.name, gold) for one in around)


def _measure_time(texts: list[str], folder: Path, drafts: list[Draft]) -> None:
    """Print the time of 50 quotations, altered or with their words reversed, against 100,000 words of articles."""
    altered = [
        draft.text[change.span.start : change.span.end]
        for draft in drafts
        for change in draft.changes
        if change.kind == "another word"
    ][: TIMED // 2]
    foreign = [" ".join(reversed(words.split())) for words in altered]
    sources = list(texts)
    words = sum(len(text.split()) for text in sources)
    for path in sorted(folder.rglob("*.txt")):
        if words >= SOURCE_WORDS:
            break
        sources.append(path.read_text("utf-8"))
        words += len(sources[-1].split())
    source = Analysis(Article("\n\n".join(sources), "source"))
    statements: list[Statement] = []
    length = 0
    for number, quoted in enumerate(altered + foreign):
        content = (Span(length, length + len(quoted)),)
        statements.append(Statement(id=f"q{number}", kind="direct", content=content, confidence=1, rule="made"))
        length += len(quoted) + 2
    draft = Analysis(Article("\n\n".join(altered + foreign), "draft"), tuple(statements))
    started, spent = time.perf_counter(), time.process_time()
    verdicts = Counter(one.verdict for one in verify(draft, [source]).quotations)
    took, worked = time.perf_counter() - started, time.process_time() - spent
    click.echo(
        f"{len(statements)} quotations in {words:,} words: {took:.2f} s, processor {worked:.2f} s; {dict(verdicts)}"
    )


if __name__ == "__main__":
    main()
