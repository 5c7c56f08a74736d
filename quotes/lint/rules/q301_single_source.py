"""Q301: an article that rests on a single source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.lint.article_sources import (
    dispute_words,
    is_headline,
    is_interview,
    is_obituary,
    replies,
    statements_by_source,
)
from quotes.lint.lint_rule import Authority, Example, Flaw, LintRule
from quotes.lint.lint_settings import LintSettings
from quotes.lint.linted_article import LintedArticle
from quotes.lint.speaker_names import is_named
from quotes.records import Speaker
from quotes.words import load_words

_OPENING = 4
"""Paragraphs below the headline in which a profile names whom it is about."""
_OWN = 0.3
"""Share of the quotations from which somebody speaks of himself or herself, if they have a word of `_SELF`."""
_SELF = re.compile(r"\bI\b|\b(?:[Mm]e|[Mm]y|[Mm]ine|[Mm]yself)\b")
_STATED = re.compile(r":|[“‘\"'](?:\w+(?:[’']\w+)? ){2}\w")


_LOCK = (
    "The old lock at Lindhaven will be closed for nine weeks from the first Monday in March, and no vessel "
    "longer than eight metres will be able to pass it.\n\n"
    "Olaf Brandt, the harbour master, said the gates had to be replaced before the spring tides. “They have "
    "been painted so often that there is more paint than wood,” he said.\n\n"
    "The work will cost two million crowns, which is paid from the dues of the past three years. The new gates "
    "are made of steel, and a crane that comes by barge will lift them into place on two Sundays in April. "
    "Fishing boats will be moored in the outer basin until the lock opens again, and the ferry to the islands "
    "will leave from the coal quay.\n\n"
    "Brandt said the yacht club had been warned in good time. He added that the summer timetable would be kept "
    "to the day.\n\n"
)
"""An article that rests on the harbour master, without its end."""


def _find(article: LintedArticle, settings: LintSettings) -> Iterator[Flaw]:
    sources = statements_by_source(article)
    if len(sources) != 1 or len(article.text.split()) < settings.source_words:
        return
    ((name, statements),) = sources.items()
    if len(statements) < settings.source_statements or _may_have_another(article):
        return
    first = statements[0]
    if not (is_interview(article) or is_obituary(article) or _is_about(article, first.speakers[0])):
        yield Flaw((*first.source, *first.content)[0], (("source", name), ("count", str(len(statements)))))


def _may_have_another(article: LintedArticle) -> bool:
    """Tell whether somebody unknown speaks too, or whether the article says that others were asked."""
    unknown = any(not one.speakers and (one.source or one.kind == "direct") for one in article.statements)
    return unknown or any(one.negated for one in article.statements) or any(replies(article))


def _is_about(article: LintedArticle, speaker: Speaker) -> bool:
    """Tell whether an article is about the person who speaks, and no dispute.

    Either the person opens it and speaks mostly of himself or herself, or its headline tells what the person did.
    """
    if speaker.kind != "person" or speaker.speaks_for or dispute_words(article):
        return False
    headline = next((one for one in article.paragraphs[:1] if is_headline(article, one)), None)
    if headline and is_named(speaker, article.text_of(headline)):
        title = article.text_of(headline)
        says = load_words("reporting_verb_forms", "headline_verbs").intersection(title.lower().split())
        if not _STATED.search(title) and not says:
            return True
    opening = article.paragraphs[: _OPENING + (headline is not None)]
    quoted = [article.text_of(one.span) for one in article.quotations if one.depth == 0]
    of_self = [one for one in quoted if _SELF.search(one)]
    return any(is_named(speaker, article.own_words(one)) for one in opening) and len(of_self) > _OWN * len(quoted)


RULE = LintRule(
    code="Q301",
    name="single-source",
    summary="an article that rests on a single source",
    message="all {count} statements of this article come from one source: {source}",
    severity="warning",
    authorities=(
        Authority(
            "BBC Editorial Guidelines",
            "Section 3: Accuracy, 3.3.4 Gathering Material",
            "https://www.bbc.co.uk/editorialguidelines/guidelines/accuracy/guidelines",
        ),
    ),
    why=(
        "What one source says has been checked by nobody. A second one, a document, or a word on who was asked in vain "
        "lets readers judge. Short items, interviews and obituaries are left alone, and so is an "
        "article without a dispute that is about the person who speaks."
    ),
    find=_find,
    triggers=(
        Example(
            f"{_LOCK}"
            "The lock was built in 1911. It was last closed for so long after the flood of 1962, when a dredger sank "
            "in the entrance and could not be moved before the ice had gone. Since then some forty thousand vessels "
            "have passed the gates every year, most of them in July and August.",
            "Olaf Brandt, the harbour master",
        ),
        Example(
            "Mussel growers on the northern shore of the bay have lost a third of this year’s harvest to a storm that "
            "tore their ropes from the buoys in the last night of October.\n\n"
            "“We found the ropes on the beach, ten kilometres from here,” said Karin Sundqvist, who speaks for the "
            "growers. “The mussels were still on them, and they were all dead.”\n\n"
            "The growers keep forty lines of two hundred metres each. They were laid out in spring, in water that is "
            "sheltered from the west but open to the north, from which the storm came. Nine of the lines are gone, and "
            "four more are so tangled that divers must cut them.\n\n"
            "According to Sundqvist, the losses come to three million crowns. She said that no insurer would pay for "
            "them. “We shall plant again in May,” she said.\n\n"
            "Mussels have been grown in the bay since the herring went away in the seventies. About sixty people live "
            "by them, and twice as many in the weeks of the harvest, when students come from the city to sort and pack "
            "them on the quay.",
            "Karin Sundqvist, who speaks for the growers",
        ),
        Example(
            "A museum of lighthouses will open on Gull Island next summer, in the house in which the last keeper lived "
            "until 1987.\n\n"
            "The island’s association has bought the house and the garden around it from the state. Visitors will see "
            "lamps, lenses and the keeper’s logbooks, and may sleep in the watch room if they bring a blanket. The "
            "boat takes forty minutes, and it will go twice a day.\n\n"
            "“The lens alone weighs two tonnes,” said Mara Lind, who leads the association. Lind said that it had been "
            "found in a barn on the mainland, under hay. She told members on Sunday that the roof would be mended "
            "before winter.\n\n"
            "Tickets will cost eighty crowns, and children will pay nothing. The association has twelve members, all "
            "of them over sixty, who have painted the railings and cleared the path to the tower themselves. A "
            "carpenter from the mainland makes the show cases.\n\n"
            "“We do not want a palace, we want the smell of oil,” Lind said. The first season will end in September.",
            "Mara Lind, who leads the association",
        ),
        Example(
            "Captain Vera Lind, who sailed the ferry to the islands for twenty years, has accused the harbour company "
            "of hiding a leak from her and from the crew of the ship.\n\n"
            "“I told them in March, and I told them again in April,” Lind said. “I have my letters,” she said. “I was "
            "sent home on the day after I wrote the last one.”\n\n"
            "The ferry was built in 1974 and has crossed the sound four times a day since then, with a break of two "
            "weeks every autumn for paint and repairs. About nine hundred people live on the islands, and most of them "
            "take it to work, to school or to the doctor. In winter the ice keeps it in harbour on some mornings, and "
            "an old tug carries the mail.\n\n"
            "“I would not let my own children sail on it,” Lind said. She added that a weld had given way under the "
            "engine room, and that water had stood there for weeks. The company bought a second ship last year, which "
            "lies at the yard in Bergen and waits for its papers. It will be painted white and green, like all others "
            "before it, and will carry forty cars and three hundred passengers.",
            "Captain Vera Lind, who sailed the ferry to the islands for twenty years",
        ),
        Example(
            "Mayor Ivan Petrov says harbour is the safest on the coast\n\n"
            "The harbour of Sandvik is the safest on the whole coast, its mayor said on Monday at a dinner of the "
            "shipping board, which is held in the old customs house every autumn.\n\n"
            "“Nobody has drowned here in nine years,” Petrov said. “The quay has lamps, and the lamps are lit,” he "
            "said. He added that other towns had asked for the plans.\n\n"
            "The harbour has two basins and a lock, and some four thousand ships pass it every year, most of them with "
            "timber from the north. The lamps were bought in the spring of last year and cost two million crowns. A "
            "new crane will come by barge in May, and the old one will be sold for scrap or given to the museum on the "
            "island. The outer quay was lengthened twice, in 1931 and in 1968, and is now the longest between here and "
            "the border.\n\n"
            "“The harbour will be even safer next year,” Petrov said. The dinner ended at ten with coffee and songs, "
            "and the guests were taken home by boat.",
            "Mayor Ivan Petrov",
        ),
    ),
    passes=(
        "A pupil from Gull Island has swum the sound for the lifeboats\n\n"
        "Ten weeks ago she could not swim a length without a rest, and the water was colder than ever in September.\n\n"
        "Her friends stood on the quay with blankets, and a boat of the pilots went beside her to the other side, "
        "where a band played.\n\n"
        "Ida Holm, 16, reached the mainland after three hours and forty minutes, and was given soup and a medal by the "
        "crew of the lifeboat.\n\n"
        "“I was sick twice, and I was afraid of the jellyfish,” she said. “It is a long way when the tide turns.”\n\n"
        "Holm said the last mile was the hardest. The sound is six miles wide, and is crossed by the ferry twice a "
        "day, and by seals at all hours. Some forty people have swum it since 1921, most of them soldiers and one of "
        "them a priest.\n\n"
        "“People gave more than they could, and the crew is glad,” she said. She added that the soup was good. The "
        "money will pay for new oilskins and for a second pump.\n\n"
        "The lifeboat has gone out eleven times this year, six times for sailors and five times for cows that the tide "
        "had cut off on the sands.",
        "A weaver from Gull Island will show her sails and coats at the largest fair of the coast in September.\n\n"
        "Mara Lind, who learned the trade from an aunt, will bring forty pieces to the fair. Lind said she was shocked "
        "when she read the letter.\n\n"
        "“I have wanted this since I was nine,” she said.\n\n"
        "Lind weaves in an old boathouse on the northern shore, on a loom that was made of a mast and two oars. Her "
        "coats are cut from sails that no captain wants any more, and are dyed with moss and the bark of alders. They "
        "are worn by pilots from here to the border, and one hangs in the museum of the capital. The fair has been "
        "held every second year since 1950, and draws some twenty thousand people in a week.\n\n"
        "“My first coat fell apart in the rain,” she said. “I gave my second to my aunt.” Lind said that the loom was "
        "the heart of her work.\n\n"
        "The fair opens on the first Sunday of the month in the halls behind the fish market, and closes with a parade "
        "of boats. Her stand will be next to the door, between a maker of ropes and a painter of figureheads.",
        "Mayor Ivan Petrov wears oilskin to the opening of the lock\n\n"
        "Ivan Petrov, the mayor of Sandvik, opened the new lock on Monday in a yellow oilskin that reached to his "
        "boots, although the sun was out and nobody else wore a coat.\n\n"
        "The mayor had been given the oilskin by the pilots a few minutes before, and a band of the fire brigade "
        "played while he buttoned it. He cut the ribbon with a fish knife and took the first boat through the gates, "
        "with four children from the school on the hill.\n\n"
        "“What a splendid coat, and what a kind gift,” Petrov said. “The herring will not know what to think.” He said "
        "that the band had played well.\n\n"
        "The lock took three years to build, and its gates are of steel. Some forty thousand boats will pass it every "
        "year, most of them in July and August, when the regatta is held and the hotels are full. The old gates were "
        "cut into planks and are now benches on the quay.\n\n"
        "“The benches are for everybody,” Petrov said. He added that there would be more of them.",
        "Olaf Brandt, the harbour master, said the lock would close. “It is old,” he said. He added that it would open "
        "in May. Brandt said nobody would be late.",
        f"{_LOCK}“We were told on Friday, by a note on the door,” said Ida Holm, who leads the yacht club.",
        f"{_LOCK}The yacht club did not respond to a request for comment.",
        "Johan Ek, who kept the light on Gull Island for thirty years, died on Tuesday at the age of ninety-one.\n\n"
        "He was born on the island in 1933, as the third son of a pilot, and went to sea at fifteen. He came back "
        "after eleven years with a wooden trunk and a parrot, and took over the light from an uncle who had lost his "
        "sight. He lit the lamp every evening until the tower was given a motor, and went up every evening after that "
        "as well.\n\n"
        "“He did not trust the motor,” said his daughter, Karin Sundqvist. “He thought that it would get bored,” she "
        "said. Sundqvist said that he had read every book in the library of the mainland twice. She added that the "
        "parrot was still alive.\n\n"
        "Ek built boats in the winters, and five of them are still used by the fishermen of the bay. He leaves behind "
        "a daughter and two grandsons, and a logbook of eleven volumes, in which there is not a single day without an "
        "entry about the wind.",
    ),
)
