"""Subjects tagged as plurals beside a singular verb: "Opposition alleges fraud"."""

from quotes.parsing.repairs.repair import Words, repairs_trees


@repairs_trees(
    examples=[
        "opposition|2|nsubj|NOUN|NNS>NN alleges|0|root|VERB|VBZ",
    ],
    near_misses=["opposition|2|nsubj|NOUN|NNS allege|0|root|VERB|VBP"],
)
def tag_singular_subject(words: Words) -> None:
    """Tag as singular a plural noun that is its own lemma and the subject of a verb in the singular."""
    for word in words:
        if word.xpos == "NNS" and word.deprel == "nsubj" and word.lemma and word.lemma.lower() == word.text.lower():
            verb = words[word.head - 1]
            if verb.xpos == "VBZ" and verb.upos == "VERB":
                word.xpos = "NN"
