"""Copy in releases and mail, told from what is around: letterhead, end mark, contacts, signature, notices."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.readers.bylines import DATE, byline, names_before_date
from quotes.readers.extract import Piece
from quotes.readers.paragraphs import ends_sentence

BYLINE_WITHIN = 5
"""Paragraphs from the beginning among which a byline stands."""

_LABEL = (
    r"(?:(?:press|news|media) (?:release|statement|advisory|notice|alert|invitation)|for immediate release"
    r"|\[ext(?:ernal)?\])"
)
_LABEL_LINE = re.compile(rf"\W*{_LABEL}\W*(?:{DATE.pattern})?\W*", re.IGNORECASE)
_LABEL_IN_FRONT = re.compile(rf"(?:\W*{_LABEL}(?:\s*[:|–—-]|(?<=\]))\s*)+(?=\w|[“‘\"'])", re.IGNORECASE)
_END_MARK = re.compile(r"[-–—\s]*(?:ENDS?|[Ee]nds)[-–—\s.]*|[-–—#*\s]*(?:-\s?30\s?-|#{3,})[-–—#*\s]*")
_LONGEST_LETTERHEAD = 6  # paragraphs
_FEW_WORDS = 12
_LONGEST_REST = 0.5  # share of the words before an end mark
_LONGEST_CONTACT = 15  # lines
_MOST_NAMES = 4  # paragraphs of a signature that say neither address nor number

_TELEPHONE = r"(?:(?:\+|\(?0|\(\d{3}\) ?)[\d ()/.-]{5,}\d|\d{3}[-. ]\d{3}[-. ]\d{4})"
_CONTACT = re.compile(rf"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:https?://|www\.)\S+|(?<![\w.,]){_TELEPHONE}(?!\w)")
_ROLE = re.compile(
    r"\b(?:adviser|assistant|communications?|department|director|editor|head|manager|marketing|media|office|officer"
    r"|press|relations|secretary|spokes(?:man|woman|person)|team)\b",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"(?:(?:with )?(?:(?:kind|kindest|best|warm|warmest|many) )?(?:regards|wishes|thanks)|best|cheers"
    r"|yours(?: (?:sincerely|faithfully|truly))?|sincerely)\W*",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:disclaimer|confidential(?:ity)?(?: notice)?|legal notice|privileged and confidential)\W*(?:$|[:.\n])"
    r"|this (?:e-?mail|message|communication|transmission)\b.{0,80}\b(?:is|are|may|contains?)\b.{0,80}"
    r"\b(?:confidential|privileged|intended|proprietary)\b"
    r"|the (?:information|contents?) (?:contained )?(?:in|of|transmitted with) this (?:e-?mail|message|communication)\b"
    r"|if you (?:have received this|are not the (?:intended|named)|received this)\b"
    r"|please (?:consider|think of) the environment\b|(?:sent from|get outlook for) (?:my|ios|android|outlook|yahoo)\b"
    r"|(?:view|read) (?:this|it)\b.{0,40}\b(?:browser|online)\W*$"
    r"|(?:.{0,600}\W)?(?:you(?:['’]re| are) receiving this (?:e-?mail|newsletter|message)\b"
    r"|unsubscribe (?:from|here|at any time)\b|(?:update|manage) your (?:preferences|subscription)\b)",
    re.IGNORECASE | re.DOTALL,
)


def is_label(text: str) -> bool:
    """Tell whether a line is the label of a release: "PRESS RELEASE – 3 May 2026", "For immediate release"."""
    return _LABEL_LINE.fullmatch(text) is not None


def authors_of(text: str) -> str | None:
    """Return the authors that a line of its own names, with "by" in front or a date behind; None for another one."""
    return None if is_label(text) else byline(text) or names_before_date(text)


def without_label(title: str) -> str:
    """Return a title without the label in front: "Harbour to close" for "PRESS RELEASE: Harbour to close"."""
    return _LABEL_IN_FRONT.sub("", title, count=1) if _LABEL_IN_FRONT.match(title) else title


def copy_of(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces of a release or a mail that are copy, all if none seem to be.

    Left out are a letterhead with a label above the headline; what follows the end mark ("ENDS", "###"), unless that is
    more than half as long as the copy; and at the end contacts, signatures, and the notices of lawyers and mailing
    services.
    """
    start = _start(pieces)
    end = _end([piece.text for piece in pieces])
    return list(pieces[start:end] if start < end else pieces)


def _start(pieces: Sequence[Piece]) -> int:
    """Return the number of the first piece after a letterhead with a label, and after a date or so below it."""
    beginning = pieces[:_LONGEST_LETTERHEAD]
    labels = [number for number, piece in enumerate(beginning) if is_label(piece.text)]
    if not labels:
        return 0
    headline = next((number for number, piece in enumerate(beginning) if piece.kind == "headline"), 0)
    start = max(labels[-1] + 1, headline)
    return start if all(_is_short(piece.text) for piece in pieces[:start]) else 0


def _end(paragraphs: Sequence[str]) -> int:
    """Return the number of the piece after the copy, 0 if there is none."""
    end = len(paragraphs)
    counts = [len(text.split()) for text in paragraphs]
    for number, text in enumerate(paragraphs):
        if _END_MARK.fullmatch(text) and sum(counts[number:]) - 1 <= _LONGEST_REST * sum(counts[:number]):
            end = number
            break
    names = 0
    while end:
        text = paragraphs[end - 1]
        if _is_contact(text):
            names = _MOST_NAMES
        elif not _is_notice(text):
            if not (names and _is_of_signature(text)):
                break
            names -= 1
        end -= 1
    for number in range(max(0, end - _MOST_NAMES), end):
        if _SIGN_OFF.fullmatch(paragraphs[number]) and all(map(_is_of_signature, paragraphs[number + 1 : end])):
            return number
    return end


def _is_contact(text: str) -> bool:
    """Tell whether a paragraph of short lines says how somebody can be reached, or takes leave."""
    lines = _lines(text)
    is_known = _SIGN_OFF.fullmatch(lines[0]) is not None or any(map(_CONTACT.search, lines))
    return is_known and len(lines) <= _LONGEST_CONTACT and all(map(_is_short, lines))


def _is_notice(text: str) -> bool:
    return _NOTICE.match(text) is not None and not _has_marks(text)


def _is_of_signature(text: str) -> bool:
    """Tell whether all lines of a paragraph may be a name or a role."""
    return all(
        _is_short(line) and (not any(word[0].islower() for word in line.split()) or _ROLE.search(line) is not None)
        for line in _lines(text)
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().split("\n") if line.strip()] or [""]


def _is_short(line: str) -> bool:
    return len(line.split()) <= _FEW_WORDS and not _has_marks(line) and not ends_sentence(line)


def _has_marks(text: str) -> bool:
    return any(mark in text for mark in '“”"«»')
