"""Errors that a person can meet: one line each, saying what happened and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_MESSAGE = 2000


class QuotesError(Exception):
    """Base of every error that is the input's or the set-up's fault, not a bug. Its text is one line.

    Line breaks in it become blanks, and the middle of a very long one is left out.
    """

    def __init__(self, message: str) -> None:
        line, half = " ".join(message.splitlines()), LONGEST_MESSAGE // 2
        super().__init__(line if len(line) <= LONGEST_MESSAGE else f"{line[:half]} […] {line[-half:]}")


class ReadError(QuotesError):
    """An input cannot be read as an article."""


class MissingExtraError(ReadError):
    """An input needs a library that is not installed."""


class OutputError(QuotesError):
    """An output cannot be written."""


class ExpectationError(QuotesError):
    """A file of expected results cannot be understood."""


class ModelError(QuotesError):
    """A model file is missing, damaged or not what it should be."""


class ParseError(QuotesError):
    """A parse that was given cannot be used: it is not in Universal Dependencies, or lacks something."""


class AlignmentError(QuotesError):
    """A statement does not begin and end where tokens of a spaCy ``Doc`` do."""


class CorpusError(QuotesError):
    """A gold corpus cannot be read, or a parse cannot be compared with it."""


class PatternError(QuotesError):
    """A file of rules and words cannot be read, or an entry of it is not sound."""


class RosterError(QuotesError):
    """A roster of speakers cannot be read, or contradicts itself."""


class CorrectionsError(QuotesError):
    """Corrections cannot be kept, or a table of corrections cannot be read."""


class ChangedFileError(CorrectionsError):
    """Corrections were changed by somebody else since they were read."""


class ArchiveError(QuotesError):
    """A database is no archive of this program's version, or cannot be read or written."""


class ConfigurationError(QuotesError):
    """A configuration file cannot be read, or sets what cannot be set in it."""


def file_problem(path: Path, error: OSError) -> str:
    """Return the message about a file that the system refuses: "notes/a.csv: permission denied"."""
    return f"{path}: {(error.strerror or str(error)).lower()}"
