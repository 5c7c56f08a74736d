"""Knowledge distillation: news labelled by a teacher, for the joint network to learn from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from quotes.parsing.joint.windows import TaggedWords
from quotes.training.encoder import fast_arithmetic
from quotes.training.joint_examples import Text, sentence_of
from quotes.training.joint_network import JointNetwork
from quotes.training.joint_training import parser_of
from quotes.training.treebanks import Tree


def labelled(teacher: JointNetwork, texts: Iterable[Sequence[Sequence[str]]]) -> Iterator[Tree]:
    """Yield the sentences of texts, given as words, with the teacher's tags and trees (without lemmas)."""
    parser = parser_of(teacher)
    for text in texts:
        with fast_arithmetic():
            found = list(parser.parse_words(text))
        yield from map(tree_of, found)


def tree_of(found: TaggedWords) -> Tree:
    """Convert a tagged sentence into one of a treebank."""
    assert found.upos and found.xpos and found.heads and found.relations
    columns = zip(found.words, found.upos, found.xpos, found.heads, found.relations, strict=True)
    rows = [
        (str(number), word, "_", upos, xpos, "_", str(head), relation, "_", "_")
        for number, (word, upos, xpos, head, relation) in enumerate(columns, start=1)
    ]
    return Tree(("# text = " + " ".join(found.words),), tuple(rows))


def with_trees(articles: Sequence[Text], trees: Iterable[Tree]) -> list[Text]:
    """Add to the sentences of articles their tags and trees, given in the same order.

    Raises `ValueError` if the trees are of other sentences.
    """
    given = iter(trees)
    return [
        [_with_tree(*pair) for pair in zip(article, islice(given, len(article)), strict=True)] for article in articles
    ]


def _with_tree(sentence: TaggedWords, tree: Tree) -> TaggedWords:
    found = sentence_of(tree)
    if found.words != sentence.words:
        raise ValueError(f"another sentence: {' '.join(sentence.words)}")
    return replace(sentence, upos=found.upos, xpos=found.xpos, heads=found.heads, relations=found.relations)
