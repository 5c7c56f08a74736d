"""Statements that declared rules find."""
