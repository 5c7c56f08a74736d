"""Parentheticals between a subject and its verb: in "The pump, she said, broke" it is put into "the pump broke"."""

from quotes.parsing.repairs.repair import Words, has_subject, is_subject, repairs_trees


@repairs_trees(
    examples=[
        "The|2|det pump|5|nsubj|NOUN|NN she|4|nsubj said|2>5|parataxis|VERB|VBD broke|0|root|VERB|VBD",
    ],
    near_misses=["The|2|det pump|4|nsubj|NOUN|NN see|2|parataxis|VERB|VB broke|0|root|VERB|VBD"],
)
def attach_parenthetical(words: Words) -> None:
    """Hang "she said" between a subject and its verb on this verb, not on the subject."""
    for verb in words:
        if verb.deprel != "parataxis" or verb.upos != "VERB":
            continue
        noun = words[verb.head - 1]
        if not noun.head or not is_subject(noun) or not noun.id < verb.id < noun.head:
            continue
        if has_subject(words, verb):
            verb.head = noun.head
