"""Mutations of articles, each a function of a text and a source of chance: left-overs, broken marks, odd characters."""

from __future__ import annotations

import html
import re
import string
import textwrap
from collections.abc import Callable
from functools import partial
from random import Random

from robustness.left_overs import BLOCKS, CHARACTERS, LOOKALIKES, MARK_PAIRS

Mutation = Callable[[str, Random], str]

MOST_CHARACTERS = 12_000
"""Length of the longest mutated text (code points) if nothing else is said: about 2,000 words."""

MARKS = "".join(dict.fromkeys("".join(mark for pair in MARK_PAIRS for mark in pair)))


def mutate(text: str, seed: str, longest: int = MOST_CHARACTERS) -> tuple[str, tuple[str, ...]]:
    """Return a text with one to five mutations, cut at `longest`, and their names; the same for the same seed."""
    random = Random(seed)
    names = tuple(random.sample(sorted(MUTATIONS), random.randint(1, 5)))
    for name in names:
        text = MUTATIONS[name](text, random)[:longest]
    return text, names


def cut(text: str, random: Random) -> str:
    """Cut the text before some character."""
    return text[: random.randrange(len(text) or 1)]


def drop_paragraphs(text: str, random: Random) -> str:
    """Drop a third of the paragraphs."""
    paragraphs = _paragraphs(text)
    dropped = _some(paragraphs, 1 / 3, random)
    return "\n\n".join(paragraph for number, paragraph in enumerate(paragraphs) if number not in dropped)


def double_paragraphs(text: str, random: Random) -> str:
    """Write a third of the paragraphs twice."""
    paragraphs = _paragraphs(text)
    doubled = _some(paragraphs, 1 / 3, random)
    return "\n\n".join("\n\n".join([each] * (1 + (number in doubled))) for number, each in enumerate(paragraphs))


def move_paragraphs(text: str, random: Random) -> str:
    """Put the paragraphs in another order: a random one, begun with the last."""
    *others, last = _paragraphs(text) or [""]
    random.shuffle(others)
    return "\n\n".join([last, *others])


def glue_lines(text: str, random: Random) -> str:
    """Make one line of all, with or without blanks between what was a line."""
    return random.choice(["", " ", "  "]).join(text.split("\n"))


def wrap_lines(text: str, random: Random) -> str:
    """Wrap the paragraphs to few columns."""
    width = random.randint(12, 72)
    return "\n\n".join(textwrap.fill(paragraph, width) for paragraph in _paragraphs(text))


def indent_lines(text: str, random: Random) -> str:
    """Put the same before every line: blanks, or the marks of mails, lists and headings."""
    before = random.choice(["    ", "\t", "> ", ">> ", "- ", "* ", "# ", "| ", "1. ", "\u3000"])
    return before + text.replace("\n", "\n" + before)


def end_lines_otherwise(text: str, random: Random) -> str:
    """End all lines as another system does."""
    return text.replace("\n", random.choice(["\r\n", "\r", "\x85", "\u2028", "\u2029", "\v", "\f", "\n\r", "\n \n"]))


def repeat_sentence(text: str, random: Random) -> str:
    """Write one sentence 200 times, where it stands."""
    sentences = re.split(r"(?<=[.!?”\"])\s+", text)
    place = random.randrange(len(sentences))
    sentences[place] = " ".join([sentences[place]] * 200)
    return " ".join(sentences)


def swap_marks(text: str, random: Random) -> str:
    """Write every kind of quotation mark as another one."""
    others = dict(zip(MARKS, random.sample(MARKS, len(MARKS)), strict=True))
    return text.translate(str.maketrans(others))


def one_kind_of_marks(text: str, random: Random) -> str:
    """Write all quotation marks as the same pair, opening and closing in turn."""
    pair = random.choice(MARK_PAIRS)
    turns = iter(range(len(text)))
    return re.sub(f"[{re.escape(MARKS)}]", lambda _: pair[next(turns) % 2], text)


def drop_marks(text: str, random: Random) -> str:
    """Drop every second, third, fourth or fifth quotation mark."""
    step = random.randint(2, 5)
    numbers = iter(range(len(text)))
    return re.sub(f"[{re.escape(MARKS)}]", lambda mark: "" if next(numbers) % step == 1 else mark.group(), text)


def strew_marks(text: str, random: Random) -> str:
    """Strew quotation marks over the text."""
    return _strewn(MARKS, text, random)


def nest_marks(text: str, random: Random) -> str:
    """Put pairs of marks around words that lie in each other, ten deep at most."""
    words = text.split(" ")
    for _ in range(random.randint(2, 10)):
        start = random.randrange(len(words))
        end = min(len(words) - 1, start + random.randint(0, 40))
        opening, closing = random.choice(MARK_PAIRS)
        words[start] = opening + words[start]
        words[end] += closing
    return " ".join(words)


def all_capitals(text: str, _: Random) -> str:
    """Write all in capitals."""
    return text.upper()


def all_small(text: str, _: Random) -> str:
    """Write all in small letters."""
    return text.lower()


