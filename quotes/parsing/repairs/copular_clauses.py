"""Clauses with "that" behind "is": they are the predicate, not a part of the subject."""

from quotes.parsing.repairs.repair import Words, marks_of_that, repairs_trees


@repairs_trees(
    examples=[
        "Word|0>6|root>nsubj:outer from|3|case Berg|1|nmod is|1>6|cop that|6|mark rained|1>0|appos>root .|1>6|punct",
        "Word|0>4|root>nsubj:outer is|4|cop that|4|mark rained|1>0|appos>root",
    ],
    near_misses=[
        "Word|5|nsubj:outer is|5|cop that|5|mark it|5|nsubj rained|0|root",
        "Word|0|root is|1|cop good|1|amod that|5|mark rained|1|appos",
        "Berg|2|nsubj said|0|root it|5|nsubj is|5|cop that|2|obj",
        "It|2|expl is|0|root that|4|mark rained|2|ccomp",
    ],
)
def raise_copular_clause(words: Words) -> None:
    """Hang the subject on the clause: "Word from Berg is that it rained"."""
    for mark in marks_of_that(words):
        verb, copula = words[mark.head - 1], words[mark.id - 2]
        if mark.id == 1 or copula.deprel != "cop" or not 0 < verb.head < copula.id < verb.id:
            continue
        subject = words[verb.head - 1]
        verb.head, verb.deprel = subject.head, subject.deprel
        subject.head, subject.deprel, copula.head = verb.id, "nsubj:outer", verb.id
        for word in words[verb.id :]:
            if word.head == subject.id:
                word.head = verb.id
