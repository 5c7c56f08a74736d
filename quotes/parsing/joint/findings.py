"""Findings of the joint network in a text beside the parse: who says what, and whom words mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from quotes.parsing.joint.attribution_decoding import Attributions
from quotes.parsing.joint.attribution_tags import ATTRIBUTIONS
from quotes.parsing.joint.mention_vectors import MentionVectors

if TYPE_CHECKING:
    from stanza.models.common.doc import Document


@dataclass(frozen=True, slots=True)
class Findings:
    """Attributions in a text by scheme, and the vectors of its words."""

    attributions: Attributions
    mention_vectors: MentionVectors


def findings_of(document: Document) -> Findings | None:
    """Return what the joint network has left on a document, or None if it has not read it for attributions."""
    if not hasattr(document, ATTRIBUTIONS):
        return None
    return Findings(document.attributions, document.mention_vectors)


def joined(parts: Sequence[tuple[int, Findings]]) -> Findings:
    """Return what was found in a text from what was found in its parts in a row, at least one, each with its offset."""
    if len(parts) == 1 and parts[0][0] == 0:
        return parts[0][1]
    (_, first), *_ = parts
    vectors = [(offset, part.mention_vectors) for offset, part in parts]
    return Findings(
        {
            scheme: [one.moved(offset) for offset, part in parts for one in part.attributions[scheme]]
            for scheme in first.attributions
        },
        MentionVectors(
            np.concatenate([part.starts + offset for offset, part in vectors]),
            np.concatenate([part.vectors for _, part in vectors]),
            first.mention_vectors.nobody,
        ),
    )
