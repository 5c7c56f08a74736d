"""What stands around an article: menus, captions, comments, related items, notices; all of it invented.

Quotations and claims abound in it, none of which belongs to the article.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from made_inputs.furniture_words import (
    FIRST,
    LAST,
    MARKS,
    NICKNAMES,
    NOTICES,
    PLACES,
    ROLES,
    SAYINGS,
    SECTIONS,
    SITES,
    TOPICS,
    VERBS,
)

FIRST_DAY = datetime(2025, 1, 6, 5, 30)


@dataclass
class Furniture:
    """Writer of what stands around an article; ``written`` has everything it wrote, each with the place it is for."""

    random: Random
    written: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.site = self.random.choice(SITES)
        self.domain = "www." + self.site.removeprefix("The ").replace(" ", "").lower() + ".example"
        self.author = self.person()
        self.editor = self.person()
        self.section = self.random.choice(SECTIONS[:7])
        self.when = FIRST_DAY + timedelta(minutes=self.random.randrange(800_000))
        self.menu = [self.section, *self.random.sample([name for name in SECTIONS if name != self.section], 7)]

    def person(self) -> str:
        """Return a name."""
        return f"{self.random.choice(FIRST)} {self.random.choice(LAST)}"

    def caption(self) -> str:
        """Return a caption: a sentence, often one with a quotation."""
        pick, (opening, closing) = self.random.choice, self.random.choice(MARKS)
        who, role, topic = self.person(), pick(ROLES), pick(TOPICS)
        saying = pick(SAYINGS)
        return self.note(
            "caption",
            pick(
                (
                    f"{who}, {role} of {pick(PLACES)}, {pick(VERBS[:2])} {opening}{saying}{closing} on Tuesday.",
                    f"The {role} of {pick(PLACES)}, {who}, at the hearing about {topic} last month.",
                    f"{opening}{_sentence(saying)},{closing} {pick(VERBS[:2])} {who} during a visit to {pick(PLACES)}.",
                    f"Protesters in {pick(PLACES)} say that {topic} will cost them their homes.",
                    f"File photo: work on {topic} in {pick(PLACES)} stopped in spring, according to the {role}.",
                )
            ),
        )

    def credit(self) -> str:
        """Return the credit of a photograph."""
        agency = self.random.choice(("Getty Images", "PA", "Reuters", "Handout", "AFP via Getty Images"))
        return self.note("caption", f"{self.random.choice(('Photo:', 'Credit:', 'Picture:'))} {self.person()}/{agency}")

    def related_title(self) -> str:
        """Return the headline of another article, mostly with a quotation."""
        pick, (opening, closing) = self.random.choice, self.random.choice((("‘", "’"), ("'", "'"), ("“", "”")))
        return self.note(
            "related",
            pick(
                (
                    f"{opening}{_sentence(pick(SAYINGS))}{closing}: {pick(ROLES)} speaks out on {pick(TOPICS)}",
                    f"{_sentence(pick(ROLES))} {self.person()}: {opening}{_sentence(pick(SAYINGS))}{closing}",
                    f"{pick(PLACES)} council says {pick(TOPICS)} must wait until {pick(('May', 'autumn'))}",
                    f"Why {pick(TOPICS)} divides {pick(PLACES)}",
                    f"{self.person()} {opening}furious{closing} over {pick(TOPICS)}, friends say",
                )
            ),
        )

    def teaser(self) -> str:
        """Return the lines under the headline of another article."""
        pick = self.random.choice
        return self.note(
            "related",
            f"The {pick(ROLES)} of {pick(PLACES)} {pick(VERBS)} that {pick(SAYINGS)}, "
            f"but {self.person()} called it “{pick(('nonsense', 'a fairy tale', 'too little, too late'))}”.",
        )

    def comment(self) -> tuple[str, str]:
        """Return a reader's comment: the reader's name and the text, mostly with somebody's words in it."""
        pick, (opening, closing) = self.random.choice, self.random.choice(MARKS)
        text = pick(
            (
                f"My neighbour said {opening}{pick(SAYINGS)}{closing} and for once I agree with her.",
                f"The minister told us years ago that {pick(SAYINGS)}. What happened since? Nothing.",
                f"{opening}{_sentence(pick(SAYINGS))}{closing} — who writes this stuff?",
                f"@{pick(NICKNAMES)} you said yourself that {pick(SAYINGS)}. Make up your mind.",
                f"First they close {pick(TOPICS)}, now this. According to my postman {pick(SAYINGS)}.",
                f"Well done {self.site}, a fair piece for a change.",
            )
        )
        return pick(NICKNAMES), self.note("comment", text)

    def biography(self) -> str:
        """Return the lines of the author box."""
        pick = self.random.choice
        return self.note(
            "author box",
            pick(
                (
                    f"{self.author} covers {pick(SECTIONS).lower()} for {self.site}. Colleagues say the desk "
                    f"“would be lost without” the spreadsheets.",
                    f"{self.author} joined {self.site} in {pick((1998, 2009, 2021))} and lives in {pick(PLACES)}.",
                    f"{self.author} is a senior reporter. Send tips to {self.mail_address(self.author)}.",
                )
            ),
        )

    def notice(self, place: str) -> str:
        """Return one of the notices of a page, by the name of its place."""
        return self.note(place, self.random.choice(NOTICES[place]).format(site=self.site, year=self.when.year))

    def mail_address(self, name: str) -> str:
        """Return the mail address of somebody at the paper."""
        return f"{name.lower().replace(' ', '.')}@{self.domain.removeprefix('www.')}"

    def address(self, title: str) -> str:
        """Return the address of a page about something."""
        words = "".join(c if c.isalnum() and c.isascii() else " " for c in title.lower()).split()
        return f"https://{self.domain}/{self.section.lower()}/{'-'.join(words[:9])}-{self.random.randint(10**5, 10**6)}"

    def note(self, place: str, text: str) -> str:
        """Return a text after writing down the place that it is for."""
        self.written.append((place, text))
        return text


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]
