"""Service over HTTP, on top of reports: analyses for a newsroom's own system, and the frame of local pages.

`analysis_pool` runs work in forked workers, `work` is what they do; `access`, `request_bodies` and `protocol` are the
guards; `application` puts them and the routes of `api` together, and `server` listens.
"""
