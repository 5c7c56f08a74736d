"""Q105: a speaker who was found only with doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.lint.lint_rule import Example, Flaw, LintRule
from quotes.lint.lint_settings import LintSettings
from quotes.lint.linted_article import LintedArticle
from quotes.lint.speaker_names import is_named, share_speakers, words_of
from quotes.lint.speakerless import lacks_speaker, stands_apart
from quotes.records import Span, Speaker, Statement
from quotes.words import load_words

_COLON = re.compile(r"\w:\s*\Z")
_SPEAKING = {"person", "organization", "place", "group", "anonymous"}


def _find(article: LintedArticle, settings: LintSettings) -> Iterator[Flaw]:
    flaws: dict[Span, Flaw] = {}
    for statement in article.statements:
        speaker = statement.speaker
        if speaker is None or statement.speaker_confidence >= settings.doubt:
            continue
        is_known = _is_led_to(article, statement) or lacks_speaker(article, statement)
        if _is_guessed(statement, speaker) and not is_known:
            place = statement.source[0] if statement.source else statement.content[0]
            flaws.setdefault(place, Flaw(place, (("speaker", speaker.name),)))
    yield from flaws.values()


def _is_guessed(statement: Statement, speaker: Speaker) -> bool:
    """Tell whether the source does not say by itself who speaks, and is no document or "the company"."""
    if speaker.kind not in _SPEAKING:
        return False
    if any(is_named(speaker, one.text) for one in statement.source):
        return False
    plain = load_words("document_nouns", "issued_nouns")
    if speaker.kind == "organization":
        plain |= load_words("organization_nouns")
    name = words_of(speaker.name)
    for source in statement.source:
        words = words_of(source.text) - {"a", "an", "the"}
        if name <= words or words <= name or words & plain:
            return False
    return True


def _is_led_to(article: LintedArticle, statement: Statement) -> bool:
    """Tell whether a quotation with no words around it follows a colon, goes on from another, or stands apart."""
    if statement.source or statement.cue:
        return False
    if any(stands_apart(article, one) for one in article.quotations_of(statement)):
        return True
    before = article.text[: statement.content[0].start]
    ends = (one.content[-1].end for one in article.statements if not one.source and share_speakers(one, statement))
    return bool(_COLON.search(before[-20:])) or any(
        not before[end:].strip(" \r\n.") for end in ends if end < len(before)
    )


RULE = LintRule(
    code="Q105",
    name="doubtful-speaker",
    summary="a speaker who was found only with doubt",
    message="this seems to be {speaker}, but not surely: look whether readers can tell",
    severity="note",
    authorities=(),
    why=(
        "Where a program can hardly tell who speaks, readers often cannot either: a description that fits two, or a "
        "quotation far from any name. The setting doubt is the probability under which a speaker is in doubt."
    ),
    find=_find,
    default=False,
    off_because=(
        "one finding in five is about a speaker whom readers can tell at once, and only the program could not"
    ),
    triggers=(
        Example(
            "The mayor met Ivan Petrov, Olaf Hansen and Jan Roos at the lock. All were late. The captain said the "
            "lock was dry.",
            "The captain",
        ),
        Example(
            "Ivan Petrov and Olaf Hansen sailed to Bergen. Jan Roos and Peter Lind sailed to Oslo. The skipper said "
            "the night had been cold.",
            "The skipper",
        ),
        Example(
            "The crew of the Petrel met the crew of the Falcon and the crew of the Tern. The crew said the night had "
            "been cold.",
            "The crew",
        ),
        Example(
            "Nordic Ferries, the Harbour Company and the Pilots’ Union met on Monday. The weather was fine. “This "
            "cannot go on.” The next meeting is in May.",
            "“This cannot go on.”",
        ),
    ),
    passes=(
        "Olaf Hansen is the harbour master. The harbour master said the lock was dry.",
        "Ivan Petrov, a captain, met Vera Lind at the lock. The captain said the lock was dry.",
        "Ivan Petrov and Olaf Hansen sailed to Bergen. Petrov said the night had been cold.",
        "Nordic Ferries wrote to the town: “This cannot go on.” The next meeting is in May.",
    ),
)
