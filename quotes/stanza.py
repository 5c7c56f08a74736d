"""The embedded English parser for a Stanza pipeline of one's own.

Importing this module registers its processors with Stanza. Then

    import stanza
    import quotes.stanza

    nlp = stanza.Pipeline(
        "en",
        dir=quotes.stanza.DIRECTORY,
        package=None,
        download_method=None,
        processors=quotes.stanza.PROCESSORS,
    )
    document = nlp("“The bridge is closed,” said Anna Berg.")

loads it and parses a text, without network access. ``document`` has sentences, tokens and words with tags, lemmas and
trees, ``document.ents``, and ``document.attributions``: by each scheme, who says what. Texts that are processed
together (``nlp.bulk_process``) are read one by one; a name is of one kind in all of them.
"""

from quotes.models.model_catalogue import embedded_place
from quotes.parsing.joint.joint_processors import PROCESSORS

__all__ = ["DIRECTORY", "PROCESSORS"]

DIRECTORY = str(embedded_place().directory)
"""Directory of the embedded model set."""
