"""Statements in a parsed article."""

from quotes.statements.finding import StatementFinder

__all__ = ["StatementFinder"]
