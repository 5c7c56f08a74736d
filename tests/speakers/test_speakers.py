"""Speakers: that every source is led back to whom it means, on parses made by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from made_parses import made_parse
from read_statements import analysis_of, names_in, speakers_in

from quotes.records import Speaker, SpeakerKind

Subject = tuple[str, str]

ANNA = ("Anna Berg", "Anna/NNP/nsubj/said/PERSON Berg/NNP/flat/Anna/PERSON")
BERG = ("Berg", "Berg/NNP/nsubj/said/PERSON")
MRS_BERG = ("Mrs Berg", "Mrs/NNP/compound/Berg Berg/NNP/nsubj/said/PERSON")
JOHN = ("John Lang", "John/NNP/nsubj/said/PERSON Lang/NNP/flat/John/PERSON")
MR_LANG = ("Mr Lang", "Mr/NNP/compound/Lang Lang/NNP/nsubj/said/PERSON")
CENTER = (
    "The Karabakh Information Center",
    """The/DT/det/Center Karabakh/NNP/compound/Center/ORG Information/NNP/compound/Center/ORG
    Center/NNP/nsubj/said/ORG""",
)
FUND = (
    "The International Monetary Fund",
    """The/DT/det/Fund International/NNP/amod/Fund/ORG Monetary/NNP/amod/Fund/ORG Fund/NNP/nsubj/said/ORG""",
)
IMF = ("The IMF", "The/DT/det/IMF IMF/NNP/nsubj/said/ORG")
MAYOR_BERG = (
    "Anna Berg, the mayor of Varda,",
    """Anna/NNP/nsubj/said/PERSON Berg/NNP/flat/Anna/PERSON the/DT/det/mayor mayor/NN/appos/Anna of/IN/case/Varda
    Varda/NNP/nmod/mayor/GPE""",
)
THE_MAYOR = ("The mayor", "The/DT/det/mayor mayor/NN/nsubj/said")
HE, SHE, IT, THEY = ((word, f"{word}/PRP/nsubj/said") for word in ("He", "She", "It", "They"))


def article(subjects: Sequence[Subject]) -> Subject:
    """A text in which each of these in turn says that rain fell, and its words."""
    text = " ".join(f"{subject} said that rain fell." for subject, _ in subjects)
    says = "said=say/VBD/root that/IN/mark/fell rain/NN/nsubj/fell fell=fall/VBD/ccomp/said"
    return text, " | ".join(f"{words} {says}" for _, words in subjects)


def speakers(*subjects: Subject) -> list[Speaker | None]:
    return speakers_in(*article(subjects))


def names(*subjects: Subject) -> list[str | None]:
    return names_in(*article(subjects))


def test_every_form_of_a_name_is_one_speaker_under_the_fullest() -> None:
    text, words = article([BERG, ANNA, MRS_BERG, JOHN])
    analysis = analysis_of(made_parse(text, words))
    assert [one.speaker and one.speaker.id for one in analysis.statements] == ["s1", "s1", "s1", "s2"]
    assert [(one.id, one.name) for one in analysis.speakers] == [("s1", "Anna Berg"), ("s2", "John Lang")]
    mentions = [span.text for span in analysis.speakers[0].mentions]
    assert mentions == ["Berg", "Anna Berg", "Mrs Berg"]


MADBOULI = ("Omar Madbouli", "Omar/NNP/nsubj/said/PERSON Madbouli/NNP/flat/Omar/PERSON")


@pytest.mark.parametrize("slip", ["Mabdouli", "Madboulli", "Madbuli", "Madbouly"])
def test_a_surname_with_one_slip_is_the_same(slip: str) -> None:
    assert names(MADBOULI, (slip, f"{slip}/NNP/nsubj/said/PERSON")) == ["Omar Madbouli"] * 2


@pytest.mark.parametrize(
    "others",
    [
        [("Madbaali", "Madbaali/NNP/nsubj/said/PERSON")],  # two letters
        [("Kadbouli", "Kadbouli/NNP/nsubj/said/PERSON")],  # nobody errs about the first one
        [("Madboul", "Madboul/NNP/nsubj/said/PERSON")] * 2,  # written so more often than Madbouli
        [("Ali Madboulo", "Ali/NNP/nsubj/said/PERSON Madboulo/NNP/flat/Ali/PERSON")],
    ],
)
def test_another_surname_is_somebody_else(others: list[Subject]) -> None:
    assert names(MADBOULI, *others)[1:] == [name for name, _ in others]


def test_an_acronym_is_the_organization_whose_initials_it_has() -> None:
    assert names(FUND, IMF) == ["International Monetary Fund"] * 2
    assert names(IMF, FUND) == ["International Monetary Fund"] * 2
    assert names(CENTER, IMF) == ["Karabakh Information Center", "IMF"]


def test_an_apposition_gives_the_role() -> None:
    (speaker,) = {speaker.id: speaker for speaker in speakers(MAYOR_BERG) if speaker}.values()
    assert (speaker.name, speaker.kind, speaker.role, speaker.affiliation) == (
        "Anna Berg",
        "person",
        "mayor of Varda",
        "Varda",
    )


def test_a_title_gives_the_role() -> None:
    (speaker,) = speakers(
        (
            "Prime Minister Anna Berg",
            """Prime/NNP/amod/Minister Minister/NNP/nmod:desc/Anna Anna/NNP/nsubj/said/PERSON
            Berg/NNP/flat/Anna/PERSON""",
        )
    )
    assert speaker and (speaker.name, speaker.role) == ("Anna Berg", "Prime Minister")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Prime Minister", "The/DT/det/Minister Prime/NNP/amod/Minister Minister/NNP/nsubj/said"),
        ("Deputy PM", "the/DT/det/PM Deputy/NNP/compound/PM PM/NNP/nsubj/said"),
    ],
)
def test_an_office_is_whole(name: str, words: str) -> None:
    assert names((" ".join(word.split("/")[0] for word in words.split()), words)) == [name]


HOFFMANN = (
    "Prime Minister Lena Hoffmann",
    """Prime/NNP/amod/Minister Minister/NNP/nmod:desc/Lena Lena/NNP/nsubj/said/PERSON
    Hoffmann/NNP/flat/Lena/PERSON""",
)
WEISS = (
    "Foreign Minister Karl Weiss",
    "Foreign/NNP/amod/Minister Minister/NNP/nmod:desc/Karl Karl/NNP/nsubj/said/PERSON Weiss/NNP/flat/Karl/PERSON",
)
THE_PREMIER = ("the Prime Minister", "the/DT/det/Minister Prime/NNP/amod/Minister Minister/NNP/nsubj/said")
THE_FOREIGN_MINISTER = (
    "the Foreign Minister",
    "the/DT/det/Minister Foreign/NNP/amod/Minister Minister/NNP/nsubj/said",
)


def test_an_office_is_the_one_who_holds_it_and_no_other() -> None:
    both = ["Lena Hoffmann", "Karl Weiss"]
    assert names(HOFFMANN, WEISS, THE_PREMIER, THE_FOREIGN_MINISTER) == both * 2
    assert names(HOFFMANN, THE_FOREIGN_MINISTER) == ["Lena Hoffmann", "Foreign Minister"]


def test_a_given_name_is_the_person_even_if_it_was_taken_for_an_organization_once() -> None:
    mistaken, right = (("Chadchart", f"Chadchart/NNP/nsubj/said/{label}") for label in ("ORG", "PERSON"))
    sittipunt = ("Chadchart Sittipunt", "Chadchart/NNP/nsubj/said/PERSON Sittipunt/NNP/flat/Chadchart/PERSON")
    assert names(sittipunt, mistaken, right) == ["Chadchart Sittipunt"] * 3
    assert names(sittipunt, mistaken, mistaken)[1:] == ["Chadchart"] * 2


def test_what_stands_before_an_office_is_no_name() -> None:
    assert names(("Crown prince", "Crown/NNP/compound/prince prince/NNP/nsubj/said")) == ["Crown prince"]


def test_a_name_with_a_nickname_has_no_title() -> None:
    source = "Varda President Anna “Bee” Berg"
    words = """Varda/JJ/amod/President/NORP President/NNP/compound/Anna Anna/NNP/nsubj/said/PERSON
        Bee/NNP/flat/Anna/PERSON Berg/NNP/flat/Anna/PERSON"""
    assert names((source, words)) == ["Anna “Bee” Berg"]


def test_a_description_keeps_its_marks() -> None:
    assert names(("a “grand” commander", "a/DT/det/commander grand/JJ/amod/commander commander/NN/nsubj/said")) == [
        "“grand” commander"
    ]


def test_a_role_is_taken_up_for_the_one_who_has_it() -> None:
    assert names(MAYOR_BERG, JOHN, THE_MAYOR) == ["Anna Berg", "John Lang", "Anna Berg"]


def test_a_pronoun_is_the_speaker_before() -> None:
    assert names(ANNA, SHE) == ["Anna Berg"] * 2
    assert names(JOHN, ANNA, SHE) == ["John Lang", "Anna Berg", "Anna Berg"]
    assert names(JOHN, HE, HE) == ["John Lang"] * 3


def test_a_pronoun_is_rather_the_person_who_spoke_last_than_the_one_who_is_called_so() -> None:
    sol = ("Kim Sol", "Kim/NNP/nsubj/said/PERSON Sol/NNP/flat/Kim/PERSON")
    berg = ("Wei Berg", "Wei/NNP/nsubj/said/PERSON Berg/NNP/flat/Wei/PERSON")
    assert names(berg, HE, HE, berg, HE, sol, HE)[-1] == "Kim Sol"


def test_he_can_be_an_organization() -> None:
    assert names(CENTER, HE) == ["Karabakh Information Center"] * 2
    assert names(CENTER, IT) == ["Karabakh Information Center"] * 2


def test_it_is_rather_the_organization_than_the_person() -> None:
    assert names(CENTER, ANNA, IT) == ["Karabakh Information Center", "Anna Berg", "Karabakh Information Center"]


def test_a_pronoun_avoids_the_wrong_gender() -> None:
    assert names(MRS_BERG, MR_LANG, SHE, HE) == ["Berg", "Lang", "Berg", "Lang"]
    assert names(MR_LANG, MRS_BERG, HE, SHE) == ["Lang", "Berg", "Lang", "Berg"]


def test_a_pronoun_that_can_mean_nobody_has_no_speaker() -> None:
    assert names(HE) == [None]
    assert names(HE, ANNA) == [None, "Anna Berg"]


@pytest.mark.parametrize("pronoun", ["I", "We"])
def test_the_first_person_has_no_speaker(pronoun: str) -> None:
    assert names(ANNA, (pronoun, f"{pronoun}/PRP/nsubj/said")) == ["Anna Berg", None]


def test_who_is_what_its_clause_hangs_on() -> None:
    text = "Anna Berg, who said that rain fell, left."
    words = """Anna/NNP/nsubj/left/PERSON Berg/NNP/flat/Anna/PERSON who/WP/nsubj/said said=say/VBD/acl:relcl/Anna
        that/IN/mark/fell rain/NN/nsubj/fell fell=fall/VBD/ccomp/said left=leave/VBD/root"""
    assert names_in(text, words) == ["Anna Berg"]


SPOKESMAN_FOR = "A/DT/det/spokesman spokesman/NN/nsubj/said for/IN/case/"


def test_a_spokesperson_without_a_name_stands_for_the_organization() -> None:
    (speaker,) = speakers(("A spokesman for Aquavar", f"{SPOKESMAN_FOR}Aquavar Aquavar/NNP/nmod/spokesman/ORG"))
    assert speaker and (speaker.name, speaker.kind) == ("Aquavar", "organization")
    assert names(
        ("A spokesman for the ministry", f"{SPOKESMAN_FOR}ministry the/DT/det/ministry ministry/NN/nmod/spokesman")
    ) == ["ministry"]


def test_a_spokesperson_with_a_name_is_a_person_with_an_affiliation() -> None:
    (speaker,) = speakers(
        (
            "Aquavar spokesman John Lang",
            """Aquavar/NNP/compound/spokesman/ORG spokesman/NN/nmod:desc/John John/NNP/nsubj/said/PERSON
            Lang/NNP/flat/John/PERSON""",
        )
    )
    assert speaker and (speaker.name, speaker.kind) == ("John Lang", "person")
    assert (speaker.role, speaker.affiliation) == ("Aquavar spokesman", "Aquavar")


CONSULTANTS = ("The consultants", "The/DT/det/consultants consultants=consultant/NNS/nsubj/said")
THE_CONSULTANT = ("The consultant", "The/DT/det/consultant consultant/NN/nsubj/said")
AGE = "46/CD/nummod/old year/NN/compound/old old/JJ/{relation}"
THE_AGED = ("The 46-year-old", f"The/DT/det/old {AGE.format(relation='nsubj/said')}")
AGED = ("A 46-year-old", f"A/DT/det/old {AGE.format(relation='nsubj/said')}")
THE_AGED_BAKER = ("The 46-year-old baker", f"The/DT/det/baker {AGE.format(relation='amod/baker')} baker/NN/nsubj/said")


def test_the_person_of_an_age_is_the_one_of_whom_it_was_said() -> None:
    assert names(ANNA, THE_AGED, THE_AGED_BAKER) == ["Anna Berg"] * 3
    assert names(ANNA, AGED) == ["Anna Berg", "46-year-old"]
    (speaker,) = speakers(AGED)
    assert speaker and speaker.kind == "person"


def test_of_whom_one_speaks_is_not_who_one_is() -> None:
    text = "Anna Berg sent texts to the premier about John Lang. The premier said that rain fell."
    words = """Anna/NNP/nsubj/sent/PERSON Berg/NNP/flat/Anna/PERSON sent=send/VBD/root texts=text/NNS/obj/sent
        to/TO/case/premier the/DT/det/premier premier/NN/obl/sent about/IN/case/John John/NNP/nmod/premier/PERSON
        Lang/NNP/flat/John/PERSON | The/DT/det/premier premier/NN/nsubj/said said=say/VBD/root that/IN/mark/fell
        rain/NN/nsubj/fell fell=fall/VBD/ccomp/said"""
    assert names_in(text, words) == ["premier"]


def test_who_is_named_in_a_statement_has_not_said_it() -> None:
    text = "Karl Berg met John Lang. Lang slept. “Lang slept well,” he said. He said that Lang slept well."
    words = """Karl/NNP/nsubj/met/PERSON Berg/NNP/flat/Karl/PERSON met=meet/VBD/root John/NNP/obj/met/PERSON
        Lang/NNP/flat/John/PERSON | Lang/NNP/nsubj/slept/PERSON slept=sleep/VBD/root |
        Lang/NNP/nsubj/slept/PERSON slept=sleep/VBD/ccomp/said well/RB/advmod/slept he/PRP/nsubj/said
        said=say/VBD/root |
        He/PRP/nsubj/said said=say/VBD/root that/IN/mark/slept Lang/NNP/nsubj/slept/PERSON slept=sleep/VBD/ccomp/said
        well/RB/advmod/slept"""
    assert names_in(text, words) == ["Karl Berg", "Karl Berg"]


def test_one_is_not_a_group() -> None:
    assert names(CONSULTANTS, THE_CONSULTANT) == ["consultants", "consultant"]
    assert names(CONSULTANTS, CONSULTANTS) == ["consultants"] * 2


OFFICIAL = "A/DT/det/official senior/JJ/amod/official official/NN/nsubj/said"

KINDS: list[tuple[Subject, str, SpeakerKind]] = [
    (ANNA, "Anna Berg", "person"),
    (CENTER, "Karabakh Information Center", "organization"),
    (("Azerbaijan", "Azerbaijan/NNP/nsubj/said/GPE"), "Azerbaijan", "place"),
    (("Baku", "Baku/NNP/nsubj/said/LOC"), "Baku", "place"),
    (("Baku", "Baku/NNP/nsubj/said/PERSON"), "Baku", "place"),
    (("Sofia", "Sofia/NNP/nsubj/said/PERSON"), "Sofia", "person"),
    (("The ministry", "The/DT/det/ministry ministry/NN/nsubj/said"), "ministry", "organization"),
    (THE_MAYOR, "mayor", "person"),
    (("Residents", "Residents=resident/NNS/nsubj/said"), "residents", "group"),
    (("The ministers", "The/DT/det/ministers ministers=minister/NNS/nsubj/said"), "ministers", "group"),
    (("The report", "The/DT/det/report report/NN/nsubj/said"), "report", "document"),
    (("A source", "A/DT/det/source source/NN/nsubj/said"), "source", "anonymous"),
    (("A senior official", OFFICIAL), "senior official", "person"),
    (
        (
            "A senior official, who asked not to be named,",
            f"""{OFFICIAL} who/WP/nsubj/asked asked=ask/VBD/acl:relcl/official not/RB/advmod/named to/TO/mark/named
            be/VB/aux:pass/named named=name/VBN/xcomp/asked""",
        ),
        "senior official",
        "anonymous",
    ),
    (("The oak", "The/DT/det/oak oak/NN/nsubj/said"), "oak", "unknown"),
]


@pytest.mark.parametrize(("subject", "name", "kind"), KINDS, ids=[subject for (subject, _), _, _ in KINDS])
def test_kinds(subject: Subject, name: str, kind: SpeakerKind) -> None:
    assert [speaker and (speaker.name, speaker.kind) for speaker in speakers(subject)] == [(name, kind)]


def test_an_apposition_tells_better_than_the_entity_label() -> None:
    (speaker,) = speakers(
        (
            "The water company Varda",
            "The/DT/det/company water/NN/compound/company company/NN/nsubj/said Varda/NNP/appos/company/PERSON",
        )
    )
    assert speaker and (speaker.name, speaker.kind) == ("Varda", "organization")


def test_the_name_of_a_company_tells_better_than_what_it_does() -> None:
    (speaker,) = speakers(
        (
            "The developer, Quay Homes,",
            """The/DT/det/developer developer/NN/nsubj/said Quay/NNP/compound/Homes/PERSON
            Homes/NNP/appos/developer/PERSON""",
        )
    )
    assert speaker and (speaker.name, speaker.kind) == ("Quay Homes", "organization")


def test_a_noun_parsed_as_a_second_subject_describes_the_name() -> None:
    (speaker,) = speakers(
        ("The bloc Free Asel", "The/DT/det/bloc bloc/NN/nsubj/said Free/JJ/amod/bloc/PERSON Asel/NNP/nsubj/said/PERSON")
    )
    assert speaker and (speaker.name, speaker.kind) == ("Free Asel", "organization")


def test_the_last_word_of_a_full_name_is_the_person() -> None:
    berg = ("Berg", "Berg/NNP/nsubj/said/ORG")
    assert names(ANNA, berg) == ["Anna Berg"] * 2
    assert names(JOHN, berg) == ["John Lang", "Berg"]


def test_a_person_in_apposition_with_a_company_is_who_leads_it() -> None:
    head = (
        "The director of Quay Homes, Anna Berg,",
        """The/DT/det/director director/NN/nsubj/said of/IN/case/Homes Quay/NNP/compound/Homes/ORG
        Homes/NNP/nmod/director/ORG Anna/NNP/appos/Homes/PERSON Berg/NNP/flat/Anna/PERSON""",
    )
    (speaker,) = speakers(head)
    assert speaker and (speaker.name, speaker.role, speaker.affiliation) == (
        "Anna Berg",
        "director of Quay Homes",
        "Quay Homes",
    )


def test_the_name_of_a_transcript_is_the_person_whom_the_article_introduced() -> None:
    text = "Anna Berg met us in May.\n\nBERG: We acted at once.\n\nREPORTER: Who helped you?\n\nANNA BERG: Nobody did."
    words = """Anna/NNP/nsubj/met/PERSON Berg/NNP/flat/Anna/PERSON met=meet/VBD/root us/PRP/obj/met in/IN/case/May
        May/NNP/obl/met/DATE | BERG/NNP/ROOT/-/ORG We/PRP/nsubj/acted acted=act/VBD/parataxis/BERG at/IN/case/once
        once/RB/obl/acted | REPORTER/NN/root Who/WP/nsubj/helped helped=help/VBD/parataxis/REPORTER
        you/PRP/obj/helped | ANNA/NNP/ROOT/-/PERSON BERG/NNP/flat/ANNA/PERSON Nobody/NN/nsubj/did
        did=do/VBD/parataxis/ANNA"""
    found = names_in(text, words)
    assert (found[0], found[2]) == ("Anna Berg", "Anna Berg")
    assert found[1] not in {"Anna Berg", None}


def test_who_a_spokesperson_speaks_for_is_recorded() -> None:
    (speaker,) = speakers(
        (
            "Aquavar spokesman John Lang",
            """Aquavar/NNP/compound/spokesman/ORG spokesman/NN/nmod:desc/John John/NNP/nsubj/said/PERSON
            Lang/NNP/flat/John/PERSON""",
        )
    )
    assert speaker and (speaker.name, speaker.speaks_for) == ("John Lang", "Aquavar")
    (mayor,) = speakers(MAYOR_BERG)
    assert mayor and mayor.speaks_for is None


def test_who_speaks_for_a_person_is_recorded_with_the_full_name() -> None:
    berg_s = (
        "Berg's spokesman, John Lang,",
        """Berg/NNP/nmod:poss/spokesman/PERSON 's/POS/case/Berg spokesman/NN/nsubj/said John/NNP/appos/spokesman/PERSON
        Lang/NNP/flat/John/PERSON""",
    )
    speaker, _ = speakers(berg_s, ANNA)
    assert speaker and (speaker.name, speaker.role, speaker.speaks_for) == (
        "John Lang",
        "Berg's spokesman",
        "Anna Berg",
    )


def test_a_role_does_not_begin_with_a_preposition() -> None:
    text = "A song by Prince John Lang was played. Lang said that rain fell."
    words = """A/DT/det/song song/NN/nsubj:pass/played by/IN/case/Prince Prince/NN/nmod/song John/NNP/flat/Prince/PERSON
        Lang/NNP/flat/John/PERSON was=be/VBD/aux:pass/played played=play/VBN/root | Lang/NNP/nsubj/said/PERSON
        said=say/VBD/root that/IN/mark/fell rain/NN/nsubj/fell fell=fall/VBD/ccomp/said"""
    (speaker,) = speakers_in(text, words)
    assert speaker and speaker.role == "Prince"


def test_the_reason_for_anonymity_is_kept() -> None:
    text = "An official said that rain fell, on condition of anonymity because she feared reprisals."
    words = """An/DT/det/official official/NN/nsubj/said said=say/VBD/root that/IN/mark/fell rain/NN/nsubj/fell
        fell=fall/VBD/ccomp/said on/IN/case/condition condition/NN/obl/said of/IN/case/anonymity
        anonymity/NN/nmod/condition because/IN/mark/feared she/PRP/nsubj/feared feared=fear/VBD/advcl/said
        reprisals=reprisal/NNS/obj/feared"""
    (speaker,) = {speaker.id: speaker for speaker in speakers_in(text, words) if speaker}.values()
    assert (speaker.kind, speaker.anonymity) == ("anonymous", "because she feared reprisals")
    (other,) = speakers(KINDS[-2][0])
    assert other and (other.kind, other.anonymity) == ("anonymous", None)


@pytest.mark.parametrize("name", ["WHO", "US", "IT"])
def test_names_in_capitals_are_no_pronouns(name: str) -> None:
    assert names(ANNA, (name, f"{name}/NNP/nsubj/said/ORG")) == ["Anna Berg", name]


def test_the_other_forms_of_a_name_are_kept() -> None:
    found = {speaker.id: speaker for speaker in speakers(BERG, ANNA, FUND, IMF) if speaker}
    assert [one.aliases for one in found.values()] == [("Berg",), ("IMF",)]


def test_the_last_name_of_somebody_is_no_place() -> None:
    paris = ("Anna Paris", "Anna/NNP/nsubj/said/PERSON Paris/NNP/flat/Anna/PERSON")
    assert names(paris, ("Paris", "Paris/NNP/nsubj/said/LOC")) == ["Anna Paris"] * 2


def test_letters_after_a_name_do_not_belong_to_it() -> None:
    frs = ("Anna Berg FRS", "Anna/NNP/nsubj/said/PERSON Berg/NNP/flat/Anna/PERSON FRS/NNP/flat/Anna/PERSON")
    assert names(frs, BERG) == ["Anna Berg"] * 2


def test_who_after_a_place_is_the_person_before() -> None:
    text = "Anna Berg was a citizen of Varda, who said that rain fell."
    words = """Anna/NNP/nsubj/citizen/PERSON Berg/NNP/flat/Anna/PERSON was=be/VBD/cop/citizen a/DT/det/citizen
        citizen/NN/root of/IN/case/Varda Varda/NNP/nmod/citizen/GPE who/WP/nsubj/said said=say/VBD/acl:relcl/Varda
        that/IN/mark/fell rain/NN/nsubj/fell fell=fall/VBD/ccomp/said"""
    assert names_in(text, words) == ["Anna Berg"]


def test_a_company_spokesman_speaks_for_the_company_before() -> None:
    text = "Aquavar digs here. A company spokesman, John Lang, said that rain fell."
    words = """Aquavar/NNP/nsubj/digs/ORG digs=dig/VBZ/root here/RB/advmod/digs |
        A/DT/det/spokesman company/NN/compound/spokesman spokesman/NN/nsubj/said John/NNP/appos/spokesman/PERSON
        Lang/NNP/flat/John/PERSON said=say/VBD/root that/IN/mark/fell rain/NN/nsubj/fell fell=fall/VBD/ccomp/said"""
    (speaker,) = speakers_in(text, words)
    assert speaker and (speaker.name, speaker.speaks_for, speaker.affiliation) == ("John Lang", "Aquavar", "Aquavar")


def test_an_acronym_that_is_no_entity_is_the_organization_too() -> None:
    assert names(FUND, ("The IMF", "The/DT/det/IMF IMF/NNP/nsubj/said")) == ["International Monetary Fund"] * 2


def test_a_company_that_is_labelled_as_something_else_is_one() -> None:
    (speaker,) = speakers(("Lakeline Ferries", "Lakeline/NNP/compound/Ferries/PRODUCT Ferries/NNP/nsubj/said/PRODUCT"))
    assert speaker and (speaker.name, speaker.kind) == ("Lakeline Ferries", "organization")


def test_a_description_with_another_name_in_it_is_somebody_else() -> None:
    local = (
        "Four local governments",
        "Four/CD/nummod/governments local/JJ/amod/governments governments=government/NNS/nsubj/said",
    )
    varda = ("The Vardan government", "The/DT/det/government Vardan/JJ/amod/government/NORP government/NN/nsubj/said")
    bare = ("The government", "The/DT/det/government government/NN/nsubj/said")
    assert len(set(names(local, varda))) == 2
    assert len(set(names(varda, bare))) == 1
