"""What the fast processors have in common: they stand in a pipeline in the place of Stanza's."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from stanza.models.common.doc import Document
from stanza.models.common.utils import simplify_punct

if TYPE_CHECKING:
    from stanza.models.common.doc import Sentence


class SentenceProcessor(ABC):
    """A processor of sentences, whichever documents they are from. It shares the models of a loaded one of Stanza's."""

    REPLACES: ClassVar[type]
    """The class of processors that it can stand for."""

    def __init__(self, stock: Any) -> None:
        """`stock` is the processor that it stands for. It is not changed."""
        self.stock = stock

    @classmethod
    @abstractmethod
    def fits(cls, stock: Any) -> bool:
        """Does this class give the results of the stock processor (a `REPLACES`) with its model and options?"""

    @abstractmethod
    def annotate(self, sentences: Sequence[Sentence]) -> None:
        """Put into the sentences what the stock processor would."""

    def process(self, document: Document) -> Document:
        """As the stock processor does."""
        self.bulk_process([document])
        return document

    def bulk_process(self, documents: Iterable[Document]) -> Iterable[Document]:
        """As the stock processor does."""
        self.annotate([sentence for document in documents for sentence in document.sentences])
        return documents


def document_of(sentences: Sequence[Sentence]) -> Document:
    """Sentences as one document, as Stanza makes it of those that it processes together. They stay what they are."""
    document = Document([])
    document.sentences = list(sentences)
    document.num_tokens = sum(len(sentence.tokens) for sentence in sentences)
    document.num_words = sum(len(sentence.words) for sentence in sentences)
    return document


def simplified(word: str) -> str:
    """A word as Stanza's taggers and parsers read it: a run of question and exclamation marks is one."""
    return str(simplify_punct([[[word]]])[0][0][0])
