"""Subjects of passive verbs: in "“It broke,” the court was told" the court is who was told."""

from quotes.parsing.repairs.repair import NOUNS, Words, has_subject, is_below, is_subject, repairs_trees


@repairs_trees(
    examples=[
        "It|2|nsubj broke|5|ccomp court|2>5|nsubj>nsubj:pass|NOUN|NN was|5|aux:pass|AUX|VBD told|0|root|VERB|VBN",
    ],
    near_misses=[
        "It|5|nsubj:pass that|4|mark court|4|nsubj|NOUN|NN was|5|aux:pass|AUX|VBD told|0|root|VERB|VBN",
        "It|0|root court|1|nsubj|NOUN|NN was|4|aux:pass|AUX|VBD told|2|acl|VERB|VBN",
        "court|3|nsubj:pass|NOUN|NN was|3|aux:pass|AUX|VBD told|0|root|VERB|VBN",
    ],
)
def attach_passive_subject(words: Words) -> None:
    """Let the noun right before "was told" be its subject if it has none."""
    for verb in words:
        if verb.xpos != "VBN" or has_subject(words, verb):
            continue
        auxiliary = next((word for word in words if word.head == verb.id and word.deprel == "aux:pass"), None)
        if auxiliary is None or auxiliary.id < 2:
            continue
        noun = words[auxiliary.id - 2]
        if noun.upos in NOUNS and is_subject(noun) and noun.head < noun.id and not is_below(words, verb, noun):
            noun.head, noun.deprel = verb.id, "nsubj:pass"
