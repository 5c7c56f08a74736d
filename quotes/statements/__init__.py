"""From a parse to the statements in it."""

from quotes.statements.finding import StatementFinder

__all__ = ["StatementFinder"]
