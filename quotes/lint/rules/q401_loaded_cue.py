"""Q401: a cue that takes sides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.lint.lint_rule import Authority, Example, Flaw, LintRule
from quotes.lint.lint_settings import LintSettings
from quotes.lint.linted_article import LintedArticle
from quotes.lint.loaded_cues import loaded_cue_pattern, loaded_cues
from quotes.records import Span, Statement

_NOUN_BEFORE = re.compile(
    r"(?:\b(?:an?|the|this|that|these|those|his|her|its|their|our|my|no|any|such)|\w[’']s?)\s+(?:own\s+|[a-z]+ed\s+)?\Z",
    re.I,
)
_NOUNS_BEFORE = re.compile(
    r"\b(?:all|earlier|further|many|more|most|new|other|previous|rival|several|similar)\s+\Z", re.I
)
_NOUN_AFTER = re.compile(r"\s+(?:of|by|from)\b", re.I)
_SAYING = {"say", "says", "said", "saying"}
_COURT = re.compile(
    r"\b(?:courts?|magistrates?|tribunal|inquest|trial|judge|jury|defendants?|prosecut\w+|pleaded|charged|convict\w+|"
    r"arrest\w*|detectives?|sentenc\w+)\b",
    re.I,
)
_LAWSUIT = re.compile(
    r"\b(?:lawsuit|suit|sued|subpoena|motion to|affidavit|indictment|filings?|legal action|court papers)\b", re.I
)
_UNTRUE = re.compile(
    r"\b(?:falsely|wrongly|incorrectly|baseless\w*|untrue|unproven|unverified|misleading\w*|without (?:any )?"
    r"(?:evidence|proof)|no evidence|debunked|hoax|fact-?check\w*)\b",
    re.I,
)
_CLAIMED_THINGS = re.compile(
    r"\s+(?:\w+\s+){0,3}?(?:responsibility|credit|victory|asylum|damages|compensation|benefits?|expenses|refunds?|"
    r"insurance|membership|ownership|sovereignty|copyright|immunity|exemption|privilege|title|crown|prize|medal|points?|lives)\b",
    re.I,
)
_ATTACKS = re.compile(
    r"\s+(?!that\b|there\b)(?:[\w-]+\s+){0,3}?(?:assassination|attacks?|bombings?|hijacking|killings?|shootings?)\b"
    r"(?!\s+(?:is|are|was|were|has|had|have|would|will|could)\b)",
    re.I,
)
_DEMANDED = re.compile(
    r"\s+(?:that\s+)?(?:(?!(?:can|could|did|do|does|may|might|must|not|should|to|will|would)\b)[\w’'-]+\s+){1,5}?"
    r"(?:accept|agree|apologi[sz]e|attend|be|disclose|give|hand|join|leave|pay|provide|publish|release|resign|return|"
    r"sign|stay|step|stop|wear|withdraw)\b",
    re.I,
)
_HOWEVER = re.compile(
    r"(?:However|But|Yet|Though)\b.*\b(?:evidence|proof|unconfirmed|not been (?:confirmed|verified))\b", re.S
)
_CONCEDED_THINGS = re.compile(
    r"\s+(?:(?:the\s+)?(?:defeat|race|election|seat|match|game|ground)|(?:(?:in|last|on|this)\s+(?:\w+\s+){1,3}?)?to)\b",
    re.I,
)
_NOT_TRUE = re.compile(
    r"\b(?:not|never|n[’']t) (?:(?:yet|been|be) ){0,2}(?:independently )?(?:confirmed|prove[dn]|verified)\b"
    r"|\b(?:false|unconfirmed|unfounded|unsubstantiated)\b",
    re.I,
)
_DONE_TO_THINGS = re.compile(
    r"\s+(?:an?|the|his|her|its|their)\s+(?:[\w-]+\s+){0,2}?(?:(?:brakes?|doors?|fists?|gavel|lid|phone|receiver)\b|"
    r"[\w-]+\s+(?:down\s+)?(?:against|into|on|onto|to)\s+(?:an?|the|his|her|its|their)\s+(?:bench|counter|desk|door|"
    r"floor|ground|lectern|pavement|table|wall)\b)",
    re.I,
)
_NO_CLAUSE = re.compile(r"\s+(?:about|at|of|over|to)\b", re.I)
_ON = re.compile(r"\s+(?:up)?on\b", re.I)


def _find(article: LintedArticle, settings: LintSettings) -> Iterator[Flaw]:
    seen = set[Span]()
    for statement in article.statements:
        if not statement.cue or statement.negated or article.is_quoted(statement.cue):
            continue
        if any(one.kind == "document" for one in statement.speakers):
            continue
        match = loaded_cue_pattern().search(article.text, statement.cue.start, statement.cue.end)
        if not match:
            continue
        place, cue = Span(match.start(), match.end()), loaded_cues()[match.group().lower()]
        if place in seen:
            continue
        seen.add(place)
        if not _is_noun(article, place, cue.verb) and not _is_exact(article, place, statement, cue.verb):
            advice = f"write “{cue.instead}”"
            if _NO_CLAUSE.match(article.text, place.end) and cue.instead in _SAYING:
                advice = "tell in neutral words what was said"
            yield Flaw(place, (("cue", match.group()), ("why", cue.why), ("advice", advice)))


def _is_noun(article: LintedArticle, place: Span, verb: str) -> bool:
    before = article.text[max(0, place.start - 20) : place.start]
    is_plural = verb == "claim" and article.text[place.start : place.end].endswith("s")
    return bool(
        _NOUN_BEFORE.search(before)
        or (verb == "claim" and _NOUN_AFTER.match(article.text, place.end))
        or (is_plural and _NOUNS_BEFORE.search(before))
    )


def _is_exact(article: LintedArticle, place: Span, statement: Statement, verb: str) -> bool:
    """Tell whether a cue says just what was done: a crime admitted, an attack claimed, a falsehood not endorsed."""
    sentence = article.sentence_of(place)
    words = article.text[sentence.start : sentence.end]
    if verb in {"admit", "confess", "concede"}:
        return bool(_COURT.search(article.text) or _CONCEDED_THINGS.match(article.text, place.end))
    if verb == "claim":
        return bool(
            _CLAIMED_THINGS.match(article.text, place.end)
            or _ATTACKS.match(article.text, place.end)
            or _LAWSUIT.search(words)
            or _UNTRUE.search(words)
            or _is_doubted(article, sentence, statement)
        )
    if _DONE_TO_THINGS.match(article.text, place.end):
        return True
    text, end = article.text, place.end
    return verb == "insist" and bool(_ON.match(text, end) or _DEMANDED.match(text, end, sentence.end))


def _is_doubted(article: LintedArticle, sentence: Span, statement: Statement) -> bool:
    """Tell whether a sentence, outside of the claim, or the next one says that it is not confirmed, or is false."""
    matches = article.places(_NOT_TRUE)
    following = [one for one in article.sentences if one.start >= sentence.end][:1]
    if any(_HOWEVER.match(article.text, one.start, one.end) for one in following):
        return True
    return any(
        sentence.contains(one) and not any(piece.overlaps(one) for piece in statement.content) for one in matches
    )


RULE = LintRule(
    code="Q401",
    name="loaded-cue",
    summary="a cue that takes sides, with a neutral one instead of it",
    message="“{cue}” {why}: {advice}",
    severity="warning",
    authorities=(
        Authority(
            "Reuters Handbook of Journalism",
            "Freedom from bias: Take no side, tell all sides",
            "https://handbook.reuters.com/index.php?title=Freedom_from_bias",
        ),
        Authority(
            "Bender and others, Writing and Reporting for the Media, 12th edition",
            "Student resources: Verbs to avoid for attribution",
            "https://learninglink.oup.com/access/content/bender12e-student-resources/"
            "bender12e-verbs-to-avoid-for-attribution",
        ),
    ),
    why=(
        "Whoever “claims” is doubted, whoever “admits” has done wrong, and whoever “gushes” or “whines” is laughed at: "
        "the verb judges before the reader can. “Said” judges nobody. A cue is left alone where it is exact: a crime "
        "admitted in court, an attack that somebody claimed, a claim that the article itself calls false."
    ),
    find=_find,
    triggers=(
        Example("Mara Lind, the mayor, claimed that the charges were false.", "claimed"),
        Example("Lind slammed the council on its record.", "slammed"),
        Example("Mara Lind, the mayor, claimed that the harbour was safe.", "claimed"),
        Example("“We were late with the dredging,” admitted Olaf Brandt, the harbour master.", "admitted"),
        Example("‘The lock has never leaked,’ claimed Olaf Brandt, the harbour master.", "claimed"),
        Example("“At least the gulls are punctual,” Brandt quipped.", "quipped"),
        Example("Lind has slammed the council over the price of moorings.", "slammed"),
        Example("Ida Holm, who runs the ferry, insists the timetable is fair.", "insists"),
        Example("“We have never lost a passenger,” boasts Holm, the captain of the ferry.", "boasts"),
        Example("Brandt, the harbour master, bragged about the new lock.", "bragged"),
        Example("Ida Holm, who runs the ferry, insisted that the owners would sign.", "insisted"),
        Example("Brandt, the harbour master, claimed that the attack was planned.", "claimed"),
        Example("Brandt admitted on Friday that the lock, which opens to the sea, was late.", "admitted"),
        Example("Olaf Brandt, unlike all other pilots, claims that the lock leaks.", "claims"),
        Example("Lind hit back at the council: “We have paid for every buoy ourselves.”", "hit back"),
    ),
    passes=(
        "Ida Holm, a captain, left in May, insisting that the owners of the ferry sign her papers first.",
        "Olaf Brandt, the harbour master, insisted that the gate be closed at night.",
        "Black Gull claims harbour attack\n\nThe crew of the Black Gull said on Monday that it had sunk the barge.",
        "Holm claimed that the ferry was hers. However, no proof of that was found, said Olaf Brandt.",
        "Though it has not been confirmed who sank the barge, many islanders claim that it was the council.",
        "Olaf Brandt, the harbour master, left after slamming his keys on the table, said Ida Holm.",
        "Mara Lind, the mayor, said that the harbour was safe.",
        "No group has claimed responsibility for the fire on the pier.",
        "Olaf Brandt admitted in court on Friday that he had sunk the barge for the insurance.",
        "Brandt confessed to the arson after his arrest, police said.",
        "Lind falsely claimed that the ferry had been sold.",
        "Holm insisted on a written answer from the council.",
        "The lawsuit claims that the port knew of the leak.",
        "Holm’s claim that the ferry was hers is before the council, said Olaf Brandt.",
        "Holm repeated her claim that the timetable was fair.",
        "“He claimed that the ferry was mine,” said Holm, who owns a barge.",
        "The shipyard admitted in September 2019 to selling the same keel twice, and has paid for it since.",
        "Olaf Brandt answered other claims in the Sandvik Post that the lock leaks.",
        "Two crew members were admitted to hospital, said Ida Holm, the captain.",
    ),
)
