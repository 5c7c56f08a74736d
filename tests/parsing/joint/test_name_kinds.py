"""One name, one kind."""

from quotes.parsing.joint.name_kinds import with_one_kind_for_each_name
from quotes.parsing.joint.windows import TaggedWords


def sentence(text: str) -> TaggedWords:
    """Words with their entity tags, if they have any, after a slash."""
    pairs = [word.partition("/") for word in text.split()]
    return TaggedWords(tuple(word for word, _, _ in pairs), entities=tuple(tag or "O" for _, _, tag in pairs))


def kinds(*texts: str) -> list[str]:
    """The tags of the first of some sentences of a text."""
    return list(with_one_kind_for_each_name([sentence(text) for text in texts])[0].entities or ())


RAN = "Banco/B-ORG Sucre/E-ORG ran"


def test_two_thirds_of_the_mentions_decide() -> None:
    assert kinds("in Banco/B-LOC Sucre/E-LOC", RAN, RAN) == ["O", "B-ORG", "E-ORG"]


def test_half_of_the_mentions_do_not() -> None:
    assert kinds("in Banco/B-LOC Sucre/E-LOC", RAN) == ["O", "B-LOC", "E-LOC"]


def test_another_name_stays_what_it_is() -> None:
    assert kinds("Sucre/S-LOC of", RAN, RAN) == ["S-LOC", "O"]


def test_months_are_no_names() -> None:
    person = "May/S-PERSON spoke"
    assert kinds("in May/S-DATE", person, person, person) == ["O", "S-DATE"]


def test_words_of_a_long_name_keep_their_places() -> None:
    long = "Bank/B-ORG of/I-ORG Sucre/E-ORG"
    assert kinds("Bank/B-FAC of/I-FAC Sucre/E-FAC fell", long, long) == ["B-ORG", "I-ORG", "E-ORG", "O"]


def test_sentences_without_entity_tags_stay_as_they_are() -> None:
    plain = [TaggedWords(("Words", "only")), TaggedWords(())]
    assert with_one_kind_for_each_name(plain) == plain
