"""Families of layouts that attribute words without a reporting clause: each is one module."""
