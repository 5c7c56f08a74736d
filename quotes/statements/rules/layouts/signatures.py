"""Names behind a dash under what they said, and posts of social media with their accounts.

“We acted at once.” — Commissioner Jane Doe
Back soon! — Jane Doe (@janedoe) May 4, 2023
@janedoe: Back soon!
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quotes.records import Span
from quotes.statements.candidate import Candidate
from quotes.statements.marked_article import FEWEST_LETTERS, MarkedArticle
from quotes.statements.rules.layouts.named_speakers import named
from quotes.statements.rules.rule_tables import content_rule

DASH_BYLINE, SIGNED_POST, ACCOUNT = map(content_rule, ("dash-byline", "signed-post", "account"))
DASH = re.compile(r"\s*(?P<cue>[—–―]|--?|~)\s*(?P<source>\S(?:[^\n]*\S)?)\s*$")
DATE = r"(?:on )?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?"
SIGNATURE = re.compile(rf"(?P<cue>[—–―]|--?)\s*(?P<source>[^()\n—–]{{2,60}}\(@\w+\)),?\s*(?:{DATE})?\s*$")
HANDLE = re.compile(r"(?<!\S)(?:RT )?(?P<source>@\w{2,})(?P<cue>:)\s+(?=\S)")
AFTER_A_SENTENCE = re.compile(r"(?<=[.!?…”\"]) ")
THREAD = re.compile(r"\d{1,2}/\s+")
SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")


def find_signatures(marked: MarkedArticle) -> list[Candidate]:
    """Return the candidates of signed posts, of accounts with a colon, and of bylines behind a dash."""
    paragraphs = marked.parse.paragraphs
    found: list[Candidate] = []
    for number, paragraph in enumerate(paragraphs):
        before = paragraphs[number - 1] if number else None
        found += _posts(marked, paragraphs, number) or filter(None, [_dash(marked, paragraph, before)])
        found += _accounts(marked, paragraph)
    return found


def _posts(marked: MarkedArticle, paragraphs: Sequence[Span], number: int) -> list[Candidate]:
    """The candidates of a post that ends with a name, an account and a date, here or in the paragraph before."""
    paragraph = paragraphs[number]
    match = SIGNATURE.search(marked.text, paragraph.start, paragraph.end)
    if match is None:
        return []
    content = marked.stretch(paragraph.start, match.start(), " ") or (paragraphs[number - 1] if number else None)
    if content is None:
        return []
    posts = [Candidate((content,), SIGNED_POST, Span(*match.span("cue")), Span(*match.span("source")), kind="direct")]
    while number and THREAD.match(marked.text, content.start, content.end):
        number -= 1
        content = paragraphs[number]
        posts += [Candidate((content,), SIGNED_POST, kind="direct")] * bool(THREAD.match(marked.text, content.start))
    return [post.with_content([_unnumbered(marked, post.content[0])]) for post in posts]


def _unnumbered(marked: MarkedArticle, post: Span) -> Span:
    """A post of a thread without its number ("2/ The laundry is gone.")."""
    number = THREAD.match(marked.text, post.start, post.end)
    return Span(number.end(), post.end) if number and number.end() < post.end else post


def _accounts(marked: MarkedArticle, paragraph: Span) -> Iterator[Candidate]:
    """The candidates of accounts before a colon; one inside a paragraph has the sentence behind it."""
    for match in HANDLE.finditer(marked.text, paragraph.start, paragraph.end):
        begins = match.start() == paragraph.start
        if begins or AFTER_A_SENTENCE.match(marked.text, match.start() - 1):
            sentence = SENTENCE_END.search(marked.text, match.end(), paragraph.end)
            end = paragraph.end if begins or not sentence else sentence.end()
            content = Span(match.end(), end)
            yield Candidate((content,), ACCOUNT, Span(*match.span("cue")), Span(*match.span("source")), kind="direct")


def _dash(marked: MarkedArticle, paragraph: Span, before: Span | None) -> Candidate | None:
    """The candidate of a dash and a name behind a quotation, in its paragraph or in one of their own."""
    own_line = before is not None and DASH.match(marked.text, paragraph.start, paragraph.end)
    nearby = Span(before.start if before else paragraph.start, paragraph.end)
    for quotation in reversed(marked.quotations_in(nearby)):
        last = quotation.parts[-1]
        if paragraph.contains(last) or (own_line and before is not None and last.end == before.end):
            first = quotation.parts[0]
            begins = not marked.stretch(marked.paragraph_at(first.start).start, first.start)
            if not begins or _is_a_title(marked, quotation.span):  # "…, he said: “It is late.” - Reuters"
                return None
            found = named(marked, DASH.match(marked.text, quotation.span.end, paragraph.end))
            return found and Candidate(quotation.parts, DASH_BYLINE, found.cue, marked.trimmed(found.source, " .)("))
    return None


def _is_a_title(marked: MarkedArticle, quotation: Span) -> bool:
    """True for words with a capital each, as under a picture (“Farm Museum (1958)” – A. Bodine)."""
    words = [token.text for token in marked.tokens(quotation) if not token.is_punct]
    return len(words) > 1 and all(
        word[0].isupper() or word[0].isdigit() or len(word) < FEWEST_LETTERS for word in words
    )
