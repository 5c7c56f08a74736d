"""Training examples of the joint network: texts from treebanks and annotated news, varied, and cut into batches."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from quotes.corpora.attribution.gold import GoldArticle
from quotes.corpora.newswire import read_tagged_sentences, with_typographic_marks
from quotes.marks.quotation_marks import find_quotations
from quotes.networks.word_pieces import WordPieces
from quotes.parsing.joint.attribution_tags import Scheme
from quotes.parsing.joint.joint_labels import Labels
from quotes.parsing.joint.lemmas import Lesson, lemma_of, rule_of
from quotes.parsing.joint.text_units import mark_places
from quotes.parsing.joint.windows import (
    APOSTROPHES,
    BLANK,
    NEXT_TOKEN,
    SAME_TOKEN,
    WINDOW,
    SentenceWindow,
    Splits,
    TaggedWords,
    windows_of,
)
from quotes.readers.paragraphs import split_paragraphs
from quotes.records import Span
from quotes.training.article_examples import AttributedArticle
from quotes.training.treebanks import (
    DEPREL,
    FORM,
    HEAD,
    LEMMA,
    UPOS,
    XPOS,
    Tree,
    blanks_after,
    with_whole_multi_word_tokens,
)

WINDOW_PIECES = WINDOW
"""Length of windows. The first window of a text is shorter, by chance, so that the cuts differ between epochs."""

BATCH_PIECES = 1600
LONGEST_SENTENCE = 120
"""Number of words; the few longer sentences would need much memory."""

PLACES_KNOWN = 0.7
"""Share of windows whose units know their places in quotations."""

AS_WRITTEN, SENTENCE_BY_SENTENCE = 0.65, 0.85
"""Cumulative shares of texts that are learned as they are written, and with each sentence as a paragraph; in the other
texts each sentence is a paragraph and blanks stand between all words.
"""

TYPOGRAPHIC_SHARE = 0.3
"""Share of the sentences with entities that get typographic marks."""

PARAGRAPHS_JOINED = 0.1
"""Share of paragraphs that are joined to the one before."""

MOST_SENTENCES = 4
"""Longest paragraph made of articles whose paragraphs are not known."""

NO_BLANK_BEFORE = frozenset(",.;:?!)]}%”…") | {"n't", "n’t", "''"}
NO_BLANK_AFTER = frozenset("([{$£€#“") | {"``"}

NEW_DOCUMENT, NEW_PARAGRAPH = "# newdoc", "# newpar"

Text = list[TaggedWords]
"""Sentences of an article, or of another text, in their order."""

CharacterSpans = tuple[tuple[int, int], ...]
"""Where words stand in a paragraph, as (start, end) in code points."""


@dataclass(frozen=True, slots=True)
class TrainingData:
    """Texts with trees, articles with entities (and with trees, if any), and those with attributions, to learn from and
    for development.
    """

    trees: Sequence[Text]
    articles: Sequence[Text]
    dev_trees: Sequence[Text]
    dev_articles: Sequence[Text]
    attributed: Sequence[AttributedArticle] = ()
    dev_attributed: Mapping[Scheme, Sequence[GoldArticle]] = field(default_factory=dict)

    def labels(self) -> Labels:
        """Return all labels that the data teach."""
        return Labels.of(sentence for texts in (self.trees, self.articles) for text in texts for sentence in text)


def texts_of_treebank(trees: Iterable[Tree]) -> list[Text]:
    """Return the sentences of a treebank, one list for each document, without the longest sentences."""
    texts: list[Text] = []
    for tree in trees:
        if not texts or any(comment.startswith(NEW_DOCUMENT) for comment in tree.comments):
            texts.append([])
        if len(tree.words) <= LONGEST_SENTENCE:
            texts[-1].append(sentence_of(tree))
    return [text for text in texts if text]


def sentence_of(tree: Tree) -> TaggedWords:
    """Convert a sentence of a treebank into the form that the network learns."""
    tree = with_whole_multi_word_tokens(tree)
    words = tree.words
    return TaggedWords(
        tuple(row[FORM] for row in words),
        tuple(row[UPOS] for row in words),
        tuple(row[XPOS] for row in words),
        tuple(rule_of(row[FORM], row[LEMMA]) for row in words),
        tuple(int(row[HEAD]) for row in words),
        tuple(row[DEPREL] for row in words),
        after=tuple(blanks_after(tree)),
        begins=any(comment.startswith((NEW_DOCUMENT, NEW_PARAGRAPH)) for comment in tree.comments),
    )


def lemma_examples(texts: Iterable[Text]) -> Iterator[Lesson]:
    """Yield the words of treebanks with part of speech and lemma."""
    for text in texts:
        for sentence in text:
            for word, upos, rule in zip(sentence.words, sentence.upos or (), sentence.lemmas or (), strict=True):
                yield word, upos, lemma_of(word, rule)


def texts_with_entities(annotated: Path, names: Iterable[str], generator: random.Random | None = None) -> list[Text]:
    """Return the annotated articles `names`; with a `generator`, some of their sentences get typographic marks."""
    texts: list[Text] = []
    for name in names:
        texts.append([])
        for sentence in read_tagged_sentences(annotated, [name]):
            if generator and generator.random() < TYPOGRAPHIC_SHARE:
                sentence = with_typographic_marks(sentence)
            texts[-1].append(TaggedWords(sentence.words, entities=sentence.tags))
    return [text for text in texts if text]


def varied(text: Text, generator: random.Random) -> Text:
    """Return a text in one of the three layouts of `AS_WRITTEN`, chosen by chance."""
    layout = generator.random()
    if layout < AS_WRITTEN:
        return [
            replace(sentence, begins=False) if sentence.begins and generator.random() < PARAGRAPHS_JOINED else sentence
            for sentence in text
        ]
    if layout < SENTENCE_BY_SENTENCE:
        return [replace(sentence, begins=True) for sentence in text]
    return [replace(sentence, begins=True, after=None) for sentence in text]


def in_paragraphs(text: Text, generator: random.Random) -> Text:
    """Return sentences of which only the words are known with probable blanks, in paragraphs of random length."""
    result = []
    left = 0
    for sentence in text:
        result.append(replace(sentence, begins=left == 0, after=_blanks(sentence.words)))
        left = (left or generator.randint(1, MOST_SENTENCES)) - 1
    return result


def _blanks(words: Sequence[str]) -> tuple[str, ...]:
    """Return the probable blank, or nothing, behind each word."""
    opening = True
    blanks = []
    for word, following in zip(words, [*words[1:], ""], strict=True):
        blank = BLANK
        if word == '"':
            blank, opening = (NEXT_TOKEN if opening else BLANK), not opening
        if following == '"' and not opening:
            blank = NEXT_TOKEN
        clitic = len(following) > 1 and following[0] in APOSTROPHES and following[1:].islower()
        if word in NO_BLANK_AFTER or following in NO_BLANK_BEFORE or clitic:
            blank = NEXT_TOKEN
        blanks.append(blank)
    return tuple(blanks)


def laid_out(text: Text) -> tuple[str, list[Span], list[list[CharacterSpans]]]:
    """Return sentences as written, their paragraphs, and for each paragraph the spans of the words of its sentences."""
    whole, paragraphs, words = "", list[Span](), list[list[CharacterSpans]]()
    for sentence in text:
        if sentence.begins or not paragraphs:
            whole += "\n\n" if whole else ""
            paragraphs.append(Span(len(whole), len(whole) + 1))
            words.append([])
        spans = []
        for word, after in sentence.written():
            spans.append((len(whole), len(whole) + len(word)))
            whole += word + after.replace(SAME_TOKEN, NEXT_TOKEN)
        words[-1].append(tuple(spans))
        paragraphs[-1] = Span(paragraphs[-1].start, spans[-1][1])
    return whole, paragraphs, words


def batches_of(
    texts: Sequence[Text], table: WordPieces, splits: Splits, generator: random.Random
) -> list[list[SentenceWindow]]:
    """Return the windows of texts in batches of about `BATCH_PIECES` pieces, windows of similar lengths together."""
    windows = [
        window
        for text in texts
        for window in windows_of(
            text, table, splits, WINDOW_PIECES, generator.randint(WINDOW_PIECES // 4, WINDOW_PIECES)
        )
    ]
    generator.shuffle(windows)
    windows.sort(key=lambda window: len(window.stretch.units) // 20)
    batches: list[list[SentenceWindow]] = [[]]
    longest = 0
    for window in windows:
        size = window.stretch.size(table)
        longest = max(longest, size)
        if batches[-1] and (len(batches[-1]) + 1) * longest > BATCH_PIECES:
            batches.append([])
            longest = size
        batches[-1].append(window)
    return batches if windows else []


def find_places(window: SentenceWindow) -> None:
    """Set the places of a window's units in quotations, found in the text that they make."""
    text, spans = "", list[tuple[int, int]]()
    after = "\n\n"
    for unit in window.stretch.units:
        text += "" if not text or unit.glued else after
        spans.append((len(text), len(text) + len(unit.text)))
        text += unit.text
        after = "\n\n" if unit.ends else " "
    mark_places(window.stretch.units, spans, find_quotations(text, split_paragraphs(text))[0])
