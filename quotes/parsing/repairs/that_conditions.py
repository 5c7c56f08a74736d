"""Clauses with "that" behind "on condition": they are the condition, not what is said."""

from quotes.parsing.repairs.repair import Words, is_below, marks_of_that, repairs_trees

CONDITION = "condition"


@repairs_trees(
    examples=[
        "Berg|2|nsubj told|0|root us|2|iobj on|5|case condition|2|obl that|7|mark stay|2>5|ccomp>acl",
    ],
    near_misses=["on|2|case condition|4|obl that|4|mark stay|0|root"],
)
def attach_condition(words: Words) -> None:
    """Hang the clause behind "condition that" on the condition: "told us on condition that he stay"."""
    for mark in marks_of_that(words):
        before, verb = words[mark.id - 2], words[mark.head - 1]
        if mark.id == 1 or before.text.lower() != CONDITION or verb.head == before.id:
            continue
        if not is_below(words, before, verb):
            verb.head, verb.deprel = before.id, "acl"
