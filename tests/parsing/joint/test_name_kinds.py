"""Each name has one kind."""

import pytest

from quotes.parsing.joint.name_kinds import with_one_kind_for_each_name
from quotes.parsing.joint.windows import TaggedWords


def sentence(text: str) -> TaggedWords:
    """Words with their entity tags, if they have any, after a slash."""
    pairs = [word.partition("/") for word in text.split()]
    return TaggedWords(tuple(word for word, _, _ in pairs), entities=tuple(tag or "O" for _, _, tag in pairs))


RAN = "Banco/B-ORG Sucre/E-ORG ran"
SPOKE = "May/S-PERSON spoke"
BANK = "Bank/B-ORG of/I-ORG Sucre/E-ORG"


@pytest.mark.parametrize(
    ("text", "others", "tags"),
    [
        ("in Banco/B-LOC Sucre/E-LOC", [RAN, RAN], "O B-ORG E-ORG"),  # two thirds of the mentions decide
        ("in Banco/B-LOC Sucre/E-LOC", [RAN], "O B-LOC E-LOC"),
        ("Sucre/S-LOC of", [RAN, RAN], "S-LOC O"),  # another name
        ("in May/S-DATE", [SPOKE, SPOKE, SPOKE], "O S-DATE"),
        ("Bank/B-FAC of/I-FAC Sucre/E-FAC fell", [BANK, BANK], "B-ORG I-ORG E-ORG O"),
    ],
)
def test_the_kind_of_a_name_is_that_of_two_thirds_of_its_mentions(text: str, others: list[str], tags: str) -> None:
    first, *_ = with_one_kind_for_each_name([sentence(each) for each in (text, *others)])
    assert first.entities == tuple(tags.split())


def test_sentences_without_entity_tags_stay_as_they_are() -> None:
    plain = [TaggedWords(("Words", "only")), TaggedWords(())]
    assert with_one_kind_for_each_name(plain) == plain
