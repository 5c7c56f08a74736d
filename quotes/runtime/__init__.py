"""Processes, whole files and garbage collection of a run."""
