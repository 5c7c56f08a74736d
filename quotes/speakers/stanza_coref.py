"""Stanza's own coreference processor in place of ours: what pronouns and descriptions mean, by its chains.

It needs a model that is not in the package, and a transformer. It reads the words as they were parsed; a chain is made
of mentions, and what it means is the entity that most of them name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from quotes.errors import ModelError
from quotes.speakers.evidence import PronounClass

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from quotes.speakers.entity import Cast, Entity, Referent

Mention = tuple[int, ...]
"""The indices of the tokens of a mention."""

Chain = tuple[Mention, ...]

MISSING = (
    "--coref stanza needs Stanza's coreference model, which cannot be loaded ({reason}): install it with "
    "pip install 'stanza[transformers]' and "
    "python -c \"import stanza; stanza.download('{language}', processors='tokenize,coref')\""
)


def load_coreference(language: str = "en") -> Callable[[Doc], Referent]:
    """Load Stanza's coreference model of a language, from where Stanza keeps its models.

    What is returned makes, of a parsed article, what resolves its pronouns. Raises `ModelError` if there is no model.
    """
    import stanza

    try:
        pipeline = stanza.Pipeline(
            language,
            processors="tokenize,coref",
            tokenize_pretokenized=True,
            download_method=None,
            use_gpu=False,
            logging_level="CRITICAL",
        )
    except Exception as error:  # whatever Stanza stumbles over where a file or a library is missing
        reason = " ".join(str(error).split()).partition(". ")[0].rstrip(".") or type(error).__name__
        raise ModelError(MISSING.format(reason=reason, language=language)) from error
    return lambda doc: referent_of(chains_of(pipeline([words for words, _ in _sentences(doc)]), doc))


def chains_of(document: Any, doc: Doc) -> list[Chain]:
    """The chains of a Stanza document, made of the sentences and words of `doc`, as tokens of that."""
    tokens = [indices for _, indices in _sentences(doc)]
    return [
        tuple(
            tuple(tokens[mention.sentence][mention.start_word : mention.end_word])
            for mention in chain.mentions
            if isinstance(mention.start_word, int)  # others are words that are not written
        )
        for chain in document.coref
    ]


def referent_of(chains: Iterable[Chain]) -> Referent:
    """What resolves pronouns and descriptions by chains. It finds nobody where no mention of the chain is a name."""
    chain_of: dict[int, Chain] = {}
    mentions = sorted(((mention, chain) for chain in chains for mention in chain), key=lambda pair: -len(pair[0]))
    for mention, chain in mentions:  # the shortest mention around a token counts
        chain_of |= dict.fromkeys(mention, chain)

    def refer(cast: Cast, token: Token, kind: PronounClass) -> Entity | None:
        named = _named(cast, chain_of.get(token.i, ()))
        return named.most_common(1)[0][0] if named else None

    return refer


def _named(cast: Cast, chain: Chain) -> Counter[Entity]:
    """The entities named by the mentions of a chain, with how many of these each has."""
    counts: Counter[Entity] = Counter()
    for mention in chain:
        head = _head(cast.doc, mention)
        entity = cast.of(head)
        if entity is not None and entity.is_named and head.pos_ == "PROPN":
            counts[entity] += 1
    return counts


def _head(doc: Doc, mention: Mention) -> Token:
    return next((doc[index] for index in mention if doc[index].head.i not in mention), doc[mention[0]])


def _sentences(doc: Doc) -> list[tuple[list[str], Sequence[int]]]:
    """The words of each sentence that has some, and the indices of their tokens."""
    sentences = [[token for token in sentence if not token.is_space] for sentence in doc.sents]
    return [([token.text for token in words], [token.i for token in words]) for words in sentences if words]
