"""Analyses as tables, CSV and JSON."""
