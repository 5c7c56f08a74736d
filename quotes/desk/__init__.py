"""Desk on top of the service: pages on which a person reads articles and corrects what was found in them.

`edits` changes corrections as pages ask for it, `views` is what a page shows, `inbox` keeps articles that are pasted or
dropped, `open_articles` the analyses in use, and `routes` are those that `quotes serve` adds to the service.
"""
