"""Headlines and subheads: a claim with a name before or behind it, or with a verb of headlines."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from quotes.records import Span
from quotes.statements.candidate import Candidate
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.rules.layouts.named_speakers import MOST_WORDS_OF_A_NAME, named
from quotes.statements.rules.layouts.plain_paragraphs import is_heading
from quotes.statements.rules.rule_tables import content_rule
from quotes.statements.rules.who_speaks import SPEAKER_NOUNS, is_noun_of
from quotes.words import load_words

LEAD = re.compile(r"(?P<source>[^\n:]{1,60}?)(?P<cue>:)\s+(?=\S)")
TAIL = re.compile(r"\s?(?P<cue>:|(?<=\s)[—–-])\s(?P<source>[^\n:]{2,50})$")
HEADLINE, HEADLINE_TAIL, HEADLINE_VERB = map(content_rule, ("headline", "headline-tail", "headline-verb"))
QUOTED = content_rule("headline-quotation")
FEWEST_QUOTED = 3
TOPIC = re.compile(r"(?:what|how|why|who|when|where|here['’]s|to)\b", re.IGNORECASE)
PLACE_LABELS = {"LOC", "GPE"}
LONGEST_HEADLINE = 160


def find_headlines(marked: MarkedArticle, others: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates of the headline and of the subheads of an article with `others` in it."""
    speakers = {word.lower_ for other in others if other.source for word in marked.tokens(other.source)}
    found = []
    for number, paragraph in enumerate(marked.parse.paragraphs):
        is_head = is_heading(marked, paragraph)
        text = marked.text_of(paragraph)
        if is_head or (number == 0 and len(text) < LONGEST_HEADLINE and not text.endswith(".")):
            found.append(_beside_a_name(marked, paragraph, speakers))
        if is_head:
            found.append(_with_a_verb(marked, paragraph))
        if is_head and number == 0:
            found += _quoted(marked, paragraph)
    return [candidate for candidate in found if candidate]


def _beside_a_name(marked: MarkedArticle, paragraph: Span, speakers: Collection[str]) -> Candidate | None:
    """The candidate of a headline with a name before its claim ("Ministry: talks to resume") or behind it."""
    text, start, end = marked.text, paragraph.start, paragraph.end
    name, tail = LEAD.match(text, start, end), TAIL.search(text, start, end)
    for rule, match, content in (
        (HEADLINE, name, marked.stretch(name.end(), end, " ") if name else None),
        (HEADLINE_TAIL, tail, marked.stretch(start, tail.start(), " ,") if tail else None),
    ):
        found = named(marked, match, MOST_WORDS_OF_A_NAME)
        if found and content and _is_claim(marked, content, found.source):
            if rule is HEADLINE and _is_topic(marked, found.source, content, speakers):
                return None
            return Candidate((content,), rule, found.cue, found.source)
    return None


def _is_claim(marked: MarkedArticle, content: Span, source: Span) -> bool:
    """True for three words or more that are no list of names, as in a caption ("The founders: Jane Doe and Ali Roe").

    After the name of a place only a content with a verb is a claim: "Varda: a green city" is a title.
    """
    words = marked.tokens(content)
    places = any(token.ent_type_ in PLACE_LABELS for token in marked.tokens(source))
    needs_verb = places or words[0].ent_type_ == "PERSON"
    return len(words) > 2 and (not needs_verb or any(word.pos_ in {"VERB", "AUX"} for word in words))


def _is_topic(marked: MarkedArticle, source: Span, content: Span, speakers: Collection[str]) -> bool:
    """True for a name that is what a headline is about ("Iran: to vote or not to vote", "Lockheed: what we know").

    The name of an organization or a place is, unless a word of it speaks in the article; so is any before a question.
    """
    if TOPIC.match(marked.text, content.start) or marked.text[content.end - 1] == "?":
        return True
    words = marked.tokens(source)
    is_body = any(word.ent_type_ not in {"", "PERSON"} for word in words) and not is_noun_of(words[-1], SPEAKER_NOUNS)
    return is_body and len(marked.parse.paragraphs) > 1 and not any(word.lower_ in speakers for word in words)


def _with_a_verb(marked: MarkedArticle, paragraph: Span) -> Candidate | None:
    """The candidate of a headline with a verb, which taggers take for a noun ("Opposition alleges fraud in vote")."""
    for before, token in pairwise(marked.tokens(paragraph)[: MOST_WORDS_OF_A_NAME + 1]):
        if token.lower_ in load_words("headline_verbs"):
            cue = marked.span(token.i, token.i + 1)
            content = marked.stretch(cue.end, paragraph.end)
            if content and before.pos_ in {"NOUN", "PROPN", "ADJ"}:
                return Candidate((content,), HEADLINE_VERB, cue, Span(paragraph.start, before.idx + len(before)))
            return None
    return None


def _quoted(marked: MarkedArticle, paragraph: Span) -> Iterator[Candidate]:
    """The candidates of words in marks that nobody is named for ("Ferry cuts ‘would isolate islanders’").

    Where most words have capitals, they are a title.
    """
    for quotation in marked.quotations_in(paragraph):
        words = [token.text for token in marked.tokens(quotation.span) if not token.is_punct]
        if len(words) >= FEWEST_QUOTED and 2 * sum(word[0].islower() for word in words) > len(words):
            yield Candidate(quotation.parts, QUOTED)
