"""Nouns before names: in "mayor Anna Berg said" the mayor is what Anna Berg is, and who said so is Anna Berg.

Treebanks do not agree about such nouns, so parsers make the name a part of the noun, or give the verb two subjects.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from quotes.parsing.entity_labels import PEOPLE
from quotes.parsing.repairs.repair import repairs_trees

if TYPE_CHECKING:
    from stanza.models.common.doc import Word

NOUN, NAME = "NOUN", "PROPN"
DESCRIBED_LABELS = {*PEOPLE, "ORG"}
"""Labels of entities that nouns describe."""

RELATIONS_BEFORE = {"case", "punct", "cc", "mark"}
"""Relations of words that stand before a description and belong to what it describes."""

DETERMINERS, WHOSE = {"det", "nmod:poss"}, "WP$"
SHARED_RELATIONS = {"nsubj", "nsubj:pass", "obj", "obl", "nmod"}
"""Relations of descriptions that have the same head as their names."""


@repairs_trees(
    examples=[
        "mayor|4>2|nsubj>nmod:desc|NOUN|NN Anna|4|nsubj|PROPN|NNP|B-PERSON Berg|2|flat|PROPN|NNP|E-PERSON said|0|root",
        "mayor|3>2|nsubj>nmod:desc|NOUN|NN Berg|1>3|flat>nsubj|PROPN|NNP|S-PER said|0|root",
        "City|2|compound|NOUN|NN mayor|5>3|nsubj>nmod:desc|NOUN|NN Anna|2>5|flat>nsubj|PROPN|NNP "
        "Berg|2>3|flat|PROPN|NNP said|0|root",
        "House|2|compound|PROPN|NNP Speaker|5>3|nsubj>nmod:desc|PROPN|NNP Anna|5|nsubj|PROPN|NNP|B-PERSON "
        "Berg|3|flat|PROPN|NNP|E-PERSON said|0|root",
        "candidate|5>4|nsubj>nmod:desc|NOUN|NN Texas|4|compound|PROPN|NNP|S-LOC Sen.|4|compound|PROPN|NNP "
        "Berg|5|nsubj|PROPN|NNP|S-PERSON said|0|root",
        "Secretary|5>4|nsubj>nmod:desc|PROPN|NNP of|3|case|ADP|IN State|1|nmod|PROPN|NNP "
        "Berg|5|nsubj|PROPN|NNP|S-PERSON said|0|root",
        "his|2|nmod:poss|PRON|PRP$ son|5>3|nsubj>nmod:desc|NOUN|NN Jon|5|nsubj|PROPN|NNP|B-PERSON "
        "Berg|3|flat|PROPN|NNP|E-PERSON said|0|root",
        "Denied|0|root|VERB|VBN by|3>4|case|ADP|IN spokesman|1>4|obl>nmod:desc|NOUN|NN Berg|1|obl|PROPN|NNP|S-PERSON",
        "Goldman|3|nsubj|PROPN|NNP|B-ORG Sachs|3>1|nsubj>flat|PROPN|NNP|E-ORG said|0|root",
        "Labor|2|compound|PROPN|NNP Department|4>3|nsubj>compound|PROPN|NNP officials|4|nsubj|NOUN|NNS said|0|root",
    ],
    near_misses=[
        # a clause without "that"
        "the|2|det|DET|DT judge|4|nsubj|NOUN|NN Berg|4|nsubj|PROPN|NNP|S-PERSON named|0|root|VERB|VBD",
        "whose|2|nmod:poss|PRON|WP$ sentence|5|nsubj|NOUN|NN Anna|5|nsubj|PROPN|NNP|B-PERSON "
        "Berg|3|flat|PROPN|NNP|E-PERSON cut|0|root|VERB|VBD",
        # a comma or a determiner between them
        "Berg|4|nsubj|PROPN|NNP|S-PERSON ,|3|punct|PUNCT|, Lund|4|nsubj|PROPN|NNP|S-PERSON said|0|root",
        "week|4|nsubj|NOUN|NN the|3|det|DET|DT Senate|4|nsubj|PROPN|NNP|S-ORG said|0|root",
        # a label of entities that nouns do not describe
        "people|3|nsubj|NOUN|NNS Republicans|3|nsubj|PROPN|NNPS|S-NORP said|0|root",
        # a list
        "mayor|0|root|NOUN|NN Lund|1|conj|PROPN|NNP|S-PERSON Berg|1|conj|PROPN|NNP|S-PERSON",
    ],
)
def describe_names(words: Sequence[Word]) -> None:
    """Let nouns before names describe them, and join names and compounds that are cut in two."""
    for noun, name in pairwise(words):
        if noun.upos == NOUN and name.upos == NAME and (name.head, name.deprel) == (noun.id, "flat"):
            name.head, name.deprel = noun.head, noun.deprel
            _describe(words, noun, name)
    for noun, other in list(_pairs_with_one_head(words)):
        if other.upos == NOUN:
            if noun.upos == NAME and other.id == noun.id + 1:
                noun.head, noun.deprel = other.id, "compound"
        elif _goes_on(other, noun):
            _join_name(words, noun, other)
        elif _begins_described(other) and not _may_be_object(words, noun, other):
            _describe(words, noun, other)


def _pairs_with_one_head(words: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    """Yield nouns and names, one right behind the other, that have the same relation to the same head."""
    alike: defaultdict[tuple[int | None, str], list[Word]] = defaultdict(list)
    for word in words:
        if word.upos in {NOUN, NAME} and word.deprel in SHARED_RELATIONS:
            alike[word.head, word.deprel].append(word)
    for some in alike.values():
        for noun, other in pairwise(some):
            between = words[noun.id : other.id - 1]
            tops = [_top(words, word, {noun.id, other.id}) for word in between]
            of_other = [word for word, top in zip(between, tops, strict=True) if top == other.id]
            if all(tops) and tops == sorted(tops) and all(word.upos == NAME for word in of_other):
                yield noun, other


def _top(words: Sequence[Word], word: Word, wanted: set[int]) -> int:
    """Return the nearest of the `wanted` words above a word, by number, or 0."""
    for _ in words:
        if word.head in wanted or not word.head:
            return word.head or 0
        word = words[word.head - 1]
    return 0


def _describe(words: Sequence[Word], noun: Word, name: Word) -> None:
    """Hang a noun on the name behind it, and move to the name those words of the noun that belong to the name."""
    for word in words:
        if word.head == noun.id and (word.id > name.id or (word.id < noun.id and word.deprel in RELATIONS_BEFORE)):
            word.head = name.id
    noun.head, noun.deprel = name.id, "nmod:desc"


def _join_name(words: Sequence[Word], name: Word, rest: Word) -> None:
    """Hang the rest of a name, and all that hangs on it, on its first word."""
    for word in words:
        if word.head == rest.id:
            word.head = name.id
    rest.head, rest.deprel = name.id, "flat"


def _goes_on(word: Word, before: Word) -> bool:
    """Tell whether a word is in the entity of the word before it, as "Sachs" behind "Goldman"."""
    place, _, label = (word.parent.ner or "").partition("-")
    return word.id == before.id + 1 and place in {"I", "E"} and (before.parent.ner or "").endswith(label)


def _begins_described(name: Word) -> bool:
    """Tell whether an entity that nouns describe begins with a word."""
    place, _, label = (name.parent.ner or "").partition("-")
    return place in {"B", "S"} and label in DESCRIBED_LABELS


def _may_be_object(words: Sequence[Word], noun: Word, name: Word) -> bool:
    """Tell whether a noun and a name may be a noun and its clause without "that": "the judge Trump named"."""
    determiners = [word for word in words[: noun.id] if word.head == noun.id and word.deprel in DETERMINERS]
    whole = any(word.head == name.id and word.deprel == "flat" for word in words[name.id :])
    return any(word.xpos == WHOSE for word in determiners) or bool(determiners and not whole)
