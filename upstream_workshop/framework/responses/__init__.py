"""Responses to drafts of a framework, what was done about each, and why."""
