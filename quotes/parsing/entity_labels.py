"""Labels of entities: recognizers call persons PERSON or PER, and from a `Doc` on they are PERSON only."""

PERSON = "PERSON"
PEOPLE = {PERSON, "PER"}


def standard_label(label: str) -> str:
    """Return the label that an entity has in a `Doc`: PERSON for PER, others as they are."""
    return PERSON if label in PEOPLE else label
