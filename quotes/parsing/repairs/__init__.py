"""Repairs of what parsers get wrong, each with its examples, in the order in which they run."""

from quotes.parsing.repairs.continued_clauses import continue_clause
from quotes.parsing.repairs.copular_clauses import raise_copular_clause
from quotes.parsing.repairs.cut_sentences import cut_endless_sentences
from quotes.parsing.repairs.described_names import describe_names
from quotes.parsing.repairs.finite_modifiers import raise_finite_modifier
from quotes.parsing.repairs.join_sentences import join_sentences
from quotes.parsing.repairs.parentheticals import attach_parenthetical
from quotes.parsing.repairs.passive_subjects import attach_passive_subject
from quotes.parsing.repairs.relative_sources import attach_relative_source
from quotes.parsing.repairs.repair import Repair
from quotes.parsing.repairs.singular_subjects import tag_singular_subject
from quotes.parsing.repairs.that_claims import attach_that_of_claim
from quotes.parsing.repairs.that_clauses import bound_that_clause
from quotes.parsing.repairs.that_conditions import attach_condition
from quotes.parsing.repairs.verbs_in_names import tag_verbs_in_names

__all__ = ["REPAIRS", "Repair"]

REPAIRS: tuple[Repair, ...] = (
    join_sentences,
    cut_endless_sentences,
    tag_verbs_in_names,
    attach_condition,
    attach_relative_source,
    raise_copular_clause,
    attach_that_of_claim,
    bound_that_clause,
    attach_passive_subject,
    continue_clause,
    attach_parenthetical,
    describe_names,
    raise_finite_modifier,
    tag_singular_subject,
)
