"""Clauses that reach over the "that" which begins them, or leave out a word behind it."""

from quotes.parsing.repairs.repair import Words, marks_of_that, repairs_trees

RELATIONS_BEFORE = {"cc", "punct", "mark"}
"""Relations of words of a clause that may stand before its "that"."""

RELATIONS_INSIDE = {"nsubj", "nsubj:pass", "expl", "aux", "cop", "advmod", "obl"}
"""Relations of words that are the inner clause's where they stand in it."""


@repairs_trees(
    examples=[
        "Berg|2|nsubj said|0|root on|4|case Monday|7>2|obl that|7|mark it|7|nsubj rained|2|ccomp",
        "Polls|2|nsubj showed|0|root that|6|mark few|5|amod people|2>6|nsubj cared|2|ccomp",
    ],
    near_misses=[
        "Berg|2|nsubj said|0|root that|5|mark it|5|nsubj rained|2|ccomp .|2|punct",
        "Berg|2|nsubj said|0|root and|5|cc that|5|mark won|2|conj",
        "That|3|mark it|3|nsubj rained|4|csubj pleased|0|root Berg|4|obj",
    ],
)
def bound_that_clause(words: Words) -> None:
    """Give words before "that" to the verb that governs the clause, and words behind it to the clause."""
    for mark in marks_of_that(words):
        verb = words[mark.head - 1]
        governor = verb.head
        if verb.id < mark.id or not 0 < governor < mark.id:
            continue
        for word in words[governor : mark.id - 1]:
            if word.head == verb.id and word.deprel not in RELATIONS_BEFORE:
                word.head = governor
        for word in words[mark.id : verb.id - 1]:
            if word.head == governor and word.deprel in RELATIONS_INSIDE:
                word.head = verb.id
