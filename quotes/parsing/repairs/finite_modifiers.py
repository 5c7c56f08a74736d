"""Finite verbs taken for adjectives: "The party alleged fraud" says what the party did, not what fraud it is."""

from quotes.parsing.repairs.repair import NOUNS, Words, repairs_trees
from quotes.words.closed_classes import FINITE_TAGS


@repairs_trees(
    examples=[
        "The|2|det party|0>3|root>nsubj|NOUN|NN alleged|4>0|amod>root|VERB|VBD fraud|2>3|appos>obj|NOUN|NN "
        ".|2>3|punct|PUNCT|.",
    ],
    near_misses=[
        "The|2|det party|0|root|NOUN|NN alleged|4|amod|VERB|VBN fraud|2|appos|NOUN|NN",
        "Alleged|2|amod|VERB|VBD fraud|0|root|NOUN|NN",
    ],
)
def raise_finite_modifier(words: Words) -> None:
    """Let a finite verb that modifies its own object be the root, and the noun that was the root its subject."""
    for verb in words:
        if verb.xpos not in FINITE_TAGS or verb.deprel != "amod":
            continue
        thing = words[verb.head - 1]
        root = words[thing.head - 1] if thing.head else thing
        if root.id < verb.id < thing.id and not root.head and root.upos in NOUNS:
            verb.head, verb.deprel = 0, "root"
            root.head, root.deprel = verb.id, "nsubj"
            thing.head, thing.deprel = verb.id, "obj"
            for word in words[verb.id :]:
                if word.head == root.id and word.deprel == "punct":
                    word.head = verb.id
