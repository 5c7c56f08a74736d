"""Reports of analyses: tables, CSV and JSON."""
