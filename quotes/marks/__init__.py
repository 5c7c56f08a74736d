"""Quotation marks and quotations in the raw text."""
