"""Limits of lint rules, which a house can set."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class LintSettings:
    """Limits that rules compare what they find with.

    ``doubt`` is the probability (0 to 1) under which a speaker is in doubt, ``pronouns`` that under which the speaker
    whom a pronoun means is. ``late_sentences`` is the number of quoted
    sentences from which an attribution behind them comes late. ``share`` is the share of quoted words (0 to 1) over
    which one speaker dominates an article, and ``share_words`` the number of quoted words from which that counts.
    ``source_words`` and ``source_statements`` are the numbers of words and of attributed statements from which an
    article needs a second source. ``scraps`` is the number of quoted scraps in a sentence from which they are too many.
    ``curly_marks`` asks for curly quotation marks where an article has straight ones throughout. Each is an option of
    `quotes lint`, with the help that stands beside it.
    """

    doubt: float = field(default=0.5, metadata={"help": "Probability under which a speaker is in doubt."})
    pronouns: float = field(
        default=0.95, metadata={"help": "Probability under which it is in doubt whom a pronoun means."}
    )
    late_sentences: int = field(
        default=3, metadata={"help": "Quoted sentences from which an attribution behind them comes late."}
    )
    share: float = field(
        default=0.7, metadata={"help": "Share of quoted words over which one speaker dominates an article."}
    )
    share_words: int = field(default=50, metadata={"help": "Quoted words from which the share of a speaker counts."})
    source_words: int = field(default=150, metadata={"help": "Words from which an article needs a second source."})
    source_statements: int = field(
        default=4, metadata={"help": "Attributed statements from which an article needs a second source."}
    )
    scraps: int = field(default=3, metadata={"help": "Quoted scraps in a sentence from which they are too many."})
    curly_marks: bool = field(
        default=False, metadata={"help": "Report straight quotation marks that an article has throughout."}
    )
