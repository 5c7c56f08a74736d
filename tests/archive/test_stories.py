from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from quotes.archive.database import opened_to_write, transaction
from quotes.archive.storing import configuration_number, remove, store
from quotes.archive.text_signatures import COPY, signature_of, similarity
from quotes.records import Analysis, Article

WIRE = [
    "The harbour of Doria will be closed for a week while divers look for an anchor that a ferry lost on Sunday.",
    "Ivan Petrov, the harbour master, said that no ship of more than four metres could pass the mole until then.",
    "Fourteen ships are waiting in the roads, among them two tankers with fuel for the power station on the island.",
    "The ferry company offered to pay for the search, but not for the delay, which may cost the port half a million.",
    "Pilots had warned of the old moorings since spring, and the council put off the repair twice for want of money.",
    "Fishermen may still leave by the northern gate, where the water is shallow, if they come back before the tide.",
    "A spokeswoman for the island said that its fuel would last for nine days, and that hospitals would come first.",
    "The last time that the harbour was closed, in the winter of the great storm, it took a month to open it again.",
]
"""An article of an agency, by its paragraphs."""

SAME_EVENT = [
    "Doria's port shuts down: a lost anchor keeps fourteen vessels outside, and nobody knows for how long.",
    "No ship of more than four metres can pass, harbour master Ivan Petrov told us on the quay this morning.",
    "Divers went down at dawn. The ferry that lost its anchor is moored at the fish market, and its captain is silent.",
    "On the island, shops report that people are buying candles, though the mayor says there is fuel for nine days.",
]


def grouped(folder: Path, texts: Sequence[Sequence[str]]) -> list[int]:
    """The story of each of these texts, in an archive to which they come in this order."""
    with opened_to_write(folder / "news.db") as connection, transaction(connection):
        configuration_number(connection, "1", "made", "{}")
        for number, text in enumerate(texts):
            store(connection, Analysis(Article("\n\n".join(text), f"{number}.txt"), model="made"), None, 1)
        return [row["story"] for row in connection.execute("SELECT story FROM articles ORDER BY id")]


@pytest.mark.parametrize(
    "copy",
    [
        WIRE,
        ["Anchor lost, harbour closed", *WIRE],
        WIRE[:6],
        ["Anchor lost, harbour closed", *WIRE[:4], "The Doria Gazette has asked the company for comment.", *WIRE[4:7]],
        [" ".join(WIRE).upper()],
        [paragraph.replace("Sunday", "Saturday").replace("half a million", "500,000 crowns") for paragraph in WIRE],
    ],
    ids=["as it was", "headline", "cut", "all of that", "one paragraph in capitals", "edited"],
)  # fmt: skip
def test_edited_copies_are_one_story(tmp_path: Path, copy: list[str]) -> None:
    assert grouped(tmp_path, [WIRE, SAME_EVENT, copy]) == [1, 2, 1]


def report(week: int) -> list[str]:
    return [
        f"In week {week} the fish market of Doria sold {week * 37 % 91 + 9} tons of herring, says the harbour office.",
        f"The price was {week * 13 % 40 + 80} crowns a box, and {week * 7 % 23 + 3} boats were at sea on most days.",
        f"The wind came from the {['north', 'east', 'south', 'west'][week % 4]}, with {week % 6 + 3} on the scale.",
        f"The office expects {week * 5 % 31 + 20} tons for the next week, after {week * 3 % 17 + 30} a year ago.",
    ]


@pytest.mark.parametrize(
    "texts",
    [
        [report(week) for week in range(1, 6)],
        [WIRE, SAME_EVENT],
        [WIRE[:4], WIRE[4:]],
        [WIRE, [*WIRE[:2], *SAME_EVENT]],
        [["Closed."], ["Open."], []],
        [[], []],
    ],
    ids=["reports every week", "same event", "halves", "quoted", "short", "empty"],
)
def test_others_are_not(tmp_path: Path, texts: list[list[str]]) -> None:
    assert grouped(tmp_path, texts) == list(range(1, len(texts) + 1))


def test_copies_have_a_new_first_one_when_it_is_removed(tmp_path: Path) -> None:
    with opened_to_write(tmp_path / "news.db") as connection:
        grouped(tmp_path, [WIRE, WIRE[:7], SAME_EVENT, WIRE[1:]])
        for article, stories in ((1, {2: 2, 3: 3, 4: 2}), (2, {3: 3, 4: 4})):
            with transaction(connection):
                remove(connection, article)
            assert dict(connection.execute("SELECT id, story FROM articles").fetchall()) == stories


def test_similarity_is_the_share_of_runs_of_words_that_two_texts_have_in_common() -> None:
    whole, half, other = (signature_of(" ".join(text)) for text in (WIRE, WIRE[:4], SAME_EVENT))
    assert whole and half and other
    assert similarity(whole, whole) == 1
    assert abs(similarity(whole, half) - 0.5) < 0.15
    assert similarity(whole, other) < 0.1 < COPY
    assert signature_of("  \n—") is None


def test_signatures_stay_the_same_as_archives_keep_them() -> None:
    signature = signature_of("The quay of Doria was repaired in May, and the lock after it.")
    assert signature is not None
    assert (len(signature), signature[:8].hex()) == (512, "71f4530d7a6f1f03")
