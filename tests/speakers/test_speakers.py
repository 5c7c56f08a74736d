"""Speakers: that every source is led back to whom it means, on parses made by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from made_parses import made_parse
from read_statements import analysis_of, names_in, speakers_in

from quotes.records import Speaker, SpeakerKind

Subject = str | tuple[str, str]
"""Words of a source, in a pair after its text where that has marks."""

SAID_THAT_RAIN_FELL = "said=say/VBD/root that/IN/mark/fell rain/NN/nsubj/fell fell=fall/VBD/ccomp/said"
ANNA = "Anna/NNP/nsubj/said/PERSON Berg/NNP/flat/Anna/PERSON"
BERG = "Berg/NNP/nsubj/said/PERSON"
MRS_BERG = "Mrs/NNP/compound/Berg Berg/NNP/nsubj/said/PERSON"
JOHN = "John/NNP/nsubj/said/PERSON Lang/NNP/flat/John/PERSON"
MR_LANG = "Mr/NNP/compound/Lang Lang/NNP/nsubj/said/PERSON"
CENTER = """The/DT/det/Center Karabakh/NNP/compound/Center/ORG Information/NNP/compound/Center/ORG
    Center/NNP/nsubj/said/ORG"""
FUND = "The/DT/det/Fund International/NNP/amod/Fund/ORG Monetary/NNP/amod/Fund/ORG Fund/NNP/nsubj/said/ORG"
IMF = "The/DT/det/IMF IMF/NNP/nsubj/said/ORG"
MAYOR_BERG = (
    "Anna Berg, the mayor of Varda,",
    f"{ANNA} the/DT/det/mayor mayor/NN/appos/Anna of/IN/case/Varda Varda/NNP/nmod/mayor/GPE",
)
THE_MAYOR = "The/DT/det/mayor mayor/NN/nsubj/said"
HE, SHE, IT = (f"{word}/PRP/nsubj/said" for word in ("He", "She", "It"))
MADBOULI = "Omar/NNP/nsubj/said/PERSON Madbouli/NNP/flat/Omar/PERSON"
HOFFMANN = """Prime/NNP/amod/Minister Minister/NNP/nmod:desc/Lena Lena/NNP/nsubj/said/PERSON
    Hoffmann/NNP/flat/Lena/PERSON"""
WEISS = "Foreign/NNP/amod/Minister Minister/NNP/nmod:desc/Karl Karl/NNP/nsubj/said/PERSON Weiss/NNP/flat/Karl/PERSON"
CHIEF_EXECUTIVE = (
    "Anna Berg, the chief executive,",
    f"{ANNA} the/DT/det/executive chief/JJ/amod/executive executive/NN/appos/Anna",
)
THE_PREMIER = "the/DT/det/Minister Prime/NNP/amod/Minister Minister/NNP/nsubj/said"
THE_FOREIGN_MINISTER = "the/DT/det/Minister Foreign/NNP/amod/Minister Minister/NNP/nsubj/said"
SITTIPUNT = "Chadchart/NNP/nsubj/said/PERSON Sittipunt/NNP/flat/Chadchart/PERSON"
MISTAKEN, RIGHT = (f"Chadchart/NNP/nsubj/said/{label}" for label in ("ORG", "PERSON"))
KIM_SOL = "Kim/NNP/nsubj/said/PERSON Sol/NNP/flat/Kim/PERSON"
WEI_BERG = "Wei/NNP/nsubj/said/PERSON Berg/NNP/flat/Wei/PERSON"
CONSULTANTS = "The/DT/det/consultants consultants=consultant/NNS/nsubj/said"
AGE = "46/CD/nummod/old year/NN/compound/old old/JJ/{relation}"
THE_AGED = ("The 46-year-old", f"The/DT/det/old {AGE.format(relation='nsubj/said')}")
AGED = ("A 46-year-old", f"A/DT/det/old {AGE.format(relation='nsubj/said')}")
THE_AGED_BAKER = ("The 46-year-old baker", f"The/DT/det/baker {AGE.format(relation='amod/baker')} baker/NN/nsubj/said")
SPOKESMAN_FOR = "A/DT/det/spokesman spokesman/NN/nsubj/said for/IN/case/"
GOVERNMENTS = "Four/CD/nummod/governments local/JJ/amod/governments governments=government/NNS/nsubj/said"
VARDAN = "The/DT/det/government Vardan/JJ/amod/government/NORP government/NN/nsubj/said"
OFFICIAL = "A/DT/det/official senior/JJ/amod/official official/NN/nsubj/said"
UNNAMED = (
    "A senior official, who asked not to be named,",
    f"""{OFFICIAL} who/WP/nsubj/asked asked=ask/VBD/acl:relcl/official not/RB/advmod/named to/TO/mark/named
    be/VB/aux:pass/named named=name/VBN/xcomp/asked""",
)


def text_of(subject: Subject) -> str:
    return " ".join(re.split("[=/]", word)[0] for word in subject.split()) if isinstance(subject, str) else subject[0]


def article(subjects: Sequence[Subject]) -> tuple[str, str]:
    """A text in which each of these in turn says that rain fell, and its words."""
    text = " ".join(f"{text_of(subject)} said that rain fell." for subject in subjects)
    words = [one if isinstance(one, str) else one[1] for one in subjects]
    return text, " | ".join(f"{source} {SAID_THAT_RAIN_FELL}" for source in words)


def speakers(*subjects: Subject) -> list[Speaker | None]:
    return speakers_in(*article(subjects))


def test_a_statement_is_who_said_something_in_one_before() -> None:
    text = "Berg said in a statement that rain fell. The statement said that rain fell."
    words = f"""Berg/NNP/nsubj/said/PERSON said=say/VBD/root in/IN/case/statement a/DT/det/statement
    statement/NN/obl/said that/IN/mark/fell rain/NN/nsubj/fell fell=fall/VBD/ccomp/said |
    The/DT/det/statement statement/NN/nsubj/said {SAID_THAT_RAIN_FELL}"""
    assert names_in(text, words) == ["Berg", "Berg"]


def test_every_form_of_a_name_is_one_speaker_under_the_fullest() -> None:
    analysis = analysis_of(made_parse(*article([BERG, ANNA, MRS_BERG, JOHN, FUND, IMF])))
    assert [one.speaker and one.speaker.id for one in analysis.statements] == ["s1", "s1", "s1", "s2", "s3", "s3"]
    names = [("Anna Berg", ("Berg",)), ("John Lang", ()), ("International Monetary Fund", ("IMF",))]
    assert [(one.name, one.aliases) for one in analysis.speakers] == names
    assert [span.text for span in analysis.speakers[0].mentions] == ["Berg", "Anna Berg", "Mrs Berg"]


NAMES: list[tuple[list[Subject], list[str | None]]] = [
    # a surname with one slip is the same
    *(
        ([MADBOULI, f"{slip}/NNP/nsubj/said/PERSON"], ["Omar Madbouli"] * 2)
        for slip in ("Mabdouli", "Madboulli", "Madbuli", "Madbouly")
    ),
    # but not with two, nor with another first letter, nor one that stands more often, nor one with another first name
    *(
        ([MADBOULI, *[f"{other}/NNP/nsubj/said/PERSON"] * times], ["Omar Madbouli", *[other] * times])
        for other, times in (("Madbaali", 1), ("Kadbouli", 1), ("Madboul", 2))
    ),
    ([MADBOULI, "Ali/NNP/nsubj/said/PERSON Madboulo/NNP/flat/Ali/PERSON"], ["Omar Madbouli", "Ali Madboulo"]),
    # an acronym is the organization whose initials it has, also where the recognizer missed it
    ([FUND, IMF, "The/DT/det/IMF IMF/NNP/nsubj/said"], ["International Monetary Fund"] * 3),
    ([IMF, FUND], ["International Monetary Fund"] * 2),
    ([CENTER, IMF], ["Karabakh Information Center", "IMF"]),
    # an office is whole, and is the one who holds it and no other
    (["The/DT/det/Minister Prime/NNP/amod/Minister Minister/NNP/nsubj/said"], ["Prime Minister"]),
    (["the/DT/det/PM Deputy/NNP/compound/PM PM/NNP/nsubj/said"], ["Deputy PM"]),
    (["Crown/NNP/compound/prince prince/NNP/nsubj/said"], ["Crown prince"]),
    ([HOFFMANN, WEISS, THE_PREMIER, THE_FOREIGN_MINISTER], ["Lena Hoffmann", "Karl Weiss"] * 2),
    ([HOFFMANN, THE_FOREIGN_MINISTER], ["Lena Hoffmann", "Foreign Minister"]),
    ([HOFFMANN, THE_PREMIER], ["Lena Hoffmann"] * 2),
    ([MAYOR_BERG, JOHN, THE_MAYOR], ["Anna Berg", "John Lang", "Anna Berg"]),
    # and so are its initials
    ([CHIEF_EXECUTIVE, JOHN, "The/DT/det/CEO CEO/NN/nsubj/said"], ["Anna Berg", "John Lang", "Anna Berg"]),
    ([HOFFMANN, WEISS, "The/DT/det/PM PM/NNP/nsubj/said"], ["Lena Hoffmann", "Karl Weiss", "Lena Hoffmann"]),
    # a given name is the person even if it was taken for an organization once
    ([SITTIPUNT, MISTAKEN, RIGHT], ["Chadchart Sittipunt"] * 3),
    ([SITTIPUNT, MISTAKEN, MISTAKEN], ["Chadchart Sittipunt", "Chadchart", "Chadchart"]),
    # a letter is not whom it is for, but a statement is whose it is
    (["A/DT/det/letter letter/NN/nsubj/said to/IN/case/Berg Berg/NNP/nmod/letter/PERSON"], ["letter to Berg"]),
    (["Berg/NNP/nmod:poss/statement/PERSON 's/POS/case/Berg statement/NN/nsubj/said"], ["Berg"]),
    # the last word of a full name is the person
    ([ANNA, "Berg/NNP/nsubj/said/ORG"], ["Anna Berg"] * 2),
    ([JOHN, "Berg/NNP/nsubj/said/ORG"], ["John Lang", "Berg"]),
    (["Anna/NNP/nsubj/said/PERSON Paris/NNP/flat/Anna/PERSON", "Paris/NNP/nsubj/said/LOC"], ["Anna Paris"] * 2),
    # letters after a name do not belong to it
    ([f"{ANNA} FRS/NNP/flat/Anna/PERSON", BERG], ["Anna Berg"] * 2),
    # a nickname and its marks belong to a name, as the marks in a description belong to that
    (
        [
            (
                "Varda President Anna “Bee” Berg",
                """Varda/JJ/amod/President/NORP President/NNP/compound/Anna Anna/NNP/nsubj/said/PERSON
                Bee/NNP/flat/Anna/PERSON Berg/NNP/flat/Anna/PERSON""",
            )
        ],
        ["Anna “Bee” Berg"],
    ),
    (
        [("a “grand” commander", "a/DT/det/commander grand/JJ/amod/commander commander/NN/nsubj/said")],
        ["“grand” commander"],
    ),
    # a pronoun is the speaker before, rather than the one who is called so, and of its gender
    ([ANNA, SHE], ["Anna Berg"] * 2),
    ([JOHN, ANNA, SHE], ["John Lang", "Anna Berg", "Anna Berg"]),
    ([JOHN, HE, HE], ["John Lang"] * 3),
    ([WEI_BERG, HE, HE, WEI_BERG, HE, KIM_SOL, HE], ["Wei Berg"] * 5 + ["Kim Sol"] * 2),
    ([MRS_BERG, MR_LANG, SHE, HE], ["Berg", "Lang"] * 2),
    ([MR_LANG, MRS_BERG, HE, SHE], ["Lang", "Berg"] * 2),
    # an organization may be he, and is rather it than a person
    ([CENTER, HE], ["Karabakh Information Center"] * 2),
    ([CENTER, ANNA, IT], ["Karabakh Information Center", "Anna Berg", "Karabakh Information Center"]),
    # a pronoun that can mean nobody, or means who writes or speaks, has no speaker
    ([HE, ANNA], [None, "Anna Berg"]),
    *(([ANNA, f"{name}/NNP/nsubj/said/ORG"], ["Anna Berg", name]) for name in ("WHO", "US", "IT")),
    # the person of an age is the one of whom it was said
    ([ANNA, THE_AGED, THE_AGED_BAKER], ["Anna Berg"] * 3),
    ([ANNA, AGED], ["Anna Berg", "46-year-old"]),
    # a group is the same group
    ([CONSULTANTS, CONSULTANTS], ["consultants"] * 2),
    # a description with another name in it is somebody else
    ([GOVERNMENTS, VARDAN], ["four local governments", "Vardan government"]),
    ([VARDAN, "The/DT/det/government government/NN/nsubj/said"], ["Vardan government"] * 2),
]


@pytest.mark.parametrize(
    ("subjects", "expected"), NAMES, ids=[" ".join(map(text_of, subjects)) for subjects, _ in NAMES]
)
def test_names(subjects: list[Subject], expected: list[str | None]) -> None:
    assert [speaker and speaker.name for speaker in speakers(*subjects)] == expected


IN_CONTEXT: list[tuple[str, str, list[str | None]]] = [
    # "who" is what its clause hangs on
    (
        "Anna Berg, who said that rain fell, left.",
        """Anna/NNP/nsubj/left/PERSON Berg/NNP/flat/Anna/PERSON who/WP/nsubj/said said=say/VBD/acl:relcl/Anna
        that/IN/mark/fell rain/NN/nsubj/fell fell=fall/VBD/ccomp/said left=leave/VBD/root""",
        ["Anna Berg"],
    ),
    # "who" after a place is the person before
    (
        "Anna Berg was a citizen of Varda, who said that rain fell.",
        """Anna/NNP/nsubj/citizen/PERSON Berg/NNP/flat/Anna/PERSON was=be/VBD/cop/citizen a/DT/det/citizen
        citizen/NN/root of/IN/case/Varda Varda/NNP/nmod/citizen/GPE who/WP/nsubj/said said=say/VBD/acl:relcl/Varda
        that/IN/mark/fell rain/NN/nsubj/fell fell=fall/VBD/ccomp/said""",
        ["Anna Berg"],
    ),
    # a letter is who has sent it
    (
        "Anna Berg sent John Lang a letter. The letter said that rain fell.",
        f"""Anna/NNP/nsubj/sent/PERSON Berg/NNP/flat/Anna/PERSON sent=send/VBD/root John/NNP/iobj/sent/PERSON
        Lang/NNP/flat/John/PERSON a/DT/det/letter letter/NN/obj/sent |
        The/DT/det/letter letter/NN/nsubj/said {SAID_THAT_RAIN_FELL}""",
        ["Anna Berg"],
    ),
    # the writer has no name
    (
        "Anna Berg slept. “Rain fell,” I said.",
        """Anna/NNP/nsubj/slept/PERSON Berg/NNP/flat/Anna/PERSON slept=sleep/VBD/root | Rain/NN/nsubj/fell
        fell=fall/VBD/ccomp/said I/PRP/nsubj/said said=say/VBD/root""",
        [None],
    ),
    # whoever is named in a statement has not said it
    (
        "Karl Berg met John Lang. Lang slept. “Lang slept well,” he said. He said that Lang slept well.",
        """Karl/NNP/nsubj/met/PERSON Berg/NNP/flat/Karl/PERSON met=meet/VBD/root John/NNP/obj/met/PERSON
        Lang/NNP/flat/John/PERSON | Lang/NNP/nsubj/slept/PERSON slept=sleep/VBD/root |
        Lang/NNP/nsubj/slept/PERSON slept=sleep/VBD/ccomp/said well/RB/advmod/slept he/PRP/nsubj/said
        said=say/VBD/root |
        He/PRP/nsubj/said said=say/VBD/root that/IN/mark/slept Lang/NNP/nsubj/slept/PERSON slept=sleep/VBD/ccomp/said
        well/RB/advmod/slept""",
        ["Karl Berg", "Karl Berg"],
    ),
    # the name in a transcript is the person whom the article introduced
    (
        "Anna Berg met us in May.\n\nBERG: We acted at once.\n\nJOHN LANG: Who helped you?\n\nANNA BERG: Nobody did.",
        """Anna/NNP/nsubj/met/PERSON Berg/NNP/flat/Anna/PERSON met=meet/VBD/root us/PRP/obj/met in/IN/case/May
        May/NNP/obl/met/DATE | BERG/NNP/ROOT/-/ORG We/PRP/nsubj/acted acted=act/VBD/parataxis/BERG at/IN/case/once
        once/RB/obl/acted | JOHN/NNP/ROOT/-/PERSON LANG/NNP/flat/JOHN/PERSON Who/WP/nsubj/helped
        helped=help/VBD/parataxis/JOHN you/PRP/obj/helped | ANNA/NNP/ROOT/-/PERSON BERG/NNP/flat/ANNA/PERSON
        Nobody/NN/nsubj/did did=do/VBD/parataxis/ANNA""",
        ["Anna Berg", "JOHN LANG", "Anna Berg"],
    ),
]


@pytest.mark.parametrize(("text", "words", "names"), IN_CONTEXT)
def test_names_in_context(text: str, words: str, names: list[str | None]) -> None:
    assert names_in(text, words) == names


KINDS: list[tuple[Subject, str, SpeakerKind]] = [
    (ANNA, "Anna Berg", "person"),
    (CENTER, "Karabakh Information Center", "organization"),
    ("Azerbaijan/NNP/nsubj/said/GPE", "Azerbaijan", "place"),
    ("Baku/NNP/nsubj/said/LOC", "Baku", "place"),
    ("Baku/NNP/nsubj/said/PERSON", "Baku", "place"),
    ("Sofia/NNP/nsubj/said/PERSON", "Sofia", "person"),
    ("The/DT/det/ministry ministry/NN/nsubj/said", "ministry", "organization"),
    (THE_MAYOR, "mayor", "anonymous"),
    (AGED, "46-year-old", "anonymous"),
    ("Residents=resident/NNS/nsubj/said", "residents", "group"),
    ("The/DT/det/ministers ministers=minister/NNS/nsubj/said", "ministers", "group"),
    ("The/DT/det/report report/NN/nsubj/said", "report", "document"),
    ("Yesterday/NN/nmod:poss/report 's/POS/case/Yesterday report/NN/nsubj/said", "report", "document"),
    ("A/DT/det/source source/NN/nsubj/said", "source", "anonymous"),
    (OFFICIAL, "senior official", "anonymous"),
    (UNNAMED, "senior official", "anonymous"),
    ("The/DT/det/oak oak/NN/nsubj/said", "oak", "unknown"),
    # a spokesperson without a name stands for the organization
    (f"{SPOKESMAN_FOR}Aquavar Aquavar/NNP/nmod/spokesman/ORG", "Aquavar", "organization"),
    (f"{SPOKESMAN_FOR}ministry the/DT/det/ministry ministry/NN/nmod/spokesman", "ministry", "organization"),
    # an apposition and the name of a company tell better than the entity label, which may be missing
    (
        "The/DT/det/company water/NN/compound/company company/NN/nsubj/said Varda/NNP/appos/company/PERSON",
        "Varda",
        "organization",
    ),
    (
        (
            "The developer, Quay Homes,",
            """The/DT/det/developer developer/NN/nsubj/said Quay/NNP/compound/Homes/PERSON
            Homes/NNP/appos/developer/PERSON""",
        ),
        "Quay Homes",
        "organization",
    ),
    ("Lakeline/NNP/compound/Ferries/PRODUCT Ferries/NNP/nsubj/said/PRODUCT", "Lakeline Ferries", "organization"),
    # a noun parsed as a second subject describes the name
    (
        "The/DT/det/bloc bloc/NN/nsubj/said Free/JJ/amod/bloc/PERSON Asel/NNP/nsubj/said/PERSON",
        "Free Asel",
        "organization",
    ),
]


@pytest.mark.parametrize(("subject", "name", "kind"), KINDS, ids=[text_of(subject) for subject, _, _ in KINDS])
def test_kinds(subject: Subject, name: str, kind: SpeakerKind) -> None:
    assert [speaker and (speaker.name, speaker.kind) for speaker in speakers(subject)] == [(name, kind)]


FACTS = [
    (article([MAYOR_BERG]), ("Anna Berg", "mayor of Varda", "Varda", None)),
    (article([HOFFMANN]), ("Lena Hoffmann", "Prime Minister", None, None)),
    (
        article(
            [
                """Aquavar/NNP/compound/spokesman/ORG spokesman/NN/nmod:desc/John John/NNP/nsubj/said/PERSON
                Lang/NNP/flat/John/PERSON"""
            ]
        ),
        ("John Lang", "Aquavar spokesman", "Aquavar", "Aquavar"),
    ),
    (
        article(
            [
                (
                    "Berg's spokesman, John Lang,",
                    """Berg/NNP/nmod:poss/spokesman/PERSON 's/POS/case/Berg spokesman/NN/nsubj/said
                    John/NNP/appos/spokesman/PERSON Lang/NNP/flat/John/PERSON""",
                ),
                ANNA,
            ]
        ),
        ("John Lang", "Berg's spokesman", "Anna Berg", "Anna Berg"),
    ),
    # a company spokesman speaks for the company before
    (
        (
            "Aquavar digs here. A company spokesman, John Lang, said that rain fell.",
            f"""Aquavar/NNP/nsubj/digs/ORG digs=dig/VBZ/root here/RB/advmod/digs |
            A/DT/det/spokesman company/NN/compound/spokesman spokesman/NN/nsubj/said John/NNP/appos/spokesman/PERSON
            Lang/NNP/flat/John/PERSON {SAID_THAT_RAIN_FELL}""",
        ),
        ("John Lang", "company spokesman", "Aquavar", "Aquavar"),
    ),
    # a person in apposition with a company leads it
    (
        article(
            [
                (
                    "The director of Quay Homes, Anna Berg,",
                    """The/DT/det/director director/NN/nsubj/said of/IN/case/Homes Quay/NNP/compound/Homes/ORG
                    Homes/NNP/nmod/director/ORG Anna/NNP/appos/Homes/PERSON Berg/NNP/flat/Anna/PERSON""",
                )
            ]
        ),
        ("Anna Berg", "director of Quay Homes", "Quay Homes", None),
    ),
    # a name before the word for somebody's role is not who has the role
    (
        (
            "The Berg spokesman slept. Berg said that rain fell.",
            f"""The/DT/det/spokesman Berg/NNP/compound/spokesman/PERSON spokesman/NN/nsubj/slept slept=sleep/VBD/root |
            Berg/NNP/nsubj/said/PERSON {SAID_THAT_RAIN_FELL}""",
        ),
        ("Berg", None, None, None),
    ),
    # a role does not begin with a preposition
    (
        (
            "A song by Prince John Lang was played. Lang said that rain fell.",
            f"""A/DT/det/song song/NN/nsubj:pass/played by/IN/case/Prince Prince/NN/nmod/song
            John/NNP/flat/Prince/PERSON Lang/NNP/flat/John/PERSON was=be/VBD/aux:pass/played played=play/VBN/root |
            Lang/NNP/nsubj/said/PERSON {SAID_THAT_RAIN_FELL}""",
        ),
        ("John Lang", "Prince", None, None),
    ),
]


@pytest.mark.parametrize(("written", "facts"), FACTS)
def test_role_affiliation_and_whom_one_speaks_for(written: tuple[str, str], facts: tuple[str | None, ...]) -> None:
    speaker = speakers_in(*written)[0]
    assert speaker and (speaker.name, speaker.role, speaker.affiliation, speaker.speaks_for) == facts


def test_the_reason_for_anonymity_is_kept() -> None:
    text = "An official said that rain fell, on condition of anonymity because she feared reprisals."
    words = f"""An/DT/det/official official/NN/nsubj/said {SAID_THAT_RAIN_FELL} on/IN/case/condition
        condition/NN/obl/said of/IN/case/anonymity anonymity/NN/nmod/condition because/IN/mark/feared
        she/PRP/nsubj/feared feared=fear/VBD/advcl/said reprisals=reprisal/NNS/obj/feared"""
    speaker = speakers_in(text, words)[0]
    assert speaker and (speaker.kind, speaker.anonymity) == ("anonymous", "because she feared reprisals")
    (other,) = speakers(UNNAMED)
    assert other and (other.kind, other.anonymity) == ("anonymous", None)