def no_punctuation(text: str, _: Random) -> str:
    """Drop all punctuation."""
    return re.sub(r"[^\w\s]", "", text)


def delete_characters(text: str, random: Random) -> str:
    """Delete about one character in thirty."""
    return "".join(character for character in text if random.random() > 1 / 30)


def transpose_characters(text: str, random: Random) -> str:
    """Exchange about one character in thirty with the next."""
    return re.sub(r"(?s)(.)(.)", lambda two: two[2] + two[1] if random.random() < 1 / 15 else two[0], text)


def digits_for_letters(text: str, random: Random) -> str:
    """Write digits for about one letter in ten."""
    return re.sub("[a-z]", lambda letter: random.choice(string.digits) if random.random() < 0.1 else letter[0], text)


def mixed_scripts(text: str, random: Random) -> str:
    """Write Cyrillic, Greek and full-width letters for about one letter in five."""
    return "".join(LOOKALIKES.get(each, each) if random.random() < 0.2 else each for each in text)


def other_blanks(text: str, random: Random) -> str:
    """Write other blanks for about half of the blanks, or none."""
    blanks = ["\u00a0", "\u2009", "\u3000", "\t", "   ", "\u200b", "_", ""]
    return re.sub(" ", lambda blank: random.choice(blanks) if random.random() < 0.5 else blank[0], text)


def long_word(text: str, random: Random) -> str:
    """Insert a word of 500 to 4,000 letters, digits or marks."""
    letters = random.choice(["a", "1", "A-", "ab1-", ".", "-", "(", "“", "'", "é", "語", string.ascii_letters, "@."])
    word = "".join(random.choices(letters, k=random.randint(500, 4000)))
    place = random.randrange(len(text) + 1)
    return text[:place] + word + text[place:]


def tags(text: str, random: Random) -> str:
    """Put HTML tags around about one word in ten."""
    forms = ["<b>{}</b>", "<a href='x?a=\"1\"'>{}</a>", "<p>{}", "{}<br/>", '<span class="q">{}', "</div>{}", "<{}>"]
    return _around_words(forms, text, random)


def markdown(text: str, random: Random) -> str:
    """Put Markdown around about one word in ten."""
    return _around_words(
        ["**{}**", "_{}_", "`{}`", "[{}](https://example.org/a_(b)?c=d)", "![{}][1]", "\n## {}\n"], text, random
    )


def entities(text: str, random: Random) -> str:
    """Write marks, and some other characters, as HTML entities, once or twice escaped."""
    escaped = "".join(f"&#{ord(each)};" if each in MARKS or random.random() < 0.02 else each for each in text)
    return html.escape(escaped) if random.random() < 0.3 else escaped.replace("\n\n", "&nbsp;\n\n")


def _strewn(characters: str, text: str, random: Random) -> str:
    """Return the text with 1 to 100 of these characters put in somewhere."""
    pieces = list(text)
    for _ in range(random.randint(1, 100)):
        pieces.insert(random.randrange(len(pieces) + 1), random.choice(characters))
    return "".join(pieces)


def _with_blocks(blocks: tuple[str, ...], text: str, random: Random) -> str:
    """Return the text with one to four of these blocks between its paragraphs or within them."""
    for _ in range(random.randint(1, 4)):
        places = [match.end() for match in re.finditer(random.choice(["\n\n", r"\. ", " "]), text)]
        place = random.choice(places or [0])
        end = random.choice(["\n\n", "\n", " ", ""])
        text = text[:place] + random.choice(blocks) + end + text[place:]
    return text


def _around_words(forms: list[str], text: str, random: Random) -> str:
    """Return the text with about one word in ten put into one of these forms."""
    return re.sub(r"\S+", lambda word: random.choice(forms).format(word[0]) if random.random() < 0.1 else word[0], text)


def _paragraphs(text: str) -> list[str]:
    return [paragraph for paragraph in re.split(r"\n\s*\n", text) if paragraph]


def _some(items: list[str], share: float, random: Random) -> set[int]:
    """Return the numbers of about this share of the items, one at least."""
    return set(random.sample(range(len(items)), max(1, round(share * len(items))))) if items else set()


_PLAIN: tuple[Mutation, ...] = (
    *(cut, drop_paragraphs, double_paragraphs, move_paragraphs, glue_lines, wrap_lines, indent_lines),
    *(end_lines_otherwise, repeat_sentence, swap_marks, one_kind_of_marks, drop_marks, strew_marks, nest_marks),
    *(all_capitals, all_small, no_punctuation, delete_characters, transpose_characters, digits_for_letters),
    *(mixed_scripts, other_blanks, long_word, tags, markdown, entities),
)
MUTATIONS: dict[str, Mutation] = {
    **{mutation.__name__: mutation for mutation in _PLAIN},
    **{f"strew_{name}": partial(_strewn, characters) for name, characters in CHARACTERS.items()},
    **{f"insert_{name}": partial(_with_blocks, blocks) for name, blocks in BLOCKS.items()},
}
"""All mutations by name."""
