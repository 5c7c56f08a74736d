"""Indirect and mixed statements: what the declared dependency patterns find outside quotation marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quotes.parsing import PEOPLE
from quotes.records import Span
from quotes.statements.candidate import Candidate
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.rules.content_extent import clause_spans, square_with_quotations
from quotes.statements.rules.pattern_matching import Match
from quotes.statements.rules.phrase_extent import circumstance_spans, cue_span, source_span
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

NO_SOURCE_NEEDED = {"clause", "juxtaposed-clause", "appended-clause"}
"""Patterns that are statements even when nobody is named, if the verb is passive ("it was announced that")."""

GOES_ON = {
    "obl",
    "advmod",
    "advcl",
    "obl:unmarked",
    "ccomp",
    "nmod",
    "dep",
    "parataxis",
    "xcomp",
    "acl:relcl",
    "advcl:relcl",
}
"""Relations to the cue of words that follow a reported clause and belong to it."""

GOES_ON_AFTER = {
    "asserted-object": {"obl", "nmod"},
    "noun-clause": set(),
    "infinitive": set(),
    "request": set(),
}
"""The same, for the patterns whose content is a phrase."""

DIRECT_SOURCES = {"subject", "agent", "possessor", "noun-agent", "quoted-person", "shared-subject"}
"""Source patterns that read the source off the cue's own clause, whatever noun it is."""

ADVERBIAL = {"after", "before", "because", "although", "though", "while", "since", "until", "unless"}
"""Words that begin a clause which tells the circumstances, not what is said, even where the parse has it so."""


def find_reported_clauses(
    marked: MarkedArticle, contents: Mapping[int, list[Match]], sources: Mapping[int, list[Match]]
) -> list[Candidate]:
    """One candidate for each cue outside quotation marks, from the first content pattern that fits it.

    `contents` and `sources` are the matches of the two pattern tables by cue token.
    """
    candidates = []
    for cue_index, matches in sorted(contents.items()):
        cue = marked.doc[cue_index]
        if not marked.is_quoted(cue):
            for match in matches:
                candidate = _candidate(marked, cue, match, sources.get(cue_index, ()))
                if candidate:
                    candidates.append(candidate)
                    break
    candidates = _coordinated(marked, candidates)
    return candidates + [relayed for each in candidates if (relayed := _relayed(marked, each))]


def _relayed(marked: MarkedArticle, quoted: Candidate) -> Candidate | None:
    """ "The agency quoted him as saying that …": what the agency says contains what he says."""
    if not quoted.rule.startswith("quoted-as-saying") or quoted.anchor is None or quoted.source is None:
        return None
    quoting = marked.doc[quoted.anchor].head
    heads = [child for child in quoting.children if child.dep_ == "nsubj" and can_speak(marked, child)]
    if not heads or _is_passive(quoting) or quoted.source.start < quoting.idx or marked.is_quoted(quoting):
        return None
    content = square_with_quotations(marked, [Span(quoted.source.start, quoted.content[-1].end)])
    source = source_span(marked, heads[0], quoting)
    circumstances = circumstance_spans(marked, quoting)
    return Candidate(content, "quoting/subject", cue_span(marked, quoting), source, circumstances, quoting.i)


def _coordinated(marked: MarkedArticle, candidates: list[Candidate]) -> list[Candidate]:
    """ "He denied that it was so and stressed that …": two reports of one source, not one inside the other."""
    result = {candidate.anchor: candidate for candidate in candidates}
    for inner in candidates:
        assert inner.anchor is not None
        verb = marked.doc[inner.anchor]
        joined = next((child for child in verb.lefts if child.dep_ == "cc"), None)
        if verb.dep_ != "conj" or joined is None or any(child.dep_.startswith("nsubj") for child in verb.children):
            continue
        for outer in candidates:
            piece = next((one for one in outer.content if one.start < joined.idx < one.end), None)
            if piece is not None and verb.head.dep_ == "ccomp" and verb.head.head.i == outer.anchor:
                kept = marked.trimmed(Span(piece.start, joined.idx))
                if kept is not None:
                    content = [kept if one == piece else one for one in outer.content if one.start <= piece.start]
                    result[outer.anchor] = outer.with_content(content)
                    result[inner.anchor] = replace(inner, source=outer.source)
    return list(result.values())


