"""Options of the reading of articles."""

from __future__ import annotations

import click

from quotes.cli.options.gathering import Command, gathers
from quotes.cli.parameter_types import UNITS, size
from quotes.readers.input_formats import FORMAT_NAMES
from quotes.readers.raw_document import ReadingOptions
from quotes.readers.text_file import MOST_BYTES

input_format_option = click.option(
    "--input-format",
    metavar="FORMAT",
    type=click.Choice(FORMAT_NAMES),
    help=f"Format of the articles: {', '.join(FORMAT_NAMES)}.  [default: told by their content]",
)
encoding_option = click.option(
    "--encoding",
    metavar="NAME",
    help="Encoding of the articles, such as latin-1.  [default: UTF-8, or what the article says]",
)
repair_option = click.option(
    "--repair", is_flag=True, help="Repair mojibake (â€œ) and entities (&ldquo;) in plain text before it is read."
)
text_field_option = click.option(
    "--text-field", metavar="NAME", help="Column of CSV or field of JSON that has the text.  [default: text, body, ...]"
)
id_field_option = click.option(
    "--id-field", metavar="NAME", help="Column or field that has the id of an article.  [default: id, ...]"
)
title_field_option = click.option(
    "--title-field", metavar="NAME", help="Column or field that has the title.  [default: title, headline, ...]"
)
date_field_option = click.option(
    "--date-field", metavar="NAME", help="Column or field that has the date.  [default: date, published, ...]"
)
max_size_option = click.option(
    "--max-size",
    metavar="SIZE",
    type=size,
    default=f"{MOST_BYTES // UNITS['M']}M",
    show_default=True,
    help="Refuse articles of more than this many bytes, such as 500K, 20M or 1G.",
)
fetch_option = click.option("--fetch", is_flag=True, help="Load articles that are addresses on the web.")
allow_private_option = click.option(
    "--allow-private", is_flag=True, help="With --fetch, also addresses in this machine's own network."
)

READING_OPTIONS = (
    input_format_option,
    encoding_option,
    repair_option,
    text_field_option,
    id_field_option,
    title_field_option,
    date_field_option,
    max_size_option,
    fetch_option,
    allow_private_option,
)
"""In the order in which --help lists them."""

gathers_reading = gathers("reading", ReadingOptions, format="input_format")


def with_reading(command: Command) -> Command:
    """Add the options of reading, which the command gets as ``reading``."""
    command = gathers_reading(command)
    for option in reversed(READING_OPTIONS):
        command = option(command)
    return command
