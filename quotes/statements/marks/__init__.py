"""Quotation marks and quotations, read off the raw text."""