def _candidate(marked: MarkedArticle, cue: Token, match: Match, sources: Sequence[Match]) -> Candidate | None:
    cue_words = cue_span(marked, cue)
    source: Span | None
    if "source" in match.nodes:
        if not names_a_speaker(marked.doc[match.nodes["source"]]):  # according to plan, to the size of …
            return None
        cue_words, source = _according_to(marked, cue, marked.doc[match.nodes["source"]])
        rule = match.pattern
    else:
        source, found_by = find_source(marked, cue, sources, marked.doc[match.nodes["content"]])
        rule = f"{match.pattern}/{found_by}" if found_by else match.pattern
    if source is None and not (match.pattern in NO_SOURCE_NEEDED and _is_passive(cue) and not _is_modal(cue)):
        return None
    circumstances = circumstance_spans(marked, cue)
    not_content = [cue_words, *circumstances, *([source] if source else [])]
    head = marked.doc[match.nodes["content"]]
    source_word = marked.parse.article.text_at(source).lower() if source else ""
    content = clause_spans(
        marked,
        _main_clause(head) if "source" in match.nodes and source_word != "whom" else head,
        cue,
        not_content,
        goes_on=GOES_ON_AFTER.get(match.pattern, GOES_ON),
    )
    if _is_no_content(match, cue, head):
        return None
    if match.pattern == "infinitive" and source_word in {"which", "that", "it"}:
        return None  # things threaten and promise, too
    if match.pattern in {"infinitive", "request"} and _withholds_name(marked, content):
        return None
    if "that" in match.nodes:
        that = marked.doc[match.nodes["that"]].idx
        content = tuple(Span(max(that, span.start), span.end) for span in content if span.end > that)
    content = _without_day(marked, cue, content)
    if not content or (source and any(piece.overlaps(source) for piece in content)):
        return None
    if marked.is_title(content[0]):
        return None
    return Candidate(content, rule, cue_words, source, circumstances, cue.i)


