"""Variation of annotated articles: some cues are replaced by others of the same construction.

Most of the ways in which news attributes words are rare. From one article each, a network would learn them by heart;
in many articles it learns what all cues of a construction have in common.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from quotes.corpora.attribution.gold import Attribution, GoldArticle
from quotes.records import Span

CLASSES = Path(__file__).with_name("varied_cues.toml")
SHARE = 0.5
"""Share of the cues of a construction that are replaced, where it declares no other."""

NEAR = 2
"""Most characters between a cue and a content beside it."""

MARKS = ("“", "”", '"', "'", "‘", "’", "«", "»", "„")
CONJUNCTIONS = ("that ", "to ", "whether ", "if ", "how ", "why ", "what ")


@dataclass(frozen=True, slots=True)
class CueClass:
    """Cues that stand for one another, each with its forms in order.

    `place` says where the content is: ``before`` (the cue is right before it), ``beside`` (on either side) or ``any``.
    `starts` and `has` are words at the beginning of the content, or in it; `quoted` tells that it is a quotation.
    `known` has the number of the form of each written cue that may be replaced, `share` how many of them are.
    """

    share: float
    place: str
    starts: str
    has: str
    quoted: bool
    known: Mapping[str, int]
    cues: Sequence[Sequence[str]]

    def fits(self, text: str, attribution: Attribution) -> bool:
        """True for an attribution of this construction."""
        if len(attribution.cue) != 1:
            return False
        cue = attribution.cue[0]
        if text[cue.start : cue.end].lower() not in self.known:
            return False
        beside = [span for span in attribution.content if 0 < span.start - cue.end <= NEAR]
        if self.place == "beside":
            beside += [span for span in attribution.content if 0 < cue.start - span.end <= NEAR]
        return self.place == "any" or any(self._is_alike(text[span.start : span.end]) for span in beside)

    def _is_alike(self, content: str) -> bool:
        if self.quoted or content.startswith(MARKS):
            return self.quoted and content.startswith(MARKS)
        begins = content.startswith(self.starts) if self.starts else not content.startswith(CONJUNCTIONS)
        return begins and self.has in content

    def variant(self, cue: str, generator: random.Random) -> str:
        """Another cue in the same form, with a capital where `cue` has one."""
        form = self.known[cue.lower()]
        chosen = generator.choice([forms[form] for forms in self.cues if not forms[form].startswith("be ")])
        return chosen[0].upper() + chosen[1:] if cue[0].isupper() else chosen


def changes_of(article: GoldArticle, generator: random.Random) -> list[tuple[Span, str]]:
    """Return cues of an article that are to be replaced, chosen by chance, with what stands in their places."""
    text, changes = article.text, dict[Span, str]()
    for attribution in article.attributions:
        fitting = [each for each in _classes() if each.fits(text, attribution)]
        fitting = [each for each in fitting if each.has] or fitting
        chosen = generator.choice(fitting) if fitting else None
        if chosen and generator.random() < chosen.share:
            cue = attribution.cue[0]
            changes[cue] = chosen.variant(text[cue.start : cue.end], generator)
    return sorted(changes.items())


@cache
def _classes() -> Sequence[CueClass]:
    """Return the declared classes."""
    with CLASSES.open("rb") as file:
        declared = tomllib.load(file)
    return [_class(entry, declared["forms"]) for entry in declared["class"]]


def _class(entry: Mapping[str, Any], irregular: Mapping[str, str]) -> CueClass:
    cues = [(cue, f"{cue}s") if entry.get("noun") else _forms(cue, irregular) for cue in entry["cues"]]
    replaced = set(entry.get("only", " ".join(entry["cues"])).split())
    known = {form: number for forms in cues if forms[0] in replaced for number, form in enumerate(forms)}
    return CueClass(
        share=entry.get("share", SHARE),
        place=entry["place"],
        starts=entry.get("starts", ""),
        has=entry.get("has", ""),
        quoted=entry.get("quoted", False),
        known=known,
        cues=cues,
    )


def _forms(cue: str, irregular: Mapping[str, str]) -> Sequence[str]:
    """Return the infinitive, third person, past tense and participle of a verb with what belongs to it."""
    verb, space, rest = cue.partition(" ")
    forms = irregular[verb].split() if verb in irregular else _regular_forms(verb)
    return [form + space + rest for form in (verb, *forms)]


def _regular_forms(verb: str) -> Sequence[str]:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    third = "es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s"
    stem = verb.removesuffix("e")
    return verb + third, f"{stem}ed", f"{stem}ing"
