"""Articles as text files: Markdown with front matter, and plain text with what old systems do to it."""

from __future__ import annotations

import re

from made_inputs.furniture import Furniture
from made_inputs.inline_markup import InlineMarkup
from made_inputs.news_copy import NewsCopy, is_subhead

_SPECIAL = re.compile(r"([*_`\[\]<])")
_BLOCK_START = re.compile("^([-+>#])(?= )")
_NUMBER = re.compile(r"^(\d+)([.)] )")
_ESCAPED = r"\\\1"
_LOST_BYTES = re.compile("[\x81\x8d\x8f\x90\x9d]")


def markdown(copy: NewsCopy, furniture: Furniture) -> bytes:
    """Return the source of a page of a static site: front matter, links, emphasis, a figure, a "read more" line."""
    random = furniture.random
    fields = {
        "title": '"' + copy.headline.replace("\\", "\\\\").replace('"', '\\"') + '"',
        "date": furniture.when.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "author": furniture.author,
        "draft": "false",
        "tags": f"[{', '.join(furniture.menu[:3]).lower()}]",
        "summary": f'"{furniture.teaser()}"',
    }
    parts = ["---\n" + "\n".join(f"{name}: {value}" for name, value in fields.items()) + "\n---"]
    if random.random() < 0.5:
        parts.append("# " + _SPECIAL.sub(_ESCAPED, copy.headline))
    places = {random.randrange(len(copy.paragraphs)): kind for kind in ("figure", "read more", "image")}
    for number, paragraph in enumerate(copy.paragraphs):
        parts.append(_markdown_paragraph(paragraph, furniture))
        match places.get(number):
            case "figure":
                caption = furniture.caption().replace('"', "“")
                parts.append(f'{{{{< figure src="/img/lead.jpg" caption="{caption}" attr="{furniture.credit()}" >}}}}')
            case "read more":
                title = furniture.related_title()
                parts.append(f"**Read more:** [{title}]({furniture.address(title)})")
            case "image":
                parts.append(f"![{furniture.caption()}](/img/second.jpg)")
    return ("\n\n".join(parts) + "\n").encode()


def _markdown_paragraph(text: str, furniture: Furniture) -> str:
    """Return a paragraph with its special characters escaped, and in some a link or an emphasis of plain words."""
    random = furniture.random
    if is_subhead(text):
        return f"## {_SPECIAL.sub(_ESCAPED, text)}"
    words = _SPECIAL.sub(_ESCAPED, text).split(" ")
    start = random.randrange(len(words))
    end = start + random.randint(1, 3)
    if random.random() < 0.6 and start and all(word.isalnum() for word in words[start:end]):
        opening, closing = random.choice((("[", f"]({furniture.address(text)})"), ("*", "*"), ("**", "**"), ("_", "_")))
        run = " ".join(words[start:end])
        words[start:end] = [opening + run + closing]
    return _NUMBER.sub(r"\1\\\2", _BLOCK_START.sub(_ESCAPED, " ".join(words)))


def cp1252_text(copy: NewsCopy, furniture: Furniture) -> bytes:
    """Return the text as Windows saves it, with its line ends."""
    return copy.text.replace("\n", "\r\n").encode("cp1252")


def mojibake_text(copy: NewsCopy, furniture: Furniture) -> bytes:
    """Return UTF-8 that was read as cp1252 and saved again, half of it by a program that dropped impossible bytes."""
    wrong = "".join(_as_cp1252(byte) for byte in copy.text.encode())
    only_marks = _LOST_BYTES.search(wrong.replace("â€\x9d", "")) is None
    if only_marks and furniture.random.random() < 0.5:
        wrong = _LOST_BYTES.sub("", wrong)
    return wrong.encode()


def _as_cp1252(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def entity_text(copy: NewsCopy, furniture: Furniture) -> bytes:
    """Return text from a database of pages: entities, in one of three escaped once more."""
    markup = InlineMarkup(furniture.random.choice(("named", "decimal", "marks")), 0)
    text = markup.escaped(copy.text)
    if furniture.random.random() < 1 / 3:
        text = text.replace("&", "&amp;")
    return text.encode()
