"""Explanations of statements: the rules that found them, the words matched, and the source of the confidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quotes.records import Article, Statement
from quotes.reports.wording import abbreviated, in_one_line, spans_in_one_line
from quotes.statements.judging.confidence import measured_class
from quotes.statements.rule import Rule
from quotes.statements.rules.rule_tables import RuleTables, rules_of

BY_THE_JUDGE = "judge"
WORDS_AT_EACH_EDGE = 3
"""Number of words of a content that are shown at its beginning and at its end."""


@dataclass(frozen=True, slots=True)
class RuleInWords:
    """A rule as it is told to people; `description` and `example` are None where none is declared."""

    name: str
    description: str | None = None
    example: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The rules that found a statement's content and source, and the measured class that its confidence starts from.

    The class is the key of a measurement in ``quotes/statements/judging/confidence.toml``, "" for all statements, or
    `BY_THE_JUDGE` for statements of the learned model, whose confidence is calculated.
    """

    rule: RuleInWords
    source_rule: RuleInWords | None
    confidence_class: str


def explain(statement: Statement, rules: RuleTables | None = None) -> Explanation:
    """The explanation of a statement that an analyzer with these rules, by default the package's own, has found."""
    rule, source_rule = rules_of(statement.rule, rules)
    measured = BY_THE_JUDGE if "model" in statement.finders else measured_class(rule, source_rule, statement.kind)
    return Explanation(_in_words(rule), _in_words(source_rule) if source_rule else None, measured)


def _in_words(rule: Rule) -> RuleInWords:
    return RuleInWords(rule.name, rule.description, in_one_line(rule.examples[0].text) if rule.examples else None)


def explanation_in_one_line(article: Article, statement: Statement) -> str:
    """The finders of a statement, the names of its rules, the words that they matched, and how sure all that is.

    Of a statement as a person has decided it, only the words are left.
    """
    if statement.decided:
        return in_one_line("; ".join(["decided by a person", *_matched(article, statement)]))
    explanation = explain(statement)
    found_by = f"{' and '.join(statement.finders)}: " if statement.finders else ""
    source_by = [f"source by {explanation.source_rule.name}"] if explanation.source_rule else []
    parts = [found_by + explanation.rule.name, *source_by, *_matched(article, statement)]
    sureness = [_speaker_confidence(statement), _confidence(statement, explanation.confidence_class)]
    return in_one_line("; ".join([*parts, *sureness]))


def rules_in_words(statements: Iterable[Statement], rules: RuleTables | None = None) -> Iterator[tuple[str, str]]:
    """The rules that found these statements, by name: the name, and the description with an example."""
    found = [explain(statement, rules) for statement in statements]
    named = {rule.name: rule for each in found for rule in (each.rule, each.source_rule) if rule}
    for name in sorted(named):
        example = f"as in: {named[name].example}" if named[name].example else None
        words = ", ".join(filter(None, [named[name].description, example]))
        if words:
            yield name, words


def _matched(article: Article, statement: Statement) -> Iterator[str]:
    """The words of the cue and the source, and those at the edges of the content."""
    if statement.cue:
        yield f"cue: {spans_in_one_line(article, [statement.cue])}"
    if statement.source:
        yield f"source: {spans_in_one_line(article, statement.source)}"
    yield f"content: {abbreviated(spans_in_one_line(article, statement.content), WORDS_AT_EACH_EDGE)}"


def _speaker_confidence(statement: Statement) -> str:
    """The probability of the speakers with what spoke for them: "speaker 0.87 by gender same, spoke last"."""
    whose = ["no speaker", "speaker", "speakers"][min(len(statement.speakers), 2)]
    evidence = f" by {', '.join(statement.speaker_evidence)}" if statement.speaker_evidence else ""
    return f"{whose} {statement.speaker_confidence:.2f}{evidence}"


def _confidence(statement: Statement, measured: str) -> str:
    by_judge = measured == BY_THE_JUDGE
    origin = "by the judge of rules and model" if by_judge else f"as measured for {measured or 'all rules together'}"
    return f"confidence {statement.confidence:.2f}, content and source {origin}"
