"""Short forms of names: initials, in whatever order, and what stands in brackets after a name."""

from __future__ import annotations

from quotes.speakers.names import acronym, name_words

FEWEST_INITIALS = 3
"""Letters of a short form that need not be all initials of the name in their order."""


def _first_initials(name: str) -> str:
    """Return the initials of a name up to its "for" or "of", where they are many: Quality Assurance Agency for …"""
    initials = acronym(name.partition(" for ")[0].partition(" of ")[0])
    return initials if len(initials) >= FEWEST_INITIALS else ""


def _last_initials(name: str) -> str:
    """Return the initials of a name after its first "of", where they are many: HHS, Department of Health and …"""
    initials = acronym(name.partition(" of ")[2])
    return initials if len(initials) >= FEWEST_INITIALS else ""


def _sorted_initials(name: str) -> str:
    """Return the initials of a name in the order of the alphabet, where they are many."""
    initials = acronym(name)
    return "".join(sorted(initials)) if len(initials) >= FEWEST_INITIALS else ""


INITIALS = (acronym, _first_initials, _last_initials, _sorted_initials)
"""Ways to make initials of a name, the surest first."""


def capitals_of(name: str) -> str:
    """Return the capitals of a short form in one word, where they are many: "IISc"."""
    capitals = "".join(filter(str.isupper, name))
    return capitals if len(capitals) >= FEWEST_INITIALS and name.isalpha() else ""


def may_shorten(short: str, name: str) -> bool:
    """Tell whether a word looks like the short form of a longer name: by two capitals, or the initial of a word."""
    words = name_words(name)
    has_initial = short[:1].lower() in {word[:1] for word in words}
    return len(words) > 1 and not name.isupper() and (_has_capitals(short) or has_initial)


def abbreviates(short: str, name: str) -> bool:
    """Tell whether a short form has at least two capitals, and its letters are in a name in their order."""
    letters = iter(name.lower())
    return _has_capitals(short) and short[0] == name[:1] and all(letter in letters for letter in short.lower())


def _has_capitals(short: str) -> bool:
    return sum(letter.isupper() for letter in short) > 1
