"""Clauses that go on behind "she said": "It broke, she said, but only at night"."""

from quotes.parsing.repairs.repair import NOUNS, Words, has_child, has_subject, repairs_trees


@repairs_trees(
    examples=[
        "It|2|nsubj broke|4|ccomp|VERB|VBD she|4|nsubj said|0|root|VERB|VBD but|8|cc only|8|advmod at|8|case "
        "night|4>2|conj|NOUN|NN",
    ],
    near_misses=[
        "It|2|nsubj broke|4|ccomp|VERB|VBD she|4|nsubj said|0|root|VERB|VBD and|6|cc left|4|conj|VERB|VBD",
        "She|2|nsubj spoke|0|root|VERB|VBD at|4|case noon|2|obl|NOUN|NN and|7|cc at|7|case night|2|conj|NOUN|NN",
    ],
)
def continue_clause(words: Words) -> None:
    """Hang a phrase with a preposition that is joined to a verb on the clause that stands before this verb."""
    for phrase in words:
        if phrase.deprel != "conj" or phrase.upos not in NOUNS or not has_child(words, phrase, "case"):
            continue
        verb = words[phrase.head - 1]
        clauses = [word for word in words[: verb.id] if word.head == verb.id and word.deprel == "ccomp"]
        if verb.upos != "VERB" or verb.id > phrase.id or not clauses or has_child(words, phrase, "cop"):
            continue
        if not has_subject(words, phrase):
            phrase.head = clauses[-1].id
