"""Clauses behind "according to whom": the pronoun belongs to them, and they to what the pronoun stands for."""

from quotes.parsing.repairs.repair import NOUNS, Words, repairs_trees

PRONOUNS = {"whom", "which"}


@repairs_trees(
    examples=[
        "led|0|root by|3|case Berg|1|obl:agent|PROPN ,|7|punct according|7|case to|5|fixed whom|1>9|obl hall|9|nsubj "
        "closed|7>3|advcl:relcl>acl:relcl",
    ],
    near_misses=[
        "Berg|2|nsubj|PROPN spoke|0|root ,|8|punct according|6|case to|4|fixed whom|8|obl hall|8|nsubj "
        "closed|1|acl:relcl",
        "led|0|root by|3|case Berg|1|obl:agent|PROPN according|6|case to|4|fixed plan|1|obl",
    ],
)
def attach_relative_source(words: Words) -> None:
    """Hang "whom" on the verb behind it, and that on the noun before: "led by Berg, according to whom it closed"."""
    for pronoun in words:
        if pronoun.text.lower() not in PRONOUNS or pronoun.id < 3 or words[pronoun.id - 3].text.lower() != "according":
            continue
        verb = next((word for word in words if word.head == pronoun.id and word.deprel.endswith("relcl")), None)
        noun = next((word for word in reversed(words[: pronoun.id - 3]) if word.upos in NOUNS), None)
        if verb is None or noun is None:
            continue
        while noun.deprel in {"flat", "compound"} and noun.head:
            noun = words[noun.head - 1]
        verb.head, verb.deprel = noun.id, "acl:relcl"
        pronoun.head, pronoun.deprel = verb.id, "obl"
