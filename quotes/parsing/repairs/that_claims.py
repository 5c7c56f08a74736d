"""The "that" between a noun and its clause: "the claim that it rained was wrong"."""

from quotes.parsing.repairs.repair import Words, has_child, marks_of_that, repairs_trees


@repairs_trees(
    examples=[
        "Berg|4|nmod:poss 's|1|case own|4|amod claim|8|nsubj that|8>7|mark rain|7|nsubj fell|4|acl pleased|0|root",
    ],
    near_misses=["The|2|det claim|6|nsubj that|5|mark it|5|nsubj rained|2|acl pleased|0|root"],
)
def attach_that_of_claim(words: Words) -> None:
    """Let "that" begin the clause of the noun before it, not a clause around it."""
    for mark in marks_of_that(words):
        noun, verb = mark.id - 1, words[mark.head - 1]
        if noun and verb.head != noun:
            for word in words[mark.id : verb.id - 1]:
                if (word.head, word.deprel) == (noun, "acl") and not has_child(words, word, "mark"):
                    mark.head = word.id
                    break
