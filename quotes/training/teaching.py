"""News labelled by a teacher: the joint network with a larger encoder, which is not part of a set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from quotes.parsing.joint.windows import TaggedWords
from quotes.training.attribution_network import fast_arithmetic
from quotes.training.joint import Text, reader_of
from quotes.training.joint_network import JointNetwork
from quotes.training.treebanks import DEPREL, FORM, HEAD, UPOS, XPOS, Tree


def labelled(teacher: JointNetwork, texts: Iterable[Sequence[Sequence[str]]]) -> Iterator[Tree]:
    """The sentences of texts, each given as words, with the teacher's tags and trees (without lemmas)."""
    reader = reader_of(teacher)
    for text in texts:
        with fast_arithmetic():
            found = list(reader.read(text))
        yield from map(tree_of, found)


def tree_of(found: TaggedWords) -> Tree:
    """A sentence as one of a treebank."""
    assert found.upos and found.xpos and found.heads and found.relations
    columns = zip(found.words, found.upos, found.xpos, found.heads, found.relations, strict=True)
    rows = [
        (str(number), word, "_", upos, xpos, "_", str(head), relation, "_", "_")
        for number, (word, upos, xpos, head, relation) in enumerate(columns, start=1)
    ]
    return Tree(("# text = " + " ".join(found.words),), tuple(rows))


def with_trees(articles: Sequence[Text], trees: Iterable[Tree]) -> list[Text]:
    """Articles with the trees of their sentences, one after the other; ValueError if these are of other sentences."""
    given = iter(trees)
    return [
        [_with_tree(*pair) for pair in zip(article, islice(given, len(article)), strict=True)] for article in articles
    ]


def _with_tree(sentence: TaggedWords, tree: Tree) -> TaggedWords:
    words = tree.words
    if tuple(row[FORM] for row in words) != sentence.words:
        raise ValueError(f"another sentence: {' '.join(sentence.words)}")
    return replace(
        sentence,
        upos=tuple(row[UPOS] for row in words),
        xpos=tuple(row[XPOS] for row in words),
        heads=tuple(int(row[HEAD]) for row in words),
        relations=tuple(row[DEPREL] for row in words),
    )