def _without_day(marked: MarkedArticle, cue: Token, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """ "Anna Berg said Monday the bridge would close": the day is that of the saying."""
    if content and content[0].start == marked.span(cue.i, cue.i + 1).end + 1:
        words = marked.tokens(content[0])
        if words[0].lower_ in load_words("days") and len(words) > 2 and words[1].pos_ not in {"VERB", "AUX"}:
            return (Span(words[1].idx, content[0].end), *content[1:])
    return content


def _is_no_content(match: Match, cue: Token, head: Token) -> bool:
    """Is this another report ("he said, adding that …"), somebody ("they accused him") or a circumstance?"""
    if match.pattern == "asserted-object":
        people = load_words("person_nouns", "group_nouns")
        return head.ent_type_ in PEOPLE or bool({head.lemma_.lower(), head.lower_} & people)
    if match.pattern == "clause" and any(child.lower_ in ADVERBIAL and child.dep_ == "mark" for child in head.lefts):
        return True
    if match.pattern == "appended-clause":  # "…, after the investigation has concluded"
        first = next(token for token in cue.subtree if not (token.is_punct or token.is_space))
        if first.lower_ in ADVERBIAL:
            return True
    subject = any(child.dep_.startswith("nsubj") for child in head.children)
    return head.tag_ == "VBG" and not subject and head.lemma_ in load_words("reporting_verbs")


def _withholds_name(marked: MarkedArticle, content: Sequence[Span]) -> bool:
    """Is this "asked not to be named", which is no statement that anybody wants reported?"""
    words = " ".join(marked.text[span.start : span.end].lower() for span in content).removeprefix("to ")
    return words.startswith(tuple(load_words("anonymity_phrases")))


def _main_clause(head: Token) -> Token:
    """The clause that "according to" speaks of: not the word that it hangs on, but its whole sentence or report."""
    while head.dep_ != "ROOT" and head.head.i != head.i:
        if head.dep_ == "ccomp" and head.head.lemma_ in load_words("reporting_verbs"):
            break
        subject = any(part.dep_.startswith("nsubj") for part in head.children)
        if subject and head.dep_ in {"conj", "parataxis"}:
            break
        head = head.head
    return head


def find_source(
    marked: MarkedArticle, cue: Token, sources: Sequence[Match], content: Token | None = None
) -> tuple[Span | None, str | None]:
    """Who the cue's source is, and the name of the pattern that says so; (None, None) where none does.

    `content` is the head word of what is said, if the parse knows it.
    """
    for pattern in dict.fromkeys(match.pattern for match in sources):
        if pattern == "subject" and _is_passive(cue):
            continue
        heads = [marked.doc[match.nodes["source"]] for match in sources if match.pattern == pattern]
        heads = [head for head in heads if can_speak(marked, head)]
        if pattern not in DIRECT_SOURCES and heads and not any(names_a_speaker(head) for head in heads):
            heads = [head for head in _subjects_above(cue) if can_speak(marked, head)]
        if heads:
            heads.sort(key=lambda head: abs(head.i - cue.i))
            spans = [source_span(marked, head, cue, content) for head in heads]
            if len(spans) > 1 and _adjoin(marked, spans[1], spans[0]):  # "The governor" + "Peter Lelei"
                return Span(spans[1].start, spans[0].end), pattern
            return spans[0], pattern
    return None, None


def _subjects_above(cue: Token) -> list[Token]:
    """The subject of the report that the cue's clause is in: "He added that the game was hard, saying: …" """
    verbs = load_words("reporting_verbs")
    for verb in cue.ancestors:
        if verb.lemma_ in verbs:
            return [child for child in verb.children if child.dep_ == "nsubj"]
    return []


def names_a_speaker(token: Token) -> bool:
    """Is the word a name, a pronoun or a noun for somebody or something that can say things?"""
    if token.pos_ in {"PROPN", "PRON"} or token.ent_type_ or token.pos_ != "NOUN":
        return True
    nouns = load_words("person_nouns", "organization_nouns", "group_nouns", "document_nouns", "anonymous_nouns")
    return bool({token.lemma_.lower(), token.lower_} & nouns)


def _adjoin(marked: MarkedArticle, one: Span, other: Span) -> bool:
    return one.end < other.start and marked.text[one.end : other.start] in {" ", ", ", "' ", "’ "}


def can_speak(marked: MarkedArticle, head: Token) -> bool:
    """Expletives, "what" and words of a quotation are no sources."""
    return not (
        head.dep_ == "expl"
        or head.lower_ in {"what", "there", "this", "nobody", "none"}
        or (head.lower_ == "it" and _is_passive(head.head))
        or marked.is_quoted(head)
    )


def _is_passive(cue: Token) -> bool:
    return any(child.dep_ in {"aux:pass", "nsubj:pass"} for child in cue.children)


def _is_modal(cue: Token) -> bool:
    """ "It should be noted that": nobody has said it yet."""
    return any(child.tag_ == "MD" for child in cue.children)


def _according_to(marked: MarkedArticle, cue: Token, head: Token) -> tuple[Span, Span]:
    """Cue and source of "according to X"; in "according to data from X" the data belong to the cue."""
    source = source_span(marked, head, cue)
    cue_words = cue_span(marked, cue)
    if {head.lemma_.lower(), head.lower_} & load_words("document_nouns"):
        for child in head.children:
            preposition = next((part for part in child.children if part.dep_ == "case"), None)
            if child.dep_ == "nmod" and preposition is not None and preposition.lower_ in {"from", "by"}:
                behind = source_span(marked, child, cue)
                if behind.start > cue_words.end and _is_agent(child):
                    end = preposition.idx + len(preposition)
                    return Span(cue_words.start, end), Span(max(behind.start, end + 1), behind.end)
    return cue_words, source


def _is_agent(token: Token) -> bool:
    """Is this somebody who can give data out (not a time or a place in a list of figures)?"""
    return token.ent_type_ not in {"DATE", "MONEY"} and token.pos_ in {"NOUN", "PROPN", "PRON"}
