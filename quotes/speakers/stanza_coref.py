"""Stanza's coreference processor, which resolves pronouns and descriptions by chains of mentions.

It needs a model that is not in the package, and a transformer. It reads the words as they were parsed; a chain stands
for the entity that most of its mentions name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from quotes.errors import ModelError
from quotes.runtime.telemetry import hub_offline
from quotes.speakers.antecedents import Antecedent
from quotes.speakers.choosing import Choose, Chosen, choose
from quotes.speakers.entities import Entities
from quotes.speakers.entity import Entity
from quotes.speakers.references import Reference

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Mention = tuple[int, ...]
"""Indices of the tokens of a mention."""

Chain = tuple[Mention, ...]

MISSING = (
    "--coref stanza needs Stanza's coreference model, which cannot be loaded ({reason}): install it with "
    "pip install 'stanza[transformers]' and "
    "python -c \"import stanza; stanza.download('{language}', processors='tokenize,coref')\""
)


def load_coreference(language: str = "en") -> Callable[[Doc], Choose]:
    """Load Stanza's coreference model of a language from the directory where Stanza keeps its models.

    Returns a function that makes what chooses for a parsed article. Raises `ModelError` if there is no model.
    """
    import stanza

    try:
        with hub_offline():
            pipeline = stanza.Pipeline(
                language,
                processors="tokenize,coref",
                tokenize_pretokenized=True,
                download_method=None,
                use_gpu=False,
                logging_level="CRITICAL",
            )
    except Exception as error:  # Stanza raises many kinds for a missing file or library
        reason = " ".join(str(error).split()).partition(". ")[0].rstrip(".") or type(error).__name__
        raise ModelError(MISSING.format(reason=reason, language=language)) from error
    return lambda doc: chain_resolver(chains_of(pipeline([words for words, _ in _sentences(doc)]), doc))


def chains_of(document: Any, doc: Doc) -> list[Chain]:
    """Return the chains of a Stanza document that was made of the sentences of `doc`, as tokens of `doc`."""
    tokens = [indices for _, indices in _sentences(doc)]
    return [
        tuple(
            tuple(tokens[mention.sentence][mention.start_word : mention.end_word])
            for mention in chain.mentions
            if isinstance(mention.start_word, int)  # a pair stands for an empty node
        )
        for chain in document.coref
    ]


def chain_resolver(chains: Iterable[Chain]) -> Choose:
    """Make a resolver of pronouns and descriptions by chains; a chain without a name is nobody.

    A description of which no chain names anybody is an entity of its own. Statements without a source are left to
    the package's own weights.
    """
    chain_of: dict[int, Chain] = {}
    mentions = sorted(((mention, chain) for chain in chains for mention in chain), key=lambda pair: -len(pair[0]))
    for mention, chain in mentions:  # the last one, which is the shortest around a token, counts
        chain_of |= dict.fromkeys(mention, chain)

    def resolve(entities: Entities, reference: Reference) -> Chosen | None:
        if reference.kind == "nothing":
            return choose(entities, reference)
        named = _named_entities(entities, chain_of.get(reference.head.i, ()))
        if named:
            return Chosen(Antecedent("known", named.most_common(1)[0][0], ()), 1.0, ("chain",))
        if reference.kind in {"description", "descriptions"}:
            return Chosen(Antecedent("own", entities.of(reference.head), ()), 1.0, ("no chain",))
        return None

    return resolve


def _named_entities(entities: Entities, chain: Chain) -> Counter[Entity]:
    """Count the mentions by name of each entity in a chain."""
    counts: Counter[Entity] = Counter()
    for mention in chain:
        head = _head(entities.doc, mention)
        entity = entities.of(head)
        if entity is not None and entity.is_named and head.pos_ == "PROPN":
            counts[entity] += 1
    return counts


def _head(doc: Doc, mention: Mention) -> Token:
    return next((doc[index] for index in mention if doc[index].head.i not in mention), doc[mention[0]])


def _sentences(doc: Doc) -> list[tuple[list[str], Sequence[int]]]:
    """Return the words of each sentence that has some, with the indices of their tokens."""
    sentences = [[token for token in sentence if not token.is_space] for sentence in doc.sents]
    return [([token.text for token in words], [token.i for token in words]) for words in sentences if words]
