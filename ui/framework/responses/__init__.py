"""Drafts of a framework and the responses to them, on the Framework page."""
