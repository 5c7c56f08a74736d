"""Multi-word tokens with Stanza's expander, which here sees only the sentences that have any."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from stanza.models.common.doc import Document
from stanza.pipeline.mwt_processor import MWTProcessor

from quotes.parsing.fast.processor import SentenceProcessor, document_of

if TYPE_CHECKING:
    from stanza.models.common.doc import Sentence, Token

MARK = "MWT=Yes"
"""What Stanza's tokenizer writes to a token that has to be expanded."""


class FastExpander(SentenceProcessor):
    """Stands for Stanza's ``MWTProcessor``."""

    REPLACES = MWTProcessor

    @classmethod
    def fits(cls, stock: Any) -> bool:
        """Every one: Stanza's own code expands."""
        return True

    def bulk_process(self, documents: Iterable[Document]) -> Iterable[Document]:
        """As the stock processor does."""
        documents = list(documents)
        super().bulk_process(documents)
        for document in documents:
            document._count_words()
        return documents

    def annotate(self, sentences: Sequence[Sentence]) -> None:
        """Expand the tokens that are marked. Other sentences of a tokenizer are complete as they are."""
        marked = [sentence for sentence in sentences if any(map(_is_marked, sentence.tokens))]
        if marked:
            self.stock.process(document_of(marked))


def _is_marked(token: Token) -> bool:
    return len(token.id) > 1 or bool(token.manual_expansion) or MARK in (token.misc or "")
