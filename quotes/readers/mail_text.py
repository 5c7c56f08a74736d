"""Text of mail: lines that were broken for sending, signatures, what a mail answers, and what it forwards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from quotes.readers.paragraphs import split_paragraphs

_SIGNATURE = re.compile(r"-- ?")
_LONGEST_SIGNATURE = 15  # lines with text
_FORWARD_MARK = re.compile(
    r"-{2,}\s*forwarded (message|by .*?)\s*-{2,}|begin forwarded message\s*:|-+ ?forwarded message ?-+", re.IGNORECASE
)
_ORIGINAL_MARK = re.compile(r"-{2,}\s*original (message|appointment)\s*-{2,}|_{10,}", re.IGNORECASE)
_HEADER = re.compile(r"[*>\s]*(from|sent|date|to|cc|subject|reply-to)\s*:\*?(\s.*|$)", re.IGNORECASE)
_FEWEST_HEADERS = 3
_REPLY_LINES = (re.compile(r"on\b.{5,300}\b(wrote|writes)\s*:", re.IGNORECASE), 3)
_REPLY_LINE = (re.compile(r".{3,200}[>\d,)].{0,60}\b(wrote|writes|said)\s*:", re.IGNORECASE), 1)
"""Beginnings of replies, and the most lines that they take."""

_HTML_SIGNATURES = "//*[contains(@class, 'gmail_signature') or contains(@class, 'moz-signature')]"
_HTML_REPLIES = (
    "//blockquote[@type='cite'] | //*[contains(@class, 'gmail_quote') or contains(@class, 'gmail_attr')"
    " or contains(@class, 'moz-cite-prefix') or contains(@class, 'yahoo_quoted')]"
)
_LINE_BREAKS = re.compile(r"\s*\n\s*")
_IN_COMPOUND = re.compile(r"(?<=\w-)\s*\n\s*(?=\w)(?!(?:and|nor|or|to)\b)")


def unflowed(text: str, deletes_space: bool = False) -> str:
    """Return a text in the format "flowed" of RFC 3676 with its lines joined to paragraphs.

    With ``deletes_space`` (``delsp=yes``) the blanks before the breaks are no part of the text.
    """
    lines: list[str] = []
    depth, is_open = 0, False
    for line in text.split("\n"):
        content = line.lstrip(">")
        own_depth = len(line) - len(content)
        content = content.removeprefix(" ")
        is_signature = content == "-- "
        if is_open and own_depth == depth and not is_signature:
            lines[-1] += content
        else:
            lines.append(f"{'>' * own_depth}{' ' if own_depth else ''}{content}")
        depth, is_open = own_depth, content.endswith(" ") and not is_signature
        if is_open and deletes_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def body_paragraphs(text: str, is_forward: bool) -> list[str]:
    """Return the paragraphs that the sender of a mail wrote or forwards, each in one line.

    Left out are the signature after ``--``, quoted replies with the line that introduces them, and the headers of
    what is forwarded. ``is_forward`` says that the subject calls the mail a forwarded one. If nothing else is in the
    text, what is quoted is kept.
    """
    lines = text.split("\n")
    kept = "\n".join(_own(lines, is_forward)).strip("\n")
    return lined_paragraphs(kept if kept.strip() else "\n".join(map(_unquoted, lines)))


def lined_paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, each in one line; compounds that were broken behind their hyphen are whole."""
    paragraphs = (text[span.start : span.end] for span in split_paragraphs(text))
    return [_LINE_BREAKS.sub(" ", _IN_COMPOUND.sub("", paragraph)) for paragraph in paragraphs]


def sent_paragraphs(paragraphs: Sequence[str], is_forward: bool) -> list[int]:
    """Return the numbers of the paragraphs of a mail in HTML that its sender wrote or forwards.

    Left out are an original message below, and the headers of what is forwarded.
    """
    lines = [(number, line) for number, paragraph in enumerate(paragraphs) for line in paragraph.split("\n")]
    written = [line for _, line in lines]
    for at, (number, line) in enumerate(lines):
        is_marked = _FORWARD_MARK.fullmatch(line.strip()) is not None
        begins = at + 1 if is_marked or _ORIGINAL_MARK.fullmatch(line.strip()) else at
        end = _headers_end(written, begins)
        if end > begins and (at == 0 or lines[at - 1][0] < number):
            after = lines[end][0] if end < len(lines) else len(paragraphs)
            is_kept = is_marked or is_forward or number == 0
            return [*range(number), *(range(after, len(paragraphs)) if is_kept else ())]
    return list(range(len(paragraphs)))


def without_replies(html: str, is_forward: bool) -> str:
    """Return the HTML of a mail without signature and quoted replies. Raises ImportError without lxml."""
    from lxml import etree
    from lxml import html as lxml_html

    try:
        root: Any = lxml_html.document_fromstring(html.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):  # there is nothing in it
        return html
    found = root.xpath(_HTML_SIGNATURES if is_forward else f"{_HTML_SIGNATURES} | {_HTML_REPLIES}")
    left_out = [each for each in found if not _FORWARD_MARK.search(each.text_content()[:500])]
    for element in left_out:
        if element.getparent() is not None:
            element.drop_tree()
    return str(lxml_html.tostring(root, encoding="unicode")) if left_out else html


def _own(lines: Sequence[str], is_forward: bool) -> list[str]:
    """Return the lines of the sender, and those that are forwarded."""
    for number, line in enumerate(lines):
        is_marked = _FORWARD_MARK.fullmatch(line.strip()) is not None
        begins = number + 1 if is_marked or _ORIGINAL_MARK.fullmatch(line.strip()) else number
        end = _headers_end(lines, begins)
        if not is_marked and end == begins:
            continue
        before = _without_replies(_without_signature(lines[:number]))
        if not is_marked and not is_forward and any(map(str.strip, before)):
            return before
        after = lines[end:]
        is_quoted = all(each.startswith(">") for each in after if each.strip())
        return [*before, "", *_own([_unquoted(each) for each in after] if is_quoted else after, is_forward)]
    own = _without_signature(lines)
    return [_unquoted(line) for line in own] if is_forward else _without_replies(own)


def _headers_end(lines: Sequence[str], start: int) -> int:
    """Return the number of the line after the headers that begin at a line, or after blank ones; itself if none do."""
    number = start
    while number < len(lines) and not _unquoted(lines[number]).strip():
        number += 1
    names = set()
    while number < len(lines) and (match := _HEADER.match(lines[number])):
        names.add(match[1].lower())
        number += 1
    return number if len(names) >= _FEWEST_HEADERS and "from" in names else start


def _without_signature(lines: Sequence[str]) -> list[str]:
    for number, line in enumerate(lines):
        rest = [each for each in lines[number + 1 :] if each.strip()]
        if line == "-- " or (_SIGNATURE.fullmatch(line) and len(rest) <= _LONGEST_SIGNATURE):
            return list(lines[:number])
    return list(lines)


def _without_replies(lines: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for line in lines:
        if not line.startswith(">"):
            kept.append(line)
            continue
        while kept and not kept[-1].strip():
            kept.pop()
        counts = (
            count
            for pattern, most in (_REPLY_LINES, _REPLY_LINE)
            for count in range(1, most + 1)
            if pattern.fullmatch(" ".join(kept[-count:]).strip())
        )
        del kept[len(kept) - next(counts, 0) :]
        kept.append("")
    return kept


def _unquoted(line: str) -> str:
    return re.sub("^>+ ?", "", line)
